"""The survey: asked once a day after a decision or an end, answered once by link, kept apart, reported without small numbers."""

import re
from datetime import timedelta

import asyncpg
import pytest

from admin.tables import TABLES
from prime.accounts.permissions import Role
from prime.candidates import service as candidates
from prime.candidates.tables import Motivator, Stage, WithdrawReason
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.core.columns import uuid7
from prime.core.db import execute, fetch, fetch_value, transaction
from prime.core.errors import Forbidden
from prime.interviews.tables import Outcome
from prime.surveys import queries, service
from prime.surveys.errors import SurveySpent
from prime.surveys.tables import SurveyAnswer, SurveyTicket
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.interviews import MONDAY_NINE, make_booking, score_and_decide

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
AFTER = MONDAY_NINE + timedelta(hours=2)
DAY = timedelta(days=1)


async def _asked(drain, frozen_now, at) -> None:
    """What was ordered, and a day later what waits for it."""
    await drain()
    frozen_now(at + DAY)
    await execute("UPDATE outbox_message SET available_at = now() WHERE job LIKE 'surveys.%' AND done_at IS NULL")
    await drain()


async def _link(email: str) -> str:
    link = await fetch_value("SELECT secret_link FROM message WHERE template = 'survey_invitation' AND to_address = $1", email)
    return re.sub(r"^https?://[^/]+", "", str(link))


@pytest.mark.parametrize("outcome", list(Outcome))
async def test_a_decision_is_followed_by_one_survey(frozen_now, drain, outbox_mail, outcome):
    made = await make_booking()
    frozen_now(AFTER)
    await score_and_decide(made, outcome)
    await drain()
    assert [mail for mail in await outbox_mail(made.application.email) if mail.template == "survey_invitation"] == []
    await _asked(drain, frozen_now, AFTER)
    [mail] = [mail for mail in await outbox_mail(made.application.email) if mail.template == "survey_invitation"]
    assert "[[link]]" in mail.body_text
    [ticket] = await fetch("SELECT reached, result FROM survey_ticket")
    assert (ticket["reached"], ticket["result"]) == ("interview", "offered" if outcome is Outcome.HIRE else "rejected")


async def test_whoever_ends_early_is_asked_once(frozen_now, drain):
    application = await make_application(stage=Stage.SCREENING)
    await candidates.withdraw(SYSTEM, application.id, reason=WithdrawReason.PAY)
    await service.order(SYSTEM, application.id)
    await _asked(drain, frozen_now, AFTER)
    assert [tuple(row) for row in await fetch("SELECT reached, result FROM survey_ticket")] == [("application", "withdrew")]
    invitation = await fetch_value("SELECT id FROM survey_invitation")
    await service.send_invitation(SYSTEM, invitation)
    assert await fetch_value("SELECT count(*) FROM survey_ticket") == 1


async def test_answered_once_by_link_without_an_account(browser_for, frozen_now, drain):
    application = await make_application(stage=Stage.INTERVIEW)
    await candidates.withdraw(SYSTEM, application.id, reason=WithdrawReason.PAY)
    await _asked(drain, frozen_now, AFTER)
    link = await _link(application.email)
    browser = await browser_for(None)
    assert "cannot" in (await browser.get(link)).text
    assert (await browser.get(link)).status_code == 200
    assert (await browser.submit(link, {"fair": "9"})).status_code == 422
    before = await fetch_value("SELECT count(*) FROM audit_entry")
    done = await browser.submit(link, {"fair": "5", "clear": "2", "motivators": ["team", "pay"], "comment": "More <b>calls</b>"})
    assert (done.status_code, done.headers["location"]) == (303, "/roles")
    [row] = await fetch("SELECT * FROM survey_answer")
    assert (row["fair"], row["clear"], row["quick"], row["motivators"], row["reached"]) == (5, 2, None, ["pay", "team"], "interview")
    assert (row["id"].version, row["month"].day) == (4, 1)
    assert await fetch_value("SELECT count(*) FROM audit_entry") == before
    for again in (await browser.get(link), await browser.submit(link, {"fair": "1"})):
        assert again.headers["location"] == "/roles"
    assert await fetch_value("SELECT count(*) FROM survey_answer") == 1


async def _answers(count: int, reached: str, result: str, *, fair: int = 4, month: str = "2026-10-01", comment: str = "") -> None:
    for _ in range(count):
        await execute(
            "INSERT INTO survey_answer (id, month, reached, result, clear, fair, motivators, comment) "
            "VALUES (gen_random_uuid(), $1::text::date, $2, $3, 3, $4, '{team}', $5)",
            month,
            reached,
            result,
            fair,
            comment,
        )


