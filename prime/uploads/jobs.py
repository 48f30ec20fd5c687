"""Work on uploads outside a request: scanning, and deleting bytes."""

from uuid import UUID

from prime.core import outbox, storage
from prime.core.actor import SYSTEM
from prime.core.db import lock
from prime.documents import queries as documents
from prime.uploads import queries, scanner, service


async def scan_upload(outbox_id: UUID, upload_id: str) -> None:
    """Have a file scanned; nothing is left to do when it was replaced or scanned before.

    Raises:
        ScannerAway: try again.
    """
    key = UUID(upload_id)
    sha256 = await queries.sha256_of(key)
    verdict = await scanner.scan(await storage.read(sha256)) if sha256 else None
    async with outbox.effect(outbox_id) as first:
        if first and verdict and await queries.sha256_of(key):
            await service.note_scan(SYSTEM, key, verdict)


async def scan_waiting(outbox_id: UUID) -> None:
    """Order a scan of what waits."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.scan_waiting(SYSTEM)


async def remove_bytes(outbox_id: UUID, sha256: str) -> None:
    """Delete bytes from the store that no file is made of any more."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await lock(f"file:{sha256}")
            if not await documents.is_stored(sha256):
                await storage.remove(sha256)
