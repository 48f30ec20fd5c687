"""From the panel's decision to the first day: offers, pre-employment checks, staff."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from prime.accounts.permissions import Role
from prime.accounts.tables import User
from prime.candidates.tables import Application, Candidate, NextActor, RejectReason, Stage, WithdrawReason
from prime.checks.rules import registration_ends
from prime.checks.tables import Check, CheckKind, CheckMethod, CheckStatus, DbsLevel, RegisterStatus, UpdateResult
from prime.core.clock import LONDON
from prime.core.formats import local
from prime.core.money import pounds
from prime.demo import names, words
from prime.demo.journeys import Fate, Journey
from prime.demo.people import grant
from prime.demo.world import DAY, WEEK, World
from prime.offers.service._steps import DAYS_TO_FOLLOW_UP
from prime.offers.tables import ConditionStatus, Offer, OfferCondition, OfferStatus, StartProposal, TermsRequest
from prime.staff import rules as staff_rules
from prime.staff.tables import StaffMember, StaffSkill, StaffStatus
from prime.vacancies.tables import VacancyKind

FULL_TIME = {False: Decimal(37), True: Decimal(36)}  # outside London and in London
_SHARES = {Decimal(1): 0.84, Decimal("0.8"): 0.1, Decimal("0.6"): 0.06}
_CONDITIONAL = 6  # every so many offers has a condition of its own
_ASKS = 0.4  # of those who have not answered yet ask for other terms
_DEFERS = 4  # every so many of those whose checks are under way ask for a later start
_OPEN_FOR = 14  # days to answer an offer, Christmas included
_LEAVERS = 0.05
_RENEWAL_OPENS = 9  # September: most have renewed their registration before it ends in November
_SLOW_CHECKS = {CheckKind.DBS, CheckKind.REFERENCE_TWO}
_COMMON_SKILLS = ("assessment", "child_in_need", "child_protection", "court", "looked_after", "family_help")


def walk_from_decision(journey: Journey, decided_at: datetime) -> StaffMember | None:
    """Offer, answer, checks, first day, as far as they have come."""
    world = journey.world
    made_at = world.after(decided_at, 1, 3)
    drafted_at = decided_at + (made_at - decided_at) / 2
    if not world.has_come(drafted_at):
        return None
    offer = _offer(journey, drafted_at, made_at)
    if offer.made_at is None:
        return None
    accepted_at = _answer(journey, offer)
    if accepted_at is None:
        return None
    checks, ready_at = _checks(journey, accepted_at, offer.starts_on)
    if journey.fate is Fate.NOT_CLEAR:
        _find_not_clear(journey, checks)
        return None
    if ready_at is None:
        _defer(journey, offer)
    if ready_at is None or not journey.move(Stage.READY, ready_at, journey.operations):
        return None
    onboarded_at = world.after(ready_at, 2, 7)
    if not journey.move(Stage.STARTED, onboarded_at, journey.operations):
        return None
    return _staff(journey, offer, onboarded_at)


# --- the offer


def _offer(journey: Journey, drafted_at: datetime, made_at: datetime) -> Offer:
    """Written by one person of operations and approved by another, if that has come."""
    world, vacancy = journey.world, journey.vacancy
    is_made = world.has_come(made_at)
    made_on = local(made_at).date()
    starts_on = made_on + DAY * world.dice.randint(45, 58)
    grade = world.grade(vacancy.grade)
    span = vacancy.salary_to_amount - vacancy.salary_from_amount
    share = Decimal(1) if vacancy.kind == VacancyKind.CONVERSION else world.pick(_SHARES)
    hours = FULL_TIME[world.is_in_london(vacancy.employer)] * share
    offer = world.add(
        Offer(
            id=world.key(drafted_at),
            application=journey.application.id,
            candidate=journey.candidate.id,
            employer=vacancy.employer,
            role_title=grade.title.removesuffix(" (ASYE)"),
            grade=grade.id,
            annual_amount=pounds((vacancy.salary_from_amount + span * world.dice.randint(1, 9) / 10) * hours / FULL_TIME[False]).quantize(Decimal(1)),
            weekly_hours=hours,
            place=vacancy.place,
            starts_on=starts_on + DAY * (-starts_on.weekday() % 7),
            expires_at=datetime.combine(made_on + DAY * _OPEN_FOR, time(17), LONDON).astimezone(UTC),
            status=OfferStatus.MADE if is_made else OfferStatus.DRAFTED,
            drafted_by=journey.operations.id,
            drafted_at=drafted_at,
            approved_by=journey.approver.id if is_made else None,
            made_at=made_at if is_made else None,
        )
    )
    if not is_made:
        journey.application.next_action = "Approve the offer"
    if len(world.of(Offer)) % _CONDITIONAL == 0:
        text = words.CONDITIONS[len(world.of(OfferCondition)) % len(words.CONDITIONS)]
        world.add(OfferCondition(id=world.key(drafted_at), offer=offer.id, position=1, text=text))
    return offer


def _answer(journey: Journey, offer: Offer) -> datetime | None:
    """What the candidate said, if they have; the moment of acceptance."""
    world, application = journey.world, journey.application
    application.next_actor, application.next_action = NextActor.CANDIDATE, "Answer the offer"
    application.next_due_on = local(offer.expires_at).date()
    if journey.fate is Fate.LAPSED:
        if world.has_come(offer.expires_at):
            _close(journey, offer, OfferStatus.LAPSED, offer.expires_at + timedelta(minutes=10))
            journey.reject(world.after(offer.expires_at, 5, 12), journey.operations, RejectReason.NO_ANSWER)
        return None
    answered_at = world.after(offer.made_at, 2, 5)
    if not world.has_come(answered_at):
        if world.chance(_ASKS):
            _ask(journey, offer)
        return None
    if journey.fate is Fate.DECLINED:
        offer.decline_reason, offer.ended_reason = world.dice.choice(words.DECLINED)
        _close(journey, offer, OfferStatus.DECLINED, answered_at)
        journey.withdraw(world.after(answered_at, 1, 3), WithdrawReason.OFFER_DECLINED, offer.ended_reason)
        return None
    offer.status, offer.answered_at = OfferStatus.ACCEPTED, answered_at
    offer.accepted_name = f"{journey.candidate.first_name} {journey.candidate.last_name}"
    offer.accepted_ip = f"192.0.2.{world.dice.randint(1, 254)}"
    journey.move(Stage.CHECKS, answered_at, journey.user, "Accepted the offer")
    _meet(journey, offer, answered_at + timedelta(days=3))
    return answered_at


def _meet(journey: Journey, offer: Offer, at: datetime) -> None:
    """Operations have seen what the offer depends on, if that has come."""
    for condition in journey.world.of(OfferCondition):
        if condition.offer == offer.id and journey.world.has_come(at):
            condition.status, condition.decided_by, condition.decided_at = ConditionStatus.MET, journey.operations.id, at


def _ask(journey: Journey, offer: Offer) -> None:
    """The candidate wants more pay, or a later start."""
    world, asked_at = journey.world, min(offer.made_at + timedelta(hours=5), journey.world.now - timedelta(hours=1))
    wish = TermsRequest(id=world.key(asked_at), offer=offer.id, text=words.WISHES[0], annual_amount=offer.annual_amount + 1500, asked_at=asked_at)
    if len(world.of(TermsRequest)) % 2:
        wish.text, wish.annual_amount, wish.starts_on = words.WISHES[1], None, offer.starts_on + 2 * WEEK
    world.add(wish)
    application = journey.application
    application.next_actor, application.next_action = NextActor.OPERATIONS, "Answer the wish for other terms"
    application.next_due_on = min((local(asked_at) + timedelta(days=2)).date(), local(offer.expires_at).date())


def _defer(journey: Journey, offer: Offer) -> None:
    """Every so often somebody whose checks are under way asks for a later first day."""
    world = journey.world
    if sum(application.stage == Stage.CHECKS for application in world.of(Application)) % _DEFERS:
        return
    at = min(offer.answered_at + 2 * DAY, world.now - timedelta(hours=1))
    world.add(
        StartProposal(
            id=world.key(at),
            offer=offer.id,
            from_on=offer.starts_on,
            to_on=offer.starts_on + 4 * WEEK,
            reason=words.LATER_STARTS[len(world.of(StartProposal)) % len(words.LATER_STARTS)],
            is_by_candidate=True,
            proposed_by=journey.user.id,
            proposed_at=at,
        )
    )


def _close(journey: Journey, offer: Offer, status: OfferStatus, at: datetime) -> None:
    """An offer that came to nothing is for operations to follow up."""
    offer.status, offer.answered_at = status, None if status is OfferStatus.LAPSED else at
    application = journey.application
    application.next_actor, application.next_action = NextActor.OPERATIONS, "Make another offer, or end the application"
    application.next_due_on = (local(at) + timedelta(days=DAYS_TO_FOLLOW_UP)).date()


# --- checks


def _checks(journey: Journey, opened_at: datetime, starts_on: date) -> tuple[dict[CheckKind, Check], datetime | None]:
    """The nine checks, each clear once its day has come; the moment of the last one, if all are."""
    world, candidate = journey.world, journey.candidate
    checks: dict[CheckKind, Check] = {}
    times = []
    for kind in CheckKind:
        checks[kind] = world.add(Check(id=world.key(opened_at), candidate=candidate.id, kind=kind, created_at=opened_at))
        times.append(world.after(opened_at, *((9, 20) if kind in _SLOW_CHECKS else (2, 14))))
        if world.has_come(times[-1]):
            _clear(world, checks[kind], candidate, journey.operations, times[-1])
    if checks[CheckKind.SWE_REGISTRATION].expires_on:
        _renew(world, checks[CheckKind.SWE_REGISTRATION], starts_on)
    _extend(world, checks[CheckKind.RIGHT_TO_WORK])
    ready_at = max(times) + timedelta(minutes=1)
    return checks, ready_at if world.has_come(ready_at) else None


def _clear(world: World, check: Check, candidate: Candidate, checker: User, at: datetime) -> None:
    """Record a check as clear."""
    day = local(at).date()
    check.status, check.checked_on, check.checker, check.recorded_at = CheckStatus.CLEAR, day, checker.id, at
    check.reference = _reference(world, CheckKind(check.kind), candidate)
    match CheckKind(check.kind):
        case CheckKind.IDENTITY:
            check.method = world.pick({CheckMethod.PASSPORT: 7, CheckMethod.DRIVING_LICENCE: 3})
            check.second_document = world.dice.choice(("Council tax bill", "Bank statement", "Utility bill"))
        case CheckKind.RIGHT_TO_WORK:
            check.method = world.pick({CheckMethod.LIST_A: 6, CheckMethod.DIGITAL: 3, CheckMethod.ONLINE: 1})
            if check.method is CheckMethod.ONLINE:
                check.expires_on = check.recheck_on = day + WEEK * world.dice.randint(60, 200)
        case CheckKind.DBS:
            check.method = world.pick({CheckMethod.NEW_CERTIFICATE: 6, CheckMethod.UPDATE_SERVICE: 4})
            check.level, check.issued_on = DbsLevel.ENHANCED_BARRED, day - DAY * world.dice.randint(2, 25)
            if check.method is CheckMethod.UPDATE_SERVICE:
                check.consents_to_updates, check.status_checked_on, check.status_result = True, day, UpdateResult.NO_CONTENT
        case CheckKind.SWE_REGISTRATION:
            check.register_status, check.expires_on = RegisterStatus.REGISTERED, registration_ends(day)
            check.recheck_on = check.expires_on + DAY
        case CheckKind.QUALIFICATION:
            check.awarded_by, check.awarded_in = world.dice.choice(names.UNIVERSITIES), day.year - world.dice.randint(1, 20)
        case CheckKind.OVERSEAS if world.chance(0.8):
            check.status, check.detail = CheckStatus.NOT_NEEDED, "Has not lived or worked abroad for three months or more"
            check.reference = ""
        case CheckKind.OVERSEAS:
            check.countries = check.reference.rpartition(", ")[2]


def _reference(world: World, kind: CheckKind, candidate: Candidate) -> str:
    """What the checker noted: a number, a document, a referee."""
    dice = world.dice
    referee = f"Team manager, {dice.choice(names.COUNCILS).name}"
    return {
        CheckKind.IDENTITY: f"{dice.randint(100_000_000, 999_999_999)}",
        CheckKind.RIGHT_TO_WORK: f"W{dice.randint(10_000_000, 99_999_999)}",
        CheckKind.DBS: f"009{world.unique('dbs', 100_000_000, 999_999_999)}",
        CheckKind.SWE_REGISTRATION: candidate.swe_number,
        CheckKind.REFERENCE_ONE: referee,
        CheckKind.REFERENCE_TWO: f"{referee} (second referee)",
        CheckKind.QUALIFICATION: f"{dice.choice(('BA', 'MA', 'PG Dip'))} Social Work",
        CheckKind.OVERSEAS: f"Certificate of good conduct, {dice.choice(('Ireland', 'Portugal', 'New Zealand'))}",
        CheckKind.HEALTH: "Occupational health, fit for the role",
    }[kind]


def _renew(world: World, check: Check, starts_on: date) -> None:
    """Registration ends each November; whoever works or is about to has renewed it, most others as soon as the window opens."""
    while check.expires_on < max(world.today, starts_on) or (
        check.expires_on == registration_ends(world.today) and world.today.month in range(_RENEWAL_OPENS, 12) and world.chance(0.93)
    ):
        opened = date(check.expires_on.year, _RENEWAL_OPENS, 1)
        latest = min(check.expires_on, world.today - DAY)
        check.checked_on = world.working_day(max(check.checked_on, opened))
        check.checked_on = min(check.checked_on, latest)
        check.recorded_at = max(check.recorded_at, min(world.moment(check.checked_on), world.now - timedelta(hours=8)))
        check.expires_on = check.expires_on.replace(year=check.expires_on.year + 1)
        check.recheck_on = check.expires_on + DAY


def _extend(world: World, check: Check) -> None:
    """Whoever has leave to remain for a time has shown a longer one before it ended."""
    while check.expires_on and check.expires_on < world.today:
        check.checked_on = world.working_day(check.expires_on - DAY * 20)
        check.recorded_at = max(check.recorded_at, world.moment(check.checked_on))
        check.expires_on = check.recheck_on = check.expires_on + WEEK * 130


def _find_not_clear(journey: Journey, checks: dict[CheckKind, Check]) -> None:
    check = checks[CheckKind.REFERENCE_TWO]
    if check.recorded_at is None:
        return
    check.status, check.detail = CheckStatus.NOT_CLEAR, "The referee would not employ the candidate again, for reasons of practice"
    journey.reject(journey.world.after(check.recorded_at, 1, 3), journey.operations, RejectReason.CHECKS)


# --- staff


def _staff(journey: Journey, offer: Offer, at: datetime) -> StaffMember:
    world, candidate = journey.world, journey.candidate
    employer_is_afc = offer.employer == world.facts.afc
    is_home = journey.vacancy.kind == VacancyKind.HOME
    grant(world, journey.user, Role.STAFF, world.facts.afc, at)
    member = world.add(
        StaffMember(
            id=world.key(at),
            user=candidate.user,
            candidate=candidate.id,
            application=journey.application.id,
            offer=offer.id,
            employer=offer.employer,
            first_name=candidate.first_name,
            last_name=candidate.last_name,
            role_title=offer.role_title,
            grade=offer.grade,
            annual_amount=offer.annual_amount,
            weekly_hours=offer.weekly_hours,
            fte=staff_rules.fte(offer.weekly_hours, FULL_TIME[world.is_in_london(offer.employer)]),
            swe_number=candidate.swe_number,
            is_placeable=staff_rules.is_placed_by_default(employer_is_afc=employer_is_afc, is_home_post=is_home),
            started_on=offer.starts_on,
            postcode=candidate.postcode,
            latitude=candidate.latitude,
            longitude=candidate.longitude,
            created_at=at,
        )
    )
    _add_skills(world, member)
    if not member.is_placeable and world.chance(_LEAVERS):
        last = member.started_on + WEEK * world.dice.randint(30, 90)
        if last < world.today:
            member.left_on, member.status = last, StaffStatus.LEFT
    return member


def _add_skills(world: World, member: StaffMember) -> None:
    level = world.grade(member.grade).level
    common = world.dice.sample(_COMMON_SKILLS, world.dice.randint(2, 4))
    others = world.dice.sample([code for code in world.facts.skills if code not in _COMMON_SKILLS], world.dice.randint(1, 3))
    for code in (*common, *others):
        world.add(
            StaffSkill(
                id=world.key(member.created_at),
                staff_member=member.id,
                skill=world.facts.skills[code],
                years=world.dice.randint(1, min(3 + 2 * level, 15)),
            )
        )
