"""How a champion's points lie beside those of their panels. Pure (N7).

For each interview that others scored too, the mean of the champion's points minus the mean of the whole panel's; the drift
is the mean of these differences. Too few interviews say nothing, so then there is none.
"""

from collections.abc import Sequence

MOST_COMPARED = 20
LEAST_COMPARED = 5
# Up to here a champion scores as the panels do.
IN_LINE = 0.25


def drift(pairs: Sequence[tuple[float, float]]) -> float | None:
    """The mean difference between own and panel means, with two places; None where there are too few."""
    if len(pairs) < LEAST_COMPARED:
        return None
    return round(sum(own - panel for own, panel in pairs) / len(pairs), 2)


def in_words(found: float | None, compared: int) -> str:
    """What a drift says."""
    if found is None:
        return f"Shown after {LEAST_COMPARED} interviews that others scored too; {compared} so far"
    if abs(found) <= IN_LINE:
        return f"In line with your panels ({found:+.2f} points over {compared} interviews)"
    return f"{'Higher' if found > 0 else 'Lower'} than your panels by {abs(found):.2f} points over {compared} interviews"
