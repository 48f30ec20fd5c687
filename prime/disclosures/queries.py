"""Reading self-disclosures: those who record checks all, candidates their own, the lead of a panel what to discuss."""

import json
from datetime import date
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts import queries as accounts
from prime.accounts.errors import LinkExpired
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.core.formats import local
from prime.core.paging import PAGE_SIZE, Page, cut, decode_id
from prime.disclosures.schemas import Answer, AskedCandidate, DisclosureOut, Discussion, Periods
from prime.disclosures.tables import DisclosureStatus, Finding, SelfDisclosure
from prime.reference.queries import calendar, values_on
from prime.reference.tables import RateKind

_SELECT = """
SELECT d.id, d.application AS application_id, trim(c.first_name || ' ' || c.last_name) AS candidate_name, v.title AS role, d.status, d.asked_at,
       d.reminded_at, d.sent_at, d.signed_name, d.answers, d.finding, d.discussion, d.note,
       COALESCE(trim(u.first_name || ' ' || u.last_name), '') AS reviewed_by, d.reviewed_at
FROM self_disclosure d JOIN application a ON a.id = d.application JOIN candidate c ON c.id = a.candidate JOIN vacancy v ON v.id = a.vacancy
LEFT JOIN app_user u ON u.id = d.reviewed_by
"""
_OPEN = f"""
{_SELECT} WHERE d.status = 'sent' AND a.stage NOT IN ('withdrawn', 'rejected', 'started') AND ($1::uuid IS NULL OR d.id > $1)
ORDER BY d.id LIMIT $2
"""
# Whoever leads a panel of the application that has not been cancelled.
_LEADS = """
SELECT DISTINCT h."user" FROM interview i JOIN panel_seat s ON s.interview = i.id JOIN champion h ON h.id = s.champion
WHERE i.application = $1 AND s.is_lead AND i.status IN ('invited', 'booked', 'held')
"""
_UNREMINDED = """
SELECT d.id, d.asked_at FROM self_disclosure d JOIN application a ON a.id = d.application
WHERE d.status = 'asked' AND d.reminded_at IS NULL AND a.stage NOT IN ('withdrawn', 'rejected', 'started') ORDER BY d.id LIMIT 500
"""
_OUTDATED = """
SELECT d.id FROM self_disclosure d JOIN application a ON a.id = d.application
WHERE a.stage IN ('withdrawn', 'rejected') AND a.stage_entered_at < $1::timestamptz - make_interval(months => $2::int) ORDER BY d.id LIMIT 500
"""

_PERIODS = {"link_days": RateKind.DISCLOSURE_LINK, "remind_days": RateKind.DISCLOSURE_REMINDER, "kept_months": RateKind.DISCLOSURE_KEPT}


def _out(row: asyncpg.Record) -> DisclosureOut:
    answers = msgspec.convert(json.loads(row["answers"]), dict[str, Answer]) if row["answers"] else None
    return DisclosureOut(
        **{
            **row,
            "status": DisclosureStatus(row["status"]),
            "answers": answers,
            "finding": Finding(row["finding"]) if row["finding"] else None,
        }
    )


async def find_disclosure(actor: Actor, application_id: UUID) -> DisclosureOut | None:
    """The disclosure of an application, if the candidate was asked.

    Candidates read their own answers signed in; the holder of a link to the application only how far it is, as a link
    proves nothing about who holds it.

    Raises:
        Forbidden: the actor neither records checks nor applies.
        NotFound: the application is not the actor's business.
    """
    actor.require_any(Permission.CHECKS_RECORD, Permission.APPLICATIONS_OWN)
    is_own = application_id in await candidates.own_application_ids(actor)
    if not is_own:
        if not actor.can(Permission.CHECKS_RECORD):
            raise NotFound
        await candidates.get_application(actor, application_id)
    rows = await fetch(f"{_SELECT} WHERE d.application = $1", application_id)
    if not rows:
        return None
    found = _out(rows[0])
    if not is_own:
        return found
    found = msgspec.structs.replace(found, note="", reviewed_by="")
    return found if actor.record_id is None else msgspec.structs.replace(found, answers=None, discussion="")


