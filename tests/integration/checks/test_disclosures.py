"""What a DBS certificate discloses: heard, assessed by one, decided by another, told to the candidate, forgotten in time."""

from datetime import timedelta

import asyncpg
import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.tables import Stage
from prime.checks import queries, service
from prime.checks.errors import NoAssessment, SamePerson, TooEarly
from prime.checks.rules import QUESTIONS
from prime.checks.schemas import AssessmentIn, CheckIn
from prime.checks.tables import AssessmentOutcome, Check, CheckKind, CheckStatus, DbsAssessment
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.db import fetch, fetch_value, transaction
from prime.core.errors import Forbidden, InvalidInput
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.checks import clear_checks, sound

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
ANSWERS = dict.fromkeys(QUESTIONS, "Long ago, once, and nothing to do with children.")
DECISION = {"reason": "It was long ago and does not bear on the role.", "decided_as": "Head of recruitment"}


async def _disclosed():
    """Somebody whose other checks are clear, and whose certificate holds something."""
    application = await make_application(stage=Stage.CHECKS)
    recorder = await clear_checks(application.candidate_id, without=(CheckKind.DBS,))
    check_id = await queries.find_check(application.candidate_id, CheckKind.DBS)
    facts = {**sound(CheckKind.DBS, swe_number="", today=clock.today()), "discloses": True}
    with pytest.raises(InvalidInput) as refused:
        await service.record_check(recorder, check_id, CheckIn(**facts))
    assert [error["pointer"] for error in refused.value.errors] == ["/status"]
    await service.record_check(recorder, check_id, CheckIn(**{**facts, "status": CheckStatus.NOT_CLEAR}))
    return application, recorder, check_id


async def _assessed():
    application, recorder, check_id = await _disclosed()
    await service.explain_disclosure(await candidate_actor(application), "I was nineteen.")
    assessor = await make_user(Role.OPERATIONS)
    await service.assess_disclosure(assessor, check_id, AssessmentIn(**ANSWERS))
    return application, recorder, assessor, check_id


async def test_heard_assessed_decided_and_ready(drain, outbox_mail):
    application, recorder, assessor, check_id = await _assessed()
    for actor in (recorder, assessor):
        with pytest.raises(SamePerson):
            await service.decide_disclosure(actor, check_id, outcome=AssessmentOutcome.PROCEED, **DECISION)
    decider = await make_user(Role.OPERATIONS)
    await service.decide_disclosure(decider, check_id, outcome=AssessmentOutcome.PROCEED, safeguards="Closer supervision.", **DECISION)
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.READY
    found = await queries.get_assessment(decider, check_id)
    assert (found.outcome, found.decided_by, found.decided_as) == (AssessmentOutcome.PROCEED, decider.name, "Head of recruitment")
    with pytest.raises(NoAssessment):
        await service.decide_disclosure(decider, check_id, outcome=AssessmentOutcome.STOP, **DECISION)
    again = {**sound(CheckKind.DBS, swe_number="", today=clock.today()), "discloses": True}
    await service.record_check(recorder, check_id, CheckIn(**again))
    await drain()
    told = [mail.template for mail in await outbox_mail(application.email)]
    assert {"disclosure_asked", "disclosure_accepted"} <= set(told)
    opener = await accounts.get_user(SYSTEM, recorder.user_id)
    assert "disclosure_explained" in [mail.template for mail in await outbox_mail(opener.email)]
    trail = " ".join(row["summary"] + row["details"] for row in await fetch("SELECT summary, details::text FROM audit_entry"))
    for secret in ("nineteen", *ANSWERS.values(), DECISION["reason"]):
        assert secret not in trail


async def test_a_decision_against_somebody_ends_the_application_and_says_why(drain, outbox_mail):
    application, _, _, check_id = await _assessed()
    decider = await make_user(Role.OPERATIONS)
    against = {**DECISION, "reason": "It bears on work with children."}
    await service.decide_disclosure(decider, check_id, outcome=AssessmentOutcome.STOP, **against)
    after = await candidates.get_application(SYSTEM, application.id)
    assert (after.stage, after.ended_reason) == (Stage.REJECTED, "checks")
    await drain()
    (told,) = [mail for mail in await outbox_mail(application.email) if mail.template == "application_rejected"]
    assert "It bears on work with children." in told.body_text
    own = await queries.own_assessment(await candidate_actor(application))
    assert (own.outcome, own.explanation) == (AssessmentOutcome.STOP, "I was nineteen.")


