"""Commands on uploads: keep one, pass it on, note what the scanner says, let one be taken, forget one."""

from uuid import UUID

from prime.audit import service as audit
from prime.core import clock, outbox
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import fetch_value, lock, transactional
from prime.core.errors import Forbidden, NotFound
from prime.core.storage import Stored
from prime.documents import service as documents
from prime.notifications import service as notifications
from prime.uploads import queries, rules, scanner
from prime.uploads.errors import NotScanned
from prime.uploads.schemas import FileType, OpenFile, Verdict
from prime.uploads.tables import Purpose, ScanStatus, Upload

SCAN = "uploads.scan_upload"
REMOVE = "uploads.remove_bytes"


@transactional
async def keep(actor: Actor, *, purpose: Purpose, subject_id: UUID, stored: Stored, file_type: FileType, name: str, sent_as: str) -> UUID:
    """Keep a file for a record, in the place of the one before, and have it scanned.

    A step of the record's own command, which has checked the actor's right and, before its transaction, put the bytes
    into the store. `name` is ours, without ending.
    """
    await lock(f"upload:{purpose}:{subject_id}")
    before = await Upload.objects().where((Upload.purpose == purpose) & (Upload.subject_id == subject_id)).lock_rows("UPDATE").first()
    if before is not None:
        await before.remove()
        await _discard(actor, before.file)
    filename = f"{name}.{file_type.suffix}"
    upload = Upload(
        id=uuid7(),
        purpose=purpose,
        subject_id=subject_id,
        owner=actor.user_id,
        file=await documents.keep_file(actor, stored, media_type=file_type.media_type, filename=filename),
        filename=filename,
        sent_as=rules.shown_name(sent_as),
        size=stored.size,
        uploaded_at=clock.now(),
    )
    await upload.save()
    if scanner.is_configured():
        await outbox.enqueue(SCAN, upload_id=upload.id)
    return upload.id


async def _discard(actor: Actor, file_id: UUID | None) -> None:
    """Forget a file, and delete its bytes after the commit."""
    if file_id is not None:
        await outbox.enqueue(REMOVE, sha256=await documents.discard_file(actor, file_id))


@transactional
async def adopt(actor: Actor, *, purpose: Purpose, subject_id: UUID, by: UUID, owner: UUID | None, name: str) -> None:
    """Give a file of a record, if it has one, to another record, in whose command this is a step; scanned or not, it stays so."""
    await lock(f"upload:{purpose}:{by}")
    upload = await Upload.objects().where((Upload.purpose == purpose) & (Upload.subject_id == subject_id)).lock_rows("UPDATE").first()
    if upload is not None:
        filename = f"{name}.{upload.filename.rpartition('.')[2]}"
        await upload.update_self({Upload.subject_id: by, Upload.owner: owner, Upload.filename: filename})


@transactional
async def discard(actor: Actor, *, purpose: Purpose, subject_id: UUID) -> None:
    """Forget the file of a record, if it has one: a step of the command that deletes the record."""
    upload = await Upload.objects().where((Upload.purpose == purpose) & (Upload.subject_id == subject_id)).lock_rows("UPDATE").first()
    if upload is not None:
        await upload.remove()
        await _discard(actor, upload.file)


@transactional
async def note_scan(actor: Actor, upload_id: UUID, verdict: Verdict) -> None:
    """Note what the scanner says; an infected file is deleted and whoever sent it is told.

    Raises:
        Forbidden: only the scanner's job notes that.
        NotFound: the file was replaced in the meantime.
    """
    if actor is not SYSTEM:
        raise Forbidden
    upload = await queries.lock_upload(upload_id)
    if upload.status != ScanStatus.WAITING:
        return
    if not verdict.finding:
        await upload.update_self({Upload.status: ScanStatus.CLEAN, Upload.scanned_at: clock.now()})
        return
    file_id = upload.file
    await upload.update_self({Upload.status: ScanStatus.INFECTED, Upload.finding: verdict.finding, Upload.file: None, Upload.scanned_at: clock.now()})
    await _discard(actor, file_id)
    await audit.record(actor, "uploads.purged", upload.subject_id, f"Deleted an unsafe file ({verdict.finding})", upload=upload_id)
    await outbox.emit("uploads.file_purged", purpose=upload.purpose, subject_id=upload.subject_id)
    if upload.owner is not None:
        await notifications.send(actor, "file_unsafe", to=upload.owner, about=upload.subject_id, sent_as=upload.sent_as)


@transactional
async def scan_waiting(actor: Actor) -> None:
    """Order a scan of what waits and nobody is about to scan: sent without a scanner, or while it was away for long.

    Raises:
        Forbidden: only the scanner's job orders that.
    """
    if actor is not SYSTEM:
        raise Forbidden
    if scanner.is_configured():
        for upload_id in await queries.unscanned():
            await outbox.enqueue(SCAN, upload_id=upload_id)


@transactional
async def take(actor: Actor, *, purpose: Purpose, subject_id: UUID, upload_id: UUID) -> OpenFile:
    """Note that the actor takes a file of a record that they may read; the caller then reads its bytes from the store.

    Raises:
        NotFound: the record has no such file.
        NotScanned: it waits for the scanner, or was found unsafe.
    """
    upload = await queries.find_upload(actor, purpose, subject_id)
    if upload is None or upload.id != upload_id:
        raise NotFound
    if not upload.can_open:
        unsafe = upload.status is ScanStatus.INFECTED
        raise NotScanned("It was not safe, and we deleted it." if unsafe else "It has not been scanned for viruses yet. Try again in a few minutes.")
    sha256 = await fetch_value("SELECT f.sha256 FROM upload u JOIN stored_file f ON f.id = u.file WHERE u.id = $1", upload_id)
    await audit.record(actor, "uploads.downloaded", subject_id, f"Downloaded {upload.filename}")
    return OpenFile(sha256=sha256, filename=upload.filename)
