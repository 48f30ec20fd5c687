"""Reading pairs and merges; for those who manage applications."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import InvalidInput, NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor, decode_id
from prime.duplicates import rules
from prime.duplicates.errors import AlreadyDecided
from prime.duplicates.schemas import Details, MergeOut, PairOut, Reason, RecordOut
from prime.duplicates.tables import DuplicatePair, KeyKind, PairStatus

# A record stands for all that were merged into it, at whatever remove.
_WHOLE = """
WITH RECURSIVE whole AS (
  SELECT id AS root, id FROM candidate WHERE id = ANY($1)
  UNION SELECT w.root, c.id FROM candidate c JOIN whole w ON c.merged_into = w.id
)
"""
_DETAILS = f"""{_WHOLE}
SELECT w.root, c.first_name, c.last_name, c.email, c.phone, c.swe_number, c.postcode FROM whole w JOIN candidate c ON c.id = w.id
UNION
SELECT w.root, u.first_name, u.last_name, u.email, '', '', '' FROM whole w JOIN candidate c ON c.id = w.id JOIN app_user u ON u.id = c."user"
UNION
SELECT w.root, a.declared ->> 'first_name', a.declared ->> 'last_name', a.declared ->> 'email', a.declared ->> 'phone', a.declared ->> 'swe_number',
       a.declared ->> 'postcode'
FROM whole w JOIN application a ON a.candidate = w.id
"""
_SURVIVOR = """
WITH RECURSIVE chain AS (
  SELECT id, merged_into FROM candidate WHERE id = $1
  UNION SELECT c.id, c.merged_into FROM candidate c JOIN chain h ON c.id = h.merged_into
)
SELECT id FROM chain WHERE merged_into IS NULL
"""
_BY_REFERENCE = "SELECT id FROM candidate WHERE reference = $1 UNION ALL SELECT candidate FROM application WHERE reference = $1"
# What many share says nothing of one person; the rarest keys come first.
_SHARING = """
SELECT k.candidate FROM match_key k
JOIN unnest($2::text[], $3::text[]) AS mine (kind, value) ON (k.kind, k.value) = (mine.kind, mine.value)
JOIN candidate c ON c.id = k.candidate AND c.merged_into IS NULL
WHERE k.candidate <> $1
GROUP BY k.candidate ORDER BY count(*) FILTER (WHERE k.kind <> 'name') DESC, count(*) DESC, k.candidate DESC LIMIT $4
"""
_UNREAD = """
SELECT id FROM candidate c WHERE merged_into IS NULL AND NOT EXISTS (SELECT FROM match_key WHERE candidate = c.id) ORDER BY id LIMIT $1
"""
_PAIRS = """
SELECT p.id, p.score, p.status, p.reasons, p.first, p.second FROM duplicate_pair p
JOIN candidate f ON f.id = p.first JOIN candidate s ON s.id = p.second
WHERE p.status = 'open' AND f.merged_into IS NULL AND s.merged_into IS NULL
  AND ($1::int IS NULL OR (p.score, p.id) < ($1, $2::uuid))
ORDER BY p.score DESC, p.id DESC LIMIT $3
"""
_PAIRS_COUNT = """
SELECT count(*) FROM duplicate_pair p JOIN candidate f ON f.id = p.first JOIN candidate s ON s.id = p.second
WHERE p.status = 'open' AND f.merged_into IS NULL AND s.merged_into IS NULL
"""
_PAIRS_OF = """
SELECT p.id, p.score, p.status, p.reasons, p.first, p.second FROM duplicate_pair p
JOIN candidate f ON f.id = p.first JOIN candidate s ON s.id = p.second
WHERE p.status = 'open' AND f.merged_into IS NULL AND s.merged_into IS NULL AND $1 IN (p.first, p.second) ORDER BY p.score DESC LIMIT 10
"""
_RECORDS = """
SELECT c.id, c.reference, c.first_name, c.last_name, c.email, c.phone, c.swe_number, c.postcode, c.created_at,
  ARRAY(SELECT v.title || ', ' || a.stage || ', ' || a.reference FROM application a JOIN vacancy v ON v.id = a.vacancy
        WHERE a.candidate = c.id ORDER BY a.id DESC LIMIT 10) AS applications,
  EXISTS (SELECT FROM staff_member WHERE candidate = c.id) AS is_staff
FROM candidate c WHERE c.id = ANY($1)
"""
_MERGES = """
SELECT m.id, m.survivor AS survivor_id, s.reference AS survivor_reference, s.first_name || ' ' || s.last_name AS survivor_name,
  m.lost AS lost_id, l.reference AS lost_reference, l.first_name || ' ' || l.last_name AS lost_name, l.email AS lost_email, m.reason,
  trim(b.first_name || ' ' || b.last_name) AS merged_by, m.merged_at,
  COALESCE(trim(u.first_name || ' ' || u.last_name), '') AS undone_by, m.undone_at
