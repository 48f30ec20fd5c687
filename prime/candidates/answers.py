"""What a sound application says. Pure."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from email_validator import EmailNotValidError, validate_email

from prime.candidates import history
from prime.candidates.rules import plain
from prime.candidates.schemas import Answers, Applicant, Gap, Job
from prime.candidates.tables import DbsHeld, JobKind, Motivator, RegistrationStatus, RightToWork
from prime.core.errors import InvalidInput
from prime.core.formats import month_year
from prime.reference import identifiers

NAME_MAX, MOTIVATION_MAX, NEEDS_MAX, CONDITIONS_MAX, EXPERIENCE_MAX = 100, 4000, 2000, 2000, 60
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,24}[0-9]", re.ASCII)

REGISTRATION_LABELS = {
    RegistrationStatus.REGISTERED: "I am registered",
    RegistrationStatus.APPLYING: "I have applied, or will apply when I qualify",
}
DBS_LABELS = {
    DbsHeld.UPDATE_SERVICE: "I have an enhanced certificate and subscribe to the Update Service",
    DbsHeld.CERTIFICATE: "I have an enhanced certificate, without the Update Service",
    DbsHeld.NONE: "I have none",
}
RIGHT_TO_WORK_LABELS = {
    RightToWork.PERMANENT: "I can work here without a time limit",
    RightToWork.TIME_LIMITED: "I can work here until a certain date",
    RightToWork.SPONSORSHIP: "I would need sponsorship",
}
JOB_KIND_LABELS = {
    JobKind.PERMANENT: "Employed by them",
    JobKind.AGENCY: "Through an agency",
    JobKind.SELF_EMPLOYED: "Self-employed",
    JobKind.STUDY: "Study or training",
    JobKind.VOLUNTEER: "Volunteer",
}
MOTIVATOR_LABELS = {
    Motivator.PERMANENCE: "A permanent job instead of agency work",
    Motivator.PRACTICE: "Time for direct work with children and families",
    Motivator.SUPERVISION: "Good supervision",
    Motivator.CASELOAD: "A manageable caseload",
    Motivator.TEAM: "Being chosen by, and working with, practising colleagues",
    Motivator.DEVELOPMENT: "Training and the next step in my career",
    Motivator.VARIETY: "Working in different places",
    Motivator.BALANCE: "Flexible hours, or balance with life outside work",
    Motivator.PAY: "Pay, pension and leave",
    Motivator.LOCATION: "The place",
    Motivator.VALUES: "Working for a not-for-profit company",
}


def checked_email(typed: str) -> str:
    """An e-mail address in one form.

    Raises:
        InvalidInput: it is none.
    """
    text = plain(typed)
    try:
        return str(validate_email(text, check_deliverability=False, allow_smtputf8=False).ascii_email).lower()
    except EmailNotValidError:
        sentence = "Enter an email address in the correct format, like name@example.com" if text else "Enter your email address"
        raise InvalidInput.field("email", sentence) from None


def checked_applicant(applicant: Applicant, *, contact_needed: bool, registration_needed: bool) -> Applicant:
    """The applicant in one form: numbers normal, text plain.

    Contact details are needed unless we apply for the person; a Social Work England number unless they are newly qualified.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    values: dict[str, Any] = {name: plain(value) if isinstance(value, str) else value for name, value in msgspec.structs.asdict(applicant).items()}
    faults: dict[str, str] = {}

    def check(name: str, *, is_wrong: bool, sentence: str) -> None:
        if is_wrong:
            faults.setdefault(name, sentence)

    for name, label in (("first_name", "first name"), ("last_name", "last name")):
        check(name, is_wrong=not values[name], sentence=f"Enter your {label}")
        check(name, is_wrong=len(values[name]) > NAME_MAX, sentence=f"{label.capitalize()} must be {NAME_MAX} characters or less")
    try:
        values["email"] = checked_email(values["email"])
    except InvalidInput as refusal:
        faults["email"] = refusal.detail
    check("phone", is_wrong=contact_needed and not values["phone"], sentence="Enter your telephone number")
    check("phone", is_wrong=bool(values["phone"]) and not _PHONE.fullmatch(values["phone"]), sentence="Enter a telephone number, like 01632 960 001")
    check("swe_number", is_wrong=registration_needed and not values["swe_number"], sentence="Enter your Social Work England number")
    check("postcode", is_wrong=contact_needed and not values["postcode"], sentence="Enter your postcode")
    for name, normal in (("swe_number", identifiers.swe_number), ("postcode", identifiers.postcode)):
        try:
            values[name] = normal(values[name]) if values[name] else ""
        except ValueError as wrong:
            faults[name] = str(wrong)
    years = values["experience_years"]
    check("experience_years", is_wrong=not 0 <= years <= EXPERIENCE_MAX, sentence=f"Years since you qualified must be between 0 and {EXPERIENCE_MAX}")
    check("motivation", is_wrong=contact_needed and not values["motivation"], sentence="Enter why you want to join")
    for name, label, most in (("motivation", "Why you want to join", MOTIVATION_MAX), ("needs", "What you need", NEEDS_MAX)):
        check(name, is_wrong=len(values[name]) > most, sentence=f"{label} must be {most:,} characters or less")
    if faults:
        raise InvalidInput([{"pointer": f"/{name}", "detail": faults[name]} for name in values if name in faults])
    return Applicant(**values)


