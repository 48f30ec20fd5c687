"""The whole journey through the JSON API alone, each step under the key of the role whose step it is."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
import pytest

from prime.accounts import service as accounts
from prime.accounts.permissions import Role
from prime.accounts.queries import find_user_by_email
from prime.checks.tables import CheckKind
from prime.core.actor import SYSTEM
from prime.setup.libraries import pdf_problem
from tests.factories.accounts import make_user
from tests.factories.candidates import told_in_json
from tests.factories.checks import sound
from tests.factories.conversions import worker_line, worker_list
from tests.factories.uploads import PDF
from tests.support.pdf_check import text_of

pytestmark = pytest.mark.usefixtures("db")

JANUARY = [date(2027, 1, 11), date(2027, 1, 18)]  # the two weeks that are worked and billed


class Program:
    """Somebody's program: sends their key, insists on the status that it expects, and repeats what it creates."""

    def __init__(self, client: httpx.AsyncClient, token: str = "") -> None:
        self._client = client
        if token:
            client.headers["Authorization"] = f"Bearer {token}"

    async def get(self, path: str, **query: Any) -> Any:
        """What stands at an address."""
        return await self.send("GET", path, **query)

    async def list(self, path: str, **query: Any) -> list[Any]:
        """The items of a list."""
        return list((await self.get(path, **query))["items"])

    async def create(self, path: str, body: Any = None) -> Any:
        """Make something; the same request again makes nothing and answers the same."""
        headers = {"Idempotency-Key": str(uuid4())}
        answers = [await self._client.post(f"/api/v1{path}", json=body, headers=headers) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201], f"POST {path}: {answers[0].text}"
        assert answers[0].content == answers[1].content
        return answers[0].json()

    async def post(self, path: str, body: Any = None, *, status: int = 200) -> Any:
        """Do something to a record, or be refused with a problem."""
        return await self.send("POST", path, body, status=status)

    async def send(self, method: str, path: str, body: Any = None, *, status: int = 200, file: bytes = b"", **query: Any) -> Any:
        """Any request."""
        sent: dict[str, Any] = {"files": {"file": ("copy.pdf", file, "application/pdf")}} if file else {} if body is None else {"json": body}
        answer = await self._client.request(method, f"/api/v1{path}", params=query, **sent)
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def pdf(self, document_id: str) -> str:
        """The text of a document's PDF."""
        answer = await self._client.get(f"/api/v1/documents/{document_id}/file")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), answer.text
        return text_of(answer.content)


