"""From the public page to "ready to start" on a phone without JavaScript, and a champion from availability to decision.

The clock of the product is moved on after the interview is booked, as nobody scores one that has not been held.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from prime.checks.tables import CheckKind
from tests.e2e.journeys.test_02_candidate_applies import ROLE, tell_about, tell_history, tell_registration, tell_why_and_needs
from tests.e2e.journeys.test_03_champion_invites import choose_last, invite
from tests.e2e.journeys.test_04_offer import accept_offer, decide, record_check, score
from tests.support.browser import chromium, open_context
from tests.support.live import SEEDED, build_demo, product_on
from tests.support.pages import Applicant, enter, fill_date, follow_link, go_on, look_plain, open_mail, sign_in, sign_in_as, sign_in_by_link
from tests.support.product import Product
from tests.support.site import Site
from tests.support.sql import make_database

__all__ = ["chromium", "enter", "open_context"]
pytestmark = [pytest.mark.deep, pytest.mark.timeout(600)]

NAME, EMAIL = "Winifred", "winifred.testwood@people.example"
REFEREES = ["Rowena Testmoor", "Quentin Testmoor"]
_APPLICATION = """
    SELECT a.id, a.reference FROM application a JOIN candidate c ON c.id = a.candidate WHERE c.email = $1
"""
_SALARY = "SELECT v.salary_from_amount FROM application a JOIN vacancy v ON v.id = a.vacancy WHERE a.id = $1::uuid"
_PANEL = """
    SELECT u.email FROM panel_seat s JOIN champion ch ON ch.id = s.champion JOIN app_user u ON u.id = ch.user WHERE s.interview = $1
"""


@pytest.fixture
def product(tmp_path):
    """The demonstration, as a product of this test's own."""
    build_demo()
    with product_on(make_database("prime_whole_way", template=SEEDED), tmp_path / "home") as made:
        yield made


@pytest.fixture
def site(product):
    """Where the browsers begin."""
    return Site(product.url, product.environment)


def move_clock(product: Product, moment: datetime) -> None:
    """Start web and worker again at another moment, which stands still from then on."""
    product.stop()
    product.environment["PRIME_NOW"] = moment.astimezone(UTC).isoformat()
    product.start("web")
    product.start("worker")


async def test_from_the_public_page_to_ready_to_start(enter, product):
    phone = await enter(phone=True, javascript=False)
    champion = await enter(Role.CHAMPION)
    desk = await enter(Role.OPERATIONS)

    await _keep_hours(champion)
    person = await _apply(phone, product)
    await invite(champion, person)
    await _disclose(phone)
    await _book(phone)

    [interview] = product.sql("SELECT id, ends_at FROM interview WHERE application = $1::uuid AND kind = 'interview'", person.application_id)
    move_clock(product, interview["ends_at"] + timedelta(hours=1))
    for row in product.sql(_PANEL, interview["id"]):
        await sign_in_as(champion, row["email"])
        await score(champion, interview["id"])
    await sign_in(desk, Role.OPERATIONS)
    await decide(desk, interview["id"])  # whoever holds a veto does not lift it

    offer = await _offer(desk, await enter(Role.ADMIN), person, product)
    await sign_in_by_link(phone, EMAIL)
    await phone.goto(f"/my-offers/{offer}")
    await look_plain(phone)
    await accept_offer(phone, person.name)
    await _name_referees(phone)
    await _give_references(desk, await enter(phone=True, javascript=False), person, product)
    for kind in CheckKind:
        if kind not in {CheckKind.REFERENCE_ONE, CheckKind.REFERENCE_TWO}:
            await record_check(desk, person.application_id, kind)
    assert product.sql("SELECT stage FROM application WHERE id = $1::uuid", person.application_id)[0][0] == "ready"
    await phone.goto(f"/applications/mine/{person.application_id}")
    await expect(phone.get_by_role("main")).to_contain_text("ready to start")
    await look_plain(phone)


async def _keep_hours(champion: Page) -> None:
    """Saturday mornings too."""
    await champion.goto("/availability")
    await go_on(champion.get_by_role("button", name="Edit weekly hours"))
    saturday = champion.get_by_role("group", name="Saturday")
    await saturday.get_by_label("From", exact=True).fill("10am")
    await saturday.get_by_label("To", exact=True).first.fill("12:30pm")
    await go_on(champion.get_by_role("button", name="Save"))
    await expect(champion.get_by_role("main")).to_contain_text("10am to 12:30pm")


