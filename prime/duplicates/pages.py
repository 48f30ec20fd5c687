"""Pages of records that may be of one person: the pairs, one pair, the merges and their undoing."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.formats import govdate, local, plural
from prime.duplicates import queries, rules, service
from prime.duplicates.errors import AlreadyDecided, CannotMerge, CannotUndo
from prime.duplicates.forms import MERGE, MergeForm
from prime.duplicates.schemas import PairOut, RecordOut
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]
PAIRS = 10


@get("/duplicates", guards=MANAGE)
async def list_pairs(request: PrimeRequest, cursor: FromQuery[str] = "") -> Template:
    """Pairs that nobody decided on, the likeliest first."""
    pairs = await queries.list_pairs(request.auth, cursor, size=PAIRS)
    return page("pages/duplicates/list_pairs.html", no_store=True, pairs=pairs, cursor=cursor, reason_labels=rules.REASON_LABELS)


def _since(record: RecordOut) -> str:
    return f"{plural(len(record.applications), 'application')}, known since {govdate(local(record.created_at))}"


async def _pair_page(pair: PairOut, form: Bound[MergeForm], *, status: int = 200) -> Template:
    records = {pair.first.id: pair.first, pair.second.id: pair.second}
    obstacles = {
        survivor.reference: await queries.obstacles(survivor.id, lost.id) for survivor, lost in ((pair.first, pair.second), (pair.second, pair.first))
    }
    return page(
        "pages/duplicates/view_pair.html",
        status=status,
        no_store=True,
        b=form,
        pair=pair,
        records=[(str(key), f"{record.reference}, {record.name}", _since(record)) for key, record in records.items()],
        obstacles=obstacles,
        reason_labels=rules.REASON_LABELS,
    )


@get("/duplicates/{pair_id:uuid}", guards=MANAGE)
async def view_pair(request: PrimeRequest, pair_id: FromPath[UUID]) -> Template:
    """Two records side by side, and what becomes of them if they are one person."""
    return await _pair_page(await queries.get_pair(request.auth, pair_id), blank(MergeForm, MERGE))


@post("/duplicates/{pair_id:uuid}/merge", guards=MANAGE)
async def merge(request: PrimeRequest, pair_id: FromPath[UUID]) -> Template | Redirect:
    """Make one record of the two."""
    pair = await queries.get_pair(request.auth, pair_id)
    form = bind(MergeForm, MERGE, await request.form())
    if form.value is None:
        return await _pair_page(pair, form, status=422)
    kept = form.value.survivor
    if kept not in {pair.first.id, pair.second.id}:
        return await _pair_page(pair, form.add("survivor", "Select the record to keep"), status=422)
    lost = pair.second if kept == pair.first.id else pair.first
    try:
        await service.merge(request.auth, survivor_id=kept, lost_id=lost.id, reason=form.value.reason)
    except InvalidInput as refusal:
        return await _pair_page(pair, form.refuse(refusal), status=422)
    except CannotMerge as refusal:
        return await _pair_page(pair, form.add("survivor", refusal.detail), status=refusal.status)
    return redirect("/duplicates/merges", f"{lost.reference} is merged. The person is told with which address to sign in.")


@post("/duplicates/{pair_id:uuid}/different", guards=MANAGE)
async def keep_apart(request: PrimeRequest, pair_id: FromPath[UUID]) -> Redirect:
    """Remember that they are two people."""
    try:
        await service.keep_apart(request.auth, pair_id)
    except AlreadyDecided as refusal:
        return redirect("/duplicates", refusal.detail, kind="info")
    return redirect("/duplicates", "They are different people. You will not be asked again.")


@get("/duplicates/merges", guards=MANAGE)
async def list_merges(request: PrimeRequest, cursor: FromQuery[str] = "") -> Template:
    """Merges, the newest first."""
    return page("pages/duplicates/list_merges.html", no_store=True, merges=await queries.list_merges(request.auth, cursor), cursor=cursor)


@get("/duplicates/merges/{merge_id:uuid}/undo", guards=MANAGE)
async def undo_form(request: PrimeRequest, merge_id: FromPath[UUID]) -> Template:
    """Say what undoing does."""
    return page("pages/duplicates/undo.html", no_store=True, merge=await queries.get_merge(request.auth, merge_id))


@post("/duplicates/merges/{merge_id:uuid}/undo", guards=MANAGE)
async def undo(request: PrimeRequest, merge_id: FromPath[UUID]) -> Redirect:
    """Part the two records again."""
    try:
        await service.undo(request.auth, merge_id)
    except CannotUndo as refusal:
        return redirect("/duplicates/merges", refusal.detail, kind="info")
    return redirect("/duplicates/merges", "The merge is undone. Both people are told.")


router = Router(
    path="/", route_handlers=[list_pairs, view_pair, merge, keep_apart, list_merges, undo_form, undo], include_in_schema=False
)
