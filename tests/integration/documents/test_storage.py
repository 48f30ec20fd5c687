"""The file store: the same bytes are one file, nothing is half there, damage is noticed."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from prime.core import storage
from prime.core.settings import settings
from prime.core.storage import StoredBytesLost


def files() -> list[Path]:
    """Every file in the store."""
    return [path for path in (settings().home / "files").rglob("*") if path.is_file()]


async def test_the_same_bytes_are_one_file() -> None:
    before = len(files())
    content = b"bytes of test_the_same_bytes_are_one_file"
    made = await asyncio.gather(*(storage.put(content) for _ in range(8)))
    assert {stored.sha256 for stored in made} == {hashlib.sha256(content).hexdigest()}
    assert made[0].size == len(content)
    assert len(files()) == before + 1
    assert await storage.read(made[0].sha256) == content


async def test_damage_and_loss_are_noticed() -> None:
    stored = await storage.put(b"bytes that will be damaged")
    (path,) = [path for path in files() if path.name == stored.sha256]
    path.write_bytes(b"other bytes")
    with pytest.raises(StoredBytesLost):
        await storage.read(stored.sha256)
    path.unlink()
    with pytest.raises(StoredBytesLost):
        await storage.read(stored.sha256)


async def test_a_write_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = files()

    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        await storage.put(b"bytes for which there is no room")
    assert files() == before
