"""Scorecards and decisions as commands: who, when, once; the database behind each promise."""

from datetime import timedelta

import asyncpg
import msgspec
import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates.tables import Stage
from prime.core.actor import SYSTEM
from prime.core.columns import uuid7
from prime.core.db import execute, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.interviews import queries, service
from prime.interviews.errors import NotDecidable, NotScorable, TooEarly, WrongState
from prime.interviews.service.scoring import Answer, Card, Points
from prime.interviews.tables import ChangeKind, Decision, Interview, InterviewKind, Outcome, Rating, Scorecard
from prime.kits import queries as kits_queries
from prime.kits import service as kits
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.interviews import MONDAY_NINE, kit_of, make_booking, make_champion, score_and_decide, status_of, whole_card

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
AFTER = MONDAY_NINE + timedelta(hours=1)


async def _scored(frozen_now, **booking):
    made = await make_booking(**booking)
    frozen_now(AFTER)
    for member in made.panel:
        await service.submit_scorecard(member.actor, made.id, await whole_card(made.id))
    return made


async def test_no_scorecard_before_the_interview_begins_not_even_a_draft(frozen_now):
    made = await make_booking()
    frozen_now(MONDAY_NINE - timedelta(seconds=1))
    for command in (service.save_scorecard, service.submit_scorecard):
        with pytest.raises(TooEarly):
            await command(made.lead, made.id, await whole_card(made.id))
    seat = (await queries.get_interview(made.lead, made.id)).panel[0].seat_id
    with pytest.raises(asyncpg.RestrictViolationError, match="before the interview"):
        async with transaction():
            await Scorecard(seat=seat, recommends=True, submitted_at=MONDAY_NINE - timedelta(seconds=1)).save()


async def test_only_the_panel_scores(frozen_now):
    made = await make_booking()
    frozen_now(AFTER)
    with pytest.raises(NotFound):
        await service.submit_scorecard((await make_champion()).actor, made.id, await whole_card(made.id))
    for stranger in (await make_user(Role.OPERATIONS), await candidate_actor(made.application)):
        with pytest.raises(Forbidden):
            await service.submit_scorecard(stranger, made.id, await whole_card(made.id))


async def test_a_submitted_scorecard_is_locked(frozen_now):
    made = await _scored(frozen_now, panel=[await make_champion(), await make_champion()])
    assert await status_of(made) == "held"
    kinds = [line.kind for line in await queries.list_changes(made.lead, made.id)]
    assert kinds == [ChangeKind.HELD, ChangeKind.BOOKED, ChangeKind.INVITED]
    for command in (service.save_scorecard, service.submit_scorecard):
        with pytest.raises(NotScorable):
            await command(made.lead, made.id, await whole_card(made.id, 1, recommends=False))
    own = (await queries.scorecards(made.lead, made.id)).own
    card = await Scorecard.objects().get(Scorecard.seat == own.seat_id)
    for change in (
        Scorecard.update({Scorecard.summary: "x"}).where(Scorecard.id == card.id),
        Rating.update({Rating.score: 1}).where(Rating.scorecard == card.id),
        Rating.delete().where(Rating.scorecard == card.id),
        Scorecard.delete().where(Scorecard.id == card.id),
    ):
        with pytest.raises(asyncpg.RestrictViolationError, match="locked"):
            async with transaction():
                await change


@pytest.mark.parametrize("fault", ["points", "evidence", "recommendation", "competency", "answer", "reason"])
async def test_a_whole_scorecard_or_none(frozen_now, fault):
    made = await make_booking()
    frozen_now(AFTER)
    card = await whole_card(made.id, recommends=None if fault == "recommendation" else True)
    kit = await kit_of(made.id)
    ratings, concerns, last = dict(card.ratings), dict(card.concerns), kit.competencies[-1].id
    if fault == "points":
        ratings[last] = Points(None, "Said so")
    elif fault == "evidence":
        ratings[last] = Points(3, "  ")
    elif fault == "competency":
        del ratings[last]
    elif fault == "answer":
        del concerns[kit.questions[0].id]
    elif fault == "reason":
        concerns[kit.questions[0].id] = Answer(is_concern=True, evidence=" ")
    card = card._replace(ratings=ratings, concerns=concerns)
    with pytest.raises(InvalidInput):
        await service.submit_scorecard(made.lead, made.id, card)
    await service.save_scorecard(made.lead, made.id, card)
    own = (await queries.scorecards(made.lead, made.id)).own
    assert own.submitted_at is None
    with pytest.raises(asyncpg.PostgresError, match=r"every competency|submitted_is_whole"):
        async with transaction():
            await Scorecard.update({Scorecard.submitted_at: AFTER}).where(Scorecard.seat == own.seat_id)


async def test_a_scorecard_rates_what_its_kit_asks_from_1_to_5(frozen_now):
    made = await make_booking()
    frozen_now(AFTER)
    first = (await kit_of(made.id)).competencies[0].id
    for ratings in ({first: Points(6, "x")}, {uuid7(): Points(3, "x")}):
        with pytest.raises(InvalidInput):
            await service.save_scorecard(made.lead, made.id, Card(ratings, {}))
    with pytest.raises(InvalidInput):
        await service.save_scorecard(made.lead, made.id, Card({}, {first: Answer(is_concern=True)}))


