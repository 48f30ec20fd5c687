"""Who may sit on a panel: accredited on the day, allowed for the role, and not known to the candidate (N7)."""

from datetime import date, timedelta

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.accounts.tables import User
from prime.candidates.queries import get_application
from prime.candidates.tables import Application, NextActor, Stage
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.interviews import queries, service
from prime.interviews.errors import DeclaredAlready, NotAccredited, NotForRole, SlotTaken
from prime.interviews.tables import Interview, InterviewKind, PanelSeat, Relationship
from prime.vacancies.tables import Vacancy
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.interviews import MONDAY_NINE, PLACE, MadeInterview, make_booking, make_champion, make_invitation

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
TODAY = date(2026, 11, 25)
INTERVIEW = InterviewKind.INTERVIEW


async def _invite(*panel, kind=INTERVIEW, stage=Stage.INTERVIEW):
    application = await make_application(stage=stage)
    return await service.invite(panel[0].actor, application.id, kind=kind, champion_user_ids=[m.actor.user_id for m in panel], place=PLACE)


async def _names(made: MadeInterview) -> list[str]:
    return [member.name for member in (await queries.get_interview(SYSTEM, made.id)).panel]


async def test_a_panel_needs_somebody_accredited_today():
    never, lapsed = await make_champion(accredited_until=None), await make_champion(accredited_until=TODAY - timedelta(days=1))
    with pytest.raises(NotAccredited):
        await _invite(never, lapsed)
    last_day = await make_champion(accredited_until=TODAY)
    assert await _invite(never, last_day)
    assert await _invite(never, kind=InterviewKind.CONVERSATION, stage=Stage.CONVERSATION)


async def test_no_time_is_offered_after_the_last_day_on_which_one_of_the_panel_is_accredited():
    first, second = await make_champion(accredited_until=date(2026, 11, 30)), await make_champion(accredited_until=None)
    made = await make_invitation(panel=[first, second])
    offered = await queries.slots(SYSTEM, made.id)
    assert {slot.starts_at.date() for slot in offered} == {date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30)}
    with pytest.raises(SlotTaken):
        await service.book(made.lead, made.id, MONDAY_NINE + timedelta(days=1))
    await service.book(made.lead, made.id, MONDAY_NINE)


async def test_the_database_refuses_a_day_on_which_nobody_is_accredited():
    made = await make_booking(panel=[await make_champion(accredited_until=date(2026, 11, 30)), await make_champion(accredited_until=None)])
    later = {Interview.starts_at: MONDAY_NINE + timedelta(days=1), Interview.ends_at: MONDAY_NINE + timedelta(days=1, minutes=45)}
    with pytest.raises(asyncpg.RestrictViolationError, match="accredited"):
        async with transaction():
            await Interview.update(later).where(Interview.id == made.id)
    other = await make_champion(accredited_until=None)
    with pytest.raises(asyncpg.RestrictViolationError, match="accredited"):
        async with transaction():
            await PanelSeat.update({PanelSeat.champion: other.id}).where((PanelSeat.interview == made.id) & (PanelSeat.champion == made.panel[0].id))


async def test_only_somebody_accredited_takes_over_from_the_only_one_who_is():
    made = await make_booking(panel=[await make_champion(), await make_champion(accredited_until=None)])
    plain, accredited = await make_champion(accredited_until=None), await make_champion(accredited_until=date(2026, 11, 30))
    first, second = (member.id for member in made.panel)
    assert {m.champion_id for m in await queries.list_replacements(SYSTEM, made.id, leaving_id=first)} == {accredited.id}
    assert {m.champion_id for m in await queries.list_replacements(SYSTEM, made.id, leaving_id=second)} == {accredited.id, plain.id}
    application = await Application.objects().get(Application.id == made.application.id)
    await Vacancy.update({Vacancy.panel_size: 2, Vacancy.panel_accredited: 2}).where(Vacancy.id == application.vacancy)
    assert {m.champion_id for m in await queries.list_replacements(SYSTEM, made.id, leaving_id=second)} == {accredited.id}


