"""One of the processes of `test_race`: confirms requests all at once and prints what became of each.

python -m tests.integration.placements.race_program prepare
python -m tests.integration.placements.race_program confirm blind|seeing OPERATIONS_ID REQUEST_ID...
"""

import asyncio
import json
import sys
from decimal import Decimal
from uuid import UUID

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.core import db
from prime.core.columns import uuid7
from prime.core.errors import PrimeError
from prime.placements import rules, service
from prime.placements.service import placements as commands
from prime.staff.tables import StaffMember
from tests.support.race import stand_at_the_line

REQUESTS = 16
SHARE = Decimal("0.20")


async def prepare() -> None:
    """Sixteen requests for a fifth of one and the same person."""
    from tests.factories.accounts import make_user
    from tests.factories.placements import make_council_client, make_picked
    from tests.factories.staff import make_staff

    council, person = await make_council_client(), await make_staff()
    operations = await make_user(Role.OPERATIONS)
    requests = [await make_picked(council, person, fte=SHARE) for _ in range(REQUESTS)]
    sys.stdout.write(json.dumps([str(operations.user_id), [str(request) for request in requests]]))


async def confirm(operations_id: str, request_ids: list[str]) -> None:
    """Confirm each on a connection of its own, released together."""
    actor = await accounts.actor_for_user(UUID(operations_id))
    assert actor is not None

    async def one(request_id: str) -> str:
        try:
            await service.confirm(actor, UUID(request_id), hourly_amount=Decimal("41.50"), weekly_hours=Decimal("7.40"))
        except PrimeError as refusal:
            return type(refusal).__name__
        return "placed"

    await stand_at_the_line()
    sys.stdout.write(json.dumps(await asyncio.gather(*map(one, request_ids))))


def go_blind() -> None:
    """Take every look and lock of ours away, so that the database alone keeps the promise."""
    rules.check_placeable = lambda need, person: None

    async def unnumbered(prefix: str) -> str:
        return f"{prefix}-{uuid7().hex[-12:]}"  # the counter's row would be a lock too

    async def unlocked(staff_id: UUID) -> StaffMember:
        member = await StaffMember.objects().get(StaffMember.id == staff_id)
        assert member is not None
        return member

    commands.staff.lock_staff = unlocked
    commands.next_reference = unnumbered


async def main() -> None:
    """Do what the command line says."""
    async with db.pool(REQUESTS):
        if sys.argv[1] == "prepare":
            await prepare()
        else:
            _, _, sight, operations_id, *request_ids = sys.argv
            if sight == "blind":
                go_blind()
            await confirm(operations_id, request_ids)


if __name__ == "__main__":
    asyncio.run(main())
