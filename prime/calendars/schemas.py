"""A subscription as pages and JSON show it, and what the API takes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.calendars.tables import ADDRESS_MAX


class Subscription(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One's own feed: where it lies (only the host, as the whole address is a secret), when it was read, what came of it."""

    id: UUID
    host: str
    added_at: datetime
    read_at: datetime | None
    busy_count: int
    problem: str


class NewSubscription(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Where the feed lies."""

    address: Annotated[str, Meta(max_length=ADDRESS_MAX)]


class Busy(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A time at which somebody is busy by their own calendar."""

    starts_at: datetime
    ends_at: datetime
