"""How they meet: by video, telephone or in a room; a room is given to one interview at a time."""

from datetime import timedelta
from uuid import UUID

import asyncpg
import icalendar
import pytest

from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.columns import uuid7
from prime.core.db import transaction
from prime.core.errors import InvalidInput
from prime.interviews import letters, queries, rules, service
from prime.interviews.errors import RoomTaken, SlotTaken, WrongState
from prime.interviews.tables import ChangeKind, InterviewKind, Meeting, RoomBooking
from prime.rooms import service as rooms
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.interviews import MONDAY_NINE, MadeInterview, make_champion

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
TEN = MONDAY_NINE + timedelta(hours=1)


async def _room(*, capacity: int = 6, is_active: bool = True) -> UUID:
    name = f"Room {str(uuid7())[-4:]}"
    return await rooms.create_room(SYSTEM, name=name, site="Westmarch House", capacity=capacity, accessibility="Hearing loop", is_active=is_active)


async def _invite(meeting: Meeting = Meeting.ROOM, **more) -> MadeInterview:
    champion = await make_champion()
    application = await make_application(stage=Stage.INTERVIEW)
    interview_id = await service.invite(
        champion.actor, application.id, kind=InterviewKind.INTERVIEW, champion_user_ids=[champion.actor.user_id], meeting=meeting, **more
    )
    return MadeInterview(interview_id, application, [champion])


async def _starts(made: MadeInterview) -> list:
    return [slot.starts_at for slot in await queries.slots(SYSTEM, made.id)]


async def test_a_room_is_not_offered_while_somebody_has_it():
    room = await _room()
    first, second = await _invite(room_id=room), await _invite(room_id=room)
    await service.book(first.lead, first.id, TEN)
    free = await _starts(second)
    assert not [start for start in free if TEN - timedelta(minutes=45) < start < TEN + timedelta(minutes=45)]
    assert {TEN - timedelta(minutes=45), TEN + timedelta(minutes=45)} <= set(free)
    with pytest.raises(SlotTaken) as refused:
        await service.book(second.lead, second.id, TEN)
    assert len(refused.value.nearest) == 3
    await service.cancel(first.lead, first.id, reason="The post is filled")
    await service.book(second.lead, second.id, TEN)


async def test_a_room_is_held_while_the_candidate_confirms(frozen_now):
    room = await _room()
    first, second = await _invite(room_id=room), await _invite(room_id=room)
    await service.hold(await candidate_actor(first.application), first.id, TEN)
    with pytest.raises(SlotTaken):
        await service.book(second.lead, second.id, TEN)
    frozen_now(clock.now() + rules.HOLD)
    await service.book(second.lead, second.id, TEN)
    assert await RoomBooking.count() == 1


async def test_a_booking_moves_with_its_room_also_by_a_quarter_of_an_hour():
    room = await _room()
    made = await _invite(room_id=room)
    await service.book(made.lead, made.id, TEN)
    candidate = await candidate_actor(made.application)
    await service.hold(candidate, made.id, TEN + timedelta(minutes=15))
    await service.move_booking(candidate, made.id, TEN + timedelta(minutes=15))
    [booking] = await RoomBooking.objects()
    assert (booking.busy_from, booking.busy_to) == (TEN + timedelta(minutes=15), TEN + timedelta(minutes=60))


async def test_the_database_refuses_a_room_twice():
    room = await _room()
    first, second = await _invite(room_id=room), await _invite(room_id=room)
    await service.book(first.lead, first.id, TEN)
    with pytest.raises(asyncpg.ExclusionViolationError):
        async with transaction():
            await RoomBooking(id=uuid7(), room=room, interview=second.id, busy_from=TEN, busy_to=TEN + timedelta(minutes=5)).save()


async def test_a_room_is_in_use_and_large_enough():
    for room_id in (await _room(is_active=False), uuid7(), None):
        with pytest.raises(InvalidInput, match="list"):
            await _invite(room_id=room_id)
    small = await _room(capacity=2)
    assert await _invite(room_id=small)
    panel = [await make_champion(), await make_champion()]
    application = await make_application(stage=Stage.INTERVIEW)
    users = [member.actor.user_id for member in panel]
    with pytest.raises(InvalidInput, match="larger"):
        await service.invite(SYSTEM, application.id, kind=InterviewKind.INTERVIEW, champion_user_ids=users, meeting=Meeting.ROOM, room_id=small)


@pytest.mark.parametrize("place", ["", "Room 2", "http://meet.example/x"])
async def test_a_video_call_has_a_link(place):
    with pytest.raises(InvalidInput, match="https://"):
        await _invite(Meeting.VIDEO, place=place)


