"""Importing people: looked at first, taken in row by row, and never twice."""

from datetime import timedelta

import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.rules import NOTICES
from prime.candidates.schemas import Filters
from prime.candidates.tables import NextActor, Source
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.db import fetch, fetch_value
from prime.core.errors import Forbidden
from prime.talent import queries, service
from prime.talent.errors import ListClosed
from prime.talent.tables import ListStatus
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

HEADINGS = "First name,Last name,Email,Telephone,SWE number,Postcode\n"
THREE = (
    HEADINGS
    + "Ada,Able,ada@people.example,01632 960 001,SW4001,KT1 1EU\n"
    + "Ben,Baker,ben@people.example,,SW4002,\n"
    + "Cleo,,cleo@people.example,,,\n"
)


async def _read(actor, text, vacancy_id=None):
    return await service.read_list(actor, filename="fair.csv", origin="Careers fair in Reading", content=text.encode(), vacancy_id=vacancy_id)


async def _taken_in(actor, text, vacancy_id, drain):
    list_id = await _read(actor, text, vacancy_id)
    await service.order_list(actor, list_id)
    await drain()
    return await queries.get_list(actor, list_id)


async def test_nothing_is_done_before_it_is_ordered():
    operations = await make_user(Role.OPERATIONS)
    vacancy = await make_vacancy()
    known = await make_application(email="ben@people.example", vacancy_id=vacancy)
    other = await make_application(swe_number="SW4001")
    before = await fetch_value("SELECT count(*) FROM candidate")
    reading = await queries.reading(operations, await _read(operations, THREE, vacancy))
    assert [person.name for person in reading.fresh] == ["Ada Able"]
    assert [person.email for person in reading.known] == [known.email]
    assert [(fault.row, fault.column, fault.detail) for fault in reading.faults] == [(4, "Last name", "Enter the last name")]
    assert [(item.row, item.reference) for item in reading.alike] == [(2, other.candidate_reference)]
    assert await fetch_value("SELECT count(*) FROM candidate") == before


async def test_good_rows_come_in_once_with_their_source_and_without_consent(drain, outbox_mail):
    operations = await make_user(Role.OPERATIONS)
    vacancy = await make_vacancy()
    done = await _taken_in(operations, THREE, vacancy, drain)
    assert (done.status, done.fresh, done.known, done.refused, done.waiting) == (ListStatus.DONE, 2, 0, 1, 0)
    ada = next(row for row in (await candidates.list_applications(operations, Filters(search="ada able"))).items)
    assert (ada.source, ada.next_actor) == (Source.IMPORT, NextActor.CANDIDATE)
    whole = await candidates.get_application(SYSTEM, ada.id)
    assert not whole.has_consented
    (letter,) = await outbox_mail("ada@people.example")
    assert "Nobody reads it until you say so" in letter.body_text
    mended = THREE.replace("Cleo,,cleo@people.example,,,", "Cleo,Clark,cleo@people.example,,SW4003,")
    again = await _taken_in(operations, mended, vacancy, drain)
    assert (again.fresh, again.known, again.refused) == (1, 2, 0)
    assert len(await outbox_mail("ada@people.example")) == 1
    # What was typed is not kept besides what came of it.
    assert await fetch("SELECT FROM person_row WHERE cells <> '[]'") == []


async def test_the_person_confirms_and_is_screened_then(drain):
    operations = await make_user(Role.OPERATIONS)
    await _taken_in(operations, THREE, await make_vacancy(), drain)
    row = (await candidates.list_applications(operations, Filters(search="ada able"))).items[0]
    ada = await candidate_actor(await candidates.get_application(SYSTEM, row.id))
    await applications.give_consents(ada, row.id, NOTICES)
    confirmed = await candidates.get_application(SYSTEM, row.id)
    assert (confirmed.has_consented, confirmed.next_actor, confirmed.next_action) == (True, NextActor.CHAMPION, "Screen the application")


async def test_a_row_that_the_role_refuses_says_why_and_holds_up_no_other(drain):
    operations = await make_user(Role.OPERATIONS)
    text = HEADINGS + "Ada,Able,ada@people.example,,,\nBen,Baker,ben@people.example,,SW4002,\n"
    list_id = (await _taken_in(operations, text, await make_vacancy(), drain)).id
    assert [(fault.row, fault.column) for fault in await queries.list_faults(operations, list_id)] == [(2, "SWE number")]
    assert [row.row for row in await queries.list_outcomes(operations, list_id) if row.application_id] == [3]


