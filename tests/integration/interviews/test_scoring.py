"""Scorecards and decisions as commands: who, when, once; the database behind each promise."""

from datetime import timedelta

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates.tables import Stage
from prime.core.actor import SYSTEM
from prime.core.columns import uuid7
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.interviews import queries, service
from prime.interviews.errors import NotDecidable, NotScorable, TooEarly, WrongState
from prime.interviews.service.scoring import Points
from prime.interviews.tables import Criterion, Decision, InterviewKind, Outcome, Rating, Scorecard
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor
from tests.factories.interviews import MONDAY_NINE, all_points, make_booking, make_champion, score_and_decide, status_of

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
AFTER = MONDAY_NINE + timedelta(hours=1)


async def _scored(frozen_now, **booking):
    made = await make_booking(**booking)
    frozen_now(AFTER)
    for member in made.panel:
        await service.submit_scorecard(member.actor, made.id, all_points(), recommends=True)
    return made


async def test_no_scorecard_before_the_interview_begins_not_even_a_draft(frozen_now):
    made = await make_booking()
    frozen_now(MONDAY_NINE - timedelta(seconds=1))
    for command in (service.save_scorecard, service.submit_scorecard):
        with pytest.raises(TooEarly):
            await command(made.lead, made.id, all_points(), recommends=True)
    seat = (await queries.get_interview(made.lead, made.id)).panel[0].seat_id
    with pytest.raises(asyncpg.RestrictViolationError, match="before the interview"):
        async with transaction():
            await Scorecard(seat=seat, recommends=True, submitted_at=MONDAY_NINE - timedelta(seconds=1)).save()


async def test_only_the_panel_scores(frozen_now):
    made = await make_booking()
    frozen_now(AFTER)
    with pytest.raises(NotFound):
        await service.submit_scorecard((await make_champion()).actor, made.id, all_points(), recommends=True)
    for stranger in (await make_user(Role.OPERATIONS), await candidate_actor(made.application)):
        with pytest.raises(Forbidden):
            await service.submit_scorecard(stranger, made.id, all_points(), recommends=True)


async def test_a_submitted_scorecard_is_locked(frozen_now):
    made = await _scored(frozen_now)
    assert await status_of(made) == "held"
    for command in (service.save_scorecard, service.submit_scorecard):
        with pytest.raises(NotScorable):
            await command(made.lead, made.id, all_points(1), recommends=False)
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


@pytest.mark.parametrize("fault", ["points", "evidence", "recommendation", "criterion"])
async def test_a_whole_scorecard_or_none(frozen_now, fault):
    made = await make_booking()
    frozen_now(AFTER)
    points, recommends = all_points(), True
    if fault == "points":
        points[Criterion.VALUES] = Points(None, "Said so")
    elif fault == "evidence":
        points[Criterion.VALUES] = Points(3, "  ")
    elif fault == "criterion":
        del points[Criterion.VALUES]
    else:
        recommends = None
    with pytest.raises(InvalidInput):
        await service.submit_scorecard(made.lead, made.id, points, recommends=recommends)
    await service.save_scorecard(made.lead, made.id, points, recommends=recommends)
    assert (await queries.scorecards(made.lead, made.id)).own.submitted_at is None


async def test_the_database_wants_points_for_every_rating(frozen_now):
    made = await make_booking()
    frozen_now(AFTER)
    await service.save_scorecard(made.lead, made.id, {Criterion.VALUES: Points(None, "x")}, recommends=True)
    own = (await queries.scorecards(made.lead, made.id)).own
    with pytest.raises(asyncpg.RestrictViolationError, match="every criterion"):
        async with transaction():
            await Scorecard.update({Scorecard.submitted_at: AFTER}).where(Scorecard.seat == own.seat_id)
    with pytest.raises(InvalidInput):
        await service.save_scorecard(made.lead, made.id, {Criterion.VALUES: Points(6, "x")}, recommends=True)


async def test_a_conversation_has_no_scorecard(frozen_now):
    made = await make_booking(kind=InterviewKind.CONVERSATION)
    frozen_now(AFTER)
    with pytest.raises(NotScorable):
        await service.submit_scorecard(made.lead, made.id, all_points(), recommends=True)
    with pytest.raises(NotDecidable):
        await service.decide(made.lead, made.id, Outcome.HIRE, "x", "x")


async def test_others_scores_stay_hidden_until_ones_own_are_in(frozen_now):
    panel = [await make_champion(), await make_champion()]
    made = await make_booking(panel=panel)
    frozen_now(AFTER)
    await service.submit_scorecard(panel[0].actor, made.id, all_points(), recommends=True)
    await service.save_scorecard(panel[1].actor, made.id, all_points(1), recommends=False)
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
    await service.submit_scorecard(made.lead, made.id, all_points(), recommends=True)
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
