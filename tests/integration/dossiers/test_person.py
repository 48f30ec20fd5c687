"""Everything about one candidate: what each reader sees, in order, in pages, with few queries."""

import pytest

from prime.accounts.permissions import Role
from prime.candidates import service as candidates
from prime.candidates.tables import Stage
from prime.core.actor import SYSTEM
from prime.core.errors import InvalidInput, NotFound
from prime.dossiers import queries
from prime.dossiers.schemas import FactKind
from prime.duplicates import service as duplicates
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application, talked_with
from tests.factories.offers import make_accepted
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _everything(operations):
    """Somebody with two applications; one has come as far as the checks."""
    _, application = await make_accepted()
    second = await make_application(email=application.email, swe_number=application.swe_number, last_name=application.last_name)
    await candidates.add_note(operations, application.id, text="Prefers mornings.", is_shared=True)
    await candidates.add_note(operations, application.id, text="Ask about the gap.", is_shared=False)
    return application, second


async def test_one_list_of_everything_that_happened(drain):
    operations = await make_user(Role.OPERATIONS)
    application, second = await _everything(operations)
    await drain()
    person = await queries.get_dossier(operations, application.id)
    assert {line.reference for line in person.applications} == {application.reference, second.reference}
    assert (len(person.offers), len(person.checks)) == (1, 9)
    facts = (await queries.timeline(operations, application.id, size=200)).items
    assert {fact.kind for fact in facts} >= {
        FactKind.APPLICATION,
        FactKind.OFFERS,
        FactKind.CHECKS,
        FactKind.NOTES,
        FactKind.MESSAGES,
        FactKind.DOCUMENTS,
        FactKind.CONSENTS,
    }
    assert [(fact.at, fact.id) for fact in facts] == sorted(((fact.at, fact.id) for fact in facts), reverse=True)
    assert {(fact.text, fact.candidate_may_see) for fact in facts if fact.kind is FactKind.NOTES} == {
        ("Prefers mornings.", True),
        ("Ask about the gap.", False),
    }
    seen, cursor = [], ""
    while True:
        found = await queries.timeline(operations, application.id, cursor=cursor, size=4)
        seen += found.items
        if not (cursor := found.next_cursor):
            break
    assert seen == facts
    notes = await queries.timeline(operations, application.id, kind="notes")
    assert len(notes.items) == 2


async def test_a_champion_sees_neither_checks_nor_messages_nor_what_is_still_read_without_names():
    operations, champion = await make_user(Role.OPERATIONS), await make_user(Role.CHAMPION)
    application, second = await _everything(operations)
    person = await queries.get_dossier(champion, application.id)
    assert [line.reference for line in person.applications] == [application.reference]
    assert (person.offers, person.checks, person.staff_id) == ([], [], None)
    facts = (await queries.timeline(champion, application.id, size=200)).items
    assert not {FactKind.CHECKS, FactKind.MESSAGES, FactKind.DOCUMENTS} & {fact.kind for fact in facts}
    assert second.reference not in {fact.reference for fact in facts}
    with pytest.raises(NotFound):
        await queries.get_dossier(champion, second.id)
    with pytest.raises(NotFound):
        await queries.timeline(champion, second.id)


async def test_what_was_merged_belongs_to_the_person():
    operations = await make_user(Role.OPERATIONS)
    one, other = await make_application(stage=Stage.CONVERSATION), await make_application(first_name="Ama", stage=Stage.CONVERSATION)
    await duplicates.merge(operations, survivor_id=one.candidate_id, lost_id=other.candidate_id, reason="She said so.")
    person = await queries.get_dossier(operations, other.id)
    assert person.reference == one.candidate_reference
    assert {f"Ama {other.last_name}", other.email} <= set(person.also_known_as)
    assert {fact.reference for fact in (await queries.timeline(operations, one.id)).items} >= {one.reference, other.reference}


async def test_the_page_for_each_reader(browser_for, drain):
    operations = await make_user(Role.OPERATIONS)
    application, second = await _everything(operations)
    await duplicates.find_for_unread(SYSTEM)
    await drain()
    browser = await browser_for(operations.user_id)
    assert f'href="/candidates/{application.id}/person"' in (await browser.get(f"/candidates/{application.id}")).text
    shown = (await browser.get(f"/candidates/{application.id}/person")).text
    for words in ("Prefers mornings.", "Candidate can read this", "Not for the candidate", "Agreed to the privacy notice", "DBS: open"):
        assert words in shown
    assert second.reference in shown
    assert "Nothing of this kind" in (await browser.get(f"/candidates/{application.id}/person?kind=interviews")).text
    assert (await browser.get(f"/candidates/{application.id}/person?kind=nothing")).status_code == 303
    assert (await browser.get(f"/candidates/{application.id}/person?cursor=nothing")).status_code == 303
    champion = await browser_for((await make_user(Role.CHAMPION)).user_id)
    assert (await champion.get(f"/candidates/{second.id}/person")).headers["location"] == f"/candidates/{second.id}"
    assert "Prefers mornings." in (await champion.get(f"/candidates/{application.id}/person")).text


async def test_a_long_history_asks_no_more_queries(browser_for):
    operations = await make_user(Role.OPERATIONS)
    application = await make_application()
    await talked_with(application)
    browser = await browser_for(operations.user_id)
    await browser.get(f"/candidates/{application.id}/person")
    async with counted() as few:
        await browser.get(f"/candidates/{application.id}/person")
    for number in range(30):
        await candidates.add_note(operations, application.id, text=f"Note {number}")
        await make_application(email=application.email, swe_number=application.swe_number)
    async with counted() as many:
        assert "Note 29" in (await browser.get(f"/candidates/{application.id}/person?kind=notes")).text
    assert len(many) == len(few) <= 16


async def test_the_same_in_json(api_for):
    operations = await make_user(Role.OPERATIONS)
    application, _ = await _everything(operations)
    api = await api_for(operations.user_id)
    person = (await api.get(f"/api/v1/applications/{application.id}/person")).json()
    assert (person["reference"], len(person["applications"])) == (application.candidate_reference, 2)
    notes = (await api.get(f"/api/v1/applications/{application.id}/timeline", params={"kind": "notes"})).json()
    assert [item["candidateMaySee"] for item in notes["items"]] in ([True, False], [False, True])
    for wrong in ({"kind": "x"}, {"cursor": "x"}, {"cursor": "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwiMSJd"}):
        assert (await api.get(f"/api/v1/applications/{application.id}/timeline", params=wrong)).status_code == 422


async def test_a_kind_that_is_none_is_refused():
    with pytest.raises(InvalidInput):
        await queries.timeline(SYSTEM, (await make_application()).id, kind="gossip")
