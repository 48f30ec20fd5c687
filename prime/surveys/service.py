"""Commands of surveys.

The one that touches answers leaves no line in the audit trail: who, when and from where would lead back to the person.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from prime.candidates import queries as candidates
from prime.candidates.tables import Motivator, Stage
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import execute, fetch, fetch_value, transactional
from prime.core.settings import settings
from prime.core.tokens import digest, new_token
from prime.notifications import service as notifications
from prime.surveys import rules
from prime.surveys.errors import SurveySpent
from prime.surveys.tables import Result, SurveyAnswer, SurveyInvitation, SurveyTicket

_REACHED = "SELECT from_stage FROM stage_move WHERE application = $1 AND to_stage = $2 ORDER BY moved_at DESC, id DESC LIMIT 1"
_TAKE = "DELETE FROM survey_ticket WHERE token = $1 AND expires_at > $2 RETURNING reached, result"
_RESULTS = {Stage.REJECTED: Result.REJECTED, Stage.WITHDRAWN: Result.WITHDREW}


@transactional
async def order(actor: Actor, application_id: UUID) -> None:
    """Have the candidate of an application that was decided or ended asked a day later; once for each application."""
    application = await candidates.get_application(actor, application_id)
    came_from = await fetch_value(_REACHED, application_id, application.stage.value)
    row = SurveyInvitation(
        id=uuid7(),
        application=application_id,
        reached=rules.reached(Stage(came_from)) if came_from else rules.reached(application.stage),
        result=_RESULTS.get(application.stage, Result.OFFERED),
        ordered_at=clock.now(),
    )
    if await SurveyInvitation.insert(row).on_conflict(action="DO NOTHING").returning(SurveyInvitation.id):
        await outbox.enqueue("surveys.send_invitation", at=clock.now() + rules.ASK_AFTER, invitation_id=row.id)


@transactional
async def send_invitation(actor: Actor, invitation_id: UUID) -> None:
    """Send the link that answers once; the ticket behind it knows how far the application came, not whose it is."""
    invitation = await SurveyInvitation.objects().where(SurveyInvitation.id == invitation_id).lock_rows("UPDATE").first()
    if invitation is None or invitation.sent_at is not None:
        return
    application = await candidates.get_application(actor, invitation.application)
    token = new_token()
    ticket = SurveyTicket(
        id=uuid4(), token=digest(token), reached=invitation.reached, result=invitation.result, expires_at=clock.now() + rules.TICKET_LIFE
    )
    await ticket.save()
    await notifications.send(
        actor,
        "survey_invitation",
        to=application.user_id,
        about=application.id,
        secret_link=f"{settings().base_url}/survey/{token}",
        role=application.vacancy_title,
    )
    await invitation.update_self({SurveyInvitation.sent_at: clock.now()})


@transactional
async def answer(actor: Actor, token: str, *, points: dict[str, int | None], motivators: Sequence[Motivator] = (), comment: str = "") -> None:
    """Keep what one candidate says under the month, and nothing else of them; the ticket is gone after it.

    Raises:
        SurveySpent: the link was used, is too old, or never was.
    """
    tickets = await fetch(_TAKE, digest(token), clock.now())
    if not tickets:
        raise SurveySpent("The survey can be answered once, within two months. Thank you if you have done so.")
    given: dict[str, Any] = {name: points.get(name) for name in rules.QUESTIONS}
    await SurveyAnswer(
        id=uuid4(),
        month=rules.first_of_month(clock.today()),
        reached=tickets[0]["reached"],
        result=tickets[0]["result"],
        motivators=sorted({motivator.value for motivator in motivators}),
        comment=comment.strip(),
        **given,
    ).save()


@transactional
async def forget_old_tickets(actor: Actor) -> None:
    """Delete the tickets that nobody used."""
    await execute("DELETE FROM survey_ticket WHERE expires_at <= $1", clock.now())
