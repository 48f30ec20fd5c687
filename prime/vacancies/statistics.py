"""How a vacancy is doing: how far people come and how long it takes, where they come from, what became of its offers.

Applications and offers belong to modules above this one, so they are read by name.
"""

from typing import Any
from uuid import UUID

from prime.core.actor import Actor
from prime.core.db import fetch
from prime.vacancies import queries, rules
from prime.vacancies.schemas import Count, SourceCount, StageCount, VacancyDetail, VacancyStatistics

# A stage was reached by whoever moved there; its time is that between two moves of those who have left it.
_STAGES = """
WITH moves AS (
  SELECT m.application, m.to_stage, m.moved_at, lead(m.moved_at) OVER (PARTITION BY m.application ORDER BY m.moved_at, m.id) AS left_at
  FROM stage_move m JOIN application a ON a.id = m.application WHERE a.vacancy = $1
)
SELECT to_stage AS stage, count(DISTINCT application) AS reached,
  (SELECT count(*) FROM application a WHERE a.vacancy = $1 AND a.stage = to_stage) AS now,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM left_at - moved_at)) / 86400)::numeric, 1) AS median_days
FROM moves GROUP BY to_stage
"""
_SOURCES = """
SELECT source, count(*) AS applications,
  count(*) FILTER (WHERE EXISTS (SELECT FROM offer o WHERE o.application = a.id AND o.status = 'accepted')) AS hired
FROM application a WHERE vacancy = $1 GROUP BY source ORDER BY applications DESC, source
"""
_OFFERS = """
SELECT CASE WHEN o.status = 'made' AND o.expires_at < now() THEN 'lapsed' ELSE o.status END AS name, count(*) AS count
FROM offer o JOIN application a ON a.id = o.application WHERE a.vacancy = $1 GROUP BY 1 ORDER BY count DESC, 1
"""
_DECLINED = """
SELECT o.decline_reason AS name, count(*) AS count FROM offer o JOIN application a ON a.id = o.application
WHERE a.vacancy = $1 AND o.status = 'declined' GROUP BY 1 ORDER BY count DESC, 1
"""
_ENDED = """
SELECT stage || ': ' || ended_reason AS name, count(*) AS count FROM application
WHERE vacancy = $1 AND stage IN ('withdrawn', 'rejected') GROUP BY 1 ORDER BY count DESC, 1
"""
_TAKEN = """
SELECT count(*) FILTER (WHERE o.status = 'accepted') AS filled, count(*) FILTER (WHERE o.status = 'made') AS offered
FROM offer o JOIN application a ON a.id = o.application
WHERE a.vacancy = $1 AND a.stage NOT IN ('withdrawn', 'rejected') AND o.status IN ('made', 'accepted')
"""


async def get_statistics(actor: Actor, vacancy_id: UUID) -> tuple[VacancyDetail, VacancyStatistics]:
    """A vacancy and its figures, for those who run vacancies.

    Raises:
        Forbidden: the actor does not run vacancies.
        NotFound: there is none.
    """
    vacancy = await queries.get_vacancy(actor, vacancy_id)
    by_stage = {row["stage"]: row for row in await fetch(_STAGES, vacancy_id)}
    [taken] = await fetch(_TAKEN, vacancy_id)
    return vacancy, VacancyStatistics(
        reference=vacancy.reference,
        headcount=vacancy.headcount,
        filled=taken["filled"],
        offered=taken["offered"],
        applications=vacancy.applications,
        stages=_stages(by_stage),
        sources=[SourceCount(**row) for row in await fetch(_SOURCES, vacancy_id)],
        offers=await _counts(_OFFERS, vacancy_id),
        declined=await _counts(_DECLINED, vacancy_id),
        ended=await _counts(_ENDED, vacancy_id),
    )


async def _counts(sql: str, vacancy_id: UUID) -> list[Count]:
    return [Count(**row) for row in await fetch(sql, vacancy_id)]


def _stages(by_stage: dict[str, Any]) -> list[StageCount]:
    """The way from applied to started, every stage of it, also those that nobody has reached."""
    reached = [by_stage[stage]["reached"] if stage in by_stage else 0 for stage in rules.WAY]
    rates = rules.rates(reached)
    return [
        StageCount(
            stage=stage,
            reached=count,
            now=by_stage[stage]["now"] if stage in by_stage else 0,
            went_on_percent=rate,
            median_days=by_stage[stage]["median_days"] if stage in by_stage else None,
        )
        for stage, count, rate in zip(rules.WAY, reached, rates, strict=True)
    ]
