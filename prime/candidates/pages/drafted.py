"""An application that is being written: where its draft is, and which of its tasks are done."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from litestar import Request
from litestar.datastructures import Cookie
from litestar.response import Redirect, Template

from prime.accounts import queries as accounts
from prime.accounts.permissions import Permission
from prime.candidates import answers as sound
from prime.candidates import history, queries, service
from prime.candidates.forms import (
    ABOUT,
    CHECKS,
    JOB,
    NEEDS,
    REGISTRATION,
    WHY,
    YEARS,
    AboutForm,
    ChecksForm,
    JobForm,
    NeedsForm,
    RegistrationForm,
    WhyForm,
    YearsForm,
)
from prime.candidates.rules import FINAL
from prime.candidates.schemas import Answers, Applicant, ApplicationDetail, Gap, Job
from prime.candidates.service.drafts import DRAFT_LIFE
from prime.candidates.tables import Motivator, RegistrationStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.fields import Form, Messages
from prime.core.settings import settings
from prime.vacancies import queries as vacancies
from prime.vacancies.rules import is_for_newly_qualified
from prime.vacancies.schemas import OpenRole
from prime.web.forms import Bound, bind, blank

PrimeRequest = Request[None, Actor, Any]
COOKIE = "draft"
BY_LINK = "link."  # stands before the token of a draft that an e-mailed link led to
BODY_MAX = 50_000  # more than the answers of any one page; a draft keeps whatever is sent


class Task(NamedTuple):
    """One page of questions, by the last part of its address; `faults` are the fields that are judged with it."""

    key: str
    title: str
    form: type[Form]
    messages: Messages
    faults: tuple[str, ...]


QUESTIONS = (
    Task("about", "About you", AboutForm, ABOUT, tuple(AboutForm.model_fields)),
    Task("registration", "Your registration", RegistrationForm, REGISTRATION, tuple(RegistrationForm.model_fields)),
    Task("checks", "Checks and right to work", ChecksForm, CHECKS, tuple(ChecksForm.model_fields)),
    Task("why", "Why you want to join", WhyForm, WHY, tuple(WhyForm.model_fields)),
    Task("needs", "What you need for an interview", NeedsForm, NEEDS, tuple(NeedsForm.model_fields)),
)
HISTORY = ("jobs", "gaps")
_Choice = TypeVar("_Choice", bound=StrEnum)


def _choice(kind: type[_Choice], text: Any) -> _Choice | None:
    return kind(text) if text in set(kind) else None


@dataclass
class Drafted:
    """What has been typed so far for one role, and what is still wrong or missing."""

    role: OpenRole
    raw: dict[str, Any]
    own_email: str = ""  # of whoever applies as themselves; strangers and operations type one
    draft_id: UUID | None = None
    awaited: UUID | None = None  # the application that somebody else made, to which these answers go
    faults: dict[str, str] = field(default_factory=dict)
    jobs: dict[str, Bound[JobForm]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Judge it as the command will."""
        for task in QUESTIONS:
            self.faults |= bind(task.form, task.messages, self.raw).errors
        self.jobs = {key: judged_job(answers) for key, answers in self.raw.get("jobs", {}).items()}
        if any(form.errors for form in self.jobs.values()):
            self.faults["jobs"] = "Finish each job that you have begun"
        for check in (self._check_applicant, self._check_answers):
            try:
                check()
            except InvalidInput as refusal:
                for fault in refusal.errors:
                    self.faults.setdefault(fault["pointer"].removeprefix("/"), fault["detail"])

    @property
    def path(self) -> str:
        """Where the pages of this application begin."""
        return f"/roles/{self.role.reference}/apply"

    @property
    def email(self) -> str:
        """Where to write to, as far as it is known."""
        return self.own_email or str(self.raw.get("email", ""))

    def faults_of(self, *names: str) -> dict[str, str]:
        """What is wrong with some fields."""
        return {name: self.faults[name] for name in names if name in self.faults}

    def is_begun(self, *names: str) -> bool:
        """Whether anything was typed into some fields."""
        return any(text for name, text in self.raw.items() if name in names or name.partition("-")[0] in names)

    def _check_applicant(self) -> Applicant:
        registration = _choice(RegistrationStatus, self.raw.get("registration"))
        years = bind(YearsForm, YEARS, self.raw).value
        typed = {name: str(self.raw.get(name, "")) for name in Applicant.__struct_fields__ if name != "experience_years"}
        if registration is RegistrationStatus.APPLYING:
            typed["swe_number"] = ""
        if self.raw.get("has_needs") != "yes":
            typed["needs"] = ""
        return sound.checked_applicant(
            Applicant(**typed | {"email": self.email}, experience_years=years.experience_years if years else 0),
            contact_needed=True,
            registration_needed=registration is RegistrationStatus.REGISTERED,
        )

    def _check_answers(self) -> Answers:
        form = bind(ChecksForm, CHECKS, self.raw).value
        return sound.checked_answers(
            Answers(
                registration=_choice(RegistrationStatus, self.raw.get("registration")),
                conditions=str(self.raw.get("conditions", "")) if self.raw.get("has_conditions") == "yes" else "",
                dbs=form.dbs if form else None,
                right_to_work=form.right_to_work if form else None,
                motivators=tuple(Motivator(word) for word in self.raw.get("motivators", ()) if word in set(Motivator)),
                jobs=tuple(self.sound_jobs.values()),
                gaps=tuple(self._told_gaps()),
            ),
            clock.today(),
            registration_needed=not is_for_newly_qualified(self.role.grade_level),
        )

    @cached_property
    def sound_jobs(self) -> dict[str, Job]:
        """The jobs without a fault, by their keys in the draft."""
        return {key: job_of(form.value) for key, form in self.jobs.items() if form.value is not None}

    def _told_gaps(self) -> Iterator[Gap]:
        for months, explanation in self.raw.get("gaps", {}).items():
            began_on, _, ended_on = months.partition("/")
            yield Gap(began_on=date.fromisoformat(began_on), ended_on=date.fromisoformat(ended_on), explanation=explanation)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps of the work history, with what was said about each."""
        return sound.explained_gaps(self.sound_jobs.values(), self._told_gaps(), clock.today())

    def checked(self) -> tuple[Applicant, Answers]:
        """Everything in one form, once nothing is wrong."""
        return self._check_applicant(), self._check_answers()


def judged_job(answers: Mapping[str, Any]) -> Bound[JobForm]:
    """One job of a draft with everything that is wrong with it."""
    form = bind(JobForm, JOB, answers)
    if form.value is not None:
        for name, sentence in history.faults(job_of(form.value), clock.today()).items():
            form.add(name, sentence)
    return form


def job_of(form: JobForm) -> Job:
    """The job that a form tells of."""
    return Job(employer=form.employer, title=form.title, kind=form.kind, began_on=form.began_on, ended_on=form.ended_on)


def gap_key(gap: Gap) -> str:
    """The months of a gap, as a draft names it."""
    return f"{gap.began_on}/{gap.ended_on}"


# --- where the draft is


def _token(request: PrimeRequest) -> tuple[str, bool]:
    """The token of the visitor's draft, and whether it came by a link.

    A link may have been made by somebody else: what is typed after opening one goes into a draft of its own, which
    the maker of the link cannot read.
    """
    value = request.cookies.get(COOKIE, "")
    return value.removeprefix(BY_LINK), value.startswith(BY_LINK)


def cookie(role: OpenRole, token: str) -> Cookie:
    """The cookie that finds the draft for a role; an empty token forgets it."""
    life = int(DRAFT_LIFE.total_seconds()) if token else 0
    path = f"/roles/{role.reference}/apply"
    return Cookie(key=COOKIE, value=token, max_age=life, path=path, httponly=True, samesite="lax", secure=settings().is_https)


async def read(request: PrimeRequest, reference: str) -> Drafted:
    """The visitor's draft for a role, or what a new one begins with; raises as `find_role`."""
    role, awaited = await find_role(request.auth, reference)
    token, _ = _token(request)
    draft = await queries.find_draft(role.id, token) if token else None
    raw = json.loads(draft.answers) if draft else await _known_answers(request.auth)
    return Drafted(role, raw, await _own_email(request.auth), draft.id if draft else None, awaited)


