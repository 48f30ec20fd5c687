"""Commands on applications: what each does, and what it refuses."""

from datetime import timedelta

import asyncpg
import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries, service
from prime.candidates.errors import AlreadyApplied, ConversationHeld, IllegalMove, RoleNotOpen
from prime.candidates.tables import Application, ApplicationDraft, Consent, NextActor, RegistrationStatus, Source, Stage, StageMove, WithdrawReason
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM, Actor
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound, StaleVersion, Unauthenticated
from prime.notifications.tables import Message
from prime.vacancies import service as vacancies
from tests.factories.accounts import make_user
from tests.factories.candidates import CONSENTS, answers, candidate_actor, make_application, talked_with, told
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _apply(vacancy_id, actor=ANONYMOUS, consents=CONSENTS, **changes):
    return await service.apply(actor, vacancy_id=vacancy_id, consents=consents, **answers(**changes))


async def _get(application_id):
    return await queries.get_application(SYSTEM, application_id)


# --- applying


async def test_a_stranger_gets_an_application_an_account_and_a_message(drain, outbox_mail):
    vacancy_id = await make_vacancy()
    visitor = Actor(ip="192.0.2.7")
    application = await _get(await _apply(vacancy_id, visitor, email="Amara.N@People.example"))
    assert (application.stage, application.source, application.next_actor) == (Stage.APPLIED, Source.DIRECT, NextActor.CHAMPION)
    assert application.reference.startswith("APP-2026-")
    assert application.candidate_reference.startswith("CAN-2026-")
    assert application.has_consented
    user = await accounts.find_user_by_email("amara.n@people.example")
    assert user.id == application.user_id
    assert (await accounts.actor_for_user(user.id)).roles == {"candidate"}
    given = await Consent.objects().where(Consent.application == application.id).order_by(Consent.kind)
    assert [(row.kind, row.version, len(row.text_sha256), row.ip) for row in given] == [
        ("declaration", "1", 64, "192.0.2.7"),
        ("privacy_notice", "1", 64, "192.0.2.7"),
    ]
    assert [(move.from_stage, move.to_stage) for move in await queries.history(SYSTEM, application.id)] == [("", Stage.APPLIED)]
    await drain()
    [mail] = await outbox_mail(user.email)
    assert mail.status == "sent"
    assert application.reference in mail.body_text
    assert "30 November 2026" in mail.body_text
    assert "/sign-in/link" in mail.body_text


async def test_one_person_many_applications_one_candidate():
    first = await _get(await _apply(await make_vacancy(), email="same@people.example", first_name="Amara"))
    second = await _get(await _apply(await make_vacancy(), email="SAME@people.example", first_name="Mallory", phone="01632 960 999"))
    assert second.candidate_id == first.candidate_id
    assert (second.first_name, second.phone) == ("Amara", "01632 960 001"), "a stranger does not overwrite what we know"
    assert second.declared["first_name"] == "Mallory"


async def test_a_candidate_who_is_signed_in_applies_as_themselves_and_brings_new_contact_details():
    first = await make_application()
    actor = await candidate_actor(first)
    second = await _get(await _apply(await make_vacancy(), actor, email="other@people.example", phone="01632 960 555"))
    assert second.candidate_id == first.candidate_id
    assert second.phone == "01632 960 555"
    assert await accounts.find_user_by_email("other@people.example") is None


async def test_never_two_live_ones_for_a_vacancy_and_again_after_an_end():
    vacancy_id = await make_vacancy()
    first = await _apply(vacancy_id, email="twice@people.example")
    with pytest.raises(AlreadyApplied) as refused:
        await _apply(vacancy_id, email="twice@people.example")
    assert "twice@people.example" not in refused.value.detail
    await service.withdraw(await candidate_actor(await _get(first)), first, reason=WithdrawReason.PAY)
    assert await _apply(vacancy_id, email="twice@people.example") != first


async def test_the_database_refuses_a_second_live_one():
    application = await make_application()
    row = await Application.objects().get(Application.id == application.id)
    with pytest.raises(asyncpg.UniqueViolationError) as refused:
        async with transaction():
            await Application(reference="APP-X", candidate=row.candidate, vacancy=row.vacancy).save()
    assert refused.value.constraint_name == "application_live_once"


