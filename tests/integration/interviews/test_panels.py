"""Panels by rule: whom the rules propose, and who is kept from a candidate."""

from datetime import date

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.candidates.tables import Stage
from prime.core.db import execute, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.interviews import queries, service
from prime.interviews.errors import DeclaredAlready, InConflict, NoPanel, NotAccredited, PanelTooSmall
from prime.interviews.tables import ConflictOfInterest, Interview, InterviewKind, PanelSeat, Relationship
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.interviews import PLACE, MadeChampion, make_champion, make_invitation
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
INTERVIEW = InterviewKind.INTERVIEW


async def _accredited(until: date = date(2027, 6, 30)) -> MadeChampion:
    return await make_champion(accredited_until=until)


async def _newcomer(**more) -> MadeChampion:
    return await make_champion(accredited_until=None, **more)


def _members(suggestion) -> list:
    return [member.champion_id for member in suggestion.members]


async def test_the_panel_shares_the_load_and_has_somebody_accredited():
    lead, busy, idle = await _accredited(), await _newcomer(), await _newcomer()
    await make_invitation(panel=[busy], kind=InterviewKind.CONVERSATION)
    application = await make_application(stage=Stage.INTERVIEW)
    suggestion = await queries.suggest_panel(lead.actor, application.id, size=2)
    assert _members(suggestion) == [lead.id, idle.id]
    assert [member.is_accredited for member in suggestion.members] == [True, False]
    assert [member.interviews for member in (await queries.suggest_panel(lead.actor, application.id, size=3)).members] == [0, 0, 1]


async def test_who_cannot_sit_is_not_proposed():
    lead, expired = await _accredited(), await _accredited(date(2026, 11, 24))
    await _newcomer(hours=[])
    gone = await _newcomer()
    await service.deactivate_champion(lead.actor, gone.actor.required_user_id)
    application = await make_application(stage=Stage.INTERVIEW)
    assert _members(await queries.suggest_panel(lead.actor, application.id, size=2)) == [lead.id, expired.id]
    with pytest.raises(NoPanel, match="Only 2 of the 3"):
        await queries.suggest_panel(lead.actor, application.id, size=3)
    await service.declare_conflict(lead.actor, application.id, lead.actor.user_id, Relationship.FORMER_COLLEAGUE)
    with pytest.raises(NoPanel, match="accredited"):
        await queries.suggest_panel(lead.actor, application.id, size=1)
    with pytest.raises(InvalidInput):
        await queries.suggest_panel(lead.actor, application.id, size=6)


async def test_the_panel_is_as_large_and_as_trained_as_its_vacancy_asks():
    lead, other, third = await _accredited(), await _newcomer(), await _accredited()
    vacancy = await make_vacancy(panel_size=2, panel_accredited=2)
    application = await make_application(stage=Stage.INTERVIEW, vacancy_id=vacancy)
    users = [member.actor.required_user_id for member in (other, lead, third)]
    with pytest.raises(PanelTooSmall, match="at least 2 champions"):
        await service.invite(lead.actor, application.id, kind=INTERVIEW, champion_user_ids=users[:1], place=PLACE)
    with pytest.raises(NotAccredited):
        await service.invite(lead.actor, application.id, kind=INTERVIEW, champion_user_ids=users[:2], place=PLACE)
    assert _members(await queries.suggest_panel(lead.actor, application.id, lead_id=third.id)) == [third.id, lead.id]
    assert _members(await queries.suggest_panel(lead.actor, application.id, lead_id=other.id)) == [lead.id, third.id]
    with pytest.raises(InvalidInput, match="between 2 and 5"):
        await queries.suggest_panel(lead.actor, application.id, size=1)
    interview = await service.invite(lead.actor, application.id, kind=INTERVIEW, champion_user_ids=users, place=PLACE)
    await execute("SET CONSTRAINTS ALL IMMEDIATE")
    await PanelSeat.delete().where((PanelSeat.interview == interview) & (PanelSeat.champion == other.id))
    with pytest.raises(asyncpg.RestrictViolationError, match="too few members"):
        async with transaction():
            await PanelSeat.delete().where((PanelSeat.interview == interview) & (PanelSeat.champion == lead.id))
    with pytest.raises(asyncpg.RestrictViolationError, match="size of its panel"):
        async with transaction():
            await Interview.update({Interview.panel_size: 1}).where(Interview.id == interview)


