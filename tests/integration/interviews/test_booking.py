"""From invitation to the end of an interview: every command allowed and refused, on the service."""

import email
import email.policy
from datetime import date, datetime, time, timedelta

import asyncpg
import icalendar
import pytest

from prime.accounts import queries as accounts
from prime.accounts import service as accounts_service
from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.interviews import queries, service
from prime.interviews.errors import AlreadyInvited, HoursOverlap, NotInvitable, SlotTaken, TooEarly, TooLateToChange, TooManyMoves, WrongState
from prime.interviews.rules import Hours
from prime.interviews.tables import AbsenceCause, Interview, InterviewKind, InterviewStatus, PanelSeat, SlotHold
from prime.notifications import mailer
from tests.factories.accounts import make_council, make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.interviews import MONDAY_NINE, PLACE, make_booking, make_champion, make_invitation, status_of

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
CANDIDATE_ILL = [service.Missing(None, AbsenceCause.ILL)]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def _calendar(message) -> tuple[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(message.calendar)
    assert calendar["METHOD"] == message.calendar_method
    [event] = calendar.walk("VEVENT")
    return message.calendar_method, event


async def _somebody(role: Role) -> Actor:
    council = (await make_council()).id if role.is_client else None
    return await make_user(role, organisation_id=council)


# --- invite


async def test_an_invitation_reaches_the_candidate_and_waits_for_them(drain, outbox_mail):
    made = await make_invitation()
    await drain()
    [mail] = [m for m in await outbox_mail(made.application.email) if m.template == "interview_invitation"]
    assert (mail.status, mail.calendar) == ("sent", "")
    assert PLACE in mail.body_text
    assert "/book/" not in mail.body_text
    assert "/book/" in mail.secret_link
    application = await candidates.get_application(SYSTEM, made.application.id)
    assert (application.next_actor, application.next_action) == ("candidate", "Choose a time")


async def test_without_a_place_it_is_the_leads_video_link():
    champion = await make_champion()
    application = await make_application(stage=Stage.INTERVIEW)
    invite = {"kind": InterviewKind.INTERVIEW, "champion_user_ids": [champion.actor.user_id]}
    with pytest.raises(InvalidInput, match="join link"):
        await service.invite(champion.actor, application.id, **invite)
    await service.save_profile(
        champion.actor, champion.id, weekly_cap=6, buffer_minutes=15, notice_hours=24, horizon_days=56, video_link="https://meet.example/me"
    )
    interview_id = await service.invite(champion.actor, application.id, **invite)
    assert (await queries.get_interview(champion.actor, interview_id)).place == "https://meet.example/me"


async def test_never_two_open_invitations_of_one_kind():
    made = await make_invitation()
    with pytest.raises(AlreadyInvited):
        await service.invite(made.lead, made.application.id, kind=InterviewKind.INTERVIEW, champion_user_ids=[made.lead.user_id], place=PLACE)


@pytest.mark.parametrize(
    ("stage", "kind"),
    [(Stage.APPLIED, InterviewKind.CONVERSATION), (Stage.CONVERSATION, InterviewKind.INTERVIEW), (Stage.OFFER, InterviewKind.INTERVIEW)],
)
async def test_the_stage_must_fit(stage, kind):
    champion, application = await make_champion(), await make_application(stage=stage)
    with pytest.raises(NotInvitable):
        await service.invite(champion.actor, application.id, kind=kind, champion_user_ids=[champion.actor.user_id], place=PLACE)


async def test_inviting_to_a_conversation_ends_the_screening():
    champion, application = await make_champion(), await make_application(stage=Stage.SCREENING)
    await service.invite(champion.actor, application.id, kind=InterviewKind.CONVERSATION, champion_user_ids=[champion.actor.user_id], place=PLACE)
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CONVERSATION


async def test_a_panel_is_made_of_champions():
    champion, other = await make_champion(), await make_user(Role.OPERATIONS)
    application = await make_application(stage=Stage.INTERVIEW)
    for panel in ([], [other.user_id], [champion.actor.user_id, other.user_id]):
        with pytest.raises(InvalidInput):
            await service.invite(champion.actor, application.id, kind=InterviewKind.INTERVIEW, champion_user_ids=panel, place=PLACE)
    await service.deactivate_champion(SYSTEM, champion.actor.required_user_id)
    with pytest.raises(InvalidInput):
        await service.invite(other, application.id, kind=InterviewKind.INTERVIEW, champion_user_ids=[champion.actor.user_id], place=PLACE)


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.STAFF, Role.CLIENT_REQUESTER, Role.FINANCE, Role.ADMIN])
async def test_other_roles_cannot_invite(role):
    champion, application = await make_champion(), await make_application(stage=Stage.INTERVIEW)
    with pytest.raises(Forbidden):
        await service.invite(
            await _somebody(role), application.id, kind=InterviewKind.INTERVIEW, champion_user_ids=[champion.actor.user_id], place=PLACE
        )


