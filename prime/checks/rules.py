"""What each check needs to be clear, and what still blocks a start (domain.md 5). Pure."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from prime.checks.tables import CheckKind, CheckMethod, CheckStatus
from prime.core.formats import govdate
from prime.reference import identifiers


class Guide(msgspec.Struct, frozen=True):
    """What a check is called, what its reference is, and what the checker does."""

    label: str
    reference: str
    advice: str
    methods: Mapping[CheckMethod, str] = {}


_RIGHT_TO_WORK = {
    CheckMethod.LIST_A: "Document of List A seen (no time limit)",
    CheckMethod.LIST_B_1: "Document of List B, group 1 seen (until leave ends)",
    CheckMethod.LIST_B_2: "Positive Verification Notice (6 months)",
    CheckMethod.DIGITAL: "Digital identity check of a British or Irish passport",
    CheckMethod.ONLINE: "Home Office online check with a share code",
}
_DBS = {
    CheckMethod.NEW_CERTIFICATE: "New enhanced certificate, original seen",
    CheckMethod.UPDATE_SERVICE: "Original certificate seen, update service says no change",
}
GUIDES: dict[CheckKind, Guide] = {
    CheckKind.IDENTITY: Guide("Identity", "Document seen", "See the original of a passport or driving licence."),
    CheckKind.RIGHT_TO_WORK: Guide(
        "Right to work", "Document number or share code", "Keep a copy for as long as they work here and 2 years after.", _RIGHT_TO_WORK
    ),
    CheckKind.DBS: Guide(
        "Enhanced DBS with children's barred list", "Certificate number", "See the original certificate in person; a copy or video will not do.", _DBS
    ),
    CheckKind.SWE_REGISTRATION: Guide(
        "Social Work England registration", "Registration number", "Look the person up in the register. Registration runs to 30 November."
    ),
    CheckKind.REFERENCE_ONE: Guide("First reference", "Referee and organisation", "A detailed, practice-based reference."),
    CheckKind.REFERENCE_TWO: Guide("Second reference", "Referee and organisation", "A detailed, practice-based reference of somebody else."),
    CheckKind.QUALIFICATION: Guide("Qualification", "Award, place and year", "See the original of the social work qualification."),
    CheckKind.OVERSEAS: Guide(
        "Overseas", "Certificate and country", "A certificate of good conduct from each country lived or worked in. Say why where none is needed."
    ),
    CheckKind.HEALTH: Guide("Health", "Who confirmed fitness for work", "Only after the offer (Equality Act 2010 section 60)."),
}
STATUS_LABELS = {
    CheckStatus.OPEN: "Open",
    CheckStatus.CLEAR: "Clear",
    CheckStatus.NOT_CLEAR: "Not clear",
    CheckStatus.NOT_NEEDED: "Not needed",
}
# Home Office: a share code has nine letters and digits.
_SHARE_CODE = re.compile(r"[A-Z0-9]{9}")
_NOTICE_DAYS = 184  # the longest six months: a Positive Verification Notice never lasts longer
_EXPIRING = {CheckMethod.LIST_B_1, CheckMethod.LIST_B_2}
_LASTING = {CheckMethod.LIST_A, CheckMethod.DIGITAL}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a checker records."""

    status: CheckStatus
    method: CheckMethod | None = None
    checked_on: date | None = None
    reference: str = ""
    expires_on: date | None = None
    detail: str = ""


def is_clear(status: str, expires_on: date | None, on: date) -> bool:
    """Whether a check lets somebody work on a day; a lapsed one counts as open."""
    return status == CheckStatus.NOT_NEEDED or (status == CheckStatus.CLEAR and (expires_on is None or expires_on >= on))


def normal_reference(kind: CheckKind, method: CheckMethod | None, reference: str) -> str:
    """A reference in one form; raises ValueError with the sentence for the form."""
    text = " ".join(reference.split())
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


