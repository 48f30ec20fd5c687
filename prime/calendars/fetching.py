"""Fetching a feed from an address that a stranger chose: only from the public internet, never much, never for long.

The name is resolved here, every address it has is checked, and the connection goes to a checked one: a name that
changes its mind between check and connection (DNS rebinding) changes nothing. Redirects are followed by hand.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urljoin

import httpx
import msgspec

from prime.calendars import rules
from prime.calendars.errors import Unreadable
from prime.calendars.rules import IpAddress
from prime.core.settings import settings

_HEADERS = {"User-Agent": "AfC-Prime-calendars/1", "Accept": "text/calendar, */*;q=0.1", "Accept-Encoding": "identity"}
_REDIRECTS = {301, 302, 303, 307, 308}
_OK = 200
_REFUSALS = {
    401: "The calendar asks for a password. Give us its secret address, which needs none.",
    403: "The calendar does not let us read it. Check that it is shared by this address.",
    404: "There is no calendar at this address any more.",
    410: "There is no calendar at this address any more.",
}

Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, as text.

    Raises:
        OSError: it has none.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """Where feeds may lie; tests, whose feeds lie on this machine, say so."""

    schemes: frozenset[str] = frozenset({"https"})
    is_allowed: Callable[[IpAddress], bool] = rules.is_public
    resolve: Resolve = resolve


def policy() -> Policy:
    """The policy of this process: unencrypted feeds only where nothing is real."""
    return Policy(schemes=frozenset({"https"} if settings().is_production else {"https", "http"}))


async def fetch(address: str, allowed: Policy | None = None) -> bytes:
    """The bytes of a calendar.

    Raises:
        Unreadable: with a sentence for its owner.
    """
    chosen = allowed or policy()
    try:
        async with asyncio.timeout(rules.FETCH_SECONDS):
            for _ in range(rules.MOST_REDIRECTS + 1):
                answer = await _ask(rules.feed_address(address, chosen.schemes), chosen)
                if isinstance(answer, bytes):
                    return answer
                address = urljoin(address, answer)
    except TimeoutError:
        raise Unreadable(f"The calendar did not answer within {rules.FETCH_SECONDS} seconds.") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as problem:
        raise Unreadable("The calendar did not answer. Check its address.") from problem
    raise Unreadable("The address leads on to another too often.")


async def _ask(address: str, allowed: Policy) -> bytes | str:
    """What one address answers: the calendar, or where it sends us."""
    url = httpx.URL(address)
    port = url.port or {"https": 443, "http": 80}[url.scheme]
    found = [ip_address(entry) for entry in await allowed.resolve(url.host, port)]
    if not found or not all(allowed.is_allowed(entry) for entry in found):
        raise Unreadable("The address does not lead to the public internet.")
    # An IPv4 address first: not every machine of ours has a way to IPv6.
    checked = min(found, key=lambda entry: entry.version)
    target = url.copy_with(host=str(checked))
    headers = {**_HEADERS, "Host": url.netloc.decode()}
    wait = httpx.Timeout(rules.FETCH_SECONDS, connect=rules.CONNECT_SECONDS)
    async with (
        httpx.AsyncClient(timeout=wait, trust_env=False, follow_redirects=False) as client,
        client.stream("GET", target, headers=headers, extensions={"sni_hostname": url.host}) as answer,
    ):
        if answer.status_code in _REDIRECTS and "location" in answer.headers:
            return str(answer.headers["location"])
        if answer.status_code != _OK:
            raise Unreadable(_REFUSALS.get(answer.status_code, f"The calendar answered with an error ({answer.status_code})."))
        return await _body(answer)


async def _body(answer: httpx.Response) -> bytes:
    """The body, counted as it comes; a packed one is refused, as nobody knows how much it unpacks to."""
    too_much = Unreadable(f"The calendar is larger than {rules.MOST_BYTES // 1024 // 1024} MB. Share one with fewer past events.")
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        raise Unreadable("The calendar came packed, which we did not ask for.")
    if int(answer.headers.get("content-length") or 0) > rules.MOST_BYTES:
        raise too_much
    content = bytearray()
    async for piece in answer.aiter_raw():
        content += piece
        if len(content) > rules.MOST_BYTES:
            raise too_much
    if not rules.looks_like_calendar(content):
        raise Unreadable("What lies at this address is not a calendar.")
    return bytes(content)
