"""Step 10: the admin panel, in a real browser under its own content security policy."""

import pytest
from playwright.async_api import expect

from prime.accounts.permissions import Role
from tests.support.pages import open_mail

pytestmark = pytest.mark.timeout(300)


async def test_an_admin_reads_a_table_edits_a_word_and_invites_somebody(enter, live):
    page = await enter(Role.ADMIN)
    violations = []
    page.on("console", lambda message: violations.append(message.text) if "Content Security Policy" in message.text else None)
    await page.goto("/admin/")
    await expect(page.get_by_role("link", name="skill", exact=False).first).to_be_visible()

    await page.goto("/admin/#/skill")
    await expect(page.get_by_text(f"of {live.sql('SELECT count(*) FROM skill')[0][0]} result")).to_be_visible()

    skill = live.sql("SELECT id, title FROM skill WHERE code = 'assessment'")[0]
    await page.goto(f"/admin/#/skill/{skill['id']}/")
    await expect(page.locator("[name=title]")).to_have_value(skill["title"])
    await page.locator("[name=title]").fill("Assessing well")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Successfully saved")).to_be_visible()
    assert live.sql("SELECT title FROM skill WHERE code = 'assessment'")[0][0] == "Assessing well"

    await page.goto("/admin/#/forms/invite-a-user")
    for name, value in {
        "first_name": "Zadie",
        "last_name": "Marlowe",
        "email": "zadie@newcomer.example",
        "role": "operations",
        "organisation": "Achieving for Children",
    }.items():
        await page.locator(f"[name={name}]").fill(value)
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("Zadie Marlowe is invited.")).to_be_visible()
    assert violations == []

    await open_mail(page, "zadie@newcomer.example", "")
    await expect(page.get_by_role("main")).to_contain_text("Zadie")
    assert live.sql("SELECT count(*) FROM app_user WHERE email = 'zadie@newcomer.example'")[0][0] == 1
