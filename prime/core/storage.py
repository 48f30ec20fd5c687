"""Files on disk, kept under the SHA-256 of their bytes: the same bytes are one file, and damage shows.

    stored = await storage.put(content)        # before the transaction that records it
    content = await storage.read(stored.sha256)

The folder is `files` in the home of the product (`PRIME_HOME`); back it up with the database.
"""

import asyncio
import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

from prime.core.errors import Unavailable
from prime.core.settings import settings


class Stored(msgspec.Struct, frozen=True):
    """What was put into the store."""

    sha256: str
    size: int


class StoredBytesLost(Unavailable):
    """A file that the database knows is not in the store, or is not what was put there."""

    slug, title = "file-unavailable", "The file is not available"


async def put(content: bytes) -> Stored:
    """Keep the bytes for good: written beside their place, flushed to disk, then renamed, so never half there."""
    return await asyncio.to_thread(_put, content)


async def read(sha256: str) -> bytes:
    """The bytes of a hash.

    Raises:
        StoredBytesLost: they are gone, or have changed on disk.
    """
    return await asyncio.to_thread(_read, sha256)


async def remove(sha256: str) -> None:
    """Delete the bytes of a hash, where they are there."""
    await asyncio.to_thread(_path(sha256).unlink, missing_ok=True)


def _path(sha256: str) -> Path:
    # Two levels of folders: a million files are 16 to a folder.
    return settings().home / "files" / sha256[:2] / sha256[2:4] / sha256


def _put(content: bytes) -> Stored:
    stored = Stored(hashlib.sha256(content).hexdigest(), len(content))
    path = _path(stored.sha256)
    if path.exists():
        return stored
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).rename(path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    _flush_folder(path.parent)
    return stored


def _flush_folder(folder: Path) -> None:
    """Make the new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(sha256: str) -> bytes:
    try:
        content = _path(sha256).read_bytes()
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StoredBytesLost("We could not read this file. Tell us, and we will restore it.")
    return content
