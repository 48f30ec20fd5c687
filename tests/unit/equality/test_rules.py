"""Which counts may be shown, and of which months."""

from datetime import date

import pytest

from prime.equality import rules


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([10, 5], [10, 5]),
        ([10, 4, 3], [10, None, None]),
        ([10, 7, 4], [10, None, None]),  # 4 alone would follow from the total
        ([10, 0, 6], [10, None, None]),
        ([10, 6, 3, 1], [10, None, None, None]),  # somebody among 4 is nearly found
        ([10, 6, 0, 0], [10, 6, None, None]),
        ([4], [None]),
        ([5], [5]),
        ([0, 0], [None, None]),
    ],
)
def test_small_counts_are_hidden_and_do_not_follow_from_the_rest(counts, shown):
    assert rules.shown(counts) == shown


def test_never_one_hidden_alone():
    for first in range(12):
        for second in range(12):
            for third in range(12):
                shown = rules.shown([first, second, third])
                withheld = first + second + third - sum(count for count in shown if count is not None)
                assert shown.count(None) != 1
                assert withheld == 0 or withheld >= rules.LEAST_SHOWN or shown.count(None) == 3
                assert all(count is None or count >= rules.LEAST_SHOWN for count in shown)


def test_the_running_month_is_left_out():
    assert rules.reported(2026, date(2026, 11, 25)) == (date(2026, 4, 1), date(2026, 11, 1))
    assert rules.reported(2025, date(2026, 11, 25)) == (date(2025, 4, 1), date(2026, 4, 1))
    assert rules.reported(2026, date(2026, 4, 30)) == (date(2026, 4, 1), date(2026, 4, 1))


def test_financial_year():
    assert rules.year_of(date(2026, 3, 31)) == 2025
    assert rules.year_of(date(2026, 4, 1)) == 2026