async def test_the_owner_of_an_address_is_told_of_a_second_try_and_nobody_else(drain, outbox_mail):
    vacancy_id = await make_vacancy()
    application = await _get(await _apply(vacancy_id, email="owner@people.example"))
    await service.tell_already_applied(ANONYMOUS, vacancy_id=vacancy_id, email="owner@people.example")
    await service.tell_already_applied(ANONYMOUS, vacancy_id=vacancy_id, email="unknown@people.example")
    await drain()
    assert [mail.template for mail in await outbox_mail("owner@people.example")] == ["application_received", "already_applied"]
    assert application.vacancy_title in (await outbox_mail("owner@people.example"))[-1].subject
    assert await outbox_mail("unknown@people.example") == []


@pytest.mark.parametrize("state", ["draft", "paused", "hidden", "over"])
async def test_nobody_applies_for_a_role_that_is_not_open(state, frozen_now):
    vacancy_id = await make_vacancy(is_open=state != "draft", is_public=state != "hidden")
    if state == "paused":
        await vacancies.pause_vacancy(SYSTEM, vacancy_id)
    if state == "over":
        frozen_now(clock.now() + timedelta(days=31))
    with pytest.raises(RoleNotOpen):
        await _apply(vacancy_id)
    assert await Application.count() == 0


async def test_the_texts_in_force_must_be_agreed_to():
    vacancy_id = await make_vacancy()
    for consents in ((), CONSENTS[:1], [CONSENTS[0], ("declaration", "1", "0" * 64)]):
        with pytest.raises(InvalidInput) as refused:
            await _apply(vacancy_id, consents=consents)
        assert [error["pointer"] for error in refused.value.errors][-1] == "/declaration"


async def test_operations_apply_for_an_agency_worker_who_consents_later():
    operations = await make_user(Role.OPERATIONS)
    vacancy_id = await make_vacancy(is_public=False)
    application_id = await _apply(
        vacancy_id, operations, consents=(), source=Source.AGENCY, phone="", postcode="", motivation="", email="agency@people.example"
    )
    application = await _get(application_id)
    assert (application.source, application.has_consented, application.email) == (Source.AGENCY, False, "agency@people.example")
    candidate = await candidate_actor(application)
    with pytest.raises(InvalidInput):
        await service.give_consents(candidate, application_id, CONSENTS[:1])
    await service.give_consents(candidate, application_id, CONSENTS)
    assert (await _get(application_id)).has_consented
    with pytest.raises(NotFound):
        await service.give_consents(await candidate_actor(await make_application()), application_id, CONSENTS)


async def test_a_newly_qualified_person_may_still_wait_for_a_number():
    with pytest.raises(InvalidInput):
        await _apply(await make_vacancy(), swe_number="")
    assert await _apply(await make_vacancy(grade="asye"), swe_number="", answers=told(registration=RegistrationStatus.APPLYING))


async def test_hostile_text_is_kept_as_text():
    hostile = "<script>alert(1)</script> '; DROP TABLE application; -- \u202e {{ 7 * 7 }} \x00\x07"
    application = await make_application(first_name=hostile[:60], motivation=hostile, needs=hostile)
    assert application.motivation == hostile.replace("\x00", "").replace("\x07", "").replace("\u202e", "").strip()
    with pytest.raises(InvalidInput):
        await make_application(motivation="x" * 4001)


# --- a token instead of an account


async def test_a_token_reaches_its_application_and_what_was_typed_with_it():
    known = await make_application(email="known@people.example", first_name="Known", phone="01632 960 111")
    stranger_id = await _apply(await make_vacancy(), email="known@people.example", first_name="Stranger", phone="01632 960 222")
    token = await service.mint_application_token(ANONYMOUS, stranger_id)
    holder = await accounts.actor_for_link(token)
    assert await queries.own_application_ids(holder) == [stranger_id]
    seen = await queries.get_application(holder, stranger_id)
    assert (seen.first_name, seen.phone) == ("Stranger", "01632 960 222")
    assert [application.id for application in await queries.mine(holder)] == [stranger_id]
    for application_id in (known.id, known.candidate_id):
        with pytest.raises(NotFound):
            await queries.get_application(holder, application_id)
    with pytest.raises(NotFound):
        await service.withdraw(holder, known.id, reason=WithdrawReason.PAY)
    await service.withdraw(holder, stranger_id, reason=WithdrawReason.PAY)
    assert (await _get(stranger_id)).stage is Stage.WITHDRAWN
    assert (await _get(known.id)).stage is Stage.APPLIED


# --- who sees what


