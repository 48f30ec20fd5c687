"""The desks of those who apply and of those who choose."""

from datetime import datetime

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates.rules import CANDIDATE_WORDS, FINAL, STAGE_LABELS
from prime.candidates.schemas import ApplicationDetail, ApplicationRow, Filters
from prime.candidates.tables import NextActor, Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.formats import clock_time, datetime_london, govdate, local, plural
from prime.interviews import queries as interviews
from prime.interviews.kit import KIND_LABELS
from prime.interviews.rules import in_words
from prime.interviews.schemas import InterviewDetail, OwnInterview
from prime.interviews.tables import InterviewKind, InterviewStatus
from prime.offers import queries as offers
from prime.offers.schemas import OfferDetail
from prime.referees import queries as referees
from prime.referees.tables import RefereeStatus
from prime.reporting.schemas import Desk, Item, Section

LISTED = 5  # of each kind; the page behind the card has the rest


def some(count: int, one: str, many: str = "") -> str:
    """No interviews, 1 interview, 3 interviews: the beginning of a sentence."""
    return plural(count, one, many) if count else f"No {many or f'{one}s'}"


# --- candidate


async def candidate(actor: Actor) -> Desk:
    """Where one's applications stand, and what one can do about each; staff see only what is under way."""
    mine = await candidates.mine(actor)
    booked, offered = await interviews.list_own(actor), await offers.list_own(actor)
    live = [application for application in mine if application.stage not in FINAL]
    ended = [application for application in mine if application.stage in FINAL]
    sections = [_application(application, booked, offered) for application in live]
    if live and (wanted := await _references(actor)):
        sections[0].items.insert(0, wanted)
    if Role.STAFF not in actor.roles and (ended or not live):
        sections.append(
            Section(
                title="Earlier applications" if live else "Your applications",
                items=[_ended(application) for application in ended[:LISTED]],
                empty="You have no application with us. The open roles are a good place to start.",
                more=("/roles", "See the open roles"),
            )
        )
    return Desk(role="candidate", lead="Where your application stands, and what happens next", sections=sections)


def _application(application: ApplicationDetail, own: list[OwnInterview], offered: list[OfferDetail]) -> Section:
    heading, text = CANDIDATE_WORDS[application.stage]
    is_own_turn = application.next_actor is NextActor.CANDIDATE
    by = f" by {govdate(application.next_due_on)}" if application.next_due_on else ""
    next_step = f"{application.next_action}{by}" if is_own_turn else f"You hear from us{by}"
    return Section(
        title=application.vacancy_title,
        facts=[("Stage", heading), ("What this means", text), ("Next", next_step), ("Reference", application.reference)],
        items=list(_to_do(application, own, offered)),
        more=(f"/applications/mine/{application.id}", "See your application"),
        is_urgent=is_own_turn,
    )


def _to_do(application: ApplicationDetail, own: list[OwnInterview], offered: list[OfferDetail]) -> list[Item]:
    items = []
    here = f"/applications/mine/{application.id}"
    if not application.has_consented:
        items.append(Item(text="Agree to the privacy notice and the declaration", href=here, tag="To do", tone="blue"))
    for interview in own:
        if interview.application_id != application.id:
            continue
        name = KIND_LABELS[interview.kind].lower()
        if interview.status is InterviewStatus.INVITED:
            note = f"{interview.minutes} minutes with {', '.join(interview.panel)}"
            href = f"/my-interviews/{interview.id}/times"
            items.append(Item(text=f"Choose a time for your {name}", href=href, note=note, tag="To do", tone="blue"))
        elif interview.status is InterviewStatus.BOOKED and interview.starts_at:
            note = in_words(interview.starts_at, interview.minutes)
            items.append(Item(text=f"Your {name} is booked", href=f"/my-interviews/{interview.id}", note=note, tag="Booked", tone="green"))
    for offer in offered:
        if offer.application_id == application.id and offer.is_live:
            note = f"It lapses after {datetime_london(offer.expires_at)}"
            items.append(Item(text="Read and answer your offer", href=f"/my-offers/{offer.id}", note=note, tag="To do", tone="blue"))
    if application.stage is Stage.CHECKS:
        items.append(Item(text="See which checks are clear", href="/my-checks", tag="Under way", tone="yellow"))
    return items


async def _references(actor: Actor) -> Item | None:
    """What is wanted of somebody for their references: a name, or their word on a concern."""
    application_id = await referees.own_application(actor)
    if application_id is None:
        return None
    found = await referees.list_referees(actor, application_id)
    if any(referee.status is RefereeStatus.CONCERN for referee in found.items):
        return Item(text="Tell us about one of your references", href="/my-referees", note="Before we decide anything", tag="To do", tone="blue")
    if found.still_needed or found.needs_latest:
        return Item(text="Name your referees", href="/my-referees", note="Two people who know your practice", tag="To do", tone="blue")
    return None