async def test_a_long_list_is_taken_in_some_rows_at_a_time(drain):
    operations = await make_user(Role.OPERATIONS)
    text = HEADINGS + "".join(f"Ada,Able,ada-{number}@people.example,,SW{5000 + number},\n" for number in range(60))
    done = await _taken_in(operations, text, await make_vacancy(), drain)
    assert (done.status, done.fresh) == (ListStatus.DONE, 60)
    assert await fetch_value("SELECT count(*) FROM outbox_message WHERE job = 'talent.take_in'") == 3


async def test_a_list_is_ordered_once_and_left_ones_are_forgotten(frozen_now):
    operations = await make_user(Role.OPERATIONS)
    done, _ = await _read(operations, THREE), await _read(operations, THREE)
    await service.order_list(operations, done)
    for command in (service.order_list, service.discard_list):
        with pytest.raises(ListClosed):
            await command(operations, done)
    await service.forget_old_lists(SYSTEM)
    assert len((await queries.list_lists(operations)).items) == 2
    frozen_now(clock.now() + timedelta(days=8))
    await service.forget_old_lists(SYSTEM)
    assert [item.id for item in (await queries.list_lists(operations)).items] == [done]


async def test_only_operations_import():
    with pytest.raises(Forbidden):
        await _read(await make_user(Role.CHAMPION), THREE)


async def test_the_pages_from_the_file_to_the_result(browser_for, drain):
    operations = await make_user(Role.OPERATIONS)
    browser = await browser_for(operations.user_id)
    vacancy = await make_vacancy()
    assert "No list has been imported yet" in (await browser.get("/candidates/lists")).text
    text = THREE.replace("First name", "Known as")
    files = {"file": ("fair.csv", text.encode(), "text/csv")}
    wrong = await browser.submit("/candidates/lists/new", {"target": "vacancy", "vacancy_id": "", "origin": ""}, files=files)
    assert (wrong.status_code, "Enter where the names come from" in wrong.text) == (422, True)
    sent = {"target": "vacancy", "vacancy_id": str(vacancy), "origin": "Careers <fair>"}
    columns = (await browser.submit("/candidates/lists/new", sent, files=files)).headers["location"]
    address = columns.removesuffix("/columns")
    assert (await browser.get(address)).headers["location"] == columns
    chosen = {"last_name": "1", "email": "2", "phone": "3", "swe_number": "4", "postcode": "5"}
    refused = await browser.submit(columns, chosen)
    assert (refused.status_code, "Select the column with the first name" in refused.text) == (422, True)
    assert (await browser.submit(columns, chosen | {"first_name": "0"})).status_code == 303
    check = (await browser.get(address)).text
    assert "Take in 2 people" in check
    assert "Careers &lt;fair&gt;" in check
    assert "Enter the last name" in check
    await browser.submit(f"{address}/take-in", {})
    await drain()
    done = (await browser.get(address)).text
    assert "Application made, waits for their consent" in done
    assert "4,Last name,Enter the last name" in (await browser.get(f"{address}/faults.csv")).text


async def test_the_same_by_api(api_for, drain):
    operations = await api_for((await make_user(Role.OPERATIONS)).user_id)
    body = {"filename": "fair.csv", "origin": "Careers fair", "content": THREE.replace("Email", "Write to")}
    assert (await operations.post("/api/v1/candidate-lists", json=body | {"columns": {"email": "No such"}})).status_code == 422
    columns = {"first_name": "First name", "last_name": "Last name", "email": "Write to"}
    made = await operations.post("/api/v1/candidate-lists", json=body | {"columns": columns})
    assert (made.status_code, made.json()["fresh"]) == (201, [2, 3])
    address = f"/api/v1/candidate-lists/{made.json()['id']}"
    assert (await operations.post(f"{address}/take-in")).status_code == 202
    await drain()
    report = (await operations.get(address)).json()
    assert (report["summary"]["status"], report["summary"]["fresh"]) == ("done", 2)
    assert (await operations.delete(address)).status_code == 409
    assert len((await operations.get("/api/v1/candidate-lists")).json()["items"]) == 1
