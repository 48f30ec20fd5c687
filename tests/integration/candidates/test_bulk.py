"""Several applications at once, and the list as a CSV."""

import csv
import io
from urllib.parse import quote

import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries, service
from prime.candidates.errors import TooMany
from prime.candidates.schemas import BulkAction, Chosen, Filters
from prime.candidates.tables import Stage
from prime.core.actor import SYSTEM
from prime.core.errors import Forbidden, InvalidInput
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


def _chosen(*applications):
    return [Chosen(application.id, application.version) for application in applications]


async def _stages(*applications):
    return [(await queries.get_application(SYSTEM, application.id)).stage for application in applications]


async def test_each_is_done_or_refused_by_itself(drain, outbox_mail):
    fresh, stale, ended = [await make_application() for _ in range(3)]
    champion = await make_user(Role.CHAMPION)
    await service.start_screening(SYSTEM, stale.id)
    await service.withdraw(SYSTEM, ended.id, reason="pay")
    ended = await queries.get_application(SYSTEM, ended.id)
    results = await service.act_on_many(
        champion, [*_chosen(fresh, stale, ended), Chosen(fresh.vacancy_id, 1)], action=BulkAction.REJECT, reason="filled", detail="Thank you."
    )
    assert [(result.id, bool(result.refusal)) for result in results] == [
        (fresh.id, False),
        (stale.id, True),
        (ended.id, True),
        (fresh.vacancy_id, True),
    ]
    assert results[1].refusal == "Somebody else has changed it since you chose it."
    assert "final" in results[2].refusal
    assert await _stages(fresh, stale, ended) == [Stage.REJECTED, Stage.SCREENING, Stage.WITHDRAWN]
    await drain()
    assert "Thank you." in (await outbox_mail(fresh.email))[-1].body_text
    assert "application_rejected" not in [mail.template for mail in [*await outbox_mail(stale.email), *await outbox_mail(ended.email)]]


async def test_screening_and_giving_away():
    first, second = await make_application(), await make_application()
    operations, champion = await make_user(Role.OPERATIONS), await make_user(Role.CHAMPION)
    results = await service.act_on_many(operations, _chosen(first, second), action=BulkAction.ASSIGN, champion_user_id=champion.user_id)
    assert [result.refusal for result in results] == ["", ""]
    assert {(await queries.get_application(SYSTEM, item.id)).champion_id for item in (first, second)} == {champion.user_id}
    await service.act_on_many(champion, _chosen(first, second, first), action=BulkAction.SCREEN)
    assert await _stages(first, second) == [Stage.SCREENING, Stage.SCREENING]


async def test_what_all_share_is_refused_before_anything_is_done():
    application = await make_application()
    champion = await make_user(Role.CHAMPION)
    for more in (
        {"action": BulkAction.REJECT, "reason": "rude"},
        {"action": BulkAction.REJECT, "reason": "other"},
        {"action": BulkAction.ASSIGN},
        {"action": BulkAction.ASSIGN, "champion_user_id": application.user_id},
    ):
        with pytest.raises(InvalidInput):
            await service.act_on_many(champion, _chosen(application), **more)
    with pytest.raises(InvalidInput):
        await service.act_on_many(champion, [], action=BulkAction.SCREEN)
    with pytest.raises(InvalidInput):
        await service.act_on_many(champion, _chosen(application) * 101, action=BulkAction.SCREEN)
    with pytest.raises(Forbidden):
        await service.act_on_many(await candidate_actor(application), _chosen(application), action=BulkAction.SCREEN)
    assert await _stages(application) == [Stage.APPLIED]


