"""Reading offers: operations all, a candidate or the holder of their link their own."""

from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_id
from prime.offers import rules
from prime.offers.schemas import OfferDetail
from prime.offers.tables import Offer, OfferStatus

_COLUMNS = """
f.id, f.reference, f.status, a.id AS application_id, a.reference AS application_reference, c.id AS candidate_id,
c."user" AS candidate_user_id, trim(c.first_name || ' ' || c.last_name) AS candidate_name, o.id AS employer_id, o.name AS employer_name,
o.kind = 'afc' AS is_afc, f.role_title, f.grade AS grade_id, g.title AS grade_title, f.annual_amount, f.weekly_hours, f.place, f.starts_on,
f.conditions, f.expires_at, m.id AS made_by_id, trim(m.first_name || ' ' || m.last_name) AS made_by, f.made_at, f.answered_at,
f.accepted_name, f.accepted_ip, f.ended_reason
"""
_FROM = """
FROM offer f JOIN application a ON a.id = f.application JOIN candidate c ON c.id = f.candidate JOIN organisation o ON o.id = f.employer
JOIN grade g ON g.id = f.grade JOIN app_user m ON m.id = f.made_by
"""
_VISIBLE = "($1 OR a.id = ANY($2::uuid[]))"
_ONE = f"SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} AND f.id = $3"
# A lapsed offer is one that says so, and one past its time that the periodic job has not reached.
_LIST = f"""
SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} AND ($3::uuid IS NULL OR f.application = $3)
  AND ($4 = '' OR $4 = CASE WHEN f.status = 'made' AND f.expires_at < $5 THEN 'lapsed' ELSE f.status END)
  AND ($6::uuid IS NULL OR f.id < $6) ORDER BY f.id DESC LIMIT $7
"""
_LIVE = f"SELECT {_COLUMNS} {_FROM} WHERE f.candidate = $1 AND f.status = 'made' AND f.expires_at >= $2"
_ACCEPTED = f"SELECT {_COLUMNS} {_FROM} WHERE f.application = $1 AND f.status = 'accepted'"
_LAPSING = "SELECT id FROM offer WHERE status = 'made' AND expires_at < $1 ORDER BY expires_at, id LIMIT 200"


async def _scope(actor: Actor) -> tuple[bool, list[UUID]]:
    if actor.can(Permission.OFFERS_MAKE):
        return True, []
    return False, await candidates.own_application_ids(actor)


def _detail(row: asyncpg.Record) -> OfferDetail:
    status = rules.status_at(OfferStatus(row["status"]), row["expires_at"], now=clock.now())
    return OfferDetail(**{**row, "status": status})


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


async def list_own(actor: Actor) -> list[OfferDetail]:
    """The offers that were made to the actor, newest first."""
    own = await candidates.own_application_ids(actor)
    return [_detail(row) for row in await fetch(_LIST, False, own, None, "", clock.now(), None, PAGE_SIZE)]


async def live_offer(candidate_id: UUID) -> OfferDetail | None:
    """The offer that a person has not answered and still can; the caller has shown its right to know."""
    rows = await fetch(_LIVE, candidate_id, clock.now())
    return _detail(rows[0]) if rows else None


async def accepted_offer(application_id: UUID) -> OfferDetail | None:
    """The offer that was accepted for an application; the caller has shown its right to know."""
    rows = await fetch(_ACCEPTED, application_id)
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


async def lapsing() -> list[UUID]:
    """Offers past their time that still say they are open."""
    return [row["id"] for row in await fetch(_LAPSING, clock.now())]
