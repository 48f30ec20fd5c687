"""What each check needs, and what still blocks a start."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.checks import rules
from prime.checks.rules import GUIDES, Finding, checked, is_clear, registration_ends, waiting
from prime.checks.tables import CheckKind, CheckMethod, CheckStatus
from tests.factories.checks import sound

TODAY = date(2026, 11, 25)
KINDS, STATUSES = list(CheckKind), list(CheckStatus)


def _check(kind: CheckKind, finding: Finding, *, other: str = "") -> tuple[Finding, dict[str, str]]:
    return checked(kind, finding, swe_number="SW1234", other_referee=other, today=TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_finding_of_each_kind(kind):
    finding, faults = _check(kind, Finding(**sound(kind, swe_number="SW1234", today=TODAY)))
    assert faults == {}
    assert is_clear(finding.status, finding.expires_on, TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_typed_is_never_clear(kind):
    _, faults = _check(kind, Finding(status=CheckStatus.CLEAR))
    assert {"checked_on", "reference"} <= set(faults)
    _, faults = _check(kind, Finding(status=CheckStatus.NOT_CLEAR, checked_on=TODAY))
    assert faults == {"detail": "Enter why"}


@pytest.mark.parametrize("kind", KINDS)
def test_opening_again_forgets_the_finding(kind):
    finding, faults = _check(kind, Finding(status=CheckStatus.OPEN, checked_on=TODAY, reference="x", expires_on=TODAY))
    assert (finding, faults) == (Finding(status=CheckStatus.OPEN), {})


def test_methods_stand_where_there_are_several_ways():
    assert {kind for kind in KINDS if GUIDES[kind].methods} == {CheckKind.RIGHT_TO_WORK, CheckKind.DBS}
    assert set().union(*(guide.methods for guide in GUIDES.values())) == set(CheckMethod)
    assert set(GUIDES) == set(CheckKind)
    assert set(rules.STATUS_LABELS) == set(CheckStatus)


@given(
    st.sampled_from(KINDS),
    st.sampled_from(STATUSES),
    st.one_of(st.none(), st.sampled_from(list(CheckMethod))),
    st.text(max_size=70),
    st.text(max_size=40),
)
def test_no_finding_makes_it_fall_over(kind, status, method, reference, detail):
    finding, faults = _check(kind, Finding(status=status, method=method, checked_on=TODAY, reference=reference, detail=detail))
    assert all(faults.values())
    if not faults and status is CheckStatus.CLEAR:
        assert finding.reference
        assert not finding.expires_on or finding.expires_on > TODAY


@given(
    st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(STATUSES), st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2028, 1, 1)))),
        max_size=9,
        unique_by=lambda row: row[0],
    ),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
)
def test_what_blocks_is_all_that_is_not_clear_on_the_day(rows, day):
    blocking = waiting([(kind.value, status.value, expiry) for kind, status, expiry in rows], day)
    clear = {
        kind
        for kind, status, expiry in rows
        if status is CheckStatus.NOT_NEEDED or (status is CheckStatus.CLEAR and (expiry is None or expiry >= day))
    }
    assert set(blocking) == set(KINDS) - clear
    assert blocking == [kind for kind in KINDS if kind in set(blocking)]


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_registration_year_ends_on_30_november(day):
    end = registration_ends(day)
    assert (end.month, end.day) == (11, 30)
    assert day <= end < day + timedelta(days=366)
