"""Reading referees: everything for those who record checks, one's own progress for candidates, one form for the holder of a link."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts import queries as accounts
from prime.accounts.errors import LinkExpired
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.core.formats import local
from prime.core.paging import PAGE_SIZE, Page, cut, decode_id
from prime.referees import rules
from prime.referees.schemas import AskedReferee, HearingOut, OpenReferee, Periods, QuestionOut, RefereeDetail, RefereeOut, RefereesOut, ReferenceOut
from prime.referees.tables import Outcome, Reemploy, Referee, RefereeStatus, ReferenceHearing, ReferenceQuestion, Relationship, Way
from prime.reference.queries import bands_on, values_on
from prime.reference.tables import RateKind
from prime.uploads import queries as uploads
from prime.uploads.tables import Purpose

# Whoever records checks reads all; a candidate, or the holder of their link, those named with their own applications.
_VISIBLE = "($1 OR r.application = ANY($2::uuid[]))"
_COLUMNS = """
r.id, r.application AS application_id, r.name, r.job_title, r.organisation, r.email, r.relationship, r.worked_from, r.worked_to, r.is_latest,
r.status, r.status_detail, r.identity_check, r.named_at, r.asked_at, r.expires_at, r.reminders, r.check_kind, r.forgotten_at
"""
_LIST = f"SELECT {_COLUMNS} FROM referee r WHERE {_VISIBLE} AND r.candidate = $3 ORDER BY r.id LIMIT 50"
_JOBS = "SELECT employer, began_on, ended_on FROM past_job WHERE application = $1 AND kind <> 'study' LIMIT 100"
# With whom operations are next: a referee to approve, an e-mail that came back, a reference to read, a candidate who was heard.
_OPEN = f"""
SELECT {_COLUMNS}, trim(c.first_name || ' ' || c.last_name) AS candidate_name FROM referee r
JOIN candidate c ON c.id = r.candidate JOIN application a ON a.id = r.application LEFT JOIN reference_hearing h ON h.referee = r.id
WHERE a.stage NOT IN ('withdrawn', 'rejected', 'started')
  AND (r.status IN ('named', 'bounced', 'received') OR (r.status = 'concern' AND (h.commented_at IS NOT NULL OR h.answer_by < $1)))
  AND ($2::uuid IS NULL OR r.id > $2) ORDER BY r.id LIMIT $3
"""
_ONE = f"SELECT {_COLUMNS} FROM referee r WHERE {_VISIBLE} AND r.id = $3"
_REFERENCE = """
SELECT f.*, COALESCE(trim(u.first_name || ' ' || u.last_name), '') AS recorder
FROM reference f LEFT JOIN app_user u ON u.id = f.recorded_by WHERE f.referee = $1
"""
_QUESTIONS = """
SELECT q.id, q.question, trim(u.first_name || ' ' || u.last_name) AS asked_by, q.asked_at, q.answer, q.answered_at
FROM reference_question q JOIN app_user u ON u.id = q.asked_by WHERE q.referee = $1 ORDER BY q.id
"""
_HEARING = """
SELECT h.concern, trim(u.first_name || ' ' || u.last_name) AS raised_by, h.raised_at, h.answer_by, h.comment, h.commented_at, h.outcome,
       h.reasons, COALESCE(trim(d.first_name || ' ' || d.last_name), '') AS decided_by, h.decided_at
