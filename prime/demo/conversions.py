"""Agency workers of the councils, and the attempts to make them permanent."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal

import msgspec

from prime.accounts.tables import User
from prime.candidates.tables import Source, Stage
from prime.clients import queries as clients
from prime.clients.tables import Client
from prime.conversions import queries, savings
from prime.conversions.schemas import CaseTerms
from prime.conversions.tables import AgencyWorker, CaseStage, ConversionCase, WorkerImport
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.formats import local
from prime.core.money import pounds
from prime.demo import names, words
from prime.demo.councils import HOURLY
from prime.demo.journeys import Journey
from prime.demo.load import load
from prime.demo.names import mailbox
from prime.demo.people import Cast
from prime.demo.recruitment import Recruited
from prime.demo.world import DAY, WEEK, World
from prime.reference.tables import AgencyJobType

# Before this day some of the rates that a saving is reckoned with are not known, so no case was opened.
RATES_KNOWN_FROM = datetime(2025, 10, 1, tzinfo=UTC)
_OTHERS = {None: 13, CaseStage.IDENTIFIED: 6, CaseStage.APPROACHED: 6, CaseStage.INTERESTED: 4, CaseStage.CLOSED: 6}
_WAY = (CaseStage.IDENTIFIED, CaseStage.APPROACHED, CaseStage.INTERESTED)
_MARGIN = Decimal("7.60")  # of the agency and the managed service, on top of what AfC asks
_GRADE_OF = {AgencyJobType.SOCIAL_WORKER: "social_worker", AgencyJobType.SENIOR_SOCIAL_WORKER: "senior_social_worker"}


async def convert(world: World, cast: Cast, all_clients: list[Client], recruited: Recruited) -> None:
    """Workers first, as the saving of a case is reckoned by the module's own queries; then the cases."""
    employers = {client.organisation: client for client in all_clients}
    agency = [journey for journey in recruited.journeys if journey.application.source == Source.AGENCY]
    applied = [(journey, _applied(world, journey, employers[journey.vacancy.employer], recruited)) for journey in agency]
    weights = [4 if client.is_owner else 1 for client in all_clients]
    others = [
        (_listed(world, cast, world.dice.choices(all_clients, weights)[0]), stage) for stage, count in _OTHERS.items() for _ in range(count)
    ]
    _add_imports(world, cast, all_clients)
    await load(world)
    for journey, worker in applied:
        opened_at = world.moment(world.working_day(local(journey.application.applied_at).date() - 30 * DAY))
        if opened_at > RATES_KNOWN_FROM:
            case = await _case(world, worker, journey.operations, opened_at, journey.vacancy.salary_to_amount)
            _follow(world, case, journey)
    for worker, stage in others:
        if stage is not None:
            case = await _case(world, worker, world.dice.choice(cast.operations), *_recently(world))
            _settle(world, case, stage)
    world.number("CNV", world.of(ConversionCase), lambda case: case.opened_at)


# --- workers


def _applied(world: World, journey: Journey, client: Client, recruited: Recruited) -> AgencyWorker:
    """The agency worker whom we know as a candidate; leaves the agency for the first day as an employee."""
    staff = recruited.staff.get(journey)
    job_type = world.grade(journey.vacancy.grade).job_type or AgencyJobType.SOCIAL_WORKER
    person = journey.candidate
    worker = _worker(world, client, (person.first_name, person.last_name), job_type, person.swe_number)
    worker.email = person.email
    worker.started_on = local(journey.application.applied_at).date() - WEEK * world.dice.randint(20, 80)
    worker.left_on = staff.started_on - DAY if staff and staff.started_on <= world.today else None
    return worker


def _listed(world: World, cast: Cast, client: Client) -> AgencyWorker:
    return _worker(world, client, next(cast.strangers), world.dice.choice(list(_GRADE_OF)), f"SW9{world.unique('swe', 10_000, 99_999)}")


def _worker(world: World, client: Client, name: tuple[str, str], job_type: AgencyJobType, swe_number: str) -> AgencyWorker:
    first, last = name
    team = world.dice.choice(world.teams(client.id))
    return world.add(
        AgencyWorker(
            id=world.key(world.now - WEEK),
            client=client.id,
            first_name=first,
            last_name=last,
            email=f"{mailbox(first, last)}@people.example" if world.chance(0.7) else "",
            swe_number=swe_number,
            agency=world.dice.choice(names.AGENCIES),
            job_type=job_type,
            team=team.name,
            hourly_amount=pounds(HOURLY[job_type] + _MARGIN + Decimal(world.dice.randint(-120, 260)) / 100),
            weekly_hours=Decimal(37),
            started_on=world.monday - WEEK * world.dice.randint(15, 110),
        )
    )


