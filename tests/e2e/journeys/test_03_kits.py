"""Step 3: operations publish a new version of an interview kit; who was asked answers the survey on a phone without JavaScript."""

import secrets

import pytest
from playwright.async_api import expect

from prime.accounts.permissions import Role
from prime.core.tokens import digest
from tests.support.pages import go_on, look, look_plain

pytestmark = pytest.mark.timeout(300)

_KIT = "SELECT id FROM kit WHERE key = 'newly_qualified'"
_TICKET = """
    INSERT INTO survey_ticket (id, token, reached, result, expires_at)
    VALUES (gen_random_uuid(), $1, 'interview', 'rejected', now() + interval '1 day') RETURNING id
"""


async def test_a_new_version_of_a_kit(enter, live):
    kit = live.sql(_KIT)[0]["id"]
    desk = await enter(Role.OPERATIONS)
    await desk.goto("/interview-kits")
    await look(desk)
    await desk.goto(f"/interview-kits/{kit}")
    await look(desk)
    await go_on(desk.get_by_role("button", name="Write a new version"))
    await look(desk)
    await go_on(desk.get_by_role("button", name="Add a competency"))
    await look(desk)
    await desk.get_by_label("Title").fill("Curiosity")
    await desk.get_by_label("What does the panel ask itself?").fill("Does the candidate ask what they do not know?")
    await desk.get_by_label("Practice").check()
    for points in range(1, 6):
        await desk.locator(f"[name=anchor_{points}]").fill(f"Asks {points} times out of 5")
    await go_on(desk.get_by_role("button", name="Save"))
    await expect(desk.get_by_role("heading", name="Curiosity")).to_be_visible()
    await desk.get_by_label("What is new?").fill("Curiosity counts")
    await go_on(desk.get_by_role("button", name="Publish version 2"))
    await expect(desk.get_by_text("The new version is in force.")).to_be_visible()


async def test_the_survey_on_a_phone_without_javascript(enter, live):
    token = secrets.token_urlsafe(32)
    live.sql(_TICKET, digest(token))
    phone = await enter(phone=True, javascript=False)
    await phone.goto(f"/survey/{token}")
    await look_plain(phone)
    await phone.locator("[name=fair][value='4']").check()
    await phone.locator("[name=motivators]").first.check()
    await go_on(phone.get_by_role("button", name="Send answers"))
    await expect(phone.get_by_text("Nobody can see which answers are yours.")).to_be_visible()
    champion = await enter(Role.CHAMPION)
    for address in ("/surveys/report", "/interviews", "/home"):
        await champion.goto(address)
        await look(champion)
