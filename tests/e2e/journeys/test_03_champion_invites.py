"""Step 3: a champion says when, takes an application from the board to an interview; the candidate books on a phone."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from tests.support.pages import Applicant, apply, email_of, go_on, look, open_mail, sign_in_by_link

TITLE = "Social worker, AfC Prime (west)"


async def test_a_champion_keeps_hours_and_days_off(enter):
    page = await enter(Role.CHAMPION)
    await page.goto("/availability")
    await look(page)
    await page.get_by_role("button", name="Edit weekly hours").click()
    saturday = page.get_by_role("group", name="Saturday")
    await saturday.get_by_label("From", exact=True).fill("half past")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    await look(page)
    await saturday.get_by_label("From", exact=True).fill("10am")
    await saturday.get_by_label("To", exact=True).first.fill("12:30pm")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("main")).to_contain_text("10am to 12:30pm")

    day = datetime.now(UTC).date() + timedelta(days=30)
    await go_on(page.get_by_role("button", name="Change a date"))
    await look(page)
    date = page.get_by_role("group", name="Which date?")
    for box, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        await date.get_by_label(box).fill(str(part))
    await page.get_by_label("I am not available").check()
    await page.get_by_label("Reason (optional)").fill("Training day")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("main")).to_contain_text("Training day")
    await look(page)


async def test_calendars_rooms_and_who_may_interview(enter):
    page = await enter(Role.CHAMPION)
    await page.goto("/availability/calendar")
    await look(page)
    await page.get_by_label("Address of your calendar feed").fill("https://localhost/me.ics")
    await go_on(page.get_by_role("button", name="Read my calendar"))
    await look(page)
    await go_on(page.get_by_role("button", name="Remove it"))
    await page.goto("/availability/feed")
    await go_on(page.get_by_role("button", name="Make a private address"))
    await expect(page.get_by_role("main")).to_contain_text("/calendar-feeds/")
    await look(page)

    page = await enter(Role.OPERATIONS)
    await page.goto("/rooms/new")
    await page.get_by_label("Name or number of the room").fill("Room with a view")
    await page.get_by_label("Building and address").fill("Westmarch House, 1 Example Road")
    await page.get_by_label("How many people does it hold?").fill("six")
    await go_on(page.get_by_role("button", name="Save"))
    await look(page)
    await page.get_by_label("How many people does it hold?").fill("6")
    await go_on(page.get_by_role("button", name="Save"))
    await expect(page.get_by_role("main")).to_contain_text("Room with a view")
    await look(page)
    await page.goto("/champions")
    await look(page)
    await go_on(page.get_by_role("main").get_by_role("table").get_by_role("link").first)
    await look(page)


async def test_from_the_board_to_a_booked_interview(enter, live):
    champion = await enter(Role.CHAMPION)
    first = await apply(champion, "Xanthe", role=TITLE)
    second = await apply(champion, "Yolanda", role=TITLE)
    await invite(champion, first, has_look=True)
    await invite(champion, second)

    one, two = await enter(phone=True), await enter(phone=True)
    for page, person in ((one, first), (two, second)):
        await sign_in_by_link(page, person.email)
        await page.get_by_role("link", name="Choose a time").first.click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Choose a time")
    await look(one)
    await choose_last(one)
    await choose_last(two)
    await go_on(one.get_by_role("button", name="Continue"))
    await look(one)
    await go_on(one.get_by_role("button", name="Book this time"))
    await expect(one.get_by_role("main")).to_contain_text("booked")
    await look(one)

    # The second came too late for that time, is told so, and takes the nearest
    await go_on(two.get_by_role("button", name="Continue"))
    await expect(two.get_by_role("alert")).to_contain_text("That time has just gone")
    await look(two)
    await two.get_by_role("group", name="Nearest times").get_by_role("radio").first.check()
    await go_on(two.get_by_role("button", name="Continue"))
    await go_on(two.get_by_role("button", name="Book this time"))
    await expect(two.get_by_role("main")).to_contain_text("booked")

    for address, subject in ((first.email, "Booked: panel interview"), (email_of(Role.CHAMPION), f"panel interview with {first.name}")):
        await open_mail(one, address, subject)
        await expect(one.get_by_role("main")).to_contain_text("London time")
        calendars = "SELECT count(*) > 0 FROM message WHERE to_address = $1 AND calendar_method = 'REQUEST' AND about_id = $2::uuid"
        assert live.sql(calendars, address, first.application_id)[0][0]
    await champion.goto(f"/candidates/{first.application_id}")
    await expect(champion.get_by_role("main")).to_contain_text("Booked for")


async def choose_last(page: Page) -> None:
    """Take the last time of the last day that is shown."""
    last = page.locator("details.afc-times").last
    if await last.get_attribute("open") is None:
        await last.locator("summary").click()
    await last.get_by_role("radio").last.check()


async def invite(page: Page, person: Applicant, *, has_look: bool = False) -> None:
    """Screen, talk, invite; the name appears when the screening is decided."""

    async def see() -> None:
        if has_look:
            await look(page)

    await page.goto("/candidates")
    await see()
    await go_on(page.get_by_role("link", name=person.reference))
    await go_on(page.get_by_role("button", name="Start screening"))
    await see()
    await go_on(page.get_by_role("button", name="Move to initial conversation"))
    await expect(page.get_by_role("heading", level=1)).to_have_text(person.name)
    await see()
    await go_on(page.get_by_role("button", name="Record the initial conversation"))
    today = datetime.now(UTC).date()
    for box, part in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        await page.get_by_label(box).fill(str(part))
    await page.get_by_label("What did you talk about?").fill("Keen on direct work.")
    await page.get_by_label("Yes").check()
    await see()
    await go_on(page.get_by_role("button", name="Save"))
    await go_on(page.get_by_role("button", name="Invite to interview"))
    await see()
    await go_on(page.get_by_role("button").last)
    await expect(page.get_by_role("main")).to_contain_text(person.name)
