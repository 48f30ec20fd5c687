"""Records that a query or a body names, not the address: somebody else's are as good as none."""

from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import pytest

from prime.accounts.permissions import Role
from tests.permissions.records import OFFICE_ROLES, Side
from tests.permissions.routes import EVERY, Route, sample_value
from tests.permissions.samples import SAMPLES
from tests.permissions.test_matrix import key_of, secrets_in, world
from tests.permissions.world import PERSONAS, permissions

__all__ = ["world"]

OUTSIDERS = [persona for persona in PERSONAS if persona not in OFFICE_ROLES]

# What each parameter of a query, and each field of a body, names; nothing where it is no record of anybody's.
QUERIES = {
    "application": "application",
    "client": "client",
    "clientId": "client",
    "council": "client",
    "leaving": "champion",
    "person": "user",
    "record": "application",
    "subject": "veto question",
    "subjectId": "application",
}
FIELDS = {
    "championId": "champion",
    "gradeId": "",
    "skillIds": "",
    "skills": "",
    "staffMemberId": "",  # whom AfC can place is everybody's choice
    "teamId": "team",
    "versions": "timesheet",
}


class Named(NamedTuple):
    """A route with one record that its query or body names."""

    route: Route
    name: str

    def __str__(self) -> str:
        return f"{self.route} {self.name}"


def _field_names(kind: Any) -> list[str]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [field.encode_name for field in msgspec.structs.fields(kind) if _holds_keys(field.type)]
    return []


def _holds_keys(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return any(_holds_keys(field.type) for field in msgspec.structs.fields(kind))
    return kind is UUID or any(_holds_keys(inner) for inner in getattr(kind, "__args__", ()))


def _is_for_outsiders(route: Route) -> bool:
    return any(not permissions(persona).isdisjoint(route.permissions) for persona in OUTSIDERS)


ASKED = [Named(route, name) for route in EVERY if route.method == "GET" for name in route.queries]
SENT = [Named(route, name) for route in EVERY if _is_for_outsiders(route) for name in _field_names(route.body)]


def test_every_key_is_known():
    assert {named.name for named in ASKED} - QUERIES.keys() == set()
    assert {named.name for named in SENT} - FIELDS.keys() == set()


@pytest.mark.parametrize("named", [named for named in ASKED if _is_for_outsiders(named.route)], ids=str)
async def test_a_query_shows_nothing_of_others(world, named):
    route, key = named.route, world.other.ids[QUERIES[named.name]]
    for persona in OUTSIDERS:
        if permissions(persona).isdisjoint(route.permissions):
            continue
        own = [key_of(world.own, SAMPLES[name], persona) for name in route.parameters]
        answer = await world.ask(persona, route, f"{route.address(*own)}?{named.name}={key}", {})
        assert answer.status_code < 500
        assert [secret for secret in secrets_in(world, key) if secret in answer.text] == [], persona


@pytest.mark.parametrize("named", [named for named in SENT if FIELDS.get(named.name)], ids=str)
async def test_a_body_does_nothing_to_others(world, named):
    route = named.route
    for persona in OUTSIDERS:
        if permissions(persona).isdisjoint(route.permissions):
            continue
        own = [key_of(world.own, SAMPLES[name], persona) for name in route.parameters]
        answer, written = await world.ask_and_count(persona, route, route.address(*own), _body(route, named.name, world.other))
        assert answer.status_code < 500
        assert written == 0, f"{persona}: {answer.status_code} {answer.text}"


def _body(route: Route, name: str, side: Side) -> dict[str, Any]:
    """The least that the route takes, naming a record of the other half."""
    key = side.ids[FIELDS[name]]
    value: Any = {key: 1} if name == "versions" else key
    dates = {"startsOn": "2026-12-07", "endsOn": "2027-03-05"} if "startsOn" in sample_value(route.body) else {}
    return {**sample_value(route.body), **dates, "gradeId": side.ids["grade"], name: value} if dates else {**sample_value(route.body), name: value}


def test_the_roles_of_the_office_are_no_outsiders():
    assert set(OUTSIDERS) & {Role.CHAMPION, Role.OPERATIONS, Role.FINANCE, Role.ADMIN} == set()
