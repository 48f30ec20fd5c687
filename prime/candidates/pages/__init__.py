"""Pages of applications: applying, one's own applications, the pipeline and one application in it."""

from litestar import Router

from prime.candidates.pages import application, apply, apply_history, apply_questions, bulk, cv, mine, motivators, pipeline, views

router = Router(
    path="/",
    route_handlers=[
        *apply.route_handlers,
        *apply_questions.route_handlers,
        *apply_history.route_handlers,
        *mine.route_handlers,
        *motivators.route_handlers,
        *cv.route_handlers,
        *pipeline.route_handlers,
        *views.route_handlers,
        *bulk.route_handlers,
        *application.route_handlers,
    ],
    include_in_schema=False,
)