def _add_imports(world: World, cast: Cast, all_clients: list[Client]) -> None:
    """One list of each council that has agency workers, sent last month; one of them had a fault."""
    for client in all_clients:
        workers = [worker for worker in world.of(AgencyWorker) if worker.client == client.id]
        if not workers:
            continue
        at = world.moment(world.working_day(world.monday - WEEK * world.dice.randint(3, 6)))
        fault = {"row": len(workers) + 2, "column": "swe_number", "detail": "Enter a Social Work England number, like SW1234"}
        refusals = [fault] if world.chance(0.2) else []
        record = world.add(
            WorkerImport(
                id=world.key(at),
                client=client.id,
                filename=f"agency-workers-{client.code.lower()}.csv",
                sha256=hashlib.sha256(client.code.encode()).hexdigest(),
                rows_total=len(workers) + len(refusals),
                rows_new=len(workers),
                rows_refused=len(refusals),
                refusals=msgspec.json.encode(refusals).decode(),
                imported_by=world.dice.choice(cast.operations).id,
                imported_at=at,
            )
        )
        for worker in workers:
            worker.last_import = record.id


# --- cases


def _recently(world: World) -> tuple[datetime, Decimal]:
    at = world.moment(world.working_day(world.monday - WEEK * world.dice.randint(5, 12)))
    return max(at, RATES_KNOWN_FROM), Decimal(world.dice.randint(43, 50) * 1000)


async def _case(world: World, worker: AgencyWorker, opened_by: User, opened_at: datetime, annual_amount: Decimal) -> ConversionCase:
    """A case with its saving as the command would have reckoned it on that day."""
    terms = CaseTerms(annual_amount=annual_amount, fee_amount=pounds(world.dice.choice((0, 0, 1500, 2400, 3200))), has_extended_hire_option=True)
    with clock.frozen(opened_at):
        client = await clients.get_client(SYSTEM, worker.client)
        workings = await savings.reckon(await queries.get_worker(SYSTEM, worker.id), client, terms)
    employer = next(employer for employer in await queries.employers(SYSTEM, worker.client) if employer.id == client.organisation_id)
    return world.add(
        ConversionCase(
            id=world.key(opened_at),
            worker=worker.id,
            client=worker.client,
            employer=employer.id,
            lowers_agency_share=employer.lowers_agency_share,
            grade=world.facts.grades[_GRADE_OF.get(AgencyJobType(worker.job_type), "senior_social_worker")].id,
            stage=CaseStage.IDENTIFIED,
            stage_entered_at=opened_at,
            annual_amount=terms.annual_amount,
            agency_cost_amount=workings.saving.agency_amount,
            permanent_cost_amount=workings.saving.permanent_amount,
            fee_amount=workings.saving.fee_amount,
            saving_amount=workings.saving.first_year_amount,
            workings=msgspec.json.encode(workings).decode(),
            opened_by=opened_by.id,
            opened_at=opened_at,
        )
    )


def _follow(world: World, case: ConversionCase, journey: Journey) -> None:
    """A case goes the way of its application."""
    application = journey.application
    case.application, case.stage, case.stage_entered_at = application.id, CaseStage.APPLICATION, application.applied_at
    if journey.stage is Stage.STARTED:
        case.stage = CaseStage.CONVERTED
        case.stage_entered_at = case.ended_at = application.stage_entered_at
    elif journey.stage in {Stage.WITHDRAWN, Stage.REJECTED}:
        closed_at = world.after(application.stage_entered_at, 1, 4)
        if world.has_come(closed_at):
            case.stage, case.closed_reason = CaseStage.CLOSED, "The application came to nothing"
            case.stage_entered_at = case.ended_at = closed_at


def _settle(world: World, case: ConversionCase, stage: CaseStage) -> None:
    """A case without an application stands at a stage since some day."""
    steps = _WAY.index(stage) if stage in _WAY else 2
    for _ in range(steps):
        case.stage_entered_at = world.after(case.stage_entered_at, 2, 8)
    case.stage = stage
    if stage is CaseStage.CLOSED:
        case.closed_reason, case.ended_at = world.dice.choice(words.CLOSED_CASES), case.stage_entered_at
