"""References in a browser and as JSON: the candidate, the referee with a link, operations."""

import base64

import pytest

from prime.accounts.permissions import Role
from prime.candidates.tables import Stage
from prime.core.actor import SYSTEM
from prime.referees import queries, service
from prime.referees.tables import RefereeStatus
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.referees import form_of, link_to, make_asked, make_given, make_referee, sound_reference
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
NAMED = {
    "name": "Jo Fairley",
    "job_title": "Team manager",
    "organisation": "Westmarch Council",
    "email": "jo.fairley@westmarch.example",
    "relationship": "line_manager",
    "worked_from-day": "1",
    "worked_from-month": "9",
    "worked_from-year": "2022",
    "is_latest": "yes",
}


async def _status(referee_id):
    return (await queries.get_referee(SYSTEM, referee_id)).status


async def test_a_candidate_names_and_takes_back(browser_for):
    application = await make_application(stage=Stage.CHECKS)
    browser = await browser_for(application.user_id)
    assert "We have not asked for referees yet" in (await browser.get("/my-referees")).text
    assert (await browser.get("/my-referees/new")).headers["location"] == "/my-referees"
    await service.open_call(SYSTEM, application.id)
    assert "Name 2 referees." in (await browser.get("/my-referees")).text
    wrong = await browser.submit("/my-referees/new", {**NAMED, "relationship": "friend", "worked_from-day": ""})
    assert wrong.status_code == 422
    assert "Select how they know your practice" in wrong.text
    assert (await browser.submit("/my-referees/new", NAMED)).status_code == 303
    page = (await browser.get("/my-referees")).text
    for text in ("Name 1 more referee.", "We will write to them", "November 2021 to August 2022"):
        assert text in page
    again = await browser.submit("/my-referees/new", NAMED)
    assert (again.status_code, "You have named this referee already" in again.text) == (409, True)
    [referee] = (await queries.list_referees(SYSTEM, application.id)).items
    assert "Take back Jo Fairley?" in (await browser.get(f"/my-referees/{referee.id}/remove")).text
    assert (await browser.submit(f"/my-referees/{referee.id}/remove")).status_code == 303
    assert await _status(referee.id) is RefereeStatus.DROPPED
    other = await browser_for((await make_application()).user_id)
    assert (await other.get(f"/my-referees/{referee.id}/remove")).status_code == 404


async def test_a_referee_keeps_sends_and_answers(browser_for):
    referee_id, token, operations = await make_asked()
    browser, here = await browser_for(), f"/give-reference/{token}"
    page = await browser.get(here)
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "sickness" in page.text
    kept = await browser.submit(here, {"action": "save", "job_title": "<b>Social worker</b>", "rate_recording": "good", "has_concern": "yes"})
    assert kept.status_code == 303
    page = (await browser.get(here)).text
    assert "&lt;b&gt;Social worker&lt;/b&gt;" in page
    assert 'value="good" checked' in page
    wrong = await browser.submit(here, {**form_of(sound_reference(has_concern=True)), "action": "send"})
    assert (wrong.status_code, "Enter what the concern was" in wrong.text) == (422, True)
    assert (await browser.submit(here, form_of(sound_reference(ratings={})) | {"action": "send"})).status_code == 422
    assert await _status(referee_id) is RefereeStatus.ASKED
    assert (await browser.submit(here, {**form_of(sound_reference()), "action": "send"})).status_code == 303
    assert "Thank you" in (await browser.get(here)).text
    assert (await browser.submit(here, {"action": "save"})).headers["location"] == here
    await service.query(operations, referee_id, question="Until <when>?")
    newer = f"/give-reference/{await link_to(referee_id)}"
    assert (await browser.get(here)).status_code == 410
    assert "Until &lt;when&gt;?" in (await browser.get(newer)).text
    assert (await browser.submit(f"{newer}/answer", {"text": ""})).status_code == 422
    assert (await browser.submit(f"{newer}/answer", {"text": "Until May."})).status_code == 303
    assert await _status(referee_id) is RefereeStatus.RECEIVED


async def test_a_referee_says_no(browser_for):
    referee_id, token, _ = await make_asked()
    browser, here = await browser_for(), f"/give-reference/{token}"
    assert "They are told that you cannot give one, and not why." in (await browser.get(f"{here}/decline")).text
    assert (await browser.submit(f"{here}/decline")).status_code == 303
    assert "You give no reference" in (await browser.get(here)).text
    assert await _status(referee_id) is RefereeStatus.DECLINED
    assert (await browser.get("/give-reference/no-such-token")).status_code == 410