async def test_a_candidate_sees_their_own_and_nobody_elses():
    mine, other = await make_application(), await make_application()
    actor = await candidate_actor(mine)
    assert [application.id for application in await queries.mine(actor)] == [mine.id]
    assert (await queries.get_application(actor, mine.id)).name == mine.name
    for read in (queries.get_application, queries.history, queries.list_notes):
        with pytest.raises(NotFound):
            await read(actor, other.id)
    with pytest.raises(NotFound):
        await queries.get_candidate(actor, other.candidate_id)
    for read in (queries.list_applications, queries.count_applications, queries.board):
        with pytest.raises(Forbidden):
            await read(actor)
    with pytest.raises(Forbidden):
        await queries.get_conversation(actor, mine.id)


@pytest.mark.parametrize("role", [Role.STAFF, Role.FINANCE, Role.ADMIN])
async def test_other_roles_have_no_business_with_applications(role):
    application = await make_application()
    actor = await make_user(role)
    for read in (queries.get_application, queries.get_candidate):
        with pytest.raises(Forbidden):
            await read(actor, application.id)
    assert await queries.own_application_ids(actor) == []
    for command in (
        service.start_screening(actor, application.id),
        service.move_by_hand(actor, application.id, Stage.SCREENING, version=1),
        service.record_conversation(actor, application.id, held_on=clock.today(), notes="x", wants_to_go_on=True),
        service.withdraw(actor, application.id, reason="pay"),
        service.reject(actor, application.id, reason="filled"),
        service.add_note(actor, application.id, text="x"),
        service.assign_champion(actor, application.id, actor.user_id),
        service.give_consents(actor, application.id, CONSENTS),
    ):
        with pytest.raises(Forbidden):
            await command
    with pytest.raises(Unauthenticated):
        await service.start_screening(ANONYMOUS, application.id)


# --- moving on


async def test_a_champion_screens_talks_and_sends_to_interview(drain, outbox_mail):
    application = await make_application()
    champion = await make_user(Role.CHAMPION)
    await service.start_screening(champion, application.id)
    screening = await _get(application.id)
    assert (screening.stage, screening.champion_id, screening.next_action) == (
        Stage.SCREENING,
        champion.user_id,
        "Decide on an initial conversation",
    )
    await service.move_by_hand(champion, application.id, Stage.CONVERSATION, version=screening.version)
    await service.record_conversation(champion, application.id, held_on=clock.today(), notes=" Warm.\n", wants_to_go_on=True)
    after = await _get(application.id)
    assert (after.stage, after.next_action) == (Stage.INTERVIEW, "Invite to interview")
    noted = await queries.get_conversation(champion, application.id)
    assert (noted.notes, noted.held_by, noted.wants_to_go_on) == ("Warm.", champion.name, True)
    moves = await queries.history(champion, application.id)
    assert [move.to_stage for move in reversed(moves)] == [Stage.APPLIED, Stage.SCREENING, Stage.CONVERSATION, Stage.INTERVIEW]
    assert {move.moved_by for move in moves[:3]} == {champion.name}
    own = await queries.history(await candidate_actor(application), application.id)
    assert {(move.moved_by, move.reason) for move in own} == {("", "")}
    await drain()
    assert [mail.template for mail in await outbox_mail(application.email)] == ["application_received", "conversation_next", "self_disclosure_asked"]


async def test_a_conversation_can_follow_screening_at_once_and_is_held_once():
    application = await make_application()
    champion = await talked_with(application)
    assert (await _get(application.id)).stage is Stage.INTERVIEW
    with pytest.raises(ConversationHeld):
        await service.record_conversation(champion, application.id, held_on=clock.today(), notes="Again", wants_to_go_on=True)


async def test_who_does_not_want_to_go_on_is_withdrawn(drain, outbox_mail):
    application = await make_application(stage=Stage.SCREENING)
    champion = await make_user(Role.CHAMPION)
    await service.record_conversation(champion, application.id, held_on=clock.today(), notes="Too far.", wants_to_go_on=False)
    after = await _get(application.id)
    assert (after.stage, after.ended_reason, after.next_actor) == (Stage.WITHDRAWN, "not_for_me", NextActor.NOBODY)
    await drain()
    assert [mail.template for mail in await outbox_mail(application.email)][-1] == "application_withdrawn"


async def test_a_conversation_lies_between_the_application_and_today():
    application = await make_application(stage=Stage.CONVERSATION)
    champion = await make_user(Role.CHAMPION)
    for day, notes in ((clock.today() + timedelta(days=1), "x"), (clock.today() - timedelta(days=1), "x"), (clock.today(), " \x00 ")):
        with pytest.raises(InvalidInput):
            await service.record_conversation(champion, application.id, held_on=day, notes=notes, wants_to_go_on=True)
    assert (await _get(application.id)).stage is Stage.CONVERSATION


