"""Everybody's desk on the demonstration: what is on it is there, leads on, and takes few queries."""

import re

import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates.queries import count_applications
from prime.candidates.schemas import Filters
from prime.demo.people import login
from prime.placements.queries import tally
from prime.reporting.desks import desks
from tests.support.demonstration import demo as db
from tests.support.queries import counted

__all__ = ["db"]
pytestmark = pytest.mark.usefixtures("db")
# The operations desk asks the most: applications, people who are ready, references, disclosures, requests, jobs, invariants.
MOST_QUERIES = 18


async def _actor(role: Role):
    user = await accounts.find_user_by_email(login(role))
    return await accounts.actor_for_user(user.id)


def _section(desk, title: str):
    return next(section for section in desk.sections if section.title == title)


@pytest.mark.parametrize("role", Role)
async def test_everything_on_a_desk_leads_to_a_page(role, browser_for):
    actor = await _actor(role)
    browser = await browser_for(actor.user_id)
    page = await browser.get("/home")
    assert page.status_code == 200
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    links = set(re.findall(r'href="([^"]+)"', main)) - {"/admin/"}
    assert links
    for link in links:
        answer = await browser.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200, link


@pytest.mark.parametrize("role", Role)
async def test_a_desk_takes_few_queries(role):
    actor = await _actor(role)
    async with counted() as seen:
        await desks(actor)
    assert len(seen) <= MOST_QUERIES


async def test_operations_see_what_the_lists_hold():
    actor = await _actor(Role.OPERATIONS)
    [desk] = await desks(actor)
    late = await count_applications(actor, Filters(is_overdue=True))
    assert _section(desk, "Overdue applications").count == late
    assert _section(desk, "Ready to become staff").count == await count_applications(actor, Filters(stages=("ready",)))
    assert _section(desk, "Placement requests").count == (await tally(actor)).requests
    assert str(late) in desk.lead or late == 0


async def test_the_candidate_is_told_to_choose_a_time():
    [desk] = await desks(await _actor(Role.CANDIDATE))
    application = desk.sections[0]
    assert application.is_urgent
    assert any(item.text == "Choose a time for your panel interview" and item.href.endswith("/times") for item in application.items)


async def test_the_champion_sees_what_is_owed():
    [desk] = await desks(await _actor(Role.CHAMPION))
    owed = _section(desk, "Owed to your panels")
    assert owed.is_urgent
    assert owed.items[0].tag == "Scorecard due"


async def test_staff_see_their_weeks_oldest_first_and_no_old_application():
    [desk] = await desks(await _actor(Role.STAFF))
    weeks = _section(desk, "Timesheets to fill")
    assert weeks.items[0].tag == "Question to answer"
    assert desk.lead == "You are placed with Westmarch Council"


async def test_the_council_sees_only_its_own():
    [requester] = await desks(await _actor(Role.CLIENT_REQUESTER))
    [approver] = await desks(await _actor(Role.CLIENT_APPROVER))
    [finance] = await desks(await _actor(Role.CLIENT_FINANCE))
    assert {item.tag for item in _section(requester, "Placement requests").items} == {"Choose somebody", "Waiting for AfC"}
    assert _section(approver, "Timesheets to approve").count > 1
    assert all("Westmarch Council" in item.note for item in _section(finance, "Invoices to pay").items)


async def test_finance_is_led_to_the_month_that_waits():
    [desk] = await desks(await _actor(Role.FINANCE))
    [item] = _section(desk, "To bill").items
    assert item.href.startswith("/billing-runs/new?month=")
    assert _section(desk, "Last runs").items[0].tag == "Done"


async def test_a_failed_job_and_broken_data_stand_out():
    from prime.core.actor import SYSTEM
    from prime.core.db import execute
    from prime.reporting import service
    from prime.reporting.invariants import look

    actor = await _actor(Role.OPERATIONS)
    [before] = await desks(actor)
    assert _section(before, "Behind the pages").items == []
    await execute("INSERT INTO outbox_message (id, job, dead_at) VALUES (uuidv7(), 'staff.note_leavers', now() - interval '2 days')")
    await service.keep_findings(SYSTEM, await look())
    [after] = await desks(actor)
    section = _section(after, "Behind the pages")
    assert [item.tag for item in section.items] == ["Failed", "Broken"]
    assert section.is_urgent
