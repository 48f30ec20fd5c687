"""Roles, what each allows, and the limits of signing in. Pure."""

import re
from datetime import datetime, timedelta
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

    CLIENTS_READ = "clients.read"
    CLIENTS_MANAGE = "clients.manage"

    VACANCIES_MANAGE = "vacancies.manage"
    APPLICATIONS_OWN = "candidates.own"
    APPLICATIONS_READ = "candidates.read"
    APPLICATIONS_SCREEN = "candidates.screen"
    APPLICATIONS_MANAGE = "candidates.manage"
    CHECKS_RECORD = "checks.record"

    AVAILABILITY_EDIT = "interviews.availability"
    INTERVIEWS_INVITE = "interviews.invite"
    INTERVIEWS_BOOK = "interviews.book"
    INTERVIEWS_SCORE = "interviews.score"
    INTERVIEWS_DECIDE = "interviews.decide"
    INTERVIEWS_READ = "interviews.read"

    OFFERS_MAKE = "offers.make"
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
_CLIENT = _EVERYBODY | {P.PLACEMENTS_READ}

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
            P.OFFERS_MAKE,
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
            P.REFERENCE_MANAGE,
            P.AUDIT_READ,
            P.MESSAGES_READ,
            P.JOBS_READ,
            P.CLIENTS_READ,
            P.CLIENTS_MANAGE,
        }
    ),
}


def permissions_of(roles: frozenset[str] | set[str] | list[str]) -> frozenset[str]:
    """Everything that a set of roles allows together."""
    return frozenset(permission for role in roles for permission in ROLE_PERMISSIONS[Role(role)])


# Lock-out: slows guessing to 10 tries in a quarter of an hour, without letting a stranger lock somebody out for long.
MAX_FAILED_SIGN_INS = 10
LOCK_OUT = timedelta(minutes=15)

SESSION_IDLE = timedelta(hours=12)
SESSION_REFRESH = timedelta(minutes=15)
SESSION_MAX = timedelta(days=7)
SIGN_IN_LINK_LIFE = timedelta(minutes=30)
INVITATION_LIFE = timedelta(days=14)
PASSWORD_MIN = 12
PASSWORD_MAX = 128

_EMAIL_SPACE = re.compile(r"\s+")


def normalise_email(address: str) -> str:
    """The address as we compare and store it: no white space, all lower case."""
    return _EMAIL_SPACE.sub("", address).lower()


def is_locked(locked_until: datetime | None, *, now: datetime) -> bool:
    """Whether sign-in is refused because of too many wrong passwords."""
    return locked_until is not None and locked_until > now


def after_failure(failures: int, *, now: datetime) -> tuple[int, datetime | None]:
    """The new count of wrong passwords, and until when sign-in is locked if that was one too many."""
    failures += 1
    if failures >= MAX_FAILED_SIGN_INS:
        return 0, now + LOCK_OUT
    return failures, None
