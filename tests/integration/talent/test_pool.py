"""The talent pool: joined with consent, called to roles, told before it ends, left at any time."""

from datetime import date, timedelta

import msgspec
import pytest

from prime.accounts.permissions import Role
from prime.accounts.queries import actor_for_user
from prime.candidates import service as applications
from prime.candidates.queries import find_candidate
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.core.db import fetch
from prime.core.errors import Forbidden, InvalidInput, Unauthenticated
from prime.reference import queries as reference
from prime.talent import queries, rules, service
from prime.talent.errors import NotForPool
from prime.talent.queries import PoolFilters
from prime.talent.tables import PoolStatus
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _rejected(**changes):
    application = await make_application(**changes)
    await applications.reject(SYSTEM, application.id, reason="filled")
    return application, await candidate_actor(application)


async def _joins(actor, *, grade=2, place="Kingston", skills=1, version=rules.POOL_NOTICE.version):
    grades, practice = await reference.list_grades(), await reference.list_skills()
    await service.join_pool(
        actor, grade_id=grades[grade].id, place=place, skill_ids=[skill.id for skill in practice[:skills]], version=version
    )


async def _members(actor, **filters):
    found = await queries.list_members(actor, PoolFilters(**filters))
    assert await queries.count_members(actor, PoolFilters(**filters)) == len(found.items)
    return [member.candidate_id for member in found.items]


async def test_whoever_was_turned_down_may_join_with_consent(outbox_mail, drain):
    application, actor = await _rejected()
    assert (await queries.own_membership(actor)).may_join
    with pytest.raises(InvalidInput):
        await _joins(actor, version="0")
    await _joins(actor)
    own = await queries.own_membership(actor)
    assert (own.status, own.ends_on, own.place) == (PoolStatus.MEMBER, date(2027, 11, 25), "Kingston")
    consents = await fetch("SELECT version, text_sha256 FROM consent WHERE candidate = $1 AND kind = 'talent_pool'", application.candidate_id)
    assert [tuple(row) for row in consents] == [rules.POOL_NOTICE[1:]]
    await drain()
    assert any(letter.subject == "You are in our talent pool" for letter in await outbox_mail(application.email))


async def test_whose_application_goes_on_and_who_is_no_candidate_cannot_join():
    live = await candidate_actor(await make_application())
    assert not (await queries.own_membership(live)).may_join
    with pytest.raises(NotForPool):
        await _joins(live)
    with pytest.raises(Forbidden):
        await _joins(await make_user(Role.CHAMPION))
    with pytest.raises(Unauthenticated):
        await service.leave_pool(ANONYMOUS)
    await service.leave_pool(live)
    assert (await queries.own_membership(live)).status is None
    link = msgspec.structs.replace(live, user_id=None, record_id=(await make_application()).id)
    assert not (await queries.own_membership(link)).may_join
    with pytest.raises(NotForPool):
        await service.leave_pool(link)


@pytest.mark.parametrize(
    ("change", "field"), [({"place": " "}, "place"), ({"place": "x" * 81}, "place"), ({"grade": None}, "grade_id"), ({"skills": None}, "skill_ids")]
)
async def test_what_one_would_like_to_hear_of_is_checked(change, field):
    _, actor = await _rejected()
    grades = await reference.list_grades()
    said = {"grade_id": grades[0].id, "place": "Kingston", "skill_ids": [], "version": "1"}
    wrong = {"grade": {"grade_id": actor.user_id}, "skills": {"skill_ids": [actor.user_id]}}
    for name, value in change.items():
        said |= wrong.get(name, {name: value})
    with pytest.raises(InvalidInput) as refusal:
        await service.join_pool(actor, **said)
    assert [fault["pointer"] for fault in refusal.value.errors] == [f"/{field}"]


