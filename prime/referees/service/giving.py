"""Giving references: by the holder of a link, or off the service and recorded by operations."""

import json
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates.rules import plain
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.errors import InvalidInput
from prime.core.storage import Stored
from prime.notifications import service as notifications
from prime.referees import queries, rules
from prime.referees.schemas import ReferenceIn
from prime.referees.service._steps import lock_for_office, lock_of_holder, tell_candidate_another_is_needed, tell_operations
from prime.referees.tables import Referee, RefereeStatus, Reference, ReferenceQuestion, Way
from prime.uploads import service as uploads
from prime.uploads.schemas import FileType, OpenFile
from prime.uploads.tables import Purpose

_DRAFT_MAX = 40_000


@transactional
async def save_draft(actor: Actor, answers: dict[str, str | list[str]]) -> None:
    """Keep what a referee has typed so far.

    Raises:
        NotFound: the actor holds no referee's link.
        WrongStep: the reference was sent, declined or is no longer needed.
        InvalidInput: it is more than a form can hold.
    """
    referee = await lock_of_holder(actor)
    rules.check_step("give", RefereeStatus(referee.status))
    draft = json.dumps(answers)
    if len(draft) > _DRAFT_MAX:
        raise InvalidInput.field("answers", "This is more than the form can hold")
    await referee.update_self({Referee.draft: draft})


@transactional
async def give(actor: Actor, given: ReferenceIn) -> UUID:
    """Send a reference, once; returns the referee's id.

    Raises:
        NotFound: the actor holds no referee's link.
        WrongStep: the reference was sent, declined or is no longer needed.
        InvalidInput: with every field that is wrong.
    """
    referee = await lock_of_holder(actor)
    rules.check_step("give", RefereeStatus(referee.status))
    await _keep(referee, given, way=Way.FORM)
    await audit.record(actor, "referees.given", referee.application, f"{referee.name} has given a reference", referee=referee.id)
    candidate, role = await queries.about_whom(referee.id)
    await notifications.send(
        actor, "reference_thanks", address=referee.email, about=referee.id, referee=referee.name, candidate=candidate, role=role
    )
    await tell_operations(actor, referee, news="The reference is in.")
    referee_id: UUID = referee.id
    return referee_id


async def _keep(referee: Referee, given: ReferenceIn, *, way: Way, **more: Any) -> None:
    given = rules.checked_reference(given, today=clock.today())
    await Reference(
        id=uuid7(),
        referee=referee.id,
        way=way,
        relationship=given.relationship,
        worked_from=given.worked_from,
        worked_to=given.worked_to,
        job_title=given.job_title,
        ratings=json.dumps(given.ratings),
        has_concern=given.has_concern,
        concern_detail=given.concern_detail,
        has_discipline=given.has_discipline,
        discipline_detail=given.discipline_detail,
        would_reemploy=given.would_reemploy,
        reemploy_detail=given.reemploy_detail,
        comments=given.comments,
        signed_name=given.signed_name,
        received_at=clock.now(),
        **more,
    ).save()
    await referee.update_self({Referee.status: RefereeStatus.RECEIVED, Referee.status_detail: "", Referee.draft: ""})


@transactional
async def decline(actor: Actor, *, reason: str = "") -> None:
    """Say that one gives no reference; the candidate is asked for somebody else and not told why.

    Raises:
        NotFound: the actor holds no referee's link.
        WrongStep: the reference was sent, declined or is no longer needed.
    """
    referee = await lock_of_holder(actor)
    rules.check_step("give", RefereeStatus(referee.status))
    detail = plain(reason) or "No reason given."
    await referee.update_self({Referee.status: RefereeStatus.DECLINED, Referee.status_detail: detail, Referee.draft: ""})
    await audit.record(actor, "referees.declined", referee.application, f"{referee.name} gives no reference", referee=referee.id)
    await tell_candidate_another_is_needed(actor, referee, why="they cannot give one")
    await tell_operations(actor, referee, news="They have declined.")


@transactional
async def answer(actor: Actor, *, text: str) -> None:
    """Answer a question of operations about the reference one has given.

    Raises:
        NotFound: the actor holds no referee's link.
        WrongStep: there is no open question.
        InvalidInput: the answer is empty.
    """
    referee = await lock_of_holder(actor)
    rules.check_step("answer", RefereeStatus(referee.status))
    text = plain(text)
    if not text:
        raise InvalidInput.field("text", "Enter your answer")
    question = await queries.lock_question(referee.id)
    await question.update_self({ReferenceQuestion.answer: text, ReferenceQuestion.answered_at: clock.now()})
    await referee.update_self({Referee.status: RefereeStatus.RECEIVED})
    await audit.record(actor, "referees.answered", referee.application, f"{referee.name} has answered", referee=referee.id)
    await tell_operations(actor, referee, news="They have answered your question.")


@transactional
async def record_off_service(
    actor: Actor, referee_id: UUID, given: ReferenceIn, *, received_how: str, stored: Stored, file_type: FileType, sent_as: str
) -> None:
    """Record a reference that came by letter, e-mail or telephone, with the file that proves it; its bytes are in the store.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such referee.
        WrongStep: there is a reference already, or the referee is not used.
        InvalidInput: with every field that is wrong.
    """
    referee = await lock_for_office(actor, referee_id)
    rules.check_step("record", RefereeStatus(referee.status))
    received_how = plain(received_how)
    if not received_how:
        raise InvalidInput.field("received_how", "Enter how it reached you")
    await _keep(referee, given, way=Way.OFF_SERVICE, recorded_by=actor.required_user_id, received_how=received_how)
    await uploads.keep(
        actor, purpose=Purpose.REFERENCE, subject_id=referee_id, stored=stored, file_type=file_type, name="reference", sent_as=sent_as
    )
    await audit.record(actor, "referees.recorded", referee.application, f"Recorded the reference of {referee.name}", referee=referee_id)


@transactional
async def take_evidence(actor: Actor, referee_id: UUID, upload_id: UUID) -> OpenFile:
    """Note that the actor takes the file of a reference that came off the service.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such file.
        NotScanned: the scanner has not found it clean.
    """
    actor.require(Permission.CHECKS_RECORD)
    await queries.get_referee(actor, referee_id)
    return await uploads.take(actor, purpose=Purpose.REFERENCE, subject_id=referee_id, upload_id=upload_id)
