"""The worker process: relay from the outbox to the job queue, the jobs' runner, the schedule."""
