"""Rules of references: who can be a referee, what a sound reference says, and which months nobody speaks of."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.core.errors import InvalidInput
from prime.referees import rules
from prime.referees.errors import NotHeard, WrongStep
from prime.referees.tables import Outcome, Reemploy, RefereeStatus
from tests.factories.referees import referee_facts, sound_reference

TODAY = date(2026, 11, 25)
OWN = {"own_name": "Amara Nwosu", "own_email": "amara@people.example", "today": TODAY}


def _faults(refused: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {fault["pointer"] for fault in refused.value.errors}


def test_a_referee_in_one_form():
    named = rules.checked_referee(referee_facts(name="  Jo   Fairley ", email="Jo@Westmarch.EXAMPLE"), **OWN)
    assert (named.name, named.email) == ("Jo Fairley", "jo@westmarch.example")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": "amara  NWOSU"}, {"/name"}),
        ({"email": "AMARA@people.example"}, {"/name"}),
        ({"name": " ", "job_title": "", "organisation": ""}, {"/name", "/job_title", "/organisation"}),
        ({"organisation": "x" * 121}, {"/organisation"}),
        ({"email": "no address"}, {"/email"}),
        ({"worked_from": date(2027, 1, 1)}, {"/worked_from"}),
        ({"worked_to": date(2019, 1, 1)}, {"/worked_to"}),
        ({"worked_to": date(2027, 1, 1)}, {"/worked_to"}),
    ],
)
def test_who_cannot_be_a_referee(changes, fields):
    with pytest.raises(InvalidInput) as refused:
        rules.checked_referee(referee_facts(**changes), **OWN)
    assert _faults(refused) == fields


@pytest.mark.parametrize(
    ("address", "is_personal"),
    [("a@gmail.com", True), ("a@GoogleMail.com", True), ("a@westmarch.example", False), ("gmail.com@a.example", False)],
)
def test_personal_addresses(address, is_personal):
    assert rules.is_personal(address) is is_personal


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"ratings": {}}, {f"/ratings/{area}" for area in rules.AREAS}),
        ({"ratings": dict.fromkeys(rules.AREAS, "good") | {"recording": "bad"}}, {"/ratings/recording"}),
        ({"ratings": dict.fromkeys(rules.AREAS, "good") | {"health": "good"}}, {"/ratings"}),
        ({"has_concern": True}, {"/concern_detail"}),
        ({"has_discipline": True, "discipline_detail": "  "}, {"/discipline_detail"}),
        ({"would_reemploy": Reemploy.UNSURE}, {"/reemploy_detail"}),
        ({"signed_name": "", "job_title": ""}, {"/signed_name", "/job_title"}),
        ({"comments": "x" * 4001}, {"/comments"}),
        ({"is_true": False}, {"/is_true"}),
    ],
)
def test_what_a_reference_must_say(changes, fields):
    with pytest.raises(InvalidInput) as refused:
        rules.checked_reference(sound_reference(**changes), today=TODAY)
    assert _faults(refused) == fields


def test_what_was_typed_under_a_no_is_not_kept():
    kept = rules.checked_reference(sound_reference(concern_detail="Mistyped", discipline_detail="Mistyped"), today=TODAY)
    assert (kept.concern_detail, kept.discipline_detail) == ("", "")


@pytest.mark.parametrize(
    ("said", "confirmed", "count"),
    [
        ((date(2020, 9, 1), None), (date(2020, 10, 30), None), 0),
        ((date(2020, 9, 1), None), (date(2021, 1, 1), None), 1),
        ((date(2020, 9, 1), date(2024, 1, 1)), (date(2020, 9, 1), None), 1),
        ((date(2020, 9, 1), None), (date(2021, 9, 1), date(2024, 1, 1)), 2),
        ((date(2020, 9, 1), date(2024, 6, 1)), (date(2020, 9, 1), date(2024, 1, 1)), 1),
    ],
)
def test_where_candidate_and_referee_differ(said, confirmed, count):
    assert len(rules.discrepancies(said, confirmed)) == count


def test_a_difference_is_told_the_right_way_round():
    [sentence] = rules.discrepancies((date(2020, 9, 1), None), (date(2021, 1, 1), None))
    assert sentence == "The candidate says they started 4 months earlier than the referee does."


@pytest.mark.parametrize(
    ("jobs", "confirmed", "sentences"),
    [
        ([], (date(2020, 9, 1), None), 0),
        ([("WESTMARCH  council", date(2019, 1, 1), None)], (date(2020, 9, 1), date(2024, 5, 1)), 0),
        ([("Elsewhere", date(2019, 1, 1), None)], (date(2020, 9, 1), None), 1),
        ([("Westmarch Council", date(2021, 1, 1), None)], (date(2020, 9, 1), None), 1),
        ([("Westmarch Council", date(2020, 9, 1), date(2023, 1, 1))], (date(2020, 9, 1), None), 1),
        ([("Westmarch Council", date(2022, 1, 1), date(2023, 1, 1))], (date(2020, 9, 1), date(2024, 5, 1)), 2),
        (
            [("Westmarch Council", date(2018, 1, 1), date(2019, 1, 1)), ("Westmarch Council", date(2020, 1, 1), None)],
            (date(2018, 3, 1), date(2024, 5, 1)),
            0,
        ),
    ],
)
def test_where_a_referee_and_the_work_history_differ(jobs, confirmed, sentences):
    assert len(rules.against_history("Westmarch Council", jobs, confirmed)) == sentences


_days = st.dates(date(2015, 1, 1), TODAY)
_spans = st.lists(st.tuples(_days, st.one_of(st.none(), _days)).filter(lambda span: span[1] is None or span[1] >= span[0]), max_size=5)


@given(_spans, st.integers(1, 120))
def test_uncovered_months_are_those_that_a_count_finds(spans, months):
    found = rules.uncovered(spans, today=TODAY, months=months)
    as_months = {
        (first.year * 12 + first.month + step)
        for first, last in found
        for step in range((last.year - first.year) * 12 + last.month - first.month + 1)
    }
    oracle = set()
    for back in range(1, months + 1):
        number = TODAY.year * 12 + TODAY.month - back
        if not any(s.year * 12 + s.month <= number <= (e or TODAY).year * 12 + (e or TODAY).month for s, e in spans):
            oracle.add(number)
    assert as_months == oracle
    assert all(later[0] > earlier[1] for earlier, later in pairwise(found))


def test_stretches_in_words():
    assert rules.stretch_in_words((date(2024, 3, 1), date(2024, 5, 1))) == "March 2024 to May 2024"
    assert rules.stretch_in_words((date(2024, 3, 1), date(2024, 3, 1))) == "March 2024"


def test_reminders_are_bounded():
    due = [rules.reminders_due(date(2026, 11, 2), date(2026, 11, day), [7, 14, 28]) for day in (2, 8, 9, 16, 30)]
    assert due == [0, 0, 1, 2, 3]
    assert rules.reminders_due(date(2026, 1, 1), TODAY, [7, 14, 28]) == 3


def test_steps_follow_the_table():
    rules.check_step("accept", RefereeStatus.RECEIVED)
    S = RefereeStatus  # noqa: N806 - keeps the table readable
    for step, status in (("accept", S.CONCERN), ("give", S.RECEIVED), ("ask", S.ASKED), ("drop", S.ACCEPTED)):
        with pytest.raises(WrongStep):
            rules.check_step(step, status)


def test_nobody_is_decided_against_unheard():
    end = date(2026, 12, 2)
    rules.check_heard(is_answered=True, answer_by=end, outcome=Outcome.UNSATISFACTORY, today=TODAY)
    rules.check_heard(is_answered=False, answer_by=end, outcome=Outcome.ACCEPTED, today=TODAY)
    rules.check_heard(is_answered=False, answer_by=end, outcome=Outcome.UNSATISFACTORY, today=date(2026, 12, 3))
    with pytest.raises(NotHeard):
        rules.check_heard(is_answered=False, answer_by=end, outcome=Outcome.UNSATISFACTORY, today=end)
