"""Which addresses may be asked for a calendar, and how much of one is read. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from urllib.parse import urlsplit, urlunsplit

from prime.calendars.errors import Unreadable
from prime.calendars.tables import ADDRESS_MAX

IpAddress = IPv4Address | IPv6Address

MOST_BYTES = 10 * 1024 * 1024
MOST_REDIRECTS = 3
CONNECT_SECONDS = 5
FETCH_SECONDS = 15
# Reading happens in a process of its own, with this much time and memory.
READ_SECONDS = 8
READ_MEMORY = 768 * 1024 * 1024
MOST_EVENTS = 50_000
MOST_BUSY_TIMES = 5_000
# As far as any champion's times are offered, and a little more.
AHEAD = timedelta(days=370)
READ_AGAIN_AFTER = timedelta(minutes=50)
# A calendar that has been silent for so long is worth an e-mail to its owner.
TELL_AFTER = timedelta(hours=24)

_ROUTED = IPv6Network("2000::/3")


def is_public(address: IpAddress) -> bool:
    """Whether an address lies in the public internet: not ours, not a neighbour's, not a cloud's own.

    IPv6 addresses that carry an IPv4 address inside (mapped, 6to4, Teredo, NAT64) are refused as a whole.
    """
    if isinstance(address, IPv6Address) and (address.sixtofour or address.teredo or address not in _ROUTED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_loopback)


def feed_address(text: str, schemes: Collection[str]) -> str:
    """The address to ask, from what its owner typed; `webcal:` is how calendar programs write it.

    Raises:
        Unreadable: it is no address of a feed, or is not encrypted.
    """
    typed = text.strip()
    if len(typed) > ADDRESS_MAX:
        raise Unreadable(f"The address must be {ADDRESS_MAX:,} characters or less.")
    try:
        parts = urlsplit(typed)
        has_host, _ = bool(parts.hostname), parts.port
    except ValueError:
        raise Unreadable("The address is not that of a calendar feed.") from None
    if parts.scheme == "webcal":
        parts = parts._replace(scheme="https")
    if parts.scheme not in schemes:
        raise Unreadable("The address must start with https:// or webcal://.")
    if not has_host or parts.username is not None or any(sign.isspace() for sign in typed):
        raise Unreadable("The address is not that of a calendar feed.")
    return urlunsplit(parts._replace(fragment=""))


def looks_like_calendar(content: bytes | bytearray) -> bool:
    """Whether bytes begin as every iCalendar file does (RFC 5545, 3.4)."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR"


def is_due_for_telling(failing_since: datetime, told_at: datetime | None, *, now: datetime) -> bool:
    """Whether the owner is told now that their calendar cannot be read: once, after a day."""
    return told_at is None and now - failing_since >= TELL_AFTER
