"""Two records of one person become one with every history, and two again."""

from datetime import timedelta

import pytest
from asyncpg import RestrictViolationError

from prime.accounts import service as accounts
from prime.accounts.permissions import Role
from prime.accounts.queries import actor_for_user, afc
from prime.candidates import queries as candidate_queries
from prime.candidates import service as candidates
from prime.candidates.tables import RejectReason, Stage
from prime.checks import service as checks
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.core.db import execute, fetch, fetch_value, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.duplicates import queries, service
from prime.duplicates.errors import CannotMerge, CannotUndo
from prime.notifications import queries as notifications
from tests.factories.accounts import make_user
from tests.factories.candidates import CONSENTS, answers, candidate_actor, make_application
from tests.factories.offers import make_offer
from tests.factories.staff import make_staff
from tests.factories.vacancies import make_vacancy
from tests.integration.duplicates.test_finding import AGAIN, ONE

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

WHY = "Both sent the same certificate of registration."
# What remembers that there was a merge, and what is made anew from the rest.
_REMEMBERING = ("audit_entry", "outbox_message", "message", "candidate_merge", "merged_row", "match_key", "session", "access_token")


async def dump() -> dict[str, list[str]]:
    """Every row of every table."""
    tables = [row["relname"] for row in await fetch("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")]
    return {
        table: sorted(row["row"] for row in await fetch(f'SELECT to_jsonb(t)::text AS "row" FROM "{table}" t'))
        for table in tables
        if table not in _REMEMBERING
    }


async def make_two(**of_lost):
    """The same person twice: the survivor at screening, the lost one somewhere else."""
    return await make_application(**ONE, stage=Stage.SCREENING), await make_application(**(AGAIN | of_lost))


async def merged(one, again):
    operations = await make_user(Role.OPERATIONS)
    merge_id = await service.merge(operations, survivor_id=one.candidate_id, lost_id=again.candidate_id, reason=WHY)
    return operations, merge_id


async def test_everything_is_seen_under_the_survivor(drain, outbox_mail):
    one, again = await make_two(stage=Stage.CHECKS)
    await checks.open_set(SYSTEM, again.candidate_id)
    operations, merge_id = await merged(one, again)
    person = await candidate_actor(one)
    assert {each.reference for each in await candidate_queries.mine(person)} == {one.reference, again.reference}
    assert (await candidate_queries.get_application(operations, again.id)).candidate_id == one.candidate_id
    assert await fetch_value("SELECT count(*) FROM pre_employment_check WHERE candidate = $1", one.candidate_id) == 9
    assert await fetch_value("SELECT count(*) FROM consent WHERE candidate = $1", one.candidate_id) == 4
    assert {message.about_id for message in (await notifications.list_own(person)).items} >= {one.id, again.id}
    [shown] = await queries.list_merges_of(operations, one.candidate_id)
    assert (shown.id, shown.lost_reference, shown.reason) == (merge_id, again.candidate_reference, WHY)
    await drain()
    for application in (one, again):
        [told] = [mail for mail in await outbox_mail(application.email) if mail.template == "records_merged"]
        assert f"sign in with {one.email[:2]}…@people.example" in told.body_text


async def test_undoing_gives_back_exactly_what_was_given(drain):
    one, again = await make_two(stage=Stage.CHECKS)
    await checks.open_set(SYSTEM, one.candidate_id)
    await checks.open_set(SYSTEM, again.candidate_id)
    await candidates.add_note(await make_user(Role.OPERATIONS), again.id, text="Called back.", is_shared=True)
    operations = await make_user(Role.OPERATIONS)
    await drain()
    before = await dump()
    merge_id = await service.merge(operations, survivor_id=one.candidate_id, lost_id=again.candidate_id, reason=WHY)
    assert await dump() != before
    await drain()
    await service.undo(operations, merge_id)
    await drain()
    after = await dump()
    assert {table for table in before if before[table] != after[table]} == set()
    with pytest.raises(CannotUndo, match="undone before"):
        await service.undo(operations, merge_id)
    assert {row["action"] for row in await fetch("SELECT action FROM audit_entry WHERE record_id = $1", again.candidate_id)} >= {
        "duplicates.merged",
        "duplicates.parted",
    }


async def test_what_came_after_the_merge_goes_with_its_application():
    one, again = await make_two(stage=Stage.INTERVIEW)
    operations, merge_id = await merged(one, again)
    await execute(
        "INSERT INTO consent (id, candidate, application, kind, version, given_at) VALUES (uuidv7(), $1, $2, 'later', '1', now())",
        one.candidate_id,
        again.id,
    )
    await service.undo(operations, merge_id)
    assert await fetch_value("SELECT candidate FROM consent WHERE kind = 'later'") == again.candidate_id


async def test_the_account_is_closed_and_its_address_finds_the_survivor():
    one, again = await make_two()
    operations, merge_id = await merged(one, again)
    assert await actor_for_user(again.user_id) is None
    vacancy_id = await make_vacancy()
    later = await candidates.apply(ANONYMOUS, vacancy_id=vacancy_id, consents=CONSENTS, **answers(**(AGAIN | {"email": again.email})))
    assert (await candidate_queries.get_application(SYSTEM, later)).candidate_id == one.candidate_id
    await service.undo(operations, merge_id)
    assert (await actor_for_user(again.user_id)).user_id == again.user_id
    assert (await candidate_queries.get_application(SYSTEM, later)).candidate_id == one.candidate_id


