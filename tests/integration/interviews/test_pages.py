"""Pages of interviews: the champion's week and availability, the candidate's way signed in and by link, scores and decision."""

import re
from datetime import timedelta

import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.interviews import queries, service
from prime.interviews.tables import InterviewKind
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.interviews import MONDAY_NINE, PLACE, make_booking, make_champion, make_invitation, score_and_decide, status_of, whole_card
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
HOUR = timedelta(hours=1)
NINE = MONDAY_NINE.isoformat()


async def _choose(browser, here: str, starts_at):
    """Choose a time and confirm it."""
    held = await browser.submit(f"{here}/times", {"starts_at": starts_at.isoformat()})
    assert (held.status_code, held.headers["location"]) == (303, f"{here}/confirm")
    assert starts_at.isoformat() in (await browser.get(f"{here}/confirm")).text
    return await browser.submit(f"{here}/confirm", {"starts_at": starts_at.isoformat()})


def _values(page) -> list[str]:
    return re.findall(r'name="starts_at" type="radio" value="([^"]+)"', page.text)


# --- availability


async def test_a_new_champion_begins_enters_hours_and_sees_the_week(browser_for):
    actor = await make_user(Role.CHAMPION)
    browser = await browser_for(actor.user_id)
    assert "Say when you can interview" in (await browser.get("/availability")).text
    assert (await browser.submit("/availability/begin")).headers["location"] == "/availability/hours"
    wrong = await browser.submit("/availability/hours", {"mon_1_from": "9am", "mon_1_to": "8am", "tue_1_from": "9am", "wed_1_from": "soon"})
    assert wrong.status_code == 422
    for sentence in ("Monday: the end must be after the start", "Tuesday: enter both the start and the end", "Wednesday: enter a time, like 9am"):
        assert sentence in wrong.text
    assert 'value="soon"' in wrong.text
    overlapping = await browser.submit("/availability/hours", {"mon_1_from": "9am", "mon_1_to": "11am", "mon_2_from": "10am", "mon_2_to": "12:30pm"})
    assert overlapping.status_code == 409
    saved = await browser.submit(
        "/availability/hours", {"wed_1_from": "9am", "wed_1_to": "11:30am", "fri_1_from": "1pm", "fri_1_to": "5pm", "fri_2_from": "", "fri_2_to": ""}
    )
    assert (saved.status_code, saved.headers["location"]) == (303, "/availability")
    page = await browser.get("/availability?week=2026-12-02")
    assert "30 November to 4 December 2026" in page.text
    assert "Available 9am to 11:30am" in page.text
    assert "Open to candidates" in page.text
    form = await browser.get("/availability/hours")
    assert 'value="11:30am"' in form.text


async def test_a_date_is_changed_and_changed_back(browser_for):
    made = await make_booking()
    browser = await browser_for(made.lead.user_id)
    day = {"first_on-day": "30", "first_on-month": "11", "first_on-year": "2026"}
    wrong = await browser.submit("/availability/dates", {**day, "kind": "hours", "starts_at": "2pm"})
    assert wrong.status_code == 422
    assert "Enter the time until which you are available" in wrong.text
    past = await browser.submit("/availability/dates", {**day, "first_on-day": "24", "kind": "off"})
    assert past.status_code == 422
    assert "today or in the future" in past.text
    saved = await browser.submit("/availability/dates", {**day, "kind": "off", "reason": "Training <b>day</b>"})
    assert saved.headers["location"] == "/availability?week=2026-11-30"
    page = await browser.get("/availability")
    assert "You have 1 interview on these dates" in page.text
    assert "Training &lt;b&gt;day&lt;/b&gt;" in page.text
    await browser.submit("/availability/dates/2026-11-30/remove")
    assert "Training" not in (await browser.get("/availability")).text


async def test_settings_are_checked(browser_for):
    champion = await make_champion()
    browser = await browser_for(champion.actor.user_id)
    right = {"weekly_cap": "3", "buffer_minutes": "30", "notice_hours": "48", "horizon_days": "28", "video_link": "https://meet.example/x"}
    wrong = await browser.submit("/availability/settings", {**right, "weekly_cap": "0", "video_link": "javascript:alert(1)"})
    assert wrong.status_code == 422
    assert "between 1 and 40" in wrong.text
    assert "must start with https://" in wrong.text
    assert (await browser.submit("/availability/settings", right)).status_code == 303
    assert (await queries.get_availability(champion.actor, champion.id)).buffer_minutes == 30


