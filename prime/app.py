"""The web application: its routes, plugins and life; `prime.asgi` adds the admin."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ControllerRouterHandler

from prime.accounts import pages as accounts_pages
from prime.accounts import routes as accounts_routes
from prime.accounts.auth import Authentication
from prime.billing import pages as billing_pages
from prime.billing import routes as billing_routes
from prime.calendars import pages as calendars_pages
from prime.calendars import routes as calendars_routes
from prime.candidates import pages as candidates_pages
from prime.candidates import routes as candidates_routes
from prime.checks import pages as checks_pages
from prime.checks import routes as checks_routes
from prime.clients import pages as clients_pages
from prime.clients import routes as clients_routes
from prime.conversions import pages as conversions_pages
from prime.conversions import routes as conversions_routes
from prime.core import db, logs
from prime.core.settings import Environment, settings
from prime.disclosures import pages as disclosures_pages
from prime.disclosures import routes as disclosures_routes
from prime.documents import pages as documents_pages
from prime.documents import routes as documents_routes
from prime.dossiers import pages as dossiers_pages
from prime.dossiers import routes as dossiers_routes
from prime.duplicates import pages as duplicates_pages
from prime.duplicates import routes as duplicates_routes
from prime.equality import pages as equality_pages
from prime.equality import routes as equality_routes
from prime.interviews import pages as interviews_pages
from prime.interviews import routes as interviews_routes
from prime.jobs import pages as jobs_pages
from prime.jobs import routes as jobs_routes
from prime.kits import pages as kits_pages
from prime.kits import routes as kits_routes
from prime.notifications import pages as notifications_pages
from prime.notifications import routes as notifications_routes
from prime.offers import pages as offers_pages
from prime.offers import routes as offers_routes
from prime.placements import pages as placements_pages
from prime.placements import routes as placements_routes
from prime.referees import pages as referees_pages
from prime.referees import routes as referees_routes
from prime.reference import pages as reference_pages
from prime.reference import routes as reference_routes
from prime.reporting import pages as reporting_pages
from prime.reporting import routes as reporting_routes
from prime.rooms import pages as rooms_pages
from prime.rooms import routes as rooms_routes
from prime.staff import pages as staff_pages
from prime.staff import routes as staff_routes
from prime.surveys import pages as surveys_pages
from prime.surveys import routes as surveys_routes
from prime.talent import pages as talent_pages
from prime.talent import routes as talent_routes
from prime.timesheets import pages as timesheets_pages
from prime.timesheets import routes as timesheets_routes
from prime.vacancies import pages as vacancies_pages
from prime.vacancies import routes as vacancies_routes
from prime.web import assets, docs, health, live, public, rate_limit
from prime.web.context import RequestContext
from prime.web.errors import EXCEPTION_HANDLERS
from prime.web.security import add_security_headers
from prime.web.templating import template_config

MAX_BODY = 12 * 1024 * 1024  # an upload is at most 10 MB, with some room for the rest of its form

# What anybody may see, and what belongs to no module.
OPEN: list[ControllerRouterHandler] = [health.live, health.ready, assets.static_file, *public.route_handlers, *docs.route_handlers]
PAGES: list[Router] = [
    accounts_pages.router,
    billing_pages.router,
    calendars_pages.router,
    candidates_pages.router,
    checks_pages.router,
    clients_pages.router,
    conversions_pages.router,
    disclosures_pages.router,
    documents_pages.router,
    dossiers_pages.router,
    duplicates_pages.router,
    equality_pages.router,
    interviews_pages.router,
    jobs_pages.router,
    kits_pages.router,
    notifications_pages.router,
    offers_pages.router,
    placements_pages.router,
    referees_pages.router,
    reference_pages.router,
    reporting_pages.router,
    rooms_pages.router,
    staff_pages.router,
    talent_pages.router,
    surveys_pages.router,
    vacancies_pages.router,
    timesheets_pages.router,
]
ROUTES: list[Router] = [
    accounts_routes.router,
    billing_routes.router,
    calendars_routes.router,
    candidates_routes.router,
    checks_routes.router,
    clients_routes.router,
    conversions_routes.router,
    disclosures_routes.router,
    documents_routes.router,
    dossiers_routes.router,
    duplicates_routes.router,
    equality_routes.router,
    interviews_routes.router,
    jobs_routes.router,
    kits_routes.router,
    notifications_routes.router,
    offers_routes.router,
    placements_routes.router,
    referees_routes.router,
    reference_routes.router,
    reporting_routes.router,
    rooms_routes.router,
    staff_routes.router,
    talent_routes.router,
    surveys_routes.router,
    vacancies_routes.router,
    timesheets_routes.router,
]


def csrf_cookie() -> str:
    """The name of the CSRF cookie; never `csrftoken`, which Piccolo Admin uses in another format."""
    return "__Host-xsrf" if settings().is_https else "xsrf"


@asynccontextmanager
async def lifespan(_: Litestar) -> AsyncIterator[None]:
    """The pool and the one listening connection, from first to last request."""
    async with db.pool(), live.hub():
        yield
    await rate_limit.close()


def create_app(extra: Sequence[ControllerRouterHandler] = ()) -> Litestar:
    """Build the application.

    Raises:
        InsecureSettings: production was asked to run on demo values.
        AssetsNotBuilt: the front-end files are missing.
    """
    settings().check()
    logs.configure()
    handlers: list[ControllerRouterHandler] = [*OPEN, *PAGES, *ROUTES, *extra]
    if settings().prime_env in {Environment.DEVELOPMENT, Environment.TEST}:
        from prime.web.components import components  # noqa: PLC0415 - only where it is served

        handlers.append(components)
    return Litestar(
        route_handlers=handlers,
        lifespan=[lifespan],
        middleware=[RequestContext(), Authentication()],
        before_send=[add_security_headers],
        exception_handlers=EXCEPTION_HANDLERS,
        template_config=template_config(),
        csrf_config=CSRFConfig(
            secret=settings().secret_key,
            cookie_name=csrf_cookie(),
            cookie_httponly=True,
            cookie_secure=settings().is_https,
            cookie_samesite="lax",
            exclude=["^/admin", "^/api/", "^/static/", "^/health/"],
        ),
        compression_config=CompressionConfig(
            backend="brotli", brotli_quality=4, brotli_gzip_fallback=True, minimum_size=500, exclude=["^/static/", "^/admin", "^/live"]
        ),
        openapi_config=OpenAPIConfig(
            title="AfC Prime",
            version="1",
            description="The same commands as the pages, as JSON. Errors are RFC 9457 problem documents. Send `Authorization: Bearer <key>`.",
            path="/api/v1/schema",
            create_examples=False,
            render_plugins=[],
            components=Components(security_schemes={"key": SecurityScheme(type="http", scheme="bearer")}),
            security=[{"key": []}],
        ),
        request_max_body_size=MAX_BODY,
        debug=False,
        logging_config=None,
    )
