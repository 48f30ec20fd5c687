"""JSON of interviews, by noun: champions, interviews, scorecards and decisions."""

from litestar import Router

from prime.interviews.routes import champions, interviews, scoring

router = Router(
    path="/api/v1",
    route_handlers=[*champions.route_handlers, *interviews.route_handlers, *scoring.route_handlers],
    tags=["Interviews"],
)