@pytest.mark.parametrize("path", ["/availability", "/availability/hours", "/availability/dates", "/availability/settings"])
async def test_availability_is_for_champions(browser_for, path):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert (await browser.get(path)).status_code == 403


# --- the desk


async def test_the_week_shows_what_is_booked_due_and_next(browser_for, frozen_now):
    champion = await make_champion()
    begun, ahead = await make_booking(panel=[champion]), await make_booking(panel=[champion], starts_at=MONDAY_NINE + 3 * HOUR)
    other = await make_booking()
    choosing = await make_invitation(panel=[champion])
    frozen_now(MONDAY_NINE + 2 * HOUR)
    browser = await browser_for(champion.actor.user_id)
    page = await browser.get("/interviews")
    for name in (begun, ahead, choosing):
        assert name.application.name in page.text
    assert other.application.name not in page.text
    assert f"Score {begun.application.name}" in page.text
    assert "Scorecard due" in page.text
    everybody = await browser.get("/interviews?view=all")
    assert other.application.name in everybody.text
    operations = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert other.application.name in (await operations.get("/interviews")).text


async def test_pages_ask_no_more_of_the_database_when_there_is_more(browser_for):
    champion = await make_champion()
    browser = await browser_for(champion.actor.user_id)

    async def asked(path: str) -> int:
        async with counted() as queries_made:
            assert (await browser.get(path)).status_code == 200
        return len(queries_made)

    await make_booking(panel=[champion], starts_at=MONDAY_NINE)
    paths = ("/interviews?week=2026-11-30", "/interviews?week=2026-11-30&view=all", "/availability?week=2026-11-30", "/interviews/invite")
    few = [await asked(path) for path in paths]
    for hours in (1, 2, 3):
        await make_booking(panel=[champion, await make_champion()], starts_at=MONDAY_NINE + hours * HOUR)
        await make_invitation(panel=[champion])
        await make_application(stage=Stage.INTERVIEW)
    assert [await asked(path) for path in paths] == few
    assert max(few) <= 16


async def test_slots_of_a_large_panel_cost_as_many_queries_as_those_of_a_small_one():
    small = await make_invitation()
    large = await make_invitation(panel=[await make_champion() for _ in range(5)])
    counts = []
    for made in (small, large):
        async with counted() as queries_made:
            assert await queries.slots(SYSTEM, made.id)
        counts.append(len(queries_made))
    assert counts[0] == counts[1]


async def test_the_desk_is_closed_to_others(browser_for):
    made = await make_invitation()
    for role in (Role.CANDIDATE, Role.STAFF, Role.FINANCE):
        browser = await browser_for((await make_user(role)).user_id)
        for path in (
            "/interviews",
            "/interviews/invite",
            f"/interviews/{made.id}",
            f"/interviews/{made.id}/times",
            f"/interviews/{made.id}/decision",
        ):
            assert (await browser.get(path)).status_code == 403


# --- inviting and working for the candidate


async def test_inviting_on_the_page(browser_for):
    lead, second = await make_champion(last_name="Abara"), await make_champion(last_name="Brandt")
    application = await make_application(stage=Stage.INTERVIEW, needs="Questions in advance")
    browser = await browser_for(lead.actor.user_id)
    assert application.name in (await browser.get("/interviews/invite")).text
    page = await browser.get(f"/interviews/invite?application={application.id}")
    assert "Questions in advance" in page.text
    assert f'<option value="{lead.actor.user_id}" selected>' in page.text
    url = f"/interviews/invite?application={application.id}"
    data = {"kind": "interview", "lead": str(lead.actor.user_id), "second": str(second.actor.user_id), "minutes": "45"}
    twice = await browser.submit(url, {**data, "second": data["lead"]})
    assert "Select somebody else" in twice.text
    without_place = await browser.submit(url, data)
    assert (without_place.status_code, "Enter a join link that starts with https://" in without_place.text) == (422, True)
    sent = await browser.submit(url, {**data, "link": PLACE})
    assert sent.status_code == 303
    detail = await browser.get(sent.headers["location"])
    assert PLACE in detail.text
    assert "The panel is free at" in detail.text
    assert (await browser.get(url)).headers["location"] == sent.headers["location"]
    again = await browser.submit(url, {**data, "link": PLACE})
    assert (again.status_code, "There is an interview already" in again.text) == (409, True)


