"""Pre-employment checks in a browser and as JSON."""

from datetime import date, timedelta

import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.tables import Stage
from prime.checks import queries, service
from prime.checks.tables import Check, CheckKind
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.uploads.tables import Upload
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.checks import accepted, clear_checks, sound
from tests.factories.uploads import PDF

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
DAY = {"checked_on-day": "25", "checked_on-month": "11", "checked_on-year": "2026"}
END = {"expires_on-day": "30", "expires_on-month": "11", "expires_on-year": "2027"}

JSON_NAMES = {
    "status": "status",
    "method": "method",
    "checkedOn": "checked_on",
    "reference": "reference",
    "secondDocument": "second_document",
    "issuedOn": "issued_on",
    "level": "level",
    "registerStatus": "register_status",
    "awardedBy": "awarded_by",
    "awardedIn": "awarded_in",
    "expiresOn": "expires_on",
    "detail": "detail",
}


async def _opened():
    application = await make_application(stage=Stage.CHECKS)
    await accepted(application.candidate_id)
    await service.open_set(SYSTEM, application.candidate_id)
    return application


async def test_nine_rows_and_what_blocks(browser_for):
    application = await _opened()
    checker = await clear_checks(application.candidate_id, without=(CheckKind.DBS, CheckKind.HEALTH))
    body = (await (await browser_for(checker.user_id)).get(f"/candidates/{application.id}/checks")).text
    assert body.count('scope="row"') == 9
    assert "<li>Enhanced DBS with children&#39;s barred list</li><li>Health</li>" in body.replace("\n", "").replace("  ", "")
    assert "Jo Fairley, Westmarch Council" in body
    assert checker.name in body


async def test_before_an_offer_is_accepted_there_is_nothing_to_record(browser_for):
    application = await make_application(stage=Stage.OFFER)
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "They open when the candidate accepts an offer" in (await browser.get(f"/candidates/{application.id}/checks")).text
    assert (await browser.get(f"/candidates/{application.id}/checks/dbs")).status_code == 404


async def test_the_last_check_in_a_browser(browser_for):
    application = await _opened()
    checker = await clear_checks(application.candidate_id, without=(CheckKind.SWE_REGISTRATION,))
    browser = await browser_for(checker.user_id)
    path = f"/candidates/{application.id}/checks/swe_registration"
    form = (await browser.get(path)).text
    assert application.swe_number in form
    assert 'value="30"' in form
    wrong = await browser.submit(path, {"status": "clear", **DAY, "reference": "SW1"})
    assert wrong.status_code == 422
    for text in ("Enter until when the registration lasts", "number must be the candidate", "Select the state in the register"):
        assert text in wrong.text
    done = await browser.submit(path, {"status": "clear", "register_status": "registered", **DAY, **END, "reference": application.swe_number})
    assert done.headers["location"] == f"/candidates/{application.id}/checks"
    page = (await browser.get(done.headers["location"])).text
    assert "That was the last one: the candidate is ready to start." in page
    assert "Nothing. Every check is clear." in page
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.READY


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        ("dbs", {"method": "new_certificate", "reference": "12345"}, "which has 12 digits"),
        ("dbs", {"reference": "001234567890"}, "Select how it was checked"),
        ("right_to_work", {"method": "online", "reference": "W12"}, "Enter the share code, which has 9 letters and numbers"),
        ("right_to_work", {"method": "list_b_1", "reference": "BRP 1"}, "Enter until when the right to work lasts"),
        ("right_to_work", {"method": "list_a", "reference": "Passport", **END}, "has no end"),
        ("right_to_work", {"method": "list_b_2", "reference": "PVN 1", **END}, "lasts 6 months at most"),
        ("identity", {"method": "passport"}, "Enter the document number"),
        ("identity", {"method": "passport", "reference": "1"}, "Enter what you saw that shows the address"),
        ("right_to_work", {"method": "list_a", "reference": "Passport 1"}, "The law asks you to keep one"),
        ("dbs", {"method": "new_certificate", "reference": "001234567890", "level": "basic"}, "barred list"),
        ("qualification", {"reference": "BA Social Work", "awarded_in": "1901"}, "Enter the year of the award"),
        ("identity", {"reference": "Passport", "checked_on-year": "2027"}, "today or in the past"),
        ("identity", {"reference": "x" * 61}, "60 characters or less"),
        ("health", {"status": "not_needed", "detail": "No"}, "Health is always needed"),
        ("overseas", {"status": "not_needed"}, "Enter why"),
        ("overseas", {"status": "king"}, "Select what came of the check"),
    ],
)
async def test_each_kind_has_its_rules(browser_for, kind, fields, message):
    application = await _opened()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    answer = await browser.submit(f"/candidates/{application.id}/checks/{kind}", {"status": "clear", **DAY, **fields})
    assert answer.status_code == 422
    assert message in answer.text
    assert len(await queries.waiting_for(application.candidate_id, clock.today())) == 9