def checked_answers(answers: Answers, today: date, *, registration_needed: bool) -> Answers:
    """The answers in one form: text plain, months normal, each gap of the work history with its explanation and no other.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    conditions = plain(answers.conditions)
    jobs = tuple(map(_checked_job, answers.jobs))
    faults = _choice_faults(answers, registration_needed=registration_needed)
    if len(conditions) > CONDITIONS_MAX:
        faults["conditions"] = f"What you tell us of your registration must be {CONDITIONS_MAX:,} characters or less"
    job_faults = {f"jobs/{place}/{name}": text for place, job in enumerate(jobs) for name, text in history.faults(job, today).items()}
    if len(jobs) > history.JOBS_MAX:
        job_faults["jobs"] = f"Enter {history.JOBS_MAX} jobs or fewer"
    gaps = () if job_faults else explained_gaps(jobs, answers.gaps, today)
    faults |= job_faults | gap_faults(gaps)
    if faults:
        raise InvalidInput([{"pointer": f"/{name}", "detail": text} for name, text in faults.items()])
    return msgspec.structs.replace(answers, conditions=conditions, motivators=tuple(dict.fromkeys(answers.motivators)), jobs=jobs, gaps=gaps)


def _choice_faults(answers: Answers, *, registration_needed: bool) -> dict[str, str]:
    sentences = {
        "registration": "Select whether you are registered with Social Work England",
        "dbs": "Select which DBS certificate you have",
        "right_to_work": "Select whether you have the right to work in the UK",
        "motivators": "Select at least one thing that draws you",
    }
    faults = {name: sentence for name, sentence in sentences.items() if not getattr(answers, name)}
    if registration_needed and answers.registration is RegistrationStatus.APPLYING:
        faults["registration"] = "You must be registered to apply for this role. Look for roles for newly qualified social workers instead"
    return faults


def _checked_job(job: Job) -> Job:
    return history.in_one_form(msgspec.structs.replace(job, employer=plain(job.employer), title=plain(job.title)))


def explained_gaps(jobs: Iterable[Job], given: Iterable[Gap], today: date) -> tuple[Gap, ...]:
    """The gaps of a work history, each with what was said about it."""
    told = [msgspec.structs.replace(gap, explanation=plain(gap.explanation)) for gap in given]
    return tuple(history.with_explanations(history.find_gaps(jobs, today), told))


def gap_faults(gaps: Iterable[Gap]) -> dict[str, str]:
    """What is wrong with the explanations, as one sentence about the first."""
    for gap in gaps:
        if not gap.explanation:
            return {"gaps": f"Explain what you did in {months(gap)}, or add a job"}
        if len(gap.explanation) > history.EXPLANATION_MAX:
            return {"gaps": f"What you did in {months(gap)} must be {history.EXPLANATION_MAX:,} characters or less"}
    return {}


def months(entry: Job | Gap) -> str:
    """September 2021 to March 2024."""
    if entry.ended_on == entry.began_on:
        return month_year(entry.began_on)
    return f"{month_year(entry.began_on)} to {month_year(entry.ended_on) if entry.ended_on else 'now'}"


def history_rows(answers: Answers) -> list[tuple[str, str]]:
    """A work history for reading, newest first: the months, and what was done in them; names where they may be known."""
    entries: list[Job | Gap] = sorted((*answers.jobs, *answers.gaps), key=lambda entry: entry.began_on, reverse=True)
    return [(months(entry), _said(entry)) for entry in entries]


def _said(entry: Job | Gap) -> str:
    if isinstance(entry, Gap):
        return f"No job: {entry.explanation}" if entry.explanation else "No job"
    kind = JOB_KIND_LABELS[entry.kind]
    return f"{entry.title}, {entry.employer} ({kind.lower()})" if entry.employer else kind


def drawn_by(answers: Answers) -> str:
    """What draws somebody, as one text."""
    return "; ".join(MOTIVATOR_LABELS[motivator] for motivator in answers.motivators)
