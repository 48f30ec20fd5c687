"""The JSON bodies that the API takes, and what it answers to them."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

_Reason = Annotated[str, Meta(min_length=1, max_length=500)]


class StartRun(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The month, like `2026-11`, and what its preview promised; a preview that has changed since is refused."""

    month: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}$")]
    expected_weeks: int | None = None
    expected_net_amount: Decimal | None = None


class Exclude(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A week to be left out, and why."""

    timesheet_id: UUID
    reason: _Reason


class ReasonIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Why."""

    reason: _Reason


class NewPayment(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Money as the bank statement shows it."""

    received_on: date
    amount: Decimal
    reference: Annotated[str, Meta(max_length=60)] = ""


class NewSeller(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What invoices are to say about us from a day on."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    address: Annotated[str, Meta(min_length=1, max_length=1000)]
    vat_number: str
    company_number: Annotated[str, Meta(max_length=16)] = ""
    email: Annotated[str, Meta(max_length=254)]
    bank_name: Annotated[str, Meta(min_length=1, max_length=120)]
    sort_code: str
    account_number: str
    effective_from: date


class Created(msgspec.Struct, rename="camel"):
    """The id of what was made."""

    id: UUID
