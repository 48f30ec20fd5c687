"""Who is asked what, and which results may be shown. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from prime.candidates.tables import Stage
from prime.equality.rules import LEAST_SHOWN, first_of_month, shown
from prime.surveys.tables import Reached, Result

__all__ = ["LEAST_SHOWN", "first_of_month", "shown"]

# A day after the news, so that it is not part of it; a link lives two months.
ASK_AFTER = timedelta(days=1)
TICKET_LIFE = timedelta(days=60)
QUESTIONS = {
    "clear": "It was clear to me what would happen next",
    "respectful": "I was treated with respect",
    "fair": "I had a fair chance to show what I can do",
    "quick": "It took a reasonable time",
}
WORDS = {"clear": "Clear", "respectful": "Respectful", "fair": "Fair", "quick": "Quick"}  # of the questions, where a column heads them
POINTS = {"5": "Strongly agree", "4": "Agree", "3": "Neither agree nor disagree", "2": "Disagree", "1": "Strongly disagree"}
REACHED_LABELS = {
    Reached.APPLICATION: "Application and conversation",
    Reached.INTERVIEW: "Panel interview",
    Reached.OFFER: "Offer or later",
}
RESULT_LABELS = {Result.OFFERED: "Offered a role", Result.REJECTED: "Not taken on", Result.WITHDREW: "Withdrew"}
_EARLY = {Stage.APPLIED, Stage.SCREENING, Stage.CONVERSATION}


def reached(stage: Stage) -> Reached:
    """How far an application had come that stood at a stage when it was decided or ended."""
    if stage in _EARLY:
        return Reached.APPLICATION
    return Reached.INTERVIEW if stage is Stage.INTERVIEW else Reached.OFFER


def reported(today: date) -> tuple[date, date]:
    """The months of the report, the last twelve that are over: from the first to before the last."""
    ends_before = first_of_month(today)
    return ends_before.replace(year=ends_before.year - 1), ends_before


def mean(total: int, count: int) -> Decimal | None:
    """The mean of points with one place; None where nobody answered."""
    return (Decimal(total) / count).quantize(Decimal("0.1"), ROUND_HALF_UP) if count else None


def shown_by(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts of groups that may be shown; None for those that may not, as their total is known (`prime.equality.rules`)."""
    return dict(zip(counts, shown(list(counts.values())), strict=True))


def shown_means(sums: Sequence[tuple[int, int]]) -> list[Decimal | None]:
    """The mean of each question, where enough people answered it."""
    return [mean(total, count) if count >= LEAST_SHOWN else None for total, count in sums]
