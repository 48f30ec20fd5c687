"""Referees and references: named, asked, given, reviewed; what came back, ran out or stands against somebody."""

from datetime import date, timedelta

import asyncpg
import pytest

from prime.accounts import queries as accounts
from prime.accounts.errors import LinkExpired
from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as candidate_service
from prime.candidates.errors import OwnApplication
from prime.candidates.tables import Stage, WithdrawReason
from prime.checks import queries as checks
from prime.checks import service as check_service
from prime.checks.schemas import CheckIn
from prime.checks.tables import CheckKind, CheckStatus
from prime.core import clock, outbox, storage
from prime.core.actor import SYSTEM
from prime.core.db import execute, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.notifications import service as notifications
from prime.notifications.schemas import Report
from prime.notifications.tables import MessageStatus
from prime.referees import queries, rules, service
from prime.referees.errors import ChecksNotOpen, NotAskedYet, NotHeard, SameReferee, WrongStep
from prime.referees.tables import Outcome, RefereeStatus
from prime.uploads.rules import file_type
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.referees import link_to, make_asked, make_given, make_referee, referee_facts, sound_reference

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _status(referee_id):
    return (await queries.get_referee(SYSTEM, referee_id)).status


async def _check(application, kind):
    return next(check for check in await checks.list_checks(SYSTEM, application.candidate_id) if check.kind is kind)


async def test_a_candidate_names_referees_when_asked(outbox_mail):
    application = await make_application(stage=Stage.INTERVIEW)
    candidate = await candidate_actor(application)
    with pytest.raises(NotAskedYet):
        await service.name_referee(candidate, application.id, referee_facts())
    operations = await make_user(Role.OPERATIONS)
    await service.call(operations, application.id)
    await service.call(operations, application.id)
    assert [mail.template for mail in await outbox_mail(application.email)].count("referees_wanted") == 1
    await service.name_referee(candidate, application.id, referee_facts(name="Jo Fairley", is_latest=False))
    found = await queries.list_referees(candidate, application.id)
    assert (found.still_needed, found.needs_latest, len(found.items)) == (1, True, 1)
    for again in (referee_facts(name="JO fairley"), referee_facts(email=found.items[0].email)):
        with pytest.raises(SameReferee):
            await service.name_referee(candidate, application.id, again)
    with pytest.raises(InvalidInput):
        await service.name_referee(candidate, application.id, referee_facts(email=application.email))


async def test_one_is_named_once_whatever_happens_at_once():
    referee_id, application = await make_referee()
    with pytest.raises(asyncpg.UniqueViolationError):
        async with transaction():
            await execute(
                "INSERT INTO referee (id, candidate, application, name, email, relationship, worked_from, status) "
                "SELECT uuidv7(), candidate, application, 'Other', email, relationship, worked_from, 'named' FROM referee WHERE id = $1",
                referee_id,
            )
    await service.drop(await candidate_actor(application), referee_id, reason="Has retired")
    assert await _status(referee_id) is RefereeStatus.DROPPED


async def test_there_is_an_end_to_naming():
    _, application = await make_referee()
    for _ in range(rules.MOST_NAMED - 1):
        await service.name_referee(SYSTEM, application.id, referee_facts(organisation="Elsewhere"))
    with pytest.raises(WrongStep):
        await service.name_referee(SYSTEM, application.id, referee_facts(organisation="Elsewhere"))