async def get_disclosure(actor: Actor, application_id: UUID) -> DisclosureOut:
    """The disclosure of an application; raises as `find_disclosure`, and NotFound where nobody was asked."""
    found = await find_disclosure(actor, application_id)
    if found is None:
        raise NotFound
    return found


async def list_open(actor: Actor, *, cursor: str = "", size: int = PAGE_SIZE) -> Page[DisclosureOut]:
    """Disclosures that nobody has read, those asked first leading; without the answers.

    Raises:
        Forbidden: the actor does not record checks.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.CHECKS_RECORD)
    rows = await fetch(_OPEN, decode_id(cursor) if cursor else None, size + 1)
    return cut([msgspec.structs.replace(_out(row), answers=None) for row in rows], size, "id")


async def get_discussion(actor: Actor, application_id: UUID) -> Discussion:
    """What the lead of a panel is to talk about with the candidate.

    Raises:
        Forbidden: the actor is no champion.
        NotFound: they do not lead a panel of it, or there is nothing to discuss.
    """
    actor.require(Permission.INTERVIEWS_SCORE)
    rows = await fetch(f"{_SELECT} WHERE d.application = $1 AND d.finding = 'discuss'", application_id)
    if not rows or actor.user_id not in await leads_of(application_id):
        raise NotFound
    names = Discussion.__struct_fields__
    return Discussion(**{name: rows[0][name] for name in names})


async def leads_of(application_id: UUID) -> list[UUID]:
    """Who leads a panel of an application."""
    return [row["user"] for row in await fetch(_LEADS, application_id)]


async def holder_of(token: str, *, ip: str = "", request_id: str = "") -> Actor:
    """The candidate behind a link.

    Raises:
        LinkExpired: it is too old, or none of ours.
    """
    holder = await accounts.actor_for_link(token, ip=ip, request_id=request_id)
    if holder is None or not holder.can(Permission.DISCLOSURES_GIVE) or holder.record_id is None:
        raise LinkExpired("It has expired. Sign in to answer, or ask AfC for a new link.")
    return holder


async def asked_candidate(holder: Actor) -> AskedCandidate:
    """What the holder of a link sees.

    Raises:
        NotFound: it is deleted.
    """
    holder.require(Permission.DISCLOSURES_GIVE)
    rows = await fetch(f"{_SELECT} WHERE d.id = $1", holder.record_id)
    if not rows:
        raise NotFound
    return AskedCandidate(role=rows[0]["role"], status=DisclosureStatus(rows[0]["status"]))


# --- for commands and jobs


async def lock_disclosure(application_id: UUID) -> SelfDisclosure:
    """The disclosure of an application, locked after it; raises NotFound where nobody was asked."""
    row = await SelfDisclosure.objects().where(SelfDisclosure.application == application_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def is_asked(application_id: UUID) -> bool:
    """Whether the candidate of an application was asked."""
    return bool(await fetch_value("SELECT EXISTS (SELECT FROM self_disclosure WHERE application = $1)", application_id))


async def application_of(disclosure_id: UUID) -> UUID:
    """The application that a disclosure belongs to; raises NotFound where it is deleted."""
    found = await fetch_value("SELECT application FROM self_disclosure WHERE id = $1", disclosure_id)
    if found is None:
        raise NotFound
    return UUID(str(found))


async def periods(on: date) -> Periods:
    """How long things last on a day.

    Raises:
        RateMissing: nobody has entered one of them.
    """
    found = await values_on(_PERIODS.values(), on)
    return Periods(**{name: found[kind] for name, kind in _PERIODS.items()})


async def to_remind(today: date) -> list[UUID]:
    """The applications of those who were asked more than so many working days ago and have not been reminded."""
    rows = await fetch(_UNREMINDED)
    if not rows:
        return []
    days, working = (await periods(today)).remind_days, await calendar()
    due = [row["id"] for row in rows if today > working.add_working_days(local(row["asked_at"]).date(), days)]
    return [await application_of(disclosure_id) for disclosure_id in due]


async def outdated(today: date) -> list[UUID]:
    """Disclosures of applications that ended so long ago that they must be gone."""
    return [row["id"] for row in await fetch(_OUTDATED, clock.now(), (await periods(today)).kept_months)]
