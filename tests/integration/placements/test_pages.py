"""The pages, by the people who use them."""

import re
from datetime import date

import pytest

from prime.accounts.permissions import Role
from prime.accounts.queries import actor_for_user
from prime.core.db import execute
from prime.placements import queries
from prime.placements.tables import RequestStatus
from tests.factories.accounts import make_user
from tests.factories.clients import make_rate_card
from tests.factories.placements import make_council_client, make_picked, make_placement, make_request
from tests.factories.staff import grade_id, make_staff, skill_id

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _answers(council, **changes):
    return {
        "grade_id": str(await grade_id()),
        "team_id": str(council.team_id),
        "supervisor": "Ros Ito",
        "starts_on-day": "7",
        "starts_on-month": "12",
        "starts_on-year": "2026",
        "ends_on-day": "5",
        "ends_on-month": "march",
        "ends_on-year": "2027",
        "fte": "0.6",
        "skill_ids": [str(await skill_id("assessment")), str(await skill_id("court"))],
        "po_number": "PO-7700001",
        "details": "Hybrid, 3 days a week.",
        **changes,
    }


async def test_a_requester_writes_checks_and_sends(browser_for):
    council = await make_council_client()
    await make_rate_card(council.client.id)
    browser = await browser_for(council.requester.user_id)
    assert "Request a placement" in (await browser.get("/placement-requests/new")).text
    wrong = await browser.submit("/placement-requests/new", await _answers(council, po_number="", fte="2"))
    assert wrong.status_code == 422
    for message in ("Enter the PO number", "Full-time equivalent must be a number", "Error: Request a placement"):
        assert message in wrong.text
    assert "Hybrid, 3 days a week." in (await browser.get("/placement-requests/new")).text  # nothing typed is lost
    right = await browser.submit("/placement-requests/new", await _answers(council))
    assert (right.status_code, right.headers["location"]) == (303, "/placement-requests/check")
    check = (await browser.get("/placement-requests/check")).text
    for words in ("7 December 2026", "5 March 2027", "Ros Ito", "Referral and assessment, Court work", "£921.30"):
        assert words in check
    sent = await browser.submit("/placement-requests/check")
    assert re.fullmatch(r"/placement-requests/[0-9a-f-]{36}/sent", sent.headers["location"])
    assert "REQ-2026-" in (await browser.get(sent.headers["location"])).text
    again = await browser.submit("/placement-requests/check")
    assert again.headers["location"] == "/placements"
    assert (await queries.tally(council.requester)).requests == 1
    assert (await browser.get("/placement-requests/check")).headers["location"] == "/placement-requests/new"


async def test_a_draft_can_be_thrown_away(browser_for):
    council = await make_council_client()
    browser = await browser_for(council.requester.user_id)
    await browser.submit("/placement-requests/new", {"details": "Half a thought"})
    assert "Half a thought" in (await browser.get("/placement-requests/new")).text
    await browser.submit("/placement-requests/new/clear")
    assert "Half a thought" not in (await browser.get("/placement-requests/new")).text


async def test_a_request_is_changed_and_a_stale_page_is_refused(browser_for):
    council = await make_council_client()
    request_id = await make_request(council)
    browser = await browser_for(council.requester.user_id)
    form = await browser.get(f"/placement-requests/{request_id}/change")
    assert 'value="PO-7700001"' in form.text
    first = await browser.submit(f"/placement-requests/{request_id}/change", await _answers(council, po_number="PO-2", version="1"))
    assert first.status_code == 303
    stale = await browser.submit(f"/placement-requests/{request_id}/change", await _answers(council, po_number="PO-3", version="1"))
    assert stale.status_code == 409
    assert "it was changed after you opened it" in stale.text
    assert (await queries.get_request(council.requester, request_id)).po_number == "PO-2"


async def test_a_request_is_cancelled_after_a_question(browser_for):
    council = await make_council_client()
    request_id = await make_request(council)
    browser = await browser_for(council.requester.user_id)
    assert "cannot be opened again" in (await browser.get(f"/placement-requests/{request_id}/cancel")).text
    assert (await browser.submit(f"/placement-requests/{request_id}/cancel", {"reason": ""})).status_code == 303
    assert "Cancelled" in (await browser.get(f"/placement-requests/{request_id}")).text
    assert (await browser.submit(f"/placement-requests/{request_id}/cancel")).status_code == 409


