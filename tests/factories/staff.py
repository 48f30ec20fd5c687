"""Staff members for tests."""

import itertools
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from prime.accounts import service as accounts
from prime.accounts.permissions import Role
from prime.accounts.queries import afc
from prime.accounts.tables import User
from prime.candidates.tables import Application, Candidate, Stage
from prime.checks.tables import Check, CheckKind, CheckMethod, CheckStatus, DbsLevel, RegisterStatus
from prime.core.actor import SYSTEM
from prime.core.columns import uuid7
from prime.offers.tables import Offer, OfferStatus
from prime.reference.tables import Grade, Skill
from prime.staff import queries
from prime.staff.schemas import StaffDetail
from prime.staff.tables import StaffMember, StaffSkill
from prime.vacancies.tables import Vacancy, VacancyKind, VacancyStatus
from tests.factories.accounts import make_user

_numbers = itertools.count(1)

CHECKED_ON = date(2025, 12, 1)


async def grade_id(code: str = "social_worker") -> UUID:
    """The key of a step of the role ladder."""
    return (await Grade.objects().get(Grade.code == code)).id


async def skill_id(code: str) -> UUID:
    """The key of a practice area."""
    return (await Skill.objects().get(Skill.code == code)).id


async def clear_checks(candidate_id: UUID, checker_id: UUID, *, expires_on: date | None = None) -> None:
    """All nine checks, clear."""
    facts: dict[CheckKind, dict[str, Any]] = {
        CheckKind.IDENTITY: {"method": CheckMethod.PASSPORT, "second_document": "Council tax bill"},
        CheckKind.RIGHT_TO_WORK: {"method": CheckMethod.LIST_B_1 if expires_on else CheckMethod.LIST_A, "recheck_on": expires_on},
        CheckKind.DBS: {
            "method": CheckMethod.NEW_CERTIFICATE,
            "reference": "001234567890",
            "level": DbsLevel.ENHANCED_BARRED,
            "issued_on": CHECKED_ON,
        },
        CheckKind.SWE_REGISTRATION: {"register_status": RegisterStatus.REGISTERED, "expires_on": expires_on or date(2030, 11, 30)},
        CheckKind.QUALIFICATION: {"awarded_by": "University of Nowhere", "awarded_in": 2018},
        CheckKind.OVERSEAS: {"countries": "Ireland"},
    }
    for kind in CheckKind:
        row = {"reference": "seen", "expires_on": expires_on, **facts.get(kind, {})}
        await Check(
            candidate=candidate_id,
            kind=kind,
            status=CheckStatus.CLEAR,
            checked_on=CHECKED_ON,
            checker=checker_id,
            recorded_at=datetime(2025, 12, 1, 9, 0, tzinfo=UTC),
            **row,
        ).save()


async def make_offer_accepted(
    *,
    first_name: str = "Sam",
    last_name: str = "Sample",
    grade: str = "social_worker",
    weekly_hours: Decimal = Decimal(37),
    starts_on: date = date(2026, 1, 5),
    employer_id: UUID | None = None,
    stage: Stage = Stage.READY,
    kind: VacancyKind = VacancyKind.PRIME,
    coordinates: tuple[float, float] | None = (51.41, -0.3),
) -> Application:
    """An application with an accepted offer, no checks recorded."""
    number = next(_numbers)
    employer = employer_id or (await afc()).id
    user = await make_user(Role.CANDIDATE, first_name=first_name, last_name=last_name)
    recruiter = await make_user(Role.OPERATIONS)
    latitude, longitude = coordinates or (None, None)
    candidate = Candidate(
        id=uuid7(),
        reference=f"CAN-TEST-{number}",
        user=user.user_id,
        first_name=first_name,
        last_name=last_name,
        email=(await _email(user.user_id)),
        swe_number=f"SW{1000 + number}",
        postcode="KT1 1EU",
        latitude=latitude,
        longitude=longitude,
    )
    vacancy = Vacancy(
        id=uuid7(),
        reference=f"VAC-TEST-{number}",
        title="Social worker",
        kind=kind,
        status=VacancyStatus.OPEN,
        grade=await grade_id(grade),
        employer=employer,
        place="Kingston",
        salary_from_amount=Decimal(38000),
        salary_to_amount=Decimal(48000),
        opens_on=date(2025, 9, 1),
    )
    application = Application(id=uuid7(), reference=f"APP-TEST-{number}", candidate=candidate.id, vacancy=vacancy.id, stage=stage, experience_years=5)
    made_at = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
    offer = Offer(
        reference=f"OFF-TEST-{number}",
        application=application.id,
        candidate=candidate.id,
        employer=employer,
        role_title="Social worker",
        grade=await grade_id(grade),
        annual_amount=Decimal(43000),
        weekly_hours=weekly_hours,
        place="Kingston",
        starts_on=starts_on,
        expires_at=made_at + timedelta(days=14),
        status=OfferStatus.ACCEPTED,
        drafted_by=recruiter.user_id,
        drafted_at=made_at,
        approved_by=(await make_user(Role.OPERATIONS)).user_id,
        made_at=made_at,
        answered_at=made_at + timedelta(days=1),
        accepted_name=f"{first_name} {last_name}",
    )
    for row in (candidate, vacancy, application, offer):
        await row.save()
    return application


async def _email(user_id: UUID | None) -> str:
    return (await User.objects().get(User.id == user_id)).email


async def make_staff(
    *,
    first_name: str = "Sam",
    last_name: str = "Sample",
    grade: str = "social_worker",
    fte: Decimal = Decimal("1.00"),
    weekly_hours: Decimal = Decimal(37),
    started_on: date = date(2026, 1, 5),
    skills: Mapping[str, int] | None = None,
    coordinates: tuple[float, float] | None = (51.41, -0.3),
    is_placeable: bool = True,
    checks_expire_on: date | None = None,
) -> StaffDetail:
    """Somebody employed by AfC with cleared checks; `skills` are years by code. Sign in as `await actor_for_user(made.user_id)`."""
    application = await make_offer_accepted(
        first_name=first_name, last_name=last_name, grade=grade, starts_on=started_on, stage=Stage.STARTED, coordinates=coordinates
    )
    candidate = await Candidate.objects().get(Candidate.id == application.candidate)
    offer = await Offer.objects().get(Offer.application == application.id)
    await clear_checks(candidate.id, offer.drafted_by, expires_on=checks_expire_on)
    await accounts.create_user(
        SYSTEM, email=candidate.email, first_name=first_name, last_name=last_name, role=Role.STAFF, organisation_id=offer.employer
    )
    member = StaffMember(
        id=uuid7(),
        reference=f"STF-TEST-{next(_numbers)}",
        user=candidate.user,
        candidate=candidate.id,
        application=application.id,
        offer=offer.id,
        employer=offer.employer,
        first_name=first_name,
        last_name=last_name,
        role_title=offer.role_title,
        grade=offer.grade,
        annual_amount=offer.annual_amount,
        weekly_hours=weekly_hours,
        fte=fte,
        swe_number=candidate.swe_number,
        is_placeable=is_placeable,
        started_on=started_on,
        postcode=candidate.postcode,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
    )
    await member.save()
    for code, years in (skills or {"assessment": 3, "court": 2}).items():
        await StaffSkill(staff_member=member.id, skill=await skill_id(code), years=years).save()
    return await queries.get_staff(SYSTEM, member.id)
