"""Records that may be of one person: found after an application, shown to people, decided once."""

import pytest

from prime.accounts.permissions import Role
from prime.candidates import service as candidates
from prime.core.actor import SYSTEM
from prime.core.db import execute, fetch, fetch_value
from prime.core.errors import Forbidden, NotFound
from prime.duplicates import queries, service
from prime.duplicates.errors import AlreadyDecided
from prime.duplicates.schemas import ReasonKind
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

ONE = {"first_name": "Siân", "last_name": "Testley", "phone": "07700 900111", "postcode": "SA1 1AA", "swe_number": "SW4111"}
AGAIN = {"first_name": "Sian", "last_name": "Testley-Prawf", "phone": "+44 7700 900111", "postcode": "CF1 1AA", "swe_number": "SW4111"}
OTHER = {"first_name": "Gethin", "last_name": "Unlike", "phone": "07700 900222", "postcode": "LL1 1AA", "swe_number": "SW98765"}


async def make_pair():
    """Two applications of one person under two addresses, and one of somebody else."""
    return await make_application(**ONE), await make_application(**AGAIN), await make_application(**OTHER)


async def test_an_application_is_compared_after_it_came_in(drain):
    one, again, _ = await make_pair()
    await drain()
    operations = await make_user(Role.OPERATIONS)
    [pair] = (await queries.list_pairs(operations)).items
    assert (pair.first.id, pair.second.id) == (one.candidate_id, again.candidate_id)
    assert {reason.kind for reason in pair.reasons} == {ReasonKind.SWE_NUMBER, ReasonKind.PHONE, ReasonKind.LIKE_NAME}
    assert pair.score == 100
    assert pair.first.name == "Siân Testley"
    assert one.reference in pair.first.applications[0]
    assert await fetch_value("SELECT value FROM match_key WHERE candidate = $1 AND kind = 'phone'", again.candidate_id) == "+447700900111"


async def test_a_correction_drops_what_looks_alike_no_more(drain):
    one, _, _ = await make_pair()
    await drain()
    operations = await make_user(Role.OPERATIONS)
    await candidates.correct_candidate(operations, one.candidate_id, **(OTHER | {"swe_number": "SW5000", "phone": "07700 900333"}))
    await execute("UPDATE application SET declared = '{}' WHERE candidate = $1", one.candidate_id)
    await execute("UPDATE app_user SET first_name = 'Nobody', last_name = 'Known' WHERE id = $1", one.user_id)
    await drain()
    pairs = (await queries.list_pairs(operations)).items
    assert one.candidate_id not in {side for pair in pairs for side in (pair.first.id, pair.second.id)}


async def test_different_people_are_never_shown_again(drain):
    one, _, _ = await make_pair()
    await drain()
    operations = await make_user(Role.OPERATIONS)
    [pair] = (await queries.list_pairs(operations)).items
    await service.keep_apart(operations, pair.id)
    assert await service.find_pairs(SYSTEM, one.candidate_id) == 1
    assert (await queries.list_pairs(operations)).items == []
    with pytest.raises(AlreadyDecided):
        await service.keep_apart(operations, pair.id)
    assert [row["summary"] for row in await fetch("SELECT summary FROM audit_entry WHERE action = 'duplicates.kept_apart'")] == [
        "Found to be different people",
    ] * 2


async def test_the_sweep_reads_what_no_event_told_of():
    one, again, other = await make_pair()
    await service.find_for_unread(SYSTEM)
    pairs = (await queries.list_pairs(SYSTEM)).items
    assert [(pair.first.id, pair.second.id) for pair in pairs] == [(one.candidate_id, again.candidate_id)]
    assert await queries.list_unread(most=10) == []
    assert other.candidate_id not in {pair.first.id for pair in pairs}


async def test_pairs_come_in_pages_and_only_to_operations(drain):
    for number in range(4):
        for spelled in (ONE, AGAIN):
            alone = {"swe_number": f"SW{number + 1}7{number + 1}3", "phone": f"07700 90{number}{number}55", "last_name": "ABCD"[number] * 7}
            await make_application(**(spelled | alone))
    await drain()
    operations = await make_user(Role.OPERATIONS)
    first = await queries.list_pairs(operations, size=3)
    rest = await queries.list_pairs(operations, first.next_cursor, size=3)
    assert len({pair.id for pair in first.items + rest.items}) == 4
    assert rest.next_cursor == ""
    champion = await make_user(Role.CHAMPION)
    for read in (queries.list_pairs(champion), queries.get_pair(champion, first.items[0].id), service.keep_apart(champion, first.items[0].id)):
        with pytest.raises(Forbidden):
            await read
    with pytest.raises(NotFound):
        await queries.get_pair(operations, champion.required_user_id)


async def test_comparing_asks_few_questions():
    for number in range(10):
        application = await make_application(**ONE | {"swe_number": f"SW70{number}1"})
    await service.find_for_unread(SYSTEM)
    async with counted() as asked:
        await service.find_pairs(SYSTEM, application.candidate_id)
    assert len(asked) <= 9
    assert await fetch_value("SELECT count(*) FROM duplicate_pair WHERE $1 IN (first, second)", application.candidate_id) == 9