async def test_operations_find_members_by_level_place_and_practice():
    operations = await make_user(Role.OPERATIONS)
    (first, one), (second, two) = await _rejected(last_name="Able"), await _rejected(last_name="Baker", postcode="SL4 1AA")
    await _joins(one, grade=1, place="Kingston", skills=1)
    await _joins(two, grade=3, place="Windsor", skills=2)
    grades, skills = await reference.list_grades(), await reference.list_skills()
    both = {first.candidate_id, second.candidate_id}
    assert set(await _members(operations)) == both
    assert await _members(operations, search="baker") == [second.candidate_id]
    assert await _members(operations, place="sl4") == [second.candidate_id]
    assert await _members(operations, place="kings") == [first.candidate_id]
    assert await _members(operations, grades=(grades[3].code,)) == [second.candidate_id]
    assert await _members(operations, skills=(skills[1].code,)) == [second.candidate_id]
    assert set(await _members(operations, skills=(skills[0].code,))) == both
    assert await _members(operations, statuses=("left",)) == []
    # Whoever applies again is worked with there.
    await applications.reopen(operations, first.id, reason="A mistake")
    assert await _members(operations) == [second.candidate_id]
    with pytest.raises(Forbidden):
        await _members(await make_user(Role.CHAMPION))


async def test_members_are_asked_about_a_role_once(outbox_mail, drain):
    operations = await make_user(Role.OPERATIONS)
    (first, one), (_, two), (third, three) = await _rejected(), await _rejected(), await _rejected()
    for actor in (one, two, three):
        await _joins(actor)
    ids = [member.id for member in (await queries.list_members(operations, PoolFilters())).items]
    await service.leave_pool(two)
    calls = await service.call_members(operations, vacancy_id=third.vacancy_id, member_ids=ids, text="Would <you> like it?")
    assert (calls.called, calls.passed_over) == (1, 2)
    again = await service.call_members(operations, vacancy_id=third.vacancy_id, member_ids=ids)
    assert (again.called, again.passed_over) == (0, 3)
    await drain()
    letter = next(letter for letter in await outbox_mail(first.email) if "would you like to apply" in letter.subject)
    assert "/sign-in?next=/roles/VAC-" in letter.body_text
    assert "Would &lt;you&gt; like it?" in letter.body_html
    with pytest.raises(InvalidInput):
        await service.call_members(operations, vacancy_id=await make_vacancy(is_public=False), member_ids=ids)
    with pytest.raises(InvalidInput):
        await service.call_members(operations, vacancy_id=third.vacancy_id, member_ids=[])


async def test_leaving_forgets_what_was_said_and_one_can_come_back():
    application, actor = await _rejected()
    await _joins(actor)
    await service.leave_pool(actor)
    rows = await fetch("SELECT m.place, m.grade, count(p.id) AS skills FROM pool_member m LEFT JOIN pool_skill p ON p.member = m.id GROUP BY m.id")
    assert [tuple(row) for row in rows] == [("", None, 0)]
    assert await service.ask_to_join(SYSTEM, application.candidate_id, origin="A list") is False
    await _joins(actor)
    assert (await queries.own_membership(actor)).status is PoolStatus.MEMBER


async def test_members_are_told_before_their_place_ends_and_drop_out(frozen_now, outbox_mail, drain):
    application, actor = await _rejected()
    await _joins(actor)

    async def letters():
        await drain()
        return [letter.subject for letter in await outbox_mail(application.email) if "ends on" in letter.subject]

    frozen_now(clock.now().replace(year=2027) - timedelta(days=22))
    await service.end_places(SYSTEM)
    assert await letters() == []
    frozen_now(clock.now() + timedelta(days=1))
    await service.end_places(SYSTEM)
    await service.end_places(SYSTEM)
    assert await letters() == ["Your place in our talent pool ends on 25 November 2027"]
    frozen_now(clock.now() + timedelta(days=21))
    await service.end_places(SYSTEM)
    assert (await queries.own_membership(actor)).status is PoolStatus.MEMBER
    frozen_now(clock.now() + timedelta(days=1))
    await service.end_places(SYSTEM)
    assert (await queries.own_membership(actor)).status is PoolStatus.EXPIRED


async def test_nobody_drops_out_unwarned_after_a_standstill(frozen_now):
    _, actor = await _rejected()
    await _joins(actor)
    frozen_now(clock.now().replace(year=2028))
    await service.end_places(SYSTEM)
    own = await queries.own_membership(actor)
    assert (own.status, own.ends_on) == (PoolStatus.MEMBER, date(2028, 12, 16))