async def test_illegal_moves_are_refused_with_the_reason_and_change_nothing():
    application = await make_application()
    champion = await make_user(Role.CHAMPION)
    with pytest.raises(IllegalMove) as refused:
        await service.move_by_hand(champion, application.id, Stage.OFFER, version=application.version)
    assert refused.value.detail == "An application at applied cannot move to offer. It can move to screening, withdrawn, rejected."
    with pytest.raises(IllegalMove):
        await service.move(SYSTEM, application.id, Stage.STARTED)
    at_interview = await make_application(stage=Stage.INTERVIEW)
    with pytest.raises(IllegalMove) as refused:
        await service.move_by_hand(champion, at_interview.id, Stage.OFFER, version=at_interview.version)
    assert "decision of the interview panel" in refused.value.detail
    assert await StageMove.count().where(StageMove.application == application.id) == 1


async def test_of_two_people_who_move_the_second_is_told():
    application = await make_application()
    await service.start_screening(await make_user(Role.CHAMPION), application.id)
    with pytest.raises(StaleVersion):
        await service.move_by_hand(await make_user(Role.OPERATIONS), application.id, Stage.SCREENING, version=application.version)


async def test_a_step_within_a_stage_belongs_to_whoever_decides_it():
    application = await make_application(stage=Stage.INTERVIEW)
    due = clock.today() + timedelta(days=2)
    await service.set_next_step(SYSTEM, application.id, next_actor=NextActor.CANDIDATE, action="Choose an interview time", due_on=due)
    after = await _get(application.id)
    assert (after.next_actor, after.next_action, after.next_due_on) == (NextActor.CANDIDATE, "Choose an interview time", due)
    assert after.version == application.version + 1


# --- endings


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in {Stage.STARTED, Stage.WITHDRAWN, Stage.REJECTED}])
async def test_a_candidate_withdraws_from_anywhere(stage, drain, outbox_mail):
    application = await make_application(stage=stage)
    await service.withdraw(await candidate_actor(application), application.id, reason="other", detail="We are moving.")
    after = await _get(application.id)
    assert (after.stage, after.ended_reason, after.ended_detail, after.next_due_on) == (Stage.WITHDRAWN, "other", "We are moving.", None)
    await drain()
    assert [mail.template for mail in await outbox_mail(application.email)][-1] == "application_withdrawn"


async def test_withdrawing_needs_a_reason_of_the_list_once_and_ones_own():
    application = await make_application()
    candidate = await candidate_actor(application)
    for reason, detail in (("bored", ""), ("", ""), ("other", " ")):
        with pytest.raises(InvalidInput):
            await service.withdraw(candidate, application.id, reason=reason, detail=detail)
    with pytest.raises(NotFound):
        await service.withdraw(await candidate_actor(await make_application()), application.id, reason="pay")
    await service.withdraw(await make_user(Role.OPERATIONS), application.id, reason="pay")
    with pytest.raises(IllegalMove):
        await service.withdraw(candidate, application.id, reason="pay")
    started = await make_application(stage=Stage.STARTED)
    with pytest.raises(IllegalMove):
        await service.withdraw(await candidate_actor(started), started.id, reason="pay")


async def test_a_rejection_is_explained_to_the_candidate(drain, outbox_mail):
    application = await make_application()
    champion = await make_user(Role.CHAMPION)
    for reason, detail in (("rude", ""), ("other", "")):
        with pytest.raises(InvalidInput):
            await service.reject(champion, application.id, reason=reason, detail=detail)
    await service.reject(champion, application.id, reason="experience", detail="Two more years of court work would help.")
    after = await _get(application.id)
    assert (after.stage, after.ended_reason) == (Stage.REJECTED, "experience")
    await drain()
    mail = (await outbox_mail(application.email))[-1]
    assert "Two more years of court work would help." in mail.body_text
    assert "The role needs experience" in mail.body_text
    with pytest.raises(IllegalMove):
        await service.reject(champion, application.id, reason="filled")


async def test_another_module_may_tell_the_candidate_itself(drain, outbox_mail):
    application = await make_application(stage=Stage.INTERVIEW)
    await service.reject(await make_user(Role.CHAMPION), application.id, reason="interview", tell=False)
    await drain()
    assert "application_rejected" not in [mail.template for mail in await outbox_mail(application.email)]


@pytest.mark.parametrize(
    ("stage", "constraint"), [("withdrawn", "withdrawn_for_a_reason"), ("rejected", "rejected_for_a_reason"), ("lost", "stage_known")]
)
async def test_the_database_wants_a_reason_of_the_list(stage, constraint):
    application = await make_application()
    with pytest.raises(asyncpg.CheckViolationError) as refused:
        async with transaction():
            await Application.update({Application.stage: stage, Application.ended_reason: "bored"}).where(Application.id == application.id)
    assert constraint in refused.value.constraint_name


