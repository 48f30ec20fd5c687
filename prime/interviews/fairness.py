"""Who sits on a panel: nobody in conflict of interest, one member accredited, and the load shared fairly. Pure.

A champion's load is their interviews of the last four weeks, with those to come, for each that they take in a week: two
interviews weigh as much for somebody who takes two a week as six for somebody who takes six (S6, N7).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple
from uuid import UUID

from prime.interviews.errors import NoPanel

WINDOW = timedelta(days=28)


class Peer(NamedTuple):
    """A champion who could sit on the panel."""

    id: UUID
    interviews: int
    weekly_cap: int
    joined_at: datetime
    is_accredited: bool


def loads(pool: Sequence[Peer], *, now: datetime) -> dict[UUID, float]:
    """The load of each champion.

    A newcomer starts at the median of those who have been there for the whole window, or every panel would be theirs;
    what is lent to them fades as their own four weeks fill up.
    """
    settled = [peer.interviews / peer.weekly_cap for peer in pool if now - peer.joined_at >= WINDOW]
    usual = median(settled) if settled else 0.0
    return {peer.id: peer.interviews / peer.weekly_cap + usual * max(0.0, 1 - (now - peer.joined_at) / WINDOW) for peer in pool}


def ranked(pool: Sequence[Peer], *, now: datetime) -> list[Peer]:
    """The lowest load first; of equals the one who has been there longest."""
    load = loads(pool, now=now)
    return sorted(pool, key=lambda peer: (load[peer.id], peer.joined_at, peer.id))


def pick(pool: Sequence[Peer], size: int, *, now: datetime, accredited: int = 1, lead_id: UUID | None = None) -> list[UUID]:
    """The members with the lowest load, so many of them accredited; the first leads, who is accredited unless somebody is named.

    Raises:
        NoPanel: there are too few, or too few are accredited.
    """
    peers = ranked(pool, now=now)
    if len(peers) < size:
        raise NoPanel(f"Only {len(peers)} of the {size} members can be found.")
    trained = [peer for peer in peers if peer.is_accredited]
    if len(trained) < accredited:
        who = f"Only {len(trained)}" if trained else "Nobody"
        raise NoPanel(f"{who} who could sit on it is accredited, and the vacancy asks for {accredited}.")
    # Whoever is named leads, unless every place must go to somebody accredited and they are not.
    lead = [peer for peer in peers if peer.id == lead_id and (peer.is_accredited or accredited < size)]
    others = [peer for peer in trained if peer not in lead][: max(0, accredited - sum(peer.is_accredited for peer in lead))]
    chosen = [*lead, *others]
    return [peer.id for peer in [*chosen, *(peer for peer in peers if peer not in chosen)]][:size]
