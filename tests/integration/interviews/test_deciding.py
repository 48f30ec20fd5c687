"""Differences, vetoes and moderation notes as commands, pages and JSON; the database behind each promise."""

from datetime import timedelta

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.core.columns import uuid7
from prime.core.db import transaction
from prime.core.errors import InvalidInput, NotFound
from prime.interviews import queries, service
from prime.interviews.errors import NotDecidable, NothingToModerate, NotModerated, NotScorable, OwnVeto
from prime.interviews.tables import Decision, Moderation, Outcome, Scorecard
from tests.factories.accounts import make_user
from tests.factories.interviews import MONDAY_NINE, kit_of, make_booking, make_champion, whole_card

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
AFTER = MONDAY_NINE + timedelta(hours=1)


async def _scored(frozen_now, *cards):
    """An interview with a scorecard in for each member of its panel."""
    panel = [await make_champion(last_name=name) for name in ("Abara", "Brandt", "Costa")[: len(cards)]]
    made = await make_booking(panel=panel)
    frozen_now(AFTER)
    for member, card in zip(panel, cards, strict=True):
        await service.submit_scorecard(member.actor, made.id, await whole_card(made.id, **card))
    return made


async def _refused_by_the_database(made, outcome: Outcome) -> None:
    with pytest.raises(asyncpg.RestrictViolationError, match=r"not moderated|veto stands"):
        async with transaction():
            await Decision(id=uuid7(), interview=made.id, outcome=outcome, reason="x", decided_by=made.lead.user_id, decided_at=AFTER).save()


async def test_a_difference_of_two_points_waits_for_a_note(frozen_now):
    made = await _scored(frozen_now, {"scores": {1: 5}}, {"scores": {1: 3}})
    [matter] = (await queries.scorecards(made.lead, made.id)).matters
    assert (matter.gap, matter.vetoed_by, matter.blocks_decision) == (2, [], True)
    for outcome in Outcome:
        with pytest.raises(NotModerated, match="Direct work"):
            await service.decide(made.lead, made.id, outcome, "x", "x")
        await _refused_by_the_database(made, outcome)
    with pytest.raises(InvalidInput):
        await service.moderate(made.lead, made.id, matter.subject_id, " ")
    await service.moderate(made.lead, made.id, matter.subject_id, "One of us had missed an example.")
    await service.decide(made.lead, made.id, Outcome.HIRE, "Strong", "Well done")
    with pytest.raises(NothingToModerate):
        await service.moderate(made.lead, made.id, matter.subject_id, "Too late")
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await Moderation.update({Moderation.note: "x"}).where(Moderation.interview == made.id)


async def test_a_veto_is_lifted_by_somebody_else_before_an_offer(frozen_now):
    made = await _scored(frozen_now, {"concerns": (2,)}, {})
    [matter] = (await queries.scorecards(made.lead, made.id)).matters
    assert matter.vetoed_by == [made.lead.name]
    with pytest.raises(NotModerated, match="veto"):
        await service.decide(made.lead, made.id, Outcome.HIRE, "x", "x")
    await _refused_by_the_database(made, Outcome.HIRE)
    with pytest.raises(OwnVeto):
        await service.moderate(made.lead, made.id, matter.subject_id, "I was wrong", is_lifted=True)
    await Moderation(
        interview=made.id, question=matter.subject_id, note="x", is_lifted=True, written_by=made.lead.user_id, written_at=AFTER
    ).save()
    await _refused_by_the_database(made, Outcome.HIRE)
    await service.moderate(made.panel[1].actor, made.id, matter.subject_id, "The gap in the history is explained.", is_lifted=True)
    await service.decide(made.lead, made.id, Outcome.HIRE, "Strong", "Well done")


async def test_points_below_the_line_are_a_veto_that_does_not_stop_a_rejection(frozen_now):
    made = await _scored(frozen_now, {"scores": {5: 2}}, {"scores": {5: 3}})
    [matter] = (await queries.scorecards(made.lead, made.id)).matters
    assert (matter.title, matter.blocks_offer, matter.blocks_decision) == ("Safeguarding judgement", True, False)
    await _refused_by_the_database(made, Outcome.HIRE)
    await service.decide(made.lead, made.id, Outcome.REJECT, "Safeguarding", "Not this time")


async def test_only_what_differs_is_moderated_and_only_by_those_who_decide(frozen_now):
    made = await _scored(frozen_now, {"scores": {1: 5}}, {"scores": {1: 3}})
    kit = await kit_of(made.id)
    with pytest.raises(NothingToModerate):
        await service.moderate(made.lead, made.id, kit.competencies[1].id, "x")
    with pytest.raises(NotFound):
        await service.moderate((await make_champion()).actor, made.id, kit.competencies[0].id, "x")


