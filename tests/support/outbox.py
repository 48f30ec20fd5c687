"""Running the outbox in the test's own transaction."""

from prime.core import clock
from prime.core.db import fetch
from workers.runner import run_row

# What was ordered for later waits for the database's clock or the one that the test holds, whichever is further on.
DUE = """
SELECT id FROM outbox_message
WHERE done_at IS NULL AND dead_at IS NULL AND attempts = 0 AND available_at <= GREATEST(now(), $1) ORDER BY priority DESC, id LIMIT 1
"""


async def run_due(limit: int = 500) -> int:
    """Run each open row once, those that they order included; fails the test when one ends as a dead letter."""
    for count in range(limit):
        rows = await fetch(DUE, clock.now())
        if not rows:
            return count
        await fetch("UPDATE outbox_message SET attempts = 1 WHERE id = $1", rows[0]["id"])
        await run_row(rows[0]["id"])
        failed = await fetch("SELECT job, last_error FROM outbox_message WHERE id = $1 AND last_error <> ''", rows[0]["id"])
        assert not failed, dict(failed[0])
    raise AssertionError("The outbox never becomes empty.")