async def test_a_reference_from_the_link_to_the_check(outbox_mail, drain):
    application = await make_application(stage=Stage.CHECKS)
    referee_id, token, operations = await make_asked(application)
    by_hand = CheckIn(status=CheckStatus.CLEAR, checked_on=clock.today(), reference="A letter")
    with pytest.raises(InvalidInput) as refused:
        await check_service.record_check(operations, (await _check(application, CheckKind.REFERENCE_ONE)).id, by_hand)
    assert "referees decide this check" in refused.value.errors[0]["detail"]
    await drain()
    [request] = await outbox_mail((await queries.get_referee(SYSTEM, referee_id)).email)
    assert (request.template, token in request.body_text) == ("reference_request", False)
    holder = await queries.holder_of(token)
    await service.save_draft(holder, {"job_title": "Social worker"})
    assert (await queries.asked_referee(holder)).draft == {"job_title": "Social worker"}
    await service.give(holder, sound_reference(worked_from=date(2021, 3, 1)))
    with pytest.raises(WrongStep):
        await service.give(holder, sound_reference())
    detail = await queries.get_detail(operations, referee_id)
    assert detail.discrepancies == [
        "The candidate says they started 6 months earlier than the referee does.",
        "The work history does not name Westmarch Council.",
    ]
    assert (await queries.asked_referee(holder)).draft == {}
    await service.accept(operations, referee_id)
    check = await _check(application, CheckKind.REFERENCE_ONE)
    assert (check.status, check.checker) == (CheckStatus.CLEAR, operations.name)
    assert "Westmarch Council" in check.reference
    other, _ = await make_given(application, by=operations, is_latest=False, organisation="Harbourne Fen Council")
    await service.accept(operations, other)
    assert (await _check(application, CheckKind.REFERENCE_TWO)).status is CheckStatus.CLEAR
    third, _ = await make_given(application, by=operations, organisation="Elsewhere")
    with pytest.raises(WrongStep, match="Both references are clear"):
        await service.accept(operations, third)


async def test_one_reference_is_of_the_latest_employer():
    application = await make_application(stage=Stage.CHECKS)
    first, operations = await make_given(application, is_latest=False)
    second, _ = await make_given(application, by=operations, is_latest=False, organisation="Elsewhere")
    await service.accept(operations, first)
    with pytest.raises(WrongStep, match="most recent employer"):
        await service.accept(operations, second)


async def test_a_reference_that_comes_early_waits_for_the_checks():
    application = await make_application(stage=Stage.INTERVIEW)
    referee_id, operations = await make_given(application, has_checks=False)
    with pytest.raises(ChecksNotOpen):
        await service.accept(operations, referee_id)
    assert await _status(referee_id) is RefereeStatus.RECEIVED


async def test_a_personal_address_needs_a_proof(monkeypatch):
    monkeypatch.setattr(rules, "PERSONAL_DOMAINS", frozenset({"webmail.example"}))
    referee_id, _ = await make_referee(email="jo@webmail.example")
    operations = await make_user(Role.OPERATIONS)
    with pytest.raises(InvalidInput):
        await service.approve(operations, referee_id)
    await service.approve(operations, referee_id, identity_check="Telephoned the switchboard")
    assert await _status(referee_id) is RefereeStatus.ASKED


async def test_reminders_are_three_and_then_the_link_runs_out(frozen_now, outbox_mail):
    application = await make_application(stage=Stage.CHECKS)
    referee_id, token, operations = await make_asked(application)
    email = (await queries.get_referee(SYSTEM, referee_id)).email
    asked_at = clock.now()
    for days in (1, 7, 14, 28, 60, 83):
        frozen_now(asked_at + timedelta(days=days))
        for due in await queries.to_remind(clock.today()):
            await service.remind(SYSTEM, due)
    assert [mail.template for mail in await outbox_mail(email)] == ["reference_request", *["reference_reminder"] * 3]
    assert (await queries.holder_of(token)).record_id == referee_id, "the first link still works"
    frozen_now(asked_at + timedelta(days=84, minutes=1))
    assert await queries.expired() == [referee_id]
    await service.note_expired(SYSTEM, referee_id)
    assert await _status(referee_id) is RefereeStatus.EXPIRED
    for each in (token, await link_to(referee_id)):
        with pytest.raises(LinkExpired):
            await queries.holder_of(each)
    assert [mail.template for mail in await outbox_mail(application.email)][-1] == "referee_needed"
    assert (await queries.list_referees(SYSTEM, application.id)).still_needed == 2
    await service.ask_again(operations, referee_id, email="jo.right@westmarch.example")
    assert (await queries.holder_of(await link_to(referee_id))).record_id == referee_id


