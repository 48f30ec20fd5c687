"""Every refusal becomes an answer here: a problem document under /api (RFC 9457), a page elsewhere."""

import asyncio
import re
import secrets
from typing import Any
from urllib.parse import quote

import asyncpg
import structlog
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Redirect, Template
from litestar.types import ExceptionHandlersMap

from prime.core.errors import Conflict, Forbidden, InvalidInput, NotFound, PrimeError, RateLimited, Unauthenticated, Unavailable

log = structlog.get_logger()

SERVER_ERROR = 500
_SNAKE = re.compile(r"_([a-z0-9])")

# The database is not there, or went away in the middle: it may be back in a moment.
DATABASE_GONE = (
    ConnectionError,
    asyncio.TimeoutError,
    FileNotFoundError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
)
HTTP_ERRORS: dict[int, type[PrimeError]] = {401: Unauthenticated, 403: Forbidden, 404: NotFound}


class MethodNotAllowed(PrimeError):
    """The address exists, but not for this method."""

    status, slug, title = 405, "method-not-allowed", "That cannot be done at this address"


class TooLarge(PrimeError):
    """The body is over the limit."""

    status, slug, title = 413, "too-large", "What you sent is too large"


class BadRequest(PrimeError):
    """The request cannot be read."""

    status, slug, title = 400, "bad-request", "We could not read that"


class Unexpected(PrimeError):
    """A fault of ours; the details are in the log, under the id that the person sees."""

    status, slug, title = 500, "internal-error", "Sorry, there is a problem with the service"


def is_api(request: Request[Any, Any, Any]) -> bool:
    """Whether a program asks."""
    return request.url.path.startswith("/api/")


def _from_http(error: HTTPException) -> PrimeError:
    if isinstance(error, ValidationException):
        extra = error.extra if isinstance(error.extra, list) else []
        return InvalidInput(
            [
                {"pointer": "/" + str(item.get("key", "")).replace(".", "/"), "detail": str(item.get("message", ""))}
                for item in extra
                if isinstance(item, dict)
            ]
        )
    known = HTTP_ERRORS.get(error.status_code)
    if known is not None:
        detail = "The form has expired. Go back, reload the page and send it again." if "CSRF" in error.detail else None
        return known(detail) if detail else known()  # type: ignore[call-arg]  # those named here need no sentence
    if error.status_code == MethodNotAllowed.status:
        return MethodNotAllowed("This address does not take that method.")
    if error.status_code == TooLarge.status:
        return TooLarge("Send less, or a smaller file.")
    if error.status_code >= SERVER_ERROR:
        return Unexpected("We are looking into it.")
    return BadRequest(error.detail)


def as_prime_error(error: Exception) -> PrimeError:
    """Any exception as one of ours; what we did not expect is logged with an id and says nothing else."""
    if isinstance(error, PrimeError):
        return error
    if isinstance(error, HTTPException) and error.status_code != SERVER_ERROR:
        return _from_http(error)
    if isinstance(error, DATABASE_GONE):
        log.warning("database_unavailable", error=type(error).__name__)
        return Unavailable("The database is not answering. Try again in a few seconds.")
    if isinstance(error, asyncpg.CharacterNotInRepertoireError | asyncpg.UntranslatableCharacterError):
        return InvalidInput([{"pointer": "", "detail": "The text holds a character that cannot be kept, such as NUL."}])
    if isinstance(error, asyncpg.UniqueViolationError | asyncpg.ExclusionViolationError | asyncpg.CheckViolationError):
        log.warning("constraint_refused", constraint=error.constraint_name)
        return Conflict("Somebody else was faster, or the record is no longer in the state it was in. Reload and look again.")
    error_id = secrets.token_hex(4)
    log.error("unexpected_error", error_id=error_id, exc_info=error)
    return Unexpected(f"We are looking into it. If you get in touch, quote {error_id}.", error_id=error_id)


def headers_of(error: PrimeError) -> dict[str, str]:
    """Headers that belong to a refusal."""
    if isinstance(error, RateLimited | Unavailable):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, Unauthenticated):
        return {"WWW-Authenticate": "Bearer"}
    return {}


def _in_json_names(pointer: str) -> str:
    """A pointer as the JSON body names its fields: commands say `/annual_amount`, bodies `/annualAmount`."""
    return _SNAKE.sub(lambda match: match[1].upper(), pointer)


def problem(error: PrimeError) -> Response[dict[str, Any]]:
    """A refusal as `application/problem+json`."""
    if isinstance(error, InvalidInput):
        error = InvalidInput([{**item, "pointer": _in_json_names(item["pointer"])} for item in error.errors], error.detail)
    body = {"type": f"/problems/{error.slug}", "title": error.title, "status": error.status, "detail": error.detail, **error.extra}
    return Response(body, status_code=error.status, media_type="application/problem+json", headers=headers_of(error))


def handle(request: Request[Any, Any, Any], exception: Exception) -> Response[Any]:
    """The one exception handler of the application."""
    error = as_prime_error(exception)
    if is_api(request):
        return problem(error)
    if isinstance(error, Unauthenticated) and request.method == "GET" and not request.headers.get("hx-request"):
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return Redirect(f"/sign-in?next={quote(here, safe='')}", status_code=303)
    return Template(
        "errors/error.html", context={"error": error}, status_code=error.status, media_type=MediaType.HTML, headers=headers_of(error)
    )


EXCEPTION_HANDLERS: ExceptionHandlersMap = {Exception: handle, PrimeError: handle, HTTPException: handle}
