"""Equality questions: asked once after applying, kept apart, reported without small numbers."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from admin.tables import TABLES
from prime.accounts.permissions import Role
from prime.candidates import rules as candidates_rules
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.core.db import execute, fetch, fetch_value, transaction
from prime.core.errors import Forbidden
from prime.core.tokens import digest
from prime.equality import queries, service
from prime.equality.errors import TicketSpent
from prime.equality.rules import QUESTIONS
from prime.equality.schemas import AnswerIn
from prime.equality.tables import EqualityAnswer, EqualityTicket
from prime.vacancies import queries as vacancies
from tests.factories.accounts import make_user
from tests.factories.candidates import answers, told_in_json
from tests.factories.vacancies import make_vacancy
from tests.support.applying import AGREED, answer_all

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _answer(**given):
    token = await service.hand_out_ticket(ANONYMOUS)
    sound = AnswerIn(token=token, **given)
    await service.answer(ANONYMOUS, token, **{name: getattr(sound, name) for name in QUESTIONS})


async def _apply_in_browser(browser, **changes):
    role = await vacancies.get_vacancy(SYSTEM, await make_vacancy())
    path = f"/roles/{role.reference}/apply"
    await answer_all(browser, path, **changes)
    return await browser.submit(f"{path}/check", AGREED)


async def test_asked_after_applying_and_kept_apart(browser_for):
    browser = await browser_for(None)
    sent = await _apply_in_browser(browser)
    assert 'href="/equality"' in (await browser.get(sent.headers["location"])).text
    form = (await browser.get("/equality")).text
    assert "play no part in any decision" in form
    assert form.count("Prefer not to say") == len(QUESTIONS)
    before = await fetch_value("SELECT count(*) FROM audit_entry")
    done = await browser.submit("/equality", {"sex": "female", "ethnicity": "black"})
    assert done.headers["location"] == "/roles"
    (row,) = await fetch("SELECT * FROM equality_answer")
    assert (row["sex"], row["ethnicity"], row["religion"]) == ("female", "black", "prefer_not_to_say")
    assert row["month"].isoformat() == "2026-11-01"
    assert row["id"].version == 4
    assert await fetch_value("SELECT count(*) FROM equality_ticket") == 0
    assert await fetch_value("SELECT count(*) FROM audit_entry") == before


async def test_once_only(browser_for):
    browser = await browser_for(None)
    await _apply_in_browser(browser)
    await browser.submit("/equality", {})
    again = await browser.submit("/equality", {})
    assert again.headers["location"] == "/roles"
    assert (await browser.get("/equality")).headers["location"] == "/roles"
    assert await fetch_value("SELECT count(*) FROM equality_answer") == 1


async def test_what_is_not_an_answer_is_refused(browser_for):
    browser = await browser_for(None)
    await _apply_in_browser(browser)
    refused = await browser.submit("/equality", {"sex": "neither"})
    assert refused.status_code == 422
    assert "Select one of the answers" in refused.text


async def test_a_ticket_lasts_a_day():
    token = await service.hand_out_ticket(ANONYMOUS)
    nothing = {name: question.kind.PREFER_NOT_TO_SAY for name, question in QUESTIONS.items()}
    with clock.frozen(clock.now() + timedelta(days=1)):
        with pytest.raises(TicketSpent):
            await service.answer(ANONYMOUS, token, **nothing)
        await service.forget_old_tickets(SYSTEM)
    assert await fetch_value("SELECT count(*) FROM equality_ticket WHERE token = $1", digest(token)) == 0


async def test_operations_applying_for_somebody_are_not_asked(browser_for):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    sent = await _apply_in_browser(browser)
    assert 'href="/equality"' not in (await browser.get(sent.headers["location"])).text
    assert await fetch_value("SELECT count(*) FROM equality_ticket") == 0


async def test_answers_point_at_nothing_and_nothing_at_them():
    keys = await fetch(
        """SELECT conname FROM pg_constraint WHERE contype = 'f'
        AND ('equality_answer'::regclass IN (conrelid, confrelid) OR 'equality_ticket'::regclass IN (conrelid, confrelid))"""
    )
    assert keys == []
    assert not {config.table_class for config in TABLES} & {EqualityAnswer, EqualityTicket}


async def test_the_database_refuses_a_day_and_a_key_made_from_the_time():
    for month, key in (("2026-11-25", "gen_random_uuid()"), ("2026-11-01", "uuidv7()")):
        with pytest.raises(asyncpg.CheckViolationError):
            async with transaction():
                await execute(f"INSERT INTO equality_answer (id, month) VALUES ({key}, '{month}')")


async def test_the_report_hides_small_numbers_and_the_running_month(browser_for):
    with clock.frozen(datetime(2026, 10, 5, 12, tzinfo=UTC)):
        for sex, people in (("female", 9), ("male", 6), ("prefer_not_to_say", 2)):
            for _ in range(people):
                await _answer(sex=sex)
    await _answer(sex="male")
    admin = await make_user(Role.ADMIN)
    report = await queries.report(admin, 2026)
    assert report.total == 17
    assert [count.count for count in report.breakdowns[0].counts] == [9, None, None]
    body = (await (await browser_for(admin.user_id)).get("/equality/report")).text
    assert "17 people answered" in body
    assert "Hidden" in body


async def test_too_few_to_report(browser_for):
    with clock.frozen(datetime(2026, 10, 5, 12, tzinfo=UTC)):
        for _ in range(4):
            await _answer(sex="female")
    admin = await make_user(Role.ADMIN)
    assert (await queries.report(admin, 2026)).total is None
    assert "Fewer than 5 people have answered" in (await (await browser_for(admin.user_id)).get("/equality/report")).text


@pytest.mark.parametrize("role", [Role.CHAMPION, Role.OPERATIONS, Role.CANDIDATE])
async def test_who_decides_on_applications_does_not_read_it(role):
    with pytest.raises(Forbidden):
        await queries.report(await make_user(role), 2026)


async def test_by_api(api_for):
    role = await vacancies.get_vacancy(SYSTEM, await make_vacancy())
    api = await api_for(None)
    typed = {"".join([word if at == 0 else word.title() for at, word in enumerate(name.split("_"))]): value for name, value in answers().items()}
    agreed = [{"kind": notice.kind, "version": notice.version} for notice in candidates_rules.NOTICES]
    sent = await api.post(f"/api/v1/vacancies/{role.reference}/applications", json={**typed, "answers": told_in_json(), "agreed": agreed})
    assert sent.status_code == 201, sent.text
    body = {"token": sent.json()["equalityToken"], "ageGroup": "from_65"}
    assert (await api.post("/api/v1/equality-answers", json=body)).status_code == 204
    assert (await api.post("/api/v1/equality-answers", json=body)).status_code == 409
    admin = await api_for((await make_user(Role.ADMIN)).user_id)
    report = await admin.get("/api/v1/equality-report")
    assert report.json()["total"] is None
