"""Whose records the parameters of addresses name, and what a form must hold for its command to be reached.

Keys are addresses up to their parameter, the same for page and API; a whole address is a route that needs a record
in a state of its own. An address without a line here fails the test.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from prime.accounts.permissions import Role
from tests.permissions.records import CLIENT_ROLES, DAY_OFF, OFFICE_ROLES, Side

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
    "/application-views/{view_id}": _to("view", Role.CHAMPION, every=NOBODY),
    "/account/email/{token}": Sample(value="no-such-token"),
    "/account/keys/{key_id}": Sample("key of {role}", EVERYBODY, NOBODY),
    "/agency-workers/{worker_id}": _to("worker", *COUNCIL),
    "/applications/mine/{application_id}": _to("application", Role.CANDIDATE),
    "/applications/{application_id}": _to("application", Role.CANDIDATE),
    "/applications/mine/{application_id}/cv/{upload_id}": _to("cv", Role.CANDIDATE),
    "/applications/{application_id}/cv/{upload_id}": _to("cv", Role.CANDIDATE),
    "/applications/{application_id}/checks/{kind}": Sample(value="identity"),
    "/applications/{application_id}/checks/{kind}/evidence/{upload_id}": _to("evidence"),
    "/authorities/{gss_code}": Sample(value="E06000001"),
    "/availability/dates/{day}": Sample(value=DAY_OFF.isoformat()),
    "/billing-exclusions/{exclusion_id}": _to("exclusion"),
    "/billing-runs/new/weeks/{timesheet_id}": _to("approved week"),
    "/billing-runs/{run_id}": _to("run"),
    "/billing-shares/{share_id}": _to("share"),
    "/book/{token}": Sample("booking link", every=ANYBODY),
    "/book/{token}/calendar.ics": Sample("link to decided interview", every=ANYBODY),
    "/candidate-lists/{list_id}": _to("list"),
    "/candidates/{application_id}": _to("application"),
    "/candidates/{application_id}/cv/{upload_id}": _to("cv"),
    "/candidates/lists/{list_id}": _to("list"),
    "/candidates/views/{view_id}": _to("view", Role.CHAMPION, every=NOBODY),
    "/candidates/{application_id}/checks/{kind}": Sample(value="identity"),
    "/candidates/{application_id}/checks/{kind}/evidence/{upload_id}": _to("evidence"),
    "/candidate-merges/{merge_id}": _to("merge"),
    "/calendar-feeds/{name}": Sample("calendar feed", every=ANYBODY),
    "/champions/{champion_id}": _to("champion", Role.CHAMPION, every=frozenset({Role.OPERATIONS})),
    "/champions/{champion_id}/availability": _to("champion"),
    "/champions/{champion_id}/overrides/{held_on}": Sample(value=DAY_OFF.isoformat()),
    "/clients/{client_id}": _to("client", *COUNCIL),
    "/clients/{client_id}/teams/{team_id}": _to("team", *COUNCIL),
    "/conversion-cases/{case_id}": _to("case", *COUNCIL),
    "/conversions/cases/{case_id}": _to("case", *COUNCIL),
    "/conversions/imports/{import_id}": _to("import", *COUNCIL),
    "/conversions/workers/{worker_id}": _to("worker", *COUNCIL),
    "/conversions/workers/{worker_id}/case": _to("free worker"),
    "/declaration/{version}": Sample(value="1"),
    "/documents/{document_id}": _to("document", Role.CANDIDATE, every=frozenset({Role.CHAMPION, Role.OPERATIONS})),
    "/duplicate-pairs/{pair_id}": _to("pair"),
    "/duplicates/merges/{merge_id}": _to("merge"),
    "/duplicates/{pair_id}": _to("pair"),
    "/email-templates/{name}": Sample(value="sign_in_link"),
    "/interviews/{interview_id}": _to("interview", Role.CANDIDATE),
    "/interview-kit-versions/{version_id}": _to("kit version"),
    "/interview-kits/{kit_id}": _to("kit"),
    "/interview-kits/{kit_id}/draft/competencies/{number}": Sample(value="1"),
    "/interview-kits/{kit_id}/draft/questions/{number}": Sample(value="1"),
    "/ending-reasons/{ending}": Sample(value="rejected"),
    "/ending-reasons/{ending}/{reason}": Sample(value="experience"),
    "/invitation/{token}": Sample(value="no-such-token"),
    "/interviews/{interview_id}/calendar.ics": _to("decided interview"),
    "/interviews/{interview_id}/decision": _to("decided interview", Role.CHAMPION, every=frozenset({Role.OPERATIONS})),
    "/interviews/{interview_id}/moderation-notes": _to("decided interview", Role.CHAMPION, every=frozenset({Role.OPERATIONS})),
    "/interviews/{interview_id}/moderation": _to("split interview", Role.CHAMPION, every=frozenset({Role.OPERATIONS})),
    "/interviews/{interview_id}/scorecard/draft": _to("decided interview", Role.CHAMPION, every=NOBODY),
    "/interviews/{interview_id}/scorecard": _to("decided interview", Role.CHAMPION, every=NOBODY),
    "/interviews/{interview_id}/scorecards": _to("decided interview", Role.CHAMPION, every=frozenset({Role.OPERATIONS})),
    "/invoices/statements/{client_id}": _to("client", Role.CLIENT_FINANCE),
    "/invoices/{invoice_id}": _to("invoice", Role.CLIENT_FINANCE),
    "/invoices/{invoice_id}/link/{token}": Sample("invoice link", every=ANYBODY),
    "/jobs/{message_id}": _to("job"),
    "/live/billing-runs/{run_id}": _to("run"),
    "/mail/{message_id}": Sample("message", every=ANYBODY),
    "/messages/{message_id}": _to("message", Role.CANDIDATE, every=frozenset({Role.OPERATIONS, Role.ADMIN})),
    "/messages/{message_id}/read": _to("message", Role.CANDIDATE, every=NOBODY),
    "/my-interviews/{interview_id}": _to("interview", Role.CANDIDATE),
    "/my-interviews/{interview_id}/calendar.ics": _to("decided interview", Role.CANDIDATE),
    "/my-offers/{offer_id}": _to("offer", Role.CANDIDATE),
    "/offers/{offer_id}": _to("offer", Role.CANDIDATE),
    "/offers/{offer_id}/conditions/{condition_id}": _to("condition"),
    "/offers/{offer_id}/approve": _to("drafted offer"),
    "/offers/{offer_id}/send-back": _to("drafted offer"),
    "/payments/{payment_id}": _to("payment"),
    "/people/{user_id}": _to("user"),
    "/placement-requests/{request_id}": _to("request", *COUNCIL),
    "/placement-requests/{request_id}/confirm": _to("picked request"),
    "/placement-requests/{request_id}/matches/{staff_id}": Sample("staff", every=EVERYBODY, is_free=True),
    "/placements/{placement_id}": _to("placement", *COUNCIL, Role.STAFF),
    "/placements/{placement_id}/timesheets/{monday}": Sample(value="2026-11-16"),
    "/self-disclosure/{token}": Sample("disclosure link", every=ANYBODY),
    "/self-disclosure-forms/{token}": Sample("disclosure link", every=ANYBODY),
    "/candidates/{application_id}/self-disclosure/discussion": _to("discussed application", Role.CHAMPION, every=NOBODY),
    "/applications/{application_id}/self-disclosure/discussion": _to("discussed application", Role.CHAMPION, every=NOBODY),
    "/my-referees/{referee_id}": _to("referee", Role.CANDIDATE, every=NOBODY),
    "/my-referees/{referee_id}/concern": _to("doubted referee", Role.CANDIDATE, every=NOBODY),
    "/give-reference/{token}": Sample("reference link", every=ANYBODY),
    "/reference-forms/{token}": Sample("reference link", every=ANYBODY),
    "/referees/{referee_id}": _to("referee", Role.CANDIDATE),
    "/referees/{referee_id}/concern": _to("doubted referee", Role.CANDIDATE),
    "/referees/{referee_id}/evidence/{upload_id}": _to("letter"),
    "/roles/{reference}": Sample("role", every=ANYBODY),
    "/roles/{reference}/apply/continue/{token}": Sample(value="no-such-token"),
    "/roles/{reference}/apply/history/gaps/{month}": Sample(value="2010-01"),
    "/roles/{reference}/apply/history/jobs/{key}": Sample(value="0a0a0a0a"),
    "/roles/{reference}/apply/{task}": Sample(value="about"),
    "/sign-in/link/{token}": Sample(value="no-such-token"),
    "/rooms/{room_id}": Sample("room", every=OFFICE),
    "/staff/onboard/{application_id}": _to("ready application"),
    "/staff/{staff_id}": _to("staff", Role.STAFF),
    "/staff/{staff_id}/conflicts/{conflict_id}": _to("conflict"),
    "/survey/{token}": Sample(value="no-such-token"),
    "/timesheets/{placement_id}": _to("placement", Role.STAFF),
    "/timesheets/{placement_id}/{monday}": Sample(value="2026-11-16"),
    "/timesheets/{timesheet_id}": _to("timesheet", *COUNCIL, Role.STAFF),
    "/vacancies/{reference}": Sample("role", every=ANYBODY),
    "/vacancies/{vacancy_id}": _to("vacancy"),
    "/worker-imports/{import_id}": _to("import", *COUNCIL),
}

# What a stranger may come across: open roles, grades, and AfC's people as a choice for a placement.
SHARED = {"veto question", "grade", "role", "vacancy", "staff"}

# Routes with a lock of their own, whatever the role: a secret that the mail service sends.
LOCKED = {"POST /api/v1/notify/callbacks"}

# What to send besides the least of each type (JSON) or nothing (forms), so that the command reaches the record.
BODIES: dict[str, Callable[[Side], dict[str, Any]]] = {
    "PUT /api/v1/rooms/{room_id}": lambda _: {"name": "Room 1", "site": "Westmarch House", "capacity": 4},
    "POST /api/v1/interviews/{interview_id}/no-show": lambda _: {"absent": [{"cause": "ill"}]},
    "POST /api/v1/candidate-merges": lambda side: {"survivorId": side.ids["first record"], "lostId": side.ids["second record"]},
    "POST /api/v1/duplicate-pairs": lambda side: {"candidateId": side.ids["first record"]},
    "POST /api/v1/conflicts-of-interest": lambda side: {
        "applicationId": side.ids["application"],
        "championUserId": str(side.people[Role.CHAMPION].user_id),
        "relationship": "personal",
    },
    "POST /api/v1/conversion-cases": lambda side: {"workerId": side.ids["free worker"], "employerId": side.ids["organisation"]},
    "POST /api/v1/offers": lambda side: {"applicationId": side.ids["offerable application"]},
    "POST /api/v1/people": lambda side: {"organisationId": side.ids["organisation"]},
    "POST /api/v1/placement-requests/{request_id}/decline-match": lambda side: {"staffMemberId": side.ids["staff"]},
    "POST /api/v1/placement-requests/{request_id}/pick": lambda side: {"staffMemberId": side.ids["staff"]},
    "POST /api/v1/staff": lambda side: {"applicationId": side.ids["ready application"]},
    "POST /api/v1/worker-imports": lambda side: {"clientId": side.ids["client"]},
    "POST /candidates/{application_id}/move": lambda _: {"to": "screening", "version": "1"},
    "POST /placement-requests/{request_id}/pick": lambda side: {"staff_member": side.ids["staff"]},
    "POST /timesheets/{timesheet_id}/approve": lambda _: {"version": "1"},
}
