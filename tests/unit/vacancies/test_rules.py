"""Statuses of a vacancy and when people can apply."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.vacancies.rules import MOVES, faults, is_past, takes_applications, why_not
from prime.vacancies.tables import VacancyKind, VacancyStatus

TODAY = date(2026, 11, 25)
STATUSES = list(VacancyStatus)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("to", STATUSES)
def test_every_pair_of_statuses(status, to):
    refusal = why_not(status, to, closes_on=None, today=TODAY)
    assert (refusal is None) == (to in MOVES[status])
    if refusal:
        assert status in refusal
        assert to in refusal


def test_nothing_stays_where_it_is_and_every_status_is_reached():
    assert all(status not in targets for status, targets in MOVES.items())
    assert set().union(*MOVES.values()) | {VacancyStatus.DRAFT} == set(VacancyStatus)


def test_a_vacancy_past_its_closing_date_is_not_opened():
    assert why_not(VacancyStatus.PAUSED, VacancyStatus.OPEN, closes_on=TODAY, today=TODAY) is None
    assert "24 November 2026" in (why_not(VacancyStatus.PAUSED, VacancyStatus.OPEN, closes_on=TODAY - timedelta(days=1), today=TODAY) or "")


@given(status=st.sampled_from(STATUSES), before=st.integers(-40, 40), length=st.one_of(st.none(), st.integers(0, 60)))
def test_people_apply_from_the_opening_to_the_closing_date(status, before, length):
    opens_on = TODAY - timedelta(days=before)
    closes_on = None if length is None else opens_on + timedelta(days=length)
    days = {opens_on + timedelta(days=offset) for offset in range((length if length is not None else 200) + 1)}
    assert takes_applications(status, opens_on=opens_on, closes_on=closes_on, today=TODAY) == (status == "open" and TODAY in days)


def test_only_afc_employs_for_afc_prime():
    salary = {"salary_from": Decimal(40000), "salary_to": Decimal(40000)}
    dates = {"opens_on": TODAY, "closes_on": None, "panel": (2, 1)}
    assert faults(kind=VacancyKind.PRIME, employer_kind="afc", **salary, **dates) == []
    assert [field for field, _ in faults(kind=VacancyKind.PRIME, employer_kind="council", **salary, **dates)] == ["employer_id"]
    assert faults(kind=VacancyKind.HOME, employer_kind="council", **salary, **dates) == []


def test_no_more_accredited_champions_than_the_panel_has():
    facts = {"kind": VacancyKind.HOME, "employer_kind": "council", "salary_from": Decimal(40000), "salary_to": Decimal(40000), "opens_on": TODAY}
    assert [field for field, _ in faults(**facts, closes_on=None, panel=(1, 2))] == ["panel_accredited"]
    assert faults(**facts, closes_on=None, panel=(2, 2)) == []


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("days", [None, -1, 0, 1])
def test_what_was_open_closes_by_itself_after_its_last_day(status, days):
    closes_on = None if days is None else TODAY + timedelta(days=days)
    assert is_past(status, closes_on=closes_on, today=TODAY) == (status in {"open", "paused"} and days == -1)
