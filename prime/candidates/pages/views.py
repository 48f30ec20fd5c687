"""Saved views of the pipeline: save one, rename it, remove it."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.candidates import queries, saved_views, service
from prime.candidates.forms import VIEW, ViewForm
from prime.candidates.pages.pipeline import READ, PrimeRequest
from prime.candidates.schemas import SavedViewOut
from prime.core.errors import InvalidInput, NotFound
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

VIEWS = "/candidates/views"


def _form_page(form: Bound[ViewForm], *, query: str, view_id: UUID | None = None, status: int = 200) -> Template:
    return page("pages/candidates/name_view.html", status=status, b=form, query=query, view_id=view_id, most=saved_views.NAME_MAX)


async def _own(request: PrimeRequest, view_id: UUID) -> SavedViewOut:
    for view in await queries.list_views(request.auth):
        if view.id == view_id:
            return view
    raise NotFound


@get(VIEWS, guards=READ)
async def list_views(request: PrimeRequest) -> Template:
    """One's own saved views."""
    return page("pages/candidates/list_views.html", views=await queries.list_views(request.auth))


@get(VIEWS + "/new", guards=READ)
async def name_view(request: PrimeRequest) -> Template:
    """Ask for the name under which the filters of this very address are kept."""
    return _form_page(blank(ViewForm, VIEW), query=saved_views.kept(request.url.query))


@post(VIEWS, guards=READ, status_code=200)
async def save_view(request: PrimeRequest) -> Template | Redirect:
    """Keep the filters of the page under a name."""
    sent = await request.form()
    form = bind(ViewForm, VIEW, sent)
    query = str(sent.get("query", ""))[: saved_views.QUERY_MAX]
    if form.value is None:
        return _form_page(form, query=query, status=422)
    try:
        await service.save_view(request.auth, name=form.value.name, query=query)
    except InvalidInput as refusal:
        return _form_page(form.refuse(refusal), query=query, status=422)
    return redirect(f"/candidates?{saved_views.kept(query)}", f"“{form.value.name}” is saved.")


@get(VIEWS + "/{view_id:uuid}/rename", guards=READ)
async def rename_page(request: PrimeRequest, view_id: FromPath[UUID]) -> Template:
    """Another name for a view."""
    view = await _own(request, view_id)
    return _form_page(blank(ViewForm, VIEW, name=view.name), query=view.query, view_id=view_id)


@post(VIEWS + "/{view_id:uuid}/rename", guards=READ, status_code=200)
async def rename_view(request: PrimeRequest, view_id: FromPath[UUID]) -> Template | Redirect:
    """Give a view another name."""
    await _own(request, view_id)
    form = bind(ViewForm, VIEW, await request.form())
    if form.value is None:
        return _form_page(form, query="", view_id=view_id, status=422)
    try:
        await service.rename_view(request.auth, view_id, name=form.value.name)
    except InvalidInput as refusal:
        return _form_page(form.refuse(refusal), query="", view_id=view_id, status=422)
    return redirect(VIEWS, f"The view is now called “{form.value.name}”.")


@post(VIEWS + "/{view_id:uuid}/remove", guards=READ)
async def remove_view(request: PrimeRequest, view_id: FromPath[UUID]) -> Redirect:
    """Forget a view."""
    await service.remove_view(request.auth, view_id)
    return redirect(VIEWS, "The view is removed.")


route_handlers = [list_views, name_view, save_view, rename_page, rename_view, remove_view]