async def test_the_council_reads_scores_picks_and_turns_down(browser_for):
    council = await make_council_client()
    amara = await make_staff(first_name="Amara", last_name="Secretname", skills={"assessment": 5})
    ben = await make_staff(first_name="Ben", skills={})
    await make_staff(first_name="Cai", fte=0.5)
    request_id = await make_request(council)
    browser = await browser_for(council.requester.user_id)
    matches = (await browser.get(f"/placement-requests/{request_id}/matches")).text
    assert matches.index("Amara") < matches.index("Ben")
    assert "1 of 1 skill held, 5 years in the longest" in matches
    assert "1: Not free for the dates and the full-time equivalent" in matches
    assert "Secretname" not in matches
    empty = await browser.submit(f"/placement-requests/{request_id}/matches/{ben.id}/decline", {"reason": ""})
    assert (empty.status_code, "Enter a reason" in empty.text) == (422, True)
    assert (await browser.submit(f"/placement-requests/{request_id}/matches/{ben.id}/decline", {"reason": "No skills"})).status_code == 303
    assert "Turned down for this request" in (await browser.get(f"/placement-requests/{request_id}/matches")).text
    picked = await browser.submit(f"/placement-requests/{request_id}/pick", {"staff_member": str(amara.id)})
    assert picked.headers["location"] == f"/placement-requests/{request_id}"
    assert "Amara" in (await browser.get(picked.headers["location"])).text
    refused = await browser.submit(f"/placement-requests/{request_id}/pick", {"staff_member": str(ben.id)})
    assert refused.headers["location"].endswith("/matches")
    assert (await queries.get_request(council.requester, request_id)).picked_id == amara.id


async def test_operations_confirms_at_the_rate_of_the_card(browser_for, drain):
    council, person = await make_council_client(), await make_staff()
    await make_rate_card(council.client.id)
    request_id = await make_picked(council, person)
    operations = await make_user(Role.OPERATIONS)
    browser = await browser_for(operations.user_id)
    form = await browser.get(f"/placement-requests/{request_id}/confirm")
    assert 'value="41.50"' in form.text
    assert "agency worker" in form.text
    assert "No price cap is entered" in form.text
    wrong = await browser.submit(f"/placement-requests/{request_id}/confirm", {"hourly_amount": "0", "weekly_hours": "37"})
    assert wrong.status_code == 422
    answer = await browser.submit(f"/placement-requests/{request_id}/confirm", {"hourly_amount": "£41.50", "weekly_hours": "37"})
    assert answer.headers["location"].startswith("/placements/")
    waiting = (await browser.get(answer.headers["location"])).text
    assert "Waiting for PDF" in waiting
    await drain()
    for actor in (operations, council.approver, await actor_for_user(person.user_id)):
        text = (await (await browser_for(actor.user_id)).get(answer.headers["location"])).text
        assert "Placement agreement: Sam Sample" in text
        assert "Waiting for PDF" not in text
    assert (await browser.get(f"/placement-requests/{request_id}/confirm")).status_code == 404


async def test_a_rate_above_the_price_cap_asks_who_approved_it(browser_for):
    await execute(
        "INSERT INTO price_cap (id, region_code, job_type, hourly_amount, effective_from, source, is_demonstration) "
        "VALUES (uuidv7(), 'E12000007', 'social_worker', 40, '2026-04-01', 'Made up', true)"
    )
    council = await make_council_client()
    request_id = await make_picked(council, await make_staff())
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    here = f"/placement-requests/{request_id}/confirm"
    assert "Who approved a rate above £40.00?" in (await browser.get(here)).text
    terms = {"hourly_amount": "41.50", "weekly_hours": "37"}
    refused = await browser.submit(here, terms)
    assert (refused.status_code, 'href="#over_cap_approved_by"' in refused.text) == (422, True)
    placed = await browser.submit(here, {**terms, "over_cap_approved_by": "A Director\nB Chief"})
    page = (await browser.get(placed.headers["location"])).text
    assert "Above the price cap of £40.00" in page
    assert "Approved by A Director and B Chief" in page


async def test_confirming_somebody_who_is_no_longer_free_says_so(browser_for):
    council, person = await make_council_client(), await make_staff()
    request_id = await make_picked(council, person)
    await make_placement(await make_council_client(), person)
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "0 of the 1 needed is free" in (await browser.get(f"/placement-requests/{request_id}/confirm")).text
    answer = await browser.submit(f"/placement-requests/{request_id}/confirm", {"hourly_amount": "41.50", "weekly_hours": "37"})
    assert answer.status_code == 409
    assert "0 of the 1 needed is free" in answer.text