async def test_operations_from_call_to_accepted(browser_for):
    application = await make_application(stage=Stage.CHECKS)
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    here = f"/candidates/{application.id}/referees"
    assert "Nobody is named yet." in (await browser.get(here)).text
    assert (await browser.submit(f"{here}/call")).status_code == 303
    assert (await browser.submit(f"{here}/new", {**NAMED, "email": "nobody"})).status_code == 422
    added = await browser.submit(f"{here}/new", NAMED)
    referee = added.headers["location"]
    assert "Nobody has written to them yet." in (await browser.get(referee)).text
    assert "Jo Fairley" in (await browser.get("/referees")).text
    for step in ("approve", "ask-again", "drop", "query", "concern", "decide", "record"):
        assert (await browser.get(f"{referee}/{step}")).status_code == 200, step
    assert (await browser.submit(f"{referee}/approve", {})).status_code == 303
    assert "Asked today, 0 reminders since." in (await browser.get(referee)).text
    file = {"file": ("letter.exe", b"MZ", "application/pdf")}
    record = form_of(sound_reference()) | {"received_how": "By letter"}
    assert (await browser.submit(f"{referee}/record", record)).status_code == 422
    assert (await browser.submit(f"{referee}/record", record, files=file)).status_code == 422
    file = {"file": ("letter.pdf", b"%PDF-1.7", "application/pdf")}
    assert (await browser.submit(f"{referee}/record", record, files=file)).status_code == 303
    page = (await browser.get(referee)).text
    for text in ("Came off the service: By letter.", "The candidate says they started", "waits for the virus scanner"):
        assert text in page
    early = await browser.submit(f"{referee}/accept")
    assert early.headers["location"] == referee
    assert "The checks are not open yet" in (await browser.get(referee)).text


async def test_a_concern_on_both_sides(browser_for):
    application = await make_application(stage=Stage.CHECKS)
    referee_id, operations = await make_given(application)
    office, own = await browser_for(operations.user_id), await browser_for(application.user_id)
    here, there = f"/referees/{referee_id}", f"/my-referees/{referee_id}/concern"
    assert (await own.get(there)).status_code == 404
    assert (await office.submit(f"{here}/concern", {"text": ""})).status_code == 422
    assert (await office.submit(f"{here}/concern", {"text": "You left out a dismissal."})).status_code == 303
    assert "We need to hear from you" in (await own.get("/my-referees")).text
    assert "By 2 December 2026" in (await own.get(there)).text
    assert (await own.submit(there, {"text": ""})).status_code == 422
    early = await office.submit(f"{here}/decide", {"outcome": "unsatisfactory", "reasons": "So"})
    assert "has not been heard yet" in (await office.get(early.headers["location"])).text
    assert (await own.submit(there, {"text": "It was set aside."})).status_code == 303
    assert "It was set aside." in (await office.get(f"{here}/decide")).text
    assert (await office.submit(f"{here}/decide", {"outcome": "maybe"})).status_code == 422
    assert (await office.submit(f"{here}/decide", {"outcome": "unsatisfactory", "reasons": "You did not tell us."})).status_code == 303
    leads_to = f"/candidates/{application.id}/reject?reason=checks"
    assert leads_to in (await office.get(here)).text
    assert 'value="checks" checked' in " ".join((await office.get(leads_to)).text.split())
    assert "Enter the reason" in (await office.submit(f"/candidates/{application.id}/reject", {"reason": "checks", "detail": ""})).text
    assert "is not recorded by hand" in (await office.get(f"/candidates/{application.id}/checks/reference_one")).text
    assert f"/candidates/{application.id}/referees" in (await office.get(f"/candidates/{application.id}/checks")).text
    assert "somebody who has not decided on it reads your reply" in (await own.get(there)).text


async def test_the_list_asks_no_more_for_more(browser_for):
    application = await make_application(stage=Stage.CHECKS)
    operations = await make_user(Role.OPERATIONS)
    browser = await browser_for(operations.user_id)
    await make_referee(application)
    async with counted() as one:
        await browser.get("/referees")
    for _ in range(5):
        await make_referee(application, organisation="Elsewhere")
    async with counted() as many:
        await browser.get("/referees")
    assert len(many) == len(one)