def _ended(application: ApplicationDetail) -> Item:
    heading, _ = CANDIDATE_WORDS[application.stage]
    tone = "green" if application.stage is Stage.STARTED else "grey"
    return Item(
        text=application.vacancy_title,
        href=f"/applications/mine/{application.id}",
        note=heading,
        tag=STAGE_LABELS[application.stage],
        tone=tone,
    )


# --- champion


async def champion(actor: Actor) -> Desk:
    """Today, what is owed to a panel, and the applications that wait for this champion or for anybody."""
    now, today = clock.now(), clock.today()
    meetings = await interviews.list_between(actor, today, today, champion_user_id=actor.user_id)
    owed = [item for item in (_owed(interview, actor, now) for interview in await interviews.desk(actor)) if item]
    wanted = Filters(is_mine=True, next_actors=(NextActor.CHAMPION.value,))
    waiting = (await candidates.list_applications(actor, wanted, sort="due", size=LISTED)).items
    fresh = Filters(stages=(Stage.APPLIED.value,))
    unread = (await candidates.list_applications(actor, fresh, sort="due", size=LISTED)).items
    return Desk(
        role="champion",
        lead=f"{some(len(meetings), 'interview')} today, {some(len(owed), 'panel').lower()} waiting for you",
        sections=[
            Section(
                title="Today",
                items=[_meeting(interview) for interview in meetings],
                empty="No interview today.",
                more=("/interviews", "See the week"),
            ),
            Section(
                title="Owed to your panels",
                items=owed[:LISTED],
                count=len(owed),
                empty="No scorecard or decision is due.",
                more=("/interviews", "All interviews"),
                is_urgent=bool(owed),
            ),
            Section(
                title="Your candidates",
                items=[_waiting(row) for row in waiting],
                count=await candidates.count_applications(actor, wanted),
                empty="Nobody waits for you.",
                more=("/candidates?view=list&needs=mine&sort=due", "All your candidates"),
            ),
            Section(
                title="New applications",
                items=[_waiting(row) for row in unread],
                count=await candidates.count_applications(actor, fresh),
                empty="Every application has been read.",
                more=("/candidates", "The board"),
            ),
        ],
    )


def _meeting(interview: InterviewDetail) -> Item:
    when = f"{clock_time(interview.starts_at)} to {clock_time(interview.ends_at)}" if interview.starts_at else ""
    return Item(
        text=f"{when}: {interview.candidate_name}",
        href=f"/interviews/{interview.id}",
        note=f"{KIND_LABELS[interview.kind]}, {interview.role}",
    )


def _owed(interview: InterviewDetail, actor: Actor, now: datetime) -> Item | None:
    """What a champion owes to one interview that has begun."""
    if interview.starts_at is None or interview.starts_at > now:
        return None
    here, seat = f"/interviews/{interview.id}", interview.seat_of(actor.user_id)
    note = f"{interview.role}, {govdate(local(interview.starts_at).date(), year=False)}"
    if interview.kind is InterviewKind.INTERVIEW and seat is not None and not seat.has_scored:
        return Item(text=f"Score {interview.candidate_name}", href=f"{here}/scorecard", note=note, tag="Scorecard due", tone="orange")
    if interview.status is InterviewStatus.BOOKED:
        return Item(text=f"Record {interview.candidate_name}", href=here, note=note, tag="Did it take place?", tone="yellow")
    if interview.kind is InterviewKind.INTERVIEW and all(member.has_scored for member in interview.panel):
        return Item(text=f"Decide on {interview.candidate_name}", href=f"{here}/decision", note=note, tag="Decision due", tone="orange")
    return None


def _waiting(row: ApplicationRow) -> Item:
    return application_item(row, text=f"{row.name}: {row.next_action[:1].lower()}{row.next_action[1:]}")


def application_item(row: ApplicationRow, *, text: str) -> Item:
    """An application with its due day; late ones stand out."""
    is_late = row.next_due_on is not None and row.next_due_on < clock.today()
    due = f"by {govdate(row.next_due_on, year=False)}" if row.next_due_on else STAGE_LABELS[row.stage]
    return Item(
        text=text,
        href=f"/candidates/{row.id}",
        note=f"{row.vacancy_title}, {due}",
        tag="Overdue" if is_late else STAGE_LABELS[row.stage],
        tone="red" if is_late else "grey",
    )
