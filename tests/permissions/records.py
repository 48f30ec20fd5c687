"""What one half of the world owns, made by the real commands. A new noun gets its record here and its line in `samples`."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission, Role
from prime.accounts.queries import actor_for_user, list_memberships
from prime.accounts.tables import TokenPurpose
from prime.billing import service as billing
from prime.billing.queries import months
from prime.candidates import service as pipeline
from prime.candidates.queries import get_application
from prime.candidates.tables import Stage
from prime.checks import queries as checks
from prime.checks import service as check_service
from prime.checks.schemas import CheckIn
from prime.checks.tables import CheckKind, CheckStatus
from prime.clients.schemas import ClientDetail
from prime.conversions import queries as conversions
from prime.core import clock, outbox
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import execute, fetch_value
from prime.disclosures import service as disclosures
from prime.disclosures.schemas import ReviewIn
from prime.disclosures.tables import Finding
from prime.documents import service as documents
from prime.duplicates import service as duplicates
from prime.interviews import service as interviews
from prime.interviews.tables import InterviewKind
from prime.kits import published as kits_published
from prime.kits import service as kits
from prime.notifications import service as notifications
from prime.offers.queries import get_offer
from prime.referees import service as referees
from prime.rooms import service as rooms
from prime.staff import service as staff
from prime.talent import service as talent
from prime.timesheets.tables import TimesheetStatus
from prime.vacancies.queries import get_vacancy
from prime.vacancies.tables import VacancyKind
from tests.factories.accounts import make_user
from tests.factories.billing import Placed, invoices_of, make_week, run_month
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.checks import copy, sound
from tests.factories.clients import make_client, make_team
from tests.factories.conversions import make_case, make_worker
from tests.factories.disclosures import disclosure_link, make_disclosed
from tests.factories.documents import employment_contract
from tests.factories.interviews import PLACE, MadeChampion, MadeInterview, kit_of, make_champion, score_and_decide, whole_card
from tests.factories.offers import draft_offer, make_offer
from tests.factories.placements import Council, make_picked, make_placement, make_request
from tests.factories.referees import make_asked, make_evidence, make_given
from tests.factories.staff import clear_checks, make_offer_accepted, make_staff
from tests.factories.uploads import send_cv

CLIENT_ROLES = (Role.CLIENT_REQUESTER, Role.CLIENT_APPROVER, Role.CLIENT_FINANCE)
OFFICE_ROLES = (Role.CHAMPION, Role.OPERATIONS, Role.FINANCE, Role.ADMIN)
DAY_OFF = date(2026, 12, 24)
INVITED, HELD = datetime(2026, 11, 16, 12, tzinfo=UTC), datetime(2026, 11, 19, 10, tzinfo=UTC)
PLACED_FROM = datetime(2026, 8, 20, 9, tzinfo=UTC)


class Side:
    """One half of the world: who is who, and the key of each record by its noun."""

    def __init__(self, name: str, month: date) -> None:
        self.name = name
        self.month = month
        self.people: dict[str, Actor] = {}
        self.ids: dict[str, str] = {}

    def keep(self, **keys: object) -> None:
        """Note the keys of records."""
        self.ids.update({noun: str(key) for noun, key in keys.items()})


async def make_side(name: str, month: date) -> Side:
    """A whole half; `name` is everybody's last name, and `month` the one that has been billed."""
    side = Side(name, month)
    for role in (Role.OPERATIONS, Role.FINANCE, Role.ADMIN):
        side.people[role] = await make_user(role, last_name=name)
    await _make_candidate(side)
    await _make_referees(side)
    await _make_disclosures(side)
    council = await _make_council(side)
    await _make_placement(side, council)
    await _make_conversion(side, council.client)
    await _make_duplicates(side)
    await _make_kit(side)
    await _make_paper(side)
    await _make_list(side)
    return side


async def _make_list(side: Side) -> None:
    content = f"First name,Last name,Email\nAda,{side.name},ada@people.example\n".encode()
    side.keep(list=await talent.read_list(side.people[Role.OPERATIONS], filename="fair.csv", origin="A fair", content=content, vacancy_id=None))


