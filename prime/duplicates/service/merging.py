"""Making two records of one person into one, and taking it back."""

from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts import queries as accounts_queries
from prime.accounts import service as accounts
from prime.accounts.permissions import Permission, Role
from prime.audit import service as audit
from prime.candidates import service as candidates
from prime.candidates.tables import Candidate
from prime.core import clock, outbox
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import fetch, transaction, transactional
from prime.core.errors import InvalidInput, NotFound
from prime.duplicates import handing, queries, rules
from prime.duplicates.errors import CannotMerge, CannotUndo
from prime.duplicates.tables import CandidateMerge, DuplicatePair, PairStatus
from prime.notifications import service as notifications

_REFUSALS = (
    asyncpg.UniqueViolationError,
    asyncpg.ExclusionViolationError,
    asyncpg.CheckViolationError,
    asyncpg.RestrictViolationError,
)


@transactional
async def merge(actor: Actor, *, survivor_id: UUID, lost_id: UUID, reason: str) -> UUID:
    """Give everything of one record to another of the same person; it can be undone.

    The lost record stays, and points at the survivor: whoever applies with its address is known. Its account is signed out
    and closed, if it is a candidate's alone, and the person is told with which address to sign in.

    Raises:
        Forbidden: the actor does not manage applications.
        InvalidInput: it is one record, or no reason is given.
        NotFound: there is no such record.
        CannotMerge: something must be solved before; the sentence says what.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    if survivor_id == lost_id:
        raise InvalidInput.field("lost_id", "Select two different records")
    if not reason.strip() or len(reason) > rules.REASON_MAX:
        raise InvalidInput.field("reason", f"Enter how you know that they are one person, in {rules.REASON_MAX} characters or less")
    survivor, lost = await _lock_both(survivor_id, lost_id)
    if actor.user_id in {survivor.user, lost.user}:
        raise CannotMerge("One of them is your own. Ask a colleague.")
    if obstacles := await queries.obstacles(survivor.id, lost.id):
        raise CannotMerge(" ".join(obstacles))
    user = await accounts_queries.get_user(SYSTEM, lost.user)
    roles = {role for role, _, _ in await accounts_queries.list_memberships(SYSTEM, lost.user)}
    row = CandidateMerge(
        id=uuid7(),
        survivor=survivor.id,
        lost=lost.id,
        reason=reason.strip(),
        has_closed_account=user.active and roles <= {Role.CANDIDATE},
        merged_by=actor.required_user_id,
        merged_at=clock.now(),
    )
    await row.save()
    try:
        async with transaction():
            await handing.hand_over(row.id, lost=lost.id, survivor=survivor.id)
            if row.has_closed_account:
                await handing.hand_over_account(row.id, lost=lost.user, survivor=survivor.user)
    except _REFUSALS as clash:
        # The rules above name what people can solve; the database has the last word.
        raise CannotMerge(f"Together they would break a rule of the database ({clash.constraint_name}). Ask an administrator.") from None
    await _decide_pair(actor, row)
    await candidates.point_to(actor, lost.id, survivor.id)
    if row.has_closed_account:
        await accounts.suspend_user(SYSTEM, lost.user, reason=_closed_for(survivor))
    await audit.record(actor, "duplicates.merged", survivor.id, f"{lost.reference} was merged into this record", merge=row.id, reason=row.reason)
    await audit.record(actor, "duplicates.merged", lost.id, f"Merged into {survivor.reference}", merge=row.id, reason=row.reason)
    await _tell_merged(actor, survivor, lost)
    await _follow_up(actor, row)
    return row.id


async def _lock_both(*keys: UUID) -> list[Candidate]:
    """Both records, in the order asked for, with their applications; none of them given up before.

    Raises:
        NotFound: one is missing.
        CannotMerge: one was merged into another already.
    """
    found = {row.id: row for row in await Candidate.objects().where(Candidate.id.is_in(list(keys))).order_by(Candidate.id).lock_rows("UPDATE")}
    if len(found) < len(keys):
        raise NotFound
    for row in found.values():
        if row.merged_into is not None:
            raise CannotMerge(f"{row.reference} was merged into another record before.")
    await fetch("SELECT id FROM application WHERE candidate = ANY($1) ORDER BY id FOR UPDATE", list(keys))
    return [found[key] for key in keys]


def _closed_for(survivor: Candidate) -> str:
    return f"Merged into {survivor.reference}"


async def _decide_pair(actor: Actor, row: CandidateMerge) -> None:
    first, second = sorted((row.survivor, row.lost))
    P = DuplicatePair  # noqa: N806 - keeps the statement readable
    decided: dict[Any, Any] = {P.status: PairStatus.MERGED, P.decided_by: actor.required_user_id, P.decided_at: row.merged_at}
    await P.update(decided).where((P.first == first) & (P.second == second) & (P.status == PairStatus.OPEN))


async def _tell_merged(actor: Actor, survivor: Candidate, lost: Candidate) -> None:
    """To both addresses; the lost one reads only how the other begins and ends, should it be somebody else's after all."""
    users = [await accounts_queries.get_user(SYSTEM, record.user) for record in (survivor, lost)]
    sign_in_with = rules.masked(users[0].email)
    for user in users:
        await notifications.send(
            actor, "records_merged", address=user.email, about=survivor.id, first_name=user.first_name, sign_in_with=sign_in_with
        )