async def test_history_and_consents_are_written_once():
    application = await make_application()
    for table in (StageMove, Consent):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with transaction():
                await table.delete().where(table.application == application.id)


# --- people around it


async def test_notes_are_ours_unless_shared(drain, outbox_mail):
    application = await make_application()
    champion = await make_user(Role.CHAMPION)
    await service.add_note(champion, application.id, text="Ask about court work.")
    await service.add_note(champion, application.id, text="Bring your certificate.", is_shared=True)
    assert [note.text for note in await queries.list_notes(champion, application.id)] == ["Bring your certificate.", "Ask about court work."]
    assert [note.text for note in await queries.list_notes(await candidate_actor(application), application.id)] == ["Bring your certificate."]
    with pytest.raises(InvalidInput):
        await service.add_note(champion, application.id, text=" ")
    with pytest.raises(NotFound):
        await service.add_note(champion, application.candidate_id, text="x")
    await drain()
    assert [mail.template for mail in await outbox_mail(application.email)] == ["application_received", "note_shared"]


async def test_an_application_is_given_to_a_champion_only():
    application = await make_application()
    operations, champion = await make_user(Role.OPERATIONS), await make_user(Role.CHAMPION)
    with pytest.raises(InvalidInput):
        await service.assign_champion(operations, application.id, operations.user_id)
    await service.assign_champion(operations, application.id, champion.user_id)
    assert (await _get(application.id)).champion_name == champion.name


async def test_operations_correct_what_we_know():
    application = await make_application()
    operations = await make_user(Role.OPERATIONS)
    right = {"first_name": "Amára", "last_name": "Nwosu", "phone": "01632 960 777", "swe_number": "sw77", "postcode": "sw1a1aa"}
    await service.correct_candidate(operations, application.candidate_id, **right)
    after = await _get(application.id)
    assert (after.name, after.phone, after.swe_number, after.postcode) == ("Amára Nwosu", "01632 960 777", "SW77", "SW1A 1AA")
    with pytest.raises(InvalidInput):
        await service.correct_candidate(operations, application.candidate_id, **right | {"swe_number": "SW0"})
    with pytest.raises(Forbidden):
        await service.correct_candidate(await make_user(Role.CHAMPION), application.candidate_id, **right)


# --- drafts


async def test_a_draft_is_found_by_its_token_and_forgotten_in_time(frozen_now):
    vacancy_id, other_id = await make_vacancy(), await make_vacancy()
    token = await service.save_draft(ANONYMOUS, vacancy_id=vacancy_id, token="", changes={"first_name": "Am"})
    assert await service.save_draft(ANONYMOUS, vacancy_id=vacancy_id, token=token, changes={"first_name": "Amara"}) == token
    assert (await queries.find_draft(vacancy_id, token)).answers == '{"first_name": "Amara"}'
    assert await queries.find_draft(other_id, token) is None
    assert await queries.find_draft(vacancy_id, "guess") is None
    assert await ApplicationDraft.count() == 1
    assert token not in (await ApplicationDraft.objects().first()).token
    made_up = await service.save_draft(ANONYMOUS, vacancy_id=vacancy_id, token="guess", changes={})
    assert made_up not in {"guess", token}
    frozen_now(clock.now() + timedelta(days=28, seconds=1))
    await service.save_draft(ANONYMOUS, vacancy_id=vacancy_id, token=token, changes={"first_name": "Back"})
    await service.discard_old_drafts(SYSTEM)
    assert await queries.find_draft(vacancy_id, token)
    assert await queries.find_draft(vacancy_id, made_up) is None
    await service.discard_draft(ANONYMOUS, vacancy_id=vacancy_id, token=token)
    assert await ApplicationDraft.count() == 0


async def test_the_way_back_to_a_draft_is_e_mailed(drain, outbox_mail):
    vacancy_id = await make_vacancy()
    token = await service.save_draft(ANONYMOUS, vacancy_id=vacancy_id, token="", changes={}, email="late@people.example")
    await service.send_draft_link(ANONYMOUS, vacancy_id=vacancy_id, token=token, email="late@people.example")
    await drain()
    [mail] = await outbox_mail("late@people.example")
    assert mail.secret_link.endswith(f"/apply/continue/{token}")
    assert token not in mail.body_text
    assert await Message.count().where(Message.recipient.is_not_null()) == 0
