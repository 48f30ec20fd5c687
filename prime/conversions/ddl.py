"""Constraints that Piccolo cannot say."""

CONSTRAINTS: tuple[str, ...] = (
    "CREATE UNIQUE INDEX conversion_case_live_once ON conversion_case (worker) WHERE stage NOT IN ('converted', 'closed')",
    "CREATE UNIQUE INDEX conversion_case_application_once ON conversion_case (application) WHERE application IS NOT NULL",
)
DROP: tuple[str, ...] = ("DROP INDEX conversion_case_application_once", "DROP INDEX conversion_case_live_once")
