"""Who may read a document, and what it is called."""

from collections.abc import Collection

from prime.accounts.permissions import Role, permissions_of
from prime.documents.schemas import Context, CreditNote, EmploymentContract, Invoice, OfferLetter
from prime.documents.tables import DocumentKind

# Their permissions hold for every organisation's records; everybody else's only for their own.
OFFICE_ROLES = frozenset({Role.CHAMPION, Role.OPERATIONS, Role.FINANCE, Role.ADMIN})


def office_permissions(roles: Collection[str], permissions: Collection[str]) -> frozenset[str]:
    """The permissions that a person holds in AfC's office and not merely in a council or for themselves."""
    return frozenset(permissions_of(OFFICE_ROLES.intersection(roles))).intersection(permissions)


def title(context: Context) -> str:
    """What lists and pages call a document."""
    if isinstance(context, Invoice):
        return f"Invoice {context.reference}"
    if isinstance(context, CreditNote):
        return f"Credit note {context.reference}"
    if isinstance(context, EmploymentContract):
        return f"Employment contract: {context.employee.name}"
    if isinstance(context, OfferLetter):
        return f"Offer letter: {context.candidate.name}"
    return f"Placement agreement: {context.worker}"


def filename(kind: DocumentKind, reference: str) -> str:
    """The name offered on download: kind and reference, and nobody's name."""
    return f"{kind.replace('_', '-')}-{reference}.pdf"
