"""Who did not come, why, and how it goes on; and the history of an interview (S11, S15)."""

from datetime import timedelta

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.candidates.queries import get_application
from prime.candidates.tables import NextActor
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.interviews import queries, service
from prime.interviews.service import Missing
from prime.interviews.tables import Absence, AbsenceCause, ChangeKind, Interview, InterviewChange, InterviewStatus
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor
from tests.factories.interviews import MONDAY_NINE, MadeInterview, make_booking, make_champion

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
DAY = timedelta(days=1)
CANDIDATE = [Missing(None, AbsenceCause.TRAVEL)]


async def _missed(frozen_now, absent=CANDIDATE) -> MadeInterview:
    made = await make_booking()
    frozen_now(MONDAY_NINE + timedelta(hours=1))
    await service.mark_no_show(made.lead, made.id, absent, reason="No trains")
    return made


async def _next(made: MadeInterview):
    found = [row for row in (await queries.list_interviews(SYSTEM, application_id=made.application.id)).items if row.id != made.id]
    return found[0] if found else None


async def test_the_candidate_books_again_by_a_link_once(frozen_now, drain, outbox_mail, browser_for):
    made = await _missed(frozen_now)
    interview = await queries.get_interview(SYSTEM, made.id)
    assert interview.ended_reason == "The candidate (held up on the way) did not come: No trains"
    assert [(row.name, row.cause) for row in await queries.list_absent(SYSTEM, made.id)] == [(made.application.name, AbsenceCause.TRAVEL)]
    again = await _next(made)
    assert (again.status, again.minutes, again.place, again.champion_ids) == (InterviewStatus.INVITED, 45, interview.place, interview.champion_ids)
    assert (await Interview.objects().where(Interview.id == again.id).first()).follows == made.id
    await drain()
    [mail] = [mail for mail in await outbox_mail(made.application.email) if mail.template == "interview_missed"]
    assert "You can do so once" in mail.body_text
    browser = await browser_for()
    link = mail.secret_link.removeprefix("http://localhost:8000")
    later = (MONDAY_NINE + 2 * DAY).isoformat()
    await browser.submit(f"{link}/times", {"starts_at": later})
    assert (await browser.submit(f"{link}/confirm", {"starts_at": later})).status_code == 303
    assert (await queries.get_interview(SYSTEM, again.id)).status is InterviewStatus.BOOKED

    frozen_now(MONDAY_NINE + 2 * DAY)
    await service.mark_no_show(made.lead, again.id, CANDIDATE)
    await drain()
    assert (await get_application(SYSTEM, made.application.id)).next_actor is NextActor.CHAMPION
    last = [mail for mail in await outbox_mail(made.application.email) if mail.template == "interview_missed"][-1]
    assert (last.secret_link, "tell us" in last.body_text) == ("", True)


async def test_the_panels_absence_is_not_counted_against_the_candidate(frozen_now, drain, outbox_mail):
    made = await make_booking()
    frozen_now(MONDAY_NINE)
    await service.mark_no_show(made.lead, made.id, [Missing(made.panel[0].id, AbsenceCause.EMERGENCY), Missing(None, AbsenceCause.TECHNICAL)])
    assert await _next(made)
    assert {row.champion_id for row in await queries.list_absent(SYSTEM, made.id)} == {None, made.panel[0].id}
    await drain()
    [mail] = [mail for mail in await outbox_mail(made.application.email) if mail.template == "interview_missed"]
    assert "We are sorry" in mail.body_text
    assert (await get_application(SYSTEM, made.application.id)).next_actor is NextActor.CANDIDATE


async def test_nobody_is_invited_again_where_the_panel_may_not_meet_any_more(frozen_now):
    made = await make_booking(panel=[await make_champion(accredited_until=MONDAY_NINE.date())])
    frozen_now(MONDAY_NINE + DAY)
    await service.mark_no_show(made.lead, made.id, CANDIDATE)
    assert await _next(made) is None
    assert (await get_application(SYSTEM, made.application.id)).next_actor is NextActor.CHAMPION


