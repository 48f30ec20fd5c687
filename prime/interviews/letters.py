"""What is said about an interview to candidate and panel, with the calendar objects that go with it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission
from prime.accounts.tables import TokenPurpose
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import NotFound
from prime.core.settings import settings
from prime.interviews import rules
from prime.interviews.invitations import Entry, Method, calendar_feed, calendar_object
from prime.interviews.kit import KIND_LABELS
from prime.interviews.schemas import InterviewDetail, Member
from prime.interviews.tables import InterviewStatus
from prime.notifications import service as notifications

LINK_LIFE = timedelta(days=400)  # longer than any horizon; what it may still do is decided by the rules


async def invite(actor: Actor, interview: InterviewDetail) -> None:
    """Ask the candidate to choose a time, with a link that needs no account."""
    await _tell_candidate(actor, interview, "interview_invitation", leads_to=interview)


async def confirm(actor: Actor, interview: InterviewDetail, *, has_moved: bool) -> None:
    """Tell everybody the time, and put it into their calendars."""
    await _tell_candidate(actor, interview, "interview_booked", Method.REQUEST, leads_to=interview, has_moved=has_moved)
    await _tell_panel(actor, interview, "interview_booked_panel", Method.REQUEST, has_moved=has_moved)


async def cancel(actor: Actor, interview: InterviewDetail, reason: str) -> None:
    """Tell everybody who knew of it that it is off, and take it out of their calendars."""
    method = Method.CANCEL if interview.starts_at else None
    await _tell_candidate(actor, interview, "interview_cancelled", method, reason=reason)
    if interview.starts_at:
        await _tell_panel(actor, interview, "interview_cancelled_panel", method, reason=reason)


async def hand_over(actor: Actor, before: InterviewDetail, after: InterviewDetail, leaves: Member, joins: Member) -> None:
    """Tell everybody who sits on the panel of a booked interview now, and take it out of the calendar of whoever has left."""
    await _tell_candidate(actor, after, "interview_panel_changed", Method.REQUEST, leads_to=after, joins=joins.name, leaves=leaves.name)
    await _tell_panel(actor, after, "interview_booked_panel", Method.REQUEST, has_moved=False)
    left = msgspec.structs.replace(before, panel=[leaves], sequence=after.sequence)
    await _tell_panel(actor, left, "interview_panel_left", Method.CANCEL, joins=joins.name)


async def change_place(actor: Actor, interview: InterviewDetail) -> None:
    """Tell everybody who knows of it that they meet in another way or place, and correct their calendars."""
    method = Method.REQUEST if interview.starts_at else None
    await _tell_candidate(actor, interview, "interview_place_changed", method, leads_to=interview)
    if interview.starts_at:
        await _tell_panel(actor, interview, "interview_place_changed_panel", method)


async def remind(actor: Actor, interview: InterviewDetail) -> None:
    """Remind everybody a day before."""
    await _tell_candidate(actor, interview, "interview_reminder", leads_to=interview)
    await _tell_panel(actor, interview, "interview_reminder_panel")


async def missed(actor: Actor, interview: InterviewDetail, absent: str, again: InterviewDetail | None) -> None:
    """Tell the candidate how it goes on after an interview that did not take place: by another time, where they may choose one."""
    await _tell_candidate(actor, interview, "interview_missed", leads_to=again, absent=absent, may_choose=again is not None)


async def _tell_candidate(
    actor: Actor, interview: InterviewDetail, template: str, method: Method | None = None, *, leads_to: InterviewDetail | None = None, **more: Any
) -> None:
    await notifications.send(
        actor,
        template,
        to=interview.candidate_user_id,
        about=interview.application_id,
        secret_link=await _link(actor, leads_to) if leads_to else "",
        calendar=_calendar(interview, interview.candidate_name, interview.candidate_email, method, for_panel=False),
        calendar_method=method or "",
        **_facts(interview),
        **more,
    )


async def _tell_panel(actor: Actor, interview: InterviewDetail, template: str, method: Method | None = None, **more: Any) -> None:
    for member in interview.panel:
        await notifications.send(
            actor,
            template,
            to=member.user_id,
            about=interview.application_id,
            calendar=_calendar(interview, member.name, member.email, method, for_panel=True),
            calendar_method=method or "",
            candidate=interview.candidate_name,
            needs=interview.needs,
            **_facts(interview),
            **more,
        )


async def _link(actor: Actor, interview: InterviewDetail) -> str:
    """A link to this one interview for whoever reads the candidate's e-mail; the links of earlier messages go on working."""
    token = await accounts.mint_token(
        actor,
        purpose=TokenPurpose.RECORD,
        life=LINK_LIFE,
        user_id=interview.candidate_user_id,
        permissions=(Permission.INTERVIEWS_BOOK,),
        record_id=interview.id,
        is_single_use=False,
        keep_older=True,
    )
    return f"{settings().base_url}/book/{token}"


