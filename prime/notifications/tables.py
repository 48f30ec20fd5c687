"""Messages, written by commands and sent by a job; the wordings that admins gave to e-mails."""

from enum import StrEnum

from piccolo.columns import JSONB, UUID, Boolean, Integer, Text, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key


class MessageStatus(StrEnum):
    """What became of a message."""

    QUEUED = "queued"
    SENT = "sent"
    REFUSED = "refused"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    SKIPPED = "skipped"


class Message(Table, help_text="Every e-mail: template, rendered text and what became of it."):
    """The rendered text proves what was said; a secret link is kept apart and wiped once sent."""

    id = primary_key()
    template = Varchar(length=60, default="")
    context = JSONB(default="{}", secret=True)
    recipient = foreign_key(User, null=True)
    to_address = Varchar(length=254, default="")
    subject = Varchar(length=250, default="")
    body_text = Text(default="", secret=True)
    body_html = Text(default="", secret=True)
    secret_link = Text(default="", secret=True)
    calendar = Text(default="", help_text="An iCalendar object to attach.")
    calendar_method = Varchar(length=10, default="")
    about_id = UUID(null=True, default=None, index=True)
    status = choice(MessageStatus, default=MessageStatus.QUEUED)
    status_detail = Text(default="")
    message_id = Varchar(length=200, default="", help_text="The fixed Message-ID header.")
    created_at = moment_now()
    sent_at = moment(null=True)
    reported_at = moment(null=True)
    read_at = moment(null=True)

    message_status_known = one_of("status", MessageStatus)


class MessageTemplate(Table, help_text="Wordings of e-mails that admins wrote; without a current one the shipped text is used."):
    """Each saving is a version of its own; of each e-mail at most one version is current, which the database sees to."""

    id = primary_key()
    name = Varchar(length=60, default="", help_text="A folder below templates/email.")
    version = Integer(default=1)
    subject = Varchar(length=200, default="")
    body_text = Text(default="")
    is_current = Boolean(default=True)
    updated_by = foreign_key(User)
    updated_at = moment_now()

    message_template_version_once = Unique([name, version])
    message_template_says_something = Check("subject <> '' AND body_text <> ''")
