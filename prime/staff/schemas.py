"""What reading staff gives, and the JSON bodies of the API."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.staff.tables import StaffStatus

Years = Annotated[int, Meta(ge=0, le=60)]


class StaffSummary(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Somebody as lists show them; `free_fte` is what nobody has placed today."""

    id: UUID
    reference: str
    name: str
    role_title: str
    grade: str
    employer: str
    fte: Decimal
    free_fte: Decimal
    is_placeable: bool
    status: StaffStatus
    started_on: date
    left_on: date | None
    placed_until: date | None
    skill_count: int
    sort_name: str


class HeldSkill(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A practice area and the years of experience in it."""

    skill_id: UUID
    title: str
    years: int


class ConflictOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Why somebody may not be placed with a council, and until when."""

    id: UUID
    client_id: UUID
    client: str
    reason: str
    until: date | None


class StaffDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Somebody employed: contract, skills, conflicts, and what nobody has placed today."""

    id: UUID
    reference: str
    user_id: UUID
    candidate_id: UUID
    application_id: UUID
    offer_id: UUID
    employer_id: UUID
    employer: str
    employer_is_afc: bool
    first_name: str
    last_name: str
    email: str
    phone: str
    role_title: str
    grade_id: UUID
    grade: str
    annual_amount: Decimal
    weekly_hours: Decimal
    fte: Decimal
    free_fte: Decimal
    swe_number: str
    is_placeable: bool
    started_on: date
    left_on: date | None
    status: StaffStatus
    postcode: str
    skills: list[HeldSkill] = []
    conflicts: list[ConflictOut] = []

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class CheckExpiry(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A pre-employment check of somebody and the day until which it counts."""

    kind: str
    label: str
    status: str
    checked_on: date | None
    expires_on: date | None


class BenchRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Somebody with free time on a day."""

    id: UUID
    reference: str
    name: str
    role_title: str
    grade: str
    fte: Decimal
    free_fte: Decimal
    free_until: date | None
    skills: list[str]


class FreeTime(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What all placeable people together have free on a day, of what they are employed for."""

    on: date
    free_fte: Decimal
    employed_fte: Decimal


class Ready(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An application at the stage "ready", with the offer that was accepted."""

    application_id: UUID
    application_reference: str
    candidate_id: UUID
    user_id: UUID
    first_name: str
    last_name: str
    email: str
    stage: str
    swe_number: str
    postcode: str
    latitude: float | None
    longitude: float | None
    vacancy_title: str
    is_home_post: bool
    offer_id: UUID | None
    role_title: str
    grade_id: UUID | None
    grade: str
    employer_id: UUID | None
    employer: str
    employer_is_afc: bool
    annual_amount: Decimal | None
    weekly_hours: Decimal | None
    starts_on: date | None
    waiting: list[str]

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class SkillYears(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """A practice area and the years in it."""

    skill_id: UUID
    years: Years


class Onboarding(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """What operations add when somebody becomes staff; `is_placeable` follows the offer where it is left out."""

    application_id: UUID
    skills: list[SkillYears] = []
    is_placeable: bool | None = None


class SkillSet(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """All skills of a person, replacing those before."""

    skills: list[SkillYears]


class Placing(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """Whether AfC places somebody with councils."""

    is_placeable: bool


class NewConflict(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """Why somebody may not be placed with a council."""

    client_id: UUID
    reason: Annotated[str, Meta(min_length=1, max_length=500)]
    until: date | None = None


class Leaving(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """The last day of an employment, and why it ends."""

    left_on: date
    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class Created(msgspec.Struct, rename="camel"):
    """The id of what was made."""

    id: UUID
