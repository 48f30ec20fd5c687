"""What one half of the world owns, made by the real commands. A new noun gets its record here and its line in `samples`."""

from uuid import UUID

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission, Role
from prime.accounts.queries import actor_for_user, list_memberships
from prime.checks import queries as checks
from prime.checks import service as check_service
from prime.core import outbox
from prime.core.actor import SYSTEM, Actor
from prime.core.db import execute
from prime.documents import service as documents
from prime.notifications import service as notifications
from prime.vacancies.queries import get_vacancy
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.clients import make_client, make_team
from tests.factories.documents import employment_contract
from tests.factories.placements import Council, make_picked, make_placement, make_request
from tests.factories.staff import make_staff
from tests.factories.uploads import send_cv

CLIENT_ROLES = (Role.CLIENT_REQUESTER, Role.CLIENT_APPROVER, Role.CLIENT_FINANCE)
OFFICE_ROLES = (Role.CHAMPION, Role.OPERATIONS, Role.FINANCE, Role.ADMIN)


class Side:
    """One half of the world: who is who, and the key of each record by its noun."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.people: dict[str, Actor] = {}
        self.ids: dict[str, str] = {}

    def keep(self, **keys: object) -> None:
        """Note the keys of records."""
        self.ids.update({noun: str(key) for noun, key in keys.items()})


async def make_side(name: str) -> Side:
    """A whole half; `name` is everybody's last name."""
    side = Side(name)
    for role in OFFICE_ROLES:
        side.people[role] = await make_user(role, last_name=name)
    await _make_candidate(side)
    await _make_placement(side)
    await _make_paper(side)
    return side


async def _make_candidate(side: Side) -> None:
    application = await make_application(last_name=side.name)
    side.people[Role.CANDIDATE] = candidate = await candidate_actor(application)
    await check_service.open_set(SYSTEM, application.candidate_id)
    vacancy = await get_vacancy(SYSTEM, application.vacancy_id)
    side.keep(
        user=candidate.user_id,
        vacancy=application.vacancy_id,
        application=application.id,
        candidate=application.candidate_id,
        role=vacancy.reference,
        cv=await send_cv(candidate, application.id),
        check=(await checks.list_checks(SYSTEM, application.candidate_id))[0].id,
    )


async def _make_placement(side: Side) -> None:
    client = await make_client(f"{side.name} Council")
    for role in CLIENT_ROLES:
        side.people[role] = await make_user(role, organisation_id=client.organisation_id, last_name=side.name)
    council = Council(client, await make_team(client.id), side.people[Role.CLIENT_REQUESTER], side.people[Role.CLIENT_APPROVER])
    person = await make_staff(last_name=side.name)
    side.people[Role.STAFF] = await _only(Role.STAFF, person.user_id)
    placement = await make_placement(council, person, operations=side.people[Role.OPERATIONS])
    side.keep(organisation=client.organisation_id, client=client.id, team=council.team_id)
    side.keep(staff=person.id, placement=placement.id, request=await make_request(council))
    spare = await make_staff(last_name=side.name)
    side.keep(**{"picked request": await make_picked(council, spare)})


async def _only(role: Role, user_id: UUID) -> Actor:
    """A person with nothing but one role: staff were candidates once, and stay so."""
    for held, _, membership_id in await list_memberships(SYSTEM, user_id):
        if held != role:
            await accounts.revoke_role(SYSTEM, membership_id)
    actor = await actor_for_user(user_id)
    assert actor is not None
    return actor


async def _make_paper(side: Side) -> None:
    candidate = side.people[Role.CANDIDATE]
    document = await documents.order(
        SYSTEM,
        context=employment_contract(),
        subject_type="application",
        subject_id=side.ids["application"],
        audience=Permission.APPLICATIONS_READ,
        person=candidate.user_id,
    )
    job = await outbox.enqueue("documents.render_document", document_id=document)
    await execute("UPDATE outbox_message SET dead_at = now() WHERE id = $1", job)
    message = await notifications.send(SYSTEM, "sign_in_link", to=candidate.user_id)
    side.keep(document=document, job=job, message=message)