FROM reference_hearing h JOIN app_user u ON u.id = h.raised_by LEFT JOIN app_user d ON d.id = h.decided_by WHERE h.referee = $1
"""
_ABOUT = """
SELECT trim(c.first_name || ' ' || c.last_name) AS candidate_name, v.title AS role
FROM referee r JOIN application a ON a.id = r.application JOIN candidate c ON c.id = r.candidate JOIN vacancy v ON v.id = a.vacancy
WHERE r.id = $1
"""
# A message to a referee is about their row; only the newest one counts, as a corrected address or a second try makes the others void.
_BOUNCED = """
SELECT r.id FROM referee r CROSS JOIN LATERAL (
  SELECT m.status FROM message m WHERE m.about_id = r.id AND m.to_address = r.email ORDER BY m.id DESC LIMIT 1
) newest WHERE r.status = 'asked' AND newest.status IN ('bounced', 'refused') ORDER BY r.id LIMIT 200
"""
_WAITING = "SELECT id, asked_at, reminders FROM referee WHERE status = 'asked' AND expires_at > $1 ORDER BY id LIMIT 2000"
_EXPIRED = "SELECT id FROM referee WHERE status = 'asked' AND expires_at <= $1 ORDER BY id LIMIT 200"
# The day on which what was said is deleted: from the end of the last application, or from the last day at work; none while either goes on.
_GOES_ON = """
SELECT r.id, (CASE
  WHEN EXISTS (SELECT FROM staff_member s WHERE s.candidate = r.candidate) THEN
    (SELECT max(s.left_on) + make_interval(months => $2) FROM staff_member s WHERE s.candidate = r.candidate HAVING bool_and(s.left_on IS NOT NULL))
  ELSE (SELECT max(a.stage_entered_at) AT TIME ZONE 'Europe/London' + make_interval(months => $1) FROM application a WHERE a.candidate = r.candidate)
END)::date AS goes_on
FROM referee r WHERE r.forgotten_at IS NULL AND NOT EXISTS (
  SELECT FROM application a WHERE a.candidate = r.candidate AND a.stage NOT IN ('withdrawn', 'rejected')
    AND (a.stage <> 'started' OR NOT EXISTS (SELECT FROM staff_member s WHERE s.candidate = r.candidate)))
"""
_OUTDATED = f"SELECT id FROM ({_GOES_ON}) g WHERE goes_on <= $3 ORDER BY id LIMIT 500"
_GOES_ON_OF = f"SELECT goes_on FROM ({_GOES_ON}) g WHERE id = $3"
_PERIODS = {
    "cover_months": RateKind.REFERENCE_COVER,
    "link_days": RateKind.REFERENCE_LINK,
    "hearing_days": RateKind.REFERENCE_HEARING,
    "kept_months": RateKind.REFERENCE_KEPT,
    "kept_of_staff_months": RateKind.REFERENCE_KEPT_OF_STAFF,
}
_ENDED = frozenset({Stage.WITHDRAWN, Stage.REJECTED})


def _works_here(actor: Actor) -> bool:
    return actor.can(Permission.CHECKS_RECORD) and actor.record_id is None


async def _scope(actor: Actor) -> tuple[bool, list[UUID]]:
    actor.require_any(Permission.CHECKS_RECORD, Permission.APPLICATIONS_OWN)
    return (True, []) if _works_here(actor) else (False, await candidates.own_application_ids(actor))


def _referee(row: asyncpg.Record, *, in_full: bool) -> RefereeOut:
    found = RefereeOut(
        **{
            **{name: row[name] for name in RefereeOut.__struct_fields__ if name in row},
            "relationship": Relationship(row["relationship"]),
            "status": RefereeStatus(row["status"]),
            "has_personal_email": rules.is_personal(row["email"]),
        }
    )
    return found if in_full else msgspec.structs.replace(found, status_detail="", identity_check="", check_kind=None)


async def list_referees(actor: Actor, application_id: UUID) -> RefereesOut:
    """The referees of the person behind an application, and what is still needed.

    Raises:
        NotFound: the application is not the actor's business.
    """
    sees_all, own = await _scope(actor)
    if not sees_all and application_id not in own:
        raise NotFound
    application = await candidates.get_application(actor, application_id)
    found = [_referee(row, in_full=sees_all) for row in await fetch(_LIST, sees_all, own, application.candidate_id)]
    counting = [referee for referee in found if referee.status in rules.COUNTING and referee.forgotten_at is None]
    today = clock.today()
    months = (await periods(today)).cover_months
    spans = rules.uncovered([(referee.worked_from, referee.worked_to) for referee in counting], today=today, months=months)
    return RefereesOut(
        is_called=await is_called(application.candidate_id),
        items=found,
        still_needed=max(0, rules.NEEDED - len(counting)),
        needs_latest=not any(referee.is_latest for referee in counting),
        uncovered=[rules.stretch_in_words(stretch) for stretch in spans],
    )


async def is_called(candidate_id: UUID) -> bool:
    """Whether the candidate has been asked to name referees."""
    return await fetch_value("SELECT 1 FROM referee_call WHERE candidate = $1", candidate_id) is not None


async def own_application(actor: Actor) -> UUID | None:
    """The application with which the actor names referees: the newest live one of somebody who was asked to."""
    for application in await candidates.mine(actor):
        if application.stage not in _ENDED and await is_called(application.candidate_id):
            return application.id
    return None


async def list_open(actor: Actor, *, cursor: str = "", size: int = PAGE_SIZE) -> Page[OpenReferee]:
    """Referees with whom operations are next, those named first leading.

    Raises:
        Forbidden: the actor does not record checks.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.CHECKS_RECORD)
    rows = await fetch(_OPEN, clock.today(), decode_id(cursor) if cursor else None, size + 1)
    return cut([OpenReferee(row["id"], row["candidate_name"], _referee(row, in_full=True)) for row in rows], size, "id")