async def test_an_interview_keeps_its_version_of_the_kit(frozen_now):
    before = await make_booking()
    operations = await make_user(Role.OPERATIONS)
    kit = await kit_of(before.id)
    draft = await kits_queries.get_version(operations, await kits.start_draft(operations, kit.kit_id))
    shorter = msgspec.structs.replace(draft.content, competencies=draft.content.competencies[1:])
    await kits.save_content(operations, kit.kit_id, shorter, revision=1)
    await kits.publish(operations, kit.kit_id, note="Shorter", revision=2)
    after = await make_booking()
    assert (await kit_of(before.id)).id == kit.id
    assert len((await kit_of(after.id)).competencies) == len(kit.competencies) - 1
    frozen_now(AFTER)
    await service.submit_scorecard(before.lead, before.id, await whole_card(before.id))
    with pytest.raises(InvalidInput):
        await service.submit_scorecard(after.lead, after.id, await whole_card(before.id))
    with pytest.raises(asyncpg.RestrictViolationError, match="keeps its kit"):
        async with transaction():
            await Interview.update({Interview.kit_version: draft.id}).where(Interview.id == before.id)


async def test_a_vacancy_names_another_kit():
    application = await make_application(stage=Stage.INTERVIEW)
    assert (await kits_queries.read_version(await queries.kit_for(application.id))).title == "Social worker"
    await execute("UPDATE vacancy SET kit = 'team_manager' WHERE id = $1", application.vacancy_id)
    assert (await kits_queries.read_version(await queries.kit_for(application.id))).title == "Team and service manager"


async def test_a_conversation_has_no_scorecard(frozen_now):
    made = await make_booking(kind=InterviewKind.CONVERSATION)
    frozen_now(AFTER)
    with pytest.raises(NotScorable):
        await service.submit_scorecard(made.lead, made.id, Card({}, {}))
    with pytest.raises(NotDecidable):
        await service.decide(made.lead, made.id, Outcome.HIRE, "x", "x")


async def test_others_scores_stay_hidden_until_ones_own_are_in(frozen_now):
    panel = [await make_champion(), await make_champion()]
    made = await make_booking(panel=panel)
    frozen_now(AFTER)
    await service.submit_scorecard(panel[0].actor, made.id, await whole_card(made.id))
    await service.save_scorecard(panel[1].actor, made.id, await whole_card(made.id, 1, recommends=False))
    blind = await queries.scorecards(panel[1].actor, made.id)
    assert (blind.is_blind, blind.submitted, blind.own.name) == (True, [], panel[1].actor.name)
    open_ = await queries.scorecards(panel[0].actor, made.id)
    assert [card.name for card in open_.submitted] == [panel[0].actor.name]
    assert open_.missing == [panel[1].actor.name]
    for stranger in ((await make_champion()).actor, await candidate_actor(made.application)):
        with pytest.raises(NotFound):
            await queries.scorecards(stranger, made.id)
    assert len((await queries.scorecards(await make_user(Role.OPERATIONS), made.id)).submitted) == 1


async def test_a_decision_waits_for_the_last_scorecard_unless_operations_decide(frozen_now):
    panel = [await make_champion(), await make_champion(last_name="Brandt")]
    made = await make_booking(panel=panel)
    frozen_now(AFTER)
    with pytest.raises(WrongState):
        await service.decide(made.lead, made.id, Outcome.HIRE, "x", "x")
    await service.submit_scorecard(made.lead, made.id, await whole_card(made.id))
    with pytest.raises(NotDecidable, match="Brandt"):
        await service.decide(made.lead, made.id, Outcome.HIRE, "x", "x")
    await service.decide(await make_user(Role.OPERATIONS), made.id, Outcome.HIRE, "The second member is ill", "Well done")


async def test_a_decision_has_reasons_and_feedback_and_is_made_once_by_the_panel(frozen_now):
    made = await _scored(frozen_now)
    for reason, feedback in ((" ", "x"), ("x", "")):
        with pytest.raises(InvalidInput):
            await service.decide(made.lead, made.id, Outcome.HIRE, reason, feedback)
    with pytest.raises(NotFound):
        await service.decide((await make_champion()).actor, made.id, Outcome.HIRE, "x", "x")
    with pytest.raises(Forbidden):
        await service.decide(await candidate_actor(made.application), made.id, Outcome.HIRE, "x", "x")
    await service.decide(made.lead, made.id, Outcome.HIRE, "Strong", "Well done")
    with pytest.raises(NotDecidable):
        await service.decide(made.lead, made.id, Outcome.REJECT, "x", "x")
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await Decision.update({Decision.outcome: Outcome.REJECT}).where(Decision.interview == made.id)


async def test_the_database_decides_nothing_that_was_not_held(frozen_now):
    made = await make_booking()
    with pytest.raises(asyncpg.RestrictViolationError, match="held"):
        async with transaction():
            await Decision(id=uuid7(), interview=made.id, outcome=Outcome.HIRE, reason="x", decided_by=made.lead.user_id, decided_at=AFTER).save()


@pytest.mark.parametrize(("outcome", "stage"), [(Outcome.HIRE, Stage.OFFER), (Outcome.REJECT, Stage.REJECTED)])
async def test_the_application_follows_the_decision_and_the_candidate_is_told_once(frozen_now, drain, outbox_mail, outcome, stage):
    made = await make_booking()
    frozen_now(AFTER)
    await score_and_decide(made, outcome)
    await drain()
    assert (await candidates.get_application(SYSTEM, made.application.id)).stage is stage
    told = [m for m in await outbox_mail(made.application.email) if m.template in {"interview_decided", "application_rejected"}]
    assert [m.template for m in told] == ["interview_decided"]
    assert "You spoke clearly about your practice." in told[0].body_text
