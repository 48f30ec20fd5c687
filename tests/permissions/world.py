"""Two of everything: a person in each role with records of their own, and as many whose records are somebody else's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID

import httpx

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission, Role, permissions_of
from prime.accounts.tables import ApiKey
from prime.candidates import service as candidates
from prime.core import clock
from prime.core.actor import ANONYMOUS as ANONYMOUS_ACTOR
from prime.core.actor import SYSTEM
from prime.core.db import DB, fetch_value
from tests.factories.billing import make_seller
from tests.permissions.records import Side, make_side
from tests.permissions.routes import Route
from tests.support.client import Browser, api_client, open_session
from tests.support.fixtures import NOON

ANONYMOUS = "anonymous"
LINK = "holder of a link"  # has no account; the link names one application
PERSONAS = [*(role.value for role in Role), LINK, ANONYMOUS]
OTHER = "Otherside"
LINK_PERMISSIONS = (Permission.APPLICATIONS_OWN, Permission.INTERVIEWS_BOOK, Permission.OFFERS_ANSWER)

# Using a session or a key notes when; that is no change of anybody's record.
_WRITES = """
SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_xact_user_tables
WHERE relname NOT IN ('session', 'api_key')
"""


class World:
    """Both halves, and a browser and a program for each person of the first."""

    def __init__(self, app: Any, own: Side, other: Side) -> None:
        self._app = app
        self.own, self.other = own, other
        self._browsers: dict[str, Browser] = {}
        self._programs: dict[str, httpx.AsyncClient] = {}

    async def open(self) -> None:
        """Sign everybody in."""
        for persona in PERSONAS:
            person = self.own.people.get(persona)
            self._browsers[persona] = Browser(self._app)
            self._programs[persona] = await api_client(self._app, person.user_id if person else None)
            if person is not None:
                await open_session(self._browsers[persona], person.required_user_id)
        link = await candidates.mint_application_token(ANONYMOUS_ACTOR, UUID(self.own.ids["application"]))
        self._programs[LINK].headers["Authorization"] = f"Bearer {link}"
        for side in (self.own, self.other):
            await _keep_keys(side)

    async def close(self) -> None:
        """Close the clients."""
        for client in [*self._browsers.values(), *self._programs.values()]:
            await client.aclose()

    async def ask(self, persona: str, route: Route, address: str, body: Any) -> httpx.Response:
        """The answer; whatever was written for it is taken back, cookies too."""
        async with _taken_back():
            return await self._answer(persona, route, address, body)

    async def ask_and_count(self, persona: str, route: Route, address: str, body: Any) -> tuple[httpx.Response, int]:
        """The answer, and how many rows were written for it before they were taken back."""
        async with _taken_back():
            before = await fetch_value(_WRITES)
            answer = await self._answer(persona, route, address, body)
            return answer, await fetch_value(_WRITES) - before

    async def _answer(self, persona: str, route: Route, address: str, body: Any) -> httpx.Response:
        client = self._programs[persona] if route.is_api else self._browsers[persona]
        cookies = httpx.Cookies(client.cookies)
        answer = await _send(client, route, address, body)
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            await _forget_rates()
            answer = await _send(client, route, address, body)
        client.cookies = cookies
        return answer

    async def pour(self, persona: str, route: Route, address: str, size: int) -> tuple[httpx.Response, int]:
        """Send a body of so many bytes without saying how long it is; the answer, and how many bytes were taken."""
        taken = 0

        async def body() -> AsyncIterator[bytes]:
            nonlocal taken
            while taken < size:
                taken += len(_CHUNK)
                yield _CHUNK

        browser = self._browsers[persona]
        client, kind = (self._programs[persona], "application/json") if route.is_api else (browser, "application/x-www-form-urlencoded")
        await _forget_rates()
        async with _taken_back():
            return await client.request(
                route.method, address, content=body(), headers={"Content-Type": kind, "X-CSRFToken": browser.token}
            ), taken


_CHUNK = b"x" * 65_536


async def _forget_rates() -> None:
    from prime.web import rate_limit

    await rate_limit._redis().flushdb()


async def _send(client: Any, route: Route, address: str, body: Any) -> httpx.Response:
    if route.path.startswith("/live/"):
        try:
            return await asyncio.wait_for(client.get(address), timeout=0.5)
        except TimeoutError:  # it was let in, and goes on telling
            return httpx.Response(200)
    if route.is_read:
        return await client.request(route.method, address)
    if route.is_api:
        return await client.request(route.method, address, **({"json": body} if route.body else {}))
    return await client.submit(address, body)


async def _keep_keys(side: Side) -> None:
    for persona, person in side.people.items():
        await accounts.create_key(SYSTEM, user_id=person.required_user_id, label="matrix")
        newest = await ApiKey.objects().where(ApiKey.user == person.required_user_id).order_by(ApiKey.id, ascending=False).first()
        assert newest is not None
        side.keep(**{f"key of {persona}": newest.id})


@asynccontextmanager
async def _taken_back() -> AsyncIterator[None]:
    current = DB.current_transaction.get()
    assert current is not None
    savepoint = current.connection.transaction()
    await savepoint.start()
    try:
        yield
    finally:
        await savepoint.rollback()


@asynccontextmanager
async def made_world(app: Any, name: str = "Ownside") -> AsyncIterator[World]:
    """Everything, made in one transaction that is never committed, at the noon of the tests' clock; `name` is the first half's."""
    clock.hold(NOON)
    transaction = DB.transaction()
    await transaction.__aenter__()
    try:
        await make_seller()
        own = await make_side(name, date(2026, 9, 1))
        world = World(app, own, await make_side(OTHER, date(2026, 10, 1)))
        await world.open()
        yield world
        await world.close()
    finally:
        await transaction.rollback()
        await transaction.__aexit__(None, None, None)
        clock.hold(None)


def permissions(persona: str) -> frozenset[str]:
    """What a persona may do at all."""
    if persona == ANONYMOUS:
        return frozenset()
    if persona == LINK:
        return frozenset(LINK_PERMISSIONS)
    return permissions_of([persona]) | {Permission.SIGNED_IN}
