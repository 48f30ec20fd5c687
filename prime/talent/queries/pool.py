"""Reading the talent pool: all of it for operations, one's own place for a candidate."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from prime.accounts.permissions import Permission
from prime.candidates.queries import find_candidate
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.paging import PAGE_SIZE, Page, cut, decode_id
from prime.talent import rules
from prime.talent.schemas import MemberOut, MembershipOut
from prime.talent.tables import PoolMember, PoolStatus
from prime.vacancies.queries import like_patterns


class PoolFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Whom of the pool to show; of each filter, any value counts."""

    search: str = ""
    place: str = ""
    grades: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


# Whoever has an application that goes on, or works with us, is found there and not here.
_WHERE = """
concat_ws(' ', c.first_name, c.last_name, c.reference, c.swe_number, c.email) ILIKE ALL($1::text[])
AND concat_ws(' ', m.place, c.postcode) ILIKE ALL($2::text[])
AND (cardinality($3::text[]) = 0 OR g.code = ANY($3))
AND (cardinality($4::text[]) = 0 OR EXISTS (
  SELECT FROM pool_skill p JOIN skill s ON s.id = p.skill WHERE p.member = m.id AND s.code = ANY($4)))
AND m.status = ANY($5::text[]) AND m.ends_on >= $6 AND c.merged_into IS NULL
AND NOT EXISTS (SELECT FROM application a WHERE a.candidate = c.id AND a.stage NOT IN ('withdrawn', 'rejected'))
"""
_FROM = "FROM pool_member m JOIN candidate c ON c.id = m.candidate LEFT JOIN grade g ON g.id = m.grade"
_COLUMNS = """
m.id, m.candidate AS candidate_id, c.reference AS candidate_reference, c.first_name, c.last_name, c.email, c.swe_number, m.status,
COALESCE(g.title, '') AS grade_title, m.place, c.postcode, m.origin, m.joined_at, m.ends_on,
ARRAY(SELECT s.title FROM pool_skill p JOIN skill s ON s.id = p.skill WHERE p.member = m.id ORDER BY s.position, s.title) AS skills,
(SELECT a.id FROM application a WHERE a.candidate = c.id ORDER BY a.id DESC LIMIT 1) AS last_application_id,
(SELECT count(*) FROM pool_call k WHERE k.member = m.id) AS calls
"""
_LIST = f"SELECT {_COLUMNS} {_FROM} WHERE {_WHERE} AND ($7::uuid IS NULL OR m.id < $7) ORDER BY m.id DESC LIMIT $8"
_COUNT = f"SELECT count(*) {_FROM} WHERE {_WHERE}"
_CHOSEN = f"SELECT {_COLUMNS} {_FROM} WHERE m.id = ANY($1::uuid[]) ORDER BY c.last_name, c.first_name, m.id"
_HAS_ENDED = """
SELECT EXISTS (SELECT FROM application WHERE candidate = $1 AND stage IN ('withdrawn', 'rejected'))
  AND NOT EXISTS (SELECT FROM application WHERE candidate = $1 AND stage = 'started')
"""


def _values(filters: PoolFilters) -> list[Any]:
    statuses = list(filters.statuses) or [PoolStatus.MEMBER.value]
    return [
        like_patterns(filters.search),
        like_patterns(filters.place),
        list(filters.grades),
        list(filters.skills),
        statuses,
        # Who has left or was left behind is shown when asked for, whatever their last day was.
        clock.today() if set(statuses) <= {PoolStatus.MEMBER, PoolStatus.ASKED} else date.min,
    ]


def _member(row: Any) -> MemberOut:
    return MemberOut(**{**row, "status": PoolStatus(row["status"])})


async def list_members(actor: Actor, filters: PoolFilters, cursor: str = "", *, size: int = PAGE_SIZE) -> Page[MemberOut]:
    """People of the pool, who joined last first.

    Raises:
        Forbidden: the actor does not manage applications.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    rows = await fetch(_LIST, *_values(filters), decode_id(cursor) if cursor else None, size + 1)
    return cut([_member(row) for row in rows], size, "id")


async def count_members(actor: Actor, filters: PoolFilters) -> int:
    """How many `list_members` holds on all its pages; raises as it does."""
    actor.require(Permission.APPLICATIONS_MANAGE)
    return int(await fetch_value(_COUNT, *_values(filters)))


async def list_chosen(actor: Actor, member_ids: Collection[UUID]) -> list[MemberOut]:
    """Some people of the pool by their ids; raises as `list_members`."""
    actor.require(Permission.APPLICATIONS_MANAGE)
    return [_member(row) for row in await fetch(_CHOSEN, list(member_ids))]


async def own_membership(actor: Actor) -> MembershipOut:
    """One's own place in the pool, or whether one may have one.

    Raises:
        Forbidden: the actor is no candidate.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    person = await find_candidate(actor.user_id) if actor.user_id is not None else None
    if person is None:  # the holder of a link, who is nobody's account
        return MembershipOut(status=None, may_join=False, grade_id=None, place="", skill_ids=[], origin="", ends_on=None)
    member = await PoolMember.objects().where(PoolMember.candidate == person.id).first()
    status = PoolStatus(member.status) if member else None
    return MembershipOut(
        status=status,
        may_join=rules.may_join(status, has_ended_application=await has_ended_application(person.id)),
        grade_id=member.grade if member else None,
        place=member.place if member else "",
        skill_ids=[row["skill"] for row in await fetch("SELECT skill FROM pool_skill WHERE member = $1", member.id)] if member else [],
        origin=member.origin if member else "",
        ends_on=member.ends_on if member else None,
    )


async def has_ended_application(candidate_id: UUID) -> bool:
    """Whether an application of somebody came to an end without a first day."""
    return bool(await fetch_value(_HAS_ENDED, candidate_id))


async def lock_member_of(candidate_id: UUID) -> PoolMember | None:
    """A person's place in the pool, locked, if they have one."""
    return await PoolMember.objects().where(PoolMember.candidate == candidate_id).lock_rows("UPDATE").first()


async def lock_members(member_ids: Collection[UUID]) -> list[PoolMember]:
    """Some members, locked in the order of their keys."""
    return await PoolMember.objects().where(PoolMember.id.is_in(list(member_ids))).order_by(PoolMember.id).lock_rows("UPDATE")


async def lock_ending(*, last_day: date, is_told: bool, most: int = 200) -> list[PoolMember]:
    """Places in the pool that end up to a day: of members who were not told yet, or all, locked."""
    M = PoolMember  # noqa: N806 - keeps the condition readable
    where = (M.ends_on <= last_day) & M.status.is_in([PoolStatus.MEMBER.value] if is_told else [PoolStatus.MEMBER.value, PoolStatus.ASKED.value])
    if is_told:
        where &= M.warned_on.is_null()
    return await M.objects().where(where).order_by(M.id).limit(most).lock_rows("UPDATE", skip_locked=True)
