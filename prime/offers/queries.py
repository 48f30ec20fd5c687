"""Reading offers: operations all, a candidate or the holder of their link their own."""

from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_id
from prime.offers import rules
from prime.offers.schemas import Condition, OfferDetail, Proposal, Wish
from prime.offers.tables import DeclineReason, Offer, OfferCondition, OfferStatus

_COLUMNS = """
f.id, f.reference, f.status, a.id AS application_id, a.reference AS application_reference, a.vacancy AS vacancy_id, c.id AS candidate_id,
c."user" AS candidate_user_id, trim(c.first_name || ' ' || c.last_name) AS candidate_name, o.id AS employer_id, o.name AS employer_name,
o.kind = 'afc' AS is_afc, f.role_title, f.grade AS grade_id, g.title AS grade_title, f.annual_amount, f.weekly_hours, f.place, f.starts_on,
f.expires_at, m.id AS drafted_by_id, trim(m.first_name || ' ' || m.last_name) AS drafted_by, f.drafted_at,
COALESCE(trim(p.first_name || ' ' || p.last_name), '') AS approved_by, f.made_at, f.replaces AS replaces_id, f.answered_at,
f.accepted_name, f.accepted_ip, NULLIF(f.decline_reason, '') AS decline_reason, f.ended_reason,
(SELECT COALESCE(jsonb_agg(jsonb_build_object('id', d.id, 'position', d.position, 'text', d.text, 'status', d.status, 'detail', d.detail,
   'decidedBy', COALESCE(trim(w.first_name || ' ' || w.last_name), ''), 'decidedAt', d.decided_at) ORDER BY d.position), '[]')
 FROM offer_condition d LEFT JOIN app_user w ON w.id = d.decided_by WHERE d.offer = f.id) AS conditions,
(SELECT COALESCE(jsonb_agg(jsonb_build_object('id', t.id, 'text', t.text, 'annualAmount', t.annual_amount::text,
   'weeklyHours', t.weekly_hours::text, 'startsOn', t.starts_on, 'askedAt', t.asked_at, 'outcome', t.outcome, 'answer', t.answer,
   'answeredAt', t.answered_at) ORDER BY t.id), '[]') FROM terms_request t WHERE t.offer = f.id) AS wishes,
(SELECT COALESCE(jsonb_agg(jsonb_build_object('id', s.id, 'fromOn', s.from_on, 'toOn', s.to_on, 'reason', s.reason,
   'isByCandidate', s.is_by_candidate, 'proposedAt', s.proposed_at, 'outcome', s.outcome, 'answer', s.answer,
   'answeredAt', s.answered_at) ORDER BY s.id), '[]') FROM start_proposal s WHERE s.offer = f.id) AS proposals
"""
_FROM = """
FROM offer f JOIN application a ON a.id = f.application JOIN candidate c ON c.id = f.candidate JOIN organisation o ON o.id = f.employer
JOIN grade g ON g.id = f.grade JOIN app_user m ON m.id = f.drafted_by LEFT JOIN app_user p ON p.id = f.approved_by
"""
# A candidate sees what was made to them, and nothing of how it came about.
_VISIBLE = "($1 OR a.id = ANY($2::uuid[]) AND f.made_at IS NOT NULL)"
_ONE = f"SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} AND f.id = $3"
# A lapsed offer is one that says so, and one past its time that the periodic job has not reached.
_LIST = f"""
SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} AND ($3::uuid IS NULL OR f.application = $3)
  AND ($4 = '' OR $4 = CASE WHEN f.status = 'made' AND f.expires_at < $5 THEN 'lapsed' ELSE f.status END)
  AND ($6::uuid IS NULL OR f.id < $6) ORDER BY f.id DESC LIMIT $7
"""
# What waits for the office: a draft that somebody else has written, a wish for other terms, a later start.
_WAITING = f"""
SELECT {_COLUMNS} {_FROM} WHERE f.status = 'drafted' AND f.drafted_by IS DISTINCT FROM $1
  OR $2 AND f.status = 'made' AND f.expires_at >= $3 AND EXISTS (SELECT FROM terms_request WHERE offer = f.id AND outcome = 'open')
  OR $2 AND f.status = 'accepted' AND EXISTS (SELECT FROM start_proposal WHERE offer = f.id AND outcome = 'open' AND is_by_candidate)
ORDER BY f.id LIMIT $4
"""
_LIVE = f"SELECT {_COLUMNS} {_FROM} WHERE f.candidate = $1 AND f.status = 'made' AND f.expires_at >= $2"
_LAPSING = """
SELECT f.id FROM offer f JOIN application a ON a.id = f.application WHERE f.status = 'made' AND f.expires_at < $1
  AND ($2::uuid IS NULL OR f.candidate = $2 OR a.vacancy = $3) ORDER BY f.id LIMIT 200
"""


