"""What others report about our messages, and what callers of the API send and get."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.notifications.tables import MessageStatus


class Report(msgspec.Struct, frozen=True):
    """What became of a message, as its carrier says; `is_lasting` when the address itself does not work."""

    message_id: UUID
    status: MessageStatus
    detail: str = ""
    is_lasting: bool = False


class Undelivered(msgspec.Struct, frozen=True):
    """How many messages did not arrive lately."""

    refused: int
    bounced: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.refused + self.bounced


class NotifyReceipt(msgspec.Struct):
    """What GOV.UK Notify posts to our callback; further members are let be."""

    status: str
    reference: str | None = None


class MessageOut(msgspec.Struct, rename="camel"):
    """A message in a list."""

    id: UUID
    template: str
    to_address: str
    subject: str
    status: MessageStatus
    status_detail: str
    about_id: UUID | None
    created_at: datetime
    sent_at: datetime | None
    reported_at: datetime | None
    read_at: datetime | None


class MessageDetail(MessageOut):
    """A message as it was sent; its one-use link is never shown."""

    body_text: str


class TemplateOut(msgspec.Struct, rename="camel"):
    """An e-mail that the product sends; `version` is 0 while the shipped text is in force."""

    name: str
    when: str
    to: str
    placeholders: list[str]
    required: list[str]
    is_editable: bool
    is_edited: bool
    version: int
    subject: str
    body_text: str


class WordingIn(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """A wording to save or to look at; `version` is the latest that its author has seen."""

    subject: Annotated[str, Meta(min_length=1, max_length=200)]
    body_text: Annotated[str, Meta(min_length=1, max_length=5000)]
    version: Annotated[int, Meta(ge=0)] = 0


class Preview(msgspec.Struct, rename="camel"):
    """How a wording reads with sample values."""

    subject: str
    body_text: str
    body_html: str
