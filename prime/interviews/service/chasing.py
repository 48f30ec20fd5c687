"""Late scorecards are asked for after the interview, never before (D3)."""

from prime.accounts import queries as accounts
from prime.accounts.permissions import Permission, Role
from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.core.formats import local, weekday
from prime.interviews import queries, rules
from prime.interviews.queries.chasing import Owed
from prime.interviews.tables import ScorecardChase
from prime.notifications import service as notifications
from prime.reference import queries as reference


@transactional
async def chase_scorecards(actor: Actor) -> int:
    """Remind champions of scorecards 1 and 3 working days after the interview, then tell operations; returns how many are chased.

    Whether one is still missing is read in the transaction that sends, each step goes out once, and of several that are due
    at once (the worker stood still) only the last.

    Raises:
        Forbidden: the actor does not manage applications.
        CalendarEnds: the bank holidays of these days are not known.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    calendar = await reference.calendar()
    today = clock.today()
    if not rules.is_chasing_time(clock.now(), calendar):
        return 0
    late, chased = [], 0
    for owed in await queries.list_owed():
        step = rules.chase_step(local(owed.ended_at).date(), today, calendar)
        if step <= owed.last_step:
            continue
        new = ScorecardChase(seat=owed.seat_id, step=step, sent_at=clock.now())
        if not await ScorecardChase.insert(new).on_conflict(action="DO NOTHING").returning(ScorecardChase.id):
            continue
        chased += 1
        if step == rules.TELL_OPERATIONS:
            late.append(f"{owed.reference}: {owed.champion} has not scored {owed.candidate}, met on {_day(owed)}")
            words = f"Told operations that the scorecard of {owed.champion} is late"
        else:
            await notifications.send(
                actor,
                "scorecard_due",
                to=owed.user_id,
                about=owed.application_id,
                candidate=owed.candidate,
                role=owed.role,
                when=_day(owed),
                interview_id=owed.interview_id,
            )
            words = f"Reminded {owed.champion} of a scorecard"
        await audit.record(actor, "interviews.scorecard_chased", owed.application_id, words, interview=owed.interview_id, step=step)
    if late:
        for person in await accounts.members_with(Role.OPERATIONS, (await accounts.afc()).id):
            await notifications.send(actor, "scorecards_late", to=person.id, sentences=late)
    return chased


def _day(owed: Owed) -> str:
    return weekday(owed.ended_at, year=True)
