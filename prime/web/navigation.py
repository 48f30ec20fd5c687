"""The main navigation: one line per destination, shown to those who hold one of its permissions."""

from typing import NamedTuple

from prime.core.actor import Actor


class Destination(NamedTuple):
    """A link of the main navigation; it is marked as current on every page below one of `prefixes`."""

    permissions: frozenset[str]
    label: str
    href: str
    prefixes: tuple[str, ...]


def _to(label: str, href: str, *permissions: str) -> Destination:
    return Destination(frozenset(permissions), label, href, (href,))


DESTINATIONS = (
    _to("Home", "/home", "accounts.signed_in"),
    Destination(frozenset({"candidates.own"}), "My application", "/applications/mine", ("/applications/mine", "/talent-pool")),
    _to("My interviews", "/my-interviews", "interviews.book"),
    _to("My offers", "/my-offers", "offers.answer"),
    Destination(frozenset({"candidates.read"}), "Candidates", "/candidates", ("/candidates", "/duplicates")),
    _to("Checks", "/checks", "checks.record"),
    Destination(frozenset({"interviews.read"}), "Interviews", "/interviews", ("/interviews", "/champions", "/rooms")),
    _to("Availability", "/availability", "interviews.availability"),
    Destination(frozenset({"kits.manage"}), "Interview kits", "/interview-kits", ("/interview-kits", "/interview-kit-versions")),
    _to("Offers", "/offers", "offers.make", "offers.approve"),
    _to("Vacancies", "/vacancies", "vacancies.manage"),
    _to("Councils", "/clients", "clients.read"),
    _to("Council", "/council", "clients.own"),
    _to("Conversions", "/conversions", "conversions.read"),
    _to("Staff", "/staff", "staff.read"),
    _to("My work", "/my-work", "staff.own"),
    Destination(frozenset({"placements.read"}), "Placements", "/placements", ("/placements", "/placement-requests")),
    _to("Timesheets", "/timesheets", "timesheets.read", "timesheets.fill", "timesheets.approve"),
    _to("Invoices", "/invoices", "billing.read"),
    _to("Billing", "/billing-runs", "billing.run"),
    Destination(frozenset({"reports.read"}), "Overview", "/overview", ("/overview", "/reports")),
    _to("Equality", "/equality/report", "equality.read"),
    Destination(frozenset({"reference.read"}), "Reference", "/reference/authorities", ("/reference",)),
)

# Whoever is not signed in sees what AfC Prime is, and the open roles.
PUBLIC = (_to("About", "/"), _to("Working here", "/working-here"), _to("Open roles", "/roles"))


def navigation(actor: Actor | None, path: str) -> list[dict[str, object]]:
    """The links for an actor, as GOV.UK's service navigation takes them."""
    links = PUBLIC if actor is None else [link for link in DESTINATIONS if actor.can_any(link.permissions)]
    return [
        {
            "text": link.label,
            "href": link.href,
            "current": path == link.href,
            "active": path != link.href and any(f"{path}/".startswith(f"{prefix}/") for prefix in link.prefixes if prefix != "/"),
        }
        for link in links
    ]
