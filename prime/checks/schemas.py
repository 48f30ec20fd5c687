"""Pre-employment checks as JSON shows and takes them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.checks.tables import CheckKind, CheckMethod, CheckStatus


class CheckOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A check as those who record it see it; the candidate sees neither reference, detail nor checker."""

    id: UUID
    kind: CheckKind
    label: str
    status: CheckStatus
    is_clear: bool
    method: CheckMethod | None
    checked_on: date | None
    expires_on: date | None
    reference: str
    detail: str
    checker: str
    recorded_at: datetime | None


class CheckIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What came of a check."""

    status: CheckStatus
    method: CheckMethod | None = None
    checked_on: date | None = None
    reference: Annotated[str, Meta(max_length=60)] = ""
    expires_on: date | None = None
    detail: Annotated[str, Meta(max_length=2000)] = ""
