"""Finding records that may be of one person, and keeping those apart that are not."""

from uuid import UUID

import msgspec

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import execute, fetch_value, lock, transactional
from prime.core.errors import InvalidInput
from prime.duplicates import queries, rules
from prime.duplicates.tables import DuplicatePair, MatchKey, PairStatus

# Records read in one go by the sweep; the next run takes the next ones.
SWEEP = 200

_KEEP_KEYS = """
INSERT INTO match_key (id, candidate, kind, value) SELECT uuidv7(), $1, kind, value FROM unnest($2::text[], $3::text[]) AS k (kind, value)
"""
_KEEP_PAIRS = """
INSERT INTO duplicate_pair (id, first, second, score, reasons, status, found_at)
SELECT id, least($1, other), greatest($1, other), score, reasons::jsonb, 'open', $2
FROM unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[]) AS p (id, other, score, reasons)
ON CONFLICT (first, second) DO UPDATE SET score = excluded.score, reasons = excluded.reasons WHERE duplicate_pair.status = 'open'
"""
# A pair that was decided on is decided on again.
_ASK = """
INSERT INTO duplicate_pair (id, first, second, score, reasons, status, found_at, asked_by)
VALUES ($1, least($2::uuid, $3::uuid), greatest($2, $3), $4, $5::jsonb, 'open', $6, $7)
ON CONFLICT (first, second) DO UPDATE SET status = 'open', asked_by = excluded.asked_by, decided_by = NULL, decided_at = NULL RETURNING id
"""
_FORGET_PAIRS = """
DELETE FROM duplicate_pair WHERE status = 'open' AND asked_by IS NULL AND ((first = $1 AND second <> ALL($2)) OR (second = $1 AND first <> ALL($2)))
"""


@transactional
async def find_pairs(actor: Actor, candidate_id: UUID) -> int:
    """Read the details of a record anew and pair it with those that look like the same person; returns how many there are.

    A pair that somebody decided on stays decided; an open one that looks alike no more is dropped.
    """
    # One at a time: two records that came in together would each miss the keys of the other.
    await lock("duplicates")
    return await _find(candidate_id)


@transactional
async def find_for_unread(actor: Actor) -> None:
    """Pair the records that nobody read yet, some at a time: what was imported, and what an event was lost of."""
    await lock("duplicates")
    for candidate_id in await queries.list_unread(most=SWEEP):
        await _find(candidate_id)


async def _find(candidate_id: UUID) -> int:
    key = await queries.survivor_of(candidate_id)
    me = (await queries.details_of([key]))[key]
    keys = rules.keys_of(me)
    await MatchKey.delete().where(MatchKey.candidate == key)
    await execute(_KEEP_KEYS, key, [kind.value for kind, _ in keys], [value for _, value in keys])
    others = await queries.details_of(await queries.sharing_keys(key, keys))
    scored = [(other, *rules.score(me, details)) for other, details in others.items()]
    alike = [(other, points, reasons) for other, points, reasons in scored if points >= rules.LEAST_SHOWN]
    await execute(_FORGET_PAIRS, key, [other for other, _, _ in alike])
    await execute(
        _KEEP_PAIRS,
        key,
        clock.now(),
        [uuid7() for _ in alike],
        [other for other, _, _ in alike],
        [points for _, points, _ in alike],
        [msgspec.json.encode(reasons).decode() for _, _, reasons in alike],
    )
    return len(alike)


@transactional
async def ask(actor: Actor, candidate_id: UUID, *, reference: str) -> UUID:
    """Put a record beside another that somebody takes for the same person, however unlike they look; returns the pair.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such record.
        InvalidInput: the reference, of a candidate or an application, leads to no other record.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    await lock("duplicates")
    mine = await queries.survivor_of(candidate_id)
    other = await queries.find_by_reference(reference)
    if other is None:
        raise InvalidInput.field("reference", "Enter the reference of a candidate or an application, like CAN-2026-000123")
    if other == mine:
        raise InvalidInput.field("reference", "This is the same record. Enter the reference of another one")
    details = await queries.details_of([mine, other])
    points, reasons = rules.score(details[mine], details[other])
    pair_id: UUID = await fetch_value(
        _ASK, uuid7(), mine, other, points, msgspec.json.encode(reasons).decode(), clock.now(), actor.required_user_id
    )
    await audit.record(actor, "duplicates.asked", mine, "Put beside another record, to see whether they are one person", other=other)
    return pair_id


@transactional
async def keep_apart(actor: Actor, pair_id: UUID) -> None:
    """Remember that two records are of different people; the pair is not shown again.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such pair.
        AlreadyDecided: somebody was quicker.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    pair = await queries.lock_pair(pair_id)
    await pair.update_self(
        {DuplicatePair.status: PairStatus.DIFFERENT, DuplicatePair.decided_by: actor.required_user_id, DuplicatePair.decided_at: clock.now()}
    )
    for candidate_id, other in ((pair.first, pair.second), (pair.second, pair.first)):
        await audit.record(actor, "duplicates.kept_apart", candidate_id, "Found to be different people", other=other)
