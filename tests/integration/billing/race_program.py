"""One of the processes of `test_race`: starts runs of one month, or issues every share of it, and prints what became of each try.

python -m tests.integration.billing.race_program prepare
python -m tests.integration.billing.race_program start seeing|blind FINANCE_ID
python -m tests.integration.billing.race_program issue seeing|blind
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from uuid import UUID

import asyncpg

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.billing import queries, service
from prime.billing.service import runs
from prime.billing.tables import BillingRun, RunShare
from prime.core import db
from prime.core.actor import SYSTEM
from prime.core.db import fetch
from prime.core.errors import PrimeError
from tests.support.race import stand_at_the_line

COUNCILS, WEEKS = 4, 2
TRIES = 2  # of each process


async def prepare() -> None:
    """Four councils with two approved weeks each."""
    from tests.factories.accounts import make_user
    from tests.factories.billing import make_placed, make_seller, make_weeks

    await make_seller()
    for _ in range(COUNCILS):
        await make_weeks(await make_placed(), WEEKS)
    sys.stdout.write(json.dumps(str((await make_user(Role.FINANCE)).user_id)))


async def _together(tries: list[Callable[[], Awaitable[object]]]) -> None:
    """Release all tries at one moment, each on a connection of its own."""

    async def one(attempt: Callable[[], Awaitable[object]]) -> str:
        try:
            await attempt()
        except (PrimeError, asyncpg.PostgresError) as refusal:
            return type(refusal).__name__
        return "done"

    await stand_at_the_line()
    sys.stdout.write(json.dumps(await asyncio.gather(*map(one, tries))))


async def start_runs(finance_id: str) -> None:
    """Start a run of November, several times."""
    from tests.factories.billing import NOVEMBER

    finance = await accounts.actor_for_user(UUID(finance_id))
    assert finance is not None
    await _together([lambda: service.start_run(finance, NOVEMBER)] * TRIES)


async def issue_shares() -> None:
    """Issue every share, several times."""
    share_ids = [row["id"] for row in await fetch("SELECT id FROM run_share ORDER BY id")]
    await _together([lambda share_id=share_id: service.issue_share(SYSTEM, share_id) for share_id in share_ids * TRIES])


def go_blind() -> None:
    """Take every look and lock of ours away, so that the database alone keeps the promise."""

    async def none(*_: object, **__: object) -> None:
        return None

    async def unlocked(share_id: UUID) -> tuple[BillingRun, RunShare]:
        share = await RunShare.objects().get(RunShare.id == share_id)
        assert share is not None
        run = await BillingRun.objects().get(BillingRun.id == share.run)
        assert run is not None
        share.status = "waiting"
        return run, share

    runs.lock = none
    queries.find_run = none
    queries.lock_share = unlocked
    queries.lock_weeks = none
    runs.timesheets.mark_billed = none


async def main() -> None:
    """Do what the command line says."""
    async with db.pool(COUNCILS * TRIES):
        if sys.argv[1] == "prepare":
            await prepare()
            return
        if sys.argv[2] == "blind":
            go_blind()
        if sys.argv[1] == "start":
            await start_runs(sys.argv[3])
        else:
            await issue_shares()


if __name__ == "__main__":
    asyncio.run(main())
