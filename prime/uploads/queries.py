"""Reading uploads. Whose record it is, the module of the record has asked."""

from uuid import UUID

from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.core.settings import settings
from prime.uploads import rules
from prime.uploads.schemas import UploadOut
from prime.uploads.tables import Purpose, ScanStatus, Upload

# Ordered at most once at a time: a job that is not done yet is still tried.
_UNSCANNED = """
SELECT u.id FROM upload u WHERE u.status = 'waiting' AND NOT EXISTS (
    SELECT 1 FROM outbox_message o WHERE o.job = 'uploads.scan_upload' AND o.done_at IS NULL AND o.dead_at IS NULL
        AND o.payload ->> 'upload_id' = u.id::text
) ORDER BY u.uploaded_at LIMIT 100
"""


def unscanned_allowed() -> bool:
    """Whether files that nobody scanned may be opened: in the demonstration without a scanner, whose pages say so."""
    return settings().is_demo and not settings().clamd_address


async def find_upload(actor: Actor, purpose: Purpose, subject_id: UUID) -> UploadOut | None:
    """The file of a record that the actor has been allowed to read."""
    row = await Upload.objects().where((Upload.purpose == purpose) & (Upload.subject_id == subject_id)).first()
    if row is None:
        return None
    return UploadOut(
        id=row.id,
        filename=row.filename,
        sent_as=row.sent_as,
        size=row.size,
        status=ScanStatus(row.status),
        can_open=rules.can_open(row.status, unscanned_allowed=unscanned_allowed()),
        uploaded_at=row.uploaded_at,
    )


async def lock_upload(upload_id: UUID) -> Upload:
    """One upload, locked.

    Raises:
        NotFound: it was replaced.
    """
    row = await Upload.objects().where(Upload.id == upload_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def sha256_of(upload_id: UUID) -> str | None:
    """Where the bytes of an upload that waits for the scanner are; None where nothing is left to scan."""
    sql = "SELECT f.sha256 FROM upload u JOIN stored_file f ON f.id = u.file WHERE u.id = $1 AND u.status = 'waiting'"
    found: str | None = await fetch_value(sql, upload_id)
    return found


async def unscanned() -> list[UUID]:
    """Uploads that wait and that no job is about to scan."""
    return [row["id"] for row in await fetch(_UNSCANNED)]