async def test_a_champion_interviews_for_the_roles_that_are_theirs():
    champion, other = await make_champion(), await make_champion()
    application = await make_application(stage=Stage.INTERVIEW)
    await service.save_accreditation(SYSTEM, champion.id, accredited_until=date(2030, 1, 1), levels=[7])
    with pytest.raises(NotForRole, match="may not interview"):
        await service.invite(champion.actor, application.id, kind=INTERVIEW, champion_user_ids=[champion.actor.user_id], place=PLACE)
    suggested = await queries.suggest_panel(other.actor, application.id, size=1)
    assert [member.champion_id for member in suggested.members] == [other.id]
    made = await make_invitation(panel=[other])
    assert await queries.list_replacements(SYSTEM, made.id) == []


async def test_operations_keep_it_and_nobody_else():
    champion, operations = await make_champion(), await make_user(Role.OPERATIONS)
    with pytest.raises(Forbidden):
        await service.save_accreditation(champion.actor, champion.id, accredited_until=TODAY)
    with pytest.raises(InvalidInput):
        await service.save_accreditation(operations, champion.id, accredited_until=TODAY, levels=[19])
    await service.save_accreditation(operations, champion.id, accredited_until=None, levels=[2, 2, 1], home_team="Court team")
    found = await queries.get_availability(operations, champion.id)
    assert (found.accredited_until, found.levels, found.home_team) == (None, [1, 2], "Court team")


async def test_operations_hear_which_interviews_have_nobody_accredited_any_more(browser_for, api_for, drain, outbox_mail):
    operations = await make_user(Role.OPERATIONS)
    champion, other = await make_champion(last_name="Fixture"), await make_champion()
    covered = await make_booking(panel=[champion, other])
    booked = await make_booking(panel=[champion], starts_at=MONDAY_NINE + timedelta(hours=2))
    browser, here = await browser_for(operations.user_id), f"/champions/{champion.id}"
    sooner = {"accredited_until-day": "27", "accredited_until-month": "11", "accredited_until-year": "2026"}
    saved = await browser.submit(here, sooner)
    assert saved.headers["location"] == here
    shown = (await browser.get(here)).text
    assert (f"/interviews/{booked.id}" in shown, f"/interviews/{covered.id}" in shown) == (True, False)
    key = await api_for(operations.user_id)
    assert [row["id"] for row in (await key.get(f"/api/v1{here}/unaccredited-interviews")).json()] == [str(booked.id)]
    await service.save_accreditation(operations, champion.id, accredited_until=date(2030, 1, 1))
    await drain()
    [mail] = [mail for mail in await outbox_mail((await User.objects().get(User.id == operations.user_id)).email) if mail.template]
    assert (mail.template, "until 27 November 2026" in mail.subject) == ("accreditation_shortened", True)
    assert "30 November 2026, 11am to 11:45am" in mail.body_text


# --- the candidate knows somebody


async def test_whoever_the_candidate_knows_is_replaced_and_the_time_stays(outbox_mail, drain):
    made = await make_booking()
    known = (await _names(made))[0]
    other = await make_champion(last_name="Standin")
    candidate = await candidate_actor(made.application)
    await service.declare_own_conflict(candidate, made.id, made.panel[0].id, Relationship.FORMER_COLLEAGUE)
    after = await queries.get_interview(SYSTEM, made.id)
    assert (after.champion_ids, after.starts_at, after.sequence) == ([other.id], MONDAY_NINE, 1)
    [conflict] = await queries.list_conflicts(SYSTEM, made.application.id)
    assert conflict.name == known
    await drain()
    assert "Another panel member" in (await outbox_mail(made.application.email))[-1].subject