class Company:
    """The programs of everybody who takes part, and how to get another."""

    def __init__(self, api_for: Any, drain: Any, move_clock: Any) -> None:
        self._api_for, self.drain, self.move_clock = api_for, drain, move_clock

    async def stranger(self, token: str = "") -> Program:
        """Somebody without a key, or with nothing but a token."""
        return Program(await self._api_for(), token)

    async def key_of(self, email: str) -> Program:
        """The key of an account, as `prime user key` prints it."""
        user = await find_user_by_email(email)
        assert user is not None
        return await self.stranger(await accounts.create_key(SYSTEM, user_id=user.id, label="journey"))

    async def found(self) -> None:
        """The admin invites AfC's people, operations make a council a client, and the admin invites the council's people."""
        self.admin = Program(await self._api_for((await make_user(Role.ADMIN)).user_id))
        self.afc_id = (await self.admin.get("/me"))["organisationIds"][0]
        self.operations = await self._invited(Role.OPERATIONS, self.afc_id)
        self.champion = await self._invited(Role.CHAMPION, self.afc_id)
        self.finance = await self._invited(Role.FINANCE, self.afc_id)
        terms = {"code": "WEST", "regionCode": "E12000007", "address": "Civic Centre\nWestmarch", "invoiceEmail": "pay@west.example"}
        self.client = await self.operations.create("/clients", {"name": "Westmarch Council", **terms})
        clients = f"/clients/{self.client['id']}"
        self.council_id = (await self.operations.get(clients))["organisationId"]
        self.team = await self.operations.create(f"{clients}/teams", {"name": "MASH", "latitude": 51.41, "longitude": -0.3})
        rate = {"jobType": "social_worker", "hourlyAmount": "41.50", "effectiveFrom": "2026-04-01"}
        await self.operations.create(f"{clients}/rate-cards", rate)
        self.requester = await self._invited(Role.CLIENT_REQUESTER, self.council_id)
        self.approver = await self._invited(Role.CLIENT_APPROVER, self.council_id)
        self.payer = await self._invited(Role.CLIENT_FINANCE, self.council_id)
        self.grade = next(grade for grade in await (await self.stranger()).list("/grades") if grade["code"] == "social_worker")

    async def _invited(self, role: Role, organisation_id: str) -> Program:
        email = f"{role.value.replace('_', '-')}@journey.example"
        person = {"email": email, "firstName": "Jo", "lastName": role.label, "role": role, "organisationId": organisation_id}
        await self.admin.create("/people", person)
        return await self.key_of(email)

    async def vacancy(self, kind: str, employer_id: str) -> Any:
        """An open role."""
        facts = {
            "title": "Social worker, child protection",
            "kind": kind,
            "gradeId": self.grade["id"],
            "employerId": employer_id,
            "place": "Westmarch and nearby councils",
            "summary": "Hold a caseload of children in need.",
            "salaryFromAmount": "39862.00",
            "salaryToAmount": "45091.00",
            "opensOn": "2026-11-25",
            "panelSize": 1,
        }
        vacancy = await self.operations.create("/vacancies", facts)
        await self.operations.post(f"/vacancies/{vacancy['reference']}/open")
        return vacancy


async def test_the_whole_journey(api_for, drain, outbox_mail, frozen_now):
    company = Company(api_for, drain, frozen_now)
    await company.found()

    # A candidate without an account applies for an open role, and goes on with the token of the answer
    stranger = await company.stranger()
    await company.vacancy("prime", company.afc_id)
    role = (await stranger.list("/vacancies"))[0]
    received = await stranger.create(f"/vacancies/{role['reference']}/applications", await _application(stranger))
    await drain()
    assert [mail.template for mail in await outbox_mail("amara@people.example")] == ["application_received"]
    candidate = await company.stranger(received["token"])
    assert (await candidate.get(f"/applications/{received['id']}"))["stage"] == "applied"
    account = await company.key_of("amara@people.example")
    staff_id = await _hire(company, Applicant("Amara Nwosu", candidate, account, received["id"]), company.afc_id)

    # An agency worker whom the council lists is converted, and becomes the council's own
    worker_staff_id = await _convert(company)
    people = {person["id"]: person for person in await company.operations.list("/staff")}
    assert {staff_id, worker_staff_id} <= people.keys()

    # A council asks for somebody, picks the person, operations confirm
    person = await company.key_of("amara@people.example")
    placement_id = await _place(company, staff_id)
    await drain()
    agreement = await _document(company.requester, "placement_agreement")
    assert agreement["subjectId"] == placement_id

    # Two weeks are worked; one is approved, the other queried, corrected and approved
    await _work(company, person, placement_id)

    # The month is billed, sent and paid
    await _bill(company)
    mails = {mail.template for mail in await outbox_mail("pay@west.example")}
    assert "invoice_issued" in mails


async def _application(stranger: Program) -> dict[str, Any]:
    return {
        "firstName": "Amara",
        "lastName": "Nwosu",
        "email": "amara@people.example",
        "phone": "01632 960 001",
        "sweNumber": "sw 1234",
        "postcode": "kt1 1eu",
        "experienceYears": 6,
        "motivation": "I want to stay with families for longer than a contract.",
        "answers": told_in_json(),
        "agreed": [{"kind": notice["kind"], "version": notice["version"]} for notice in await stranger.get("/notices")],
    }


