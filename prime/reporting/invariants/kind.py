"""What an invariant is."""

from typing import NamedTuple


class Invariant(NamedTuple):
    """A sentence about the data that is always true, and the query that finds the rows that break it.

    The query returns `what` (the record, as people call it) and `why` (what is wrong with it), and takes no values.
    """

    name: str
    sentence: str
    sql: str