async def test_a_list_asks_people_to_join_and_they_are_in_once_they_agree(drain, outbox_mail, frozen_now):
    operations = await make_user(Role.OPERATIONS)
    text = "First name,Last name,Email\nAda,Able,ada@people.example\nBen,Baker,ben@people.example\n"
    for fresh in (2, 0):
        list_id = await service.read_list(operations, filename="fair.csv", origin="Careers fair in Reading", content=text.encode(), vacancy_id=None)
        await service.order_list(operations, list_id)
        await drain()
        assert (await queries.get_list(operations, list_id)).fresh == fresh
    (letter,) = await outbox_mail("ada@people.example")
    assert "Careers fair in Reading" in letter.body_text
    assert await _members(operations) == []
    asked = (await queries.list_members(operations, PoolFilters(statuses=("asked",)))).items
    assert len(asked) == 2
    ada, ben = sorted(asked, key=lambda member: member.first_name)
    row = await fetch('SELECT "user" FROM candidate WHERE id = $1', ada.candidate_id)
    await _joins(await actor_for_user(row[0]["user"]))
    assert await _members(operations) == [ada.candidate_id]
    frozen_now(clock.now() + timedelta(days=29))
    await service.end_places(SYSTEM)
    assert [member.id for member in (await queries.list_members(operations, PoolFilters(statuses=("expired",)))).items] == [ben.id]


async def test_the_pages(browser_for):
    application, actor = await _rejected(last_name="Able")
    browser, office = await browser_for(actor.user_id), await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "Nobody is in the pool yet" in (await office.get("/candidates/pool")).text
    grades = await reference.list_grades()
    refused = await browser.submit("/talent-pool", {"grade_id": str(grades[0].id), "place": "Kingston"})
    assert (refused.status_code, "Confirm that you agree" in refused.text) == (422, True)
    sent = {"grade_id": str(grades[0].id), "place": "<b>Kingston</b>", "version": "1"}
    assert (await browser.submit("/talent-pool", sent)).status_code == 303
    assert "until 25 November 2027" in (await browser.get("/talent-pool")).text
    listed = (await office.get("/candidates/pool?place=kingston")).text
    assert "&lt;b&gt;Kingston&lt;/b&gt;" in listed
    (member,) = (await queries.list_members(SYSTEM, PoolFilters())).items
    assert (await office.submit("/candidates/pool/call", {})).status_code == 303
    asked = await office.submit("/candidates/pool/call", {"member_ids": str(member.id)})
    assert "Ask 1 person about a role" in asked.text
    wrong = await office.submit("/candidates/pool/call/send", {"member_ids": str(member.id)})
    assert (wrong.status_code, "Select a role" in wrong.text) == (422, True)
    done = await office.submit("/candidates/pool/call/send", {"member_ids": str(member.id), "vacancy_id": str(await make_vacancy())})
    assert done.headers["location"] == "/candidates/pool"
    await browser.submit("/talent-pool/leave", {})
    assert "until 25 November 2027" not in (await browser.get("/talent-pool")).text
    assert (await find_candidate(actor.user_id)).id == application.candidate_id
    assert application.stage is Stage.APPLIED


async def test_the_same_by_api(api_for):
    _, actor = await _rejected()
    candidate, office = await api_for(actor.user_id), await api_for((await make_user(Role.OPERATIONS)).user_id)
    grades, vacancy = await reference.list_grades(), await make_vacancy()
    said = {"gradeId": str(grades[0].id), "place": "Kingston", "version": "1"}
    assert (await candidate.put("/api/v1/pool-membership", json=said)).json()["status"] == "member"
    (member,) = (await office.get("/api/v1/pool-members", params={"place": "kingston"})).json()["items"]
    calls = await office.post("/api/v1/pool-calls", json={"vacancyId": str(vacancy), "memberIds": [member["id"]]})
    assert (calls.status_code, calls.json()) == (201, {"called": 1, "passedOver": 0})
    assert (await candidate.delete("/api/v1/pool-membership")).status_code == 204
    assert (await candidate.get("/api/v1/pool-membership")).json()["status"] == "left"
