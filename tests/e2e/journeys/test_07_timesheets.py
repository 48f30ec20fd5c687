"""Step 7: a staff member fills two weeks on a phone; the council approves one and queries the other, which is corrected and approved."""

from datetime import date, timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from prime.accounts.permissions import Role
from prime.core import clock
from prime.core.formats import govdate
from tests.support.pages import email_of, follow_link, look, open_mail

pytestmark = pytest.mark.timeout(300)

WORKER = "Sam Fernhollow"
QUESTION = "The rota says 7.5 hours on Monday. Which is right?"


async def test_two_weeks_are_filled_one_approved_one_queried_corrected_and_approved(enter):
    this_week = clock.today() - timedelta(days=clock.today().weekday())
    last_week = this_week - timedelta(weeks=1)
    phone = await enter(Role.STAFF, phone=True)
    council = await enter(Role.CLIENT_APPROVER)

    await _fill_last_week(phone, last_week)
    await _fill_this_week(phone, this_week)
    await _open_by_mail(council, last_week)
    await look(council)
    await council.get_by_role("button", name="Approve 22.5 hours").click()
    await expect(council.get_by_text("The timesheet is approved.")).to_be_visible()
    await _ask(council, this_week)

    await _answer(phone, this_week)
    await expect(_state(phone, "Weeks sent", last_week)).to_have_text("Approved")
    await _open_by_mail(council, this_week)
    await expect(council.get_by_role("main")).to_contain_text("The rota is right, I had counted a break.")
    await council.get_by_role("button", name="Approve 7.5 hours").click()
    await expect(council.get_by_text("The timesheet is approved.")).to_be_visible()

    await open_mail(phone, email_of(Role.STAFF), f"Timesheet approved for the week of {govdate(this_week)}")
    await phone.goto("/timesheets")
    await expect(_state(phone, "Weeks sent", this_week)).to_have_text("Approved")
    await phone.get_by_role("link", name=_name(this_week)).click()
    history = phone.get_by_role("main").get_by_role("listitem")
    await expect(history.get_by_role("heading")).to_have_text(
        ["Approved by Priya Stonebeck", f"Submitted by {WORKER}", "Question by Priya Stonebeck", f"Submitted by {WORKER}"]
    )
    await expect(history.nth(2)).to_contain_text(QUESTION)


async def _fill_last_week(phone: Page, monday: date) -> None:
    """A missing week: hours that are not in quarters are refused and kept as typed, then three days are submitted."""
    await phone.goto("/timesheets")
    await expect(_state(phone, "Weeks to fill in", monday)).to_have_text("Missing")
    await look(phone)
    await _open_week(phone, monday)
    await phone.locator("#tuesday").fill("7.3")
    await phone.get_by_role("button", name="Submit for approval").click()
    await expect(phone.get_by_role("alert")).to_contain_text("Tuesday must be in quarters of an hour, like 7.25 or 7.5")
    await expect(phone.locator("#tuesday")).to_have_value("7.3")
    for day in ("monday", "tuesday", "wednesday"):
        await phone.locator(f"#{day}").fill("7.5")
    await phone.get_by_role("button", name="Submit for approval").click()
    await expect(phone.get_by_text("The timesheet is submitted.")).to_be_visible()
    await expect(_state(phone, "Weeks sent", monday)).to_have_text("Waiting for approval")


async def _fill_this_week(phone: Page, monday: date) -> None:
    """A draft first, then submitted; only Monday, the one day that has always come."""
    await _open_week(phone, monday)
    await phone.locator("#monday").fill("9.5")
    await phone.get_by_role("button", name="Save as draft").click()
    await expect(phone.get_by_text("Saved so far: 9.5 hours.")).to_be_visible()
    await phone.get_by_role("button", name="Submit for approval").click()
    await expect(_state(phone, "Weeks sent", monday)).to_have_text("Waiting for approval")


async def _ask(council: Page, monday: date) -> None:
    """From the queue: a question must have words; the week that is sent back no longer waits here."""
    await look(council)
    row = council.get_by_role("row").filter(has_text=WORKER).filter(has_text=f"From {govdate(monday)}")
    await row.get_by_role("link", name=WORKER).click()
    await council.get_by_role("button", name="Send it back").click()
    await expect(council.get_by_role("alert")).to_contain_text("Enter your question")
    await council.get_by_label("What is not clear?").fill(QUESTION)
    await council.get_by_role("button", name="Send it back").click()
    await expect(council.get_by_text("Your question is sent.")).to_be_visible()
    await expect(row).to_have_count(0)


async def _answer(phone: Page, monday: date) -> None:
    """The worker is told by email, reads the question on the week itself, corrects the hours and submits again."""
    await open_mail(phone, email_of(Role.STAFF), f"A question about your timesheet for the week of {govdate(monday)}")
    await expect(phone.get_by_role("main")).to_contain_text(QUESTION)
    await phone.goto("/timesheets")
    await expect(_state(phone, "Weeks to fill in", monday)).to_have_text("Question to answer")
    await _open_week(phone, monday)
    await expect(phone.get_by_role("region", name="A question from Priya Stonebeck")).to_contain_text(QUESTION)
    await look(phone)
    await phone.locator("#monday").fill("7.5")
    await phone.get_by_label("Notes for the approver").fill("The rota is right, I had counted a break.")
    await phone.get_by_role("button", name="Submit for approval").click()
    await expect(_state(phone, "Weeks sent", monday)).to_have_text("Waiting for approval")


def _name(monday: date) -> str:
    """What a week is called in a list of one's own."""
    return f"From Monday {govdate(monday)}"


def _state(page: Page, table: str, monday: date) -> Locator:
    """The state of a week in one of the worker's two lists."""
    return page.get_by_role("table", name=table).get_by_role("row").filter(has_text=_name(monday)).locator(".govuk-tag")


async def _open_week(page: Page, monday: date) -> None:
    await page.get_by_role("table", name="Weeks to fill in").get_by_role("link", name=_name(monday)).click()


async def _open_by_mail(council: Page, monday: date) -> None:
    """Go where the approver's newest message about a week leads."""
    await open_mail(council, email_of(Role.CLIENT_APPROVER), f"Timesheet of {WORKER} for the week of {govdate(monday)}")
    await follow_link(council)
    await expect(council.get_by_role("heading", name=f"Week from {govdate(monday)}")).to_be_visible()
