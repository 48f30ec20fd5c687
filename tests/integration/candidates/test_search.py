"""Finding applications by names, numbers and words, through the index, also on some thousand of them."""

import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries, service
from prime.candidates.queries import pipeline
from prime.candidates.schemas import Filters
from prime.candidates.tables import Stage
from prime.core.actor import SYSTEM
from prime.core.db import execute, fetch
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _found(actor, search):
    page = await queries.list_applications(actor, Filters(search=search))
    assert await queries.count_applications(actor, Filters(search=search)) == len(page.items)
    assert sum(column.count for column in await queries.board(actor, Filters(search=search))) == len(page.items)
    return [row.id for row in page.items]


async def test_operations_find_a_person_by_name_number_and_words():
    await make_application(first_name="Somebody", last_name="Else", motivation="Nothing of the kind.")
    wanted = await make_application(
        first_name="Zoë", last_name="Vandersloot", swe_number="SW77123", motivation="I keep siblings together wherever that is safe."
    )
    operations = await make_user(Role.OPERATIONS)
    for search in ("zoe", "Vandersl", "Vandersloot Zoë", "Vanderslot", "Vandrsloot", "77123", "sw77123", wanted.reference, "siblings", "vander sibl"):
        assert await _found(operations, search) == [wanted.id], search
    for search in ("vandersloot cousins", "SW77124", "'; DROP TABLE candidate; --", "<b>", "\0", ":* | qq"):
        assert await _found(operations, search) == [], search


async def test_a_screener_finds_words_but_no_person_until_the_decision():
    hidden = await make_application(first_name="Zoë", last_name="Vandersloot", motivation="Zoë's siblings stay together.")
    champion = await make_user(Role.CHAMPION)
    for search in ("zoe", "Vandersloot", "Vanderslot", hidden.swe_number, hidden.candidate_reference, hidden.email, "together zoe"):
        assert await _found(champion, search) == [], search
    for search in ("siblings", hidden.reference, "together sibl"):
        assert await _found(champion, search) == [hidden.id], search
    for to in (Stage.SCREENING, Stage.CONVERSATION):
        await service.move(SYSTEM, hidden.id, to)
    assert await _found(champion, "Vanderslot") == [hidden.id]


async def test_a_corrected_name_is_found_and_the_old_one_is_not():
    application = await make_application(first_name="Zoë", last_name="Vandersloot")
    operations = await make_user(Role.OPERATIONS)
    known = {"first_name": "Zoë", "phone": "01632 960 001", "swe_number": "", "postcode": ""}
    await service.correct_candidate(operations, application.candidate_id, last_name="Quillfeather", **known)
    assert await _found(operations, "Quilfeather") == [application.id]
    # What was typed with the application is part of it.
    assert await _found(operations, "Vandersloot") == [application.id]


async def test_what_changed_elsewhere_is_made_findable_again():
    application = await make_application()
    await execute("UPDATE vacancy SET title = 'Lighthouse keeper' WHERE id = $1", application.vacancy_id)
    operations = await make_user(Role.OPERATIONS)
    assert await _found(operations, "lighthouse") == []
    assert (await service.refresh_search(SYSTEM), await service.refresh_search(SYSTEM)) == (1, 0)
    assert await _found(operations, "lighthouse") == [application.id]


async def test_the_index_finds_one_of_some_thousand(monkeypatch):
    wanted = await make_application(last_name="Vandersloot", stage=Stage.CONVERSATION)
    await execute(
        """
        WITH person AS (
          INSERT INTO app_user (id, email, username, password, first_name, last_name)
          SELECT uuidv7(), address, address, '', 'Many', 'Person'
          FROM (SELECT 'many-' || nr || '@people.example' AS address FROM generate_series(1, 3000) nr) RETURNING id, email
        ), candidate AS (
          INSERT INTO candidate (id, reference, "user", first_name, last_name, email)
          SELECT uuidv7(), left('X' || email, 20), id, 'Many', 'Person', email FROM person RETURNING id
        ), application AS (
          INSERT INTO application (id, reference, candidate, vacancy, stage, next_actor)
          SELECT uuidv7(), 'Y' || right(candidate.id::text, 19), candidate.id, $1, 'conversation', 'champion' FROM candidate RETURNING id, reference
        )
        INSERT INTO search_entry (id, application, words)
        SELECT uuidv7(), id, ARRAY['=many', '=person', reference] || ARRAY(SELECT 'word' || nr FROM generate_series(1, 120) nr) FROM application
        """,
        wanted.vacancy_id,
    )
    for table in ("application", "candidate", "search_entry", "vacancy", "app_user"):
        await execute(f"ANALYZE {table}")
    operations = await make_user(Role.OPERATIONS)
    asked = []

    async def explained(sql, *values):
        asked.append("\n".join(row[0] for row in await fetch(f"EXPLAIN {sql}", *values)))
        return await fetch(sql, *values)

    monkeypatch.setattr(pipeline, "fetch", explained)
    assert [row.id for row in (await queries.list_applications(operations, Filters(search="Vanderslot"))).items] == [wanted.id]
    assert "Bitmap Index Scan on search_entry_by_word" in asked[0]
