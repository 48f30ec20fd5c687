"""Who may read a document, and what it is called."""

import pytest

from prime.accounts.permissions import Permission, Role, permissions_of
from prime.documents import rules
from prime.documents.tables import DocumentKind
from tests.factories import documents


@pytest.mark.parametrize(
    ("role", "permission", "holds"),
    [
        (Role.FINANCE, Permission.INVOICES_READ, True),
        (Role.OPERATIONS, Permission.PLACEMENTS_READ, True),
        # They hold the permission, but for their own council or themselves only.
        (Role.CLIENT_FINANCE, Permission.INVOICES_READ, False),
        (Role.STAFF, Permission.PLACEMENTS_READ, False),
        (Role.CANDIDATE, Permission.OFFERS_ANSWER, False),
        (Role.FINANCE, Permission.OFFERS_MAKE, False),
    ],
)
def test_only_the_office_reads_everywhere(role: Role, permission: Permission, *, holds: bool) -> None:
    assert (permission in rules.office_permissions({role}, permissions_of([role]))) is holds


def test_a_narrowed_actor_of_the_office_is_narrow_here_too() -> None:
    assert rules.office_permissions({Role.FINANCE}, {Permission.INVOICES_READ}) == {Permission.INVOICES_READ}


def test_every_document_has_a_title_of_its_own() -> None:
    titles = [rules.title(context) for context in documents.every_kind()]
    assert titles == [
        "Employment contract: Siân Ŵyn-Okonkwo",
        "Offer letter: Siân Ŵyn-Okonkwo",
        "Placement agreement: Siân Ŵyn-Okonkwo",
        "Invoice INV-2026-000001",
        "Credit note CRN-2026-000001",
    ]


def test_a_file_name_has_nobodys_name() -> None:
    assert rules.filename(DocumentKind.EMPLOYMENT_CONTRACT, "CON-2026-000042") == "employment-contract-CON-2026-000042.pdf"
