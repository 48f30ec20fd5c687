"""JSON of records that may be of one person: pairs, decisions, merges."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.duplicates import queries, service
from prime.duplicates.schemas import AskIn, MergeIn, MergeMade, MergeOut, PairOut
from prime.web.api import Listing, answer_once

PrimeRequest = Request[None, Actor, Any]
MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]


@get("/duplicate-pairs", guards=MANAGE, operation_id="ListDuplicatePairs")
async def list_pairs(request: PrimeRequest, cursor: FromQuery[str] = "") -> Listing[PairOut]:
    """Records that may be of one person, with what speaks for it; the likeliest first."""
    found = await queries.list_pairs(request.auth, cursor)
    return Listing(found.items, found.next_cursor)


@post("/duplicate-pairs", guards=MANAGE, operation_id="AskWhetherOnePerson")
async def ask(request: PrimeRequest, data: JSONBody[AskIn]) -> Response[bytes]:
    """Put two records side by side that somebody takes for one person, however unlike they look."""

    async def run() -> PairOut:
        return await queries.get_pair(request.auth, await service.ask(request.auth, data.candidate_id, reference=data.reference))

    return await answer_once(request, run)


@post("/duplicate-pairs/{pair_id:uuid}/keep-apart", guards=MANAGE, operation_id="KeepCandidatesApart", status_code=204)
async def keep_apart(request: PrimeRequest, pair_id: FromPath[UUID]) -> None:
    """Remember that two records are of different people."""
    await service.keep_apart(request.auth, pair_id)


@get("/candidate-merges", guards=MANAGE, operation_id="ListCandidateMerges")
async def list_merges(request: PrimeRequest, cursor: FromQuery[str] = "") -> Listing[MergeOut]:
    """Merges of records, the newest first."""
    found = await queries.list_merges(request.auth, cursor)
    return Listing(found.items, found.next_cursor)


@post("/candidate-merges", guards=MANAGE, operation_id="MergeCandidates")
async def merge(request: PrimeRequest, data: JSONBody[MergeIn]) -> Response[bytes]:
    """Give everything of one record to another of the same person."""

    async def run() -> msgspec.Struct:
        return MergeMade(await service.merge(request.auth, survivor_id=data.survivor_id, lost_id=data.lost_id, reason=data.reason))

    return await answer_once(request, run)


@post("/candidate-merges/{merge_id:uuid}/undo", guards=MANAGE, operation_id="UndoCandidateMerge", status_code=204)
async def undo(request: PrimeRequest, merge_id: FromPath[UUID]) -> None:
    """Part two records again."""
    await service.undo(request.auth, merge_id)


router = Router(path="/api/v1", route_handlers=[list_pairs, ask, keep_apart, list_merges, merge, undo], tags=["Applications"])