def _facts(interview: InterviewDetail) -> dict[str, Any]:
    return {
        "interview_id": interview.id,
        "reference": interview.reference,
        "kind": KIND_LABELS[interview.kind].lower(),
        "role": interview.role,
        "minutes": interview.minutes,
        "place": rules.how_to_join(interview.meeting, interview.place, interview.access),
        "panel": interview.panel_names,
        "when": rules.in_words(interview.starts_at, interview.minutes) if interview.starts_at else "",
    }


def _calendar(interview: InterviewDetail, name: str, email: str, method: Method | None, *, for_panel: bool) -> str:
    if method is None or interview.starts_at is None:
        return ""
    return entry_text(interview, name, email, method, for_panel=for_panel, stamped_at=clock.now())


def entry_text(interview: InterviewDetail, name: str, email: str, method: Method, *, for_panel: bool, stamped_at: datetime) -> str:
    """The calendar object of an interview for one of its people; raises LookupError where it has no time."""
    return calendar_object(_entry(interview, name, email, for_panel=for_panel, stamped_at=stamped_at), method)


def _entry(interview: InterviewDetail, name: str, email: str, *, for_panel: bool, stamped_at: datetime) -> Entry:
    if interview.starts_at is None:
        raise LookupError("Only an interview with a time stands in a calendar.")
    what = KIND_LABELS[interview.kind]
    join = rules.how_to_join(interview.meeting, interview.place, interview.access)
    page = f"{settings().base_url}/{'interviews' if for_panel else 'my-interviews'}/{interview.id}"
    return Entry(
        uid=interview.uid,
        sequence=interview.sequence,
        starts_at=interview.starts_at,
        minutes=interview.minutes,
        title=f"{what}: {interview.candidate_name}, {interview.role}" if for_panel else f"AfC Prime: {what.lower()}, {interview.role}",
        description=f"{join}\nPanel: {interview.panel_names}\nReference: {interview.reference}\n{page}",
        place=interview.place,
        name=name,
        email=email,
        stamped_at=stamped_at,
    )


def as_feed(interviews: Sequence[InterviewDetail]) -> str:
    """A champion's interviews as the calendar that their program reads; the same interviews give the same bytes."""
    entries = [
        (
            _entry(interview, "", "", for_panel=True, stamped_at=interview.booked_at or interview.invited_at),
            interview.status is InterviewStatus.CANCELLED,
        )
        for interview in interviews
    ]
    return calendar_feed(entries, "AfC Prime interviews")


def as_file(interview: InterviewDetail, user_id: UUID | None) -> str:
    """The calendar file that the candidate, or a member of the panel, downloads.

    Raises:
        NotFound: the interview has no time yet.
    """
    if interview.starts_at is None:
        raise NotFound
    seat = interview.seat_of(user_id)
    name, email = (seat.name, seat.email) if seat else (interview.candidate_name, interview.candidate_email)
    return entry_text(interview, name, email, Method.REQUEST, for_panel=seat is not None, stamped_at=interview.booked_at or interview.invited_at)
