"""Work history: where it has gaps of a month or more that nobody has explained. Pure.

Months are held as their first day. Safer recruitment asks for a history without unexplained gaps; how far back is ours.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from prime.candidates.schemas import Gap, Job

WINDOW_YEARS = 10
EARLIEST = date(1940, 1, 1)
JOBS_MAX, LINE_MAX, EXPLANATION_MAX = 40, 150, 1000


def month(day: date) -> date:
    """The month of a day."""
    return day.replace(day=1)


def month_after(first: date) -> date:
    """The month after a month."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def month_before(first: date) -> date:
    """The month before a month."""
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)


def window(today: date) -> tuple[date, date]:
    """The first and the last month that a history must account for: ten years, to the last whole month."""
    this = month(today)
    return this.replace(year=this.year - WINDOW_YEARS), month_before(this)


def find_gaps(jobs: Iterable[Job], today: date) -> list[Gap]:
    """The stretches of whole months in which there was no job, oldest first."""
    free_from, last = window(today)
    found = []
    for job in sorted(jobs, key=lambda job: job.began_on):
        until = min(month_before(job.began_on), last)
        if free_from <= until:
            found.append(Gap(began_on=free_from, ended_on=until))
        free_from = max(free_from, month_after(job.ended_on or last))
    if free_from <= last:
        found.append(Gap(began_on=free_from, ended_on=last))
    return found


def with_explanations(gaps: Iterable[Gap], given: Sequence[Gap]) -> list[Gap]:
    """The gaps, each with the explanation that was given for it, or for a longer one around it; blank where there is none."""
    return [
        Gap(
            began_on=gap.began_on,
            ended_on=gap.ended_on,
            explanation=next(
                (known.explanation for known in given if known.began_on <= gap.began_on and gap.ended_on <= known.ended_on and known.explanation), ""
            ),
        )
        for gap in gaps
    ]


def in_one_form(job: Job) -> Job:
    """A job with its months as their first days."""
    return Job(
        employer=job.employer,
        title=job.title,
        kind=job.kind,
        began_on=month(job.began_on),
        ended_on=None if job.ended_on is None else month(job.ended_on),
    )


def faults(job: Job, today: date) -> dict[str, str]:
    """What is wrong with a job, by field."""
    found = {}
    for name, label in (("employer", "the employer, or the place of study"), ("title", "your job title, or what you studied")):
        text = getattr(job, name)
        if not text:
            found[name] = f"Enter {label}"
        elif len(text) > LINE_MAX:
            found[name] = f"{'Employer' if name == 'employer' else 'Job title'} must be {LINE_MAX} characters or less"
    if month(job.began_on) > month(today):
        found["began_on"] = "The month you started must be this month or in the past"
    elif job.began_on < EARLIEST:
        found["began_on"] = f"The month you started must be in {EARLIEST.year} or later"
    if job.ended_on is not None and month(job.ended_on) > month(today):
        found["ended_on"] = "The month you left must be this month or in the past. If you still work there, say so"
    elif job.ended_on is not None and month(job.ended_on) < month(job.began_on):
        found["ended_on"] = "The month you left must be the same as the month you started, or later"
    return found
