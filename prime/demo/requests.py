"""Requests, picks and placements from the plan, scored by the rules of matching; and requests that came to nothing or wait."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

import msgspec

from prime.checks.rules import registration_ends
from prime.clients.tables import Client, RateCard
from prime.core.formats import local
from prime.demo import names, words
from prime.demo.facts import Step
from prime.demo.hiring import FULL_TIME
from prime.demo.people import Cast
from prime.demo.placing import Map, Place, Spell, next_monday
from prime.demo.weeks import quarters
from prime.demo.world import DAY, FRIDAY, WEEK, World
from prime.placements import rules
from prime.placements.schemas import Need, Person, Score
from prime.placements.tables import Placement, PlacementRequest, PlacementStatus, Proposal, ProposalStatus, RequestedSkill, RequestStatus
from prime.reference.tables import PriceCap
from prime.staff.tables import StaffConflict, StaffMember, StaffSkill

_ENDED_EARLY, _ABOVE_CAP, _TURNED_DOWN = 0.06, 0.04, 0.12
_REMIND = 4 * WEEK  # before the end of a placement
_APPROVERS = "{} (director of children's services)\n{} (chief executive)"
# Requests besides those that led to a placement: how many, and how many of them by the council whose people sign in.
_WAITING = {RequestStatus.OPEN: (7, 2), RequestStatus.PICKED: (3, 1), RequestStatus.DECLINED: (4, 1), RequestStatus.CANCELLED: (3, 1)}
_CONFLICTS = 9


class _Wanted(NamedTuple):
    """What a council asks for."""

    place: Place
    grade: Step
    starts_on: date
    ends_on: date
    fte: Decimal


class Desk:
    """Handles requests."""

    def __init__(self, world: World, cast: Cast, clients: list[Client], spells: list[Spell]) -> None:
        self.world = world
        self.cast = cast
        self.spells = spells
        self.supervisors = {team.id: " ".join(next(cast.strangers)) for client in clients for team in world.teams(client.id)}
        self.orders = {client.id: number for number, client in enumerate(clients, 1)}
        self.skills: dict[UUID, dict[UUID, int]] = {}
        for row in world.of(StaffSkill):
            self.skills.setdefault(row.staff_member, {})[row.skill] = row.years

    # --- what was confirmed

    def confirm(self, spell: Spell) -> None:
        """The request behind a placement, the pick, and the placement itself."""
        world, place, operations = self.world, spell.place, self.world.dice.choice(self.cast.operations)
        asked_at = world.moment(world.working_day(spell.starts_on - DAY * world.dice.randint(16, 24)))
        asked_at = min(asked_at, world.moment(world.working_day(world.today - 12 * DAY)))
        picked_at = world.after(asked_at, 1, 3)
        confirmed_at = world.after(picked_at, 0, 2)
        grade = world.grade(spell.member.grade)
        wanted = _Wanted(place, grade, spell.starts_on, spell.ends_on, spell.fte)
        request = self.ask(wanted, asked_at, RequestStatus.CONFIRMED)
        self._propose(request, spell.member, ProposalStatus.CONFIRMED, picked_at)
        hourly, cap, approvers = self._price(place.client, grade, spell.starts_on)
        placement = world.add(
            Placement(
                id=world.key(confirmed_at),
                placement_request=request.id,
                staff_member=spell.member.id,
                client=place.client.id,
                team=place.team.id,
                grade=grade.id,
                starts_on=spell.starts_on,
                ends_on=spell.ends_on,
                fte=spell.fte,
                weekly_hours=quarters(FULL_TIME[False] * spell.fte),
                hourly_amount=hourly,
                cap_amount=cap,
                over_cap_approved_by=approvers,
                po_number=request.po_number,
                supervisor=request.supervisor,
                notice_days=rules.notice_days(place.client.notice_days),
                client_reports_as_agency=place.client.reports_as_agency,
                status=PlacementStatus.CONFIRMED,
                ending_told_for=spell.ends_on if spell.ends_on - _REMIND <= world.today else None,
                confirmed_by=operations.id,
                confirmed_at=confirmed_at,
            )
        )
        if spell.ends_on < world.today and world.chance(_ENDED_EARLY):
            placement.status, placement.ended_reason = PlacementStatus.ENDED, world.dice.choice(words.ENDED_EARLY)

    def _price(self, client: Client, grade: Step, day: date) -> tuple[Decimal, Decimal | None, str]:
        """The rate of the council's card, sometimes more, with the cap of the region and who approved what is above it."""
        world = self.world
        hourly: Decimal = next(
            card.hourly_amount
            for card in world.of(RateCard)
            if card.client == client.id and card.job_type == grade.job_type and card.effective_from <= day
            and (card.effective_to is None or day <= card.effective_to)
        )  # fmt: skip
        caps = (row for row in world.of(PriceCap) if row.region_code == client.region_code and row.job_type == grade.job_type)
        cap: Decimal = next(caps).hourly_amount
        if world.chance(_ABOVE_CAP):
            hourly = cap + Decimal("2.50")
        if not rules.needs_approval(hourly, cap, reports_as_agency=client.reports_as_agency):
            return hourly, cap, ""
        return hourly, cap, _APPROVERS.format(" ".join(next(self.cast.strangers)), " ".join(next(self.cast.strangers)))

    # --- asking and picking

    def ask(self, wanted: _Wanted, at: datetime, status: RequestStatus) -> PlacementRequest:
        """A request of a council."""
        world, (place, grade, starts_on, ends_on, fte) = self.world, wanted
        year = starts_on.year if starts_on.month >= 4 else starts_on.year - 1  # noqa: PLR2004 - the financial year
        request = world.add(
            PlacementRequest(
                id=world.key(at),
                client=place.client.id,
                team=place.team.id,
                grade=grade.id,
                starts_on=starts_on,
                ends_on=ends_on,
                fte=fte,
                po_number=f"PO-77{self.orders[place.client.id]:02d}{year % 100}{world.pick({1: 5, 2: 1})}",
                supervisor=self.supervisors[place.team.id],
                details=world.dice.choice(words.REQUEST_DETAILS),
                status=status,
                requested_by=place.council.requester.id,
                requested_at=at,
            )
        )
        for code in names.TEAM_SKILLS[place.team.name]:
            world.add(RequestedSkill(id=world.key(at), placement_request=request.id, skill=world.facts.skills[code]))
        return request

    def _propose(self, request: PlacementRequest, member: StaffMember, status: ProposalStatus, at: datetime, reason: str = "") -> None:
        world = self.world
        found = self._score(request, member)
        world.add(
            Proposal(
                id=world.key(at),
                placement_request=request.id,
                staff_member=member.id,
                status=status,
                score=found.total,
                breakdown=msgspec.json.encode(found.parts).decode(),
                reason=reason,
                decided_by=request.requested_by,
                decided_at=at,
            )
        )

    def _score(self, request: PlacementRequest, member: StaffMember) -> Score:
        world = self.world
        team = next(team for team in world.teams(request.client) if team.id == request.team)
        need = Need(
            client_id=request.client,
            starts_on=request.starts_on,
            ends_on=request.ends_on,
            fte=request.fte,
            level=world.grade(request.grade).level,
            skill_ids=frozenset(row.skill for row in world.of(RequestedSkill)[-8:] if row.placement_request == request.id),
            latitude=team.latitude,
            longitude=team.longitude,
        )
        step = world.grade(member.grade)
        person = Person(
            id=member.id,
            reference=member.reference,
            first_name=member.first_name,
            last_name=member.last_name,
            grade_title=step.title,
            level=step.level,
            fte=member.fte,
            skills=self.skills[member.id],
            skill_titles=[],
            is_placeable=True,
            started_on=member.started_on,
            latitude=member.latitude,
            longitude=member.longitude,
        )
        return rules.score(need, person)

    # --- what waits, and what came to nothing

    def leave_waiting(self, atlas: Map) -> None:
        """Requests that somebody has to look at, and some that were declined or cancelled."""
        world = self.world
        for status, (count, of_demo) in _WAITING.items():
            for number in range(count):
                place = atlas.demo() if number < of_demo else atlas.near(world.dice.choice(self.spells).member)
                if status in {RequestStatus.OPEN, RequestStatus.PICKED}:
                    self._wait(place, status)
                else:
                    self._come_to_nothing(place, status)

    def _wait(self, place: Place, status: RequestStatus) -> None:
        world = self.world
        at = world.moment(world.working_day(world.today - DAY * world.dice.randint(4, 9)))
        starts_on = next_monday(world.today + DAY * world.dice.randint(14, 35))
        # People whose registration ends before a placement does are no match: a wish that can be met ends before that.
        ends_on = min(starts_on + WEEK * world.dice.randint(12, 26), max(_registered_until(world), starts_on + 4 * WEEK))
        ends_on -= DAY * ((ends_on.weekday() - FRIDAY) % 7)
        wanted = world.pick({"social_worker": 6, "senior_social_worker": 3, "advanced_practitioner": 1})
        grade = world.facts.grades[wanted]
        request = self.ask(_Wanted(place, grade, starts_on, ends_on, world.pick({Decimal(1): 3, Decimal("0.5"): 1})), at, status)
        free = self._free(starts_on, ends_on, request.fte)
        decided_at = min(world.after(at, 1, 2), world.now - DAY / 2)
        free.sort(key=lambda member: -self._score(request, member).total)
        if status is RequestStatus.PICKED and free:
            self._propose(request, free[0], ProposalStatus.PICKED, decided_at)
        elif status is RequestStatus.PICKED:
            request.status = RequestStatus.OPEN
        elif len(free) > 1 and world.chance(0.5):
            self._propose(request, free[1], ProposalStatus.DECLINED, decided_at, world.dice.choice(words.TURNED_DOWN))

    def _free(self, first: date, last: date, fte: Decimal) -> list[StaffMember]:
        """Who could be placed from a day to a day."""
        members = {spell.member.id: spell.member for spell in self.spells}
        loads: dict[UUID, Decimal] = dict.fromkeys(members, Decimal(0))
        for spell in self.spells:
            if spell.starts_on <= last and first <= spell.ends_on:
                loads[spell.member.id] += spell.fte
        return [member for key, member in members.items() if loads[key] + fte <= member.fte]

    def _come_to_nothing(self, place: Place, status: RequestStatus) -> None:
        world = self.world
        at = world.moment(world.working_day(world.today - DAY * world.dice.randint(20, 150)))
        starts_on = next_monday(local(at).date() + 20 * DAY)
        grade = world.facts.grades["social_worker"]
        request = self.ask(_Wanted(place, grade, starts_on, starts_on + 20 * WEEK - 3 * DAY, Decimal(1)), at, status)
        reasons = words.DECLINED_REQUESTS if status is RequestStatus.DECLINED else words.CANCELLED_REQUESTS
        request.status_reason = world.dice.choice(reasons)

    def add_conflicts(self) -> None:
        """Who may not be placed where."""
        world = self.world
        for member in world.dice.sample(sorted({spell.member.id for spell in self.spells}), _CONFLICTS):
            placed = {spell.place.client.id for spell in self.spells if spell.member.id == member}
            client = world.dice.choice([key for key in self.orders if key not in placed])
            reason = world.dice.choice(("Left a post there within the last three months", "A member of the family is a manager there"))
            world.add(StaffConflict(id=world.key(world.now - 30 * DAY), staff_member=member, client=client, reason=reason))


def _registered_until(world: World) -> date:
    """The day on which the registration of nearly everybody ends; in the months of renewal that is a year later."""
    end = registration_ends(world.today)
    return end.replace(year=end.year + 1) if world.today.month in range(9, 12) else end
