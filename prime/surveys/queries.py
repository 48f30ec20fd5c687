"""Reading surveys: counts, means and what was written, never whose or with which answers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from prime.accounts.permissions import Permission
from prime.candidates.answers import MOTIVATOR_LABELS
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.paging import Page, cut, decode_id
from prime.core.tokens import digest
from prime.surveys import rules
from prime.surveys.schemas import Comment, Group, Reason, SurveyReport

_SUMS = """
SELECT {by} AS key, count(*) AS answers, sum(clear) AS clear_sum, count(clear) AS clear,
  sum(respectful) AS respectful_sum, count(respectful) AS respectful,
  sum(fair) AS fair_sum, count(fair) AS fair, sum(quick) AS quick_sum, count(quick) AS quick
FROM survey_answer WHERE month >= $1 AND month < $2 GROUP BY 1
"""
_BY_STAGE, _BY_RESULT, _ALL = (_SUMS.format(by=by) for by in ("reached", "result", "''"))
_REASONS = """
SELECT motivator AS key, count(*) AS answers FROM survey_answer, unnest(motivators) AS motivator WHERE month >= $1 AND month < $2 GROUP BY 1
"""
_COUNT = "SELECT count(*) FROM survey_answer WHERE month >= $1 AND month < $2"
_WRITTEN = f"{_COUNT} AND comment <> ''"
# By the random key: an order of writing would lead back to whose decision came when.
_COMMENTS = """
SELECT id, comment AS text FROM survey_answer
WHERE month >= $1 AND month < $2 AND comment <> '' AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4
"""
COMMENTS_SHOWN = 10


async def report(actor: Actor) -> SurveyReport:
    """What candidates said in the last twelve months that are over, by stage and by outcome, small numbers hidden.

    A running month is left out, so that nobody can watch an answer come in after a known decision.

    Raises:
        Forbidden: the actor does not read reports.
    """
    actor.require(Permission.REPORTS_READ)
    span = rules.reported(clock.today())
    every = await fetch(_ALL, *span)
    total = every[0]["answers"] if every else 0
    is_enough = total >= rules.LEAST_SHOWN
    return SurveyReport(
        total=total if is_enough else None,
        questions=list(rules.QUESTIONS.values()),
        means=_means(every[0]) if is_enough else [None] * len(rules.QUESTIONS),
        by_stage=await _groups(_BY_STAGE, rules.REACHED_LABELS, span),
        by_outcome=await _groups(_BY_RESULT, rules.RESULT_LABELS, span),
        reasons=await _reasons(span),
    )


async def _groups(statement: str, labels: Mapping[Any, str], span: tuple[date, date]) -> list[Group]:
    rows = {row["key"]: row for row in await fetch(statement, *span)}
    counts = rules.shown_by({key.value: rows[key.value]["answers"] if key.value in rows else 0 for key in labels})
    return [
        Group(key.value, label, counts[key.value], [None] * len(rules.QUESTIONS) if counts[key.value] is None else _means(rows[key.value]))
        for key, label in labels.items()
    ]


def _means(row: Mapping[str, Any]) -> list[Decimal | None]:
    return rules.shown_means([(row[f"{name}_sum"] or 0, row[name]) for name in rules.QUESTIONS])


async def _reasons(span: tuple[date, date]) -> list[Reason]:
    found = {row["key"]: row["answers"] for row in await fetch(_REASONS, *span)}
    counts = {key: found.get(key.value, 0) for key in MOTIVATOR_LABELS}
    reasons = [Reason(key.value, label, counts[key] if counts[key] >= rules.LEAST_SHOWN else None) for key, label in MOTIVATOR_LABELS.items()]
    return sorted(reasons, key=lambda reason: -(reason.answers or 0))


async def count_answers(actor: Actor) -> int | None:
    """How many answered in the months of the report; None where that is too small to show.

    Raises:
        Forbidden: the actor does not read reports.
    """
    actor.require(Permission.REPORTS_READ)
    count: int = await fetch_value(_COUNT, *rules.reported(clock.today()))
    return count if count >= rules.LEAST_SHOWN else None


async def list_comments(actor: Actor, cursor: str = "", *, size: int = COMMENTS_SHOWN) -> Page[Comment]:
    """What candidates wrote in the months of the report, in no order; nothing while fewer wrote than a number that may be shown.

    Raises:
        Forbidden: the actor does not manage applications.
        InvalidInput: the cursor is not one of ours.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    last = decode_id(cursor) if cursor else None
    span = rules.reported(clock.today())
    if await fetch_value(_WRITTEN, *span) < rules.LEAST_SHOWN:
        return Page([])
    return cut([Comment(**row) for row in await fetch(_COMMENTS, *span, last, size + 1)], size, "id")


async def is_ticket(token: str) -> bool:
    """Whether a link can still be used."""
    found = await fetch_value("SELECT 1 FROM survey_ticket WHERE token = $1 AND expires_at > $2", digest(token), clock.now())
    return found is not None