def checked(kind: CheckKind, finding: Finding, *, swe_number: str, other_referee: str, today: date) -> tuple[Finding, dict[str, str]]:
    """The finding in one form, and what is wrong with it by field.

    `swe_number` is the candidate's own; `other_referee` the reference of the other of the two references.
    """
    if finding.status is CheckStatus.OPEN:
        return Finding(status=CheckStatus.OPEN, detail=finding.detail.strip()), {}
    finding = msgspec.structs.replace(finding, detail=finding.detail.strip(), reference=" ".join(finding.reference.split()))
    faults = _date_faults(finding.checked_on, today)
    if finding.status is CheckStatus.NOT_NEEDED and kind is not CheckKind.OVERSEAS:
        faults["status"] = f"{GUIDES[kind].label} is always needed"
    if finding.status is not CheckStatus.CLEAR:
        if not finding.detail:
            faults["detail"] = "Enter why"
        return msgspec.structs.replace(finding, method=None, expires_on=None), faults
    if GUIDES[kind].methods and finding.method not in GUIDES[kind].methods:
        faults["method"] = "Select how it was checked"
    if not finding.reference:
        faults["reference"] = f"Enter the {GUIDES[kind].reference[0].lower()}{GUIDES[kind].reference[1:]}"
    else:
        try:
            finding = msgspec.structs.replace(finding, reference=normal_reference(kind, finding.method, finding.reference))
        except ValueError as wrong:
            faults["reference"] = str(wrong)
        else:
            faults |= _reference_faults(kind, finding.reference, swe_number=swe_number, other_referee=other_referee)
    return finding, faults | _expiry_faults(kind, finding, today=today)


def _date_faults(checked_on: date | None, today: date) -> dict[str, str]:
    if checked_on is None:
        return {"checked_on": "Enter the date of the check"}
    return {"checked_on": "The date of the check must be today or in the past"} if checked_on > today else {}


def _reference_faults(kind: CheckKind, reference: str, *, swe_number: str, other_referee: str) -> dict[str, str]:
    if kind is CheckKind.SWE_REGISTRATION and reference != swe_number:
        known = f"which is {swe_number}" if swe_number else "which is not known yet: correct the personal details first"
        return {"reference": f"The number must be the candidate's own, {known}"}
    if kind in {CheckKind.REFERENCE_ONE, CheckKind.REFERENCE_TWO} and other_referee and reference.casefold() == other_referee.casefold():
        return {"reference": "The two references must come from two referees"}
    return {}


def _expiry_faults(kind: CheckKind, finding: Finding, *, today: date) -> dict[str, str]:
    expiry, method = finding.expires_on, finding.method
    if expiry is None:
        if method in _EXPIRING:
            return {"expires_on": "Enter until when the right to work lasts"}
        if kind is CheckKind.SWE_REGISTRATION:
            return {"expires_on": f"Enter until when the registration lasts, usually {govdate(registration_ends(today))}"}
        return {}
    if method in _LASTING:
        return {"expires_on": "This right to work has no end: leave the date empty"}
    if expiry <= today:
        return {"expires_on": "It must expire in the future"}
    if method is CheckMethod.LIST_B_2 and finding.checked_on and expiry > finding.checked_on + timedelta(days=_NOTICE_DAYS):
        return {"expires_on": "A Positive Verification Notice lasts 6 months at most"}
    return {}


def registration_ends(today: date) -> date:
    """The last day of the Social Work England registration year in which a day falls: 30 November (domain.md 5)."""
    end = date(today.year, 11, 30)
    return end if today <= end else date(today.year + 1, 11, 30)


def waiting(checks: Iterable[tuple[str, str, date | None]], on: date) -> list[CheckKind]:
    """The kinds that are not clear on a day, in the order of the list; a kind without a row is one of them."""
    clear = {kind for kind, status, expires_on in checks if is_clear(status, expires_on, on)}
    return [kind for kind in CheckKind if kind not in clear]
