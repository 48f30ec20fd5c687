"""Pages: asking for a person, choosing one, and the placements that came of it."""

from litestar import Router

from prime.placements.pages import matching, placements, requests

router = Router(path="/", route_handlers=[*requests.HANDLERS, *matching.HANDLERS, *placements.HANDLERS], include_in_schema=False)
