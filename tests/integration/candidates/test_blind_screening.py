"""Until the screening decision, those who screen know an application by its reference alone; operations see all."""

import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries, service
from prime.candidates.schemas import Filters
from prime.candidates.tables import Stage
from prime.core.errors import NotFound
from tests.factories.accounts import make_user
from tests.factories.candidates import CONSENTS, answers, candidate_actor, make_application
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

WHO = {
    "first_name": "Zebedee",
    "last_name": "Quillfeather",
    "email": "zebedee.quillfeather@people.example",
    "phone": "01632 960 444",
    "swe_number": "SW98765",
    "postcode": "SW1A 1AA",
    "needs": "A room without stairs.",
    "motivation": "Families say: Zebedee Quillfeather stays. Write to zebedee.quillfeather@people.example. I will.",
}
NAMES = ("Zebedee", "Quillfeather", "zebedee", "960 444", "SW98765", "SW1A 1AA", "without stairs")


def _assert_blind(text):
    assert [name for name in NAMES if name in text] == []


@pytest.mark.parametrize("stage", [Stage.APPLIED, Stage.SCREENING])
async def test_pages_of_a_screener_show_the_reference_only(browser_for, stage):
    application = await make_application(stage=stage, **WHO)
    await service.add_note(await make_user(Role.OPERATIONS), application.id, text="Phoned about the role.")
    champion, operations = await make_user(Role.CHAMPION), await make_user(Role.OPERATIONS)
    await service.assign_champion(operations, application.id, champion.user_id)
    browser, office = await browser_for(champion.user_id), await browser_for(operations.user_id)
    for path in ("/home", "/candidates", "/candidates?view=list", f"/candidates/{application.id}", f"/candidates/{application.id}/reject"):
        shown = (await browser.get(path)).text
        _assert_blind(shown)
        assert application.reference in shown
    assert "Families say: (withheld) (withheld) stays. Write to (withheld). I will." in (await browser.get(f"/candidates/{application.id}")).text
    whole = (await office.get(f"/candidates/{application.id}")).text
    for text in ("Zebedee Quillfeather", "01632 960 444", "SW98765", "SW1A 1AA", "A room without stairs."):
        assert text in whole


@pytest.mark.parametrize("end", ["conversation", "rejected"])
async def test_the_decision_opens_the_application(end):
    application = await make_application(stage=Stage.SCREENING, **WHO)
    champion = await make_user(Role.CHAMPION)
    blind = await queries.get_application(champion, application.id)
    assert (blind.is_anonymous, blind.name) == (True, application.reference)
    with pytest.raises(NotFound):
        await queries.get_candidate(champion, application.candidate_id)
    if end == "conversation":
        await service.move_by_hand(champion, application.id, Stage.CONVERSATION, version=blind.version)
    else:
        await service.reject(champion, application.id, reason="experience")
    after = await queries.get_application(champion, application.id)
    assert (after.is_anonymous, after.name, after.motivation) == (False, "Zebedee Quillfeather", WHO["motivation"])
    assert (await queries.get_candidate(champion, application.candidate_id)).last_name == "Quillfeather"


async def test_a_screener_cannot_search_or_sort_by_who_it_is():
    vacancy_id = await make_vacancy()
    application = await make_application(vacancy_id=vacancy_id, **WHO)
    await make_application(vacancy_id=vacancy_id, last_name="Aardvark")
    champion, operations = await make_user(Role.CHAMPION), await make_user(Role.OPERATIONS)
    for typed in ("Zebedee", "quillf", "SW98765", application.candidate_reference):
        filters = Filters(search=typed)
        assert (await queries.list_applications(champion, filters)).items == []
        assert await queries.count_applications(champion, filters) == 0
        assert sum(column.count for column in await queries.board(champion, filters)) == 0
        assert [row.id for row in (await queries.list_applications(operations, filters)).items] == [application.id]
    assert [row.id for row in (await queries.list_applications(champion, Filters(search=application.reference))).items] == [application.id]
    by_name = await queries.list_applications(champion, sort="name", size=1)
    assert by_name.items[0].id == application.id
    again = await queries.list_applications(champion, cursor=by_name.next_cursor, sort="name")
    assert [row.name for row in again.items] == [again.items[0].reference]


async def test_the_api_withholds_it_too(api_for):
    application = await make_application(**WHO)
    champion, office = await api_for((await make_user(Role.CHAMPION)).user_id), await api_for((await make_user(Role.OPERATIONS)).user_id)
    path = f"/api/v1/applications/{application.id}"
    for address in (path, "/api/v1/applications", f"{path}/history", f"{path}/notes"):
        answer = await champion.get(address)
        assert answer.status_code == 200
        _assert_blind(answer.text)
    shown = (await champion.get(path)).json()
    assert (shown["isAnonymous"], shown["firstName"], shown["declared"], shown["candidateReference"]) == (True, "", {}, "")
    assert (await champion.get("/api/v1/applications", params={"search": "Quillfeather"})).json()["items"] == []
    assert (await office.get(path)).json()["lastName"] == "Quillfeather"
    assert len((await office.get("/api/v1/applications", params={"search": "Quillfeather"})).json()["items"]) == 1


async def test_who_sent_it_signed_in_is_not_named_by_the_history(browser_for):
    first = await make_application(**WHO)
    candidate = await candidate_actor(first)
    again = await service.apply(candidate, vacancy_id=await make_vacancy(), consents=CONSENTS, **answers(**WHO))
    champion = await make_user(Role.CHAMPION)
    assert [move.moved_by for move in await queries.history(champion, again)] == [""]
    assert [move.moved_by for move in await queries.history(await make_user(Role.OPERATIONS), again)] == ["Zebedee Quillfeather"]
    _assert_blind((await (await browser_for(champion.user_id)).get(f"/candidates/{again}")).text)


async def test_nobody_is_a_stranger_to_themselves():
    champion = await make_user(Role.CHAMPION)
    own_id = await service.apply(champion, vacancy_id=await make_vacancy(), consents=CONSENTS, **answers(first_name="Own", last_name="Name"))
    actor = await accounts.actor_for_user(champion.user_id)
    assert not (await queries.get_application(actor, own_id)).is_anonymous
    assert [row.is_anonymous for row in (await queries.list_applications(actor)).items] == [False]
    assert [row.is_anonymous for row in await queries.mine(actor)] == [False]