async def test_two_references_of_one_referee_are_one(browser_for):
    application = await _opened()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    fields = {"status": "clear", **DAY, "reference": "Jo Fairley, Westmarch"}
    assert (await browser.submit(f"/candidates/{application.id}/checks/reference_one", fields)).status_code == 303
    again = await browser.submit(f"/candidates/{application.id}/checks/reference_two", {**fields, "reference": "jo  FAIRLEY, Westmarch"})
    assert "two referees" in again.text


async def test_a_lapsed_check_is_shown_as_lapsed(browser_for, frozen_now):
    application = await _opened()
    checker = await clear_checks(application.candidate_id)
    frozen_now(clock.now() + timedelta(days=371))
    browser = await browser_for(checker.user_id)
    assert ">Lapsed</strong>" in (await browser.get(f"/candidates/{application.id}/checks")).text
    own = await browser_for(application.user_id)
    page = (await own.get("/my-checks")).text
    assert "1 check to go" in page
    assert "In progress" in page


async def test_a_candidate_sees_progress_without_references(browser_for):
    application = await _opened()
    browser = await browser_for(application.user_id)
    assert "9 checks to go" in (await browser.get("/my-checks")).text
    await clear_checks(application.candidate_id)
    page = (await browser.get("/my-checks")).text
    assert "Every check is done." in page
    assert "001234567890" not in page
    newcomer = await browser_for((await make_application()).user_id)
    assert "There are no checks yet" in (await newcomer.get("/my-checks")).text


async def test_pages_of_checks_are_for_operations(browser_for):
    application = await _opened()
    for role in (Role.CHAMPION, Role.CANDIDATE, Role.STAFF, Role.FINANCE, Role.ADMIN):
        browser = await browser_for((await make_user(role)).user_id)
        for path in ("checks", "checks/dbs"):
            assert (await browser.get(f"/candidates/{application.id}/{path}")).status_code == 403
        assert (await browser.submit(f"/candidates/{application.id}/checks/dbs", {})).status_code == 403


async def test_checks_as_json(api_for):
    application = await _opened()
    program = await api_for((await make_user(Role.OPERATIONS)).user_id)
    path = f"/api/v1/applications/{application.id}/checks"
    listed = (await program.get(path)).json()
    assert [check["kind"] for check in listed] == [kind.value for kind in CheckKind]
    for kind in CheckKind:
        facts = sound(kind, swe_number=application.swe_number, today=clock.today())
        facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}
        body = {
            **{name: facts[field] for name, field in JSON_NAMES.items() if field in facts},
        }
        if kind is CheckKind.RIGHT_TO_WORK:
            assert (await program.put(f"{path}/{kind}", json=body)).json()["errors"][0]["pointer"] == "/file"
            assert (await program.put(f"{path}/{kind}/evidence", files={"file": ("p.pdf", PDF, "application/pdf")})).status_code == 200
        answer = await program.put(f"{path}/{kind}", json=body)
        assert (answer.status_code, answer.json()["isClear"]) == (200, True), answer.text
    assert (await program.get(f"/api/v1/applications/{application.id}")).json()["stage"] == "ready"
    wrong = await program.put(f"{path}/dbs", json={"status": "clear"})
    assert wrong.status_code == 422
    assert {error["pointer"] for error in wrong.json()["errors"]} == {"/checkedOn", "/method", "/reference", "/level", "/issuedOn"}
    assert (await program.put(f"{path}/horoscope", json={"status": "clear"})).status_code in {404, 422}


