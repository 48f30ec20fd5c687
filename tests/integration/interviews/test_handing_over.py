"""A seat passes to somebody else: by the champion who falls ill, by operations, and when a champion has left."""

from datetime import timedelta

import icalendar
import pytest

from prime.accounts import service as accounts_service
from prime.accounts.permissions import Role
from prime.accounts.tables import User
from prime.candidates import queries as candidates
from prime.candidates.tables import Stage
from prime.core.actor import SYSTEM
from prime.core.errors import Forbidden, InvalidInput
from prime.interviews import queries, service
from prime.interviews.errors import NotFree, WrongState
from prime.interviews.tables import Interview, InterviewStatus, PanelSeat, Relationship
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.interviews import MONDAY_NINE, make_booking, make_champion, make_invitation

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
HOUR = timedelta(hours=1)


def _events(mails) -> list[tuple[str, int, str]]:
    found = [(mail.calendar_method, icalendar.Calendar.from_ical(mail.calendar).walk("VEVENT")[0]) for mail in mails if mail.calendar]
    return [(method, int(event["SEQUENCE"]), str(event["UID"])) for method, event in found]


async def test_a_champion_hands_over_and_everybodys_calendar_follows(drain, outbox_mail):
    ill, stays, joins = await make_champion(), await make_champion(), await make_champion()
    made = await make_booking(panel=[ill, stays])
    await service.hand_over(ill.actor, made.id, ill.id, joins.id)
    await drain()
    interview = await queries.get_interview(made.lead, made.id)
    assert interview.champion_ids == [joins.id, stays.id]
    assert (interview.status, interview.starts_at, interview.panel[0].is_lead) == (InterviewStatus.BOOKED, MONDAY_NINE, True)
    uid = f"{interview.uid}@afcprime.invalid"
    [candidate_mail] = [m for m in await outbox_mail(made.application.email) if m.template == "interview_panel_changed"]
    assert interview.panel[0].name in candidate_mail.body_text
    assert _events(await outbox_mail(made.application.email)) == [("REQUEST", 0, uid), ("REQUEST", 1, uid)]
    by_name = {member.champion_id: member.email for member in interview.panel}
    assert _events(await outbox_mail(by_name[stays.id])) == [("REQUEST", 0, uid), ("REQUEST", 1, uid)]
    assert _events(await outbox_mail(by_name[joins.id])) == [("REQUEST", 1, uid)]
    left = (await User.objects().get(User.id == ill.actor.user_id)).email
    assert _events(await outbox_mail(left)) == [("REQUEST", 0, uid), ("CANCEL", 1, uid)]
    await make_booking(panel=[ill])


async def test_only_who_is_free_and_in_no_conflict_can_take_over():
    made = await make_booking()
    busy, knows, free = await make_champion(), await make_champion(), await make_champion(buffer_minutes=30)
    await make_booking(panel=[busy], starts_at=MONDAY_NINE + HOUR / 2)
    await service.declare_conflict(knows.actor, made.application.id, knows.actor.user_id, Relationship.PERSONAL)
    assert [member.champion_id for member in await queries.list_replacements(made.lead, made.id)] == [free.id]
    with pytest.raises(NotFree):
        await service.hand_over(made.lead, made.id, made.panel[0].id, busy.id)
    for wrong in (made.panel[0].id, made.id):
        with pytest.raises(InvalidInput):
            await service.hand_over(made.lead, made.id, made.panel[0].id, wrong)
    await service.hand_over(made.lead, made.id, made.panel[0].id, free.id)
    [seat] = await PanelSeat.objects().where(PanelSeat.interview == made.id)
    assert (seat.busy_from, seat.busy_to) == (MONDAY_NINE, MONDAY_NINE + timedelta(minutes=75))


async def test_champions_give_away_their_own_place_and_operations_anybodys(frozen_now):
    made, other = await make_booking(), await make_champion()
    operations = await make_user(Role.OPERATIONS)
    with pytest.raises(Forbidden):
        await service.hand_over(other.actor, made.id, made.panel[0].id, other.id)
    with pytest.raises(Forbidden):
        await service.hand_over(await make_user(Role.FINANCE), made.id, made.panel[0].id, other.id)
    with pytest.raises(InvalidInput):
        await service.hand_over(operations, made.id, other.id, other.id)
    await service.hand_over(operations, made.id, made.panel[0].id, other.id)
    frozen_now(MONDAY_NINE)
    with pytest.raises(WrongState):
        await service.hand_over(operations, made.id, other.id, made.panel[0].id)


async def test_a_champions_own_link_goes_with_them():
    made, joins = await make_invitation(), await make_champion()
    settings = {"weekly_cap": 6, "buffer_minutes": 15, "notice_hours": 24, "horizon_days": 56}
    for champion, link in ((made.panel[0], "https://meet.example/afc-prime"), (joins, "https://meet.example/joins")):
        await service.save_profile(champion.actor, champion.id, **settings, video_link=link)
    await service.hand_over(made.lead, made.id, made.panel[0].id, joins.id)
    row = await Interview.objects().where(Interview.id == made.id).first()
    assert (row.place, row.status, row.sequence) == ("https://meet.example/joins", "invited", 1)


async def test_what_somebody_who_has_left_had_to_come_passes_to_others(drain):
    leaves, joins = await make_champion(), await make_champion()
    booked, invited = await make_booking(panel=[leaves]), await make_invitation(panel=[leaves])
    admin = await make_user(Role.ADMIN)
    await accounts_service.offboard_user(admin, leaves.actor.required_user_id)
    await drain()
    for made in (booked, invited):
        assert (await queries.get_interview(SYSTEM, made.id)).champion_ids == [joins.id]


async def test_where_nobody_can_take_over_somebody_is_asked_to_act():
    made = await make_booking()
    await service.deactivate_champion(SYSTEM, made.panel[0].actor.required_user_id)
    await service.reassign(SYSTEM, made.panel[0].actor.required_user_id)
    application = await candidates.get_application(SYSTEM, made.application.id)
    assert (application.next_actor, application.next_action.startswith("Find somebody")) == ("champion", True)
    assert (await queries.get_interview(SYSTEM, made.id)).champion_ids == [made.panel[0].id]


async def test_the_page_proposes_who_takes_over(browser_for):
    made, joins = await make_booking(), await make_champion()
    browser = await browser_for(made.lead.user_id)
    here = f"/interviews/{made.id}"
    assert f"{here}/hand-over" in (await browser.get(here)).text
    shown = (await browser.get(f"{here}/hand-over")).text
    assert shown.count(" checked") == 2
    assert "The time stays the same" in shown
    assert (await browser.submit(f"{here}/hand-over", {})).status_code == 422
    wrong = await browser.submit(f"{here}/hand-over", {"leaving": str(made.panel[0].id), "joining": str(made.panel[0].id)})
    assert wrong.status_code == 422
    done = await browser.submit(f"{here}/hand-over", {"leaving": str(made.panel[0].id), "joining": str(joins.id)})
    assert done.headers["location"] == here
    assert "You are not on this panel" in (await browser.get(f"{here}/hand-over")).text


async def test_the_api_lists_replacements_and_hands_over(api_for):
    made, joins = await make_booking(), await make_champion()
    key = await api_for(made.lead.user_id)
    here = f"/api/v1/interviews/{made.id}"
    [proposed] = (await key.get(f"{here}/replacements")).json()
    body = {"leavingChampionId": str(made.panel[0].id), "joiningChampionId": proposed["championId"]}
    done = await key.post(f"{here}/hand-over", json=body)
    assert (done.status_code, done.json()["panel"][0]["championId"]) == (200, str(joins.id))
    assert (await key.post(f"{here}/hand-over", json=body)).status_code == 422
    stranger = await make_application(stage=Stage.INTERVIEW)
    assert (await (await api_for(stranger.user_id)).get(f"{here}/replacements")).status_code == 403
