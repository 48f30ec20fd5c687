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
from tests.permissions.routes import EVERY, Route, sample_value
from tests.permissions.samples import BODIES, SAMPLES, SHARED, Sample
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


@pytest.mark.parametrize("route", EVERY, ids=str)
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
        keys = tuple(_key(side, sample, persona) for side, sample in zip(chosen, samples, strict=True))
        fits = all(samples[at].is_free or chosen[at] is chosen[before] for before, at in pairwise(records))
        yield Target(keys, fits and all(_reaches(persona, sample, is_own=side is own) for side, sample in zip(chosen, samples, strict=True)))
    for index in records:
        keys = tuple(str(uuid4()) if at == index else _key(own, sample, persona) for at, sample in enumerate(samples))
        yield Target(keys, is_there=False)


def _key(side: Any, sample: Sample, persona: str) -> str:
    return sample.value or side.ids[sample.noun.format(role=persona if persona in side.people else Role.CANDIDATE)]


def _reaches(persona: str, sample: Sample, *, is_own: bool) -> bool:
    role = Role.CANDIDATE if persona == LINK else persona
    return not sample.noun or role in sample.every or (is_own and role in sample.own)


async def _tries(world: World, route: Route, persona: str) -> AsyncIterator[tuple[str, bool]]:
    """What is wrong with each try, in words, and whether it reached the command."""
    is_allowed = route.is_public or not permissions(persona).isdisjoint(route.permissions)
    body = BODIES[str(route)](world.own) if str(route) in BODIES else sample_value(route.body) if route.body else None
    refusals = set()
    for keys, is_there in _targets(world, route, persona):
        address = route.address(*keys)
        answer, written = await world.ask(persona, route, address, body)
        told = f"{address} answers {answer.status_code} {answer.headers.get('location', '')}"
        if answer.status_code >= 500:
            yield f"{told}: {answer.text[-300:]}", False
        elif not is_allowed:
            yield "" if _is_refused(route, persona, answer) else f"{told}, should be refused", False
        elif not is_there:
            refusals.add(_CHANGING.sub("", answer.text))
            yield "" if answer.status_code == 404 or route.is_public else f"{told}, should not be there", False
        elif answer.status_code in {401, 403, 404}:
            yield f"{told}, should be let in", False
        else:
            yield "", True
        if route.is_read and written and str(route) not in NOTED_READS:
            yield f"{address} is a read and wrote {written} rows", False
        for secret in _secrets(world, route, persona, keys):
            if secret in answer.text:
                yield f"{told} and shows {secret}", False
    if len(refusals) > 1 and not route.is_public:
        yield f"{route}: somebody else's record and none at all are told apart", False


def _is_refused(route: Route, persona: str, answer: httpx.Response) -> bool:
    if persona != ANONYMOUS:
        return answer.status_code == 403
    if route.method == "GET" and not route.is_api:
        return answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?next=")
    return answer.status_code == 401


def _secrets(world: World, route: Route, persona: str, keys: tuple[str, ...]) -> list[str]:
    """What must not stand in an answer to somebody outside AfC's office: names and keys of the other half."""
    if route.path.startswith(SHOWS_ALL) or persona in {Role.CHAMPION, Role.OPERATIONS, Role.FINANCE, Role.ADMIN}:
        return []
    return [OTHER, *(key for noun, key in world.other.ids.items() if noun not in SHARED and key not in keys)]