async def test_nobody_is_decided_against_unheard(frozen_now):
    _, _, check_id = await _disclosed()
    decider = await make_user(Role.OPERATIONS)
    stop = {"outcome": AssessmentOutcome.STOP, **DECISION}
    with pytest.raises(TooEarly, match="written"):
        await service.decide_disclosure(decider, check_id, **stop)
    assessor = await make_user(Role.OPERATIONS)
    with pytest.raises(InvalidInput) as refused:
        await service.assess_disclosure(assessor, check_id, AssessmentIn(**{**ANSWERS, "pattern": " "}))
    assert refused.value.errors == [{"pointer": "/pattern", "detail": "Enter an answer"}]
    await service.assess_disclosure(assessor, check_id, AssessmentIn(**ANSWERS))
    with pytest.raises(TooEarly, match="may still tell us"):
        await service.decide_disclosure(decider, check_id, **stop)
    frozen_now(clock.now() + timedelta(days=10))
    with pytest.raises(InvalidInput):
        await service.decide_disclosure(decider, check_id, **{**stop, "reason": " "})
    await service.decide_disclosure(decider, check_id, **stop)


async def test_the_database_keeps_the_gate_the_two_people_and_the_decision():
    _, recorder, check_id = await _disclosed()
    with pytest.raises(asyncpg.CheckViolationError, match="has not been decided"):
        async with transaction():
            await Check.update({Check.status: "clear"}).where(Check.id == check_id)
    decided = {"outcome": "proceed", "reason": "x", "decided_by": recorder.user_id, "decided_as": "x", "decided_at": clock.now()}
    other = (await make_user(Role.OPERATIONS)).user_id
    for changes in ({"assessed_by": other}, {"decided_by": other, "assessed_by": other}, {"decided_by": other}):
        with pytest.raises(asyncpg.CheckViolationError, match="decided_by_another"):
            async with transaction():
                await DbsAssessment.update({**decided, **changes}).where(DbsAssessment.check_record == check_id)
    third = (await make_user(Role.OPERATIONS)).user_id
    await DbsAssessment.update({**decided, "assessed_by": other, "decided_by": third}).where(DbsAssessment.check_record == check_id)
    for changes in ({"outcome": "stop"}, {"reason": "y"}, {"decided_as": "z"}):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with transaction():
                await DbsAssessment.update(changes).where(DbsAssessment.check_record == check_id)


async def test_recorded_again_without_content_nothing_is_kept():
    _, recorder, check_id = await _disclosed()
    await service.record_check(recorder, check_id, CheckIn(**sound(CheckKind.DBS, swe_number="", today=clock.today())))
    assert await fetch_value("SELECT count(*) FROM dbs_assessment") == 0
    with pytest.raises(NoAssessment):
        await service.assess_disclosure(recorder, check_id, AssessmentIn(**ANSWERS))


async def test_what_was_disclosed_is_forgotten_and_the_decision_stays(frozen_now):
    application, _, _, check_id = await _assessed()
    await service.decide_disclosure(await make_user(Role.OPERATIONS), check_id, outcome=AssessmentOutcome.PROCEED, **DECISION)
    frozen_now(clock.now() + timedelta(days=181))
    assert await service.forget_disclosures(SYSTEM) == 0
    frozen_now(clock.now() + timedelta(seconds=1))
    assert [await service.forget_disclosures(SYSTEM) for _ in range(2)] == [1, 0]
    found = await queries.get_assessment(await make_user(Role.OPERATIONS), check_id)
    assert {found.explanation, found.reason, found.safeguards, *(getattr(found, name) for name in QUESTIONS)} == {""}
    assert found.outcome is AssessmentOutcome.PROCEED
    assert await queries.own_assessment(await candidate_actor(application)) is None
    with pytest.raises(Forbidden):
        await service.forget_disclosures(await make_user(Role.OPERATIONS))


