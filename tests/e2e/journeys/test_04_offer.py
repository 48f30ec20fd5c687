"""Step 4: the panel scores and decides, an offer is made and accepted by typed name, and every check is recorded."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from prime.checks.rules import registration_ends
from prime.checks.tables import CheckKind
from prime.core import clock
from tests.factories.uploads import PDF
from tests.support.pages import email_of, look, open_mail, sign_in_by_link

pytestmark = pytest.mark.timeout(300)

# An interview that is over and still waits for the scorecard of the champion who signs in.
_UNSCORED = """
    SELECT i.id, a.id AS application, cu.email, c.first_name || ' ' || c.last_name AS name, c.swe_number, v.salary_from_amount AS salary
    FROM panel_seat s JOIN interview i ON i.id = s.interview JOIN application a ON a.id = i.application JOIN vacancy v ON v.id = a.vacancy
    JOIN organisation o ON o.id = v.employer JOIN candidate c ON c.id = a.candidate JOIN app_user cu ON cu.id = c.user
    JOIN champion ch ON ch.id = s.champion JOIN app_user u ON u.id = ch.user LEFT JOIN scorecard sc ON sc.seat = s.id
    WHERE u.email = $1 AND i.kind = 'interview' AND i.status IN ('booked', 'held') AND i.ends_at < now() AND sc.submitted_at IS NULL
        AND a.stage = 'interview' AND o.kind = 'afc'
    ORDER BY i.id LIMIT 1
"""
_OFFERS = """
    SELECT o.id, u.email, c.first_name || ' ' || c.last_name AS name FROM offer o JOIN candidate c ON c.id = o.candidate
    JOIN app_user u ON u.id = c.user WHERE o.status = $1 AND (o.expires_at > now()) = $2 ORDER BY o.made_at LIMIT 1
