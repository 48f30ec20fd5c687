"""Whose records the parameters of addresses name, and what a form must hold for its command to be reached.

Keys are addresses up to their parameter, the same for page and API; a whole address is a route that needs a record
in a state of its own. An address without a line here fails the test.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from prime.accounts.permissions import Role
from tests.permissions.records import CLIENT_ROLES, OFFICE_ROLES, Side

OFFICE = frozenset(OFFICE_ROLES)
COUNCIL = frozenset(CLIENT_ROLES)
EVERYBODY = frozenset(Role)
ANYBODY = EVERYBODY | {"anonymous"}
NOBODY: frozenset[str] = frozenset()


class Sample(NamedTuple):
    """A record, by its noun in `Side.ids`; which roles have one of their own, and which may reach anybody's.

    A role with the route's permission that stands in neither is told that there is no such record.
    A `value` is no record at all (a day, a version), so there is none of somebody else's. A free record may
    stand beside anybody's (a person picked for a request); any other belongs to the record before it.
    """

    noun: str = ""
    own: frozenset[str] = NOBODY
    every: frozenset[str] = OFFICE
    value: str = ""
    is_free: bool = False


def _to(noun: str, *own: Role, every: frozenset[str] = OFFICE) -> Sample:
    return Sample(noun, frozenset(own), every)


SAMPLES: dict[str, Sample] = {
    "/applications/{application_id}": _to("application", Role.CANDIDATE),
    "/applications/mine/{application_id}": _to("application", Role.CANDIDATE),
    "/applications/mine/{application_id}/cv/{upload_id}": _to("cv", Role.CANDIDATE),
    "/applications/{application_id}/cv/{upload_id}": _to("cv", Role.CANDIDATE),
    "/candidates/{application_id}/cv/{upload_id}": _to("cv"),
    "/candidates/{application_id}": _to("application"),
    "/clients/{client_id}": _to("client", *COUNCIL),
    "/declaration/{version}": Sample(value="1"),
    "/roles/{reference}": Sample("role", every=ANYBODY),
    "/roles/{reference}/apply/continue/{token}": Sample(value="no-such-token"),
    "/vacancies/{reference}": Sample("role", every=ANYBODY),
    "/vacancies/{vacancy_id}": _to("vacancy"),
    "/account/email/{token}": Sample(value="no-such-token"),
    "/account/keys/{key_id}": Sample("key of {role}", EVERYBODY, NOBODY),
    "/authorities/{gss_code}": Sample(value="E06000001"),
    "/documents/{document_id}": _to("document", Role.CANDIDATE, every=frozenset({Role.CHAMPION, Role.OPERATIONS})),
    "/email-templates/{name}": Sample(value="sign_in_link"),
    "/invitation/{token}": Sample(value="no-such-token"),
    "/jobs/{message_id}": _to("job"),
    "/mail/{message_id}": Sample("message", every=ANYBODY),
    "/messages/{message_id}": _to("message", Role.CANDIDATE, every=frozenset({Role.OPERATIONS, Role.ADMIN})),
    "/messages/{message_id}/read": _to("message", Role.CANDIDATE, every=NOBODY),
    "/people/{user_id}": _to("user"),
    "/placement-requests/{request_id}": _to("request", *COUNCIL),
    "/placement-requests/{request_id}/confirm": _to("picked request"),
    "/placement-requests/{request_id}/matches/{staff_id}": Sample("staff", every=EVERYBODY, is_free=True),
    "/placements/{placement_id}": _to("placement", *COUNCIL, Role.STAFF),
    "/sign-in/link/{token}": Sample(value="no-such-token"),
}

# What a stranger may come across: open roles, and AfC's people as a choice for a placement.
SHARED = {"role", "vacancy", "staff"}

# What to send where the least of each type (JSON) or nothing (forms) would be refused before the record is looked for.
BODIES: dict[str, Callable[[Side], Any]] = {
    "POST /api/v1/conflicts-of-interest": lambda side: {
        "applicationId": side.ids["application"],
        "championUserId": str(side.people[Role.CHAMPION].user_id),
        "relationship": "personal",
    },
    "POST /api/v1/placement-requests/{request_id}/decline-match": lambda side: {"staffMemberId": side.ids["staff"], "reason": "Too far away"},
    "POST /api/v1/placement-requests/{request_id}/pick": lambda side: {"staffMemberId": side.ids["staff"]},
    "POST /candidates/{application_id}/move": lambda _: {"to": "screening", "version": "1"},
    "POST /placement-requests/{request_id}/pick": lambda side: {"staff_member": side.ids["staff"]},
    "POST /api/v1/people": lambda side: {
        "email": "new@people.example",
        "firstName": "New",
        "lastName": side.name,
        "role": "client_finance",
        "organisationId": side.ids["organisation"],
    },
}