async def test_whoever_knows_the_candidate_is_kept_from_every_panel():
    champion, other = await make_champion(), await make_champion()
    application = await make_application(stage=Stage.INTERVIEW)
    await service.declare_conflict(champion.actor, application.id, champion.actor.user_id, Relationship.SAME_TEAM, note="Sits next to me")
    [conflict] = await queries.list_conflicts(other.actor, application.id)
    assert (conflict.champion_id, conflict.relationship) == (champion.id, Relationship.SAME_TEAM)
    panel = [other.actor.user_id, champion.actor.user_id]
    with pytest.raises(InConflict):
        await service.invite(other.actor, application.id, kind=INTERVIEW, champion_user_ids=panel, place=PLACE)
    await service.invite(other.actor, application.id, kind=INTERVIEW, champion_user_ids=panel[:1], place=PLACE)
    with pytest.raises(DeclaredAlready):
        await service.declare_conflict(champion.actor, application.id, champion.actor.user_id, Relationship.PERSONAL)


async def test_champions_speak_for_themselves_and_operations_for_either_side():
    champion, other, operations = await make_champion(), await make_champion(), await make_user(Role.OPERATIONS)
    application = await make_application(stage=Stage.INTERVIEW)
    with pytest.raises(Forbidden):
        await service.declare_conflict(champion.actor, application.id, other.actor.user_id, Relationship.PERSONAL)
    with pytest.raises(Forbidden):
        await service.declare_conflict(await make_user(Role.FINANCE), application.id, other.actor.user_id, Relationship.PERSONAL)
    with pytest.raises(NotFound):
        await service.declare_conflict(operations, application.id, operations.user_id, Relationship.PERSONAL)
    await service.declare_conflict(operations, application.id, other.actor.user_id, Relationship.PERSONAL)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await ConflictOfInterest.delete().where(ConflictOfInterest.champion == other.id)


async def test_the_page_suggests_a_panel_and_takes_a_declaration(browser_for):
    lead, other = await _accredited(), await _newcomer()
    application = await make_application(stage=Stage.INTERVIEW, vacancy_id=await make_vacancy(panel_size=2))
    browser = await browser_for(lead.actor.user_id)
    here = f"/interviews/invite?application={application.id}"
    begun = (await browser.get(here)).text
    assert ("suggest=3" in begun, "suggest=1" in begun) == (True, False)
    assert f'value="{other.actor.user_id}" selected' in begun
    alone = {"kind": "interview", "lead": str(lead.actor.user_id), "minutes": "45", "link": PLACE}
    small = await browser.submit(here, alone)
    assert (small.status_code, "at least 2 champions" in small.text, 'href="#second"' in small.text) == (409, True, True)
    assert (await browser.get(f"{here}&suggest=1")).headers["location"] == here
    filled = (await browser.get(f"{here}&suggest=2")).text
    assert filled.count(" selected") >= 2
    assert f'value="{other.actor.user_id}" selected' in filled
    assert (await browser.get(f"{here}&suggest=3")).headers["location"] == here
    form = f"/interviews/conflict?application={application.id}"
    shown = await browser.get(form)
    assert str(other.actor.user_id) not in shown.text
    assert (await browser.submit(form, {})).status_code == 422
    data = {"champion": str(lead.actor.user_id), "relationship": "line_manager", "note": "<b>"}
    assert (await browser.submit(form, data)).headers["location"] == here
    assert "must not meet this candidate" in (await browser.get(here)).text
    assert (await browser.submit(form, data)).status_code == 409
    refused = await browser.submit(here, {**alone, "second": str(other.actor.user_id)})
    assert (refused.status_code, "conflict of interest" in refused.text) == (409, True)


async def test_the_api_suggests_and_takes_declarations(api_for):
    lead = await _accredited()
    application = await make_application(stage=Stage.INTERVIEW)
    key = await api_for(lead.actor.user_id)
    suggested = await key.get(f"/api/v1/panel-suggestions?application={application.id}")
    assert [member["userId"] for member in suggested.json()["members"]] == [str(lead.actor.user_id)]
    body = {"applicationId": str(application.id), "championUserId": str(lead.actor.user_id), "relationship": "personal"}
    assert (await key.post("/api/v1/conflicts-of-interest", json=body)).status_code == 201
    assert (await key.post("/api/v1/conflicts-of-interest", json=body)).status_code == 409
    [row] = (await key.get(f"/api/v1/conflicts-of-interest?application={application.id}")).json()
    assert row["relationship"] == "personal"
    none = await key.get(f"/api/v1/panel-suggestions?application={application.id}&size=1")
    assert (none.status_code, none.json()["type"]) == (409, "/problems/no-panel")