async def test_operations_book_move_and_cancel_for_the_candidate(browser_for, drain, outbox_mail):
    made = await make_invitation()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    here = f"/interviews/{made.id}"
    assert "Select a time" in (await browser.submit(f"{here}/times", {})).text
    assert (await browser.submit(f"{here}/times", {"starts_at": NINE})).headers["location"] == here
    moved = await browser.submit(f"{here}/times", {"starts_at": (MONDAY_NINE + HOUR).isoformat()})
    assert moved.status_code == 303
    assert (await browser.get(f"{here}/calendar.ics")).headers["content-type"].startswith("text/calendar")
    assert (await browser.submit(f"{here}/cancel", {"reason": ""})).status_code == 422
    assert (await browser.submit(f"{here}/cancel", {"reason": "The post is filled"})).headers["location"] == here
    page = await browser.get(here)
    assert "Cancelled" in page.text
    await drain()
    assert [m.calendar_method for m in await outbox_mail(made.application.email) if m.calendar] == ["REQUEST", "REQUEST", "CANCEL"]


async def test_recording_that_it_took_place_or_not(browser_for, frozen_now):
    held, missed, talk = await make_booking(), await make_booking(), await make_booking(kind=InterviewKind.CONVERSATION)
    browser = await browser_for(held.lead.user_id)
    early = await browser.submit(f"/interviews/{held.id}/held")
    assert early.status_code == 303
    assert await status_of(held) == "booked"
    frozen_now(MONDAY_NINE + HOUR)
    await browser.submit(f"/interviews/{held.id}/held")
    assert await status_of(held) == "held"
    assert (await browser.submit(f"/interviews/{missed.id}/no-show", {})).status_code == 422
    await browser.submit(f"/interviews/{missed.id}/no-show", {"person_1": "ill", "reason": "Ill"})
    assert await status_of(missed) == "no_show"
    went = await browser.submit(f"/interviews/{talk.id}/held")
    assert went.headers["location"] == f"/candidates/{talk.application.id}/conversation"


# --- the candidate, signed in


async def test_a_candidate_chooses_moves_and_cancels(browser_for):
    made = await make_invitation()
    browser = await browser_for(made.application.user_id)
    here = f"/my-interviews/{made.id}"
    assert here in (await browser.get("/my-interviews")).text
    page = await browser.get(here)
    assert NINE in _values(page)
    assert "Monday 30 November" in page.text
    assert "9am to 9:45am" in page.text
    assert (await browser.submit(f"{here}/times", {})).status_code == 422
    assert (await browser.submit(f"{here}/times", {"starts_at": "yesterday"})).status_code == 422
    booked = await _choose(browser, here, MONDAY_NINE)
    assert (booked.status_code, booked.headers["location"]) == (303, here)
    shown = await browser.get(here)
    assert "Monday 30 November 2026, 9am to 9:45am" in shown.text
    moved = await _choose(browser, here, MONDAY_NINE + 24 * HOUR)
    assert moved.status_code == 303
    assert "Tuesday 1 December 2026" in (await browser.get(here)).text
    assert "Your application stays open" in (await browser.get(f"{here}/cancel")).text
    await browser.submit(f"{here}/cancel", {"reason": "Ill"})
    assert "Cancelled" in (await browser.get(here)).text


async def test_a_time_that_has_gone_shows_the_nearest_three_with_the_form(browser_for):
    champion = await make_champion()
    await make_booking(panel=[champion])
    second = await make_invitation(panel=[champion])
    browser = await browser_for(second.application.user_id)
    answer = await browser.submit(f"/my-interviews/{second.id}/times", {"starts_at": NINE})
    assert answer.status_code == 409
    assert "That time has just gone" in answer.text
    assert _values(answer)[:3] == [(MONDAY_NINE + timedelta(minutes=minutes)).isoformat() for minutes in (60, 75, 90)]
    assert (await browser.submit(f"/my-interviews/{second.id}/times", {"starts_at": _values(answer)[0]})).status_code == 303


