"""The published files: complete, read without loss, symbols never as numbers."""

from collections import Counter
from decimal import Decimal

import pytest

from prime.reference import published, rules
from prime.reference.tables import AgencyJobType, AreaLevel, DfeRole, Measure, OfstedGrade, RateKind, Symbol


def test_every_authority_of_england() -> None:
    """153 authorities in 9 regions, with Ofsted's published distribution."""
    rows = [row for row, _ in published.authorities()]
    assert len({row["gss_code"] for row in rows}) == len({row["dfe_code"] for row in rows}) == len(rows) == 153
    assert len({row["region_code"] for row in rows}) == 9
    assert Counter(row["ofsted_grade"] for row in rows) == {
        OfstedGrade.OUTSTANDING: 36,
        OfstedGrade.GOOD: 67,
        OfstedGrade.REQUIRES_IMPROVEMENT: 31,
        OfstedGrade.INADEQUATE: 19,
    }
    of_afc = {row["name"] for row in rows if row["delivery_body"] == "Achieving for Children"}
    assert of_afc == {"Kingston upon Thames", "Richmond upon Thames", "Windsor and Maidenhead"}


def test_figures_are_values_or_symbols() -> None:
    """Westminster is unavailable, Sunderland's rate is low, Derby's is a true 0."""
    figures = {row["name"]: found for row, found in published.authorities()}
    assert figures["Westminster"][Measure.AGENCY_RATE] == (None, Symbol.UNAVAILABLE)
    assert figures["Sunderland"][Measure.AGENCY_RATE] == (None, Symbol.LOW)
    assert figures["Isles of Scilly"][Measure.TURNOVER_RATE] == (None, Symbol.NOT_APPLICABLE)
    assert figures["Derby"][Measure.AGENCY_RATE] == (Decimal(0), None)


def test_a_blank_is_no_figure_and_a_new_symbol_is_refused() -> None:
    """A blank is never 0, and a symbol that we do not know stops the load."""
    assert published.figure("") is None
    assert published.figure("c") == (None, Symbol.SUPPRESSED)
    with pytest.raises(ValueError, match="k"):
        published.figure("k")


def test_benchmarks_reproduce_the_dfe_formulas_of_2025() -> None:
    """Rates of the newest national row follow from its counts (agency FTE over agency and employed FTE)."""
    rows = list(published.benchmarks())
    assert Counter(row["level"] for row in rows) == {AreaLevel.NATIONAL: 9, AreaLevel.REGIONAL: 99}
    england = next(row for row in rows if row["area_code"] == published.ENGLAND and row["year"] == 2025)
    agency, employed = england["agency_fte"], england["inpost_fte"]
    assert round(agency / (agency + employed) * 100, 1) == england["agency_rate"] == Decimal("13.0")
    assert round(england["leavers_fte"] / employed * 100, 1) == england["turnover_rate"] == Decimal("11.8")


def test_rates_have_known_kinds_sources_and_never_overlap() -> None:
    """Every kind has a unit and a title; what nobody published is not in the file."""
    rows = list(published.rates())
    assert {row["kind"] for row in rows} == set(RateKind) - {RateKind.LGPS_EMPLOYER_RATE}
    assert set(rules.UNITS) == set(rules.TITLES) == set(RateKind)
    assert all(row["source"] for row in rows)
    reference = [row for row in rows if row["kind"] == RateKind.LATE_PAYMENT_REFERENCE]
    assert [row["value"] for row in reference] == [Decimal(v) for v in ("5.25", "5.25", "4.75", "4.25", "3.75")]
    assert max(row["effective_to"] for row in reference).isoformat() == "2026-06-30"


def test_pay_points_and_grades_fit_together() -> None:
    """Points rise with pay, and every band of a grade lies on the scale."""
    points = {row["point"]: row["annual_amount"] for row in published.pay_points()}
    assert points[37] == 48226
    assert [points[key] for key in sorted(points)] == sorted(points.values())
    grades = list(published.grades())
    assert len(grades) == 8
    for grade in grades:
        assert grade["dfe_role"] in set(DfeRole)
        assert grade["agency_job_type"] in {None, *AgencyJobType}
        assert {grade["scp_from"], grade["scp_to"]} <= {None, *points}


@pytest.mark.parametrize(("kind", "count"), [("skills", 21), ("teams", 16)])
def test_words_are_numbered_in_order(kind: str, count: int) -> None:
    """Each list has its words once, in the order of the file."""
    rows = list(published.words(kind))
    assert [row["position"] for row in rows] == list(range(1, count + 1))
    assert len({row["title"] for row in rows}) == count
