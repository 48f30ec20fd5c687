"""The HTML form of one check; what each kind needs, the rules say."""

from datetime import date
from typing import Annotated

from pydantic import Field

from prime.checks.tables import CheckMethod, CheckStatus
from prime.core.fields import Form, Messages


class CheckForm(Form):
    """What came of a check."""

    status: CheckStatus
    method: CheckMethod | None = None
    checked_on: date | None = None
    reference: Annotated[str, Field(max_length=60)] = ""
    expires_on: date | None = None
    detail: Annotated[str, Field(max_length=2000)] = ""


CHECK: Messages = {
    "status": {"*": "Select what came of the check"},
    "method": {"*": "Select how it was checked"},
    "checked_on": {"*": "The date of the check must be a real date, like 25 11 2026"},
    "reference": {"*": "This must be 60 characters or less"},
    "expires_on": {"*": "The end must be a real date, like 30 11 2027"},
    "detail": {"*": "Details must be 2,000 characters or less"},
}
