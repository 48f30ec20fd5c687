"""Reading what a person told us of their registration, checks and working life, and why they apply."""

from collections.abc import Collection
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.candidates.queries.applications import get_application
from prime.candidates.schemas import Answers, Gap, Job, MotivatorCount
from prime.candidates.tables import DbsHeld, JobKind, Motivator, RegistrationStatus, RightToWork
from prime.core.actor import Actor
from prime.core.db import fetch

_CHECKS = """
SELECT d.registration, d.conditions, d.dbs, d.right_to_work,
       ARRAY(SELECT m.motivator FROM application_motivator m WHERE m.application = d.application) AS motivators
FROM declared_checks d WHERE d.application = $1
"""
# What goes on comes first, then the latest.
_JOBS = """
SELECT employer, title, kind, began_on, ended_on FROM past_job WHERE application = $1
ORDER BY ended_on DESC NULLS FIRST, began_on DESC, id
"""
_GAPS = "SELECT began_on, ended_on, explanation FROM explained_gap WHERE application = $1 ORDER BY began_on DESC"
_MOTIVATORS = """
SELECT v.reference AS vacancy_reference, v.title AS vacancy_title, m.motivator, count(*) AS people
FROM application_motivator m JOIN application a ON a.id = m.application JOIN vacancy v ON v.id = a.vacancy
WHERE cardinality($1::text[]) = 0 OR v.reference = ANY($1) GROUP BY v.id, m.motivator ORDER BY v.id DESC, people DESC, m.motivator
"""


async def answers(actor: Actor, application_id: UUID) -> Answers | None:
    """What was told with an application; None where somebody else made it. Raises as `get_application`.

    Who screens without knowing the person reads months and kinds: employers, titles and words of one's own may name them.
    """
    application = await get_application(actor, application_id)
    rows = await fetch(_CHECKS, application_id)
    if not rows:
        return None
    [told], hides = rows, application.is_anonymous
    return Answers(
        registration=RegistrationStatus(told["registration"]),
        conditions="" if hides else told["conditions"],
        dbs=DbsHeld(told["dbs"]),
        right_to_work=RightToWork(told["right_to_work"]),
        motivators=tuple(motivator for motivator in Motivator if motivator in told["motivators"]),
        jobs=tuple(
            Job(
                employer="" if hides else row["employer"],
                title="" if hides else row["title"],
                kind=JobKind(row["kind"]),
                began_on=row["began_on"],
                ended_on=row["ended_on"],
            )
            for row in await fetch(_JOBS, application_id)
        ),
        gaps=tuple(
            Gap(began_on=row["began_on"], ended_on=row["ended_on"], explanation="" if hides else row["explanation"])
            for row in await fetch(_GAPS, application_id)
        ),
    )


async def count_motivators(actor: Actor, vacancies: Collection[str] = ()) -> list[MotivatorCount]:
    """What draws people, counted for every role or for some by their references: newest role first, the most frequent first.

    Raises:
        Forbidden: the actor does not run vacancies.
    """
    actor.require(Permission.VACANCIES_MANAGE)
    rows = await fetch(_MOTIVATORS, list(vacancies))
    return [MotivatorCount(**{**row, "motivator": Motivator(row["motivator"])}) for row in rows]
