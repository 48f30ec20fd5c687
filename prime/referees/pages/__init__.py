"""Pages of references: naming referees for the candidate, the form for the referee, the review for operations."""

from litestar import Router

from prime.referees.pages import giving, own, record, review

router = Router(
    path="/",
    route_handlers=[*own.route_handlers, *giving.route_handlers, *review.route_handlers, *record.route_handlers],
    include_in_schema=False,
)
