"""The way of each application, walked step by step from its first day to this morning, by the one table of legal moves."""

import json
from datetime import datetime, timedelta
from enum import StrEnum

from prime.accounts.permissions import Role
from prime.accounts.tables import User
from prime.candidates import rules
from prime.candidates.tables import (
    Application,
    Candidate,
    Consent,
    Conversation,
    RejectReason,
    Source,
    Stage,
    StageMove,
    WithdrawReason,
)
from prime.core.formats import local
from prime.demo import histories, interviews, words
from prime.demo.names import mailbox
from prime.demo.panels import Pool
from prime.demo.people import Cast, enrol, grant, phone, postcode
from prime.demo.world import World
from prime.interviews.tables import InterviewKind, InterviewStatus, Outcome
from prime.vacancies.tables import Vacancy

_DECLARED = ("first_name", "last_name", "email", "phone", "swe_number", "postcode")


class Fate(StrEnum):
    """How an application ends, if it has had the time."""

    HIRED = "hired"
    SCREENED_OUT = "screened_out"
    SILENT = "silent"
    NOT_AFTER_TALK = "not_after_talk"
    CHANGED_MIND = "changed_mind"
    NOT_AFTER_INTERVIEW = "not_after_interview"
    WITHDREW = "withdrew"
    DECLINED = "declined"
    LAPSED = "lapsed"
    NOT_CLEAR = "not_clear"
    UNBOOKED = "unbooked"


class Journey:
    """One application on its way."""

    def __init__(
        self, pool: Pool, candidate: Candidate, application: Application, vacancy: Vacancy, *, operations: User, approver: User
    ) -> None:
        self.world = pool.world
        self.pool = pool
        self.candidate = candidate
        self.application = application
        self.vacancy = vacancy
        self.operations = operations
        self.approver = approver  # of what operations write
        self.fate = Fate.HIRED
        self.lead = pool.choose(application.applied_at)
        self.panel_lead = self.lead
        self.invited_at: datetime | None = None  # to the interview, where it must be on a certain day

    @property
    def stage(self) -> Stage:
        """Where the application stands."""
        return Stage(self.application.stage)

    def move(self, to: Stage, at: datetime, by: User | None, reason: str = "") -> bool:
        """Move on at a moment, if it has come.

        Raises:
            ValueError: the table of moves does not allow it.
        """
        if not self.world.has_come(at):
            return False
        application = self.application
        if refusal := rules.why_not(self.stage, to):
            raise ValueError(f"{application.id}: {refusal}")
        step = rules.next_step(to, local(at).date())
        self.world.add(
            StageMove(
                id=self.world.key(at),
                application=application.id,
                from_stage=application.stage,
                to_stage=to,
                moved_at=at,
                moved_by=by.id if by else None,
                reason=reason,
            )
        )
        application.stage, application.stage_entered_at = to, at
        application.next_actor, application.next_action, application.next_due_on = step.actor, step.action, step.due_on
        application.version += 1
        return True

    def reject(self, at: datetime, by: User, reason: RejectReason, detail: str = "") -> None:
        """End it at our wish."""
        if self.move(Stage.REJECTED, at, by, detail):
            self.application.ended_reason, self.application.ended_detail = reason, detail

    def withdraw(self, at: datetime, reason: WithdrawReason, detail: str = "") -> None:
        """End it at the candidate's wish."""
        if self.move(Stage.WITHDRAWN, at, self.user, detail):
            self.application.ended_reason, self.application.ended_detail = reason, detail

    @property
    def user(self) -> User:
        """The candidate's account."""
        return self.world.user(self.candidate.user)


def walk_to_decision(journey: Journey) -> datetime | None:
    """From applying to the panel's decision; the moment at which it was made for the candidate, or None."""
    world, lead = journey.world, journey.lead.user
    at = world.after(journey.application.applied_at, 1, 4)
    if not journey.move(Stage.SCREENING, at, lead):
        return None
    journey.application.champion = lead.id
    at = world.after(at, 1, 4)
    if journey.fate is Fate.SCREENED_OUT:
        journey.reject(at, lead, world.dice.choice((RejectReason.EXPERIENCE, RejectReason.APPLICATION, RejectReason.REGISTRATION)))
        return None
    if journey.fate is Fate.SILENT:
        journey.reject(world.after(at, 8, 12), lead, RejectReason.NO_ANSWER)
        return None
    if not journey.move(Stage.CONVERSATION, at, lead):
        return None
    talked_at = _talk(journey, at)
    if talked_at is None:
        return None
    return _interview(journey, talked_at)


def _talk(journey: Journey, at: datetime) -> datetime | None:
    """The initial conversation; the moment it was recorded if the application goes on."""
    world, application, lead = journey.world, journey.application, journey.lead
    invited_at = world.after(at, 0, 1)
    meeting = interviews.arrange(
        world, journey.pool, application, InterviewKind.CONVERSATION, lead, invited_by=lead.user, invited_at=invited_at
    )
    if meeting is None or meeting.interview.starts_at is None or not world.has_come(meeting.interview.ends_at):
        return None
    lead = meeting.panel[0]
    recorded_at = meeting.interview.ends_at + timedelta(minutes=world.dice.randint(5, 300))
    if not world.has_come(recorded_at):
        return None
    goes_on = journey.fate is not Fate.CHANGED_MIND
    meeting.interview.status = InterviewStatus.HELD
    world.add(
        Conversation(
            id=world.key(recorded_at),
            application=application.id,
            held_by=lead.user.id,
            held_on=local(meeting.interview.starts_at).date(),
            notes=world.dice.choice(words.CONVERSATIONS),
            wants_to_go_on=goes_on,
            recorded_at=recorded_at,
        )
    )
    if not goes_on:
        journey.withdraw(recorded_at, WithdrawReason.NOT_FOR_ME, "Said so in the initial conversation")
        return None
    journey.move(Stage.INTERVIEW, recorded_at, lead.user)
    if journey.fate is Fate.NOT_AFTER_TALK:
        journey.reject(world.after(recorded_at, 1, 2), lead.user, RejectReason.CONVERSATION)
        return None
    return recorded_at