async def test_a_time_is_kept_for_ten_minutes_while_the_candidate_confirms(browser_for, frozen_now):
    champion = await make_champion()
    first, second = await make_invitation(panel=[champion]), await make_invitation(panel=[champion])
    slow, quick = await browser_for(first.application.user_id), await browser_for(second.application.user_id)
    here, there = f"/my-interviews/{first.id}", f"/my-interviews/{second.id}"
    nothing = await slow.get(f"{here}/confirm")
    assert (nothing.status_code, nothing.headers["location"]) == (303, here)
    assert (await slow.submit(f"{here}/times", {"starts_at": NINE})).headers["location"] == f"{here}/confirm"
    assert "We keep this time for you until 12:10pm." in (await slow.get(f"{here}/confirm")).text
    assert NINE not in _values(await quick.get(there))
    assert (await quick.submit(f"{there}/times", {"starts_at": NINE})).status_code == 409
    frozen_now(clock.now() + timedelta(minutes=10))
    assert (await slow.get(f"{here}/confirm")).status_code == 303
    assert (await _choose(quick, there, MONDAY_NINE)).headers["location"] == there
    late = await slow.submit(f"{here}/confirm", {"starts_at": NINE})
    assert late.status_code == 409
    assert "Here are the nearest times" in late.text
    assert (await slow.submit(f"{here}/confirm", {})).status_code == 422
    assert await status_of(first) == "invited"


async def test_too_late_to_change_is_said_and_not_offered(browser_for, frozen_now):
    made = await make_booking()
    frozen_now(MONDAY_NINE - 23 * HOUR)
    browser = await browser_for(made.application.user_id)
    page = await browser.get(f"/my-interviews/{made.id}")
    assert "less than 24 hours" in page.text
    assert f"/my-interviews/{made.id}/times" not in page.text
    refused = await browser.submit(f"/my-interviews/{made.id}/times", {"starts_at": (MONDAY_NINE + 48 * HOUR).isoformat()})
    assert refused.status_code == 303
    assert (await queries.get_interview(SYSTEM, made.id)).starts_at == MONDAY_NINE


async def test_there_is_no_calendar_file_without_a_time(browser_for):
    made = await make_invitation()
    for user_id, path in ((made.application.user_id, "my-interviews"), (made.lead.user_id, "interviews")):
        assert (await (await browser_for(user_id)).get(f"/{path}/{made.id}/calendar.ics")).status_code == 404


async def test_what_is_over_offers_no_times(browser_for):
    made = await make_booking()
    await service.cancel(made.lead, made.id, reason="Ill")
    for user_id, path in ((made.application.user_id, "my-interviews"), (made.lead.user_id, "interviews")):
        browser = await browser_for(user_id)
        answer = await browser.get(f"/{path}/{made.id}/times")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{path}/{made.id}")
        assert "This interview is cancelled." in (await browser.get(f"/{path}/{made.id}")).text


async def test_other_peoples_interviews_are_not_found(browser_for):
    made, stranger = await make_invitation(), await make_application()
    browser = await browser_for(stranger.user_id)
    for path in ("", "/times", "/confirm", "/cancel", "/calendar.ics"):
        assert (await browser.get(f"/my-interviews/{made.id}{path}")).status_code == 404
    assert (await browser.submit(f"/my-interviews/{made.id}/times", {"starts_at": NINE})).status_code == 404
    assert (await (await browser_for()).get(f"/my-interviews/{made.id}")).status_code == 303


# --- the candidate, by link


async def test_the_link_books_moves_and_cancels_without_an_account(browser_for, drain, outbox_mail):
    made = await make_invitation()
    await drain()
    [mail] = [m for m in await outbox_mail(made.application.email) if m.template == "interview_invitation"]
    here = mail.secret_link.removeprefix("http://localhost:8000")
    browser = await browser_for()
    page = await browser.get(here)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert made.application.email not in page.text
    assert (await browser.get(here)).status_code == 200
    booked = await _choose(browser, here, MONDAY_NINE)
    assert (booked.status_code, booked.headers["location"]) == (303, here)
    assert "9am to 9:45am" in (await browser.get(here)).text
    assert b"BEGIN:VEVENT" in (await browser.get(f"{here}/calendar.ics")).content
    assert (await _choose(browser, here, MONDAY_NINE + HOUR)).status_code == 303
    assert (await browser.submit(f"{here}/cancel", {})).status_code == 303
    assert await status_of(made) == "cancelled"


async def test_a_wrong_or_old_link_opens_nothing(browser_for, drain, outbox_mail, frozen_now):
    made = await make_invitation()
    await drain()
    [mail] = [m for m in await outbox_mail(made.application.email) if m.template == "interview_invitation"]
    here = mail.secret_link.removeprefix("http://localhost:8000")
    browser = await browser_for()
    assert (await browser.get("/book/not-a-token")).status_code == 410
    assert (await browser.submit("/book/not-a-token/times", {"starts_at": NINE})).status_code == 410
    frozen_now(MONDAY_NINE + timedelta(days=420))
    assert (await browser.get(here)).status_code == 410


