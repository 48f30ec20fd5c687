"""Step 4, otherwise: a candidate asks for other terms and declines, and somebody who has accepted asks to start later."""

from datetime import date, timedelta

import pytest
from playwright.async_api import expect

from prime.accounts.permissions import Role
from tests.support.pages import fill_date, go_on, look, look_plain, sign_in_by_link

pytestmark = pytest.mark.timeout(300)

# Offers whose candidate has not asked for anything yet.
_OFFERS = """
    SELECT o.id, u.email, o.starts_on FROM offer o JOIN application a ON a.id = o.application JOIN candidate c ON c.id = o.candidate
    JOIN app_user u ON u.id = c.user JOIN organisation e ON e.id = o.employer
    WHERE o.status = $1 AND a.stage = $2 AND e.kind = 'afc' AND (o.status = 'accepted' OR o.expires_at > now()) AND o.starts_on > current_date
      AND NOT EXISTS (SELECT FROM terms_request WHERE offer = o.id) AND NOT EXISTS (SELECT FROM start_proposal WHERE offer = o.id)
    ORDER BY o.id DESC LIMIT 1
"""


async def test_a_candidate_asks_for_a_change_and_declines_on_a_phone_without_javascript(enter, live):
    offer = live.sql(_OFFERS, "made", "offer")[0]
    plain = await enter(phone=True, javascript=False)
    await sign_in_by_link(plain, offer["email"])
    here = f"/my-offers/{offer['id']}"
    await plain.goto(f"{here}/change")
    await look_plain(plain)
    await go_on(plain.get_by_role("button", name="Send the request"))
    await expect(plain.locator(".govuk-error-summary")).to_contain_text("Enter what should be different")
    await plain.get_by_label("What should be different, and why?").fill("I earn more where I am.")
    await plain.locator("[name=annual_amount]").fill("45,000")
    await go_on(plain.get_by_role("button", name="Send the request"))
    await expect(plain.get_by_text("We have your request")).to_be_visible()
    await look_plain(plain)

    desk = await enter(Role.OPERATIONS)
    await desk.goto(f"/offers/{offer['id']}")
    await expect(desk.get_by_role("main")).to_contain_text("I earn more where I am.")
    await look(desk)
    await go_on(desk.get_by_role("link", name="keep it as it is"))
    await desk.get_by_label("Why does it stay as it is?").fill("It is the top of the band.")
    await go_on(desk.get_by_role("button", name="Keep the offer"))

    await plain.goto(here)
    await expect(plain.get_by_role("main")).to_contain_text("It is the top of the band.")
    await go_on(plain.get_by_role("link", name="Decline the offer"))
    await look_plain(plain)
    await go_on(plain.get_by_role("button", name="Decline the offer"))
    await expect(plain.locator(".govuk-error-summary")).to_contain_text("Select why you decline the offer")
    await plain.get_by_label("The pay is not right for me").check()
    await go_on(plain.get_by_role("button", name="Decline the offer"))
    await expect(plain.get_by_text("You have declined the offer.")).to_be_visible()
    stored = live.sql("SELECT status, decline_reason FROM offer WHERE id = $1", offer["id"])[0]
    assert tuple(stored) == ("declined", "pay")


async def test_a_later_start_is_asked_for_and_agreed(enter, live):
    offer = live.sql(_OFFERS, "accepted", "checks")[0]
    later: date = offer["starts_on"] + timedelta(days=14)
    phone = await enter(phone=True)
    await sign_in_by_link(phone, offer["email"])
    await phone.goto(f"/my-offers/{offer['id']}/start")
    await look(phone)
    await fill_date(phone, later)
    await phone.get_by_label("Why should it change?").fill("My notice is longer than I thought.")
    await go_on(phone.get_by_role("button", name="Propose the date"))

    desk = await enter(Role.OPERATIONS)
    await desk.goto(f"/offers/{offer['id']}/start/answer")
    await look(desk)
    await desk.get_by_label("Yes").check()
    await go_on(desk.get_by_role("button", name="Send the answer"))
    await look(desk)
    assert live.sql("SELECT starts_on FROM offer WHERE id = $1", offer["id"])[0][0] == later