def _interview(journey: Journey, at: datetime) -> datetime | None:
    """The panel interview, unless the candidate withdraws; the moment of a decision to hire."""
    world, application, lead = journey.world, journey.application, journey.lead
    if journey.fate is Fate.WITHDREW:
        journey.withdraw(world.after(at, 1, 4), world.dice.choice(list(WithdrawReason)[:5]))
        return None
    meeting = interviews.arrange(
        world,
        journey.pool,
        application,
        InterviewKind.INTERVIEW,
        journey.panel_lead,
        invited_by=lead.user,
        invited_at=journey.invited_at or world.after(at, 0, 3),
        is_answered=journey.fate is not Fate.UNBOOKED,
        kit=world.facts.kits[world.grade(journey.vacancy.grade).level],
    )
    if meeting is None or meeting.interview.starts_at is None or not world.has_come(meeting.interview.ends_at):
        return None
    outcome = Outcome.REJECT if journey.fate is Fate.NOT_AFTER_INTERVIEW else Outcome.HIRE
    scored_at = interviews.score(world, application, meeting, outcome, owing=journey.pool.members[0])
    decided_at = scored_at and world.after(scored_at, 0, 1)
    if decided_at is None or not world.has_come(decided_at):
        return None
    reason = interviews.decide(world, meeting, outcome, decided_at)
    lead = meeting.panel[0]
    if outcome is Outcome.REJECT:
        journey.reject(decided_at, lead.user, RejectReason.INTERVIEW, words.FEEDBACK[outcome])
        return None
    journey.move(Stage.OFFER, decided_at, lead.user, reason)
    return decided_at


# --- who applies


class Applicants:
    """Makes people apply."""

    def __init__(self, world: World, cast: Cast, pool: Pool) -> None:
        self.world = world
        self.cast = cast
        self.pool = pool

    def new_person(
        self, vacancy: Vacancy, at: datetime, *, user: User | None = None, source: Source | None = None, like: Candidate | None = None
    ) -> Journey:
        """Somebody applies for the first time; `user` has an account already, `like` is a record that the same person has."""
        world = self.world
        if user is None:
            first, last = next(self.cast.strangers)
            user = enrol(world, first=first, last=last, email=f"{mailbox(first, last)}@people.example", at=at, phone=phone(world))
        grant(world, user, Role.CANDIDATE, world.facts.afc, at)
        candidate = world.add(
            Candidate(
                id=world.key(at),
                user=user.id,
                first_name=user.first_name,
                last_name=user.last_name,
                email=user.email,
                phone=user.phone,
                swe_number=like.swe_number if like else f"SW9{world.unique('swe', 10_000, 99_999)}",
                postcode=like.postcode if like else postcode(world),
                created_at=at,
            )
        )
        return self.again(candidate, vacancy, at, source=source)

    def again(self, candidate: Candidate, vacancy: Vacancy, at: datetime, *, source: Source | None = None) -> Journey:
        """Somebody whom we know applies."""
        world, dice = self.world, self.world.dice
        step = rules.next_step(Stage.APPLIED, local(at).date())
        application = world.add(
            Application(
                id=world.key(at),
                candidate=candidate.id,
                vacancy=vacancy.id,
                stage=Stage.APPLIED,
                stage_entered_at=at,
                source=source or world.pick({Source.DIRECT: 8, Source.REFERRAL: 2}),
                motivation=dice.choice(words.MOTIVATIONS),
                experience_years=max(0, world.grade(vacancy.grade).level * 2 - 2 + dice.randint(0, 6)),
                needs=dice.choice(words.NEEDS) if world.chance(0.06) else "",
                declared=json.dumps({name: getattr(candidate, name) for name in _DECLARED}),
                next_actor=step.actor,
                next_action=step.action,
                next_due_on=step.due_on,
                applied_at=at,
            )
        )
        world.add(
            StageMove(id=world.key(at), application=application.id, from_stage="", to_stage=Stage.APPLIED, moved_at=at, moved_by=candidate.user)
        )
        if application.source != Source.AGENCY:
            histories.tell(world, application)
        ip = f"192.0.2.{dice.randint(1, 254)}"
        for kind, version, text_sha256 in rules.NOTICES:
            world.add(
                Consent(
                    id=world.key(at),
                    candidate=candidate.id,
                    application=application.id,
                    kind=kind,
                    version=version,
                    text_sha256=text_sha256,
                    given_at=at,
                    ip=ip,
                )
            )
        colleagues = self.cast.operations
        operations = dice.choice(colleagues)
        approver = colleagues[(colleagues.index(operations) + 1) % len(colleagues)]
        return Journey(self.pool, candidate, application, vacancy, operations=operations, approver=approver)