async def find_role(actor: Actor, reference: str) -> tuple[OpenRole, UUID | None]:
    """A role that is open, or one for which somebody applied in the actor's name: with that application while it lacks their answers.

    Raises as `vacancies.get_open`.
    """
    own = await queries.mine(actor) if actor.user_id and actor.can(Permission.APPLICATIONS_OWN) else []
    for application in own:
        if application.vacancy_reference == reference and not application.has_answered and application.stage not in FINAL:
            return await vacancies.get_role(reference), application.id
    return await vacancies.get_open(reference), None


async def keep(request: PrimeRequest, before: Drafted, changes: Mapping[str, Any]) -> tuple[Drafted, Cookie]:
    """Keep what was typed on a page, and the draft as it is then with the cookie that finds it."""
    token, came_by_link = _token(request)
    token = await service.save_draft(
        request.auth,
        vacancy_id=before.role.id,
        token="" if came_by_link else token,
        changes=changes,
        email=before.own_email or _address(str(changes.get("email", ""))),
        base=before.raw,
        cv_of=before.draft_id if came_by_link else None,
    )
    draft = await queries.find_draft(before.role.id, token)
    if draft is None:
        raise LookupError("The draft that was just kept is gone.")
    return Drafted(before.role, json.loads(draft.answers), before.own_email, draft.id, before.awaited), cookie(before.role, token)


