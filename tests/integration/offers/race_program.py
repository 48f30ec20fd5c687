"""One of the processes of `test_race`: approves many offers of one vacancy at once and prints what became of each.

python -m tests.integration.offers.race_program prepare COUNT POSTS
python -m tests.integration.offers.race_program approve blind|seeing APPROVER_ID OFFER_ID...
"""

import asyncio
import json
import sys
from uuid import UUID

import asyncpg

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates.tables import Stage
from prime.core import db
from prime.core.errors import PrimeError
from prime.offers import service
from prime.offers.service import drafting
from prime.vacancies.tables import Vacancy
from tests.support.race import stand_at_the_line

CONNECTIONS = 12


async def prepare(count: int, posts: int) -> None:
    """Drafts for one vacancy, and the person who approves them."""
    from tests.factories.accounts import make_user
    from tests.factories.candidates import make_application
    from tests.factories.offers import draft_offer
    from tests.factories.vacancies import make_vacancy

    vacancy, writer = await make_vacancy(headcount=posts), await make_user(Role.OPERATIONS)
    applications = [await make_application(vacancy_id=vacancy, stage=Stage.OFFER) for _ in range(count)]
    drafts = [(await draft_offer(application, by=writer))[0] for application in applications]
    sys.stdout.write(json.dumps([str((await make_user(Role.OPERATIONS)).user_id), [str(draft) for draft in drafts]]))


async def approve(approver_id: str, offer_ids: list[str]) -> None:
    """Approve each on a connection of its own, released together."""
    actor = await accounts.actor_for_user(UUID(approver_id))
    assert actor is not None

    async def one(offer_id: str) -> str:
        try:
            await service.approve(actor, UUID(offer_id))
        except (PrimeError, asyncpg.DeadlockDetectedError) as refusal:
            return type(refusal).__name__
        return "made"

    await stand_at_the_line()
    sys.stdout.write(json.dumps(await asyncio.gather(*map(one, offer_ids))))


def go_blind() -> None:
    """Take our locks away, so that the database alone keeps the promise."""

    async def no_lock(*_: object) -> None:
        return

    async def read(vacancy_id: UUID) -> Vacancy | None:
        return await Vacancy.objects().get(Vacancy.id == vacancy_id)

    drafting.lock = no_lock
    drafting.vacancies.lock_vacancy = read


async def main() -> None:
    """Do what the command line says."""
    async with db.pool(CONNECTIONS):
        if sys.argv[1] == "prepare":
            await prepare(int(sys.argv[2]), int(sys.argv[3]))
        else:
            _, _, sight, approver_id, *offer_ids = sys.argv
            if sight == "blind":
                go_blind()
            await approve(approver_id, offer_ids)


if __name__ == "__main__":
    asyncio.run(main())
