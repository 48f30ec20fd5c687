"""What the JSON API shares: answers kept for a repeated request, lists with a cursor."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, Generic, TypeVar

import msgspec
from litestar import MediaType, Request, Response

from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import execute, fetch, fetch_value, transaction
from prime.core.errors import Conflict, InvalidInput
from prime.core.paging import Page

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)

KEPT_FOR = timedelta(hours=24)
MAX_KEY = 200


class InFlight(Conflict):
    """The same key is being worked on at this moment."""

    slug, title = "request-in-flight", "This request is still being worked on"


class Listing(msgspec.Struct, Generic[T], rename="camel"):
    """Some rows of a list; `nextCursor` is empty on the last page."""

    items: Sequence[T]
    next_cursor: str = ""


def listing(page: Page[T], convert: Callable[[T], S]) -> Listing[S]:
    """A page of rows as JSON."""
    return Listing([convert(item) for item in page.items], page.next_cursor)


async def answer_once(
    request: Request[Any, Actor, Any], run: Callable[[], Awaitable[msgspec.Struct]], *, status: int = 201, location: str = ""
) -> Response[bytes]:
    """Run a command and answer with what it returns; a repeat with the same Idempotency-Key gets the same answer for 24 hours.

    The answer is stored in the command's own transaction. `location` may hold `{id}`, taken from the answer.

    Raises:
        InvalidInput: the key was used with another body, or is too long.
        InFlight: the first request with this key has not finished.
    """
    key = request.headers.get("idempotency-key", "")
    if not key:
        return _answer(msgspec.json.encode(await run()), status, location)
    if len(key) > MAX_KEY:
        raise InvalidInput.field("Idempotency-Key", f"The key must be {MAX_KEY} characters or less.")
    actor = request.auth
    scope = f"{actor.user_id or actor.record_id or actor.ip} {request.method} {request.url.path}"[:200]
    sha256 = hashlib.sha256(await request.body()).hexdigest()
    async with transaction():
        if not await fetch_value("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1))", f"{scope} {key}"):
            raise InFlight("Wait for the first answer.")
        kept = await fetch(
            "SELECT body_sha256, status, location, body FROM idempotent_answer WHERE scope = $1 AND key = $2 AND created_at > $3",
            scope,
            key,
            clock.now() - KEPT_FOR,
        )
        if kept:
            if kept[0]["body_sha256"] != sha256:
                raise InvalidInput.field("Idempotency-Key", "This key was used with another body.")
            return _answer(kept[0]["body"].encode(), kept[0]["status"], kept[0]["location"])
        body = msgspec.json.encode(await run())
        await execute(
            "INSERT INTO idempotent_answer (scope, key, body_sha256, status, location, body, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
            "ON CONFLICT (scope, key) DO UPDATE SET body_sha256 = $3, status = $4, location = $5, body = $6, created_at = $7",
            scope,
            key,
            sha256,
            status,
            location,
            body.decode(),
            clock.now(),
        )
    return _answer(body, status, location)


def _answer(body: bytes, status: int, location: str) -> Response[bytes]:
    headers = {"Location": location.format(**msgspec.json.decode(body))} if location else {}
    return Response(body, status_code=status, media_type=MediaType.JSON, headers=headers)