async def test_every_invitation_says_how_to_join(outbox_mail, drain):
    room = await _room()
    in_room, by_video = await _invite(room_id=room), await _invite(Meeting.VIDEO, place="https://meet.example/x")
    by_phone, we_call = await _invite(Meeting.TELEPHONE, place="01632 960000"), await _invite(Meeting.TELEPHONE)
    expected = [
        (in_room, "Westmarch House. Access: Hearing loop"),
        (by_video, "By video: https://meet.example/x"),
        (by_phone, "By telephone: 01632 960000"),
        (we_call, f"By telephone: we call you on {we_call.application.phone}"),
    ]
    for made, _ in expected:
        await service.book(made.lead, made.id, TEN)
    await drain()
    for made, join in expected:
        mails = await outbox_mail(made.application.email)
        assert len([mail for mail in mails if join in mail.body_text]) >= 2, join
        text = letters.as_file(await queries.get_interview(SYSTEM, made.id), None)
        [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
        assert join in str(event["DESCRIPTION"])
        assert str(event["LOCATION"]) in str(event["DESCRIPTION"])


async def test_the_page_invites_to_a_room_and_says_so(browser_for):
    room = await _room()
    champion, application = await make_champion(), await make_application(stage=Stage.INTERVIEW)
    browser = await browser_for(champion.actor.user_id)
    here = f"/interviews/invite?application={application.id}"
    assert "Westmarch House, 6 people" in (await browser.get(here)).text
    data = {"kind": "interview", "lead": str(champion.actor.user_id), "minutes": "45", "meeting": "video", "link": "meet"}
    wrong = await browser.submit(here, data)
    assert (wrong.status_code, "starts with https://" in wrong.text) == (422, True)
    assert (await browser.submit(here, {**data, "meeting": "room"})).status_code == 422
    sent = await browser.submit(here, {**data, "meeting": "room", "room": str(room)})
    assert sent.status_code == 303
    assert "Hearing loop" in (await browser.get(sent.headers["location"])).text
    candidate = await browser_for((await candidate_actor(application)).user_id)
    assert "Access: Hearing loop" in (await candidate.get(sent.headers["location"].replace("/interviews/", "/my-interviews/"))).text


async def test_the_api_invites_to_a_room(api_for):
    champion, application = await make_champion(), await make_application(stage=Stage.INTERVIEW)
    key = await api_for(champion.actor.user_id)
    body = {"applicationId": str(application.id), "kind": "interview", "championUserIds": [str(champion.actor.user_id)], "meeting": "room"}
    assert (await key.post("/api/v1/interviews", json=body)).status_code == 422
    made = await key.post("/api/v1/interviews", json={**body, "roomId": str(await _room())})
    assert (made.status_code, made.json()["meeting"], made.json()["access"]) == (201, "room", "Hearing loop")


async def test_another_way_to_meet_keeps_time_and_uid_and_tells_everybody(frozen_now, drain, outbox_mail):
    room = await _room()
    made, other = await _invite(room_id=room), await _invite(room_id=room)
    await service.change_meeting(made.lead, made.id, meeting=Meeting.VIDEO, place="https://meet.example/first")
    await service.book(made.lead, made.id, TEN)
    await service.book(other.lead, other.id, TEN)
    with pytest.raises(RoomTaken):
        await service.change_meeting(made.lead, made.id, meeting=Meeting.ROOM, room_id=room)
    with pytest.raises(InvalidInput, match="https://"):
        await service.change_meeting(made.lead, made.id, meeting=Meeting.VIDEO)
    second = await _room()
    for _ in range(2):
        await service.change_meeting(made.lead, made.id, meeting=Meeting.ROOM, room_id=second)
    after = await queries.get_interview(SYSTEM, made.id)
    assert (after.starts_at, after.sequence, after.room_id, after.access) == (TEN, 2, second, "Hearing loop")
    assert await RoomBooking.count().where(RoomBooking.interview == made.id) == 1
    lines = [line for line in await queries.list_changes(SYSTEM, made.id) if line.kind is ChangeKind.PLACE_CHANGED]
    assert (len(lines), "Before: By video: https://meet.example/first" in lines[0].detail) == (2, True)
    await drain()
    mails = [mail for mail in await outbox_mail(made.application.email) if mail.template == "interview_place_changed"]
    assert [bool(mail.calendar) for mail in mails] == [False, True]
    assert "You have not chosen a time yet" in mails[0].body_text
    [event] = icalendar.Calendar.from_ical(mails[1].calendar).walk("VEVENT")
    assert (int(event["SEQUENCE"]), str(event["UID"])) == (2, f"{after.uid}@afcprime.invalid")
    [told] = [mail for mail in await outbox_mail(after.panel[0].email) if mail.template == "interview_place_changed_panel"]
    assert "Westmarch House" in told.body_text
    await service.change_meeting(made.lead, made.id, meeting=Meeting.TELEPHONE)
    assert await RoomBooking.count().where(RoomBooking.interview == made.id) == 0
    frozen_now(TEN)
    with pytest.raises(WrongState):
        await service.change_meeting(made.lead, made.id, meeting=Meeting.TELEPHONE, place="01632 960000")


async def test_the_page_and_the_api_change_how_they_meet(browser_for, api_for):
    made = await _invite(Meeting.VIDEO, place="https://meet.example/first")
    browser, here = await browser_for(made.lead.user_id), f"/interviews/{made.id}"
    assert f'{here}/meeting"' in (await browser.get(here)).text
    assert 'value="https://meet.example/first"' in (await browser.get(f"{here}/meeting")).text
    wrong = await browser.submit(f"{here}/meeting", {"meeting": "video", "link": "meet"})
    assert (wrong.status_code, "starts with https://" in wrong.text) == (422, True)
    sent = await browser.submit(f"{here}/meeting", {"meeting": "telephone", "number": "01632 960000"})
    assert (sent.status_code, sent.headers["location"]) == (303, here)
    shown = (await browser.get(here)).text
    assert "Changed how they meet" in shown
    key = await api_for(made.lead.user_id)
    changed = await key.put(f"/api/v1{here}/meeting", json={"meeting": "room", "roomId": str(await _room())})
    assert (changed.status_code, changed.json()["meeting"], changed.json()["sequence"]) == (200, "room", 2)
