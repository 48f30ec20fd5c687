"""Facts: a snapshot comes back as it was, and what does not add up is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from prime.documents import schemas
from prime.documents.schemas import from_json, kind_of, to_json
from prime.documents.tables import DocumentKind
from tests.factories import documents


@pytest.mark.parametrize("facts", documents.every_kind(), ids=kind_of)
def test_a_snapshot_comes_back_as_it_was(facts: schemas.Context) -> None:
    assert from_json(kind_of(facts), to_json(facts)) == facts


def test_there_are_facts_for_every_kind() -> None:
    assert set(schemas.CONTEXTS) == set(DocumentKind)


def test_a_snapshot_is_plain_text() -> None:
    snapshot = to_json(documents.invoice(1))
    assert snapshot["issued_on"] == "2026-11-02"
    assert snapshot["lines"][0]["net_amount"] == "1188.00"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"net_amount": Decimal("1.00")}, "net total"),
        ({"vat_amount": Decimal("1.00")}, "gross total"),
        ({"gross_amount": Decimal("1.00")}, "gross total"),
    ],
)
def test_totals_that_disagree_are_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        msgspec.structs.replace(documents.invoice(3), **change)


def test_a_line_must_be_its_quantity_times_its_price() -> None:
    paper = documents.credit_note()
    wrong = msgspec.structs.replace(paper.lines[0], net_amount=paper.lines[0].net_amount + Decimal("0.01"))
    with pytest.raises(ValueError, match="A line"):
        msgspec.structs.replace(paper, lines=[wrong, *paper.lines[1:]])


def test_vat_must_be_its_rate_times_its_net() -> None:
    paper = documents.invoice(3)
    wrong = msgspec.structs.replace(paper.vat[0], vat_amount=paper.vat_amount + Decimal("0.99"))
    with pytest.raises(ValueError, match="The VAT"):
        msgspec.structs.replace(paper, vat=[wrong], vat_amount=wrong.vat_amount, gross_amount=paper.net_amount + wrong.vat_amount)


@pytest.mark.parametrize(
    "change",
    [
        {"surprise": "a fact that nobody knows"},
        {"job_title": "x" * 201},
        {"job_description": "x" * 4001},
        {"starts_on": "next week"},
        {"salary_amount": "a lot"},
        {"employee": None},
    ],
)
def test_strange_facts_are_refused(change: dict[str, Any]) -> None:
    snapshot = {**to_json(documents.employment_contract()), **change}
    with pytest.raises(msgspec.ValidationError):
        from_json(DocumentKind.EMPLOYMENT_CONTRACT, snapshot)


def test_a_missing_fact_is_refused() -> None:
    snapshot = to_json(documents.employment_contract())
    del snapshot["weekly_hours"]
    with pytest.raises(msgspec.ValidationError, match="weekly_hours"):
        from_json(DocumentKind.EMPLOYMENT_CONTRACT, snapshot)


@pytest.mark.parametrize("count", [0, schemas.MAX_LINES + 1])
def test_an_invoice_has_some_lines_and_not_too_many(count: int) -> None:
    snapshot = to_json(documents.invoice(1))
    with pytest.raises(msgspec.ValidationError, match="length"):
        from_json(DocumentKind.INVOICE, {**snapshot, "lines": snapshot["lines"] * count})


def test_the_terms_of_a_day_are_those_of_the_newest_edition_before_it() -> None:
    from prime.documents import terms

    assert terms.employment_terms(date(2023, 4, 1)).edition == terms.employment_terms(date(2030, 1, 1)).edition
    with pytest.raises(LookupError):
        terms.employment_terms(date(2023, 3, 31))
