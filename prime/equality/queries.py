"""Reading equality monitoring: counts only, never an answer."""

from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.tokens import digest
from prime.equality import rules
from prime.equality.schemas import Breakdown, Count, Report

# One scan for all questions: each answer becomes a row for each question.
_COUNT = """
SELECT question, answer, count(*) AS people FROM equality_answer, LATERAL (VALUES
    ('sex', sex), ('same_gender', same_gender), ('age_group', age_group), ('ethnicity', ethnicity),
    ('disability', disability), ('religion', religion), ('orientation', orientation)
) AS given (question, answer) WHERE month >= $1 AND month < $2 GROUP BY question, answer
"""


async def report(actor: Actor, year: int) -> Report:
    """The counts of a financial year, small ones hidden.

    Raises:
        Forbidden: the actor does not read this report.
    """
    actor.require(Permission.EQUALITY_READ)
    starts_on, ends_before = rules.reported(year, clock.today())
    people = {(row["question"], row["answer"]): row["people"] for row in await fetch(_COUNT, starts_on, ends_before)}
    total = sum(count for (question, _), count in people.items() if question == "sex")
    breakdowns = [
        Breakdown(
            question=name,
            text=question.text,
            counts=[
                Count(answer, label, count)
                for (answer, label), count in zip(
                    question.options, rules.shown(people.get((name, answer), 0) for answer, _ in question.options), strict=True
                )
            ],
        )
        for name, question in rules.QUESTIONS.items()
    ]
    return Report(year=year, starts_on=starts_on, ends_before=ends_before, total=rules.shown([total])[0], breakdowns=breakdowns)


async def first_year(actor: Actor) -> int:
    """The financial year of the oldest answer, or this year.

    Raises:
        Forbidden: the actor does not read this report.
    """
    actor.require(Permission.EQUALITY_READ)
    return rules.year_of(await fetch_value("SELECT min(month) FROM equality_answer") or clock.today())


async def is_ticket(token: str) -> bool:
    """Whether a ticket can still be used."""
    found = await fetch_value("SELECT 1 FROM equality_ticket WHERE token = $1 AND expires_at > $2", digest(token), clock.now())
    return found is not None
