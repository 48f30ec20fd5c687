"""Step 4, the references: a candidate names a referee, who answers on a phone without JavaScript; and what a candidate discloses."""

import pytest
from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from prime.referees.rules import AREAS
from tests.support.pages import follow_link, go_on, look, look_plain, open_mail, sign_in_by_link

pytestmark = pytest.mark.timeout(300)

# Somebody at a stage who has named no referee, and who was not asked to disclose.
_AT = """
    SELECT a.id, u.email, c.first_name || ' ' || c.last_name AS name FROM application a JOIN candidate c ON c.id = a.candidate
    JOIN app_user u ON u.id = c.user
    WHERE a.stage = $1 AND NOT EXISTS (SELECT FROM referee r WHERE r.candidate = c.id)
      AND NOT EXISTS (SELECT FROM self_disclosure d WHERE d.application = a.id)
      AND NOT EXISTS (SELECT FROM pre_employment_check k WHERE k.candidate = c.id AND k.kind = 'reference_one' AND k.status <> 'open')
    ORDER BY a.stage_entered_at, a.id LIMIT 1
"""
_FIRST = """
    SELECT k.status FROM pre_employment_check k JOIN application a ON a.candidate = k.candidate WHERE a.id = $1 AND k.kind = 'reference_one'
"""
REFEREE = "jo.fairley@westmarch-council.example"


async def test_a_referee_answers_on_a_phone(enter, live):
    asked = live.sql(_AT, "checks")[0]
    desk = await enter(Role.OPERATIONS)
    await desk.goto(f"/candidates/{asked['id']}/referees")
    await look(desk)

    candidate = await enter(phone=True, javascript=False)
    await sign_in_by_link(candidate, asked["email"])
    await candidate.goto("/my-referees")
    await look_plain(candidate)
    await go_on(candidate.get_by_role("button", name="Name a referee"))
    await name_referee(candidate)
    await look_plain(candidate)

    await desk.goto("/referees")
    await look(desk)
    await desk.goto(f"/candidates/{asked['id']}/referees")
    await go_on(desk.get_by_role("link", name="Jo Fairley, Westmarch Council"))
    await go_on(desk.get_by_role("button", name="Look at it and send"))
    await look(desk)
    await go_on(desk.get_by_role("button", name="Send the request"))
    referee = desk.url

    phone = await enter(phone=True, javascript=False)
    await open_mail(phone, REFEREE, "A reference for")
    await follow_link(phone)
    await look_plain(phone)
    await answer(phone)
    await expect(phone.get_by_text("Thank you")).to_be_visible()
    await look_plain(phone)

    await desk.goto(referee)
    await look(desk)
    await go_on(desk.get_by_role("button", name="Accept the reference"))
    await expect(desk.get_by_text("The reference is accepted and its check is clear.")).to_be_visible()
    assert live.sql(_FIRST, asked["id"])[0]["status"] == "clear"


async def name_referee(page: Page) -> None:
    for name, value in {"name": "Jo Fairley", "job_title": "Team manager", "organisation": "Westmarch Council", "email": REFEREE}.items():
        await page.locator(f"[name={name}]").fill(value)
    await page.get_by_label("Line manager").check()
    await since(page)
    await page.get_by_label("They speak for the current or most recent employer").check()
    await page.get_by_role("button", name="Name this referee").click()
    await expect(page.get_by_text("Jo Fairley is named.")).to_be_visible()


async def since(page: Page) -> None:
    for box, value in (("day", "1"), ("month", "9"), ("year", "2020")):
        await page.locator(f"[name=worked_from-{box}]").fill(value)


async def answer(page: Page) -> None:
    """Keep half of it, come back by the same link, and send the whole."""
    await page.locator("[name=job_title]").fill("Social worker")
    await go_on(page.get_by_role("button", name="Keep it for later"))
    await expect(page.locator("[name=job_title]")).to_have_value("Social worker")
    await page.get_by_role("button", name="Send the reference").click()
    await expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    await page.get_by_label("Line manager").check()
    await since(page)
    for area in AREAS:
        await page.locator(f"[name=rate_{area}][value=strong]").check()
    for name in ("has_concern", "has_discipline"):
        await page.locator(f"[name={name}][value=no]").check()
    await page.locator("[name=would_reemploy][value=yes]").check()
    await page.locator("[name=signed_name]").fill("Jo Fairley")
    await page.get_by_label("What I say is true").check()
    await page.get_by_role("button", name="Send the reference").click()


async def test_a_candidate_discloses_on_a_phone(enter, live):
    asked = live.sql(_AT, "interview")[0]
    desk = await enter(Role.OPERATIONS)
    await desk.goto(f"/candidates/{asked['id']}/self-disclosure")
    await look(desk)
    await go_on(desk.get_by_role("button", name="Ask the candidate"))

    phone = await enter(phone=True, javascript=False)
    await open_mail(phone, asked["email"], "Before your interview")
    await follow_link(phone)
    await look_plain(phone)
    for radio in await phone.locator("input[type=radio][value=no]").all():
        await radio.check()
    await phone.locator("[name=convictions][value=yes]").check()
    await phone.locator("[name=convictions_detail]").fill("A caution of 2009, as a student.")
    await phone.locator("[name=signed_name]").fill(asked["name"])
    await phone.get_by_label("What I say is true").check()
    await phone.get_by_role("button", name="Send your answers").click()
    await expect(phone.get_by_text("We have your answers")).to_be_visible()

    await desk.goto("/self-disclosures")
    await look(desk)
    await desk.goto(f"/candidates/{asked['id']}/self-disclosure")
    await look(desk)
    await desk.get_by_label("Nothing to discuss").check()
    await go_on(desk.get_by_role("button", name="Record and tell the candidate"))
    await expect(desk.get_by_text("The review is recorded and the candidate is told.")).to_be_visible()
