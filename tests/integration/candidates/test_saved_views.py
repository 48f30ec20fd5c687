"""Filters that somebody keeps under a name: their own, few, each name once."""

import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries, saved_views, service
from prime.core.errors import InvalidInput, NotFound
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?turn=champion&view=list&cursor=abc&q=%20keep%20&evil=1", "view=list&q=keep&turn=champion"),
        ("stage=offer&stage=checks", "stage=offer&stage=checks"),
        ("q=%3Cb%3E%26x%3D1", "q=%3Cb%3E%26x%3D1"),
        ("", ""),
        ("&&&=", ""),
    ],
)
def test_what_a_view_keeps_of_an_address(query, kept):
    assert saved_views.kept(query) == kept
    assert saved_views.kept(kept) == kept


@pytest.mark.parametrize("query", ["&".join("q=x" for _ in range(200)), "q=" + "x" * 3000])
def test_a_view_keeps_no_endless_address(query):
    with pytest.raises(InvalidInput):
        saved_views.kept(query)


async def test_a_view_is_saved_shown_renamed_and_removed(browser_for):
    champion = await make_user(Role.CHAMPION)
    browser = await browser_for(champion.user_id)
    shown = (await browser.get("/candidates?view=list&turn=champion&stage=screening")).text
    assert "/candidates/views/new?view=list&amp;turn=champion&amp;stage=screening" in shown
    assert 'value="view=list&amp;turn=champion"' in (await browser.get("/candidates/views/new?view=list&turn=champion&cursor=x")).text
    saved = await browser.submit("/candidates/views", {"name": "  Waiting   for me ", "query": "view=list&turn=champion"})
    assert (saved.status_code, saved.headers["location"]) == (303, "/candidates?view=list&turn=champion")
    page = (await browser.get("/candidates?turn=champion&view=list")).text
    assert 'href="/candidates?view=list&amp;turn=champion" aria-current="page">Waiting for me</a>' in page
    assert "Save this view" not in page
    (view,) = await queries.list_views(champion)
    assert (await browser.submit(f"/candidates/views/{view.id}/rename", {"name": "<b>Mine</b>"})).status_code == 303
    listed = (await browser.get("/candidates/views")).text
    assert "&lt;b&gt;Mine&lt;/b&gt;" in listed
    await browser.submit(f"/candidates/views/{view.id}/remove", {})
    assert "You have saved no view yet" in (await browser.get("/candidates/views")).text


async def test_the_names_of_a_person_differ(browser_for):
    champion = await make_user(Role.CHAMPION)
    browser = await browser_for(champion.user_id)
    await service.save_view(champion, name="Mine", query="turn=champion")
    for name, refusal in (("MINE", "You have a view of that name"), ("", "Enter a name for the view"), ("x" * 61, "60 characters or less")):
        answer = await browser.submit("/candidates/views", {"name": name, "query": "turn=panel"})
        assert (answer.status_code, refusal in answer.text) == (422, True)
        assert 'value="turn=panel"' in answer.text
    await service.save_view(await make_user(Role.CHAMPION), name="Mine", query="turn=panel")
    other = await service.save_view(champion, name="Other", query="turn=panel")
    refused = await browser.submit(f"/candidates/views/{other}/rename", {"name": "mine"})
    assert (refused.status_code, "You have a view of that name" in refused.text) == (422, True)


async def test_nobody_reaches_the_views_of_another():
    mine, other = await make_user(Role.CHAMPION), await make_user(Role.CHAMPION)
    view = await service.save_view(mine, name="Mine", query="")
    assert await queries.list_views(other) == []
    with pytest.raises(NotFound):
        await service.rename_view(other, view, name="Ours")
    with pytest.raises(NotFound):
        await service.remove_view(other, view)


async def test_there_are_only_so_many():
    champion = await make_user(Role.CHAMPION)
    for number in range(saved_views.MOST):
        await service.save_view(champion, name=f"View {number}", query="")
    with pytest.raises(InvalidInput) as refusal:
        await service.save_view(champion, name="One more", query="")
    assert "Remove one first" in refusal.value.errors[0]["detail"]


async def test_the_same_by_api(api_for):
    champion = await api_for((await make_user(Role.CHAMPION)).user_id)
    made = await champion.post("/api/v1/application-views", json={"name": "Mine", "query": "turn=champion"})
    assert made.status_code == 201
    view_id = made.json()["id"]
    renamed = await champion.put(f"/api/v1/application-views/{view_id}", json={"name": "Ours"})
    assert renamed.json() == [{"id": view_id, "name": "Ours", "query": "turn=champion"}]
    assert (await champion.get("/api/v1/application-views")).json() == renamed.json()
    assert (await champion.delete(f"/api/v1/application-views/{view_id}")).status_code == 204
    assert (await champion.delete(f"/api/v1/application-views/{view_id}")).status_code == 404