class Applicant(NamedTuple):
    """Who goes through the pipeline; papers are for whoever has an account, the token of a link does not open them."""

    name: str
    candidate: Program
    account: Program
    application_id: str


async def _hire(company: Company, applicant: Applicant, employer_id: str) -> str:
    """From a new application to a member of staff."""
    name, candidate, account, application_id = applicant
    await _interview(company, candidate, application_id)
    offer = await company.operations.create("/offers", await _terms(company, application_id, employer_id))
    await company.operations.post(f"/offers/{offer['id']}/approve", status=409)
    await company.admin.post(f"/offers/{offer['id']}/approve")
    await candidate.post(f"/offers/{offer['id']}/accept", {"name": "Somebody Else"}, status=422)
    await candidate.post(f"/offers/{offer['id']}/accept", {"name": name.upper()})
    accepted = await company.operations.get(f"/offers/{offer['id']}")
    assert (accepted["status"], accepted["acceptedName"], accepted["acceptedIp"]) == ("accepted", name.upper(), "127.0.0.1")
    await company.drain()
    if employer_id == company.afc_id:
        assert name in await _read(account, await _document(account, "employment_contract"))

    # Nobody becomes staff while a check is open
    application = await company.operations.get(f"/applications/{application_id}")
    await company.operations.post("/staff", {"applicationId": application_id}, status=409)
    for kind in CheckKind:
        found = sound(kind, swe_number=application["sweNumber"], today=date(2026, 12, 3))
        body = {"status": found["status"], "checkedOn": "2026-12-03", "reference": found.get("reference", ""), "detail": found.get("detail", "")}
        for name in ("method", "second_document", "issued_on", "level", "register_status", "awarded_by", "awarded_in", "expires_on"):
            if name in found:
                first, *words = name.split("_")
                body[first + "".join(word.capitalize() for word in words)] = str(found[name]) if isinstance(found[name], date) else found[name]
        if kind is CheckKind.RIGHT_TO_WORK:
            await company.operations.send("PUT", f"/applications/{application_id}/checks/{kind}/evidence", file=PDF)
        await company.operations.send("PUT", f"/applications/{application_id}/checks/{kind}", body)
    assert (await candidate.get(f"/applications/{application_id}"))["stage"] == "ready"

    skills = [{"skillId": skill["id"], "years": 4} for skill in await candidate.list("/skills") if skill["code"] in {"assessment", "court"}]
    staff = await company.operations.create("/staff", {"applicationId": application_id, "skills": skills})
    assert (await company.operations.get(f"/applications/{application_id}"))["stage"] == "started"
    return str(staff["id"])


async def _interview(company: Company, candidate: Program, application_id: str) -> None:
    """Screening, conversation, interview and decision, by a champion whose hours make the times."""
    company.move_clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
    champion, application = company.champion, f"/applications/{application_id}"
    await champion.post(f"{application}/screening")
    moved = await champion.get(application)
    await champion.post(f"{application}/move", {"to": "conversation", "version": moved["version"]})
    await champion.post(f"{application}/conversation", {"heldOn": "2026-11-25", "notes": "Warm and clear.", "wantsToGoOn": True})

    profile = await champion.create("/champions")
    hours = [{"weekday": day, "startsAt": "09:00:00", "endsAt": "17:00:00"} for day in range(5)]
    await champion.send("PUT", f"/champions/{profile['championId']}/hours", {"hours": hours})
    accreditation = {"accreditedUntil": "2030-06-30"}
    await company.operations.send("PUT", f"/champions/{profile['championId']}/accreditation", accreditation)
    me = (await champion.get("/me"))["userId"]
    invitation = {"applicationId": application_id, "kind": "interview", "championUserIds": [me], "place": "https://meet.example/afc"}
    interview = f"/interviews/{(await champion.create('/interviews', invitation))['id']}"
    slots = await candidate.get(f"{interview}/slots")
    assert len(slots) > 10
    booked = await candidate.post(f"{interview}/book", {"startsAt": slots[0]["startsAt"]})
    assert booked["startsAt"] == slots[0]["startsAt"]

    card = {"ratings": [], "recommends": True, "summary": "Clear and kind.", "isFinal": True}
    kit = await champion.get(f"/interview-kit-versions/{(await champion.get(interview))['kitVersionId']}")
    card["ratings"] = [{"competencyId": row["id"], "score": 4, "evidence": "Said so with an example."} for row in kit["competencies"]]
    card["concerns"] = [{"questionId": row["id"], "isConcern": False} for row in kit["questions"]]
    await champion.send("PUT", f"{interview}/scorecard", card, status=409)
    company.move_clock(datetime(2026, 12, 3, 12, tzinfo=UTC))
    await champion.post(f"{interview}/held")
    await champion.send("PUT", f"{interview}/scorecard", card)
    await champion.create(f"{interview}/decision", {"outcome": "hire", "reason": "Strong evidence.", "feedback": "You spoke clearly."})
    assert (await candidate.get(application))["stage"] == "offer"
    await company.drain()


