"""One of the processes of `test_race`: books the same time for many candidates at once and prints what became of each.

python -m tests.integration.interviews.race_program prepare COUNT
python -m tests.integration.interviews.race_program book blind|seeing OPERATIONS_ID INTERVIEW_ID...
"""

import asyncio
import json
import sys
from uuid import UUID

import asyncpg

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.core import db
from prime.core.errors import PrimeError
from prime.interviews import queries, service
from prime.interviews.service import booking
from tests.support.race import stand_at_the_line

CONNECTIONS = 20


async def prepare(count: int) -> None:
    """Invitations to one and the same panel of two, whose members stand in either order."""
    from tests.factories.accounts import make_user
    from tests.factories.interviews import make_champion, make_invitation

    panel = [await make_champion(), await make_champion()]
    operations = await make_user(Role.OPERATIONS)
    made = [await make_invitation(panel=panel if number % 2 else panel[::-1]) for number in range(count)]
    sys.stdout.write(json.dumps([str(operations.user_id), [str(interview.id) for interview in made]]))


async def book(operations_id: str, interview_ids: list[str]) -> None:
    """Book each on a connection of its own, released together; tells what became of each."""
    from tests.factories.interviews import MONDAY_NINE

    actor = await accounts.actor_for_user(UUID(operations_id))
    assert actor is not None

    async def one(interview_id: str) -> str:
        try:
            await service.book(actor, UUID(interview_id), MONDAY_NINE)
        except (PrimeError, asyncpg.DeadlockDetectedError) as refusal:
            return type(refusal).__name__
        return "booked"

    await stand_at_the_line()
    sys.stdout.write(json.dumps(await asyncio.gather(*map(one, interview_ids))))


def go_blind() -> None:
    """Take our lock and our look at the diaries away, so that the database alone keeps the promise."""
    from tests.factories.interviews import MONDAY_NINE

    async def unlocked(*resources: str) -> None:
        return

    async def everything_is_free(*question: object, **more: object) -> list[object]:
        return [MONDAY_NINE]

    booking.lock = unlocked
    queries.offered_for = everything_is_free


async def main() -> None:
    """Do what the command line says."""
    async with db.pool(CONNECTIONS):
        if sys.argv[1] == "prepare":
            await prepare(int(sys.argv[2]))
        else:
            _, _, sight, operations_id, *interview_ids = sys.argv
            if sight == "blind":
                go_blind()
            await book(operations_id, interview_ids)


if __name__ == "__main__":
    asyncio.run(main())