async def test_a_scorecard_after_the_note_makes_the_panel_talk_again(frozen_now):
    panel = [await make_champion(), await make_champion(), await make_champion()]
    made = await make_booking(panel=panel)
    frozen_now(AFTER)
    for member, score in zip(panel[:2], (5, 3), strict=True):
        await service.submit_scorecard(member.actor, made.id, await whole_card(made.id, scores={1: score}))
    first = (await kit_of(made.id)).competencies[0].id
    with pytest.raises(NotDecidable):
        await service.moderate(made.lead, made.id, first, "Too early")
    operations = await make_user(Role.OPERATIONS)
    await service.moderate(operations, made.id, first, "The third member is ill.")
    frozen_now(AFTER + timedelta(hours=1))
    await service.submit_scorecard(panel[2].actor, made.id, await whole_card(made.id))
    with pytest.raises(NotModerated):
        await service.decide(made.lead, made.id, Outcome.HIRE, "x", "x")
    await _refused_by_the_database(made, Outcome.HIRE)


async def test_no_scorecard_after_the_decision(frozen_now):
    panel = [await make_champion(), await make_champion()]
    made = await make_booking(panel=panel)
    frozen_now(AFTER)
    await service.submit_scorecard(made.lead, made.id, await whole_card(made.id))
    await service.save_scorecard(panel[1].actor, made.id, await whole_card(made.id))
    await service.decide(await make_user(Role.OPERATIONS), made.id, Outcome.HIRE, "The second member is ill", "Well done")
    with pytest.raises(NotScorable):
        await service.submit_scorecard(panel[1].actor, made.id, await whole_card(made.id))
    seat = (await queries.get_interview(made.lead, made.id)).panel[1].seat_id
    with pytest.raises(asyncpg.RestrictViolationError, match="has been decided"):
        async with transaction():
            await Scorecard.update({Scorecard.submitted_at: AFTER}).where(Scorecard.seat == seat)


async def test_the_pages_of_a_panel_that_differs_and_holds_a_veto(browser_for, frozen_now):
    made = await _scored(frozen_now, {"scores": {1: 5}, "concerns": (1,)}, {"scores": {1: 3}})
    here = f"/interviews/{made.id}"
    lead, second = await browser_for(made.lead.user_id), await browser_for(made.panel[1].actor.user_id)
    page = (await lead.get(f"{here}/decision")).text
    assert "The panel differs by 2 points" in page
    assert "Write what the panel said about “Direct work with children and families”." in page
    assert 'name="outcome"' not in page
    [gap, veto] = (await queries.scorecards(made.lead, made.id)).matters
    form = await lead.get(f"{here}/moderation?subject={veto.subject_id}")
    assert "Your own veto is lifted by another member" in form.text
    assert (await lead.submit(f"{here}/moderation", {"subject": str(gap.subject_id)})).status_code == 422
    assert (await lead.submit(f"{here}/moderation", {"subject": str(gap.subject_id), "note": "We agreed on <4>"})).status_code == 303
    page = (await lead.get(f"{here}/decision")).text
    assert "We agreed on &lt;4&gt;" in page
    assert 'value="hire"' not in page
    assert 'value="reject"' in page
    refused = await lead.submit(f"{here}/moderation", {"subject": str(veto.subject_id), "note": "I was wrong", "is_lifted": "yes"})
    assert refused.status_code == 409
    assert "The veto is lifted" in (await second.get(f"{here}/moderation?subject={veto.subject_id}")).text
    lifted = await second.submit(f"{here}/moderation", {"subject": str(veto.subject_id), "note": "It is explained", "is_lifted": "yes"})
    assert lifted.status_code == 303
    assert 'value="hire"' in (await lead.get(f"{here}/decision")).text
    assert (await lead.submit(f"{here}/decision", {"outcome": "hire", "reason": "Strong", "feedback": "Well done"})).status_code == 303
    nothing = await lead.get(f"{here}/moderation?subject={uuid7()}")
    assert nothing.status_code == 404


async def test_the_api_moderates(api_for, frozen_now):
    made = await _scored(frozen_now, {"scores": {1: 5}}, {"scores": {1: 3}})
    api = await api_for(made.lead.user_id)
    here = f"/api/v1/interviews/{made.id}"
    [matter] = (await api.get(f"{here}/scorecards")).json()["matters"]
    assert (matter["gap"], matter["blocksDecision"]) == (2, True)
    decision = {"outcome": "hire", "reason": "Strong", "feedback": "Well done"}
    assert (await api.post(f"{here}/decision", json=decision)).json()["type"] == "/problems/not-moderated"
    noted = await api.post(f"{here}/moderation-notes", json={"subjectId": matter["subjectId"], "note": "We talked"})
    assert noted.status_code == 201
    assert noted.json()["matters"][0]["notes"][0]["note"] == "We talked"
    assert (await api.post(f"{here}/decision", json=decision)).status_code == 201
