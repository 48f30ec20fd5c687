"""Charts: where points, grid lines and bars stand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.web.charts import bar_chart, line_chart, share, sparkline


def test_a_line_from_57_to_7_per_cent() -> None:
    chart = line_chart(["Q1", "Q2", "Q3"], [57, 30, 7], unit="%", target=10, events=[(1, "AfC Prime starts")])
    drawing = chart.wide
    assert [tick.text for tick in drawing.rows] == ["0%", "20%", "40%", "60%"]
    assert drawing.rows[0].at == drawing.bottom
    assert drawing.rows[-1].at == drawing.top
    assert (drawing.points[0].x, drawing.points[-1].x) == (drawing.left, drawing.right)
    assert drawing.points[1].x == (drawing.left + drawing.right) / 2 == drawing.events[0].at
    assert drawing.target is not None
    assert drawing.points[0].y < drawing.points[1].y < drawing.target.at < drawing.points[2].y < drawing.bottom
    assert drawing.line.startswith(f"M{drawing.points[0].x} {drawing.points[0].y}L")
    assert drawing.area.endswith(f"L{drawing.left}.0 {drawing.bottom}Z") or drawing.area.endswith(f"L{drawing.left} {drawing.bottom}Z")
    assert chart.rows == (("Q1", "57%"), ("Q2", "30%"), ("Q3", "7%"))
    assert (chart.narrow.width, chart.wide.width) == (360, 760)


@pytest.mark.parametrize(
    ("values", "unit", "rows"),
    [
        ([0, 0], "", ["0", "1"]),
        ([Decimal("0.04"), Decimal("0.01")], "", ["0", "0.01", "0.02", "0.03", "0.04"]),
        ([900, 52_000], "£", ["£0", "£20,000", "£40,000", "£60,000"]),
        ([3, 4], "people", ["0", "1", "2", "3", "4"]),
    ],
)
def test_grid_lines_are_round_numbers(values: list[Decimal | float], unit: str, rows: list[str]) -> None:
    assert [tick.text for tick in line_chart(["a", "b"], values, unit=unit).wide.rows] == rows


@given(st.lists(st.floats(min_value=0, max_value=1e9), min_size=2, max_size=60))
def test_every_point_lies_inside_the_drawing(values: list[float]) -> None:
    chart = line_chart([str(n) for n in range(len(values))], values)
    for drawing in (chart.wide, chart.narrow):
        assert all(drawing.left <= point.x <= drawing.right and drawing.top <= point.y <= drawing.bottom for point in drawing.points)
        assert 2 <= len(drawing.rows) <= 6
        assert len(drawing.columns) * 62 <= drawing.right - drawing.left + 62  # labels do not run into each other


@pytest.mark.parametrize(("labels", "values"), [([], []), (["a"], [1]), (["a"], [1, 2]), (["a", "b"], [1, -1])])
def test_what_is_no_line_is_refused(labels: list[str], values: list[float]) -> None:
    with pytest.raises(ValueError, match=r"two points|nought"):
        line_chart(labels, values)


def test_bars_are_shares_of_the_longest() -> None:
    bars = bar_chart([("Agency", Decimal(80)), ("Permanent", Decimal(60)), ("Saved", Decimal(0))], unit="£")
    assert [(bar.text, bar.percent) for bar in bars] == [("£80", 100.0), ("£60", 75.0), ("£0", 0.0)]
    assert bar_chart([]) == ()
    assert bar_chart([("None", 0)])[0].percent == 0


@pytest.mark.parametrize(("value", "whole", "percent"), [(1, 4, 25.0), (5, 4, 100.0), (-1, 4, 0.0), (1, 0, 0.0), (Decimal(1), Decimal(3), 33.3)])
def test_shares_stay_on_the_bar(value: Decimal | float, whole: Decimal | float, percent: float) -> None:
    assert share(value, whole) == percent


def test_sparklines() -> None:
    assert sparkline([]) == sparkline([5]) == ""
    assert sparkline([10, 0]) == "M2.0 3.0L94.0 25.0"
    assert sparkline([4, 4]) == "M2.0 25.0L94.0 25.0"
