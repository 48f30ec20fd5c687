"""What can go wrong with jobs."""

from prime.core.errors import Conflict


class NotDead(Conflict):
    """The job is done or still being tried."""

    slug, title = "job-not-dead", "This job has not failed"
