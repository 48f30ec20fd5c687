"""What applicants of the demonstration tell of their working life: jobs, the gaps between them, what draws them."""

import random
from datetime import date
from typing import Any
from uuid import UUID

from prime.candidates import history
from prime.candidates.schemas import Job
from prime.candidates.tables import (
    Application,
    ApplicationMotivator,
    DbsHeld,
    DeclaredChecks,
    ExplainedGap,
    JobKind,
    Motivator,
    PastJob,
    RegistrationStatus,
    RightToWork,
)
from prime.core.formats import local
from prime.demo import names, words
from prime.demo.world import World

_DBS = {DbsHeld.UPDATE_SERVICE: 60, DbsHeld.CERTIFICATE: 30, DbsHeld.NONE: 10}
_RIGHT_TO_WORK = {RightToWork.PERMANENT: 92, RightToWork.TIME_LIMITED: 6, RightToWork.SPONSORSHIP: 2}


def tell(world: World, application: Application) -> None:
    """Add what was told with an application. The dice are its own, so that nothing else in the demonstration moves."""
    dice = random.Random(application.id.int)  # noqa: S311 - the demonstration is the same each time
    day = local(application.applied_at).date()

    def key() -> UUID:
        return UUID(int=dice.getrandbits(128), version=4)

    world.add(
        DeclaredChecks(
            id=key(),
            application=application.id,
            registration=RegistrationStatus.REGISTERED,
            dbs=dice.choices(list(_DBS), list(_DBS.values()))[0],
            right_to_work=dice.choices(list(_RIGHT_TO_WORK), list(_RIGHT_TO_WORK.values()))[0],
        )
    )
    for motivator in dice.sample(list(Motivator), dice.randint(1, 4)):
        world.add(ApplicationMotivator(id=key(), application=application.id, motivator=motivator))
    jobs = _jobs(dice, day)
    for job in jobs:
        facts: dict[str, Any] = {"employer": job.employer, "title": job.title, "kind": job.kind, "began_on": job.began_on, "ended_on": job.ended_on}
        world.add(PastJob(id=key(), application=application.id, **facts))
    for gap in history.find_gaps(jobs, day):
        explanation = dice.choice(words.GAPS)
        world.add(ExplainedGap(id=key(), application=application.id, began_on=gap.began_on, ended_on=gap.ended_on, explanation=explanation))


def _jobs(dice: random.Random, day: date) -> list[Job]:
    """From today back until ten years are told, most often without a gap."""
    jobs: list[Job] = []
    ended_on, first = None, history.window(day)[0]
    while (begins := (ended_on or day).toordinal() - dice.randint(400, 1500)) > 0:
        began_on = history.month(date.fromordinal(begins))
        is_agency = dice.random() < 0.3  # noqa: PLR2004 - a share of the jobs
        jobs.append(
            Job(
                employer=dice.choice(words.AGENCIES) if is_agency else dice.choice(names.COUNCILS).name,
                title=dice.choice(words.JOB_TITLES),
                kind=JobKind.AGENCY if is_agency else JobKind.PERMANENT,
                began_on=began_on,
                ended_on=ended_on,
            )
        )
        if began_on <= first:
            break
        ended_on = history.month_before(began_on)
        for _ in range(dice.randint(1, 8) if dice.random() < 0.2 else 0):  # noqa: PLR2004 - a share of the changes
            ended_on = history.month_before(ended_on)
    return jobs