async def get_referee(actor: Actor, referee_id: UUID) -> RefereeOut:
    """One referee.

    Raises:
        NotFound: there is none, or it is not the actor's business.
    """
    sees_all, own = await _scope(actor)
    rows = await fetch(_ONE, sees_all, own, referee_id)
    if not rows:
        raise NotFound
    return _referee(rows[0], in_full=sees_all)


async def get_detail(actor: Actor, referee_id: UUID) -> RefereeDetail:
    """A referee with what they said, for those who record checks.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such referee.
    """
    actor.require(Permission.CHECKS_RECORD)
    referee = await get_referee(actor, referee_id)
    reference = await _reference(referee_id)
    about = await about_whom(referee_id)
    return RefereeDetail(
        referee=referee,
        candidate_name=about[0],
        role=about[1],
        reference=reference,
        discrepancies=await _discrepancies(referee, reference) if reference else [],
        questions=[QuestionOut(**row) for row in await fetch(_QUESTIONS, referee_id)],
        hearing=await _hearing(referee_id),
        evidence=await uploads.find_upload(actor, Purpose.REFERENCE, referee_id),
        goes_on=await goes_on(referee_id),
    )


async def _discrepancies(referee: RefereeOut, reference: ReferenceOut) -> list[str]:
    """Where a reference differs from what the candidate says of the referee, and from the work history of the application."""
    confirmed = (reference.worked_from, reference.worked_to)
    jobs = [(row["employer"], row["began_on"], row["ended_on"]) for row in await fetch(_JOBS, referee.application_id)]
    told = rules.discrepancies((referee.worked_from, referee.worked_to), confirmed)
    return [*told, *rules.against_history(referee.organisation, jobs, confirmed)]


async def _reference(referee_id: UUID) -> ReferenceOut | None:
    rows = await fetch(_REFERENCE, referee_id)
    if not rows:
        return None
    row = rows[0]
    kinds: dict[str, Any] = {
        "way": Way(row["way"]),
        "relationship": Relationship(row["relationship"]),
        "would_reemploy": Reemploy(row["would_reemploy"]),
        "ratings": json.loads(row["ratings"]),
        "recorded_by": row["recorder"],
    }
    return ReferenceOut(**{name: row[name] for name in ReferenceOut.__struct_fields__ if name not in kinds}, **kinds)


async def _hearing(referee_id: UUID) -> HearingOut | None:
    rows = await fetch(_HEARING, referee_id)
    return HearingOut(**{**rows[0], "outcome": Outcome(rows[0]["outcome"]) if rows[0]["outcome"] else None}) if rows else None


async def own_hearing(actor: Actor, referee_id: UUID) -> HearingOut:
    """The concern about one's own reference; who raised and decided it stays inside AfC.

    Raises:
        NotFound: there is none, or it is not the actor's.
    """
    await get_referee(actor, referee_id)
    found = await _hearing(referee_id)
    if found is None:
        raise NotFound
    return msgspec.structs.replace(found, raised_by="", decided_by="")


async def about_whom(referee_id: UUID) -> tuple[str, str]:
    """The candidate's name and the role that the reference is for."""
    rows = await fetch(_ABOUT, referee_id)
    return rows[0]["candidate_name"], rows[0]["role"]


