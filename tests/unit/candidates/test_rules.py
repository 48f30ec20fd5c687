"""Moves, next steps, and what a sound application says."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.candidates import rules
from prime.candidates.answers import checked_applicant
from prime.candidates.rules import BOARD, ENDED, FINAL, MOVES, hand_moves, next_step, why_not, why_not_by_hand
from prime.candidates.schemas import Applicant
from prime.candidates.tables import NextActor, RejectReason, Stage, WithdrawReason
from prime.core.errors import InvalidInput

STAGES = list(Stage)
JOURNEY = STAGES[: STAGES.index(Stage.STARTED) + 1]
PUBLIC = Path(__file__).resolve().parents[3] / "templates/pages/public"


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("to", STAGES)
def test_every_pair_of_stages(stage, to):
    """One step on, or an end from anywhere before the first day; and back from ready to checks. Nothing else."""
    one_on = stage in JOURNEY and to in JOURNEY and JOURNEY.index(to) == JOURNEY.index(stage) + 1
    an_end = to in ENDED and stage not in FINAL
    back = (stage, to) == (Stage.READY, Stage.CHECKS)
    refusal = why_not(stage, to)
    assert (refusal is None) == (one_on or an_end or back)
    if refusal:
        assert rules.STAGE_LABELS[stage].lower() in refusal


@given(st.lists(st.sampled_from(STAGES), max_size=30))
def test_no_walk_leaves_an_end(wishes):
    """Whatever is asked for in whatever order, an application that is final stays there."""
    stage, seen = Stage.APPLIED, [Stage.APPLIED]
    for wish in wishes:
        if why_not(stage, wish) is None:
            assert stage not in FINAL
            stage = wish
            seen.append(stage)
    assert sum(place in FINAL for place in seen) <= 1
    assert Stage.STARTED not in seen or Stage.READY in seen


def test_by_hand_only_what_no_record_decides():
    assert hand_moves(Stage.APPLIED) == [Stage.SCREENING]
    assert hand_moves(Stage.SCREENING) == [Stage.CONVERSATION]
    assert [stage for stage in STAGES if hand_moves(stage)] == [Stage.APPLIED, Stage.SCREENING]
    assert "decision" in (why_not_by_hand(Stage.INTERVIEW, Stage.OFFER) or "")
    assert "cannot move" in (why_not_by_hand(Stage.APPLIED, Stage.OFFER) or "")


def test_the_board_shows_every_stage_but_the_ends_once():
    shown = [stage for _, stages in BOARD for stage in stages]
    assert len(BOARD) == 6
    assert sorted(shown) == sorted(set(STAGES) - ENDED)


@given(st.sampled_from(STAGES), st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_a_live_application_always_waits_for_somebody_by_a_working_weekday(stage, today):
    step = next_step(stage, today)
    if stage in FINAL:
        assert step == (NextActor.NOBODY, "", None)
        return
    assert step.actor is not NextActor.NOBODY
    assert step.action
    assert step.due_on is not None
    assert step.due_on > today
    assert step.due_on.weekday() < 5
    assert (step.due_on - today).days <= 23


def test_every_word_has_a_label():
    assert set(rules.STAGE_LABELS) == set(rules.CANDIDATE_WORDS) == set(MOVES) == set(Stage)
    assert set(rules.WITHDRAW_LABELS) == set(WithdrawReason)
    assert set(rules.REJECT_LABELS) == set(rules.REJECT_SENTENCES) == set(RejectReason)


def test_the_declaration_is_the_text_that_its_hash_names():
    text = (PUBLIC / f"declaration_{rules.DECLARATION.version}.html").read_bytes()
    assert hashlib.sha256(text).hexdigest() == rules.DECLARATION.text_sha256


SOUND = Applicant(
    first_name=" Amara ",
    last_name="Nwosu",
    email=" Amara.NWOSU@people.example",
    phone="01632 960 001",
    swe_number="sw 12-34",
    postcode="kt11eu",
    experience_years=6,
    motivation="To stay.\r\nReally.",
)


def _faults(*, contact=True, registration=True, **changes) -> dict[str, str]:
    values = {name: getattr(SOUND, name) for name in SOUND.__struct_fields__} | changes
    try:
        checked_applicant(Applicant(**values), contact_needed=contact, registration_needed=registration)
    except InvalidInput as refusal:
        return {error["pointer"]: error["detail"] for error in refusal.errors}
    return {}


def test_answers_are_brought_to_one_form():
    sound = checked_applicant(SOUND, contact_needed=True, registration_needed=True)
    assert (sound.first_name, sound.email, sound.swe_number, sound.postcode) == ("Amara", "amara.nwosu@people.example", "SW1234", "KT1 1EU")
    assert sound.motivation == "To stay.\nReally."


def test_every_fault_is_said_at_once():
    faults = _faults(
        first_name=" ", last_name="x" * 101, email="nobody", phone="123", swe_number="AB12", postcode="1", experience_years=61, motivation=""
    )
    assert list(faults) == [
        "/first_name",
        "/last_name",
        "/email",
        "/phone",
        "/swe_number",
        "/postcode",
        "/experience_years",
        "/motivation",
    ]


@pytest.mark.parametrize("email", ["ÄMARA@people.example", "amara@", "a b@people.example", "İ@people.example", "amara@people"])
def test_addresses_that_the_account_could_not_have(email):
    assert "/email" in _faults(email=email)


def test_an_international_domain_is_written_in_ascii():
    typed = Applicant(**{name: getattr(SOUND, name) for name in SOUND.__struct_fields__} | {"email": "amara@münchen.example"})
    assert checked_applicant(typed, contact_needed=True, registration_needed=True).email == "amara@xn--mnchen-3ya.example"
    assert _faults(email="") == {"/email": "Enter your email address"}


@pytest.mark.parametrize(("field", "sentence"), [("phone", "Enter your telephone number"), ("postcode", "Enter your postcode")])
def test_contact_details_are_needed_of_people_who_apply_themselves(field, sentence):
    assert _faults(**{field: ""}) == {f"/{field}": sentence}
    assert _faults(**{field: ""}, contact=False) == {}


def test_a_number_is_needed_unless_newly_qualified_but_never_a_wrong_one():
    assert _faults(swe_number="") == {"/swe_number": "Enter your Social Work England number"}
    assert _faults(swe_number="", registration=False) == {}
    assert "/swe_number" in _faults(swe_number="SW0123", registration=False)


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=60))
def test_no_text_makes_it_fall_over(name, motivation, number):
    faults = _faults(first_name=name, motivation=motivation, swe_number=number, phone=number, postcode=number, email=number)
    assert all(isinstance(sentence, str) and sentence for sentence in faults.values())


@given(st.text(alphabet=st.characters(), max_size=50))
def test_plain_text_can_be_kept(text):
    kept = rules.plain(text)
    assert "\x00" not in kept
    kept.encode()
    assert rules.plain(kept) == kept


def test_both_texts_in_force_are_needed():
    rules.check_consents(rules.NOTICES)
    with pytest.raises(InvalidInput) as refused:
        rules.check_consents([rules.NOTICES[0], ("declaration", "0", "x")])
    assert [error["pointer"] for error in refused.value.errors] == ["/declaration"]
