"""Constraints and indexes that Piccolo cannot say."""

CONSTRAINTS: tuple[str, ...] = (
    "CREATE UNIQUE INDEX message_template_current_once ON message_template (name) WHERE is_current",
    "CREATE INDEX message_undelivered ON message (created_at) WHERE status IN ('refused', 'bounced')",
)
DROP: tuple[str, ...] = (
    "DROP INDEX message_undelivered",
    "DROP INDEX message_template_current_once",
)