"""
_CHOSEN = {
    CheckKind.IDENTITY: ["method"],
    CheckKind.RIGHT_TO_WORK: ["method"],
    CheckKind.DBS: ["method", "level"],
    CheckKind.SWE_REGISTRATION: ["register_status"],
}
_TYPED = {
    CheckKind.IDENTITY: {"reference": "123456789", "second_document": "Council tax bill"},
    CheckKind.RIGHT_TO_WORK: {"reference": "W12345678"},
    CheckKind.DBS: {"reference": "001234567890", "issued_on-day": "1", "issued_on-month": "1", "issued_on-year": "2026"},
    CheckKind.REFERENCE_ONE: {"reference": "Team manager, Brackenshire Council"},
    CheckKind.REFERENCE_TWO: {"reference": "Head of service, Eastmere Council"},
    CheckKind.QUALIFICATION: {"reference": "MA Social Work", "awarded_by": "University of Nowhere", "awarded_in": "2016"},
    CheckKind.HEALTH: {"reference": "Occupational health"},
}


async def test_from_the_scorecard_to_the_last_check(enter, live):
    held = live.sql(_UNSCORED, email_of(Role.CHAMPION))[0]
    champion = await enter(Role.CHAMPION)
    await score(champion, held["id"])

    desk = await enter(Role.OPERATIONS)
    await decide(desk, held["id"])
    await open_mail(desk, held["email"], "We would like you to join us")

    await desk.goto(f"/offers/new?application={held['application']}")
    await desk.locator("[name=annual_amount]").fill(str(held["salary"]))
    await desk.get_by_role("button", name="Send for approval").click()
    await expect(desk.get_by_text("The offer is written.")).to_be_visible()
    await look(desk)
    offer = desk.url.rpartition("/")[2]
    second = await enter(Role.ADMIN)
    await second.goto(f"/offers/{offer}")
    await second.get_by_role("button", name="Approve and make the offer").click()
    await expect(second.get_by_text("The offer is made.")).to_be_visible()

    phone = await enter(phone=True)
    await open_mail(phone, held["email"], "Your offer: ")
    await sign_in_by_link(phone, held["email"])
    await phone.goto(f"/my-offers/{offer}")
    await look(phone)
    await accept_offer(phone, held["name"])
    await desk.goto(f"/offers/{offer}")
    for words in (held["name"], "127.0.0.1"):
        await expect(desk.get_by_role("definition").filter(has_text=words).first).to_be_visible()
    await phone.locator("a[href^='/documents/']").first.click()
    download = phone.get_by_role("link", name=re.compile("^Download the PDF"))
    await expect(download).to_be_visible(timeout=60_000)
    assert (await (await phone.request.get(await download.get_attribute("href"))).body()).startswith(b"%PDF-")

    for kind in CheckKind:
        await desk.goto(f"/staff/onboard/{held['application']}")
        await expect(desk.get_by_role("button", name="Make staff and send the welcome")).to_have_count(0)
        await record_check(desk, held["application"], kind)
    await expect(desk.get_by_text("That was the last one: the candidate is ready to start.")).to_be_visible()
    await look(desk)
    await desk.goto(f"/staff/onboard/{held['application']}")
    await expect(desk.get_by_role("button", name="Make staff and send the welcome")).to_be_visible()


async def test_an_offer_is_accepted_without_javascript(enter, live):
    offer = live.sql(_OFFERS, "made", True)[0]
    plain = await enter(phone=True, javascript=False)
    await sign_in_by_link(plain, offer["email"])
    await plain.goto(f"/my-offers/{offer['id']}")
    await accept_offer(plain, offer["name"])
    stored = live.sql("SELECT status, accepted_name, accepted_ip, answered_at IS NOT NULL FROM offer WHERE id = $1", offer["id"])[0]
    assert tuple(stored) == ("accepted", offer["name"], "127.0.0.1", True)


async def test_a_lapsed_offer_cannot_be_accepted(enter, live):
    offer = live.sql(_OFFERS, "lapsed", False)[0]
    page = await enter(phone=True)
    await sign_in_by_link(page, offer["email"])
    await page.goto(f"/my-offers/{offer['id']}")
    await expect(page.get_by_role("main")).to_contain_text("Contact us if you still want the role.")
    await expect(page.get_by_role("button", name="Accept the offer")).to_have_count(0)
    token = page.locator("form input[type=hidden]").first
    answer = await page.request.post(
        f"/my-offers/{offer['id']}/accept", form={await token.get_attribute("name"): await token.input_value(), "name": offer["name"]}
    )
    assert answer.status == 409, await answer.text()
    assert live.sql("SELECT status FROM offer WHERE id = $1", offer["id"])[0][0] == "lapsed"


async def score(page: Page, interview: str) -> None:
    await page.goto(f"/interviews/{interview}/decision")
    await expect(page.get_by_role("main")).to_contain_text("Your scorecard comes first")
    await page.goto(f"/interviews/{interview}/scorecard")
    await look(page)
    for evidence in await page.locator("[name^=score_][name$=_evidence]").all():
        name = str(await evidence.get_attribute("name"))
        await page.locator(f"[name={name.removesuffix('_evidence')}][value='4']").check()
        await evidence.fill("Named the risk, the strengths and the next step.")
    for answer in await page.locator("[name^=concern_][value=no]").all():
        await answer.check()
    await page.locator("[name=concern_2][value=yes]").check()
    await page.locator("[name=concern_2_evidence]").fill("Was asked about a gap in the work history and did not explain it.")
    await expect(page.locator("[data-autosave-note]")).to_contain_text("Draft saved at")
    await page.get_by_role("group", name="Do you recommend hiring the candidate?").get_by_label("Yes").check()
    await page.get_by_role("button", name="Hand in").click()
    await expect(page.get_by_text("Your scorecard is in.")).to_be_visible()


async def decide(page: Page, interview: str) -> None:
    await page.goto(f"/interviews/{interview}/decision")
    await look(page)
    await expect(page.locator("[name=outcome][value=hire]")).to_have_count(0)  # a veto stands
    unspoken = page.get_by_role("link", name=re.compile("^Write what the panel said"))
    for _ in range(await unspoken.count()):
        await unspoken.first.click()
        await expect(page.get_by_label("What did the panel say?")).to_be_visible()
        await look(page)
        await page.get_by_label("What did the panel say?").fill("We asked again: the gap was parental leave, and the referee confirms it.")
        lifted = page.locator("[name=is_lifted][value=yes]")
        if await lifted.count():
            await lifted.check()
        await page.get_by_role("button", name="Keep the note").click()
        await expect(page.get_by_text("Your note is kept with the interview.")).to_be_visible()
    await page.locator("[name=outcome][value=hire]").check()
    await page.get_by_label("Reasons").fill("Clear, kind and thorough.")
    await page.get_by_label("Feedback to the candidate").fill("We liked how you put the child first.")
    await page.get_by_role("button", name="Record the decision").click()
    await expect(page.get_by_text("The decision is recorded and the candidate is told.")).to_be_visible()


async def accept_offer(page: Page, name: str) -> None:
    await page.get_by_label("Type your full name to accept").fill("Somebody Else")
    await page.get_by_role("button", name="Accept the offer").click()
    await expect(page.locator(".govuk-error-summary")).to_be_visible()
    await page.get_by_label("Type your full name to accept").fill(name)
    await page.get_by_role("button", name="Accept the offer").click()
    await expect(page.get_by_text("You have accepted the offer.")).to_be_visible()


async def record_check(page: Page, application: str, kind: CheckKind) -> None:
    await page.goto(f"/candidates/{application}/checks/{kind}")
    if kind is CheckKind.OVERSEAS:
        await page.get_by_label("Not needed").check()
        await page.get_by_label("Details").fill("Has not lived or worked abroad.")
    else:
        await page.get_by_label("Clear", exact=True).check()
    for name in _CHOSEN.get(kind, ()):
        await page.locator(f"[name={name}]").first.check()
    for name, value in _TYPED.get(kind, {}).items():
        await page.locator(f"[name={name}]").fill(value)
    if kind is CheckKind.RIGHT_TO_WORK:
        await page.locator("[name=file]").set_input_files({"name": "passport.pdf", "mimeType": "application/pdf", "buffer": PDF})
    if kind is CheckKind.SWE_REGISTRATION:  # it must last beyond the first day
        end = registration_ends(clock.today() + timedelta(days=365))
        for part in ("day", "month", "year"):
            await page.locator(f"[name=expires_on-{part}]").fill(str(getattr(end, part)))
    await page.get_by_role("button", name="Record the check").click()
    await page.wait_for_url("**/checks")
