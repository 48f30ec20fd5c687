"""What Piccolo cannot say: dated rows of one kind never overlap.

PostgreSQL without contrib has no GiST class for text, so the key stands in a range of one word.
"""

CONSTRAINTS: tuple[str, ...] = (
    "CREATE TYPE textrange AS RANGE (subtype = text)",
    """ALTER TABLE rate ADD CONSTRAINT rate_never_overlaps EXCLUDE USING gist (
        textrange(kind, kind, '[]') WITH &&,
        numrange(band_from, band_from, '[]') WITH &&,
        daterange(effective_from, effective_to, '[]') WITH &&)""",
    """ALTER TABLE pay_point ADD CONSTRAINT pay_point_never_overlaps EXCLUDE USING gist (
        textrange(scale, scale, '[]') WITH &&,
        int4range(point, point, '[]') WITH &&,
        daterange(effective_from, effective_to, '[]') WITH &&)""",
    """ALTER TABLE price_cap ADD CONSTRAINT price_cap_never_overlaps EXCLUDE USING gist (
        textrange(region_code, region_code, '[]') WITH &&,
        textrange(job_type, job_type, '[]') WITH &&,
        daterange(effective_from, effective_to, '[]') WITH &&)""",
)

DROP: tuple[str, ...] = (
    "ALTER TABLE price_cap DROP CONSTRAINT price_cap_never_overlaps",
    "ALTER TABLE pay_point DROP CONSTRAINT pay_point_never_overlaps",
    "ALTER TABLE rate DROP CONSTRAINT rate_never_overlaps",
    "DROP TYPE textrange",
)