async def _make_candidate(side: Side) -> None:
    champion = await make_champion(last_name=side.name)
    side.people[Role.CHAMPION] = champion.actor
    application = await make_application(last_name=side.name, stage=Stage.INTERVIEW)
    side.people[Role.CANDIDATE] = candidate = await candidate_actor(application)
    interview = await _invite(champion, application.id)
    await interviews.save_override(champion.actor, champion.id, DAY_OFF)
    await pipeline.move(SYSTEM, application.id, Stage.OFFER)
    offer, _ = await make_offer(await get_application(SYSTEM, application.id), conditions=["Notice given"])
    await check_service.open_set(SYSTEM, application.candidate_id)
    await _disclose(side, application.candidate_id)
    vacancy = await get_vacancy(SYSTEM, application.vacancy_id)
    side.keep(
        user=candidate.user_id,
        vacancy=vacancy.id,
        grade=vacancy.grade_id,
        role=vacancy.reference,
        application=application.id,
        candidate=application.candidate_id,
        champion=champion.id,
        room=await rooms.create_room(SYSTEM, name=side.name, site="Westmarch House", capacity=6),
        interview=interview,
        offer=offer,
        condition=(await get_offer(SYSTEM, offer)).conditions[0].id,
        **{
            "booking link": await _booking_link(application.id),
            "calendar feed": (await interviews.renew_feed(champion.actor, champion.id)).rsplit("/", 1)[1],
            **await _decided(side, champion, application.email),
            **await _split(side, champion),
            "drafted offer": (await draft_offer(await make_application(last_name=side.name, stage=Stage.OFFER)))[0],
            "offerable application": (await make_application(last_name=side.name, stage=Stage.OFFER)).id,
            "ready application": await _ready(side),
        },
        cv=await send_cv(candidate, application.id),
        view=await pipeline.save_view(champion.actor, name=side.name, query="turn=champion"),
        check=(identity := (await checks.list_checks(SYSTEM, application.candidate_id))[0].id),
        evidence=await check_service.attach_evidence(side.people[Role.OPERATIONS], identity, await copy()),
    )


async def _make_disclosures(side: Side) -> None:
    operations = side.people[Role.OPERATIONS]
    asked = UUID(side.ids["application"])
    await disclosures.ask(operations, asked)
    discussed = await fetch_value("SELECT application FROM interview WHERE id = $1", UUID(side.ids["decided interview"]))
    await make_disclosed(discussed, by=operations)
    await disclosures.review(operations, discussed, ReviewIn(finding=Finding.DISCUSS, discussion="What has changed since"))
    side.keep(**{"disclosure link": await disclosure_link(asked), "discussed application": discussed})


async def _make_referees(side: Side) -> None:
    operations = side.people[Role.OPERATIONS]
    application = await get_application(SYSTEM, UUID(side.ids["application"]))
    doubted, _ = await make_given(application, by=operations)
    await referees.raise_concern(operations, doubted, concern="The dates differ.")
    _, link, _ = await make_asked(application, by=operations)
    referee, letter = await make_evidence(application, by=operations)
    side.keep(referee=referee, **{"reference link": link, "doubted referee": doubted, "letter": letter})


async def _disclose(side: Side, candidate_id: UUID) -> None:
    """A DBS certificate that holds something, to be assessed."""
    facts = {**sound(CheckKind.DBS, swe_number="", today=clock.today()), "status": CheckStatus.NOT_CLEAR, "discloses": True}
    await check_service.record_check(side.people[Role.OPERATIONS], await checks.find_check(candidate_id, CheckKind.DBS), CheckIn(**facts))


async def _ready(side: Side) -> UUID:
    application = await make_offer_accepted(last_name=side.name, kind=VacancyKind.HOME)
    await clear_checks(application.candidate, side.people[Role.OPERATIONS].required_user_id)
    return application.id


async def _decided(side: Side, champion: MadeChampion, email: str) -> dict[str, object]:
    with clock.frozen(INVITED):
        application = await make_application(last_name=side.name, email=email, stage=Stage.INTERVIEW)
        made = MadeInterview(await _invite(champion, application.id), application, [champion])
        await interviews.book(champion.actor, made.id, HELD)
    await score_and_decide(made)
    return {"decided interview": made.id, "link to decided interview": await _booking_link(application.id)}


async def _split(side: Side, champion: MadeChampion) -> dict[str, object]:
    """An interview whose panel has not talked about a veto."""
    with clock.frozen(INVITED):
        application = await make_application(last_name=side.name, stage=Stage.INTERVIEW)
        interview = await _invite(champion, application.id)
        await interviews.book(champion.actor, interview, HELD + timedelta(days=1))
    await interviews.submit_scorecard(champion.actor, interview, await whole_card(interview, concerns=(1,)))
    return {"split interview": interview, "veto question": (await kit_of(interview)).questions[0].id}


async def _invite(champion: MadeChampion, application_id: UUID) -> UUID:
    members = [champion.actor.required_user_id]
    return await interviews.invite(champion.actor, application_id, kind=InterviewKind.INTERVIEW, champion_user_ids=members, minutes=45, place=PLACE)


async def _booking_link(application_id: UUID) -> str:
    link = await fetch_value("SELECT secret_link FROM message WHERE about_id = $1 AND secret_link LIKE '%/book/%'", application_id)
    return str(link).rpartition("/")[2]


