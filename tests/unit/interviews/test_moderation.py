"""What a panel must talk about: differences of two points, and vetoes that nobody lifts for themselves."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from prime.interviews import moderation
from prime.interviews.errors import NotModerated, OwnVeto
from prime.interviews.schemas import ConcernRow, NoteRow, RatingRow, ScorecardDetail
from prime.interviews.tables import Outcome
from prime.kits.schemas import CompetencyDetail, QuestionDetail, VersionDetail
from prime.kits.tables import Area

AT = datetime(2026, 11, 30, 10, tzinfo=UTC)
ANN, BEN, CAS = UUID(int=1), UUID(int=2), UUID(int=3)
PRACTICE, SAFE, QUESTION = UUID(int=11), UUID(int=12), UUID(int=13)


def _competency(key: UUID, area: Area, line: int | None) -> CompetencyDetail:
    return CompetencyDetail(
        id=key, position=key.int - 10, area=area, title=area.value, question="?", anchors=["a"] * 5, prompts=[], basis="", veto_below=line
    )


KIT = VersionDetail(
    id=UUID(int=9),
    kit_id=UUID(int=8),
    title="Kit",
    number=1,
    note="",
    revision=1,
    published_at=AT,
    competencies=[_competency(PRACTICE, Area.PRACTICE, None), _competency(SAFE, Area.SAFEGUARDING, 3)],
    questions=[QuestionDetail(id=QUESTION, position=1, area=Area.SAFEGUARDING, wording="Any concern?")],
)


def _card(user: UUID, practice: int = 4, safe: int = 4, *, concern: bool = False, minutes: int = 0) -> ScorecardDetail:
    return ScorecardDetail(
        seat_id=user,
        user_id=user,
        name=f"Champion {user.int}",
        recommends=True,
        summary="",
        submitted_at=AT + timedelta(minutes=minutes),
        ratings=[RatingRow(competency_id=PRACTICE, score=practice, evidence="x"), RatingRow(competency_id=SAFE, score=safe, evidence="x")],
        concerns=[ConcernRow(question_id=QUESTION, is_concern=concern, evidence="x")],
    )


def _note(subject: UUID, by: UUID, *, minutes: int = 5, lifts: bool = False) -> NoteRow:
    at = AT + timedelta(minutes=minutes)
    return NoteRow(subject_id=subject, note="We talked", is_lifted=lifts, written_by_id=by, written_by="x", written_at=at)


def _refused(cards, notes=()) -> set[Outcome]:
    refused = set()
    for outcome in Outcome:
        try:
            moderation.check_moderated(moderation.matters(KIT, cards, list(notes)), outcome)
        except NotModerated:
            refused.add(outcome)
    return refused


BOTH = {Outcome.HIRE, Outcome.REJECT}


@pytest.mark.parametrize(
    ("cards", "notes", "refused"),
    [
        ([_card(ANN), _card(BEN, 3)], [], set()),
        ([_card(ANN, 5), _card(BEN, 3)], [], BOTH),
        ([_card(ANN, 5), _card(BEN, 4), _card(CAS, 3)], [], BOTH),
        ([_card(ANN, 5), _card(BEN, 3)], [_note(PRACTICE, ANN)], set()),
        ([_card(ANN, 5), _card(BEN, 3)], [_note(SAFE, ANN)], BOTH),
        ([_card(ANN, 5), _card(BEN, 3, minutes=9)], [_note(PRACTICE, ANN)], BOTH),
        ([_card(ANN, safe=2), _card(BEN, safe=3)], [], {Outcome.HIRE}),
        ([_card(ANN, safe=2), _card(BEN, safe=3)], [_note(SAFE, BEN)], {Outcome.HIRE}),
        ([_card(ANN, safe=2), _card(BEN, safe=3)], [_note(SAFE, BEN, lifts=True)], set()),
        ([_card(ANN, safe=2), _card(BEN, safe=3)], [_note(SAFE, ANN, lifts=True)], {Outcome.HIRE}),
        ([_card(ANN, safe=2), _card(BEN, safe=3)], [_note(SAFE, BEN, lifts=True), _note(SAFE, BEN, minutes=6)], {Outcome.HIRE}),
        ([_card(ANN, safe=2), _card(BEN, safe=3, minutes=9)], [_note(SAFE, BEN, lifts=True)], {Outcome.HIRE}),
        ([_card(ANN, concern=True), _card(BEN)], [], {Outcome.HIRE}),
        ([_card(ANN, concern=True), _card(BEN)], [_note(QUESTION, BEN, lifts=True)], set()),
        ([_card(ANN, concern=True), _card(BEN, concern=True)], [_note(QUESTION, BEN, lifts=True)], {Outcome.HIRE}),
        ([_card(ANN, concern=True), _card(BEN, concern=True)], [_note(QUESTION, CAS, lifts=True)], set()),
        ([_card(ANN, safe=1), _card(BEN, safe=4)], [], BOTH),
        ([_card(ANN, safe=1), _card(BEN, safe=4)], [_note(SAFE, BEN)], {Outcome.HIRE}),
    ],
)
def test_what_stands_in_the_way(cards, notes, refused):
    assert _refused(cards, notes) == refused


def test_nobody_lifts_their_own_veto():
    [matter] = moderation.matters(KIT, [_card(ANN, concern=True), _card(BEN)], [])
    assert (matter.title, matter.vetoed_by) == ("Any concern?", ["Champion 1"])
    with pytest.raises(OwnVeto):
        moderation.check_liftable(matter, ANN)
    moderation.check_liftable(matter, BEN)


def test_a_draft_makes_nobody_talk():
    assert moderation.matters(KIT, [], []) == []
