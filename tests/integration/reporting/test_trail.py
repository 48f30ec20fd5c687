"""The audit trail as a page and as JSON."""

import re

import pytest

from prime.accounts.permissions import Role
from prime.audit import service as audit
from prime.core.columns import uuid7
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db")


async def test_it_is_read_page_by_page_and_nothing_is_left_out(browser_for):
    actor = await make_user(Role.ADMIN)
    for number in range(30):
        await audit.record(actor, "clients.changed", uuid7(), f"Change number {number:02}")
    browser = await browser_for(actor.user_id)
    first = (await browser.get("/audit?area=clients")).text
    older = re.search(r'href="([^"]+)" rel="next"', first)
    second = (await browser.get(older[1].replace("&amp;", "&"))).text
    seen = [set(re.findall(r"Change number \d\d", text)) for text in (first, second)]
    assert [len(page) for page in seen] == [25, 5]
    assert len(seen[0] | seen[1]) == 30
    assert 'rel="next"' not in second


async def test_it_is_narrowed_to_areas_and_to_a_record(browser_for):
    actor = await make_user(Role.OPERATIONS)
    record = uuid7()
    await audit.record(actor, "clients.changed", record, "Of the council")
    await audit.record(actor, "clientship.invented", uuid7(), "Not of the area")
    await audit.record(actor, "staff.skills_set", uuid7(), "Of the staff")
    await audit.record(actor, "offers.made", uuid7(), "Of an offer")
    browser = await browser_for(actor.user_id)
    text = (await browser.get("/audit?area=clients&area=staff&area=nonsense")).text
    assert "Of the council" in text
    assert "Of the staff" in text
    assert "Of an offer" not in text
    assert "Not of the area" not in text
    one = (await browser.get(f"/audit?record={record}")).text
    assert "Of the council" in one
    assert "Of the staff" not in one


async def test_what_people_typed_is_text(browser_for):
    actor = await make_user(Role.OPERATIONS)
    await audit.record(actor, "clients.changed", uuid7(), "<script>alert(1)</script>")
    text = (await (await browser_for(actor.user_id)).get("/audit")).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


async def test_the_same_as_json(api_for):
    actor = await make_user(Role.ADMIN)
    record = uuid7()
    await audit.record(actor, "clients.changed", record, "Of the council")
    answer = (await (await api_for(actor.user_id)).get(f"/api/v1/audit-entries?record={record}")).json()
    [entry] = answer["items"]
    assert (entry["action"], entry["summary"], entry["actorName"]) == ("clients.changed", "Of the council", actor.name)
    assert answer["nextCursor"] == ""


@pytest.mark.parametrize("role", [Role.CHAMPION, Role.FINANCE, Role.CANDIDATE])
async def test_others_do_not_read_it(role, browser_for, api_for):
    actor = await make_user(role)
    assert (await (await browser_for(actor.user_id)).get("/audit")).status_code == 403
    assert (await (await api_for(actor.user_id)).get("/api/v1/audit-entries")).status_code == 403


async def test_a_cursor_of_another_list_is_refused(browser_for):
    actor = await make_user(Role.ADMIN)
    assert (await (await browser_for(actor.user_id)).get("/audit?cursor=nonsense")).status_code == 422
