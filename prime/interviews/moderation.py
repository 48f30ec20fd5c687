"""What a panel must talk about before it decides: scores that differ, and vetoes. Pure (N8).

A difference of two points or more needs a note before any decision. A veto (points below the line of a competency, or a yes
to a veto question) stands in the way of an offer until somebody who does not hold it has lifted it with a note.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from prime.interviews.errors import NotModerated, OwnVeto
from prime.interviews.schemas import Matter, NoteRow, ScorecardDetail
from prime.interviews.tables import Outcome
from prime.kits.schemas import VersionDetail

WIDE_GAP = 2


class _Said(NamedTuple):
    """What was written about an interview, and when the last scorecard came in."""

    notes: Sequence[NoteRow]
    last_in: datetime | None


def widest_gap(scores: Collection[int]) -> int:
    """By how many points the panel differs on one competency."""
    return max(scores, default=0) - min(scores, default=0)


def matters(kit: VersionDetail, cards: Sequence[ScorecardDetail], notes: Sequence[NoteRow]) -> list[Matter]:
    """The competencies and questions of a kit that the submitted scorecards make the panel talk about, in order of the kit."""
    said = _Said(notes, max((card.submitted_at for card in cards if card.submitted_at), default=None))
    found = []
    for competency in kit.competencies:
        scores = [(card, score) for card in cards if (score := card.score(competency.id)) is not None]
        vetoes = [card for card, score in scores if competency.veto_below is not None and score < competency.veto_below]
        gap = widest_gap([score for _, score in scores])
        if vetoes or gap >= WIDE_GAP:
            found.append(_matter(competency.id, competency.title, gap, vetoes, said))
    for question in kit.questions:
        vetoes = [card for card in cards if (answer := card.concern(question.id)) and answer.is_concern]
        if vetoes:
            found.append(_matter(question.id, question.wording, 0, vetoes, said))
    return found



def _matter(subject_id: UUID, title: str, gap: int, vetoes: Sequence[ScorecardDetail], said: _Said) -> Matter:
    own = sorted((note for note in said.notes if note.subject_id == subject_id), key=lambda note: note.written_at)
    newest = own[-1] if own and (said.last_in is None or own[-1].written_at >= said.last_in) else None
    holders = [card.user_id for card in vetoes]
    is_lifted = newest is not None and newest.is_lifted and newest.written_by_id not in holders
    return Matter(
        subject_id=subject_id,
        title=title,
        gap=gap,
        vetoed_by=[card.name for card in vetoes],
        vetoed_by_ids=holders,
        notes=own,
        blocks_decision=gap >= WIDE_GAP and newest is None,
        blocks_offer=bool(vetoes) and not is_lifted,
    )


def check_moderated(found: Sequence[Matter], outcome: Outcome) -> None:
    """Nothing is decided while a difference has no note, and no offer is decided while a veto stands.

    Raises:
        NotModerated: naming what the panel must talk about.
    """
    unspoken = [matter.title for matter in found if matter.blocks_decision]
    if unspoken:
        raise NotModerated(f"Write what the panel said about “{'” and “'.join(unspoken)}”.")
    vetoed = [matter.title for matter in found if matter.blocks_offer]
    if vetoed and outcome is Outcome.HIRE:
        raise NotModerated(f"There is a veto on “{'” and “'.join(vetoed)}”. It must be lifted before you can make an offer.")


def check_liftable(matter: Matter, user_id: UUID | None) -> None:
    """Whoever holds a veto does not lift it.

    Raises:
        OwnVeto: the actor holds it.
    """
    if user_id in matter.vetoed_by_ids:
        raise OwnVeto("Another member of the panel or operations can lift it.")
