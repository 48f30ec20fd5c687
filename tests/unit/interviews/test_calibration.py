"""Drift from the panel: the mean of own minus panel, and nothing from too few."""

import pytest

from prime.interviews import calibration


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([], None),
        ([(5.0, 3.0)] * 4, None),
        ([(4.0, 3.5)] * 5, 0.5),
        ([(4.0, 3.0), (2.0, 3.0), (3.0, 3.0), (3.5, 3.0), (2.5, 3.0)], 0.0),
        ([(2.0, 3.0)] * 6, -1.0),
    ],
)
def test_drift(pairs, found):
    assert calibration.drift(pairs) == found


@pytest.mark.parametrize(
    ("drift", "words"),
    [(None, "3 so far"), (0.25, "In line"), (-0.1, "In line"), (0.4, "Higher than your panels by 0.40"), (-0.6, "Lower than your panels by 0.60")],
)
def test_in_words(drift, words):
    assert words in calibration.in_words(drift, 3)