# --- book


async def test_a_candidate_books_an_offered_time_and_everybody_gets_a_calendar_invitation(drain, outbox_mail):
    panel = [await make_champion(), await make_champion()]
    made = await make_invitation(panel=panel, needs="A quiet room")
    candidate = await candidate_actor(made.application)
    offered = await queries.slots(candidate, made.id)
    assert MONDAY_NINE in [slot.starts_at for slot in offered]
    await service.book(candidate, made.id, MONDAY_NINE)
    await drain()
    interview = await queries.get_interview(made.lead, made.id)
    assert (interview.status, interview.starts_at, interview.ends_at) == (InterviewStatus.BOOKED, MONDAY_NINE, MONDAY_NINE + 45 * HOUR / 60)
    people = [made.application.email, *(member.email for member in interview.panel)]
    for address in people:
        [mail] = [m for m in await outbox_mail(address) if m.template.startswith("interview_booked")]
        method, event = _calendar(mail)
        assert (method, event["SEQUENCE"], event["UID"]) == ("REQUEST", 0, f"{interview.uid}@afcprime.invalid")
        assert event.decoded("dtstart") == MONDAY_NINE
        assert event["ATTENDEE"] == f"mailto:{address}"
        assert "Monday 30 November 2026, 9am to 9:45am" in mail.body_text
    assert "A quiet room" in mail.body_text
    application = await candidates.get_application(SYSTEM, made.application.id)
    assert (application.next_actor, application.next_due_on) == ("panel", MONDAY_NINE.date())


async def test_a_time_that_is_gone_names_the_nearest_three():
    champion = await make_champion()
    await make_booking(panel=[champion])
    second = await make_invitation(panel=[champion])
    with pytest.raises(SlotTaken) as refusal:
        await service.book(await candidate_actor(second.application), second.id, MONDAY_NINE)
    assert "just gone" in refusal.value.detail
    assert refusal.value.nearest == tuple(MONDAY_NINE + timedelta(minutes=minutes) for minutes in (60, 75, 90))
    assert await status_of(second) == "invited"


@pytest.mark.parametrize(
    "wanted",
    [
        MONDAY_NINE.replace(hour=8, minute=45),
        MONDAY_NINE.replace(minute=5),
        MONDAY_NINE - 14 * DAY,
        MONDAY_NINE - 5 * DAY,
        MONDAY_NINE + 70 * DAY,
        MONDAY_NINE + 5 * DAY,
    ],
    ids=["before hours", "off the quarter", "past", "within the notice", "beyond the horizon", "Saturday"],
)
async def test_what_was_not_offered_cannot_be_booked(wanted):
    made = await make_invitation()
    with pytest.raises(SlotTaken):
        await service.book(await candidate_actor(made.application), made.id, wanted)


