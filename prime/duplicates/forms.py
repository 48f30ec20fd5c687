"""Forms of decisions on two records, with the words of their faults."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from prime.core.fields import Form, Messages
from prime.duplicates.rules import REASON_MAX


class MergeForm(Form):
    """Which of two records is kept, and how it is known that both are one person."""

    survivor: UUID
    reason: Annotated[str, Field(max_length=REASON_MAX)]


class AskForm(Form):
    """The other record that somebody takes for the same person."""

    reference: Annotated[str, Field(max_length=20)]


ASK: Messages = {"reference": {"*": "Enter the reference of a candidate or an application, like CAN-2026-000123"}}
MERGE: Messages = {
    "survivor": {"*": "Select the record to keep"},
    "reason": {"missing": "Enter how you know that they are one person", "*": "The reason must be 1,000 characters or less"},
}