async def test_an_email_that_comes_back_asks_the_candidate(outbox_mail, drain):
    application = await make_application(stage=Stage.CHECKS)
    referee_id, _, _ = await make_asked(application)
    await drain()
    [request] = await outbox_mail((await queries.get_referee(SYSTEM, referee_id)).email)
    assert await queries.bounced() == []
    await notifications.note_report(SYSTEM, Report(request.id, MessageStatus.BOUNCED, "5.1.1", is_lasting=True))
    await outbox.enqueue("referees.follow_up")
    await drain()
    assert await _status(referee_id) is RefereeStatus.BOUNCED
    last = (await outbox_mail(application.email))[-1]
    assert (last.template, "our email to them came back" in last.body_text) == ("referee_needed", True)


async def test_a_referee_declines(outbox_mail):
    application = await make_application(stage=Stage.CHECKS)
    referee_id, token, operations = await make_asked(application)
    await service.decline(await queries.holder_of(token), reason="Our council answers centrally")
    assert await _status(referee_id) is RefereeStatus.DECLINED
    assert "centrally" not in str((await outbox_mail(application.email))[-1].context)
    assert (await queries.get_detail(operations, referee_id)).referee.status_detail == "Our council answers centrally"
    assert (await queries.get_referee(await candidate_actor(application), referee_id)).status_detail == ""


async def test_a_question_leaves_the_reference_as_it_is():
    referee_id, operations = await make_given()
    await service.query(operations, referee_id, question="Until when?")
    assert await _status(referee_id) is RefereeStatus.QUERIED
    holder = await queries.holder_of(await link_to(referee_id))
    assert (await queries.asked_referee(holder)).question == "Until when?"
    await service.answer(holder, text="Until May 2025.")
    with pytest.raises(WrongStep):
        await service.answer(holder, text="Again")
    detail = await queries.get_detail(operations, referee_id)
    assert (detail.questions[0].answer, detail.reference.worked_to) == ("Until May 2025.", None)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await execute("UPDATE reference SET comments = 'Other' WHERE referee = $1", referee_id)


async def test_the_candidate_is_heard_before_anybody_decides(frozen_now, outbox_mail, drain):
    application = await make_application(stage=Stage.CHECKS)
    says = sound_reference(has_discipline=True, discipline_detail="Dismissed in May for false records.")
    referee_id, operations = await make_given(application, says=says)
    candidate = await candidate_actor(application)
    await service.raise_concern(operations, referee_id, concern="We were told of a dismissal that you did not mention.")
    hearing = await queries.own_hearing(candidate, referee_id)
    assert (hearing.answer_by, hearing.raised_by) == (date(2026, 12, 2), "")
    with pytest.raises(NotHeard):
        await service.decide(operations, referee_id, outcome=Outcome.UNSATISFACTORY, reasons="It is so.")
    with pytest.raises(asyncpg.CheckViolationError, match="reference_hearing_heard_first"):
        async with transaction():
            await execute(
                "UPDATE reference_hearing SET outcome = 'unsatisfactory', reasons = 'x', decided_by = raised_by, decided_at = $2 WHERE referee = $1",
                referee_id,
                clock.now(),
            )
    await service.comment(candidate, referee_id, text="I resigned before it was heard.")
    with pytest.raises(WrongStep):
        await service.comment(candidate, referee_id, text="And another thing")
    await service.decide(operations, referee_id, outcome=Outcome.UNSATISFACTORY, reasons="You left it out when we asked.")
    check = await _check(application, CheckKind.REFERENCE_ONE)
    assert (check.status, "You left it out" in check.detail) == (CheckStatus.NOT_CLEAR, True)
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS
    await drain()
    concern, decided = (await outbox_mail(application.email))[-2:]
    assert (concern.template, decided.template) == ("reference_concern", "reference_decided")
    for words in ("You left it out when we asked.", "not about you as a person", "reply within 10 working days"):
        assert words in decided.body_text
    assert "false records" not in concern.body_text + decided.body_text
    other, _ = await make_given(application, by=operations, organisation="Elsewhere")
    await service.accept(operations, other)
    assert (await _check(application, CheckKind.REFERENCE_ONE)).status is CheckStatus.CLEAR


