"""Which figures count, and which events are worth telling whom. Pure."""

from decimal import Decimal
from typing import NamedTuple

from prime.accounts.permissions import Permission

P = Permission

# The share of agency workers that we help councils to come below; our own target, not a rule.
TARGET_SHARE = Decimal(10)
YEARS_SHOWN = 3
ENDING_DAYS = 30
RECENT_DAYS = 90


class Told(NamedTuple):
    """How an action of the audit trail is told: to whom, how the headline ends, and where the record is."""

    permission: Permission
    headline: str  # "{actor}" and "{summary}" are filled in
    href: str
    link: str


TOLD: dict[str, Told] = {
    "offers.accepted": Told(P.APPLICATIONS_READ, "{actor} accepted an offer", "/candidates/{record}", "See the application"),
    "offers.drafted": Told(P.APPLICATIONS_READ, "{actor} wrote an offer for approval", "/candidates/{record}", "See the application"),
    "offers.terms_requested": Told(P.APPLICATIONS_READ, "{actor} asked for other terms", "/candidates/{record}", "See the application"),
    "offers.declined": Told(P.APPLICATIONS_READ, "{actor} declined an offer", "/candidates/{record}", "See the application"),
    "staff.onboarded": Told(P.STAFF_READ, "{summary}", "/staff/{record}", "See the person"),
    "placements.confirmed": Told(P.PLACEMENTS_READ, "{summary}", "/placements/{record}", "See the placement"),
    "placements.ended": Told(P.PLACEMENTS_READ, "A placement ends early", "/placements/{record}", "See the placement"),
    "placements.extended": Told(P.PLACEMENTS_READ, "A placement goes on", "/placements/{record}", "See the placement"),
    "placements.request_submitted": Told(P.PLACEMENTS_READ, "{actor} asked for a placement", "/placement-requests/{record}", "See the request"),
    "conversions.converted": Told(P.CONVERSIONS_READ, "An agency worker became permanent", "/conversions/cases/{record}", "See the case"),
    "conversions.workers_imported": Told(P.CONVERSIONS_READ, "A list of agency workers came in", "/conversions/imports/{record}", "See the import"),
    "billing.run_started": Told(P.INVOICES_READ, "{summary}", "/billing-runs/{record}", "See the run"),
    "billing.invoice_credited": Told(P.INVOICES_READ, "An invoice was taken back", "/invoices/{record}", "See the invoice"),
    "clients.created": Told(P.CLIENTS_READ, "{summary}", "/clients/{record}", "See the council"),
    "clients.snapshot_recorded": Told(P.CLIENTS_READ, "New workforce figures", "/clients/{record}", "See the council"),
    "accounts.offboarded": Told(P.ACCOUNTS_MANAGE, "{summary}", "/people/{record}", "See the account"),
    "reporting.invariant_broken": Told(P.AUDIT_READ, "Something in the data does not agree", "/invariants", "See what"),
}


def headline(told: Told, actor: str, summary: str) -> tuple[str, str]:
    """The headline of an activity and the line below it; what the headline says is not said again."""
    title = told.headline.format(actor=actor, summary=summary)
    return title, f"By {actor}" if "{summary}" in told.headline else summary
