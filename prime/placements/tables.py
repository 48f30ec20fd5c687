"""Placement requests, proposals, placements."""

from decimal import Decimal
from enum import StrEnum

from piccolo.columns import JSONB, Boolean, Date, Integer, Numeric, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.clients.tables import Client, Team
from prime.core.columns import choice, foreign_key, moment, moment_now, money, one_of, primary_key
from prime.reference.tables import Grade, Skill
from prime.staff.tables import StaffMember


class RequestStatus(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    PICKED = "picked"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    DECLINED = "declined"


class ProposalStatus(StrEnum):
    """What became of a proposed person."""

    PICKED = "picked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class PlacementStatus(StrEnum):
    """Whether the agreement stands: as confirmed, ended before its day (`ends_on` is the new last day), or called off."""

    CONFIRMED = "confirmed"
    ENDED = "ended"
    CANCELLED = "cancelled"


class PlacementRequest(Table, help_text="What a council asks for: role, team, dates, FTE, skills, PO number."):
    """Changed or cancelled by the council while nobody is confirmed."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    client = foreign_key(Client)
    team = foreign_key(Team)
    grade = foreign_key(Grade)
    starts_on = Date(default=None)
    ends_on = Date(default=None)
    fte = Numeric(digits=(3, 2), default=Decimal("1.00"))
    po_number = Varchar(length=40, default="")
    supervisor = Varchar(length=120, default="", help_text="Who supervises the person's practice; empty means whoever asked.")
    details = Text(default="")
    status = choice(RequestStatus, default=RequestStatus.OPEN, index=True)
    status_reason = Text(default="")
    requested_by = foreign_key(User)
    requested_at = moment_now()
    version = Integer(default=1)

    placement_request_status_known = one_of("status", RequestStatus)
    placement_request_dates_in_order = Check("starts_on <= ends_on")
    placement_request_fte_sensible = Check("fte > 0 AND fte <= 1")
    placement_request_no_has_reason = Check("status <> 'declined' OR status_reason <> ''")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.reference])


class RequestDraft(Table, help_text="A request that somebody is still writing: the answers as typed."):
    """One for each person; deleted when the request is sent."""

    id = primary_key()
    user = foreign_key(User, unique=True)
    answers = JSONB(default="{}")
    updated_at = moment()


class RequestedSkill(Table, help_text="A practice area that a request needs."):
    """Each one held adds to the score of a match."""

    id = primary_key()
    placement_request = foreign_key(PlacementRequest)
    skill = foreign_key(Skill)

    requested_skill_once = Unique([placement_request, skill])


class Proposal(Table, help_text="A person whom the council picked for a request, or turned down, with the score at that moment."):
    """The breakdown of the score is kept, as people and requests change."""

    id = primary_key()
    placement_request = foreign_key(PlacementRequest)
    staff_member = foreign_key(StaffMember)
    status = choice(ProposalStatus)
    score = SmallInt(default=0, help_text="0 to 100.")
    breakdown = JSONB(default="{}")
    reason = Text(default="", help_text="Why the council or operations turned the person down.")
    decided_by = foreign_key(User)
    decided_at = moment_now()

    proposal_status_known = one_of("status", ProposalStatus)
    proposal_once = Unique([placement_request, staff_member])
    proposal_score_in_range = Check("score BETWEEN 0 AND 100")
    proposal_no_has_reason = Check("status NOT IN ('declined', 'withdrawn') OR reason <> ''")


class Placement(Table, help_text="A staff member placed with a council, from a day to a day, at a rate."):
    """`ends_on` moves when it is extended or ended early; the database keeps everybody at 100% or less on any day."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    placement_request = foreign_key(PlacementRequest, unique=True)
    staff_member = foreign_key(StaffMember)
    client = foreign_key(Client)
    team = foreign_key(Team)
    grade = foreign_key(Grade)
    starts_on = Date(default=None)
    ends_on = Date(default=None)
    fte = Numeric(digits=(3, 2), default=Decimal("1.00"))
    weekly_hours = Numeric(digits=(4, 2), default=Decimal("37.00"))
    hourly_amount = money()
    cap_amount = money(null=True)
    over_cap_approved_by = Text(default="", help_text="Director of children's services and chief executive, where the rate is above the cap.")
    po_number = Varchar(length=40, default="")
    supervisor = Varchar(length=120, default="")
    notice_days = SmallInt(default=28, help_text="The council's own notice in a like role, at most 28 (domain.md 1).")
    client_reports_as_agency = Boolean(default=True, help_text="Counted as agency in the council's own return (domain.md 0).")
    status = choice(PlacementStatus, default=PlacementStatus.CONFIRMED, index=True)
    ended_reason = Text(default="", help_text="Why it ended early or was called off.")
    ending_told_for = Date(null=True, default=None, help_text="The last day of which people were reminded.")
    confirmed_by = foreign_key(User)
    confirmed_at = moment()
    version = Integer(default=1)

    placement_status_known = one_of("status", PlacementStatus)
    placement_dates_in_order = Check("starts_on <= ends_on")
    placement_terms_sensible = Check("fte > 0 AND fte <= 1 AND hourly_amount > 0 AND weekly_hours > 0 AND notice_days BETWEEN 1 AND 28")
    placement_over_cap_is_approved = Check(
        "NOT client_reports_as_agency OR cap_amount IS NULL OR hourly_amount <= cap_amount OR over_cap_approved_by <> ''"
    )
    placement_end_has_reason = Check("status = 'confirmed' OR ended_reason <> ''")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.reference])