async def test_without_anybody_to_take_over_somebody_is_asked_to_act():
    made = await make_invitation()
    candidate = await candidate_actor(made.application)
    await service.declare_own_conflict(candidate, made.id, made.panel[0].id, Relationship.PERSONAL)
    found = await get_application(SYSTEM, made.application.id)
    assert found.next_actor is NextActor.CHAMPION
    assert "Find somebody" in found.next_action
    with pytest.raises(DeclaredAlready):
        await service.declare_own_conflict(candidate, made.id, made.panel[0].id, Relationship.PERSONAL)


async def test_a_candidate_speaks_of_their_own_panel_only():
    made, other = await make_invitation(), await make_invitation()
    candidate = await candidate_actor(made.application)
    with pytest.raises(NotFound):
        await service.declare_own_conflict(candidate, other.id, other.panel[0].id, Relationship.PERSONAL)
    with pytest.raises(InvalidInput):
        await service.declare_own_conflict(candidate, made.id, other.panel[0].id, Relationship.PERSONAL)


async def test_a_champion_who_declares_a_conflict_leaves_the_panels_to_come():
    made = await make_booking()
    other = await make_champion()
    await service.declare_conflict(made.lead, made.application.id, made.lead.user_id, Relationship.LINE_MANAGER)
    assert (await queries.get_interview(SYSTEM, made.id)).champion_ids == [other.id]


# --- pages and API


async def test_the_pages_keep_champions(browser_for):
    champion, operations = await make_champion(last_name="Fixture"), await make_user(Role.OPERATIONS)
    browser = await browser_for(operations.user_id)
    assert "30 June 2030" in (await browser.get("/champions")).text
    here = f"/champions/{champion.id}"
    wrong = await browser.submit(here, {"accredited_until-day": "31", "accredited_until-month": "2", "accredited_until-year": "2027"})
    assert (wrong.status_code, "must be a real date" in wrong.text) == (422, True)
    right = {"accredited_until-day": "27", "accredited_until-month": "11", "accredited_until-year": "2026", "levels": ["1", "2"], "home_team": "<b>"}
    assert (await browser.submit(here, right)).headers["location"] == "/champions"
    page = await browser.get("/champions")
    assert "Ends soon" in page.text
    assert "&lt;b&gt;" in page.text
    own = await browser_for(champion.actor.user_id)
    assert "Until 27 November 2026" in (await own.get("/availability")).text
    assert (await own.get("/champions")).status_code == 403


async def test_the_candidates_page_and_link_say_whom_they_know(browser_for, outbox_mail, drain):
    made = await make_invitation()
    other = await make_champion()
    await drain()
    browser = await browser_for(None)
    link = "/book/" + (await outbox_mail(made.application.email))[-1].secret_link.rsplit("/", 1)[1]
    assert "I know somebody on the panel" in (await browser.get(link)).text
    assert (await browser.submit(f"{link}/panel", {})).status_code == 422
    data = {"champion": str(made.panel[0].id), "relationship": "personal"}
    assert (await browser.submit(f"{link}/panel", data)).headers["location"] == link
    assert (await queries.get_interview(SYSTEM, made.id)).champion_ids == [other.id]


async def test_the_api_says_whom_they_know_and_keeps_champions(api_for):
    made = await make_invitation()
    other = await make_champion()
    candidate = await api_for((await candidate_actor(made.application)).user_id)
    [own] = (await candidate.get("/api/v1/my-interviews")).json()
    body = {"championId": own["members"][0]["championId"], "relationship": "same_team"}
    answer = await candidate.post(f"/api/v1/interviews/{made.id}/known-members", json=body)
    assert (answer.status_code, [member["championId"] for member in answer.json()["members"]]) == (201, [str(other.id)])
    operations = await api_for((await make_user(Role.OPERATIONS)).user_id)
    saved = await operations.put(f"/api/v1/champions/{other.id}/accreditation", json={"accreditedUntil": "2026-12-31", "levels": [3]})
    assert (saved.json()["accreditedUntil"], saved.json()["levels"]) == ("2026-12-31", [3])