async def test_the_report_hides_small_numbers_and_the_running_month(api_for, browser_for):
    champion = await make_user(Role.CHAMPION)
    browser = await browser_for(champion.user_id)
    await _answers(4, "interview", "rejected")
    await _answers(9, "interview", "rejected", month="2026-11-01")
    assert (await queries.report(champion)).total is None
    assert "Fewer than 5 candidates have answered" in (await browser.get("/surveys/report")).text
    await _answers(8, "interview", "offered", fair=5)
    await _answers(6, "application", "rejected", fair=2)
    found = await queries.report(champion)
    assert found.total == 18
    assert [(group.key, group.answers) for group in found.by_stage] == [("application", None), ("interview", 12), ("offer", None)]
    assert [(group.key, group.answers) for group in found.by_outcome] == [("offered", None), ("rejected", 10), ("withdrew", None)]
    assert [str(value) for value in found.by_outcome[1].means] == ["3.0", "None", "2.8", "None"]
    assert (found.reasons[0].key, found.reasons[0].answers) == ("team", 18)
    page = (await browser.get("/surveys/report")).text
    assert "Why they applied" in page
    assert "Hidden" in page
    body = (await (await api_for(champion.user_id)).get("/api/v1/survey-report")).json()
    assert body["byStage"][1] == {"key": "interview", "label": "Panel interview", "answers": 12, "means": ["3.0", None, "4.7", None]}


async def test_operations_read_what_was_written_but_not_by_whom(api_for, browser_for):
    operations, champion = await make_user(Role.OPERATIONS), await make_user(Role.CHAMPION)
    await _answers(4, "interview", "rejected", comment="Slow. <b>Too slow</b>")
    await _answers(2, "interview", "rejected")
    await _answers(1, "interview", "rejected", month="2026-11-01", comment="Still running")
    browser, api = await browser_for(operations.user_id), await api_for(operations.user_id)
    assert (await queries.list_comments(operations)).items == []
    assert "Comments appear once 5 candidates" in (await browser.get("/surveys/report")).text
    await _answers(1, "application", "withdrew", comment="Thank you")
    found = await queries.list_comments(operations, size=4)
    assert len(found.items) == 4
    assert len((await queries.list_comments(operations, found.next_cursor, size=4)).items) == 1
    assert "Slow. &lt;b&gt;Too slow&lt;/b&gt;" in (await browser.get("/surveys/report")).text
    body = (await api.get("/api/v1/survey-comments")).json()
    assert (len(body["items"]), set(body["items"][0]), body["nextCursor"]) == (5, {"id", "text"}, "")
    assert (await api.get("/api/v1/survey-comments?cursor=x")).status_code == 422
    assert "What they wrote" not in (await (await browser_for(champion.user_id)).get("/surveys/report")).text
    with pytest.raises(Forbidden):
        await queries.list_comments(champion)


async def test_the_api_answers_once(api_for):
    token = "a" * 43
    from prime.core import clock
    from prime.core.tokens import digest

    row = SurveyTicket(token=digest(token), reached="interview", result="offered", expires_at=clock.now() + DAY)
    await row.save()
    api = await api_for(None)
    assert (await api.post("/api/v1/survey-answers", json={"token": token, "fair": 6})).status_code == 422
    assert (await api.post("/api/v1/survey-answers", json={"token": token, "fair": 5, "motivators": ["pay"]})).status_code == 204
    again = await api.post("/api/v1/survey-answers", json={"token": token, "fair": 5})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/survey-spent")


async def test_old_links_are_forgotten_and_strangers_read_nothing(frozen_now):
    from prime.core import clock

    await SurveyTicket(token="x", reached="interview", result="offered", expires_at=clock.now()).save()
    with pytest.raises(SurveySpent):
        await service.answer(ANONYMOUS, "x", points={})
    await service.forget_old_tickets(SYSTEM)
    assert await fetch_value("SELECT count(*) FROM survey_ticket") == 0
    with pytest.raises(Forbidden):
        await queries.report(await make_user(Role.CANDIDATE))


async def test_nothing_in_the_database_leads_back():
    points_at = await fetch(
        "SELECT 1 FROM pg_constraint WHERE contype = 'f' AND conrelid IN ('survey_answer'::regclass, 'survey_ticket'::regclass)"
    )
    assert points_at == []
    assert not {SurveyAnswer, SurveyTicket} & {config.table_class for config in TABLES}
    answer = {"reached": "interview", "result": "offered", "month": AFTER.date().replace(day=1)}
    for fault in ({"id": uuid7()}, {"month": AFTER.date().replace(day=2)}, {"fair": 6}, {"motivators": ["love"]}):
        with pytest.raises(asyncpg.CheckViolationError):
            async with transaction():
                await SurveyAnswer(**(answer | fault)).save()
    await SurveyAnswer(**answer, motivators=[Motivator.PAY.value]).save()
