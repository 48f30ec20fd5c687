"""The scanner's protocol against a double: clean, EICAR, slow, down, gone in the middle, out of order."""

import socket

import msgspec
import pytest

from prime.core.settings import settings
from prime.uploads import scanner
from prime.uploads.errors import ScannerAway
from tests.support.clamd import EICAR, clamd


@pytest.fixture
def ask(monkeypatch):
    async def scan(address, content, *, patience=5.0):
        changed = msgspec.structs.replace(settings(), clamd_address=address, clamd_timeout=patience)
        monkeypatch.setattr(scanner, "settings", lambda: changed)
        return await scanner.scan(content)

    return scan


async def test_clean_over_several_pieces(ask):
    async with clamd() as address:
        assert (await ask(address, b"x" * 200_000)).finding == ""


async def test_eicar_is_found_at_the_end_of_a_long_file(ask):
    async with clamd() as address:
        assert (await ask(address, b"x" * 200_000 + EICAR)).finding == "Eicar-Test-Signature"


async def test_slow(ask):
    async with clamd(delay=5) as address:
        with pytest.raises(ScannerAway, match="TimeoutError"):
            await ask(address, b"x", patience=0.1)


async def test_down(ask):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ScannerAway, match="ConnectionRefused"):
        await ask(address, b"x")


@pytest.mark.parametrize("answer", [b"", b"stream: OK", b"INSTREAM size limit exceeded. ERROR\0", b"stream: NOT OK\0"])
async def test_what_is_no_answer_is_never_taken_for_clean(ask, answer):
    async with clamd(answer=answer) as address:
        with pytest.raises(ScannerAway):
            await ask(address, b"x")