async def test_an_account_with_another_role_stays_open():
    one, again = await make_two()
    await accounts.grant_role(SYSTEM, again.user_id, role=Role.CHAMPION, organisation_id=(await afc()).id)
    _, merge_id = await merged(one, again)
    assert await actor_for_user(again.user_id) is not None
    assert not await fetch_value("SELECT has_closed_account FROM candidate_merge WHERE id = $1", merge_id)


async def test_two_live_applications_for_one_role_are_solved_first():
    vacancy_id = await make_vacancy()
    one = await make_application(**ONE, vacancy_id=vacancy_id)
    again = await make_application(**AGAIN, vacancy_id=vacancy_id)
    with pytest.raises(CannotMerge, match=f"{one.reference} and {again.reference}. Withdraw or reject one of them first"):
        await merged(one, again)
    await candidates.reject(await make_user(Role.OPERATIONS), again.id, reason=RejectReason.OTHER, detail="Applied twice.")
    await merged(one, again)


async def test_two_offers_are_solved_first():
    (_, first), (_, second) = await make_offer(), await make_offer()
    with pytest.raises(CannotMerge, match="Both have an offer"):
        await merged(first, second)


async def test_one_interview_at_a_time():
    one, again = await make_two()
    moment = clock.now() + timedelta(days=3)
    champion = await make_user(Role.CHAMPION)
    for number, application in enumerate((one, again)):
        await execute(
            "INSERT INTO interview (id, reference, application, candidate, kind, status, starts_at, ends_at, uid, invited_by) "
            "VALUES (uuidv7(), $1, $2, $3, 'conversation', 'booked', $4, $5, uuidv7(), $6)",
            f"INT-{number}",
            application.id,
            application.candidate_id,
            moment,
            moment + timedelta(minutes=45),
            champion.user_id,
        )
    with pytest.raises(CannotMerge, match="interview at one time: INT-0 and INT-1"):
        await merged(one, again)


async def test_staff_survive():
    staff = await make_staff()
    candidate_id = await fetch_value("SELECT candidate FROM staff_member WHERE id = $1", staff.id)
    one = await make_application(**ONE)
    operations = await make_user(Role.OPERATIONS)
    with pytest.raises(CannotMerge, match="is staff"):
        await service.merge(operations, survivor_id=one.candidate_id, lost_id=candidate_id, reason=WHY)
    await service.merge(operations, survivor_id=candidate_id, lost_id=one.candidate_id, reason=WHY)


async def test_a_merge_stands_on_another():
    one, again = await make_two()
    third = await make_application(**(ONE | {"swe_number": "SW4112"}))
    operations, first = await merged(again, third)
    second = await service.merge(operations, survivor_id=one.candidate_id, lost_id=again.candidate_id, reason=WHY)
    assert await queries.survivor_of(third.candidate_id) == one.candidate_id
    assert (await candidate_queries.find_candidate(third.user_id)).id == one.candidate_id
    with pytest.raises(CannotUndo, match="Undo that first"):
        await service.undo(operations, first)
    with pytest.raises(CannotMerge, match="merged into another record before"):
        await service.merge(operations, survivor_id=third.candidate_id, lost_id=one.candidate_id, reason=WHY)
    await service.undo(operations, second)
    await service.undo(operations, first)
    assert (await candidate_queries.get_application(SYSTEM, third.id)).candidate_id == third.candidate_id


async def test_checks_after_the_merge_end_its_undoing(frozen_now):
    one, again = await make_two(stage=Stage.OFFER)
    operations, merge_id = await merged(one, again)
    frozen_now(clock.now() + timedelta(hours=1))
    await candidates.move(SYSTEM, again.id, Stage.CHECKS)
    with pytest.raises(CannotUndo, match=f"{again.reference} reached the checks"):
        await service.undo(operations, merge_id)


async def test_who_may_and_what_is_refused():
    one, again = await make_two()
    champion, operations = await make_user(Role.CHAMPION), await make_user(Role.OPERATIONS)
    both = {"survivor_id": one.candidate_id, "lost_id": again.candidate_id}
    with pytest.raises(Forbidden):
        await service.merge(champion, **both, reason=WHY)
    with pytest.raises(Forbidden):
        await service.undo(champion, one.id)
    for wrong in ({"reason": "  "}, {"reason": "x" * 1001}, {"reason": WHY, "lost_id": one.candidate_id}):
        with pytest.raises(InvalidInput):
            await service.merge(operations, **(both | wrong))
    with pytest.raises(NotFound):
        await service.merge(operations, survivor_id=one.candidate_id, lost_id=one.id, reason=WHY)
    with pytest.raises(NotFound):
        await service.undo(operations, one.id)


async def test_written_once_rows_change_hands_by_a_merge_alone():
    one, again = await make_two()
    with pytest.raises(RestrictViolationError):
        async with transaction():
            await execute("UPDATE consent SET candidate = $1 WHERE candidate = $2", one.candidate_id, again.candidate_id)
    await merged(one, again)
    with pytest.raises(RestrictViolationError):
        async with transaction():
            await execute("UPDATE consent SET candidate = $1, version = '9' WHERE application = $2", again.candidate_id, again.id)
