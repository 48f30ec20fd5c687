"""Step 4, the checks: the register looked up, an override by two people, and a disclosure that the candidate explains on a phone."""

import pytest
from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from prime.checks.rules import QUESTIONS
from prime.checks.tables import CheckKind
from tests.support.pages import email_of, go_on, look, look_plain, sign_in_by_link

pytestmark = pytest.mark.timeout(300)

# Somebody at checks whose number the simulator knows, with the named checks still open and no override; each test takes one of its own.
_AT_CHECKS = """
    SELECT a.id, u.email FROM application a JOIN candidate c ON c.id = a.candidate JOIN app_user u ON u.id = c.user
    WHERE a.stage = 'checks' AND c.swe_number ~ '[1-6]$'
      AND NOT EXISTS (SELECT FROM check_override o JOIN pre_employment_check k ON k.id = o.check_record WHERE k.candidate = c.id)
    ORDER BY (SELECT count(*) FROM pre_employment_check k WHERE k.candidate = c.id AND k.status = 'open' AND k.kind = ANY($1)) DESC, a.id
    OFFSET $2 LIMIT 1
"""
# Each test signs another one in: the mailbox may still show the used link of the one before.
_COLLEAGUE = """
    SELECT u.email FROM membership m JOIN app_user u ON u.id = m.user
    WHERE m.role = 'operations' AND m.revoked_at IS NULL AND u.email <> $1 ORDER BY u.email OFFSET $2 LIMIT 1
"""


async def test_the_register_fills_the_form(enter, live):
    found = live.sql(_AT_CHECKS, [CheckKind.SWE_REGISTRATION], 0)[0]
    desk = await enter(Role.OPERATIONS)
    await desk.goto(f"/candidates/{found['id']}/checks/swe_registration")
    await go_on(desk.get_by_role("button", name="Look up the register"))
    await expect(desk.get_by_text("Simulated register: invented answers")).to_be_visible()
    await expect(desk.get_by_text("The name fits")).to_be_visible()
    await expect(desk.locator("[name=register_status]").first).to_be_checked()
    await look(desk)
    await desk.goto("/checks")
    await look(desk)


async def test_an_override_takes_two_people(enter, live):
    found = live.sql(_AT_CHECKS, [CheckKind.REFERENCE_TWO], 0)[0]
    here = f"/candidates/{found['id']}/checks/reference_two"
    desk = await enter(Role.OPERATIONS)
    await desk.goto(here)
    await go_on(desk.get_by_role("link", name="Ask for an override"))
    await look(desk)
    await desk.get_by_label("Why is it right to start without this check?").fill("The referee is on leave until the new year.")
    await desk.get_by_label("What keeps children safe meanwhile?").fill("Works only beside a named supervisor.")
    last = live.sql("SELECT max(starts_on) + 14 AS day FROM offer WHERE application = $1 AND status = 'accepted'", found["id"])[0]["day"]
    for part in ("day", "month", "year"):
        await desk.locator(f"[name=expires_on-{part}]").fill(str(getattr(last, part)))
    await go_on(desk.get_by_role("button", name="Ask a colleague"))
    await expect(desk.get_by_role("button", name="Grant the override")).to_have_count(0)

    colleague = await enter()
    await sign_in_by_link(colleague, live.sql(_COLLEAGUE, email_of(Role.OPERATIONS), 0)[0]["email"])
    await colleague.goto("/checks")
    await look(colleague)
    await colleague.goto(f"{here}/override")
    await look(colleague)
    await go_on(colleague.get_by_role("button", name="Grant the override"))
    await expect(colleague.get_by_text("Overridden until").first).to_be_visible()
    await look(colleague)


async def test_a_disclosure_is_heard_and_decided(enter, live):
    found = live.sql(_AT_CHECKS, [CheckKind.DBS], 1)[0]
    desk = await enter(Role.OPERATIONS)
    await desk.goto(f"/candidates/{found['id']}/checks/dbs")
    await look(desk)
    await _disclose(desk)

    phone = await enter(phone=True, javascript=False)
    await sign_in_by_link(phone, found["email"])
    await phone.goto("/my-checks")
    await look_plain(phone)
    await go_on(phone.get_by_role("link", name="Tell us about it"))
    await look_plain(phone)
    await phone.get_by_label("What would you like us to know?").fill("I was nineteen, and it was the only time.")
    await go_on(phone.get_by_role("button", name="Send"))

    assessment = f"/candidates/{found['id']}/dbs-assessment"
    await desk.goto(assessment)
    await expect(desk.get_by_text("I was nineteen")).to_be_visible()
    for name in QUESTIONS:
        await desk.locator(f"[name={name}]").fill("Long ago, once, and nothing to do with children.")
    await go_on(desk.get_by_role("button", name="Keep the assessment"))
    await look(desk)

    colleague = await enter()
    await sign_in_by_link(colleague, live.sql(_COLLEAGUE, email_of(Role.OPERATIONS), 1)[0]["email"])
    await colleague.goto(f"{assessment}/decision")
    await look(colleague)
    await colleague.get_by_label("Go on with the candidate").check()
    await colleague.get_by_label("Why?").fill("It was long ago and does not bear on the role.")
    await colleague.get_by_label("Your position").fill("Head of recruitment")
    await go_on(colleague.get_by_role("button", name="Decide"))
    await expect(colleague.get_by_text("The check is clear, and the candidate is told.")).to_be_visible()
    await phone.goto("/my-checks/disclosure")
    await expect(phone.get_by_text("It was long ago and does not bear on the role.")).to_be_visible()


async def _disclose(page: Page) -> None:
    await page.get_by_label("Not clear", exact=True).check()
    for name in ("method", "level"):
        await page.locator(f"[name={name}]").first.check()
    await page.locator("[name=reference]").fill("001234567890")
    for name, value in {"day": "1", "month": "11", "year": "2026"}.items():
        await page.locator(f"[name=issued_on-{name}]").fill(value)
    await page.get_by_label("The certificate discloses something").check()
    await go_on(page.get_by_role("button", name="Record the check"))
    await expect(page.get_by_role("heading", name="Assessment of a disclosure")).to_be_visible()
