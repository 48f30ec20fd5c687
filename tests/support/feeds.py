"""Doubles of servers that hand out calendars, honest and hostile ones."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_address

from prime.calendars.fetching import Policy
from prime.calendars.rules import IpAddress, is_public

Answer = Callable[[str, asyncio.StreamWriter], Awaitable[None]]
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Double//EN\r\nEND:VCALENDAR\r\n"
OUTSIDE = "127.0.0.1"


def is_double_or_public(address: IpAddress) -> bool:
    """The rule of the product, with the one address of the double as if it were public."""
    return address == ip_address(OUTSIDE) or is_public(address)


def policy(**names: str) -> Policy:
    """Names that lead where a test says; any other leads to the double."""

    async def resolve(host: str, _: int) -> list[str]:
        try:
            return [str(ip_address(host))]
        except ValueError:
            return names.get(host.replace(".", "_"), OUTSIDE).split()

    return Policy(schemes=frozenset({"http"}), is_allowed=is_double_or_public, resolve=resolve)


def says(body: bytes = CALENDAR, *, status: str = "200 OK", head: str = "") -> Answer:
    """Answer with a body and be done."""

    async def answer(_: str, writer: asyncio.StreamWriter) -> None:
        length = "" if "content-length" in head.lower() else f"Content-Length: {len(body)}\r\n"
        writer.write(f"HTTP/1.1 {status}\r\n{length}Content-Type: text/calendar\r\n{head}\r\n".encode() + body)

    return answer


def sends_to(address: str) -> Answer:
    """Redirect."""
    return says(b"", status="302 Found", head=f"Location: {address}\r\n")


@asynccontextmanager
async def feed(answer: Answer) -> AsyncIterator[tuple[str, list[str]]]:
    """Serve on a free port; gives the address, by a name, and the heads of the requests."""
    heads: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            heads.append(head)
            await answer(head, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, OUTSIDE, 0)
    try:
        yield f"http://feeds.example:{server.sockets[0].getsockname()[1]}/me.ics", heads
    finally:
        server.close()
