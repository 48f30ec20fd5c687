"""What an invariant is."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

Faults = list[tuple[str, str]]


class Invariant(NamedTuple):
    """A sentence about the data that is always true, and how to find the records that break it.

    The query returns `what` (the record, as people call it) and `why` (what is wrong with it), and takes no values.
    What no query can see is found by `read`, which gives the same pairs.
    """

    name: str
    sentence: str
    sql: str = ""
    read: Callable[[], Awaitable[Faults]] | None = None
