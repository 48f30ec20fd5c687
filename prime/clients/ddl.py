"""Constraints that Piccolo cannot say."""

CONSTRAINTS: tuple[str, ...] = (
    """ALTER TABLE rate_card ADD CONSTRAINT rate_card_never_overlaps EXCLUDE USING gist (
        uuidrange(client, client, '[]') WITH &&,
        textrange(job_type, job_type, '[]') WITH &&,
        daterange(effective_from, effective_to, '[]') WITH &&)""",
)
DROP: tuple[str, ...] = ("ALTER TABLE rate_card DROP CONSTRAINT rate_card_never_overlaps",)
