"""Champions and interviews for tests, made by the real commands."""

from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from prime.accounts.permissions import Role
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import Stage
from prime.core.actor import SYSTEM, Actor
from prime.interviews import queries, service
from prime.interviews.rules import Hours
from prime.interviews.service.scoring import Answer, Card, Points
from prime.interviews.tables import InterviewKind, Outcome
from prime.kits.schemas import VersionDetail
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application

OFFICE_HOURS = [Hours(day, time(9), time(17)) for day in range(5)]
PLACE = "https://meet.example/afc-prime"
ACCREDITED_UNTIL = date(2030, 6, 30)
# The Wednesday after the tests' frozen noon, 25 November 2026.
MONDAY_NINE = datetime.fromisoformat("2026-11-30T09:00+00:00")


class MadeChampion(NamedTuple):
    """A champion as an Actor, with the id of their profile."""

    actor: Actor
    id: UUID


async def make_champion(
    *, hours: list[Hours] | None = None, last_name: str = "Testcase", accredited_until: date | None = ACCREDITED_UNTIL, **profile: int
) -> MadeChampion:
    """An accredited champion who is free in office hours."""
    actor = await make_user(Role.CHAMPION, last_name=last_name)
    champion_id = await service.create_champion(actor)
    await service.save_weekly_hours(actor, champion_id, OFFICE_HOURS if hours is None else hours)
    await service.save_accreditation(SYSTEM, champion_id, accredited_until=accredited_until)
    if profile:
        settings = {"weekly_cap": 6, "buffer_minutes": 15, "notice_hours": 24, "horizon_days": 56, **profile}
        await service.save_profile(actor, champion_id, **settings)
    return MadeChampion(actor, champion_id)


class MadeInterview(NamedTuple):
    """An interview with the people around it; the first of the panel leads."""

    id: UUID
    application: ApplicationDetail
    panel: list[MadeChampion]

    @property
    def lead(self) -> Actor:
        """The champion who leads."""
        return self.panel[0].actor


async def make_invitation(
    *, panel: list[MadeChampion] | None = None, kind: InterviewKind = InterviewKind.INTERVIEW, minutes: int = 45, needs: str = ""
) -> MadeInterview:
    """Somebody new at the right stage, invited to choose a time with one champion or a given panel."""
    members = panel or [await make_champion()]
    application = await make_application(stage=Stage(kind), needs=needs)
    interview_id = await service.invite(
        members[0].actor, application.id, kind=kind, champion_user_ids=[m.actor.required_user_id for m in members], minutes=minutes, place=PLACE
    )
    return MadeInterview(interview_id, application, members)


async def make_booking(*, starts_at: datetime = MONDAY_NINE, **invitation: object) -> MadeInterview:
    """An interview booked by its lead."""
    made = await make_invitation(**invitation)  # type: ignore[arg-type]
    await service.book(made.lead, made.id, starts_at)
    return made


async def kit_of(interview_id: UUID) -> VersionDetail:
    """What the panel of an interview asks and rates."""
    return await queries.kit_of(await queries.get_interview(SYSTEM, interview_id))


async def whole_card(
    interview_id: UUID,
    score: int = 4,
    *,
    recommends: bool | None = True,
    summary: str = "",
    scores: dict[int, int] | None = None,
    concerns: tuple[int, ...] = (),
) -> Card:
    """A whole scorecard with the same points throughout, but for some positions; yes to some veto questions."""
    kit = await kit_of(interview_id)
    ratings = {row.id: Points((scores or {}).get(row.position, score), "Said so with an example.") for row in kit.competencies}
    answers = {row.id: Answer(row.position in concerns, "Said so." if row.position in concerns else "") for row in kit.questions}
    return Card(ratings, answers, recommends, summary)


async def score_and_decide(made: MadeInterview, outcome: Outcome = Outcome.HIRE) -> None:
    """Everybody hands in a scorecard and the lead decides; the clock must be past the start."""
    for member in made.panel:
        await service.submit_scorecard(member.actor, made.id, await whole_card(made.id, summary="Clear and kind."))
    await service.decide(made.lead, made.id, outcome, "The evidence is strong.", "You spoke clearly about your practice.")


async def status_of(made: MadeInterview) -> str:
    """The present state of an interview."""
    return (await queries.get_interview(made.lead, made.id)).status.value
