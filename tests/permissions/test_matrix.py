"""Every route, for every role, on one's own records and on other people's."""

import re
from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from prime.accounts.permissions import Role
from tests.permissions.records import OFFICE_ROLES
from tests.permissions.routes import EVERY, Route, sample_value
from tests.permissions.samples import BODIES, LOCKED, SAMPLES, SHARED, Sample
from tests.permissions.world import ANONYMOUS, LINK, OTHER, PERSONAS, World, made_world, permissions

# Who took a file is noted: a read that leaves a line in the audit trail, and nothing else.
NOTED_READS = {"GET /documents/{document_id}/download", "GET /api/v1/documents/{document_id}/file"}
# The demo's mailbox shows everybody's mail to everybody; production has none.
SHOWS_ALL = ("/mail",)
_CHANGING = re.compile(r'[0-9a-f]{8}-[0-9a-f-]{27}|name="_csrf_token" value="[^"]*"')


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(app: Any, pool: None) -> AsyncIterator[World]:
    async with made_world(app) as made:
        yield made


def test_every_parameter_has_a_sample():
    assert sorted({name for route in EVERY for name in route.parameters} - SAMPLES.keys()) == []


def test_every_sample_is_of_an_address():
    assert sorted(SAMPLES.keys() - {name for route in EVERY for name in (*route.parameters, route.plain)}) == []
    assert sorted(BODIES.keys() - {str(route) for route in EVERY}) == []


@pytest.mark.parametrize("name", sorted(LOCKED))
async def test_a_role_opens_no_lock_of_its_own(world, name):
    route = next(route for route in EVERY if str(route) == name)
    for persona in PERSONAS:
        answer = await world.ask(persona, route, route.path, sample_value(route.body))
        assert answer.status_code in {401, 404}


@pytest.mark.parametrize("route", [route for route in EVERY if str(route) not in LOCKED], ids=str)
async def test_access(world, route):
    faults, reached = [], 0
    for persona in PERSONAS:
        if persona == LINK and not route.is_api:
            continue
        async for fault, is_reached in _tries(world, route, persona):
            reached += is_reached
            faults += [f"{persona}: {fault}"] if fault else []
    assert not faults, "\n".join(faults)
    assert reached, "nobody can use it"


class Target(NamedTuple):
    """An address to ask for, and whether its record is there for the persona."""

    keys: tuple[str, ...]
    is_there: bool
    is_others: bool = False


def _targets(world: World, route: Route, persona: str) -> Iterator[Target]:
    samples = [SAMPLES[name] for name in route.parameters]
    if samples and route.plain in SAMPLES:
        samples[-1] = SAMPLES[route.plain]
    records = [index for index, sample in enumerate(samples) if sample.noun]
    own, other = world.own, world.other
    sides = [[own] * len(samples)]
    if records:
        sides.append([other if sample.noun else own for sample in samples])
    if len(records) > 1:
        sides += [[other if index == odd else own for index in range(len(samples))] for odd in records]
    for chosen in sides:
        keys = tuple(key_of(side, sample, persona) for side, sample in zip(chosen, samples, strict=True))
        fits = all(samples[at].is_free or chosen[at] is chosen[before] for before, at in pairwise(records))
        reached = [_reaches(persona, sample, is_own=side is own) for side, sample in zip(chosen, samples, strict=True)]
        is_there = fits and (route.is_public or all(reached))
        yield Target(keys, is_there, is_others=other in chosen)
    for index in records:
        keys = tuple(str(uuid4()) if at == index else key_of(own, sample, persona) for at, sample in enumerate(samples))
        yield Target(keys, is_there=False)


def key_of(side: Any, sample: Sample, persona: str) -> str:
    return sample.value or side.ids[sample.noun.format(role=persona if persona in side.people else Role.CANDIDATE)]


def _reaches(persona: str, sample: Sample, *, is_own: bool) -> bool:
    role = Role.CANDIDATE if persona == LINK else persona
    return not sample.noun or role in sample.every or (is_own and role in sample.own)


async def _tries(world: World, route: Route, persona: str) -> AsyncIterator[tuple[str, bool]]:
    """What is wrong with each try, in words, and whether it reached the command."""
    is_allowed = route.is_public or not permissions(persona).isdisjoint(route.permissions)
    body = sample_value(route.body) if route.body else {}
    if str(route) in BODIES:
        body = body | BODIES[str(route)](world.own)
    absences = set()
    for target in _targets(world, route, persona):
        address = route.address(*target.keys)
        if route.is_read:
            answer, written = await world.ask_and_count(persona, route, address, body)
        else:
            answer, written = await world.ask(persona, route, address, body), 0
        told = f"{address} answers {answer.status_code} {answer.headers.get('location', '')}"
        fault = _fault(route, persona, answer, should_be_let_in=is_allowed, is_there=target.is_there)
        yield f"{told}, {fault}" if fault else "", is_allowed and target.is_there and not fault
        if written and str(route) not in NOTED_READS:
            yield f"{address} is a read and wrote {written} rows", False
        if is_allowed and not target.is_there:
            absences.add(_CHANGING.sub("", answer.text))
        for secret in _secrets(world, route, persona, target):
            if secret in answer.text:
                yield f"{told} and shows {secret}", False
    if len(absences) > 1 and not route.is_public and persona not in OFFICE_ROLES:
        yield f"{route}: somebody else's record and none at all are told apart", False


def _fault(route: Route, persona: str, answer: httpx.Response, *, should_be_let_in: bool, is_there: bool) -> str:
    if answer.status_code >= 500:
        return f"a fault of ours: {answer.text[-300:]}"
    if not should_be_let_in:
        return "" if _is_refused(route, persona, answer) else "should be refused"
    if not is_there:
        return "" if answer.status_code == 404 or route.is_public else "should not be there"
    return "should be let in" if answer.status_code in {401, 403, 404} else ""


def _is_refused(route: Route, persona: str, answer: httpx.Response) -> bool:
    if persona != ANONYMOUS:
        return answer.status_code == 403
    if route.method == "GET" and not route.is_api:
        return answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?next=")
    return answer.status_code == 401


def _secrets(world: World, route: Route, persona: str, target: Target) -> list[str]:
    """What must not stand in an answer to somebody outside AfC's office: names and keys of the other half."""
    if route.path.startswith(SHOWS_ALL) or persona in OFFICE_ROLES or (target.is_there and target.is_others):
        return []
    return secrets_in(world, *target.keys)


def secrets_in(world: World, *known: str) -> list[str]:
    """Names and keys of the other half, but for those that whoever asks knows already."""
    return [OTHER, *(key for noun, key in world.other.ids.items() if noun not in SHARED and key not in known)]
