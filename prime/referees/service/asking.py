"""Asking referees: the first e-mail, reminders, and what happens when nobody answers."""

from datetime import timedelta
from uuid import UUID

import asyncpg

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission
from prime.accounts.tables import TokenPurpose
from prime.audit import service as audit
from prime.candidates.rules import plain
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import govdate
from prime.core.settings import settings
from prime.notifications import service as notifications
from prime.referees import queries, rules
from prime.referees.errors import SameReferee
from prime.referees.service._steps import lock_for_office, tell_candidate_another_is_needed, tell_operations
from prime.referees.tables import Referee, RefereeStatus


@transactional
async def approve(actor: Actor, referee_id: UUID, *, identity_check: str = "") -> None:
    """Send a referee the link of their form; it works for as long as the rate `reference_link` says (O4: 12 weeks).

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such referee.
        WrongStep: they were asked already.
        InvalidInput: the address is a personal one and nobody says how they know whose it is.
    """
    referee = await lock_for_office(actor, referee_id)
    rules.check_step("ask", RefereeStatus(referee.status))
    identity_check = plain(identity_check)
    if rules.is_personal(referee.email) and not identity_check:
        raise InvalidInput.field("identity_check", "Enter how you know that this address is theirs. It is a personal one")
    await referee.update_self({Referee.identity_check: identity_check})
    await _ask(actor, referee)
    await audit.record(actor, "referees.asked", referee.application, f"Asked {referee.name} for a reference", referee=referee_id)


@transactional
async def ask_again(actor: Actor, referee_id: UUID, *, email: str = "") -> None:
    """Send a new link to a referee who has not answered, to a corrected address where there is one.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such referee.
        WrongStep: there is nothing to ask again.
        SameReferee: another referee has this address.
        InvalidInput: the address is none.
    """
    referee = await lock_for_office(actor, referee_id)
    rules.check_step("ask again", RefereeStatus(referee.status))
    if email.strip():
        try:
            async with transaction():
                await referee.update_self({Referee.email: rules.checked_email(email)})
        except asyncpg.UniqueViolationError:
            raise SameReferee("Another referee of this candidate has that address.") from None
    await _ask(actor, referee)
    await audit.record(actor, "referees.asked_again", referee.application, f"Asked {referee.name} again", referee=referee_id)


async def _ask(actor: Actor, referee: Referee) -> None:
    life = timedelta(days=(await queries.periods(clock.today())).link_days)
    await referee.update_self(
        {
            Referee.status: RefereeStatus.ASKED,
            Referee.status_detail: "",
            Referee.asked_by: actor.required_user_id,
            Referee.asked_at: clock.now(),
            Referee.expires_at: clock.now() + life,
            Referee.reminders: 0,
        }
    )
    candidate, role = await queries.about_whom(referee.id)
    await notifications.send(
        actor,
        "reference_request",
        address=referee.email,
        about=referee.id,
        secret_link=await _link(actor, referee, keep_older=False),
        referee=referee.name,
        candidate=candidate,
        role=role,
        answer_by=govdate(referee.expires_at),
    )


async def _link(actor: Actor, referee: Referee, *, keep_older: bool) -> str:
    token = await accounts.mint_token(
        actor,
        purpose=TokenPurpose.RECORD,
        life=referee.expires_at - clock.now(),
        permissions=(Permission.REFERENCES_GIVE,),
        record_id=referee.id,
        is_single_use=False,
        keep_older=keep_older,
    )
    return f"{settings().base_url}/give-reference/{token}"


@transactional
async def remind(actor: Actor, referee_id: UUID) -> None:
    """Remind a referee who has not answered; the links of earlier e-mails go on working."""
    referee = await queries.lock_referee(referee_id)
    if referee.status != RefereeStatus.ASKED or referee.expires_at <= clock.now():
        return
    await referee.update_self({Referee.reminders: referee.reminders + 1})
    candidate, role = await queries.about_whom(referee_id)
    await notifications.send(
        actor,
        "reference_reminder",
        address=referee.email,
        about=referee_id,
        secret_link=await _link(actor, referee, keep_older=True),
        referee=referee.name,
        candidate=candidate,
        role=role,
        answer_by=govdate(referee.expires_at),
    )


@transactional
async def note_bounced(actor: Actor, referee_id: UUID) -> None:
    """The e-mail to a referee has come back: the candidate is asked for another address or person."""
    why = "our email to them came back"
    await _give_up(actor, referee_id, RefereeStatus.BOUNCED, detail="The email came back.", why=why)


@transactional
async def note_expired(actor: Actor, referee_id: UUID) -> None:
    """A referee has not answered while the link worked: the candidate is asked for somebody else."""
    await _give_up(actor, referee_id, RefereeStatus.EXPIRED, detail="No answer while the link worked.", why="they have not answered us")


async def _give_up(actor: Actor, referee_id: UUID, status: RefereeStatus, *, detail: str, why: str) -> None:
    referee = await queries.lock_referee(referee_id)
    if referee.status != RefereeStatus.ASKED:
        return
    await referee.update_self({Referee.status: status, Referee.status_detail: detail, Referee.draft: ""})
    await audit.record(actor, f"referees.{status}", referee.application, f"{referee.name}: {detail}", referee=referee_id)
    await tell_candidate_another_is_needed(actor, referee, why=why)
    await tell_operations(actor, referee, news=detail)
