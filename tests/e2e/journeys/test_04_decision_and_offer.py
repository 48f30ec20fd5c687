"""Step 4: the panel scores and decides, an offer is made and accepted by typed name, checks stand between it and the first day."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from tests.support.pages import fill_date, look, open_mail, sign_in_as, wait_for_pdf
from tests.support.pdf_check import text_of

# Held, scored by everybody but its lead, who is the champion of the demonstration.
TO_SCORE = """
SELECT i.id, i.application, u.email, trim(u.first_name || ' ' || u.last_name) AS name, v.salary_from_amount AS salary
FROM interview i JOIN application a ON a.id = i.application JOIN candidate c ON c.id = a.candidate JOIN app_user u ON u.id = c."user"
JOIN vacancy v ON v.id = a.vacancy JOIN organisation o ON o.id = v.employer AND o.kind = 'afc'
WHERE i.status = 'held' AND i.kind = 'interview' AND a.stage = 'interview' AND NOT EXISTS (
  SELECT FROM panel_seat s JOIN champion h ON h.id = s.champion JOIN app_user v ON v.id = h."user"
  LEFT JOIN scorecard k ON k.seat = s.id AND k.submitted_at IS NOT NULL
  WHERE s.interview = i.id AND ((k.id IS NULL) <> (v.email = $1) OR s.is_lead <> (v.email = $1))
) ORDER BY i.id LIMIT 1
"""


async def test_from_the_scorecard_to_the_checks(enter, live):
    interview = live.sql(TO_SCORE, "champion@demo.afcprime.example")[0]
    await score_and_decide(await enter(Role.CHAMPION), f"/interviews/{interview['id']}")

    candidate = await enter(phone=True)
    await open_mail(candidate, interview["email"], "We would like you to join us")
    await expect(candidate.get_by_role("main")).to_contain_text("You spoke clearly about your practice.")

    office = await enter(Role.OPERATIONS)
    await make_offer(office, interview["application"], interview["salary"])
    await accept(candidate, interview["email"], interview["name"])
    text = text_of(await wait_for_pdf(candidate, re.compile("contract", re.IGNORECASE)))
    assert interview["name"] in text

    await office.goto(f"/candidates/{interview['application']}")
    await office.get_by_role("button", name="Pre-employment checks").click()
    await look(office)
    await record_identity(office)
    await office.goto(f"/staff/onboard/{interview['application']}")
    await expect(office.get_by_role("main")).to_contain_text("Enhanced DBS")
    await expect(office.get_by_role("button", name="Make staff")).to_have_count(0)
    await look(office)
    await candidate.goto("/my-checks")
    await expect(candidate.get_by_role("main")).to_contain_text("Identity")
    await look(candidate)


async def test_an_offer_past_its_time_cannot_be_accepted(enter, live):
    offer = live.sql(
        """SELECT o.id, u.email FROM offer o JOIN candidate c ON c.id = o.candidate JOIN app_user u ON u.id = c."user"
        WHERE o.status = 'lapsed' ORDER BY o.id DESC LIMIT 1"""
    )[0]
    page = await enter(phone=True)
    await sign_in_as(page, offer["email"])
    await page.goto(f"/my-offers/{offer['id']}")
    await expect(page.get_by_role("main")).to_contain_text("Lapsed")
    await expect(page.get_by_role("button", name="Accept the offer")).to_have_count(0)
    await look(page)


async def score_and_decide(page: Page, interview: str) -> None:
    """Blind until one's own scorecard is in; then side by side, and the decision."""
    await page.goto(f"{interview}/decision")
    await expect(page.get_by_role("main")).to_contain_text("You see the others’ scores once yours are in.")
    await look(page)
    await page.get_by_role("button", name="Fill in your scorecard").click()
    await page.get_by_role("button", name="Hand in").click()
    await expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    await look(page)
    for four in await page.get_by_role("radio", name="4", exact=True).all():
        await four.check()
    for evidence in await page.get_by_label("What did you hear or see?").all():
        await evidence.fill("Gave an example with a sibling group.")
    await page.get_by_role("group", name="Do you recommend hiring the candidate?").get_by_label("Yes").check()
    await page.get_by_role("button", name="Hand in").click()
    await page.goto(f"{interview}/decision")
    await expect(page.get_by_role("table").first).to_be_visible()
    await look(page)
    await page.get_by_role("group", name="What do you decide?").get_by_role("radio").first.check()
    await page.get_by_label("Reasons").fill("Strong evidence in every criterion.")
    await page.get_by_label("Feedback to the candidate").fill("You spoke clearly about your practice.")
    await page.get_by_role("button", name="Record the decision").click()
    await expect(page.get_by_role("main")).to_contain_text("Strong evidence in every criterion.")
    await look(page)


async def make_offer(page: Page, application_id: str, salary: Decimal) -> None:
    """Role, grade, salary, start, hours and expiry; what is known already stands there."""
    await page.goto(f"/candidates/{application_id}")
    await page.get_by_role("button", name="Make an offer").click()
    await look(page)
    await page.get_by_label("Salary a year").fill(str(salary))
    await fill_date(page.get_by_role("group", name="Start date"), datetime.now(UTC).date() + timedelta(days=60))
    answer = page.get_by_role("group", name="Open for an answer until")
    await fill_date(answer, datetime.now(UTC).date() + timedelta(days=10))
    await answer.get_by_label("Time").fill("5pm")
    await page.get_by_role("button", name="Make the offer").click()
    await expect(page.get_by_role("main")).to_contain_text("Waiting")
    await look(page)


async def accept(page: Page, email: str, name: str) -> None:
    """Read the offer on a phone and accept it by typed name."""
    await sign_in_as(page, email)
    await page.get_by_role("link", name=re.compile("offer", re.IGNORECASE)).first.click()
    await look(page)
    await page.get_by_label("Type your full name to accept").fill("Somebody Else")
    await page.get_by_role("button", name="Accept the offer").click()
    await expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    await page.get_by_label("Type your full name to accept").fill(name.lower())
    await page.get_by_role("button", name="Accept the offer").click()
    await expect(page.get_by_role("main")).to_contain_text("accepted")
    await look(page)


async def record_identity(page: Page) -> None:
    """One of the checks, with its date and reference."""
    await page.get_by_role("link", name=re.compile("Identity")).first.click()
    await page.get_by_label("Clear", exact=True).check()
    await fill_date(page.get_by_role("group", name="When was it checked?"), datetime.now(UTC).date())
    await page.get_by_label(re.compile("document", re.IGNORECASE)).first.fill("Passport")
    await look(page)
    await page.get_by_role("button", name="Record the check").click()
    await expect(page.get_by_role("alert")).to_be_visible()