async def _follow_up(actor: Actor, row: CandidateMerge) -> None:
    """What is found by the person's details is made anew."""
    moved = await fetch("SELECT row_id FROM merged_row WHERE merge = $1 AND table_name = 'application'", row.id)
    await candidates.refresh_search(actor, [each["row_id"] for each in moved])
    for candidate_id in (row.survivor, row.lost):
        await outbox.emit("candidates.details_changed", candidate_id=candidate_id)


@transactional
async def undo(actor: Actor, merge_id: UUID) -> None:
    """Part two records again: each has what it had, and what came since to an application goes with it.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such merge.
        CannotUndo: it was undone, a later merge stands on it, or checks or employment have followed.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    row = await CandidateMerge.objects().where(CandidateMerge.id == merge_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    if row.undone_at is not None:
        raise CannotUndo("It was undone before.")
    both = {
        each.id: each
        for each in await Candidate.objects().where(Candidate.id.is_in([row.survivor, row.lost])).order_by(Candidate.id).lock_rows("UPDATE")
    }
    survivor, lost = both[row.survivor], both[row.lost]
    if survivor.merged_into is not None:
        raise CannotUndo(f"{survivor.reference} was merged into another record since. Undo that first.")
    if followed := await queries.followed_by_checks(row.id, since=row.merged_at):
        raise CannotUndo(f"{', '.join(followed)} reached the checks after the merge, and what was checked cannot be divided.")
    await handing.hand_back(row.id, lost=lost.id, survivor=survivor.id, lost_user=lost.user, survivor_user=survivor.user)
    await candidates.point_to(actor, lost.id, None)
    await row.update_self({CandidateMerge.undone_by: actor.required_user_id, CandidateMerge.undone_at: clock.now()})
    first, second = sorted((row.survivor, row.lost))
    P = DuplicatePair  # noqa: N806 - keeps the statement readable
    again: dict[Any, Any] = {P.status: PairStatus.OPEN, P.decided_by: None, P.decided_at: None}
    await P.update(again).where((P.first == first) & (P.second == second) & (P.status == PairStatus.MERGED))
    user = await accounts_queries.get_user(SYSTEM, lost.user)
    if row.has_closed_account and user.suspended_reason == _closed_for(survivor):
        await accounts.restore_user(SYSTEM, lost.user)
    for record, other in ((survivor, lost), (lost, survivor)):
        await audit.record(actor, "duplicates.parted", record.id, f"The merge with {other.reference} was undone", merge=row.id)
        await notifications.send(actor, "records_parted", to=record.user, about=record.id)
    await _follow_up(actor, row)
