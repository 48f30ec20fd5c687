"""Step 2: a candidate applies on a phone, with and without JavaScript, and follows the application from home."""

import re
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest
from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from tests.support.pages import go_on, look, look_plain, open_mail, sign_in_by_link

ROLE = "Social worker, AfC Prime (west)"
See = Callable[[Page], Awaitable[None]]
MOTIVATION = "I want to stay with families for longer than a contract."


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
async def test_somebody_applies_and_sees_where_it_stands(enter, javascript):
    name = "Wilma" if javascript else "Wendy"
    see = look if javascript else look_plain
    email = f"{name.lower()}.testwood@people.example"
    page = await enter(phone=True, javascript=javascript)
    await page.goto("/")
    await see(page)
    await go_on(page.get_by_role("button", name="See the open roles"))
    await see(page)
    await go_on(page.get_by_role("link", name=ROLE))
    await see(page)
    await go_on(page.get_by_role("button", name="Apply now"))
    await expect(page.get_by_role("main")).to_contain_text("You have completed 0 of 6 tasks")
    await see(page)

    await tell_about(page, name, email)
    await tell_registration(page, see, "98765" if javascript else "98764")
    await tell_history(page, see)
    await tell_why_and_needs(page, see)

    await expect(page.get_by_role("heading", level=1)).to_contain_text("Check your answers")
    await expect(page.get_by_role("main")).to_contain_text("SW98765" if javascript else "SW98764")
    await see(page)
    await go_on(page.get_by_role("button", name="Send your application"))
    await expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    for box in await page.get_by_role("checkbox").all():
        await box.check()
    await go_on(page.get_by_role("button", name="Send your application"))
    await expect(page.get_by_role("heading", level=1)).to_contain_text("sent")
    await see(page)

    await open_mail(page, email, ROLE)
    await see(page)
    await sign_in_by_link(page, email)
    await expect(page.get_by_role("heading", name=f"Hello {name}")).to_be_visible()
    await see(page)
    await go_on(page.get_by_role("link", name="See your application"))
    await expect(page.get_by_role("heading", name="We have your application").first).to_be_visible()
    await see(page)

    reference = str(re.findall(r"APP-\d{4}-\d{6}", await page.get_by_role("main").inner_text())[0])
    await go_on(page.get_by_role("link", name="Withdraw"))
    await see(page)
    await page.get_by_label("I have taken another job").check()
    await go_on(page.get_by_role("button", name="Withdraw"))
    await expect(page.get_by_role("main")).to_contain_text("You have withdrawn")

    office = await enter(Role.OPERATIONS)
    await office.goto(f"/candidates?view=list&stage=withdrawn&q={reference}")
    await expect(office.get_by_role("row").filter(has_text=f"{name} Testwood")).to_contain_text("Withdrawn")


async def save(page: Page) -> None:
    await go_on(page.get_by_role("button", name="Save and continue"))


async def open_task(page: Page, title: str) -> None:
    await go_on(page.get_by_role("link", name=title, exact=True))
    await expect(page.get_by_role("heading", level=1)).to_contain_text(title)


async def tell_about(page: Page, name: str, email: str) -> None:
    await open_task(page, "About you")
    await page.get_by_label("First name").fill(name)
    await page.get_by_label("Last name").fill("Testwood")
    await page.get_by_label("Email address").fill(email)
    await page.get_by_label("Telephone number").fill("01632 960 042")
    await page.get_by_label("Postcode").fill("kt1 1eu")
    await save(page)


async def tell_registration(page: Page, see: See, number: str) -> None:
    """With a fault first: nothing that was typed is lost."""
    await open_task(page, "Your registration")
    await page.get_by_label("I am registered").check()
    await page.get_by_label("Social Work England number").fill(f"{number}X")
    await page.get_by_label("How many years ago did you qualify?").fill("6")
    await page.get_by_role("radio", name="No", exact=True).check()
    await save(page)
    await expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    await expect(page.get_by_label("How many years ago did you qualify?")).to_have_value("6")
    await see(page)
    await page.get_by_label("Social Work England number").fill(f"sw {number}")
    await save(page)
    await open_task(page, "Checks and right to work")
    await see(page)
    await page.get_by_label("I have an enhanced certificate and subscribe to the Update Service").check()
    await page.get_by_label("I can work here without a time limit").check()
    await save(page)


async def tell_history(page: Page, see: See) -> None:
    """One job until a year ago; what came after is asked about."""
    left = date.today() - timedelta(days=400)  # noqa: DTZ011 - a month or so either way is all the same
    await open_task(page, "Work history")
    await see(page)
    await go_on(page.get_by_role("button", name="Add a job or study"))
    await page.get_by_label("Employer, or place of study").fill("Westbrook Council")
    await page.get_by_label("Job title, or what you studied").fill("Social worker")
    await page.get_by_label("Employed by them").check()
    await page.locator("#began_on-month").fill("9")
    await page.locator("#began_on-year").fill("2012")
    await page.get_by_role("radio", name="No", exact=True).check()
    await page.locator("#ended_on-month").fill(str(left.month))
    await page.locator("#ended_on-year").fill(str(left.year))
    await see(page)
    await save(page)
    await see(page)
    await go_on(page.get_by_role("link", name=re.compile("^Explain the gap")))
    await page.get_by_label("What did you do?").fill("I looked after my mother.")
    await see(page)
    await save(page)
    await expect(page.get_by_role("main")).to_contain_text("I looked after my mother.")
    await go_on(page.get_by_role("button", name="Continue"))


async def tell_why_and_needs(page: Page, see: See) -> None:
    """The last task leads on to the last look."""
    await open_task(page, "Why you want to join")
    await page.get_by_label("Good supervision").check()
    await page.get_by_label("In your own words").fill(MOTIVATION)
    await see(page)
    await save(page)
    await open_task(page, "What you need for an interview")
    await see(page)
    await page.get_by_role("radio", name="No", exact=True).check()
    await save(page)