async def test_the_office_books_without_notice():
    made = await make_invitation()
    this_afternoon = clock.now() + HOUR
    with pytest.raises(SlotTaken):
        await service.book(await candidate_actor(made.application), made.id, this_afternoon)
    await service.book(made.lead, made.id, this_afternoon)
    assert await status_of(made) == "booked"


async def test_a_candidate_cannot_be_in_two_places():
    first, other = await make_booking(), await make_champion()
    application = await make_application(stage=Stage.INTERVIEW, email=first.application.email)
    second = await service.invite(other.actor, application.id, kind=InterviewKind.INTERVIEW, champion_user_ids=[other.actor.user_id], place=PLACE)
    with pytest.raises(SlotTaken):
        await service.book(other.actor, second, MONDAY_NINE + 15 * HOUR / 60)
    await service.book(other.actor, second, MONDAY_NINE + HOUR)


async def test_the_database_refuses_to_book_a_champion_or_a_candidate_twice():
    champion = await make_champion()
    first, second = await make_booking(panel=[champion]), await make_invitation(panel=[champion])
    late = MONDAY_NINE + 40 * HOUR / 60
    with pytest.raises(asyncpg.ExclusionViolationError, match="champion_never_double_booked"):
        async with transaction():
            await PanelSeat.update({PanelSeat.busy_from: late, PanelSeat.busy_to: late + HOUR}).where(PanelSeat.interview == second.id)
    with pytest.raises(asyncpg.ExclusionViolationError, match="candidate_never_double_booked"):
        async with transaction():
            await Interview(
                reference="INT-TEST",
                application=first.application.id,
                candidate=first.application.candidate_id,
                kind=InterviewKind.CONVERSATION,
                status=InterviewStatus.BOOKED,
                starts_at=late,
                ends_at=late + HOUR,
                uid=first.id,
                invited_by=first.lead.user_id,
            ).save()


async def test_the_weekly_cap_closes_the_week():
    champion = await make_champion(weekly_cap=1)
    await make_booking(panel=[champion])
    second = await make_invitation(panel=[champion])
    offered = [slot.starts_at for slot in await queries.slots(second.lead, second.id)]
    assert offered
    assert not [start for start in offered if date(2026, 11, 30) <= start.date() < date(2026, 12, 7)]


async def test_a_bank_holiday_is_no_day_for_interviews():
    made = await make_invitation()
    offered = await queries.slots(made.lead, made.id, first=date(2026, 12, 24), last=date(2026, 12, 30))
    assert {slot.starts_at.date() for slot in offered} == {date(2026, 12, 24), date(2026, 12, 29), date(2026, 12, 30)}


async def test_booked_once():
    made = await make_booking()
    with pytest.raises(WrongState):
        await service.book(made.lead, made.id, MONDAY_NINE + DAY)


async def test_somebody_elses_interview_does_not_exist():
    made, stranger = await make_invitation(), await candidate_actor(await make_application())
    for command in (
        service.book(stranger, made.id, MONDAY_NINE),
        service.move_booking(stranger, made.id, MONDAY_NINE),
        service.cancel(stranger, made.id),
        queries.get_interview(stranger, made.id),
        queries.slots(stranger, made.id),
        queries.get_own(stranger, made.id),
    ):
        with pytest.raises(NotFound):
            await command
    assert await queries.list_own(stranger) == []


@pytest.mark.parametrize("role", [Role.STAFF, Role.CLIENT_APPROVER, Role.FINANCE])
async def test_other_roles_cannot_book(role):
    made = await make_invitation()
    with pytest.raises((Forbidden, NotFound)):
        await service.book(await _somebody(role), made.id, MONDAY_NINE)


# --- links