async def test_choosing_confirming_and_one_message_in_a_browser(browser_for):
    first, second = await make_application(), await make_application()
    browser = await browser_for((await make_user(Role.CHAMPION)).user_id)
    shown = (await browser.get("/candidates?view=list")).text
    assert f'value="{first.id}:{first.version}"' in shown
    chosen = [f"{item.id}:{item.version}" for item in (first, second)]
    for sent in ({"action": "reject"}, {"chosen": chosen}, {"action": "reject", "chosen": ["x"]}, {"action": "reject", "chosen": ["-" * 36 + ":1"]}):
        assert (await browser.submit("/candidates/bulk", sent)).status_code == 303
    assert "Select at least one application" in (await browser.get("/candidates?view=list")).text
    confirm = await browser.submit("/candidates/bulk", {"action": "reject", "chosen": chosen})
    assert confirm.status_code == 200
    assert first.reference in confirm.text
    assert first.last_name not in confirm.text
    assert await _stages(first, second) == [Stage.APPLIED, Stage.APPLIED]
    wrong = await browser.submit("/candidates/bulk/confirm", {"action": "reject", "chosen": chosen})
    assert wrong.status_code == 422
    assert "Select a reason" in wrong.text
    await service.start_screening(SYSTEM, second.id)
    done = await browser.submit("/candidates/bulk/confirm", {"action": "reject", "chosen": chosen, "reason": "filled"})
    assert (done.status_code, done.headers["location"]) == (303, "/candidates?view=list")
    message = (await browser.get("/candidates?view=list")).text
    assert "1 application rejected and told. 1 application left as it was:" in message
    assert f"{second.reference}: Somebody else has changed it" in message
    assert await _stages(first, second) == [Stage.REJECTED, Stage.SCREENING]


async def test_by_the_api(api_for):
    application = await make_application()
    api = await api_for((await make_user(Role.OPERATIONS)).user_id)
    body = {"action": "screen", "chosen": [{"id": str(application.id), "version": application.version}]}
    answer = await api.post("/api/v1/applications/bulk", json=body)
    assert (answer.status_code, answer.json()) == (200, [{"id": str(application.id), "name": application.name, "refusal": ""}])
    again = (await api.post("/api/v1/applications/bulk", json=body)).json()
    assert "changed" in again[0]["refusal"]


def _rows(answer):
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; ")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


async def test_the_file_holds_what_the_page_shows(browser_for):
    vacancy_id = await make_vacancy()
    blind = await make_application(vacancy_id=vacancy_id, first_name="Zebedee", last_name="Quillfeather")
    seen = await make_application(vacancy_id=vacancy_id, stage=Stage.OFFER, first_name='=HYPERLINK("http://evil.example")', last_name="Öz, Ann")
    champion, office = await browser_for((await make_user(Role.CHAMPION)).user_id), await browser_for((await make_user(Role.OPERATIONS)).user_id)
    answer = await champion.get("/candidates/export.csv")
    for withheld in ("Zebedee", "Quillfeather", blind.swe_number):
        assert withheld not in answer.text
    rows = {row["Reference"]: row for row in _rows(answer)}
    assert set(rows) == {blind.reference, seen.reference}
    assert (rows[blind.reference]["Name"], rows[blind.reference]["SWE number"]) == ("", "")
    assert rows[seen.reference]["Name"] == f"'{seen.name}"
    assert rows[seen.reference]["Stage"] == "Offer"
    assert {row["Name"] for row in _rows(await office.get("/candidates/export.csv"))} == {blind.name, f"'{seen.name}"}
    assert [row["Reference"] for row in _rows(await champion.get("/candidates/export.csv?stage=offer&stage=checks"))] == [seen.reference]
    assert _rows(await champion.get(f"/candidates/export.csv?q={quote('Quillfeather')}")) == []
    page = (await champion.get("/candidates?view=list&stage=offer&sort=name")).text
    assert 'href="/candidates/export.csv?stage=offer&amp;sort=name"' in page


async def test_a_file_is_never_cut_short(monkeypatch):
    vacancy_id = await make_vacancy()
    for _ in range(3):
        await make_application(vacancy_id=vacancy_id)
    operations = await make_user(Role.OPERATIONS)
    monkeypatch.setattr("prime.candidates.queries.pipeline.EXPORT_SIZE", 3)
    assert len(await queries.export(operations, Filters())) == 3
    await make_application(vacancy_id=vacancy_id)
    with pytest.raises(TooMany):
        await queries.export(operations, Filters())