async def test_references_as_json(api_for):
    application = await make_application(stage=Stage.CHECKS)
    await service.open_call(SYSTEM, application.id)
    own, office, anybody = await api_for(application.user_id), await api_for((await make_user(Role.OPERATIONS)).user_id), await api_for()
    path = f"/api/v1/applications/{application.id}/referees"
    body = {
        "name": "Jo Fairley",
        "jobTitle": "Team manager",
        "organisation": "Westmarch",
        "email": "jo@westmarch.example",
        "relationship": "line_manager",
        "workedFrom": "2020-09-01",
        "isLatest": True,
    }
    key = {"Idempotency-Key": "once"}
    made = await own.post(path, json=body, headers=key)
    assert (made.status_code, (await own.post(path, json=body, headers=key)).json()) == (201, made.json())
    assert (await own.post(path, json=body)).status_code == 409
    wrong = await own.post(path, json={**body, "email": "nobody", "workedTo": "2019-01-01"})
    assert {fault["pointer"] for fault in wrong.json()["errors"]} == {"/email", "/workedTo"}
    referee = f"/api/v1/referees/{made.json()['id']}"
    assert (await own.post(f"{referee}/approve", json={})).status_code == 403
    assert (await office.post(f"{referee}/approve", json={})).json()["status"] == "asked"
    form = f"/api/v1/reference-forms/{await link_to(made.json()['id'])}"
    assert (await anybody.get(form)).json()["candidateName"] == application.name
    assert (await anybody.put(f"{form}/draft", json={"answers": {"job_title": "Social worker"}})).json()["draft"] == {"job_title": "Social worker"}
    given = {
        "relationship": "line_manager",
        "workedFrom": "2020-09-01",
        "jobTitle": "Social worker",
        "ratings": sound_reference().ratings,
        "hasConcern": False,
        "hasDiscipline": False,
        "wouldReemploy": "yes",
        "signedName": "Jo Fairley",
        "isTrue": True,
    }
    assert (await anybody.post(f"{form}/reference", json={**given, "isTrue": False})).status_code == 422
    sent = await anybody.post(f"{form}/reference", json=given)
    assert (sent.status_code, sent.json()["status"]) == (201, "received")
    assert (await anybody.post(f"{form}/decline", json={"reason": "No"})).status_code == 409
    assert (await office.get(f"{referee}/reference")).json()["reference"]["ratings"]["recording"] == "strong"
    assert (await office.post(f"{referee}/questions", json={"text": "Until when?"})).status_code == 201
    newer = f"/api/v1/reference-forms/{await link_to(made.json()['id'])}"
    assert (await anybody.post(f"{newer}/answer", json={"text": "Still here."})).json()["status"] == "received"
    assert (await office.post(f"{referee}/concern", json={"text": "The dates differ."})).status_code == 201
    assert (await own.put(f"{referee}/concern/comment", json={"text": "Payroll knows."})).json()["comment"] == "Payroll knows."
    decision = {"outcome": "accepted", "reasons": "Payroll confirmed it."}
    assert (await office.put(f"{referee}/concern/decision", json=decision)).status_code == 409, "the checks are not open"
    assert (await own.get(path)).json()["items"][0]["identityCheck"] == ""
    assert [row["id"] for row in (await office.get("/api/v1/referees")).json()["items"]][-1:] == [made.json()["id"]]


async def test_a_letter_as_json(api_for):
    referee_id, _ = await make_referee()
    office = await api_for((await make_user(Role.OPERATIONS)).user_id)
    body = {
        "relationship": "line_manager",
        "workedFrom": "2020-09-01",
        "jobTitle": "Social worker",
        "ratings": sound_reference().ratings,
        "hasConcern": False,
        "hasDiscipline": False,
        "wouldReemploy": "yes",
        "signedName": "Jo Fairley",
        "isTrue": True,
        "receivedHow": "By letter",
    }
    assert (await office.post(f"/api/v1/referees/{referee_id}/record", json=body)).status_code == 422
    letter = {"evidence": base64.b64encode(b"%PDF-1.7").decode(), "evidenceName": "letter.pdf"}
    assert (await office.post(f"/api/v1/referees/{referee_id}/record", json=body | letter)).status_code == 201
    accepted = await office.post(f"/api/v1/referees/{referee_id}/accept")
    assert accepted.json()["checkKind"] == "reference_one"


async def test_pages_of_references_are_for_operations(browser_for):
    application = await make_application(stage=Stage.CHECKS)
    referee_id, _ = await make_given(application)
    candidate = await candidate_actor(application)
    for user_id in (candidate.user_id, (await make_user(Role.CHAMPION)).user_id, (await make_user(Role.ADMIN)).user_id):
        browser = await browser_for(user_id)
        for path in ("/referees", f"/referees/{referee_id}", f"/candidates/{application.id}/referees", f"/referees/{referee_id}/decide"):
            assert (await browser.get(path)).status_code == 403
