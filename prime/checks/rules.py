"""What each check needs to be clear, how long it holds, and when it is looked at again (domain.md 5). Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from prime.checks.schemas import CheckIn
from prime.checks.tables import AssessmentOutcome, CheckKind, CheckMethod, CheckStatus, DbsLevel, RegisterStatus, UpdateResult
from prime.core.formats import govdate
from prime.reference import identifiers


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """What a check is called, what the checker does and asks, and what it blocks; `fields` are those of its kind alone.

    `never_without` is why the law lets nobody start without it; where it is empty, a second person may grant an override.
    """

    label: str
    reference: str
    advice: str
    blocks: str = "Becoming staff"
    methods: Mapping[CheckMethod, str] = {}
    fields: tuple[str, ...] = ()
    needs_copy: bool = False
    never_without: str = ""


_EVERYWHERE = "Becoming staff, and every placement after it has lapsed"
GUIDES: dict[CheckKind, Guide] = {
    CheckKind.IDENTITY: Guide(
        label="Identity",
        reference="Document number",
        advice="See the originals in person: one with a photograph, and one that shows where they live.",
        methods={
            CheckMethod.PASSPORT: "Passport",
            CheckMethod.DRIVING_LICENCE: "Photocard driving licence",
            CheckMethod.RESIDENCE_PERMIT: "Biometric residence permit or eVisa",
        },
        fields=("second_document",),
        never_without="Every other check rests on knowing who the person is.",
    ),
    CheckKind.RIGHT_TO_WORK: Guide(
        label="Right to work",
        reference="Document number, notice number or share code",
        advice="Keep a copy of what you saw for as long as they work here and 2 years after. The law asks for it.",
        blocks=_EVERYWHERE,
        methods={
            CheckMethod.LIST_A: "Document of List A seen (no time limit)",
            CheckMethod.LIST_B_1: "Document of List B, group 1 seen (until leave ends)",
            CheckMethod.LIST_B_2: "Positive Verification Notice (6 months)",
            CheckMethod.DIGITAL: "Digital identity check of a British or Irish passport",
            CheckMethod.ONLINE: "Home Office online check with a share code",
        },
        fields=("expires_on", "recheck_on"),
        needs_copy=True,
        never_without="Nobody may be employed without a right to work (Immigration, Asylum and Nationality Act 2006, section 15).",
    ),
    CheckKind.DBS: Guide(
        label="Enhanced DBS with children's barred list",
        reference="Certificate number",
        advice="See the original certificate in person; a copy or video will not do. Do not keep a copy here.",
        blocks=_EVERYWHERE,
        methods={
            CheckMethod.NEW_CERTIFICATE: "New certificate, original seen",
            CheckMethod.UPDATE_SERVICE: "Original certificate seen, and the update service asked",
        },
        fields=("level", "issued_on", "discloses", "consents_to_updates", "status_checked_on", "status_result", "recheck_on"),
        never_without="Nobody may work with children before the barred list was looked at (Safeguarding Vulnerable Groups Act 2006, section 9).",
    ),
    CheckKind.SWE_REGISTRATION: Guide(
        label="Social Work England registration",
        reference="Registration number",
        advice="Look the person up in the register. Registration runs to 30 November, and is looked up again on 1 December.",
        blocks=_EVERYWHERE,
        fields=("register_status", "conditions", "expires_on", "recheck_on"),
        never_without="Nobody may practise as a social worker without registration (Social Workers Regulations 2018, regulation 30).",
    ),
    CheckKind.REFERENCE_ONE: Guide(label="First reference", reference="Referee and organisation", advice="A detailed, practice-based reference."),
    CheckKind.REFERENCE_TWO: Guide(
        label="Second reference", reference="Referee and organisation", advice="A detailed, practice-based reference of somebody else."
    ),
    CheckKind.QUALIFICATION: Guide(
        label="Qualification", reference="Award", advice="See the original of the social work qualification.", fields=("awarded_by", "awarded_in")
    ),
    CheckKind.OVERSEAS: Guide(
        label="Overseas",
        reference="Certificate",
        advice="A certificate of good conduct from each country lived or worked in. Say why where none is needed.",
        fields=("countries",),
    ),
    CheckKind.HEALTH: Guide(
        label="Health", reference="Who confirmed fitness for work", advice="Only after the offer was accepted (Equality Act 2010 section 60)."
    ),
}
REFERENCES = frozenset({CheckKind.REFERENCE_ONE, CheckKind.REFERENCE_TWO})
STATUS_LABELS = {
    CheckStatus.OPEN: "Open",
    CheckStatus.CLEAR: "Clear",
    CheckStatus.NOT_CLEAR: "Not clear",
    CheckStatus.NOT_NEEDED: "Not needed",
}
LEVEL_LABELS = {
    DbsLevel.ENHANCED_BARRED: "Enhanced with children's barred list",
    DbsLevel.ENHANCED: "Enhanced",
    DbsLevel.STANDARD: "Standard",
    DbsLevel.BASIC: "Basic",
}
# The words of the service itself, https://www.gov.uk/dbs-update-service.
RESULT_LABELS = {
    UpdateResult.NO_CONTENT: "It revealed nothing and remains current",
    UpdateResult.REMAINS_CURRENT: "It remains current",
    UpdateResult.NO_LONGER_CURRENT: "It is no longer current",
}
REGISTER_LABELS = {
    RegisterStatus.REGISTERED: "Registered",
    RegisterStatus.SUSPENDED: "Suspended",
    RegisterStatus.REMOVED: "Removed",
    RegisterStatus.NOT_FOUND: "Not in the register",
}
# Home Office: a share code has nine letters and digits.
_SHARE_CODE = re.compile(r"[A-Z0-9]{9}")
_EXPIRING = {CheckMethod.LIST_B_1, CheckMethod.LIST_B_2}
_LASTING = {CheckMethod.LIST_A, CheckMethod.DIGITAL}
_FIRST_AWARD = 1950
QUESTIONS = {
    "relevance": "Does it matter for this role?",
    "seriousness": "How serious was it?",
    "time_passed": "How long ago was it, and how old were they?",
    "circumstances": "How did it come about, and what has changed since?",
    "pattern": "Did it happen once, or again and again?",
}
OUTCOME_LABELS = {AssessmentOutcome.PROCEED: "Go on with the candidate", AssessmentOutcome.STOP: "Do not go on"}


class Periods(msgspec.Struct, frozen=True, kw_only=True):
    """How long things last, as the reference data say with their sources (prime/reference/data/rates.toml)."""

    due_soon: timedelta
    override: timedelta
    notice: timedelta
    dbs_status: timedelta
    dbs_hearing: timedelta
    dbs_kept: timedelta


_SHARED = {"method", "checked_on", "reference", "detail"}


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a finding is measured against.

    The candidate's own number, the other referee, whether an offer is accepted, referees decide it and a copy is kept, and the
    certificates whose disclosures were decided on.
    """

    today: date
    periods: Periods
    swe_number: str = ""
    other_referee: str = ""
    has_accepted: bool = True
    is_refereed: bool = False
    has_copy: bool = True
    cleared_certificates: frozenset[str] = frozenset()


def normal_reference(kind: CheckKind, method: CheckMethod | None, reference: str) -> str:
    """A reference in one form; raises ValueError with the sentence for the form."""
    text = " ".join(reference.split())
    if not text:
        raise ValueError(f"Enter the {GUIDES[kind].reference[0].lower()}{GUIDES[kind].reference[1:]}")
    if kind is CheckKind.DBS:
        return identifiers.dbs_certificate_number(text)
    if kind is CheckKind.SWE_REGISTRATION:
        return identifiers.swe_number(text)
    if method is CheckMethod.ONLINE:
        code = text.replace(" ", "").replace("-", "").upper()
        if not _SHARE_CODE.fullmatch(code):
            raise ValueError("Enter the share code, which has 9 letters and numbers, like W12 345 678")
        return code
    return text


def checked(kind: CheckKind, finding: CheckIn, known: Known) -> tuple[CheckIn, dict[str, str]]:
    """The finding in one form, and what is wrong with it by field."""
    if known.is_refereed:
        return finding, {"status": "The candidate’s referees decide this check: accept a reference, or decide on a concern about it"}
    if finding.status is CheckStatus.OPEN:
        return CheckIn(status=CheckStatus.OPEN, detail=finding.detail.strip()), {}
    finding = _of_kind(kind, finding)
    faults = _date_faults(finding.checked_on, known.today) | _status_faults(kind, finding, known)
    if finding.status is not CheckStatus.CLEAR and not finding.discloses:
        return msgspec.structs.replace(finding, method=None, expires_on=None, recheck_on=None), faults
    if GUIDES[kind].methods and finding.method not in GUIDES[kind].methods:
        faults["method"] = "Select which document you saw" if kind is CheckKind.IDENTITY else "Select how it was checked"
    try:
        finding = msgspec.structs.replace(finding, reference=normal_reference(kind, finding.method, finding.reference))
    except ValueError as wrong:
        faults["reference"] = str(wrong)
    else:
        faults |= _reference_faults(kind, finding.reference, known)
    if kind in _KIND_FAULTS:
        faults |= _KIND_FAULTS[kind](finding, known)
    return (finding if faults else _with_recheck(kind, finding, known.periods.dbs_status)), faults


def _status_faults(kind: CheckKind, finding: CheckIn, known: Known) -> dict[str, str]:
    faults = {}
    if kind is CheckKind.HEALTH and not known.has_accepted:
        faults["status"] = "Health may be asked about only once an offer is accepted"
    if finding.status is CheckStatus.NOT_NEEDED and kind is not CheckKind.OVERSEAS:
        faults["status"] = f"{GUIDES[kind].label} is always needed"
    if finding.status is not CheckStatus.CLEAR and not finding.detail and not finding.discloses:
        faults["detail"] = "Enter why"
    return faults


def _of_kind(kind: CheckKind, finding: CheckIn) -> CheckIn:
    """The finding with plain text and without what belongs to other kinds."""
    empty = CheckIn(status=finding.status)
    multiline = {"detail", "conditions"}
    values: dict[str, Any] = {}
    for name in CheckIn.__struct_fields__:
        is_asked = name == "status" or name in _SHARED or name in GUIDES[kind].fields
        value = getattr(finding if is_asked else empty, name)
        if type(value) is str:
            value = value.strip() if name in multiline else " ".join(value.split())
        values[name] = value
    return CheckIn(**values)


def _date_faults(checked_on: date | None, today: date) -> dict[str, str]:
    if checked_on is None:
        return {"checked_on": "Enter the date of the check"}
    return {"checked_on": "The date of the check must be today or in the past"} if checked_on > today else {}


def _reference_faults(kind: CheckKind, reference: str, known: Known) -> dict[str, str]:
    if kind is CheckKind.SWE_REGISTRATION and reference != known.swe_number:
        own = f"which is {known.swe_number}" if known.swe_number else "which is not known yet: correct the personal details first"
        return {"reference": f"The number must be the candidate's own, {own}"}
    if kind in REFERENCES and known.other_referee and reference.casefold() == known.other_referee.casefold():
        return {"reference": "The two references must come from two referees"}
    return {}


def _identity_faults(finding: CheckIn, known: Known) -> dict[str, str]:
    return {} if finding.second_document else {"second_document": "Enter what you saw that shows the address, like a council tax bill"}


def _overseas_faults(finding: CheckIn, known: Known) -> dict[str, str]:
    return {} if finding.countries else {"countries": "Enter the countries that the certificates are from"}


def _qualification_faults(finding: CheckIn, known: Known) -> dict[str, str]:
    faults = {} if finding.awarded_by else {"awarded_by": "Enter where it was awarded"}
    if finding.awarded_in is None or not _FIRST_AWARD <= finding.awarded_in <= known.today.year:
        faults["awarded_in"] = f"Enter the year of the award, between {_FIRST_AWARD} and {known.today.year}"
    return faults


def _right_faults(finding: CheckIn, known: Known) -> dict[str, str]:
    """Routes, ends and the copy (Home Office, Employer's guide to right to work checks)."""
    faults = {} if known.has_copy else {"file": "Select a copy of the document or of the online result. The law asks you to keep one"}
    expiry, method = finding.expires_on, finding.method
    if expiry is None:
        if method in _EXPIRING:
            faults["expires_on"] = "Enter until when the right to work lasts"
        if finding.recheck_on is not None:
            faults["recheck_on"] = "A right to work without end is not followed up: leave the date empty"
    elif method in _LASTING:
        faults["expires_on"] = "This right to work has no end: leave the date empty"
    elif expiry <= known.today:
        faults["expires_on"] = "It must expire in the future"
    elif method is CheckMethod.LIST_B_2 and finding.checked_on and expiry > finding.checked_on + known.periods.notice:
        faults["expires_on"] = "A Positive Verification Notice lasts 6 months at most"
    elif finding.recheck_on is not None and not known.today < finding.recheck_on <= expiry:
        faults["recheck_on"] = f"Follow it up before it ends: after today and by {govdate(expiry)}"
    return faults


def _dbs_faults(finding: CheckIn, known: Known) -> dict[str, str]:
    faults, today = {}, known.today
    if finding.level is not DbsLevel.ENHANCED_BARRED:
        faults["level"] = "It is clear only with an enhanced certificate and the children's barred list" if finding.level else "Select the level"
    if finding.discloses and finding.status is CheckStatus.CLEAR and finding.reference not in known.cleared_certificates:
        faults["status"] = "Select “Not clear”: what the certificate discloses is assessed and decided on first"
    if finding.issued_on is None:
        faults["issued_on"] = "Enter the date of issue of the certificate"
    elif finding.checked_on and finding.issued_on > finding.checked_on:
        faults["issued_on"] = "The certificate must have been issued by the day you saw it"
    if finding.recheck_on is not None and finding.recheck_on <= today:
        faults["recheck_on"] = "The next look must be in the future"
    return faults | (_update_faults(finding, today) if finding.method is CheckMethod.UPDATE_SERVICE else {})


def _update_faults(finding: CheckIn, today: date) -> dict[str, str]:
    faults = {}
    if not finding.consents_to_updates:
        faults["consents_to_updates"] = "The update service may be asked only with the candidate's consent"
    if finding.status_checked_on is None or finding.status_checked_on > today:
        faults["status_checked_on"] = "Enter the day on which you asked the update service, today or in the past"
    if finding.status_result is None:
        faults["status_result"] = "Select what the update service said"
    elif finding.status_result is UpdateResult.NO_LONGER_CURRENT:
        faults["status_result"] = "A certificate that is no longer current is not clear: ask for a new one"
    return faults


def _register_faults(finding: CheckIn, known: Known) -> dict[str, str]:
    faults, today = {}, known.today
    if finding.register_status is None:
        faults["register_status"] = "Select the state in the register"
    elif finding.register_status is not RegisterStatus.REGISTERED:
        faults["register_status"] = "It is clear only for somebody who is registered"
    if finding.conditions and not finding.detail:
        faults["detail"] = "Enter why the conditions do not stand in the way of the role"
    if finding.expires_on is None:
        faults["expires_on"] = f"Enter until when the registration lasts, usually {govdate(registration_ends(today))}"
    elif finding.expires_on <= today:
        faults["expires_on"] = "It must expire in the future"
    if finding.recheck_on is not None and finding.recheck_on <= today:
        faults["recheck_on"] = "The next look must be in the future"
    return faults


_KIND_FAULTS: dict[CheckKind, Callable[[CheckIn, Known], dict[str, str]]] = {
    CheckKind.IDENTITY: _identity_faults,
    CheckKind.RIGHT_TO_WORK: _right_faults,
    CheckKind.DBS: _dbs_faults,
    CheckKind.SWE_REGISTRATION: _register_faults,
    CheckKind.QUALIFICATION: _qualification_faults,
    CheckKind.OVERSEAS: _overseas_faults,
}


def _with_recheck(kind: CheckKind, finding: CheckIn, dbs_status: timedelta) -> CheckIn:
    """The finding with the day of the next look, where the checker named none."""
    if finding.recheck_on is not None:
        return finding
    due = None
    if kind is CheckKind.RIGHT_TO_WORK:
        due = finding.expires_on
    elif kind is CheckKind.SWE_REGISTRATION and finding.expires_on:
        due = finding.expires_on + timedelta(days=1)  # 1 December, when the register shows who has renewed
    elif kind is CheckKind.DBS and finding.consents_to_updates and finding.checked_on:
        due = (finding.status_checked_on or finding.checked_on) + dbs_status
    return msgspec.structs.replace(finding, recheck_on=due)


def override_faults(*, reason: str, condition: str, expires_on: date, today: date, last: date) -> dict[str, str]:
    """What is wrong with an override that somebody asks for, by field."""
    faults = {}
    if not reason.strip():
        faults["reason"] = "Enter why it is right to start without this check"
    if not condition.strip():
        faults["condition"] = "Enter what keeps children safe meanwhile, for example who supervises"
    if not today < expires_on <= last:
        faults["expires_on"] = f"The last day must be after today and by {govdate(last)}"
    return faults


def decision_fault(outcome: AssessmentOutcome, *, is_heard: bool, answer_before: date, today: date) -> str:
    """Why nobody may decide yet, or nothing: the candidate is heard before a decision against them (DBS code of practice)."""
    if outcome is AssessmentOutcome.STOP and not is_heard and today < answer_before:
        return f"The candidate may still tell us about it, until {govdate(answer_before - timedelta(days=1))}"
    return ""


def registration_ends(today: date) -> date:
    """The last day of the Social Work England registration year in which a day falls: 30 November (domain.md 5)."""
    end = date(today.year, 11, 30)
    return end if today <= end else date(today.year + 1, 11, 30)
