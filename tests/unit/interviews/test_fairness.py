"""Fair panels: worked examples, and 1,000 bookings with a bound on how far the champions drift apart."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from prime.interviews.errors import NoPanel
from prime.interviews.fairness import WINDOW, Peer, loads, pick

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=400)
# At no moment of the simulation do two champions of one cap differ by more than this in four weeks, at about 29 interviews each.
BOUND = 4


def _peer(number: int, interviews: int = 0, *, cap: int = 6, joined_at: datetime = LONG_AGO, is_accredited: bool = True) -> Peer:
    return Peer(UUID(int=number), interviews, cap, joined_at, is_accredited)


def _ids(*numbers: int) -> list[UUID]:
    return [UUID(int=number) for number in numbers]


def test_the_lowest_load_comes_first():
    assert pick([_peer(1, 4), _peer(2, 1), _peer(3, 3)], 2, now=NOW) == _ids(2, 3)


def test_load_is_weighed_by_what_somebody_takes_in_a_week():
    assert pick([_peer(1, 2, cap=2), _peer(2, 5, cap=6)], 1, now=NOW) == _ids(2)


def test_of_equals_the_one_who_has_been_there_longest():
    assert pick([_peer(1, joined_at=NOW - 2 * WINDOW), _peer(2, joined_at=NOW - 3 * WINDOW)], 1, now=NOW) == _ids(2)


def test_somebody_accredited_leads_even_with_more_to_do():
    assert pick([_peer(1, is_accredited=False), _peer(2, is_accredited=False), _peer(3, 9)], 2, now=NOW) == _ids(3, 1)


@pytest.mark.parametrize(("pool", "size"), [([], 1), ([_peer(1)], 2), ([_peer(1, is_accredited=False), _peer(2, is_accredited=False)], 2)])
def test_there_may_be_no_panel(pool, size):
    with pytest.raises(NoPanel):
        pick(pool, size, now=NOW)


def test_a_newcomer_starts_at_the_median_which_fades():
    settled = [_peer(1, 2), _peer(2, 4), _peer(3, 12)]
    at_first, half_way, in_the_end = (loads([*settled, _peer(4, joined_at=NOW - share * WINDOW)], now=NOW)[UUID(int=4)] * 6 for share in (0, 0.5, 1))
    assert (round(at_first, 6), round(half_way, 6), in_the_end) == (4, 2, 0)


def _simulated(bookings: int, pool: list[Peer], newcomer: Peer) -> tuple[float, int, int]:
    """The widest spread within a cap once the window is full; the newcomer's interviews in their first week, and a settled one's."""
    start, step = NOW, timedelta(hours=4)
    held: list[tuple[datetime, UUID]] = []
    widest = 0.0
    for number in range(bookings):
        now = start + number * step
        recent = Counter(champion for at, champion in held if at > now - WINDOW)
        there = [peer._replace(interviews=recent[peer.id]) for peer in (*pool, newcomer) if peer.joined_at <= now]
        held += [(now, champion) for champion in pick(there, 3, now=now)]
        if now > start + WINDOW:
            for cap in {peer.weekly_cap for peer in pool}:
                counts = [recent[peer.id] for peer in pool if peer.weekly_cap == cap]
                widest = max(widest, max(counts) - min(counts))
    week = [champion for at, champion in held if newcomer.joined_at <= at < newcomer.joined_at + timedelta(days=7)]
    settled = Counter(week)
    return widest, settled[newcomer.id], max(settled[peer.id] for peer in pool if peer.weekly_cap == newcomer.weekly_cap)


def test_a_thousand_bookings_are_shared_within_a_bound_and_do_not_flood_a_newcomer():
    pool = [_peer(n, cap=3 if n % 4 == 0 else 6, is_accredited=n % 3 == 0, joined_at=LONG_AGO + n * timedelta(days=1)) for n in range(1, 21)]
    newcomer = _peer(99, is_accredited=True, joined_at=NOW + timedelta(days=80))
    widest, first_week, others = _simulated(1000, pool, newcomer)
    assert widest <= BOUND
    assert 0 < first_week <= others + 1
