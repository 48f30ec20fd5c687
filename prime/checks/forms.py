"""The HTML forms of checks; which questions a kind asks, and what it needs, the rules say."""

from datetime import date
from typing import Annotated

from pydantic import Field

from prime.checks.tables import AssessmentOutcome, CheckMethod, CheckStatus, DbsLevel, RegisterStatus, UpdateResult
from prime.core.fields import Form, Messages, Upload


class CheckForm(Form):
    """What came of a check, and the copy of what was seen."""

    status: CheckStatus
    method: CheckMethod | None = None
    checked_on: date | None = None
    reference: Annotated[str, Field(max_length=60)] = ""
    second_document: Annotated[str, Field(max_length=120)] = ""
    register_status: RegisterStatus | None = None
    conditions: Annotated[str, Field(max_length=2000)] = ""
    discloses: bool = False
    level: DbsLevel | None = None
    issued_on: date | None = None
    consents_to_updates: bool = False
    status_checked_on: date | None = None
    status_result: UpdateResult | None = None
    awarded_by: Annotated[str, Field(max_length=120)] = ""
    awarded_in: Annotated[int, Field(ge=1900, le=2200)] | None = None
    countries: Annotated[str, Field(max_length=200)] = ""
    expires_on: date | None = None
    recheck_on: date | None = None
    file: Upload | None = None
    detail: Annotated[str, Field(max_length=2000)] = ""


CHECK: Messages = {
    "status": {"*": "Select what came of the check"},
    "method": {"*": "Select how it was checked"},
    "checked_on": {"*": "The date of the check must be a real date, like 25 11 2026"},
    "reference": {"*": "This must be 60 characters or less"},
    "second_document": {"*": "This must be 120 characters or less"},
    "register_status": {"*": "Select the state in the register"},
    "conditions": {"*": "Conditions must be 2,000 characters or less"},
    "discloses": {"*": "Select whether it discloses something"},
    "level": {"*": "Select the level"},
    "issued_on": {"*": "The date of issue must be a real date, like 25 11 2026"},
    "consents_to_updates": {"*": "Select whether the candidate consents"},
    "status_checked_on": {"*": "The date must be a real date, like 25 11 2026"},
    "status_result": {"*": "Select what the update service said"},
    "awarded_by": {"*": "This must be 120 characters or less"},
    "awarded_in": {"*": "The year must be a whole number, like 2018"},
    "countries": {"*": "Countries must be 200 characters or less"},
    "expires_on": {"*": "The end must be a real date, like 30 11 2027"},
    "recheck_on": {"*": "The date of the next look must be a real date, like 1 12 2027"},
    "file": {"*": "Select a file"},
    "detail": {"*": "Details must be 2,000 characters or less"},
}


class OverrideForm(Form):
    """Why somebody may start without a check, on what condition and until when."""

    reason: Annotated[str, Field(max_length=2000)]
    condition: Annotated[str, Field(max_length=2000)]
    expires_on: date


OVERRIDE: Messages = {
    "reason": {"missing": "Enter why it is right to start without this check", "*": "The reason must be 2,000 characters or less"},
    "condition": {"missing": "Enter what keeps children safe meanwhile", "*": "The condition must be 2,000 characters or less"},
    "expires_on": {"missing": "Enter the last day of the override", "*": "The last day must be a real date, like 25 1 2027"},
}


class ReasonForm(Form):
    """Why."""

    reason: Annotated[str, Field(max_length=2000)]


REASON: Messages = {"reason": {"missing": "Enter the reason", "*": "The reason must be 2,000 characters or less"}}


class AssessmentForm(Form):
    """How a disclosure weighs; the questions are those of the rules."""

    relevance: Annotated[str, Field(max_length=2000)]
    seriousness: Annotated[str, Field(max_length=2000)]
    time_passed: Annotated[str, Field(max_length=2000)]
    circumstances: Annotated[str, Field(max_length=2000)]
    pattern: Annotated[str, Field(max_length=2000)]


ASSESSMENT: Messages = {
    name: {"missing": f"Enter {what}", "*": "The answer must be 2,000 characters or less"}
    for name, what in {
        "relevance": "whether it matters for this role",
        "seriousness": "how serious it was",
        "time_passed": "how long ago it was",
        "circumstances": "how it came about and what has changed",
        "pattern": "whether it happened again",
    }.items()
}


class DecisionForm(Form):
    """What is decided on a disclosure, and by whom."""

    outcome: AssessmentOutcome
    reason: Annotated[str, Field(max_length=2000)]
    safeguards: Annotated[str, Field(max_length=2000)] = ""
    decided_as: Annotated[str, Field(max_length=120)]


DECISION: Messages = {
    "outcome": {"*": "Select what you decide"},
    "reason": {"missing": "Enter the reason, as the candidate reads it", "*": "The reason must be 2,000 characters or less"},
    "safeguards": {"*": "The safeguards must be 2,000 characters or less"},
    "decided_as": {"missing": "Enter your position", "*": "Your position must be 120 characters or less"},
}


class ExplanationForm(Form):
    """What a candidate says about a disclosure."""

    explanation: Annotated[str, Field(max_length=4000)]


EXPLANATION: Messages = {
    "explanation": {"missing": "Enter what you would like us to know", "*": "What you tell us must be 4,000 characters or less"}
}
