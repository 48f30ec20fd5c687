"""Why applications end: rejections and withdrawals counted by reason and by the stage at which they came, down to the cases (C10, D4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from prime.accounts.permissions import Permission
from prime.candidates.rules import REJECT_LABELS, WITHDRAW_LABELS
from prime.candidates.tables import RejectReason, Stage, WithdrawReason
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import InvalidInput
from prime.core.paging import PAGE_SIZE, Page, cut, decode_id

# What a report looks back on: days by the words of the choice.
PERIODS = {"quarter": ("Last 3 months", 91), "year": ("Last 12 months", 365), "all": ("Since we began", 36500)}


class Ending(StrEnum):
    """The two ways in which an application ends without a start."""

    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Tally(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many applications ended for one reason, in all and by the stage that they had reached."""

    ending: Ending
    reason: str
    label: str
    count: int
    share: int
    stages: dict[Stage, int]


class Case(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One application that ended."""

    id: UUID
    reference: str
    name: str
    role: str
    reached: Stage
    ended_at: datetime
    detail: str


class VacancyChoice(msgspec.Struct, frozen=True):
    """A vacancy by which the report can be narrowed."""

    reference: str
    title: str


_ENDED = """
WITH ended AS (
  SELECT a.id, a.reference, a.candidate, a.stage AS ending, a.ended_reason AS reason, a.ended_detail AS detail, a.stage_entered_at AS ended_at,
    v.title AS role, v.reference AS vacancy,
    (SELECT m.from_stage FROM stage_move m WHERE m.application = a.id ORDER BY m.moved_at DESC, m.id DESC LIMIT 1) AS reached
  FROM application a JOIN vacancy v ON v.id = a.vacancy
  WHERE a.stage IN ('rejected', 'withdrawn') AND a.stage_entered_at >= $1 AND (cardinality($2::text[]) = 0 OR v.reference = ANY($2))
)
"""
_TALLY = f"{_ENDED} SELECT ending, reason, reached, count(*) AS count FROM ended GROUP BY ending, reason, reached"
_CASES = f"""{_ENDED}
SELECT e.id, e.reference, trim(c.first_name || ' ' || c.last_name) AS name, e.role, e.reached, e.ended_at, e.detail
FROM ended e JOIN candidate c ON c.id = e.candidate
WHERE e.ending = $3 AND e.reason = $4 AND ($5 = '' OR e.reached = $5) AND c."user" IS DISTINCT FROM $6 AND ($7::uuid IS NULL OR e.id < $7)
ORDER BY e.id DESC LIMIT $8
"""
_VACANCIES = f"{_ENDED} SELECT DISTINCT vacancy AS reference, role AS title FROM ended ORDER BY role, vacancy LIMIT 100"


def _since(period: str) -> datetime:
    if period not in PERIODS:
        raise InvalidInput.field("period", "Select a period of the list")
    return clock.now() - timedelta(days=PERIODS[period][1])


def labels(ending: Ending) -> dict[str, str]:
    """The words of each reason of one ending."""
    words = REJECT_LABELS if ending is Ending.REJECTED else WITHDRAW_LABELS
    return {str(reason): label for reason, label in words.items()}


async def tally(actor: Actor, *, period: str = "year", vacancies: Sequence[str] = ()) -> list[Tally]:
    """Every reason for which an application ended in a period, of some vacancies or of all, the most frequent first.

    Raises:
        Forbidden: the actor may not read reports.
        InvalidInput: there is no such period.
    """
    actor.require(Permission.REPORTS_READ)
    stages: dict[tuple[Ending, str], dict[Stage, int]] = {}
    for row in await fetch(_TALLY, _since(period), list(vacancies)):
        stages.setdefault((Ending(row["ending"]), row["reason"]), {})[Stage(row["reached"])] = row["count"]
    totals = {ending: sum(sum(counts.values()) for (of, _), counts in stages.items() if of is ending) for ending in Ending}
    found = [
        Tally(
            ending=ending,
            reason=reason,
            label=labels(ending)[reason],
            count=sum(counts.values()),
            share=round(100 * sum(counts.values()) / totals[ending]),
            stages={stage: counts[stage] for stage in Stage if stage in counts},
        )
        for (ending, reason), counts in stages.items()
    ]
    return sorted(found, key=lambda each: (each.ending, -each.count, each.label))


async def list_cases(
    actor: Actor, *, ending: Ending, reason: str, stage: str = "", period: str = "year", vacancies: Sequence[str] = (), cursor: str = ""
) -> Page[Case]:
    """The applications behind one figure, the newest first.

    Raises:
        Forbidden: the actor does not recruit.
        InvalidInput: there is no such period, reason, stage, or cursor.
    """
    actor.require(Permission.APPLICATIONS_READ)
    kinds = set(RejectReason) if ending is Ending.REJECTED else set(WithdrawReason)
    if reason not in kinds:
        raise InvalidInput.field("reason", "Select a reason of the list")
    if stage and stage not in set(Stage):
        raise InvalidInput.field("stage", "Select a stage of the list")
    after = decode_id(cursor) if cursor else None
    rows = await fetch(_CASES, _since(period), list(vacancies), ending, reason, stage, actor.user_id, after, PAGE_SIZE + 1)
    return cut([Case(**{**row, "reached": Stage(row["reached"])}) for row in rows], PAGE_SIZE, "id")


async def list_vacancies(actor: Actor, *, period: str = "year") -> list[VacancyChoice]:
    """The vacancies of which applications ended in a period; raises as `tally`."""
    actor.require(Permission.REPORTS_READ)
    return [VacancyChoice(**row) for row in await fetch(_VACANCIES, _since(period), [])]


def finding(tallies: Sequence[Tally]) -> str:
    """What the picture says, in words."""
    if not tallies:
        return "None ended so"
    first = tallies[0]
    return f"The most frequent reason is “{first.label}”, {first.share}%"
