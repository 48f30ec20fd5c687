"""The audit trail; a trigger refuses to change or delete a row."""

from piccolo.columns import JSONB, UUID, Text, Varchar
from piccolo.table import Table

from prime.core.columns import moment_now, primary_key


class AuditEntry(Table, help_text="Who did what to which record, when and from where. Never changed or deleted."):
    """The actor is kept by name as well, as people are renamed and off-boarded."""

    id = primary_key()
    at = moment_now()
    actor_id = UUID(null=True, default=None, index=True)
    actor_name = Varchar(length=200, default="")
    action = Varchar(length=100, default="", index=True)
    record_id = UUID(null=True, default=None, index=True)
    summary = Text(default="")
    details = JSONB(default="{}")
    ip = Varchar(length=45, default="")
    request_id = Varchar(length=40, default="")