async def _terms(company: Company, application_id: str, employer_id: str) -> dict[str, Any]:
    return {
        "applicationId": application_id,
        "roleTitle": "Social worker",
        "gradeId": company.grade["id"],
        "annualAmount": "43000",
        "weeklyHours": "37",
        "place": "Westmarch",
        "startsOn": "2027-01-04",
        "expiresAt": "2026-12-17T17:00:00+00:00",
        "employerId": employer_id,
    }


async def _convert(company: Company) -> str:
    """The council's list, a case with its saving, and the same way through the pipeline."""
    company.move_clock(datetime(2026, 11, 25, 13, tzinfo=UTC))
    good = worker_line(first_name="Robin", last_name="Sample", email="robin@people.example", swe_number="SW5001", hourly_amount="52.00")
    content = worker_list(good, worker_line(hourly_amount="a lot")).decode()
    done = await company.operations.create("/worker-imports", {"clientId": company.client["id"], "content": content})
    assert (done["rowsTotal"], done["rowsNew"], done["rowsRefused"]) == (2, 1, 1)
    again = await company.operations.create("/worker-imports", {"clientId": company.client["id"], "content": content})
    assert (again["rowsNew"], again["rowsRefused"]) == (0, 1)
    worker = (await company.requester.list("/agency-workers"))[0]
    terms = {"workerId": worker["id"], "employerId": company.council_id, "gradeId": company.grade["id"], "annualAmount": "43000"}
    case = await company.operations.create("/conversion-cases", terms)
    assert float(case["savingAmount"]) > 0
    path = f"/conversion-cases/{case['id']}"
    await company.operations.post(f"{path}/approach")
    await company.operations.post(f"{path}/interested")
    vacancy = await company.vacancy("conversion", company.council_id)
    asked = {"vacancyId": vacancy["id"], "phone": "01632 960 002", "postcode": "KT1 1EU"}
    application = await company.operations.create(f"{path}/application", asked)
    account = await company.key_of("robin@people.example")
    staff_id = await _hire(company, Applicant("Robin Sample", account, account, application["id"]), company.council_id)
    assert (await company.requester.get(path))["stage"] == "converted"
    return staff_id


async def _place(company: Company, staff_id: str) -> str:
    """A request, its ranked matches, the pick and the confirmation."""
    wanted = {
        "teamId": company.team["id"],
        "gradeId": company.grade["id"],
        "startsOn": "2027-01-11",
        "endsOn": "2027-06-30",
        "poNumber": "PO-7700001",
    }
    request = f"/placement-requests/{(await company.requester.create('/placement-requests', wanted))['id']}"
    await company.operations.post(f"{request}/confirm", {"hourlyAmount": "41.50", "weeklyHours": "37"}, status=409)
    matches = await company.requester.get(f"{request}/matches")
    assert staff_id in [match["staffMemberId"] for match in matches["ranked"]]
    await company.requester.post(f"{request}/pick", {"staffMemberId": staff_id})
    placement = await company.operations.create(f"{request}/confirm", {"hourlyAmount": "41.50", "weeklyHours": "37"})
    return str(placement["id"])