async def test_silence_ends_the_hearing_and_an_answer_can_clear_it(frozen_now):
    first, operations = await make_given()
    second, _ = await make_given(by=operations)
    for referee_id in (first, second):
        await service.raise_concern(operations, referee_id, concern="The dates differ by a year.")
    await service.decide(operations, first, outcome=Outcome.ACCEPTED, reasons="The payroll office confirmed your dates.")
    assert await _status(first) is RefereeStatus.ACCEPTED
    frozen_now(clock.now() + timedelta(days=8))
    await service.decide(operations, second, outcome=Outcome.UNSATISFACTORY, reasons="You did not explain it.")
    assert await _status(second) is RefereeStatus.UNSATISFACTORY


async def test_one_that_came_off_the_service_has_its_file():
    referee_id, _ = await make_referee()
    operations = await make_user(Role.OPERATIONS)
    content = b"%PDF-1.7 a letter"
    stored, kind = await storage.put(content), file_type(content)
    facts = {"stored": stored, "file_type": kind, "sent_as": "letter.pdf"}
    with pytest.raises(InvalidInput):
        await service.record_off_service(operations, referee_id, sound_reference(), received_how=" ", **facts)
    await service.record_off_service(operations, referee_id, sound_reference(), received_how="By letter", **facts)
    detail = await queries.get_detail(operations, referee_id)
    assert (detail.reference.recorded_by, detail.evidence.sent_as) == (operations.name, "letter.pdf")
    await service.accept(operations, referee_id)


async def test_references_are_for_those_who_record_checks():
    application = await make_application(stage=Stage.CHECKS)
    referee_id, operations = await make_given(application)
    candidate = await candidate_actor(application)
    stranger = await candidate_actor(await make_application())
    for actor in (candidate, await make_user(Role.CHAMPION), await make_user(Role.FINANCE)):
        for step in (service.accept(actor, referee_id), queries.get_detail(actor, referee_id), service.raise_concern(actor, referee_id, concern="x")):
            with pytest.raises(Forbidden):
                await step
    with pytest.raises(NotFound):
        await queries.get_referee(stranger, referee_id)
    with pytest.raises(NotFound):
        await service.comment(stranger, referee_id, text="x")
    with pytest.raises(WrongStep):
        await service.drop(candidate, referee_id, reason="I would rather not")
    own = await candidates.mine(candidate)
    assert own[0].id == application.id
    assert (await queries.list_open(operations)).items[-1].id == referee_id


async def test_nobody_reviews_their_own_reference():
    operations = await make_user(Role.OPERATIONS)
    email = (await accounts.get_user(operations, operations.required_user_id)).email
    application = await make_application(stage=Stage.CHECKS, email=email)
    with pytest.raises(OwnApplication):
        await service.call(operations, application.id)
    referee_id, _, _ = await make_asked(application)
    with pytest.raises(OwnApplication):
        await service.ask_again(operations, referee_id)


async def test_what_a_referee_said_is_deleted_a_year_after_the_application(frozen_now):
    application = await make_application(stage=Stage.CHECKS)
    referee_id, operations = await make_given(application)
    await service.accept(operations, referee_id)
    with pytest.raises(asyncpg.RestrictViolationError, match="stays until its referee is forgotten"):
        async with transaction():
            await execute("DELETE FROM reference WHERE referee = $1", referee_id)
    assert (await queries.get_detail(operations, referee_id)).goes_on is None
    await candidate_service.withdraw(operations, application.id, reason=WithdrawReason.ANOTHER_JOB)
    ended = clock.now()
    assert (await queries.get_detail(operations, referee_id)).goes_on == date(2027, 11, 25)
    with pytest.raises(Forbidden):
        await service.forget_references(operations)
    frozen_now(ended + timedelta(days=364))
    assert await service.forget_references(SYSTEM) == 0
    frozen_now(ended + timedelta(days=365))
    assert [await service.forget_references(SYSTEM), await service.forget_references(SYSTEM)] == [1, 0]
    detail = await queries.get_detail(operations, referee_id)
    assert (detail.reference, detail.referee.email, detail.referee.status) == (None, "", RefereeStatus.ACCEPTED)
    with pytest.raises(WrongStep, match="deleted in time"):
        await service.query(operations, referee_id, question="Once more?")