def _address(typed: str) -> str:
    """Where a draft's writer can be warned: nowhere while the address is none."""
    try:
        return sound.checked_email(typed)
    except InvalidInput:
        return ""


async def discard(request: PrimeRequest, role: OpenRole) -> None:
    """Forget the draft once it is sent."""
    token, _ = _token(request)
    await service.discard_draft(request.auth, vacancy_id=role.id, token=token)


def with_cookie(response: Template | Redirect, made: Cookie) -> Template | Redirect:
    """The response, with the cookie that finds the draft."""
    response.set_cookie(made)
    return response


async def _own_email(actor: Actor) -> str:
    """The address of whoever applies as themselves; empty for strangers and for operations, who type one."""
    if actor.user_id is None or actor.can(Permission.APPLICATIONS_MANAGE):
        return ""
    return (await accounts.get_user(actor, actor.user_id)).email


# --- what is known already (C5)


async def _known_answers(actor: Actor) -> dict[str, Any]:
    if actor.user_id is None or actor.can(Permission.APPLICATIONS_MANAGE):
        return {}
    person = await queries.find_candidate(actor.user_id)
    if person is None:
        user = await accounts.get_user(actor, actor.user_id)
        return {"first_name": user.first_name, "last_name": user.last_name, "phone": user.phone}
    known = {name: getattr(person, name) for name in ("first_name", "last_name", "phone", "postcode", "swe_number")}
    own = await queries.mine(actor) if actor.can(Permission.APPLICATIONS_OWN) else []
    # One that somebody else made may hold no word of theirs.
    last = next((application for application in own if application.motivation), None)
    return known | (_last_answers(last, await queries.answers(actor, last.id)) if last else {})


def _last_answers(last: ApplicationDetail, told: Answers | None) -> dict[str, Any]:
    """What was written in the last application; the years since qualifying have gone on, and so has a job without an end."""
    years = last.experience_years + (clock.today() - last.applied_at.date()).days // 365
    known: dict[str, Any] = {
        "motivation": last.motivation,
        "experience_years": str(min(years, sound.EXPERIENCE_MAX)),
        **({"has_needs": "yes", "needs": last.needs} if last.needs else {}),
    }
    if told is None:
        return known
    return known | {
        "registration": told.registration,
        "has_conditions": "yes" if told.conditions else "no",
        "conditions": told.conditions,
        "dbs": told.dbs,
        "right_to_work": told.right_to_work,
        "motivators": list(told.motivators),
        "jobs": {f"{place:08x}": raw_job(job) for place, job in enumerate(told.jobs, 1)},
        "gaps": {gap_key(gap): gap.explanation for gap in told.gaps},
    }


def raw_job(job: Job) -> dict[str, Any]:
    """A known job as somebody would have typed it."""
    facts = {"employer": job.employer, "title": job.title, "kind": job.kind, "began_on": job.began_on, "ended_on": job.ended_on}
    return dict(blank(JobForm, JOB, **facts, is_current="no" if job.ended_on else "yes").raw)