async def test_operations_declines_with_a_reason(browser_for):
    council = await make_council_client()
    request_id = await make_request(council)
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert (await browser.get(f"/placement-requests/{request_id}/decline")).status_code == 200
    assert (await browser.submit(f"/placement-requests/{request_id}/decline", {"reason": ""})).status_code == 422
    assert (await browser.submit(f"/placement-requests/{request_id}/decline", {"reason": "Nobody is free"})).status_code == 303
    assert (await queries.get_request(council.requester, request_id)).status is RequestStatus.DECLINED


async def test_operations_ends_extends_and_calls_off(browser_for):
    placement = await make_placement()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    here = f"/placements/{placement.id}"
    page = (await browser.get(f"{here}/end")).text
    assert "Notice is 28 days: given today, the last day is 23 December 2026 or later" in page
    early = {"ends_on-day": "29", "ends_on-month": "1", "ends_on-year": "2027"}
    assert (await browser.submit(f"{here}/end", early)).status_code == 422
    assert (await browser.submit(f"{here}/end", {**early, "reason": "The team closes"})).status_code == 303
    assert "Ended early" in (await browser.get(here)).text
    assert (await browser.submit(f"{here}/extend", early)).status_code == 422
    assert (await browser.submit(f"{here}/extend", {**early, "ends_on-month": "3"})).status_code == 303
    assert (await browser.get(f"{here}/cancel")).status_code == 200
    assert (await browser.submit(f"{here}/cancel", {"reason": "No budget"})).status_code == 303
    assert "Called off" in (await browser.get(here)).text
    assert (await browser.submit(f"{here}/cancel", {"reason": "No budget"})).status_code == 409


async def test_the_list_of_each_role(browser_for):
    council, person = await make_council_client(), await make_staff()
    placement = await make_placement(council, person)
    request_id = await make_request(council)
    operations, finance = await make_user(Role.OPERATIONS), await make_user(Role.FINANCE)
    for user_id in (council.requester.user_id, operations.user_id, finance.user_id):
        browser = await browser_for(user_id)
        assert f"/placement-requests/{request_id}" in (await browser.get("/placements")).text
        assert f"/placements/{placement.id}" in (await browser.get("/placements?view=active")).text
        for view in ("ending", "past", "closed"):
            assert (await browser.get(f"/placements?view={view}")).status_code == 200
    browser = await browser_for(person.user_id)
    own = (await browser.get("/placements")).text
    assert f"/placements/{placement.id}" in own
    assert "Requests (" not in own
    assert (await browser.get("/placements?view=requests")).status_code == 404
    stranger = await browser_for((await make_council_client()).requester.user_id)
    assert "No open requests" in (await stranger.get("/placements")).text


@pytest.mark.parametrize("path", ["", "/matches", "/change", "/cancel", "/sent"])
async def test_another_councils_request_is_not_found(browser_for, path):
    request_id = await make_request(await make_council_client())
    stranger = await browser_for((await make_council_client()).requester.user_id)
    assert (await stranger.get(f"/placement-requests/{request_id}{path}")).status_code == 404


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.CHAMPION])
async def test_who_has_no_business_here_is_refused(browser_for, role):
    browser = await browser_for((await make_user(role)).user_id)
    assert (await browser.get("/placements")).status_code == 403


async def test_what_is_typed_is_never_markup(browser_for):
    council = await make_council_client()
    request_id = await make_request(council, details="<script>alert(1)</script>", po_number="<b>PO</b>")
    text = (await (await browser_for(council.requester.user_id)).get(f"/placement-requests/{request_id}")).text
    assert "<script>alert" not in text
    assert "&lt;b&gt;PO&lt;/b&gt;" in text


async def test_the_list_takes_as_many_queries_for_one_as_for_twenty(browser_for):
    from tests.support.queries import counted

    council = await make_council_client()
    browser = await browser_for(council.requester.user_id)
    operations = await make_user(Role.OPERATIONS)
    numbers = {}
    for view in ("requests", "active"):
        for amount in (1, 9):
            for _ in range(amount):
                await (make_request(council) if view == "requests" else make_placement(council, operations=operations))
            async with counted() as seen:
                assert (await browser.get(f"/placements?view={view}")).status_code == 200
            numbers.setdefault(view, []).append(len(seen))
    assert all(few == many for few, many in numbers.values()), numbers
    assert max(numbers["active"]) <= 5


async def test_ending_shows_only_what_ends(browser_for):
    council = await make_council_client()
    placement = await make_placement(council, starts_on=date(2026, 11, 25), ends_on=date(2026, 12, 11))
    text = (await (await browser_for(council.requester.user_id)).get("/placements?view=ending")).text
    assert f"/placements/{placement.id}" in text
    assert "Ends 11 December" in text