# --- scores and decision


async def test_scorecards_are_blind_until_ones_own_is_in(browser_for, frozen_now):
    panel = [await make_champion(last_name="Abara"), await make_champion(last_name="Brandt")]
    made = await make_booking(panel=panel)
    frozen_now(MONDAY_NINE + HOUR)
    await service.submit_scorecard(panel[0].actor, made.id, await whole_card(made.id, 5, summary="A secret summary"))
    second = await browser_for(panel[1].actor.user_id)
    blind = await second.get(f"/interviews/{made.id}/decision")
    assert "Your scorecard comes first" in blind.text
    assert "A secret summary" not in blind.text
    card = f"/interviews/{made.id}/scorecard"
    draft = await second.submit(card, {"score_1": "2", "score_1_evidence": "Little of the child", "concern_2": "yes", "action": "draft"})
    assert draft.headers["location"] == card
    form = await second.get(card)
    assert "Little of the child" in form.text
    assert "A secret summary" not in form.text
    assert (await second.submit(f"{card}/draft", {"score_1": "2", "score_1_evidence": "Kept by the script"})).status_code == 204
    assert (await second.submit(f"{card}/draft", {"score_1": "9"})).status_code == 422
    assert "Kept by the script" in (await second.get(card)).text
    half = await second.submit(card, {"score_1": "2", "concern_1": "yes", "action": "submit"})
    assert half.status_code == 422
    assert "Select points for" in half.text
    assert "Select whether you recommend" in half.text
    assert "Select yes or no for question 2" in half.text
    assert "Enter what you heard or saw" in half.text
    whole = {f"score_{number}": "3" for number in range(1, 7)} | {f"score_{number}_evidence": f"Evidence {number}" for number in range(1, 7)}
    whole |= {f"concern_{number}": "no" for number in range(1, 4)}
    done = await second.submit(card, {**whole, "recommends": "no", "action": "submit"})
    assert (await second.submit(f"{card}/draft", whole)).status_code == 409
    assert done.headers["location"] == f"/interviews/{made.id}/decision"
    seen = await second.get(f"/interviews/{made.id}/decision")
    assert "A secret summary" in seen.text
    assert "The panel differs by 2 points" in seen.text
    assert "Mean 4.0 of 5" in seen.text
    assert (await second.get(card)).headers["location"] == f"/interviews/{made.id}/decision"


async def test_the_decision_tells_the_candidate(browser_for, frozen_now, drain, outbox_mail):
    made = await make_booking()
    frozen_now(MONDAY_NINE + HOUR)
    await service.submit_scorecard(made.lead, made.id, await whole_card(made.id))
    browser = await browser_for(made.lead.user_id)
    url = f"/interviews/{made.id}/decision"
    assert (await browser.submit(url, {"outcome": "hire"})).status_code == 422
    data = {"outcome": "hire", "reason": "Strong evidence", "feedback": "You put the child <first>"}
    assert (await browser.submit(url, data)).status_code == 303
    page = await browser.get(url)
    assert "An offer follows" in page.text
    assert (await browser.submit(url, data)).status_code == 409
    await drain()
    [mail] = [m for m in await outbox_mail(made.application.email) if m.template == "interview_decided"]
    assert "You put the child <first>" in mail.body_text
    assert "&lt;first&gt;" in mail.body_html
    assert (await candidates.get_application(SYSTEM, made.application.id)).stage is Stage.OFFER
    own = await browser_for(made.application.user_id)
    assert "The panel would like you to join" in (await own.get(f"/my-interviews/{made.id}")).text


async def test_scores_are_for_the_panel_and_operations(browser_for, frozen_now):
    made = await make_booking()
    frozen_now(MONDAY_NINE + HOUR)
    await score_and_decide(made)
    other = await browser_for((await make_champion()).actor.user_id)
    assert (await other.get(f"/interviews/{made.id}/decision")).status_code == 404
    assert (await other.get(f"/interviews/{made.id}/scorecard")).status_code == 404
    operations = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert (await operations.get(f"/interviews/{made.id}/decision")).status_code == 200
    assert (await operations.get(f"/interviews/{made.id}/scorecard")).status_code == 403