async def holder_of(token: str, *, ip: str = "", request_id: str = "") -> Actor:
    """The referee behind a link.

    Raises:
        LinkExpired: it is too old, or none of ours.
    """
    holder = await accounts.actor_for_link(token, ip=ip, request_id=request_id)
    if holder is None or not holder.can(Permission.REFERENCES_GIVE) or holder.record_id is None:
        raise LinkExpired("It has expired. If you still want to give a reference, ask AfC for a new link.")
    return holder


async def asked_referee(holder: Actor) -> AskedReferee:
    """What the holder of a referee's link sees.

    Raises:
        NotFound: there is no such referee.
    """
    holder.require(Permission.REFERENCES_GIVE)
    if holder.record_id is None:
        raise NotFound
    rows = await fetch("SELECT id, name, status, expires_at, draft FROM referee WHERE id = $1", holder.record_id)
    if not rows:
        raise NotFound
    row, (candidate_name, role) = rows[0], await about_whom(holder.record_id)
    question = await fetch_value("SELECT question FROM reference_question WHERE referee = $1 AND answered_at IS NULL", row["id"])
    return AskedReferee(
        id=row["id"],
        name=row["name"],
        candidate_name=candidate_name,
        role=role,
        status=RefereeStatus(row["status"]),
        expires_on=local(row["expires_at"]).date() if row["expires_at"] else None,
        draft=json.loads(row["draft"]) if row["draft"] else {},
        question=question or "",
    )


async def periods(on: date) -> Periods:
    """How long things last on a day.

    Raises:
        RateMissing: nobody has entered one of them.
    """
    found = await values_on(_PERIODS.values(), on)
    return Periods(**{name: found[kind] for name, kind in _PERIODS.items()})


async def goes_on(referee_id: UUID) -> date | None:
    """The day on which what a referee said is deleted, if it is known yet and still to come."""
    kept = await periods(clock.today())
    found: date | None = await fetch_value(_GOES_ON_OF, kept.kept_months, kept.kept_of_staff_months, referee_id)
    return found


# --- for commands and jobs


async def outdated(today: date) -> list[UUID]:
    """Referees whose references have been kept long enough."""
    kept = await periods(today)
    return [row["id"] for row in await fetch(_OUTDATED, kept.kept_months, kept.kept_of_staff_months, today)]


async def lock_referee(referee_id: UUID) -> Referee:
    """A referee, locked to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = await Referee.objects().where(Referee.id == referee_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_hearing(referee_id: UUID) -> ReferenceHearing:
    """The hearing of a referee, locked; raises NotFound where there is none."""
    row = await ReferenceHearing.objects().where(ReferenceHearing.referee == referee_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_question(referee_id: UUID) -> ReferenceQuestion:
    """The question that a referee has not answered, locked; raises NotFound where there is none."""
    Q = ReferenceQuestion  # noqa: N806 - keeps the condition readable
    row = await Q.objects().where((Q.referee == referee_id) & Q.answered_at.is_null()).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def accepted_of(candidate_id: UUID) -> Sequence[Referee]:
    """The referees of a candidate whose references were accepted."""
    is_accepted = (Referee.candidate == candidate_id) & (Referee.status == RefereeStatus.ACCEPTED)
    return await Referee.objects().where(is_accepted & Referee.forgotten_at.is_null())


async def person_of(candidate_id: UUID) -> tuple[UUID, str, str]:
    """The account, the name and the address of a candidate."""
    candidate = await candidates.get_candidate(SYSTEM, candidate_id)
    return candidate.user, f"{candidate.first_name} {candidate.last_name}", candidate.email


async def bounced() -> list[UUID]:
    """Referees who were asked and whose e-mail has come back."""
    return [row["id"] for row in await fetch(_BOUNCED)]


async def expired() -> list[UUID]:
    """Referees who have not answered while their link worked."""
    return [row["id"] for row in await fetch(_EXPIRED, clock.now())]


async def to_remind(today: date) -> list[UUID]:
    """Referees who are due one more reminder."""
    days = [int(band.value) for band in await bands_on(RateKind.REFERENCE_REMINDER, today)]
    rows = await fetch(_WAITING, clock.now())
    return [row["id"] for row in rows if rules.reminders_due(local(row["asked_at"]).date(), today, days) > row["reminders"]]