async def _scope(actor: Actor) -> tuple[bool, list[UUID]]:
    if actor.can_any({Permission.OFFERS_MAKE, Permission.OFFERS_APPROVE}):
        return True, []
    return False, await candidates.own_application_ids(actor)


_PARTS: dict[str, msgspec.json.Decoder[Any]] = {
    "conditions": msgspec.json.Decoder(list[Condition]),
    "wishes": msgspec.json.Decoder(list[Wish]),
    "proposals": msgspec.json.Decoder(list[Proposal]),
}


def _detail(row: asyncpg.Record) -> OfferDetail:
    status = rules.status_at(OfferStatus(row["status"]), row["expires_at"], now=clock.now())
    parts: dict[str, Any] = {name: decoder.decode(row[name]) for name, decoder in _PARTS.items()}
    declined_for = DeclineReason(row["decline_reason"]) if row["decline_reason"] else None
    return OfferDetail(**{**row, **parts, "status": status, "decline_reason": declined_for})


async def get_offer(actor: Actor, offer_id: UUID) -> OfferDetail:
    """One offer.

    Raises:
        NotFound: there is none, or it is not the actor's business.
    """
    rows = await fetch(_ONE, *await _scope(actor), offer_id)
    if not rows:
        raise NotFound
    return _detail(rows[0])


async def list_offers(
    actor: Actor, *, application_id: UUID | None = None, status: str = "", cursor: str = "", size: int = PAGE_SIZE
) -> Page[OfferDetail]:
    """Offers, newest first: all for operations, one's own for a candidate.

    Raises:
        InvalidInput: the cursor is not one of this list.
    """
    after = decode_id(cursor) if cursor else None
    rows = await fetch(_LIST, *await _scope(actor), application_id, status, clock.now(), after, size + 1)
    return cut([_detail(row) for row in rows], size, "id")


async def list_waiting(actor: Actor, *, size: int = PAGE_SIZE) -> list[OfferDetail]:
    """Offers that wait for the actor's decision, the oldest first: drafts of others, and for those who make offers what candidates ask.

    Raises:
        Forbidden: the actor does not approve offers.
    """
    actor.require(Permission.OFFERS_APPROVE)
    rows = await fetch(_WAITING, actor.user_id, actor.can(Permission.OFFERS_MAKE), clock.now(), size)
    return [_detail(row) for row in rows]


async def list_own(actor: Actor) -> list[OfferDetail]:
    """The offers that were made to the actor, newest first."""
    own = await candidates.own_application_ids(actor)
    return [_detail(row) for row in await fetch(_LIST, False, own, None, "", clock.now(), None, PAGE_SIZE)]


async def live_offer(candidate_id: UUID) -> OfferDetail | None:
    """The offer that a person has not answered and still can; the caller has shown its right to know."""
    rows = await fetch(_LIVE, candidate_id, clock.now())
    return _detail(rows[0]) if rows else None


async def lock_offer(offer_id: UUID) -> Offer:
    """An offer, locked to the end of the transaction; lock its application first.

    Raises:
        NotFound: there is none.
    """
    row = await Offer.objects().where(Offer.id == offer_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_condition(condition_id: UUID) -> OfferCondition:
    """A condition, locked to the end of the transaction; lock its application first.

    Raises:
        NotFound: there is none.
    """
    row = await OfferCondition.objects().where(OfferCondition.id == condition_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lapsing(*, candidate_id: UUID | None = None, vacancy_id: UUID | None = None) -> list[UUID]:
    """Offers past their time that still say they are open: all, or those of a candidate and of a vacancy."""
    return [row["id"] for row in await fetch(_LAPSING, clock.now(), candidate_id, vacancy_id)]