async def test_somebody_of_this_interview_was_absent(frozen_now):
    made, other = await make_booking(), await make_booking()
    frozen_now(MONDAY_NINE)
    for absent in ([], [Missing(other.panel[0].id, AbsenceCause.ILL)]):
        with pytest.raises(InvalidInput):
            await service.mark_no_show(made.lead, made.id, absent)
    with pytest.raises(Forbidden):
        await service.mark_no_show(await candidate_actor(made.application), made.id, CANDIDATE)


async def test_every_step_stands_in_the_history_and_stays():
    made = await make_booking()
    candidate, other = await candidate_actor(made.application), await make_champion(last_name="Standin")
    await service.hold(candidate, made.id, MONDAY_NINE + DAY)
    await service.move_booking(candidate, made.id, MONDAY_NINE + DAY)
    await service.hand_over(made.lead, made.id, made.panel[0].id, other.id)
    await service.cancel(other.actor, made.id, reason="The post is filled")
    lines = await queries.list_changes(other.actor, made.id)
    kinds = [ChangeKind.INVITED, ChangeKind.BOOKED, ChangeKind.TIME_CHOSEN, ChangeKind.MOVED, ChangeKind.HANDED_OVER, ChangeKind.CANCELLED]
    assert [line.kind for line in reversed(lines)] == kinds
    moved = next(line for line in lines if line.kind is ChangeKind.MOVED)
    assert (moved.from_at, moved.to_at, moved.changed_by) == (MONDAY_NINE, MONDAY_NINE + DAY, made.application.name)
    assert (lines[0].detail, lines[0].from_at) == ("The post is filled", MONDAY_NINE + DAY)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await InterviewChange.update({InterviewChange.detail: "x"}).where(InterviewChange.interview == made.id)
    with pytest.raises(Forbidden):
        await queries.list_changes(candidate, made.id)
    with pytest.raises(NotFound):
        await queries.list_changes(other.actor, other.id)


async def test_an_absence_stays_and_stands_once(frozen_now):
    made = await _missed(frozen_now)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await Absence.delete().where(Absence.interview == made.id)
    [row] = await Absence.objects()
    with pytest.raises(asyncpg.UniqueViolationError):
        async with transaction():
            await Absence(interview=made.id, cause=AbsenceCause.ILL, recorded_by=row.recorded_by, recorded_at=row.recorded_at).save()


async def test_the_page_records_and_shows(browser_for, frozen_now):
    made = await make_booking()
    frozen_now(MONDAY_NINE)
    browser = await browser_for(made.lead.user_id)
    here = f"/interviews/{made.id}"
    assert made.application.name in (await browser.get(f"{here}/no-show")).text
    assert (await browser.submit(f"{here}/no-show", {"person_0": "bored"})).status_code == 422
    assert (await browser.submit(f"{here}/no-show", {"person_0": "technical"})).headers["location"] == here
    page = (await browser.get(here)).text
    for words in ("Did not take place by", "technical trouble", "Booked by", "Invited by"):
        assert words in page


async def test_the_api_records_and_tells(api_for, frozen_now):
    made = await make_booking()
    frozen_now(MONDAY_NINE)
    key = await api_for((await make_user(Role.OPERATIONS)).user_id)
    here = f"/api/v1/interviews/{made.id}"
    assert (await key.post(f"{here}/no-show", json={"absent": []})).status_code == 422
    body = {"absent": [{"cause": "ill"}, {"championId": str(made.panel[0].id), "cause": "forgotten"}]}
    assert (await key.post(f"{here}/no-show", json=body)).json()["status"] == "no_show"
    assert [row["cause"] for row in (await key.get(f"{here}/absences")).json()] == ["ill", "forgotten"]
    assert (await key.get(f"{here}/history")).json()[0]["kind"] == "no_show"
