"""Step 2: a candidate applies on a phone, with and without JavaScript, and follows the application from home."""

import re

import pytest
from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from tests.support.pages import look, look_plain, open_mail, sign_in_by_link

ROLE = "Social worker, AfC Prime (west)"
MOTIVATION = "I want to stay with families for longer than a contract."


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
async def test_somebody_applies_and_sees_where_it_stands(enter, javascript):
    name = "Wilma" if javascript else "Wendy"
    see = look if javascript else look_plain
    email = f"{name.lower()}.testwood@people.example"
    page = await enter(phone=True, javascript=javascript)
    await page.goto("/")
    await see(page)
    await page.get_by_role("button", name="See the open roles").click()
    await see(page)
    await page.get_by_role("link", name=ROLE).click()
    await see(page)
    await page.get_by_role("button", name="Apply now").click()
    await fill_in(page, name, email)

    await page.get_by_label("Social Work England number").fill("1234X")
    await page.get_by_role("button", name="Check your answers").click()
    await expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    await expect(page.get_by_label("Why do you want to join?")).to_have_value(MOTIVATION)
    await see(page)
    await page.get_by_label("Social Work England number").fill("sw 98765" if javascript else "sw 98764")
    await page.get_by_role("button", name="Check your answers").click()
    await expect(page.get_by_role("main")).to_contain_text("SW98765" if javascript else "SW98764")
    await see(page)
    await page.get_by_role("button", name="Send your application").click()
    await expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    for box in await page.get_by_role("checkbox").all():
        await box.check()
    await page.get_by_role("button", name="Send your application").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("sent")
    await see(page)

    await open_mail(page, email, ROLE)
    await see(page)
    await sign_in_by_link(page, email)
    await expect(page.get_by_role("heading", name=f"Hello {name}")).to_be_visible()
    await see(page)
    await page.get_by_role("link", name="See your application").click()
    await expect(page.get_by_role("heading", name="We have your application").first).to_be_visible()
    await see(page)

    reference = str(re.findall(r"APP-\d{4}-\d{6}", await page.get_by_role("main").inner_text())[0])
    await page.get_by_role("link", name="Withdraw").click()
    await see(page)
    await page.get_by_label("I have taken another job").check()
    await page.get_by_role("button", name="Withdraw").click()
    await expect(page.get_by_role("main")).to_contain_text("You have withdrawn")

    office = await enter(Role.OPERATIONS)
    await office.goto(f"/candidates?view=list&stage=withdrawn&q={reference}")
    await expect(office.get_by_role("row").filter(has_text=f"{name} Testwood")).to_contain_text("Withdrawn")


async def fill_in(page: Page, name: str, email: str) -> None:
    await page.get_by_label("First name").fill(name)
    await page.get_by_label("Last name").fill("Testwood")
    await page.get_by_label("Email address").fill(email)
    await page.get_by_label("Telephone number").fill("01632 960 042")
    await page.get_by_label("Postcode").fill("kt1 1eu")
    await page.get_by_label("How many years ago did you qualify?").fill("6")
    await page.get_by_label("Why do you want to join?").fill(MOTIVATION)
