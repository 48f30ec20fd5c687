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
_LABEL_WIDTH = 62


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
    highest = max([*heights, float(target or 0)])
    step = _step(highest)
    series = _Series(
        labels=labels,
        heights=heights,
        words=[_words(value, unit) for value in values],
        peak=step * ceil(highest / step) or step,
        step=step,
        unit=unit,
        target=target,
        events=events,
    )
    return LineChart(_draw(_WIDE, series), _draw(_NARROW, series), tuple(zip(labels, series.words, strict=True)))


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


class _Series(NamedTuple):
    """What is drawn at both sizes."""

    labels: Sequence[str]
    heights: Sequence[float]
    words: Sequence[str]
    peak: float
    step: float
    unit: str
    target: Value | None
    events: Sequence[Event]


def _draw(size: tuple[int, int], series: _Series) -> Drawing:
    width, height = size
    on_axis = series.unit if series.unit in {"%", "£"} else ""
    longest = max(len(_words(series.peak, on_axis)), 3)
    left, right, top, bottom = 14 + 9 * longest, width - 18 - 13 * len(series.words[-1]), 24, height - 34
    last = len(series.heights) - 1

    def across(index: int) -> float:
        return round(left + index * (right - left) / last, 1)

    def up(value: float) -> float:
        return round(bottom - value * (bottom - top) / series.peak, 1)

    points = tuple(
        Point(across(index), up(value), label, text)
        for index, (value, label, text) in enumerate(zip(series.heights, series.labels, series.words, strict=True))
    )
    line = _path([(point.x, point.y) for point in points])
    every = max(1, ceil(len(points) * _LABEL_WIDTH / (right - left)))
    return Drawing(
        width=width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        line=line,
        area=f"{line}L{points[-1].x} {bottom}L{points[0].x} {bottom}Z",
        points=points,
        rows=tuple(Tick(up(series.step * n), _words(series.step * n, on_axis)) for n in range(round(series.peak / series.step) + 1)),
        columns=tuple(Tick(point.x, point.label) for point in points[::every]),
        target=None if series.target is None else Tick(up(float(series.target)), _words(series.target, series.unit)),
        events=tuple(Tick(across(index), text) for index, text in series.events),
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
