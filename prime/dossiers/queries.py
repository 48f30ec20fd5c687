"""Reading everything about one candidate: a handful of queries, whatever the length of the history.

Whoever screens without names sees here only what is past screening: that another application, still known by its reference
alone, is of this person would tell whose it is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.queries.scope import screens_blind, withheld
from prime.candidates.rules import STAGE_LABELS
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import Stage
from prime.checks.tables import CheckKind
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import InvalidInput, NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor
from prime.dossiers.schemas import ApplicationLine, CheckLine, Dossier, Fact, FactKind, InterviewLine, OfferLine
from prime.duplicates import queries as duplicates

P = Permission
MOST = 50

# $1 candidate, $2 reader, $3 whether names are kept from the reader before the screening decision
_MINE = f"""
WITH mine AS (
  SELECT a.*, v.title AS role FROM application a JOIN vacancy v ON v.id = a.vacancy JOIN candidate c ON c.id = a.candidate
  WHERE a.candidate = $1 AND NOT {withheld(me=2, blind=3)}
)
"""
_PERSON = """
SELECT c.created_at, (SELECT id FROM staff_member WHERE candidate = c.id) AS staff_id FROM candidate c WHERE c.id = $1
"""
_APPLICATIONS = f"""{_MINE}
SELECT id, reference, role, stage, applied_at, ended_reason, next_action, next_due_on FROM mine ORDER BY id DESC LIMIT {MOST}
"""
_INTERVIEWS = f"""{_MINE}
SELECT i.id, i.reference, i.kind, i.status, i.starts_at, COALESCE(d.outcome, '') AS outcome,
  COALESCE((SELECT string_agg(trim(u.first_name || ' ' || u.last_name), ', ' ORDER BY s.is_lead DESC, u.last_name)
            FROM panel_seat s JOIN champion h ON h.id = s.champion JOIN app_user u ON u.id = h."user" WHERE s.interview = i.id), '') AS panel
