"""The CV of an application: sent by the candidate, taken by those who work on it."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries, rules
from prime.candidates.errors import IllegalMove
from prime.candidates.tables import Stage
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.core.errors import NotFound
from prime.core.storage import Stored
from prime.uploads import service as uploads
from prime.uploads.schemas import FileType, OpenFile
from prime.uploads.tables import Purpose


@transactional
async def attach_cv(actor: Actor, application_id: UUID, *, stored: Stored, file_type: FileType, sent_as: str) -> UUID:
    """Keep the candidate's CV in the place of the one before; its bytes are in the store already.

    Raises:
        NotFound: it is not the actor's application.
        IllegalMove: the application has ended.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    application = await queries.lock_own(actor, application_id)
    if Stage(application.stage) in rules.FINAL:
        raise IllegalMove("The application has ended, so it takes no CV any more.")
    upload_id = await uploads.keep(
        actor,
        purpose=Purpose.CV,
        subject_id=application_id,
        stored=stored,
        file_type=file_type,
        name=rules.cv_name(application.reference),
        sent_as=sent_as,
    )
    await audit.record(actor, "candidates.cv_sent", application_id, "Sent a CV")
    return upload_id


@transactional
async def take_cv(actor: Actor, application_id: UUID, upload_id: UUID) -> OpenFile:
    """Note that the actor takes the CV; it is withheld from whoever screens without knowing the person.

    Raises:
        NotFound: the application is not the actor's business, or it has no such CV.
        NotScanned: the scanner has not found it clean.
    """
    application = await queries.get_application(actor, application_id)
    if application.is_anonymous:
        raise NotFound
    return await uploads.take(actor, purpose=Purpose.CV, subject_id=application_id, upload_id=upload_id)
