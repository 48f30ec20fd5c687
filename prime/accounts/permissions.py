"""Roles and what each allows: the one table of rights. Pure."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person is to us; each is held in an organisation (`client_*` in a council, the rest in AfC)."""

    CANDIDATE = "candidate"
    CHAMPION = "champion"
    STAFF = "staff"
    CLIENT_REQUESTER = "client_requester"
    CLIENT_APPROVER = "client_approver"
    CLIENT_FINANCE = "client_finance"
    OPERATIONS = "operations"
    FINANCE = "finance"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The role in words, as pages show it."""
        return self.value.replace("_", " ").capitalize()

    @property
    def is_client(self) -> bool:
        """Whether the role belongs to a council and not to AfC."""
        return self.value.startswith("client_")


class Permission(StrEnum):
    """What a role may do; which records it covers is decided by each module's queries."""

    SIGNED_IN = "accounts.signed_in"
    ACCOUNTS_MANAGE = "accounts.manage"
    ADMIN_PANEL = "admin.panel"
    AUDIT_READ = "audit.read"
    MESSAGES_READ = "notifications.read"
    JOBS_READ = "jobs.read"
    REFERENCE_READ = "reference.read"
    REFERENCE_MANAGE = "reference.manage"
    REPORTS_READ = "reports.read"
    EQUALITY_READ = "equality.read"

    CLIENTS_OWN = "clients.own"
    CLIENTS_READ = "clients.read"
    CLIENTS_MANAGE = "clients.manage"

    VACANCIES_MANAGE = "vacancies.manage"
    APPLICATIONS_OWN = "candidates.own"
    APPLICATIONS_READ = "candidates.read"
    APPLICATIONS_SCREEN = "candidates.screen"
    APPLICATIONS_MANAGE = "candidates.manage"
    CHECKS_RECORD = "checks.record"
    # No role has these: they come with the link that a referee, or a candidate who is asked to disclose, is sent.
    REFERENCES_GIVE = "references.give"
    DISCLOSURES_GIVE = "disclosures.give"

    AVAILABILITY_EDIT = "interviews.availability"
    INTERVIEWS_INVITE = "interviews.invite"
    INTERVIEWS_BOOK = "interviews.book"
    INTERVIEWS_SCORE = "interviews.score"
    INTERVIEWS_DECIDE = "interviews.decide"
    INTERVIEWS_READ = "interviews.read"
    KITS_MANAGE = "kits.manage"

    OFFERS_MAKE = "offers.make"
    OFFERS_APPROVE = "offers.approve"
    OFFERS_ANSWER = "offers.answer"

    CONVERSIONS_READ = "conversions.read"
    CONVERSIONS_MANAGE = "conversions.manage"

    STAFF_OWN = "staff.own"
    STAFF_READ = "staff.read"
    STAFF_MANAGE = "staff.manage"

    PLACEMENTS_REQUEST = "placements.request"
    PLACEMENTS_CHOOSE = "placements.choose"
    PLACEMENTS_CONFIRM = "placements.confirm"
    PLACEMENTS_READ = "placements.read"

    TIMESHEETS_FILL = "timesheets.fill"
    TIMESHEETS_APPROVE = "timesheets.approve"
    TIMESHEETS_READ = "timesheets.read"

    INVOICES_READ = "billing.read"
    BILLING_RUN = "billing.run"


P = Permission

_EVERYBODY = {P.SIGNED_IN}
_AFC = _EVERYBODY | {P.REFERENCE_READ, P.REPORTS_READ}
_CLIENT = _EVERYBODY | {P.CLIENTS_OWN, P.PLACEMENTS_READ}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CANDIDATE: frozenset(_EVERYBODY | {P.APPLICATIONS_OWN, P.INTERVIEWS_BOOK, P.OFFERS_ANSWER}),
    Role.CHAMPION: frozenset(
        _AFC
        | {
            P.APPLICATIONS_READ,
            P.APPLICATIONS_SCREEN,
            P.AVAILABILITY_EDIT,
            P.INTERVIEWS_INVITE,
            P.INTERVIEWS_SCORE,
            P.INTERVIEWS_DECIDE,
            P.INTERVIEWS_READ,
        }
    ),
    Role.STAFF: frozenset(_EVERYBODY | {P.STAFF_OWN, P.PLACEMENTS_READ, P.TIMESHEETS_FILL, P.TIMESHEETS_READ}),
    Role.CLIENT_REQUESTER: frozenset(_CLIENT | {P.PLACEMENTS_REQUEST, P.PLACEMENTS_CHOOSE, P.CONVERSIONS_READ}),
    Role.CLIENT_APPROVER: frozenset(_CLIENT | {P.PLACEMENTS_CHOOSE, P.TIMESHEETS_APPROVE, P.TIMESHEETS_READ, P.CONVERSIONS_READ}),
    Role.CLIENT_FINANCE: frozenset(_CLIENT | {P.TIMESHEETS_READ, P.INVOICES_READ}),
    Role.OPERATIONS: frozenset(
        _AFC
        | {
            P.AUDIT_READ,
            P.MESSAGES_READ,
            P.JOBS_READ,
            P.CLIENTS_READ,
            P.CLIENTS_MANAGE,
            P.VACANCIES_MANAGE,
            P.APPLICATIONS_READ,
            P.APPLICATIONS_SCREEN,
            P.APPLICATIONS_MANAGE,
            P.CHECKS_RECORD,
            P.INTERVIEWS_INVITE,
            P.INTERVIEWS_DECIDE,
            P.INTERVIEWS_READ,
            P.KITS_MANAGE,
            P.OFFERS_MAKE,
            P.OFFERS_APPROVE,
            P.CONVERSIONS_READ,
            P.CONVERSIONS_MANAGE,
            P.STAFF_READ,
            P.STAFF_MANAGE,
            P.PLACEMENTS_CONFIRM,
            P.PLACEMENTS_READ,
            P.TIMESHEETS_READ,
            P.INVOICES_READ,
        }
    ),
    Role.FINANCE: frozenset(
        _AFC
        | {P.JOBS_READ, P.CLIENTS_READ, P.STAFF_READ, P.PLACEMENTS_READ, P.TIMESHEETS_READ, P.INVOICES_READ, P.BILLING_RUN}
    ),
    Role.ADMIN: frozenset(
        _AFC
        | {
            P.ACCOUNTS_MANAGE,
            P.ADMIN_PANEL,
            P.EQUALITY_READ,
            P.OFFERS_APPROVE,
            P.REFERENCE_MANAGE,
            P.AUDIT_READ,
            P.MESSAGES_READ,
            P.JOBS_READ,
            P.CLIENTS_READ,
            P.CLIENTS_MANAGE,
            P.KITS_MANAGE,
        }
    ),
}


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """Everything that a set of roles allows together."""
    return frozenset(permission for role in roles for permission in ROLE_PERMISSIONS[Role(role)])