async def _work(company: Company, person: Program, placement_id: str) -> None:
    company.move_clock(datetime(2027, 1, 25, 9, tzinfo=UTC))
    sheets = []
    for monday in JANUARY:
        hours = {(monday + timedelta(days=day)).isoformat(): "7.5" for day in range(5)}
        sheet = await person.send("PUT", f"/placements/{placement_id}/timesheets/{monday}", {"hours": hours})
        await person.post(f"/timesheets/{sheet['id']}/submit")
        sheets.append(sheet["id"])
    approved, queried = sheets
    await company.approver.post(f"/timesheets/{approved}/approve", {})
    await company.approver.post(f"/timesheets/{queried}/query", {"text": "Were you on leave on Friday?"})
    hours = {(JANUARY[1] + timedelta(days=day)).isoformat(): "7.5" for day in range(4)}
    await person.send("PUT", f"/placements/{placement_id}/timesheets/{JANUARY[1]}", {"hours": hours})
    await person.post(f"/timesheets/{queried}/submit")
    await company.approver.post(f"/timesheets/{queried}/approve", {})
    await company.drain()


async def _bill(company: Company) -> None:
    company.move_clock(datetime(2027, 2, 1, 9, tzinfo=UTC))
    seller = {
        "name": "AfC Prime Demonstration CIC",
        "address": "1 Example Street\nWestmarch",
        "vatNumber": "GB 123 4567 82",
        "email": "accounts@afc-prime.example",
        "bankName": "AfC Prime Demonstration CIC",
        "sortCode": "00-00-00",
        "accountNumber": "00000000",
        "effectiveFrom": "2026-04-01",
    }
    await company.finance.create("/sellers", seller)
    preview = await company.finance.get("/billing-runs/preview", month="2027-01")
    assert (preview["netAmount"], preview["vatAmount"], preview["grossAmount"]) == ("2801.25", "560.25", "3361.50")  # 67.5 hours at 41.50
    run = await company.finance.create("/billing-runs", {"month": "2027-01"})
    await company.finance.post("/billing-runs", {"month": "2027-01"}, status=409)
    await company.drain()
    done = await company.finance.get(f"/billing-runs/{run['id']}")
    assert (done["status"], done["invoiceCount"], done["grossAmount"]) == ("done", 1, "3361.50")

    invoice = (await company.payer.list("/invoices"))[0]
    assert (invoice["number"], invoice["grossAmount"], invoice["status"]) == ("INV-2027-000001", "3361.50", "unpaid")
    document = await _document(company.payer, "invoice")
    text = await _read(company.payer, document)
    assert "INV-2027-000001" in text
    assert "3,361.50" in text
    assert (await company.finance.get("/invoices/unpaid"))["owedAmount"] == "3361.50"
    await company.finance.create(f"/invoices/{invoice['id']}/payments", {"receivedOn": "2027-02-01", "amount": "3361.50", "reference": "BACS 1"})
    assert (await company.payer.get(f"/invoices/{invoice['id']}"))["status"] == "paid"
    await company.finance.post(f"/invoices/{invoice['id']}/payments", {"receivedOn": "2027-02-01", "amount": "0.01"}, status=422)
    assert (await company.finance.get("/invoices/unpaid"))["debts"] == []


async def _document(reader: Program, kind: str) -> Any:
    return next(document for document in await reader.list("/documents") if document["kind"] == kind)


async def _read(reader: Program, document: Any) -> str:
    """The text of the PDF; where the renderer's libraries are missing, the document waits and says so."""
    if pdf_problem():
        assert document["status"] == "waiting"
        # The steps before this one have been proved; `tests.support.skips` fails the run, so that nobody takes it for whole.
        pytest.skip("No PDF libraries: run `make setup`.")
    assert document["status"] == "ready", document
    return await reader.pdf(document["id"])