FROM interview i JOIN mine ON mine.id = i.application LEFT JOIN decision d ON d.interview = i.id
ORDER BY COALESCE(i.starts_at, i.invited_at) DESC, i.id DESC LIMIT {MOST}
"""
_OFFERS = f"""
SELECT id, reference, role_title AS role, status, expires_at FROM offer WHERE candidate = $1 ORDER BY id DESC LIMIT {MOST}
"""
_CHECKS = "SELECT kind, status, expires_on FROM pre_employment_check WHERE candidate = $1"
# $4 to $6 what the reader may see besides, $7 one kind or all, $8 and $9 where the page before ended, $10 how many
_TIMELINE = f"""{_MINE},
facts AS (
  SELECT m.moved_at AS at, m.id, 'application' AS kind, m.to_stage AS title, m.reason AS text, m.moved_by AS by, '' AS who, mine.reference,
    '' AS href, false AS candidate_may_see
  FROM stage_move m JOIN mine ON mine.id = m.application
  UNION ALL
  SELECT e.at, e.id,
    CASE split_part(e.action, '.', 1) WHEN 'interviews' THEN 'interviews' WHEN 'offers' THEN 'offers' WHEN 'checks' THEN 'checks'
      WHEN 'referees' THEN 'checks' WHEN 'disclosures' THEN 'checks' WHEN 'uploads' THEN 'documents' ELSE 'application' END,
    e.summary, '', NULL, e.actor_name, COALESCE(mine.reference, ''), '', false
  FROM audit_entry e LEFT JOIN mine ON mine.id = e.record_id
  WHERE (mine.id IS NOT NULL OR e.record_id = $1) AND e.summary <> ''
    AND e.action NOT IN ('candidates.moved', 'candidates.applied', 'candidates.note_added', 'candidates.consented')
    AND ($4 OR split_part(e.action, '.', 1) NOT IN ('checks', 'referees', 'disclosures'))
  UNION ALL
  SELECT n.written_at, n.id, 'notes', 'Note', n.text, n.author, '', mine.reference, '', n.is_shared FROM note n JOIN mine ON mine.id = n.application
  UNION ALL
  SELECT s.given_at, s.id, 'consents', s.kind, 'Version ' || s.version, NULL, '', COALESCE(mine.reference, ''), '', true
  FROM consent s LEFT JOIN mine ON mine.id = s.application WHERE s.candidate = $1 AND (s.application IS NULL OR mine.id IS NOT NULL)
  UNION ALL
  SELECT w.created_at, w.id, 'messages', COALESCE(NULLIF(w.subject, ''), upper(left(w.template, 1)) || replace(substr(w.template, 2), '_', ' ')),
    'Email to ' || w.to_address || ', ' || w.status, NULL, '', COALESCE(mine.reference, ''), '/messages/' || w.id, true
  FROM message w LEFT JOIN mine ON mine.id = w.about_id
  WHERE $5 AND (w.recipient = (SELECT "user" FROM candidate WHERE id = $1) OR (w.about_id = $1 AND w.recipient IS NULL))
  UNION ALL
  SELECT d.created_at, d.id, 'documents', d.title, d.reference || ', ' || d.status, NULL, '', COALESCE(mine.reference, ''),
    CASE d.status WHEN 'ready' THEN '/documents/' || d.id ELSE '' END, true
  FROM document d LEFT JOIN mine ON mine.id = d.subject_id WHERE $6 AND d.person = (SELECT "user" FROM candidate WHERE id = $1)
)
SELECT f.*, COALESCE(NULLIF(f.who, ''), trim(u.first_name || ' ' || u.last_name), '') AS name
FROM facts f LEFT JOIN app_user u ON u.id = f.by
WHERE ($7 = '' OR f.kind = $7) AND ($8::timestamptz IS NULL OR (f.at, f.id) < ($8, $9::uuid))
ORDER BY f.at DESC, f.id DESC LIMIT $10
"""


async def _known(actor: Actor, application_id: UUID) -> ApplicationDetail:
    """The application by which the person is asked for.

    Raises:
        Forbidden: the actor does not recruit.
        NotFound: there is none, it is the actor's own, or who it is is withheld from them.
    """
    actor.require(P.APPLICATIONS_READ)
    application = await candidates.get_application(actor, application_id)
    if application.is_anonymous or application.user_id == actor.user_id:
        raise NotFound
    return application


async def get_dossier(actor: Actor, application_id: UUID) -> Dossier:
    """The person behind an application, with all they have; what the actor may not see is left out.

    Raises:
        Forbidden: the actor does not recruit.
        NotFound: there is none, it is the actor's own, or who it is is withheld from them.
    """
    application = await _known(actor, application_id)
    key, scope = application.candidate_id, (application.candidate_id, actor.user_id, screens_blind(actor))
    person = (await fetch(_PERSON, key))[0]
    known = (await duplicates.details_of([key]))[key]
    name = f"{application.first_name} {application.last_name}"
    others = {f"{first} {last}" for first, last in known.names} | set(known.emails) | set(known.swe_numbers)
    return Dossier(
        id=key,
        application_id=application.id,
        reference=application.candidate_reference,
        name=name,
        email=application.email,
        phone=application.phone,
        swe_number=application.swe_number,
        postcode=application.postcode,
        since=person["created_at"],
        also_known_as=sorted(others - {name, application.email, application.swe_number}),
        staff_id=person["staff_id"] if actor.can(P.STAFF_READ) else None,
        applications=[ApplicationLine(**{**row, "stage": Stage(row["stage"])}) for row in await fetch(_APPLICATIONS, *scope)],
        interviews=[InterviewLine(**row) for row in await fetch(_INTERVIEWS, *scope)],
        offers=[OfferLine(**row) for row in await fetch(_OFFERS, key)] if actor.can(P.OFFERS_MAKE) else [],
        checks=await _checks(key) if actor.can(P.CHECKS_RECORD) else [],
    )


async def _checks(candidate_id: UUID) -> list[CheckLine]:
    order = list(CheckKind)
    lines = [CheckLine(**{**row, "kind": CheckKind(row["kind"])}) for row in await fetch(_CHECKS, candidate_id)]
    return sorted(lines, key=lambda line: order.index(line.kind))


async def timeline(actor: Actor, application_id: UUID, *, kind: str = "", cursor: str = "", size: int = PAGE_SIZE) -> Page[Fact]:
    """Everything that happened to the person behind an application, the newest first, or all of one kind; raises as `get_dossier`.

    Raises:
        InvalidInput: there is no such kind, or the cursor is not one of this list.
    """
    if kind and kind not in set(FactKind):
        raise InvalidInput.field("kind", "Select a kind of the list")
    application = await _known(actor, application_id)
    rows = await fetch(
        _TIMELINE,
        application.candidate_id,
        actor.user_id,
        screens_blind(actor),
        actor.can(P.CHECKS_RECORD),
        actor.can(P.MESSAGES_READ),
        actor.can(P.APPLICATIONS_MANAGE),
        kind,
        *_after(cursor),
        size + 1,
    )
    return cut([_fact(row) for row in rows], size, "at", "id")


def _after(cursor: str) -> tuple[datetime | None, UUID | None]:
    if not cursor:
        return None, None
    at, key = decode_cursor(cursor, 2)
    try:
        moment = datetime.fromisoformat(at)
        moment.astimezone()  # one at the edge of the calendar has no moment in UTC
        return moment, UUID(key)
    except (ValueError, OverflowError):
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None


def _fact(row: Mapping[str, Any]) -> Fact:
    title, kind = row["title"], FactKind(row["kind"])
    if kind is FactKind.APPLICATION and title in set(Stage):
        title = STAGE_LABELS[Stage(title)]
    elif kind is FactKind.CONSENTS:
        title = f"Agreed to the {title.replace('_', ' ')}"
    names = ("id", "at", "text", "reference", "href", "candidate_may_see")
    return Fact(kind=kind, title=title, who=row["name"], **{name: row[name] for name in names})