async def test_an_assessment_of_somebody_who_withdrew_is_forgotten_too(frozen_now):
    application, *_ = await _disclosed()
    await applications.withdraw(SYSTEM, application.id, reason="another_job")
    frozen_now(clock.now() + timedelta(days=181) + timedelta(seconds=1))
    assert await service.forget_disclosures(SYSTEM) == 1


async def test_on_the_pages(browser_for):
    application, recorder, _ = await _disclosed()
    own, first = await browser_for(application.user_id), await browser_for(recorder.user_id)
    assert "/my-checks/disclosure" in (await own.get("/my-checks")).text
    assert (await own.submit("/my-checks/disclosure", {})).status_code == 422
    assert (await own.submit("/my-checks/disclosure", {"explanation": "I was nineteen."})).status_code == 303
    path = f"/candidates/{application.id}/dbs-assessment"
    assert "I was nineteen." in (await first.get(path)).text
    assert (await first.submit(path, {"relevance": "None"})).status_code == 422
    assert (await first.submit(path, ANSWERS)).status_code == 303
    form = {"outcome": "proceed", **DECISION}
    assert "does not decide" in (await first.get(f"{path}/decision")).text
    assert (await first.submit(f"{path}/decision", form)).status_code == 409
    second = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert (await second.submit(f"{path}/decision", {"outcome": "proceed"})).status_code == 422
    assert (await second.submit(f"{path}/decision", form)).status_code == 303
    assert DECISION["reason"] in (await own.get("/my-checks/disclosure")).text
    assert "Go on with the candidate" in (await second.get(path)).text
    assert (await own.submit("/my-checks/disclosure", {"explanation": "More"})).status_code == 303
    newcomer = await browser_for((await make_application()).user_id)
    assert "nothing that we ask you about" in (await newcomer.get("/my-checks/disclosure")).text
    assert (await newcomer.submit("/my-checks/disclosure", {"explanation": "x"})).status_code == 303
    bare = await make_application(stage=Stage.CHECKS)
    assert (await second.get(f"/candidates/{bare.id}/dbs-assessment")).status_code == 404


async def test_recording_leads_to_the_assessment(browser_for):
    application = await make_application(stage=Stage.CHECKS)
    recorder = await clear_checks(application.candidate_id, without=(CheckKind.DBS,))
    browser = await browser_for(recorder.user_id)
    today = clock.today()
    day = {f"{name}-{part}": str(getattr(today, part)) for name in ("checked_on", "issued_on") for part in ("day", "month", "year")}
    form = {"status": "not_clear", "method": "new_certificate", "level": "enhanced_barred", "reference": "001234567890", "discloses": "yes", **day}
    sent = await browser.submit(f"/candidates/{application.id}/checks/dbs", form)
    assert sent.headers["location"] == f"/candidates/{application.id}/dbs-assessment"
    page = (await browser.get(f"/candidates/{application.id}/checks")).text
    assert "discloses something" in page
    assert "end the application" in page


async def test_as_json(api_for):
    application, recorder, _ = await _disclosed()
    own, first = await api_for(application.user_id), await api_for(recorder.user_id)
    second = await api_for((await make_user(Role.OPERATIONS)).user_id)
    path = f"/api/v1/applications/{application.id}/dbs-assessment"
    assert (await own.put("/api/v1/checks/own/disclosure", json={"explanation": "I was nineteen."})).json()["explanation"] == "I was nineteen."
    assert (await own.get(path)).status_code == 403
    answers = {"relevance": "a", "seriousness": "b", "timePassed": "c", "circumstances": "d", "pattern": "e"}
    assert (await first.put(path, json=answers)).json()["timePassed"] == "c"
    decision = {"outcome": "proceed", "reason": "Long ago.", "decidedAs": "Director"}
    assert (await first.put(f"{path}/decision", json=decision)).status_code == 409
    assert (await second.put(f"{path}/decision", json=decision)).json()["outcome"] == "proceed"
    assert (await own.get("/api/v1/checks/own/disclosure")).json()["reason"] == "Long ago."
    assert (await first.get(path)).json()["explanation"] == "I was nineteen."
    other = await api_for((await make_application()).user_id)
    assert (await other.get("/api/v1/checks/own/disclosure")).status_code == 404
