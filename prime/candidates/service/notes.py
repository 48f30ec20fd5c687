"""Who looks after an application, what people note on it, and corrections of what we know of a person."""

from typing import Any
from uuid import UUID

from prime.accounts import queries as accounts_queries
from prime.accounts.permissions import Permission, Role
from prime.audit import service as audit
from prime.candidates import queries, rules
from prime.candidates.answers import checked_applicant
from prime.candidates.schemas import Applicant
from prime.candidates.service.pipeline import write_to_candidate
from prime.candidates.service.searching import refresh_search
from prime.candidates.tables import Application, Candidate, Note
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.errors import InvalidInput


@transactional
async def assign_champion(actor: Actor, application_id: UUID, champion_user_id: UUID) -> None:
    """Give an application to a champion, who finds it under "mine".

    Raises:
        Forbidden: the actor does not recruit.
        OwnApplication: it is the actor's own.
        InvalidInput: the person is not a champion.
    """
    actor.require(Permission.APPLICATIONS_SCREEN)
    application = await queries.lock_for_work(actor, application_id)
    afc = await accounts_queries.afc()
    champions = {user.id: user.name for user in await accounts_queries.members_with(Role.CHAMPION, afc.id)}
    if champion_user_id not in champions:
        raise InvalidInput.field("champion_user_id", "Select a champion")
    await application.update_self({Application.champion: champion_user_id})
    await audit.record(actor, "candidates.champion_assigned", application_id, f"Given to {champions[champion_user_id]}")


@transactional
async def add_note(actor: Actor, application_id: UUID, *, text: str, is_shared: bool = False) -> UUID:
    """Write a note; a shared one is shown to the candidate, who is told of it.

    Raises:
        Forbidden: the actor does not recruit.
        OwnApplication: it is the actor's own.
        InvalidInput: the note says nothing.
    """
    actor.require(Permission.APPLICATIONS_SCREEN)
    application = await queries.lock_for_work(actor, application_id)
    if not rules.plain(text):
        raise InvalidInput.field("text", "Enter a note")
    note = Note(
        id=uuid7(), application=application_id, author=actor.required_user_id, text=rules.plain(text), is_shared=is_shared, written_at=clock.now()
    )
    await note.save()
    await audit.record(actor, "candidates.note_added", application_id, "Wrote a note for the candidate" if is_shared else "Wrote a note")
    if is_shared:
        await write_to_candidate(actor, application, "note_shared")
    return note.id


@transactional
async def correct_candidate(actor: Actor, candidate_id: UUID, *, first_name: str, last_name: str, phone: str, swe_number: str, postcode: str) -> None:
    """Correct what we know of a person; the e-mail address is corrected on their account.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such candidate.
        InvalidInput: a number has another shape, or a name is missing.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    candidate = await queries.get_candidate(actor, candidate_id)
    typed = Applicant(first_name=first_name, last_name=last_name, email=candidate.email, phone=phone, swe_number=swe_number, postcode=postcode)
    right = checked_applicant(typed, contact_needed=False, registration_needed=False)
    fields = ("first_name", "last_name", "phone", "swe_number", "postcode")
    changed: dict[Any, Any] = {name: getattr(right, name) for name in fields if getattr(right, name) != getattr(candidate, name)}
    if changed:
        await Candidate.update(changed).where(Candidate.id == candidate_id)
        await refresh_search(actor, await queries.application_ids_of(candidate_id))
        await outbox.emit("candidates.details_changed", candidate_id=candidate_id)
        await audit.record(actor, "candidates.corrected", candidate_id, "Corrected the personal details", changed=sorted(changed))
