"""Conversions as a browser meets them."""

import csv
import io
from decimal import Decimal

import pytest

from prime.accounts.permissions import Role
from prime.conversions import queries, service
from prime.conversions.queries import Workers
from prime.conversions.tables import CaseStage
from prime.core.actor import SYSTEM
from prime.reference.tables import Rate, RateKind
from tests.factories.accounts import make_user
from tests.factories.clients import make_client
from tests.factories.conversions import make_case, make_conversion_vacancy, make_worker, worker_line, worker_list
from tests.factories.staff import grade_id
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _upload(browser, client_id, content, name="list.csv"):
    return await browser.submit("/conversions/imports/new", {"client_id": str(client_id)}, files={"file": (name, content, "text/csv")})


async def test_operations_lead_a_worker_from_the_list_to_an_application(browser_for):
    client = await make_client()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "There are no cases yet" in (await browser.get("/conversions")).text
    assert "There are no agency workers yet" in (await browser.get("/conversions/workers")).text
    done = await _upload(browser, client.id, worker_list(worker_line(swe_number="SW900"), worker_line(swe_number="bad")))
    assert done.status_code == 303
    report = (await browser.get(done.headers["location"])).text
    assert "Row 3" in report
    assert "like SW1234" in report
    listed = (await browser.get("/conversions/workers")).text
    assert "1 agency worker" in listed
    assert "estimate" in listed
    worker = (await queries.list_workers(SYSTEM)).items[0]
    form = (await browser.get(f"/conversions/workers/{worker.id}/case")).text
    assert "Lowers the council&#39;s agency share" in form
    assert "Does not lower the council&#39;s agency share" in form
    opened = await browser.submit(
        f"/conversions/workers/{worker.id}/case",
        {
            "employer_id": str(client.organisation_id),
            "grade_id": str(await grade_id()),
            "annual_amount": "£43,000",
            "fee_amount": "3,000",
            "has_extended_hire_option": "yes",
            "engaged_on-day": "1",
            "engaged_on-month": "2",
            "engaged_on-year": "2027",
        },
    )
    assert opened.status_code == 303
    here = opened.headers["location"]
    shown = (await browser.get(here)).text
    for text in ("Why this number", "Employer National Insurance", "£5,700.00", "Unconfirmed", "within the relevant period", "Lowers the share"):
        assert text in shown, text
    for step in ("approach", "interested"):
        assert (await browser.submit(f"{here}/{step}")).status_code == 303
    assert "No conversion role of" in (await browser.get(f"{here}/application")).text
    vacancy_id = await make_conversion_vacancy(client.organisation_id)
    assert (await browser.submit(f"{here}/application", {"vacancy_id": str(vacancy_id), "email": worker.email})).status_code == 303
    shown = (await browser.get(here)).text
    assert "Go to the application" in shown
    assert "The worker is interested" in shown
    funnel = (await browser.get("/conversions")).text
    assert "of 1 agency workers and 1 cases, 0 have become permanent" in funnel


async def test_a_case_is_closed_with_a_reason_after_a_question(browser_for):
    worker = await make_worker((await make_client()).id)
    case_id = await make_case(worker)
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    here = f"/conversions/cases/{case_id}"
    assert "stays closed" in (await browser.get(f"{here}/close")).text
    assert (await browser.submit(f"{here}/close", {"reason": ""})).status_code == 422
    assert (await browser.submit(f"{here}/close", {"reason": "Moved <b>away</b>"})).status_code == 303
    shown = (await browser.get(here)).text
    assert "Moved &lt;b&gt;away" in shown
    assert "Close the case" not in shown
    late = await browser.submit(f"{here}/interested")
    assert late.status_code == 303
    assert "at the stage “closed”" in (await browser.get(here)).text


async def test_terms_are_changed_and_the_saving_reckoned_again(browser_for):
    case_id = await make_case(await make_worker((await make_client()).id), fee_amount=Decimal(3000), has_extended_hire_option=False)
    before = await queries.get_case(SYSTEM, case_id)
    assert before.fee_amount == 0
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    here = f"/conversions/cases/{case_id}/terms"
    assert 'value="43000"' in (await browser.get(here)).text
    answers = {"annual_amount": "43000", "fee_amount": "3000", "has_extended_hire_option": "unknown"}
    assert (await browser.submit(here, answers)).status_code == 303
    after = await queries.get_case(SYSTEM, case_id)
    assert before.saving_amount - after.saving_amount == 3000
    day = {"engaged_on-day": "1", "engaged_on-month": "1", "engaged_on-year": "2020"}
    refused = await browser.submit(here, {**answers, **day})
    assert (refused.status_code, "must be after the start with the agency" in refused.text) == (422, True)


async def test_what_is_wrong_is_shown_at_its_field(browser_for):
    client = await make_client()
    worker = await make_worker(client.id)
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    empty = await browser.submit(f"/conversions/workers/{worker.id}/case", {"annual_amount": "lots"})
    assert empty.status_code == 422
    for text in ("Select who is to employ them", "Select a grade", "Salary must be an amount up to £1,000,000", "offers extended hire"):
        assert text in empty.text
    nothing = await browser.submit("/conversions/imports/new", {"client_id": ""})
    assert nothing.status_code == 422
    assert "Select the council" in nothing.text
    assert "Select a file" in nothing.text
    unread = await _upload(browser, client.id, b"\x00\x01\x02")
    assert (unread.status_code, "not plain text" in unread.text) == (422, True)
    await make_case(worker)
    again = await browser.get(f"/conversions/workers/{worker.id}/case")
    assert again.status_code == 303


