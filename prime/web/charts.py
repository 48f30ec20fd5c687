"""Charts as geometry for server-drawn SVG: no script and no inline style, so they print, and a strict policy holds."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor, log10
from typing import NamedTuple

from prime.core.formats import number

Value = Decimal | float
Event = tuple[int, str]

_WIDE, _NARROW = (760, 290), (360, 250)  # two drawings, so that the words stay readable on a telephone
_STEPS = (1, 2, 2.5, 5, 10)
_GRID_LINES = 4


class Point(NamedTuple):
    """One value of a line, where it is drawn, and its words."""

    x: float
    y: float
    label: str
    text: str


class Tick(NamedTuple):
    """A mark on an axis."""

    at: float
    text: str


class Drawing(NamedTuple):
    """A line chart at one size; `left` to `right` and `top` to `bottom` is where the line may be."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    line: str
    area: str
    points: tuple[Point, ...]
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    target: Tick | None
    events: tuple[Tick, ...]


class LineChart(NamedTuple):
    """A line chart at both sizes, and the figures behind it as rows of a table."""

    wide: Drawing
    narrow: Drawing
    rows: tuple[tuple[str, str], ...]


class Bar(NamedTuple):
    """One bar of a chart: its length in per cent of the longest."""

    label: str
    text: str
    percent: float


def line_chart(
    labels: Sequence[str],
    values: Sequence[Value],
    *,
    unit: str = "",
    target: Value | None = None,
    events: Sequence[Event] = (),
) -> LineChart:
    """A line over at least two points; `unit` is `%`, `£` or a word, `events` are named positions on the line.

    Raises:
        ValueError: fewer than two points, a label missing, or a negative value.
    """
    if len(values) < 2 or len(labels) != len(values):  # noqa: PLR2004 - a line has two ends
        raise ValueError("A line needs two points or more, and a label for each.")
    if min(values) < 0:
        raise ValueError("These charts start at nought.")
    heights = [float(value) for value in values]
    words = [_words(value, unit) for value in values]
    step = _step(max([*heights, float(target or 0)]))
    top = step * ceil(max([*heights, float(target or 0)]) / step) or step
    wide, narrow = (_draw(size, labels, heights, words, (top, step), unit, target, events) for size in (_WIDE, _NARROW))
    return LineChart(wide, narrow, tuple(zip(labels, words, strict=True)))


def bar_chart(bars: Sequence[tuple[str, Value]], *, unit: str = "") -> tuple[Bar, ...]:
    """Bars from the left edge, each as a share of the longest."""
    longest = max((float(value) for _, value in bars), default=0.0)
    return tuple(Bar(label, _words(value, unit), share(value, longest)) for label, value in bars)


def share(value: Value, whole: Value) -> float:
    """How far along a bar a value lies, in per cent between 0 and 100."""
    return round(min(max(float(value) / float(whole), 0.0), 1.0) * 100, 1) if whole else 0.0


def sparkline(values: Sequence[Value], width: int = 96, height: int = 28) -> str:
    """The path of a small line without axes; empty where there is no line to draw."""
    if len(values) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    heights = [float(value) for value in values]
    low, span = min(heights), (max(heights) - min(heights)) or 1.0
    across = (width - 4) / (len(heights) - 1)
    return _path([(round(2 + index * across, 1), round(height - 3 - (value - low) * (height - 6) / span, 1)) for index, value in enumerate(heights)])


def _draw(
    size: tuple[int, int],
    labels: Sequence[str],
    heights: Sequence[float],
    words: Sequence[str],
    scale: tuple[float, float],
    unit: str,
    target: Value | None,
    events: Sequence[Event],
) -> Drawing:
    (width, height), (peak, step) = size, scale
    on_axis = unit if unit in {"%", "£"} else ""
    longest = max(len(_words(peak, on_axis)), 3)
    left, right, top, bottom = 14 + 9 * longest, width - 18 - 13 * len(words[-1]), 24, height - 34

    def across(index: int) -> float:
        return round(left + index * (right - left) / (len(heights) - 1), 1)

    def up(value: float) -> float:
        return round(bottom - value * (bottom - top) / peak, 1)

    points = tuple(Point(across(i), up(value), labels[i], words[i]) for i, value in enumerate(heights))
    line = _path([(point.x, point.y) for point in points])
    every = max(1, ceil(len(labels) * 62 / (right - left)))
    return Drawing(
        width,
        height,
        left,
        right,
        top,
        bottom,
        line,
        f"{line}L{points[-1].x} {bottom}L{points[0].x} {bottom}Z",
        points,
        tuple(Tick(up(step * i), _words(step * i, on_axis)) for i in range(round(peak / step) + 1)),
        tuple(Tick(across(i), labels[i]) for i in range(0, len(labels), every)),
        None if target is None else Tick(up(float(target)), _words(target, unit)),
        tuple(Tick(across(index), text) for index, text in events),
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _step(highest: float) -> float:
    """A round distance between grid lines, so that about four of them reach the highest value."""
    rough = highest / _GRID_LINES or 1.0
    power = 10.0 ** floor(log10(rough))
    return power * next(step for step in _STEPS if step * power >= rough)


def _words(value: Value, unit: str) -> str:
    text = number(value)
    if unit == "£":
        return f"£{text}"
    return f"{text}{unit}" if unit in {"", "%"} else f"{text} {unit}"