async def test_a_link_opens_one_interview_and_nothing_else(drain, outbox_mail):
    made, other = await make_invitation(), await make_invitation()
    await drain()
    [mail] = [m for m in await outbox_mail(made.application.email) if m.template == "interview_invitation"]
    holder = await accounts.actor_for_link(mail.secret_link.rsplit("/", 1)[1])
    assert holder.record_id == made.id
    with pytest.raises(NotFound):
        await service.book(holder, other.id, MONDAY_NINE)
    with pytest.raises(Forbidden):
        await candidates_service.withdraw(holder, made.application.id, reason="other", detail="x")
    await service.book(holder, made.id, MONDAY_NINE)
    await drain()
    assert (await queries.list_own(holder))[0].id == made.id
    # The link of the invitation goes on working beside that of the confirmation.
    [confirmation] = [m for m in await outbox_mail(made.application.email) if m.template == "interview_booked"]
    assert confirmation.secret_link != mail.secret_link
    newer = await accounts.actor_for_link(confirmation.secret_link.rsplit("/", 1)[1])
    await service.move_booking(newer, made.id, MONDAY_NINE + HOUR)
    await service.move_booking(holder, made.id, MONDAY_NINE + 2 * HOUR)


async def test_the_calendar_part_of_the_email_says_what_to_do_with_it(drain, outbox_mail):
    made = await make_booking()
    await drain()
    [message] = [m for m in await outbox_mail(made.application.email) if m.template == "interview_booked"]
    sent = mailer.compose(
        to=message.to_address,
        subject=message.subject,
        body_text=message.body_text,
        body_html=message.body_html,
        message_id=message.message_id,
        link=message.secret_link,
        calendar=message.calendar,
        calendar_method=message.calendar_method,
    )
    received = email.message_from_bytes(sent.as_bytes(), policy=email.policy.default)
    [part] = [part for part in received.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    [event] = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert event.decoded("dtstart") == MONDAY_NINE
    [attachment] = received.iter_attachments()
    assert icalendar.Calendar.from_ical(attachment.get_content())["METHOD"] == "REQUEST"


# --- hold


async def test_what_is_held_is_offered_to_nobody_else_until_it_expires(frozen_now):
    panel = [await make_champion(), await make_champion()]
    first, second = await make_invitation(panel=panel), await make_invitation(panel=panel[:1])
    candidate, other = await candidate_actor(first.application), await candidate_actor(second.application)
    await service.hold(candidate, first.id, MONDAY_NINE)
    held = await queries.find_hold(candidate, first.id)
    assert (held.starts_at, held.expires_at) == (MONDAY_NINE, clock.now() + timedelta(minutes=10))
    with pytest.raises(NotFound):
        await queries.find_hold(other, first.id)
    assert MONDAY_NINE in [slot.starts_at for slot in await queries.slots(candidate, first.id)]
    with pytest.raises(SlotTaken):
        await service.book(other, second.id, MONDAY_NINE)
    frozen_now(clock.now() + timedelta(minutes=10))
    assert await queries.find_hold(candidate, first.id) is None
    await service.book(other, second.id, MONDAY_NINE)
    with pytest.raises(SlotTaken):
        await service.book(candidate, first.id, MONDAY_NINE)


async def test_another_choice_and_the_booking_let_go_of_what_was_held():
    champion = await make_champion()
    made = await make_invitation(panel=[champion])
    candidate = await candidate_actor(made.application)
    await service.hold(candidate, made.id, MONDAY_NINE)
    await service.hold(candidate, made.id, MONDAY_NINE + HOUR)
    await make_booking(panel=[champion])
    await service.book(candidate, made.id, MONDAY_NINE + HOUR)
    assert await SlotHold.count() == 0
    assert await PanelSeat.count().where(PanelSeat.hold.is_not_null()) == 0


async def test_a_move_holds_only_what_the_booking_does_not_have_yet():
    made = await make_booking()
    candidate = await candidate_actor(made.application)
    later = MONDAY_NINE + timedelta(minutes=30)
    await service.hold(candidate, made.id, later)
    [seat] = await PanelSeat.objects().where(PanelSeat.hold.is_not_null())
    assert (seat.busy_from, seat.busy_to) == (MONDAY_NINE + HOUR, later + HOUR)
    await service.move_booking(candidate, made.id, later)
    assert (await queries.get_interview(made.lead, made.id)).starts_at == later


async def test_a_cancelled_interview_holds_nothing():
    champion = await make_champion()
    made = await make_invitation(panel=[champion])
    candidate = await candidate_actor(made.application)
    await service.hold(candidate, made.id, MONDAY_NINE)
    await service.cancel(candidate, made.id)
    await make_booking(panel=[champion])
    with pytest.raises(WrongState):
        await service.hold(candidate, made.id, MONDAY_NINE + HOUR)


async def test_the_database_refuses_to_book_what_is_held():
    champion = await make_champion()
    first, second = await make_invitation(panel=[champion]), await make_invitation(panel=[champion])
    await service.hold(first.lead, first.id, MONDAY_NINE)
    with pytest.raises(asyncpg.ExclusionViolationError, match="champion_never_double_booked"):
        async with transaction():
            await PanelSeat.update({PanelSeat.busy_from: MONDAY_NINE, PanelSeat.busy_to: MONDAY_NINE + HOUR}).where(PanelSeat.interview == second.id)
    with pytest.raises(asyncpg.CheckViolationError, match="panel_seat_or_hold"):
        async with transaction():
            await PanelSeat(champion=champion.id).save()


# --- move, cancel


async def test_a_move_keeps_the_uid_and_raises_the_sequence(drain, outbox_mail):
    made = await make_booking()
    await service.move_booking(await candidate_actor(made.application), made.id, MONDAY_NINE + 15 * HOUR / 60)
    await drain()
    mails = [m for m in await outbox_mail(made.application.email) if m.template == "interview_booked"]
    events = [_calendar(mail)[1] for mail in mails]
    assert [event["SEQUENCE"] for event in events] == [0, 1]
    assert len({event["UID"] for event in events}) == 1
    assert "has a new time" in mails[1].body_text
    seat = await PanelSeat.objects().where(PanelSeat.interview == made.id).first()
    assert (seat.busy_from, seat.busy_to) == (MONDAY_NINE + 15 * HOUR / 60, MONDAY_NINE + 75 * HOUR / 60)


async def test_a_candidate_moves_twice_and_the_office_as_often_as_it_must():
    made = await make_booking()
    candidate = await candidate_actor(made.application)
    for hours in (1, 2):
        await service.move_booking(candidate, made.id, MONDAY_NINE + hours * HOUR)
    with pytest.raises(TooManyMoves):
        await service.move_booking(candidate, made.id, MONDAY_NINE + 3 * HOUR)
    await service.move_booking(made.lead, made.id, MONDAY_NINE + 3 * HOUR)


async def test_a_day_before_is_too_late_for_the_candidate_and_not_for_the_office(frozen_now):
    made = await make_booking()
    candidate = await candidate_actor(made.application)
    frozen_now(MONDAY_NINE - 24 * HOUR + timedelta(seconds=1))
    with pytest.raises(TooLateToChange):
        await service.move_booking(candidate, made.id, MONDAY_NINE + 2 * DAY)
    with pytest.raises(TooLateToChange):
        await service.cancel(candidate, made.id)
    await service.move_booking(made.lead, made.id, MONDAY_NINE + 6 * HOUR)
    await service.cancel(made.lead, made.id, reason="The panel is ill")


async def test_what_has_begun_is_neither_moved_nor_cancelled(frozen_now):
    made = await make_booking()
    frozen_now(MONDAY_NINE)
    with pytest.raises(WrongState):
        await service.move_booking(made.lead, made.id, MONDAY_NINE + 2 * DAY)
    with pytest.raises(WrongState):
        await service.cancel(made.lead, made.id, reason="Too late")


async def test_a_cancellation_frees_the_time_and_leaves_the_calendars(drain, outbox_mail):
    champion = await make_champion()
    made = await make_booking(panel=[champion])
    with pytest.raises(InvalidInput):
        await service.cancel(champion.actor, made.id, reason=" ")
    await service.cancel(champion.actor, made.id, reason="The role has changed")
    await drain()
    interview = await queries.get_interview(champion.actor, made.id)
    for address in (made.application.email, interview.panel[0].email):
        [mail] = [m for m in await outbox_mail(address) if m.template.startswith("interview_cancelled")]
        method, event = _calendar(mail)
        assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
        assert "The role has changed" in mail.body_text
    await make_booking(panel=[champion])
    with pytest.raises(WrongState):
        await service.cancel(champion.actor, made.id, reason="Again")


async def test_after_a_cancellation_one_can_be_invited_again():
    made = await make_invitation()
    await service.cancel(await candidate_actor(made.application), made.id)
    assert (await queries.get_interview(made.lead, made.id)).ended_reason == "The candidate cannot come"
    await service.invite(made.lead, made.application.id, kind=InterviewKind.INTERVIEW, champion_user_ids=[made.lead.user_id], place=PLACE)


async def test_a_withdrawal_cancels_what_is_to_come(drain, outbox_mail):
    made = await make_booking()
    await candidates_service.withdraw(await candidate_actor(made.application), made.application.id, reason="another_job")
    await drain()
    assert await status_of(made) == "cancelled"
    [mail] = [m for m in await outbox_mail((await queries.get_interview(made.lead, made.id)).panel[0].email) if m.calendar_method == "CANCEL"]
    assert "The application has ended" in mail.body_text


# --- reminders, held or not


async def test_another_reminder_goes_out_an_hour_before(drain, outbox_mail, frozen_now):
    made = await make_booking()

    async def reminders() -> int:
        await drain()
        return len([m for m in await outbox_mail(made.application.email) if m.template == "interview_reminder"])

    assert await reminders() == 0
    for before, sent in ((24 * HOUR, 1), (2 * HOUR, 1), (HOUR, 2), (HOUR / 2, 2)):
        frozen_now(MONDAY_NINE - before)
        assert await reminders() == sent


async def test_a_reminder_goes_out_a_day_before_and_only_for_what_still_holds(drain, outbox_mail, frozen_now):
    kept, moved, cancelled = await make_booking(), await make_booking(), await make_booking()
    await service.move_booking(moved.lead, moved.id, MONDAY_NINE + 3 * DAY)
    await service.cancel(cancelled.lead, cancelled.id, reason="Ill")
    await drain()
    frozen_now(MONDAY_NINE - 24 * HOUR)
    await drain()

    async def reminders(made):
        panel = (await queries.get_interview(made.lead, made.id)).panel[0].email
        return [m.template for address in (made.application.email, panel) for m in await outbox_mail(address) if "reminder" in m.template]

    assert await reminders(kept) == ["interview_reminder", "interview_reminder_panel"]
    assert await reminders(moved) == await reminders(cancelled) == []
    frozen_now(MONDAY_NINE + 2 * DAY)
    await drain()
    assert await reminders(moved) == ["interview_reminder", "interview_reminder_panel"]
    assert len(await reminders(kept)) == 2


async def test_whether_it_took_place_is_recorded_once_it_has_begun(frozen_now):
    made = await make_booking()
    with pytest.raises(TooEarly):
        await service.mark_held(made.lead, made.id)
    with pytest.raises(TooEarly):
        await service.mark_no_show(made.lead, made.id, CANDIDATE_ILL)
    frozen_now(MONDAY_NINE)
    with pytest.raises(Forbidden):
        await service.mark_held(await candidate_actor(made.application), made.id)
    await service.mark_held(made.lead, made.id)
    with pytest.raises(WrongState):
        await service.mark_no_show(made.lead, made.id, CANDIDATE_ILL)


async def test_what_is_over_never_changes(frozen_now):
    made = await make_booking()
    frozen_now(MONDAY_NINE)
    await service.mark_held(made.lead, made.id)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await Interview.update({Interview.starts_at: MONDAY_NINE + DAY, Interview.ends_at: MONDAY_NINE + DAY + HOUR}).where(
                Interview.id == made.id
            )
    for change in ({Interview.place: "Elsewhere"}, {Interview.sequence: 9}, {Interview.minutes: 60}):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with transaction():
                await Interview.update(change).where(Interview.id == made.id)


# --- availability


async def test_hours_overrides_and_settings_decide_what_is_offered():
    champion = await make_champion(hours=[Hours(0, time(9), time(10))])
    made = await make_invitation(panel=[champion])

    async def offered(day: date) -> list[datetime]:
        return [slot.starts_at for slot in await queries.slots(made.lead, made.id, first=day, last=day)]

    monday = MONDAY_NINE.date()
    assert await offered(monday) == [MONDAY_NINE, MONDAY_NINE + 15 * HOUR / 60]
    await service.save_override(champion.actor, champion.id, monday, [(time(14), time(14, 45))], reason="Court in the morning")
    assert await offered(monday) == [MONDAY_NINE + 5 * HOUR]
    await service.save_override(champion.actor, champion.id, monday, last_on=monday + DAY)
    assert await offered(monday) == []
    await service.remove_override(champion.actor, champion.id, monday)
    assert await offered(monday) == [MONDAY_NINE, MONDAY_NINE + 15 * HOUR / 60]
    availability = await queries.get_availability(champion.actor, champion.id)
    assert [row.held_on for row in availability.overrides] == [monday + DAY]
    await service.save_weekly_hours(champion.actor, champion.id, [])
    assert await offered(monday) == []


async def test_hours_never_overlap_and_run_forwards():
    champion = await make_champion()
    with pytest.raises(HoursOverlap):
        await service.save_weekly_hours(champion.actor, champion.id, [Hours(0, time(9), time(11)), Hours(0, time(10), time(12))])
    with pytest.raises(InvalidInput):
        await service.save_weekly_hours(champion.actor, champion.id, [Hours(0, time(11), time(9))])
    assert len((await queries.get_availability(champion.actor, champion.id)).hours) == 5
    with pytest.raises(HoursOverlap):
        await service.save_override(champion.actor, champion.id, MONDAY_NINE.date(), [(time(9), time(11)), (time(10), time(12))])
    for first, last in ((date(2026, 11, 24), None), (date(2026, 12, 2), date(2026, 12, 1)), (date(2026, 12, 1), date(2027, 12, 1))):
        with pytest.raises(InvalidInput):
            await service.save_override(champion.actor, champion.id, first, last_on=last)
    with pytest.raises(InvalidInput):
        await service.save_profile(champion.actor, champion.id, weekly_cap=0, buffer_minutes=15, notice_hours=24, horizon_days=56)


async def test_nobody_changes_another_champions_availability_but_operations():
    champion, other = await make_champion(), await make_champion()
    with pytest.raises(NotFound):
        await service.save_weekly_hours(other.actor, champion.id, [])
    with pytest.raises(NotFound):
        await service.save_override(other.actor, champion.id, MONDAY_NINE.date())
    with pytest.raises(Forbidden):
        await service.save_weekly_hours(await make_user(Role.FINANCE), champion.id, [])
    await service.save_weekly_hours(await make_user(Role.OPERATIONS), champion.id, [])


async def test_a_profile_is_begun_once():
    actor = await make_user(Role.CHAMPION)
    assert await service.create_champion(actor) == await service.create_champion(actor)
    with pytest.raises(Forbidden):
        await service.create_champion(await make_user(Role.CANDIDATE))
    with pytest.raises(Forbidden):
        await service.create_champion(actor, user_id=(await make_user(Role.CHAMPION)).user_id)


async def test_off_boarding_a_champion_takes_their_times_away(drain):
    made = await make_invitation()
    await accounts_service.offboard_user(SYSTEM, made.lead.required_user_id)
    await drain()
    assert await queries.slots(SYSTEM, made.id) == []
