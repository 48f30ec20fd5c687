"""Hostile input in every field of every route: refused with a sentence, or kept and shown as text; never a fault of ours."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any, NamedTuple, get_args, get_origin

import html5lib
import msgspec
import pytest
import pytest_asyncio

from tests.permissions.routes import EVERY, Route, sample_value
from tests.permissions.samples import BODIES, LOCKED, SAMPLES
from tests.permissions.test_matrix import key_of
from tests.permissions.world import ANONYMOUS, LINK, PERSONAS, World, made_world, permissions

MARKUP = "<img src=x onerror=alert(document)>"
SQL = "'; DROP TABLE candidate; --"
OVERLONG = "x" * 100_001
TEXTS = [SQL, MARKUP, "{{ 7 * 7 }}", "nul \x00 inside", "\u202eright to left\u2066", "=1+1", OVERLONG]
NUMBERS = {int: [-1, 2**31, 2**63], Decimal: ["NaN", "Infinity", "-1", "1e30", "0.001"], float: [-1.0, 1e308]}
TIMES = {date: ["0001-01-01", "9999-12-31"], datetime: ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-03-29T01:30:00"]}
VALUES: dict[type, list[Any]] = {str: TEXTS} | NUMBERS | TIMES
# Fields that nobody types into; a password is never sent back.
_MACHINE = {"hidden", "submit", "button", "image", "file", "checkbox", "radio"}
_POSTED = re.compile(r'<form\b[^>]*\bmethod="post".*?</form>', re.DOTALL)  # the rest of a page need not be parsed
_FAULT = re.compile(r"Traceback|asyncpg|prime/[a-z_]+/[a-z_]+\.py")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(app: Any, pool: None) -> AsyncIterator[World]:
    """A world in which everybody's last name, and each council's name, is markup."""
    async with made_world(app, f"O'Wn {MARKUP}") as made:
        yield made


def _person_for(route: Route) -> str:
    """Somebody who may use it; those with records of their own first."""
    if route.is_public:
        return ANONYMOUS
    return next(persona for persona in PERSONAS if persona != LINK and not permissions(persona).isdisjoint(route.permissions))


def _address(world: World, route: Route, persona: str) -> str:
    samples = [SAMPLES[name] for name in route.parameters]
    if samples and route.plain in SAMPLES:
        samples[-1] = SAMPLES[route.plain]
    return route.address(*(key_of(world.own, sample, persona) for sample in samples))


def _kinds(kind: Any) -> set[Any]:
    """The plain types that a field takes."""
    if get_origin(kind) is None:
        return {kind}
    return {found for inner in get_args(kind)[: 1 if hasattr(kind, "__metadata__") else None] for found in _kinds(inner)}


def _hostile(kind: Any) -> Iterator[Any]:
    kinds = _kinds(kind)
    for plain, values in VALUES.items():
        if plain in kinds and get_origin(kind) not in {list, tuple, set, frozenset, dict}:
            yield from values
    if get_origin(kind) in {list, tuple, set, frozenset}:
        yield [sample_value(get_args(kind)[0])] * 10_001
    if get_origin(kind) is dict:
        yield {f"key {number}": "x" for number in range(10_001)}


WRITES = [
    route
    for route in EVERY
    if route.is_api and not route.is_read and str(route) not in LOCKED and isinstance(route.body, type) and issubclass(route.body, msgspec.Struct)
]


@pytest.mark.parametrize("route", WRITES, ids=str)
async def test_every_field_of_the_api(world, route):
    persona = _person_for(route)
    whole = sample_value(route.body) | (BODIES[str(route)](world.own) if str(route) in BODIES else {})
    faults = []
    for field in msgspec.structs.fields(route.body):
        for value in _hostile(field.type):
            answer = await world.ask(persona, route, _address(world, route, persona), {**whole, field.encode_name: value})
            said = f"{field.encode_name}={str(value)[:40]!r}: {answer.status_code} {answer.text[:200]}"
            if answer.status_code >= 500 or _FAULT.search(answer.text):
                faults.append(f"a fault of ours, {said}")
            elif answer.status_code >= 400 and answer.headers["content-type"] != "application/problem+json":
                faults.append(f"no problem of RFC 9457, {said}")
            elif answer.status_code < 400 and (value == OVERLONG or (isinstance(value, list | dict) and len(value) > 10_000)):
                faults.append(f"without bound, {said}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "name", ["POST /roles/{reference}/apply/{task}", "POST /api/v1/vacancies/{reference}/applications", "POST /conversions/imports/new"]
)
async def test_fifty_megabytes_are_not_taken(world, name):
    route = next(route for route in EVERY if str(route) == name)
    persona = _person_for(route)
    answer, taken = await world.pour(persona, route, _address(world, route, persona), 50_000_000)
    assert answer.status_code == 413
    assert taken < 13_000_000  # the largest file that we take, and what goes with it


class Field(NamedTuple):
    """An input of a form on a page, and all that the form would send."""

    action: str
    name: str
    is_secret: bool
    sent: dict[str, Any]


def _fields(text: str, address: str) -> Iterator[Field]:
    tree = html5lib.parse("".join(_POSTED.findall(text)), namespaceHTMLElements=False)
    for form in tree.iter("form"):
        if "multipart" in form.get("enctype", ""):
            continue
        sent: dict[str, Any] = {}
        for box in form.iter("input"):
            if box.get("name") not in {None, "_csrf_token"} and box.get("type") != "file":
                sent.setdefault(box.get("name", ""), box.get("value", "on" if box.get("type") in {"checkbox", "radio"} else ""))
        sent |= {one.get("name", ""): one.text or "" for one in form.iter("textarea")}
        for one in form.iter("select"):
            sent[one.get("name", "")] = next((item.get("value") for item in one.iter("option") if item.get("value")), "")
        typed = {one.get("name", ""): one.get("type") for one in form.iter("input") if one.get("type", "text") not in _MACHINE}
        typed |= {one.get("name", ""): "" for one in form.iter("textarea")}
        for name, kind in typed.items():
            yield Field(form.get("action") or address, name, kind == "password", sent)


@pytest.fixture(scope="module")
def tried() -> set[tuple[str, str]]:
    """The fields that have been tried: a form that stands on many pages is the same on each."""
    return set()


PAGES = [route for route in EVERY if not route.is_api and route.method == "GET" and not route.path.startswith("/live/")]
_FORM_ROUTE = Route("POST", "/a-form", frozenset(), False, None, ())


@pytest.mark.parametrize("route", PAGES, ids=str)
async def test_every_page_and_every_field_of_its_forms(world, tried, route):
    faults: list[str] = []
    for persona in PERSONAS:
        if persona == LINK or not (route.is_public or not permissions(persona).isdisjoint(route.permissions)):
            continue
        address = _address(world, route, persona)
        page = await world.ask(persona, route, address, {})
        if "text/html" not in page.headers.get("content-type", ""):
            continue
        if MARKUP in page.text:
            faults.append(f"{persona}: {address} shows markup that somebody typed")
        new = [field for field in _fields(page.text, address) if (field.action, field.name) not in tried]
        tried.update((field.action, field.name) for field in new)
        faults += [fault for field in new for value in TEXTS if (fault := await _form_fault(world, persona, field, value))]
    assert not faults, "\n".join(faults)


async def _form_fault(world: World, persona: str, field: Field, value: str) -> str:
    answer = await world.ask(persona, _FORM_ROUTE, field.action, {**field.sent, field.name: value})
    said = f"{persona}: {field.action} {field.name}={value[:40]!r}: {answer.status_code}"
    if answer.status_code >= 500 or _FAULT.search(answer.text):
        return f"a fault of ours, {said} {answer.text[-300:]}"
    if MARKUP in answer.text:
        return f"markup is shown as markup, {said}"
    if answer.status_code == 422 and value == SQL and not field.is_secret and SQL not in unescape(answer.text):
        return f"what was typed is lost, {said}"
    if answer.status_code < 400 and value == OVERLONG:
        return f"without bound, {said}"
    return ""
