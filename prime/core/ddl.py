"""Types and indexes that Piccolo cannot say, which the modules' own constraints use."""

CONSTRAINTS: tuple[str, ...] = (
    # PostgreSQL without contrib has no GiST class for uuid: a key stands in exclusion constraints as a range of one.
    "CREATE TYPE uuidrange AS RANGE (subtype = uuid)",
    "CREATE INDEX outbox_message_open ON outbox_message (priority DESC, available_at, id) WHERE done_at IS NULL AND dead_at IS NULL",
    "CREATE INDEX outbox_message_dead ON outbox_message (dead_at) WHERE dead_at IS NOT NULL",
)
DROP: tuple[str, ...] = ("DROP INDEX outbox_message_dead", "DROP INDEX outbox_message_open", "DROP TYPE uuidrange")
