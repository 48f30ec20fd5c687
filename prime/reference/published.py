"""Reads the files of `data/`: what others published, as plain values ready to be stored."""

import csv
import json
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from prime.reference.tables import AreaLevel, Division, Measure, OfstedGrade, Symbol

DATA = Path(__file__).with_name("data")

DFE_SOURCE = (
    "DfE children's social work workforce 2025 and Ofsted inspection outcomes at 31 March 2025, "
    "by way of dfe-analytical-services/CSC_outcomes_and_enablers at 2f5d11a; Open Government Licence v3.0"
)
BANK_HOLIDAYS = "GOV.UK bank holidays"
BANK_HOLIDAY_SOURCE = f"{BANK_HOLIDAYS}, by way of ministryofjustice/govuk-bank-holidays at 35fc755; Open Government Licence v3.0"
ENGLAND = "E92000001"
FIGURES_YEAR = 2025

_OFSTED_AS_AT = date(2025, 3, 31)
_OFSTED = {
    "Outstanding": OfstedGrade.OUTSTANDING,
    "Good": OfstedGrade.GOOD,
    "Requires improvement to be good": OfstedGrade.REQUIRES_IMPROVEMENT,
    "Inadequate": OfstedGrade.INADEQUATE,
}
_MEASURES = {
    "agency_rate_fte_2025": Measure.AGENCY_RATE,
    "vacancy_rate_fte_2025": Measure.VACANCY_RATE,
    "turnover_rate_fte_2025": Measure.TURNOVER_RATE,
    "caseload_fte_2025": Measure.CASELOAD,
}
_BENCHMARKS = {
    "inpost_fte": "inpost_fte",
    "leavers_fte": "leavers_fte",
    "turnover_rate_fte": "turnover_rate",
    "agency_fte": "agency_fte",
    "agency_rate_fte": "agency_rate",
    "agency_cover_rate_fte": "agency_cover_rate",
    "vacancy_fte": "vacancy_fte",
    "vacancy_rate_fte": "vacancy_rate",
    "case_holders_fte": "case_holders_fte",
    "caseload_fte": "caseload",
    "absence_rate_fte": "absence_rate",
}

Row = dict[str, Any]


def _rows_of_csv(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _toml(name: str) -> Row:
    with (DATA / name).open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def figure(text: str) -> tuple[Decimal | None, Symbol | None] | None:
    """A published figure as a value or a symbol; None for a blank, which is no figure at all and never 0.

    Raises:
        ValueError: the text is neither a number nor a symbol that the DfE uses.
    """
    if not text:
        return None
    if text[0].isdigit():
        return Decimal(text), None
    return None, Symbol(text)


def authorities() -> Iterator[tuple[Row, dict[Measure, tuple[Decimal | None, Symbol | None]]]]:
    """Every authority as the columns of its row, with its figures by measure."""
    for line in _rows_of_csv("authorities.csv"):
        grade = _OFSTED[line["ofsted_overall_2025_03_31"]] if line["ofsted_overall_2025_03_31"] else None
        row = {
            "gss_code": line["gss_code"],
            "dfe_code": line["dfe_la_code"],
            "name": line["name"],
            "authority_type": line["authority_type"],
            "region_code": line["region_code"],
            "region": line["region"],
            "london_subregion": line["london_subregion"],
            "joint_return": line["dfe_joint_return"],
            "delivery_body": line["delivery_body"],
            "ofsted_grade": grade,
            "ofsted_inspected_on": date.fromisoformat(line["ofsted_inspection_date"]) if grade else None,
            "ofsted_as_at": _OFSTED_AS_AT if grade else None,
            "source": DFE_SOURCE,
        }
        figures = {measure: found for column, measure in _MEASURES.items() if (found := figure(line[column]))}
        yield row, figures


def benchmarks() -> Iterator[Row]:
    """The national and regional series, one row for each area and year."""
    for line in _rows_of_csv("csww_benchmarks.csv"):
        is_national = line["geographic_level"] == "National"
        yield {
            "area_code": ENGLAND if is_national else line["region_code"],
            "area": "England" if is_national else line["region_name"],
            "level": AreaLevel.NATIONAL if is_national else AreaLevel.REGIONAL,
            "year": int(line["time_period"]),
            "cases": int(line["cases"]),
            "source": DFE_SOURCE,
            **{column: Decimal(line[name]) for name, column in _BENCHMARKS.items()},
        }


def bank_holidays() -> Iterator[Row]:
    """Every published bank holiday of the three divisions."""
    calendars = json.loads((DATA / "bank-holidays.json").read_text(encoding="utf-8"))
    for division in Division:
        for event in calendars[division]["events"]:
            yield {
                "division": division,
                "held_on": date.fromisoformat(event["date"]),
                "title": event["title"],
                "notes": event["notes"],
                "source": BANK_HOLIDAY_SOURCE,
            }


def rates() -> Iterator[Row]:
    """Our dated rates, oldest first within a kind."""
    for row in _toml("rates.toml")["rate"]:
        yield {
            "kind": row["kind"],
            "band_from": Decimal(row.get("band_from", 0)),
            "value": Decimal(row["value"]),
            "effective_from": row["from"],
            "effective_to": row.get("to"),
            "source": row["source"],
            "note": row.get("note", ""),
            "is_confirmed": row.get("confirmed", True),
        }


def pay_points() -> Iterator[Row]:
    """The pay points of the national scale."""
    award = _toml("pay_points.toml")
    for point, amount in award["points"].items():
        yield {
            "scale": award["scale"],
            "point": int(point),
            "annual_amount": Decimal(amount),
            "effective_from": award["from"],
            "effective_to": award.get("to"),
            "source": award["source"],
            "note": award["note"],
            "is_confirmed": award["confirmed"],
        }


def grades() -> Iterator[Row]:
    """The role ladder."""
    ladder = _toml("grades.toml")
    for row in ladder["grade"]:
        lowest, highest = row.get("points", (None, None))
        yield {
            "code": row["code"],
            "title": row["title"],
            "level": row["level"],
            "dfe_role": row["dfe_role"],
            "agency_job_type": row.get("agency_job_type"),
            "scale": ladder["scale"],
            "scp_from": lowest,
            "scp_to": highest,
            "source": ladder["source"],
            "note": row.get("note", ""),
            "is_confirmed": ladder["confirmed"],
        }


def words(kind: str) -> Iterator[Row]:
    """A closed list of the vocabulary, `skills` or `teams`, in its order."""
    listed = _toml("vocabulary.toml")[kind]
    source = listed.pop("source")
    for position, (code, title) in enumerate(listed.items(), start=1):
        yield {"code": code, "title": title, "position": position, "source": source}