FROM candidate_merge m JOIN candidate s ON s.id = m.survivor JOIN candidate l ON l.id = m.lost JOIN app_user b ON b.id = m.merged_by
LEFT JOIN app_user u ON u.id = m.undone_by
"""
# What must be solved before two records can be one, each as a sentence; $1 survives, $2 is given up.
_OBSTACLES = """
WITH record AS (SELECT id, reference, id = $1 AS survives FROM candidate WHERE id IN ($1, $2)),
live AS (
  SELECT a.candidate, a.vacancy, a.reference, v.title FROM application a JOIN vacancy v ON v.id = a.vacancy
  WHERE a.candidate IN ($1, $2) AND a.stage NOT IN ('withdrawn', 'rejected', 'started')
),
offered AS (
  SELECT o.reference FROM offer o JOIN application a ON a.id = o.application
  WHERE o.candidate IN ($1, $2) AND (o.status = 'made' OR o.status = 'accepted' AND a.stage IN ('offer', 'checks', 'ready'))
)
SELECT 1 AS nr, CASE WHEN count(*) > 1 THEN 'Both records are staff, and one person is employed once. Ask an administrator which employment is right.'
  ELSE format('%s is staff. Keep that record, and give up the other.', min(r.reference)) END AS sentence
FROM record r JOIN staff_member s ON s.candidate = r.id HAVING count(*) > 1 OR bool_or(NOT r.survives)
UNION ALL
SELECT 2, format('Both have a live application for %s: %s and %s. Withdraw or reject one of them first.',
  mine.title, mine.reference, theirs.reference)
FROM live mine JOIN live theirs ON (mine.candidate, theirs.candidate, mine.vacancy) = ($1, $2, theirs.vacancy)
UNION ALL
SELECT 3, format('Both have an offer: %s. Withdraw or decline one of them first.', string_agg(reference, ' and ' ORDER BY reference))
FROM offered HAVING count(*) > 1
UNION ALL
SELECT 4, format('Both have an interview at one time: %s and %s. Move or cancel one of them first.', mine.reference, theirs.reference)
FROM interview mine JOIN interview theirs ON (mine.candidate, theirs.candidate) = ($1, $2)
  AND tstzrange(mine.starts_at, mine.ends_at) && tstzrange(theirs.starts_at, theirs.ends_at)
WHERE mine.status IN ('booked', 'held') AND theirs.status IN ('booked', 'held')
UNION ALL
SELECT 5, format('%s has cleared its checks, and the other record has checks of its own. Keep that record, and give up the other.', r.reference)
FROM record r WHERE NOT r.survives AND EXISTS (SELECT FROM application WHERE candidate = r.id AND stage = 'ready')
  AND EXISTS (SELECT FROM pre_employment_check WHERE candidate = $1)
  AND NOT EXISTS (SELECT FROM application WHERE candidate = $1 AND stage = 'ready')
ORDER BY nr
"""
_FOLLOWED = """
SELECT a.reference FROM application a JOIN merged_row r ON r.row_id = a.id AND r.table_name = 'application'
WHERE r.merge = $1 AND a.stage IN ('checks', 'ready', 'started') AND a.stage_entered_at > $2 ORDER BY a.id
"""


async def details_of(candidate_ids: Collection[UUID]) -> dict[UUID, Details]:
    """Everything known of some people, with what was typed on their applications and what records merged into theirs knew."""
    found: dict[UUID, dict[str, set[Any]]] = {}
    for row in await fetch(_DETAILS, list(candidate_ids)):
        kinds = found.setdefault(row["root"], {name: set() for name in Details.__struct_fields__})
        if row["first_name"] or row["last_name"]:
            kinds["names"].add((row["first_name"] or "", row["last_name"] or ""))
        for name in ("email", "phone", "swe_number", "postcode"):
            kinds[f"{name}s"] |= {row[name]} - {"", None}
    return {key: msgspec.convert({name: sorted(values) for name, values in kinds.items()}, Details) for key, kinds in found.items()}


async def survivor_of(candidate_id: UUID) -> UUID:
    """The record that a person is known by now: the same one, or the one that it was merged into in the end.

    Raises:
        NotFound: there is no such record.
    """
    rows = await fetch(_SURVIVOR, candidate_id)
    if not rows:
        raise NotFound
    survivor: UUID = rows[0]["id"]
    return survivor


async def find_by_reference(reference: str) -> UUID | None:
    """The record of a candidate's or an application's reference, as the person is known by now."""
    found = await fetch(_BY_REFERENCE, reference.strip().upper())
    return await survivor_of(found[0]["id"]) if found else None


async def sharing_keys(candidate_id: UUID, keys: Iterable[tuple[KeyKind, str]]) -> list[UUID]:
    """Other records with one of these keys, those that share most first."""
    kinds, values = zip(*keys, strict=True) if keys else ((), ())
    return [row["candidate"] for row in await fetch(_SHARING, candidate_id, list(kinds), list(values), rules.MOST_COMPARED)]


async def list_unread(*, most: int) -> list[UUID]:
    """Records without match keys yet, the oldest first."""
    return [row["id"] for row in await fetch(_UNREAD, most)]


async def _records(ids: Collection[UUID]) -> dict[UUID, RecordOut]:
    return {row["id"]: RecordOut(**row) for row in await fetch(_RECORDS, list(ids))}


async def _pairs(rows: Sequence[Mapping[str, Any]]) -> list[PairOut]:
    records = await _records({row[side] for row in rows for side in ("first", "second")})
    return [
        PairOut(
            id=row["id"],
            score=row["score"],
            status=PairStatus(row["status"]),
            reasons=msgspec.convert(json.loads(row["reasons"]), list[Reason]),
            first=records[row["first"]],
            second=records[row["second"]],
        )
        for row in rows
    ]


async def list_pairs(actor: Actor, cursor: str = "", *, size: int = PAGE_SIZE) -> Page[PairOut]:
    """Pairs nobody decided on yet, the likeliest first.

    Raises:
        Forbidden: the actor does not manage applications.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    score, key = _after(cursor)
    return cut(await _pairs(await fetch(_PAIRS, score, key, size + 1)), size, "score", "id")


