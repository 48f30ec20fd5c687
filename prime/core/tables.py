"""Tables of the kernel: the outbox, number series, answers kept for idempotent requests."""

from piccolo.columns import JSONB, BigInt, Integer, SmallInt, Text, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.core.columns import moment, moment_now, primary_key


class OutboxMessage(Table, help_text="Work ordered by a command, committed with it, and handed to the job queue by the relay."):
    """One piece of work; `done_at` is set in the transaction of its effect, so it happens once."""

    id = primary_key()
    job = Varchar(length=100, default="", help_text="Name of the job, `module.verb_noun`.")
    payload = JSONB(default="{}", help_text="Ids and plain values only; never a secret.")
    priority = SmallInt(default=0, help_text="Higher first.")
    attempts = Integer(default=0, help_text="How often the relay has handed it out.")
    available_at = moment_now()
    created_at = moment_now()
    dispatched_at = moment(null=True)
    done_at = moment(null=True)
    dead_at = moment(null=True)
    last_error = Text(default="", help_text="What went wrong last; never personal data.")

    outbox_message_one_end = Check("done_at IS NULL OR dead_at IS NULL")


class NumberSeries(Table, help_text="The last number given out in a series; a gapless counter."):
    """Read and raised under a row lock in the transaction that uses the number."""

    id = primary_key()
    series = Varchar(length=100, unique=True, default="")
    last = BigInt(default=0)


class IdempotentAnswer(Table, help_text="The answer to a request that carried an Idempotency-Key, kept for 24 hours."):
    """Scoped to caller and route; stored in the command's own transaction."""

    id = primary_key()
    scope = Varchar(length=200, default="")
    key = Varchar(length=200, default="")
    body_sha256 = Varchar(length=64, default="")
    status = SmallInt(default=0)
    location = Text(default="")
    body = Text(default="")
    created_at = moment_now()

    idempotent_answer_once = Unique([scope, key])