async def test_ten_megabytes_are_refused(browser_for):
    client = await make_client()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    big = await _upload(browser, client.id, b"x" * 10 * 1024 * 1024)
    assert (big.status_code, "2 MB or smaller" in big.text) == (422, True)


async def test_without_a_rate_the_pages_say_so(browser_for):
    worker = await make_worker((await make_client()).id)
    await Rate.delete().where(Rate.kind == RateKind.SICKNESS)
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    listed = await browser.get("/conversions/workers")
    assert "Savings cannot be estimated" in listed.text
    assert "sickness absence" in listed.text
    answers = {
        "employer_id": str((await queries.employers(SYSTEM, worker.client_id))[0].id),
        "grade_id": str(await grade_id()),
        "annual_amount": "43000",
        "has_extended_hire_option": "no",
    }
    refused = await browser.submit(f"/conversions/workers/{worker.id}/case", answers)
    assert (refused.status_code, "sickness absence" in refused.text) == (409, True)


async def test_a_council_reads_its_own_without_buttons(browser_for):
    client, other = await make_client(), await make_client()
    case_id, hidden = await make_case(await make_worker(client.id)), await make_case(await make_worker(other.id, last_name="Hidden"))
    for role in (Role.CLIENT_REQUESTER, Role.CLIENT_APPROVER):
        browser = await browser_for((await make_user(role, organisation_id=client.organisation_id)).user_id)
        for path in ("/conversions", "/conversions/workers", "/conversions/imports", f"/conversions/cases/{case_id}"):
            body = (await browser.get(path)).text
            for button in ("Import a list", "Open a case", "Close the case", "They were approached", "What happened", "Hidden"):
                assert button not in body, (path, button)
        assert (await browser.get(f"/conversions/cases/{hidden}")).status_code == 404
        assert b"Hidden" not in (await browser.get("/conversions/workers/export.csv")).content
        for path in ("approach", "interested", "close", "application", "terms"):
            assert (await browser.submit(f"/conversions/cases/{case_id}/{path}")).status_code == 403
    browser = await browser_for((await make_user(Role.CLIENT_FINANCE, organisation_id=client.organisation_id)).user_id)
    assert (await browser.get("/conversions")).status_code == 403


async def test_an_export_runs_no_formula_and_comes_in_again(browser_for):
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    hostile = await make_worker(client.id, actor, agency="=HYPERLINK(1)", team="@SUM(A1)")
    browser = await browser_for(actor.user_id)
    export = await browser.get("/conversions/workers/export.csv")
    assert export.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in export.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(export.content.decode("utf-8-sig"))))
    assert (rows[0]["Agency"], rows[0]["Team"], rows[0]["SWE number"]) == ("'=HYPERLINK(1)", "'@SUM(A1)", hostile.swe_number)
    again = await service.import_workers(actor, client.id, filename="export.csv", content=export.content)
    assert again.rows_refused == 0
    example = (await browser.get("/conversions/imports/template.csv")).content
    assert (await service.import_workers(actor, client.id, filename="example.csv", content=example)).rows_new == 1


async def test_refused_rows_can_be_taken_away_as_a_csv(browser_for):
    client = await make_client()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    done = await _upload(browser, client.id, worker_list(*(worker_line(first_name="=1+1") for _ in range(3))), name="<b>list</b>.csv")
    assert "<b>list" not in (await browser.get(done.headers["location"])).text
    rows = list(csv.reader(io.StringIO((await browser.get(f"{done.headers['location']}/refused.csv")).content.decode("utf-8-sig"))))
    assert rows[1] == ["2", "First name", "First name must be a name"]
    assert len(rows) == 4


async def test_lists_ask_a_bounded_number_of_queries(browser_for):
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    browser = await browser_for(actor.user_id)

    async def asked(path):
        async with counted() as seen:
            assert (await browser.get(path)).status_code == 200
        return len(seen)

    await make_case(await make_worker(client.id, actor))
    await make_worker(client.id, actor)
    paths = ("/conversions", "/conversions/workers")
    few = [await asked(path) for path in paths]
    for _ in range(8):
        await make_case(await make_worker(client.id, actor))
        await make_worker(client.id, actor)
    assert [await asked(path) for path in paths] == few
    assert max(few) <= 25


async def test_filters_and_pages(browser_for):
    one, two, actor = await make_client(), await make_client(), await make_user(Role.OPERATIONS)
    await make_case(await make_worker(one.id, actor, last_name="Aardvark"))
    await make_worker(two.id, actor, last_name="Bumblebee", job_type="Team manager")
    browser = await browser_for(actor.user_id)
    body = (await browser.get(f"/conversions/workers?client={two.id}&job_type=team_manager&without_case=yes")).text
    assert "Bumblebee" in body
    assert "Aardvark" not in body
    assert "Nobody matches" in (await browser.get("/conversions/workers?q=zebra")).text
    assert "No case matches" in (await browser.get(f"/conversions?client={two.id}")).text
    assert "Aardvark" in (await browser.get(f"/conversions?stage={CaseStage.IDENTIFIED}")).text
    first = await queries.list_workers(SYSTEM, Workers(), size=1)
    second = await queries.list_workers(SYSTEM, Workers(), cursor=first.next_cursor, size=1)
    assert [first.items[0].last_name, second.items[0].last_name, second.next_cursor] == ["Aardvark", "Bumblebee", ""]
    assert (await browser.get("/conversions/workers?client=nonsense")).status_code in {400, 422}