async def _apply(phone: Page, product: Product) -> Applicant:
    await phone.goto("/")
    await go_on(phone.get_by_role("button", name="See the open roles"))
    await go_on(phone.get_by_role("link", name=ROLE))
    await go_on(phone.get_by_role("button", name="Apply now"))
    await tell_about(phone, NAME, EMAIL)
    await tell_registration(phone, look_plain, "98763")
    await tell_history(phone, look_plain)
    await tell_why_and_needs(phone, look_plain)
    for box in await phone.get_by_role("checkbox").all():
        await box.check()
    await go_on(phone.get_by_role("button", name="Send your application"))
    await expect(phone.get_by_role("heading", level=1)).to_contain_text("sent")
    [made] = product.sql(_APPLICATION, EMAIL)
    return Applicant(f"{NAME} Testwood", EMAIL, str(made["id"]), made["reference"])


async def _disclose(phone: Page) -> None:
    await open_mail(phone, EMAIL, "Before your interview")
    await follow_link(phone)
    await look_plain(phone)
    for question in await phone.get_by_role("radio", name="No", exact=True).all():
        await question.check()
    await phone.get_by_label("Your full name").fill(f"{NAME} Testwood")
    await phone.get_by_role("checkbox").check()
    await go_on(phone.get_by_role("button", name="Send your answers"))
    await look_plain(phone)


async def _book(phone: Page) -> None:
    await sign_in_by_link(phone, EMAIL)
    await go_on(phone.get_by_role("link", name="Choose a time").first)
    await choose_last(phone)
    await go_on(phone.get_by_role("button", name="Continue"))
    await look_plain(phone)
    await go_on(phone.get_by_role("button", name="Book this time"))
    await expect(phone.get_by_role("main")).to_contain_text("booked")


async def _offer(desk: Page, second: Page, person: Applicant, product: Product) -> str:
    """One writes it, another approves it."""
    [salary] = product.sql(_SALARY, person.application_id)[0]
    await desk.goto(f"/offers/new?application={person.application_id}")
    await desk.locator("[name=annual_amount]").fill(str(salary))
    await go_on(desk.get_by_role("button", name="Send for approval"))
    await expect(desk.get_by_text("The offer is written.")).to_be_visible()
    offer = desk.url.rpartition("/")[2]
    await second.goto(f"/offers/{offer}")
    await go_on(second.get_by_role("button", name="Approve and make the offer"))
    return offer


async def _name_referees(phone: Page) -> None:
    for number, name in enumerate(REFEREES):
        await phone.goto("/my-referees/new")
        facts: dict[str, Any] = {"name": name, "job_title": "Team manager", "organisation": f"Testshire {number} Council"}
        for field, value in {**facts, "email": f"manager@testshire-{number}.example"}.items():
            await phone.locator(f"[name={field}]").fill(value)
        await phone.locator("[name=relationship]").first.check()
        await _fill_dates(phone)
        await phone.locator("[name=is_latest]").check()
        await look_plain(phone)
        await go_on(phone.locator("main").get_by_role("button").last)
        await expect(phone.get_by_role("main")).to_contain_text(name)


async def _fill_dates(page: Page) -> None:
    await fill_date(page.get_by_role("group", name="From when"), datetime(2019, 9, 1, tzinfo=UTC).date())
    await fill_date(page.get_by_role("group", name="Until when"), datetime(2025, 9, 1, tzinfo=UTC).date())


async def _give_references(desk: Page, referee: Page, person: Applicant, product: Product) -> None:
    """Operations look at each referee and write, the referee answers without an account, operations accept."""
    for row in product.sql("SELECT id, email FROM referee WHERE application = $1::uuid ORDER BY id", person.application_id):
        await desk.goto(f"/referees/{row['id']}/approve")
        await go_on(desk.get_by_role("button", name="Send the request"))
        await open_mail(referee, row["email"], "reference")
        await follow_link(referee)
        await look_plain(referee)
        await referee.locator("[name=relationship]").first.check()
        await _fill_dates(referee)
        await referee.locator("[name=job_title]").fill("Social worker")
        for name in await referee.locator("[name^=rate_]").evaluate_all("all => [...new Set(all.map(one => one.name))]"):
            await referee.locator(f"[name={name}]").first.check()
        for name in ("has_concern", "has_discipline"):
            await referee.locator(f"[name={name}][value=no]").check()
        await referee.locator("[name=would_reemploy]").first.check()
        await referee.get_by_label("Your full name").fill("Rowena Testmoor")
        await referee.locator("[name=is_true]").check()
        await go_on(referee.get_by_role("button", name="Send the reference"))
        await look_plain(referee)
        await desk.goto(f"/referees/{row['id']}")
        await go_on(desk.get_by_role("button", name="Accept the reference"))
