"""Pages of interviews: the champion's week and availability, one interview, scoring, and the candidate's own."""

from litestar import Router

from prime.interviews.pages import availability, champions, deciding, desk, ending, feed, interview, meeting, own, scoring

router = Router(
    path="/",
    route_handlers=[
        *availability.route_handlers,
        *champions.route_handlers,
        *deciding.route_handlers,
        *desk.route_handlers,
        *ending.route_handlers,
        *feed.route_handlers,
        *interview.route_handlers,
        *meeting.route_handlers,
        *own.route_handlers,
        *scoring.route_handlers,
    ],
    include_in_schema=False,
)
