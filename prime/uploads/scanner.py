"""The virus scanner: clamd's INSTREAM, over TCP or a socket file (see `man clamd`, "COMMANDS").

`z` before a command means that it and the answer end in a zero byte; each piece goes out behind its length in four
bytes, a piece of no length ends the file.
"""

import asyncio
import struct
from asyncio import StreamReader, StreamWriter

from prime.core.settings import settings
from prime.uploads.errors import ScannerAway
from prime.uploads.schemas import Verdict

_PIECE = 64 * 1024


def is_configured() -> bool:
    """Whether there is a scanner to ask."""
    return bool(settings().clamd_address)


async def scan(content: bytes) -> Verdict:
    """What the scanner says of some bytes.

    Raises:
        ScannerAway: it is down, slow, or does not understand us.
    """
    try:
        async with asyncio.timeout(settings().clamd_timeout):
            reader, writer = await _connect(settings().clamd_address)
            try:
                return _verdict(await _ask(reader, writer, content))
            finally:
                writer.close()
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as problem:
        raise ScannerAway(f"The virus scanner does not answer: {type(problem).__name__}") from problem


async def _connect(address: str) -> tuple[StreamReader, StreamWriter]:
    if address.startswith("/"):
        return await asyncio.open_unix_connection(address)
    host, _, port = address.rpartition(":")
    return await asyncio.open_connection(host, int(port))


async def _ask(reader: StreamReader, writer: StreamWriter, content: bytes) -> str:
    writer.write(b"zINSTREAM\0")
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        writer.write(struct.pack("!L", len(piece)) + piece)
        await writer.drain()
    writer.write(struct.pack("!L", 0))
    await writer.drain()
    return (await reader.readuntil(b"\0")).rstrip(b"\0").decode(errors="replace")


def _verdict(answer: str) -> Verdict:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Verdict()
    if said.endswith(" FOUND"):
        return Verdict(said.removesuffix(" FOUND")[:200] or "unnamed")
    raise ScannerAway(f"The virus scanner answered: {said[:200]}")