async def _make_council(side: Side) -> Council:
    client = await make_client(f"{side.name} Council")
    for role in CLIENT_ROLES:
        side.people[role] = await make_user(role, organisation_id=client.organisation_id, last_name=side.name)
    council = Council(client, await make_team(client.id), side.people[Role.CLIENT_REQUESTER], side.people[Role.CLIENT_APPROVER])
    side.keep(organisation=client.organisation_id, client=client.id, team=council.team_id)
    return council


async def _make_placement(side: Side, council: Council) -> None:
    person = await make_staff(last_name=side.name)
    side.people[Role.STAFF] = await _only(Role.STAFF, person.user_id)
    with clock.frozen(PLACED_FROM):
        placement = await make_placement(
            council, person, operations=side.people[Role.OPERATIONS], starts_on=date(2026, 9, 1), ends_on=date(2027, 1, 29)
        )
    request = await make_request(council)
    picked = await make_picked(council, await make_staff(last_name=side.name))
    elsewhere = await make_client()
    conflict = await staff.add_conflict(side.people[Role.OPERATIONS], person.id, client_id=elsewhere.id, reason="A relative works there")
    side.keep(conflict=conflict)
    side.keep(staff=person.id, placement=placement.id, request=request, **{"picked request": picked})
    await _make_money(side, Placed(council, side.people[Role.CLIENT_FINANCE], placement))


async def _make_money(side: Side, placed: Placed) -> None:
    first_monday = side.month + timedelta(days=-side.month.weekday() % 7)
    finance = side.people[Role.FINANCE]
    billed = await make_week(placed, first_monday)
    run_id = await run_month(side.month, finance=finance)
    invoice = (await invoices_of(run_id))[0]
    later = date(2026, 11, 2)
    left_out = await make_week(placed, later)
    link = await accounts.mint_token(
        SYSTEM,
        purpose=TokenPurpose.RECORD,
        life=timedelta(days=1),
        permissions=(Permission.INVOICES_READ,),
        record_id=invoice.id,
        is_single_use=False,
    )
    side.keep(
        run=run_id,
        share=(await months.get_run(SYSTEM, run_id)).shares[0].id,
        invoice=invoice.id,
        payment=await billing.record_payment(finance, invoice.id, received_on=clock.today(), amount=Decimal(1)),
        exclusion=await billing.exclude(finance, left_out, "Is being looked into"),
        timesheet=await make_week(placed, later + timedelta(days=7), status=TimesheetStatus.SUBMITTED),
        **{"invoice link": link, "billed week": billed, "approved week": await make_week(placed, later - timedelta(days=7))},
    )


async def _make_conversion(side: Side, client: ClientDetail) -> None:
    worker = await make_worker(client.id, last_name=side.name)
    free = await make_worker(client.id, last_name=side.name)
    newest = (await conversions.list_imports(SYSTEM))[0]
    side.keep(worker=worker.id, case=await make_case(worker), **{"import": newest.id, "free worker": free.id})


async def _only(role: Role, user_id: UUID) -> Actor:
    """A person with nothing but one role: staff were candidates once, and stay so."""
    for held, _, membership_id in await list_memberships(SYSTEM, user_id):
        if held != role:
            await accounts.revoke_role(SYSTEM, membership_id)
    actor = await actor_for_user(user_id)
    assert actor is not None
    return actor


async def _make_duplicates(side: Side) -> None:
    operations = side.people[Role.OPERATIONS]
    records = [(await make_application(last_name=side.name, first_name="Twice")).candidate_id for _ in range(4)]
    first, second = sorted(records[:2])
    pair = uuid7()
    await execute("INSERT INTO duplicate_pair (id, first, second, score) VALUES ($1, $2, $3, 90)", pair, first, second)
    merge = await duplicates.merge(operations, survivor_id=records[2], lost_id=records[3], reason="One certificate.")
    side.keep(pair=pair, merge=merge, **{"first record": first, "second record": second})


async def _make_kit(side: Side) -> None:
    kit = await kits.create_kit(SYSTEM, key="".join(filter(str.isalpha, side.name.lower())), title=f"{side.name} kit")
    shipped = next(kits_published.kits())
    await kits.save_content(SYSTEM, kit, shipped.content, revision=1)
    await kits.publish(SYSTEM, kit, note="The first", revision=2)
    side.keep(kit=kit, **{"kit version": await kits.start_draft(SYSTEM, kit)})


async def _make_paper(side: Side) -> None:
    candidate = side.people[Role.CANDIDATE]
    document = await documents.order(
        SYSTEM,
        context=employment_contract(),
        subject_type="application",
        subject_id=UUID(side.ids["application"]),
        audience=Permission.APPLICATIONS_READ,
        person=candidate.user_id,
    )
    job = await outbox.enqueue("documents.render_document", document_id=document)
    await execute("UPDATE outbox_message SET dead_at = now() WHERE id = $1", job)
    message = await notifications.send(SYSTEM, "sign_in_link", to=candidate.user_id)
    side.keep(document=document, job=job, message=message)
