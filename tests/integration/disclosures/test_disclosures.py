"""Self-disclosure: asked, answered by link or signed in, read, discussed, reminded once, deleted in time."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from prime.accounts.errors import LinkExpired
from prime.accounts.permissions import Role
from prime.candidates import service as applications
from prime.candidates.tables import RejectReason, Stage
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.core.db import execute, fetch, fetch_value, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.disclosures import queries, service
from prime.disclosures.errors import AlreadyAsked, NotOpen, NotShortlisted
from prime.disclosures.schemas import ReviewIn
from prime.disclosures.tables import DisclosureStatus, Finding
from prime.interviews import service as interviews
from prime.interviews.tables import InterviewKind
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application, talked_with
from tests.factories.disclosures import answers, disclosure_link, form_of, make_disclosed
from tests.factories.interviews import make_champion
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
WHAT = "A caution for shoplifting in 2009, as a student."


async def test_only_the_shortlisted_are_asked_and_once(outbox_mail):
    operations = await make_user(Role.OPERATIONS)
    for stage in (Stage.SCREENING, Stage.CONVERSATION, Stage.READY):
        with pytest.raises(NotShortlisted):
            await service.ask(operations, (await make_application(stage=stage)).id)
    application = await make_application(stage=Stage.INTERVIEW)
    await service.ask(operations, application.id)
    with pytest.raises(AlreadyAsked):
        await service.ask(operations, application.id)
    assert [mail.template for mail in await outbox_mail(application.email)].count("self_disclosure_asked") == 1
    for actor in (await make_user(Role.CHAMPION), await candidate_actor(application)):
        with pytest.raises(Forbidden):
            await service.ask(actor, application.id)


async def test_who_is_shortlisted_is_asked_by_itself_and_operations_read_it(outbox_mail, drain):
    operations = await make_user(Role.OPERATIONS)
    application = await make_application()
    await talked_with(application)
    await drain()
    candidate = await candidate_actor(application)
    assert (await queries.get_disclosure(candidate, application.id)).status is DisclosureStatus.ASKED
    with pytest.raises(AlreadyAsked):
        await service.ask(operations, application.id)
    await service.ask_shortlisted(SYSTEM, application.id)
    with pytest.raises(Forbidden):
        await service.ask_shortlisted(operations, application.id)
    await service.disclose(candidate, application.id, answers())
    sent = [mail.template for mail in await outbox_mail(application.email)]
    assert (sent.count("self_disclosure_asked"), sent.count("self_disclosure_received")) == (1, 1)
    told = "SELECT count(*) FROM message WHERE template = 'self_disclosure_in' AND recipient = $1"
    assert await fetch_value(told, operations.user_id) == 1


async def test_answers_are_read_by_those_who_check_and_stay_as_sent():
    application = await make_application(stage=Stage.INTERVIEW)
    operations = await make_disclosed(application.id, convictions=WHAT)
    found = await queries.get_disclosure(operations, application.id)
    assert (found.answers["convictions"].detail, found.status) == (WHAT, DisclosureStatus.SENT)
    with pytest.raises(NotOpen):
        await service.disclose(await candidate_actor(application), application.id, answers())
    for statement in ("SET answers = '{}'", "SET signed_name = 'Other'"):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with transaction():
                await execute(f"UPDATE self_disclosure {statement} WHERE application = $1", application.id)
    for actor in (await make_user(Role.CHAMPION), await make_user(Role.ADMIN)):
        with pytest.raises(Forbidden):
            await queries.find_disclosure(actor, application.id)
    with pytest.raises(NotFound):
        await queries.find_disclosure(await candidate_actor(await make_application()), application.id)
    audited = await fetch("SELECT summary, details::text FROM audit_entry WHERE record_id = $1", application.id)
    assert WHAT not in str([tuple(row) for row in audited])


async def test_a_link_never_shows_what_was_answered(browser_for, api_for):
    application = await make_application(stage=Stage.INTERVIEW)
    await make_disclosed(application.id, convictions=WHAT)
    browser, program = await browser_for(), await api_for()
    token = await disclosure_link(application.id)
    page = (await browser.get(f"/self-disclosure/{token}")).text
    assert "We have your answers" in page
    assert WHAT not in page
    assert (await program.get(f"/api/v1/self-disclosure-forms/{token}")).json() == {"role": application.vacancy_title, "status": "sent"}
    link = await applications.mint_application_token(ANONYMOUS, application.id)
    own = (await program.get(f"/api/v1/applications/{application.id}/self-disclosure", headers={"Authorization": f"Bearer {link}"})).json()
    assert (own["status"], own["answers"]) == ("sent", None)
    assert (await browser.get("/self-disclosure/no-such-token")).status_code == 410
    with pytest.raises(LinkExpired):
        await queries.holder_of(link)


async def test_the_lead_reads_what_to_discuss_and_nothing_else(outbox_mail, drain):
    lead, other = await make_champion(), await make_champion()
    application = await make_application(stage=Stage.INTERVIEW)
    members = [lead.actor.required_user_id, other.actor.required_user_id]
    await interviews.invite(lead.actor, application.id, kind=InterviewKind.INTERVIEW, champion_user_ids=members, minutes=45, place="https://meet.example/1")
    operations = await make_disclosed(application.id, convictions=WHAT)
    with pytest.raises(NotFound):
        await queries.get_discussion(lead.actor, application.id)
    with pytest.raises(InvalidInput):
        await service.review(operations, application.id, ReviewIn(finding=Finding.DISCUSS))
    review = ReviewIn(finding=Finding.DISCUSS, discussion="What has changed since 2009.", note="Minor, long ago.")
    await service.review(operations, application.id, review)
    with pytest.raises(NotOpen):
        await service.review(operations, application.id, review)
    assert (await queries.get_discussion(lead.actor, application.id)).discussion == "What has changed since 2009."
    for actor in (other.actor, await make_user(Role.CHAMPION)):
        with pytest.raises(NotFound):
            await queries.get_discussion(actor, application.id)
    await drain()
    read = next(mail for mail in await outbox_mail(application.email) if mail.template == "self_disclosure_read")
    for words in ("What has changed since 2009.", "Nothing is decided"):
        assert words in read.body_text
    told = [mail for mail in await outbox_mail() if mail.template == "self_disclosure_discuss"]
    assert [mail.recipient for mail in told] == [lead.actor.user_id]
    assert "shoplifting" not in str([(mail.body_text, mail.context) for mail in await outbox_mail()])
    assert (await queries.get_disclosure(await candidate_actor(application), application.id)).note == ""


@pytest.mark.parametrize(
    ("asked", "not_yet", "due"),
    [
        (datetime(2026, 11, 25, 12, tzinfo=UTC), datetime(2026, 11, 27, 18, tzinfo=UTC), datetime(2026, 11, 28, 9, tzinfo=UTC)),
        # Friday 25 and Monday 28 December 2026 are bank holidays.
        (datetime(2026, 12, 24, 12, tzinfo=UTC), datetime(2026, 12, 30, 18, tzinfo=UTC), datetime(2026, 12, 31, 9, tzinfo=UTC)),
    ],
)
async def test_one_reminder_after_two_working_days(frozen_now, outbox_mail, asked, not_yet, due):
    frozen_now(asked)
    application = await make_application(stage=Stage.INTERVIEW)
    await service.ask(await make_user(Role.OPERATIONS), application.id)
    frozen_now(not_yet)
    assert await queries.to_remind(clock.today()) == []
    for moment in (due, due + timedelta(days=5)):
        frozen_now(moment)
        for application_id in await queries.to_remind(clock.today()):
            await service.remind(SYSTEM, application_id)
    assert [mail.template for mail in await outbox_mail(application.email)].count("self_disclosure_reminder") == 1
    assert (await queries.holder_of(await disclosure_link(application.id))).record_id is not None


async def test_what_is_kept_no_longer_is_gone(frozen_now, drain):
    application, hired = await make_application(stage=Stage.INTERVIEW), await make_application(stage=Stage.INTERVIEW)
    operations = await make_disclosed(application.id, convictions=WHAT)
    await make_disclosed(hired.id, by=operations)
    await applications.reject(operations, application.id, reason=RejectReason.CHECKS, detail="The register did not confirm it.")
    with pytest.raises(NotOpen):
        await service.disclose(await candidate_actor(application), application.id, answers())
    frozen_now(datetime(2027, 5, 25, 11, tzinfo=UTC))
    assert await queries.outdated(clock.today()) == []
    frozen_now(datetime(2027, 5, 25, 13, tzinfo=UTC))
    with pytest.raises(Forbidden):
        await service.delete_outdated(operations)
    await service.delete_outdated(SYSTEM)
    assert await queries.find_disclosure(operations, application.id) is None
    assert await queries.find_disclosure(operations, hired.id) is not None


async def test_both_sides_in_a_browser(browser_for):
    application = await make_application(stage=Stage.INTERVIEW)
    operations = await make_user(Role.OPERATIONS)
    office, own, stranger = await browser_for(operations.user_id), await browser_for(application.user_id), await browser_for()
    here, mine = f"/candidates/{application.id}/self-disclosure", f"/applications/mine/{application.id}/self-disclosure"
    assert "This one was not" in (await office.get(here)).text
    assert "We have not asked you for one" in (await own.get(mine)).text
    assert (await own.submit(mine, form_of(answers()))).headers["location"] == mine
    assert (await office.submit(f"{here}/ask")).status_code == 303
    assert "Waiting for the candidate" in (await office.get(here)).text
    link = f"/self-disclosure/{await disclosure_link(application.id)}"
    for browser, path in ((own, mine), (stranger, link)):
        page = await browser.get(path)
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
        wrong = await browser.submit(path, {**form_of(answers(convictions=" ")), "barred": ""})
        assert wrong.status_code == 422
        assert "Select yes or no" in wrong.text
        assert (await browser.submit(path, form_of(answers(convictions=" ")))).status_code == 422
    assert (await stranger.submit(link, form_of(answers(convictions="<b>2009</b>")))).status_code == 303
    assert "&lt;b&gt;2009&lt;/b&gt;" in (await own.get(mine)).text
    assert "&lt;b&gt;2009&lt;/b&gt;" in (await office.get(here)).text
    assert application.name in (await office.get("/self-disclosures")).text
    assert (await office.submit(here, {"finding": "concern"})).status_code == 422
    assert (await office.submit(here, {"finding": "concern", "note": "Look further"})).status_code == 303
    page = (await office.get(here)).text
    assert "end it with the reason" in page
    assert "Every self-disclosure has been read." in (await office.get("/self-disclosures")).text


async def test_disclosures_as_json(api_for):
    application = await make_application(stage=Stage.INTERVIEW)
    office, own = await api_for((await make_user(Role.OPERATIONS)).user_id), await api_for(application.user_id)
    path = f"/api/v1/applications/{application.id}/self-disclosure"
    assert (await own.get(path)).status_code == 404
    assert (await own.post(path)).status_code == 403
    assert (await office.post(path)).status_code == 201
    assert (await office.post(path)).status_code == 409
    body = {
        "answers": {name: {"isYes": answer.is_yes, "detail": answer.detail} for name, answer in answers(regulator="In 2015").answers.items()},
        "signedName": "Amara Nwosu",
        "isTrue": True,
    }
    assert (await own.put(f"{path}/answers", json={**body, "answers": {}})).status_code == 422
    assert (await own.put(f"{path}/answers", json=body)).json()["answers"]["regulator"] == {"isYes": True, "detail": "In 2015"}
    [row] = (await office.get("/api/v1/self-disclosures")).json()["items"]
    assert (row["applicationId"], row["answers"]) == (str(application.id), None)
    reviewed = await office.put(f"{path}/review", json={"finding": "nothing"})
    assert reviewed.json()["status"] == "reviewed"
    assert (await office.put(f"{path}/review", json={"finding": "nothing"})).status_code == 409


async def test_the_list_asks_no_more_for_more(browser_for):
    operations = await make_user(Role.OPERATIONS)
    browser = await browser_for(operations.user_id)
    await make_disclosed((await make_application(stage=Stage.INTERVIEW)).id, by=operations)
    async with counted() as one:
        await browser.get("/self-disclosures")
    for _ in range(4):
        await make_disclosed((await make_application(stage=Stage.INTERVIEW)).id, by=operations)
    async with counted() as many:
        await browser.get("/self-disclosures")
    assert len(many) == len(one)