async def test_json_of_checks_is_scoped(api_for):
    mine, other = await _opened(), await _opened()
    own = await api_for(mine.user_id)
    seen = (await own.get(f"/api/v1/applications/{mine.id}/checks")).json()
    assert len(seen) == 9
    assert (await own.get(f"/api/v1/applications/{other.id}/checks")).status_code == 404
    assert (await own.put(f"/api/v1/applications/{mine.id}/checks/dbs", json={"status": "open"})).status_code == 403
    champion = await api_for((await make_user(Role.CHAMPION)).user_id)
    assert (await champion.get(f"/api/v1/applications/{mine.id}/checks")).status_code == 403
    holder = await api_for()
    holder.headers["Authorization"] = f"Bearer {await applications.mint_application_token(ANONYMOUS, mine.id)}"
    assert len((await holder.get(f"/api/v1/applications/{mine.id}/checks")).json()) == 9
    assert (await holder.get(f"/api/v1/applications/{other.id}/checks")).status_code == 404


async def test_a_copy_is_kept_with_the_check_and_taken_by_operations(browser_for, api_for):
    application = await _opened()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    path = f"/candidates/{application.id}/checks/right_to_work"
    fields = {"status": "clear", **DAY, "method": "list_a", "reference": "Passport 1"}
    refused = await browser.submit(path, fields, files={"file": ("passport.pdf", b"MZ\x90", "application/pdf")})
    assert refused.status_code == 422
    assert "a PDF or a picture" in refused.text
    picture = b"\xff\xd8\xff\xe0 a picture"
    assert (await browser.submit(path, fields, files={"file": ("../scan.png", picture, "image/png")})).status_code == 303
    page = (await browser.get(path)).text
    assert "scan.png" in page
    assert "Waiting for the virus scan" in page
    program = await api_for((await make_user(Role.OPERATIONS)).user_id)
    evidence = f"/api/v1/applications/{application.id}/checks/right_to_work/evidence"
    kept = (await program.get(evidence)).json()["evidence"]
    assert kept["filename"] == f"right-to-work-{application.candidate_reference}.jpg"
    assert (await browser.get(f"{path}/evidence/{kept['id']}")).status_code == 303
    assert (await program.get(f"{evidence}/{kept['id']}/file")).status_code == 409
    await Upload.update({Upload.status: "clean", Upload.scanned_at: clock.now()}).where(Upload.id == kept["id"])
    file = await browser.get(f"{path}/evidence/{kept['id']}")
    assert (file.content, file.headers["content-type"]) == (picture, "application/octet-stream")
    assert file.headers["content-disposition"].startswith("attachment;")
    assert (await program.get(f"{evidence}/{kept['id']}/file")).content == picture
    assert (await browser.get(f"/candidates/{application.id}/checks/identity/evidence/{kept['id']}")).status_code == 404
    assert (await program.put(evidence, json={})).status_code == 422
    own = await api_for(application.user_id)
    assert (await own.get(f"{evidence}/{kept['id']}/file")).status_code == 403


async def test_what_is_due_soon(browser_for, api_for):
    office = await make_user(Role.OPERATIONS)
    browser = await browser_for(office.user_id)
    assert "No check is due" in (await browser.get("/checks")).text
    application = await _opened()
    await clear_checks(application.candidate_id)
    await Check.update({Check.expires_on: clock.today() - timedelta(days=1)}).where(
        Check.candidate == application.candidate_id, Check.kind == CheckKind.SWE_REGISTRATION
    )
    page = (await browser.get("/checks")).text
    assert ">Lapsed</strong>" in page
    assert f"/candidates/{application.id}/checks/swe_registration" in page
    listed = (await (await api_for(office.user_id)).get("/api/v1/checks/due")).json()
    assert [(row["kind"], row["isStaff"]) for row in listed["items"]] == [("swe_registration", False)]


async def test_the_page_says_which_check_lapses_before_the_first_day_and_what_to_do(browser_for):
    application = await make_application(stage=Stage.CHECKS)
    await accepted(application.candidate_id, starts_on=clock.today() + timedelta(days=400))
    checker = await clear_checks(application.candidate_id)
    page = (await (await browser_for(checker.user_id)).get(f"/candidates/{application.id}/checks")).text
    assert "Lapses before the start" in page
    assert "Ask the candidate to renew it, look again, and record the new end" in page
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS
