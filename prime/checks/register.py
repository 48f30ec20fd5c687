"""The register of Social Work England: a port with a simulator; no interface of the real one is assumed.

Whatever stands behind the port may be slow, down or talk nonsense: `look_up` waits so long and no longer, and takes only
an answer that makes sense.
"""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Protocol

import msgspec
from msgspec import Meta
from rapidfuzz.distance import JaroWinkler

from prime.checks.rules import registration_ends
from prime.checks.tables import RegisterStatus
from prime.core import clock
from prime.core.errors import Conflict, Unavailable
from prime.core.settings import SweRegister, settings
from prime.duplicates.rules import name_parts

# Our own service standard: the same person, look closely, or rather somebody else.
SAME_NAME, LIKE_NAME = 90, 70


def name_score(ours: str, theirs: str) -> int:
    """How well two names fit, of 100: each part of the shorter beside its best in the other, in whatever order they stand (O3)."""
    shorter, longer = sorted((name_parts(ours), name_parts(theirs)), key=len)
    if not shorter:
        return 0
    return min(_found_in(shorter, longer), _found_in(longer, shorter)) if len(shorter) == len(longer) else _found_in(shorter, longer)


def _found_in(parts: list[str], others: list[str]) -> int:
    return round(100 * sum(max(JaroWinkler.similarity(part, other) for other in others) for part in parts) / len(parts))


class RegisterAway(Unavailable):
    """The register does not answer, or says what makes no sense."""

    slug, title = "register-away", "The register does not answer"


class NotConnected(Conflict):
    """People look registrations up by hand here."""

    slug, title = "register-not-connected", "No register is connected"


class Entry(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the register says of a number."""

    number: Annotated[str, Meta(pattern="^SW[1-9][0-9]{0,5}$")]
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    status: RegisterStatus
    registered_until: date | None = None
    conditions: Annotated[str, Meta(max_length=2000)] = ""


class Register(Protocol):
    """Somebody who can be asked for a number."""

    async def find(self, number: str) -> Mapping[str, Any] | None:
        """The entry of a number as it comes, or None where there is none; raises OSError where nobody answers."""
        ...


class Simulator:
    """Invents an entry: the last digit of a number decides what it says; the name is the one that the candidate gave, but for some."""

    def __init__(self, named: str) -> None:
        self._named = named

    async def find(self, number: str) -> Mapping[str, Any] | None:
        """An invented entry: none for numbers ending in 0, suspended for 9, conditions for 8, another family name for 7."""
        last = number[-1]
        if last == "0":
            return None
        return {
            "number": number,
            "name": f"{self._named.split()[0]} Formerly-Other" if last == "7" else self._named,
            "status": "suspended" if last == "9" else "registered",
            "registeredUntil": None if last == "9" else registration_ends(clock.today()).isoformat(),
            "conditions": "Works under supervision, reviewed every six months." if last == "8" else "",
        }


def is_connected() -> bool:
    """Whether there is a register to ask, though a simulated one."""
    return settings().swe_register is not SweRegister.MANUAL


def connect(named: str) -> Register:
    """The register of the settings; the simulator needs the name that the candidate gave.

    Raises:
        NotConnected: people look it up by hand here.
    """
    if not is_connected():
        raise NotConnected("Look the person up yourself, and type what you see.")
    return Simulator(named)


async def look_up(register: Register, number: str) -> Entry | None:
    """What the register says of a number, or None where it does not know it.

    Raises:
        RegisterAway: it is down, slow, or its answer makes no sense.
    """
    try:
        async with asyncio.timeout(settings().swe_register_timeout):
            found = await register.find(number)
        entry = None if found is None else msgspec.convert(found, Entry)
    except TimeoutError as slow:
        raise RegisterAway("The register takes too long to answer. Try again later, or look the person up yourself.") from slow
    except OSError as down:
        raise RegisterAway("The register does not answer. Try again later, or look the person up yourself.") from down
    except msgspec.ValidationError as garbage:
        raise RegisterAway("The register gave an answer that we cannot read. Look the person up yourself.") from garbage
    if entry is not None and entry.number != number:
        raise RegisterAway("The register answered about another number. Look the person up yourself.")
    return entry