async def count_pairs(actor: Actor) -> int:
    """How many pairs `list_pairs` holds on all its pages; raises as it does."""
    actor.require(Permission.APPLICATIONS_MANAGE)
    return int(await fetch_value(_PAIRS_COUNT))


def _after(cursor: str) -> tuple[int | None, UUID | None]:
    if not cursor:
        return None, None
    score, key = decode_cursor(cursor, 2)
    try:
        return int(score[:3]), UUID(key)
    except ValueError:
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None


async def list_pairs_of(actor: Actor, candidate_id: UUID) -> list[PairOut]:
    """Open pairs with one record; raises as `list_pairs`."""
    actor.require(Permission.APPLICATIONS_MANAGE)
    return await _pairs(await fetch(_PAIRS_OF, candidate_id))


async def get_pair(actor: Actor, pair_id: UUID) -> PairOut:
    """One pair, decided or not.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is none.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    rows = await fetch("SELECT id, score, status, reasons, first, second FROM duplicate_pair WHERE id = $1", pair_id)
    if not rows:
        raise NotFound
    return (await _pairs(rows))[0]


async def lock_pair(pair_id: UUID) -> DuplicatePair:
    """A pair nobody decided on yet, locked.

    Raises:
        NotFound: there is none.
        AlreadyDecided: somebody was quicker.
    """
    pair = await DuplicatePair.objects().where(DuplicatePair.id == pair_id).lock_rows("UPDATE").first()
    if pair is None:
        raise NotFound
    if pair.status != PairStatus.OPEN:
        raise AlreadyDecided("Somebody else has decided on these two records.")
    return pair


async def obstacles(survivor_id: UUID, lost_id: UUID) -> list[str]:
    """What must be solved before a record can be given up for another, as sentences."""
    return [row["sentence"] for row in await fetch(_OBSTACLES, survivor_id, lost_id)]


async def followed_by_checks(merge_id: UUID, *, since: datetime) -> list[str]:
    """References of applications that a merge moved and that reached the checks since."""
    return [row["reference"] for row in await fetch(_FOLLOWED, merge_id, since)]


async def list_merges(actor: Actor, cursor: str = "", *, size: int = PAGE_SIZE) -> Page[MergeOut]:
    """Merges, the newest first; raises as `list_pairs`."""
    actor.require(Permission.APPLICATIONS_MANAGE)
    key = decode_id(cursor) if cursor else None
    rows = await fetch(f"{_MERGES} WHERE ($1::uuid IS NULL OR m.id < $1) ORDER BY m.id DESC LIMIT $2", key, size + 1)
    return cut([MergeOut(**row) for row in rows], size, "id")


async def get_merge(actor: Actor, merge_id: UUID) -> MergeOut:
    """One merge; raises as `get_pair`."""
    actor.require(Permission.APPLICATIONS_MANAGE)
    rows = await fetch(f"{_MERGES} WHERE m.id = $1", merge_id)
    if not rows:
        raise NotFound
    return MergeOut(**rows[0])


async def list_merges_of(actor: Actor, candidate_id: UUID) -> list[MergeOut]:
    """Standing merges into one record, the newest first; raises as `list_pairs`."""
    actor.require_any(Permission.APPLICATIONS_READ)
    rows = await fetch(f"{_MERGES} WHERE m.survivor = $1 AND m.undone_at IS NULL ORDER BY m.id DESC LIMIT 20", candidate_id)
    return [MergeOut(**row) for row in rows]
