"""A double of clamd that speaks INSTREAM: it finds EICAR, or is slow, or says what it is told to."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# The test file of the anti-virus makers, in two parts so that no scanner takes this module for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@asynccontextmanager
async def clamd(*, answer: bytes | None = None, delay: float = 0) -> AsyncIterator[str]:
    """Listen on a free port; gives the address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", await reader.readexactly(4))[0]:
            content += await reader.readexactly(size)
        await asyncio.sleep(delay)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        writer.write(found if answer is None else answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
