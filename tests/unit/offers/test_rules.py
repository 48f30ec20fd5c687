"""What a sound offer says, and how names are compared."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.core.errors import InvalidInput
from prime.offers import rules
from prime.offers.errors import AlreadyAnswered, Lapsed, OutOfBand, OwnDraft, StartFixed
from prime.offers.tables import ConditionStatus, DeclineReason, OfferStatus

D = Decimal
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SOUND = {
    "annual_amount": D("42000.00"),
    "weekly_hours": D(37),
    "starts_on": date(2027, 1, 4),
    "expires_at": NOW + timedelta(days=10),
    "band": (D("40000.00"), D("45000.00")),
    "full_time_hours": D(37),
    "now": NOW,
}


def _faults(**changes) -> dict[str, str]:
    try:
        rules.check_terms(**{**SOUND, **changes})
    except InvalidInput as refusal:
        return {fault["pointer"].removeprefix("/"): fault["detail"] for fault in refusal.errors}
    return {}


def test_a_sound_offer_passes():
    assert _faults() == {}


@pytest.mark.parametrize("amount", ["39999.99", "45000.01", "0.00", "-1.00", "42000.001", "NaN", "Infinity"])
def test_the_salary_stays_within_the_band(amount):
    assert _faults(annual_amount=D(amount)) == {"annual_amount": "Salary must be within the band of the role: £40,000.00 to £45,000.00 a year"}


def test_the_band_is_in_proportion_to_part_time_hours():
    assert _faults(weekly_hours=D("18.5"), annual_amount=D("21000.00")) == {}
    assert "for these hours: £20,000.00 to £22,500.00" in _faults(weekly_hours=D("18.5"))["annual_amount"]
    assert _faults(weekly_hours=D(40)) == {}


@pytest.mark.parametrize(
    ("amount", "hours", "fits"), [("40000.00", "37", True), ("39999.99", "37", False), ("21000.00", "18.5", True), ("42000.00", "18.5", False)]
)
def test_whoever_approves_is_held_to_the_band_too(amount, hours, fits):
    terms = {"band": SOUND["band"], "full_time_hours": D(37)}
    if fits:
        rules.check_band(D(amount), D(hours), **terms)
    else:
        with pytest.raises(OutOfBand, match="the band for these hours now"):
            rules.check_band(D(amount), D(hours), **terms)


@pytest.mark.parametrize("hours", ["0", "-1", "48.01", "NaN", "Infinity"])
def test_hours_are_possible(hours):
    assert set(_faults(weekly_hours=D(hours))) == {"weekly_hours"}


@pytest.mark.parametrize("start", [date(2026, 11, 25), date(2026, 11, 1), date(2027, 11, 27)])
def test_the_start_lies_ahead(start):
    assert "starts_on" in _faults(starts_on=start)


@pytest.mark.parametrize("expiry", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=61), datetime(2027, 1, 4, 0, 0, tzinfo=UTC)])
def test_the_expiry_lies_between_now_and_the_start(expiry):
    assert set(_faults(expires_at=expiry)) == {"expires_at"}


def test_every_fault_is_named_at_once():
    assert set(_faults(annual_amount=D(1), starts_on=date(2020, 1, 1), expires_at=NOW)) == {"annual_amount", "starts_on", "expires_at"}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("siân o'brien-ŵyn", "Siân O’Brien-Ŵyn"),
        ("  SIÂN   O’BRIEN–ŴYN ", "Siân O'Brien-Ŵyn"),
        ("Sia\u0302n", "Siân"),
        ("STRASSE", "Straße"),
    ],
)
def test_case_spaces_and_the_shape_of_apostrophes_do_not_count(typed, name):
    rules.check_name(typed, name)


@pytest.mark.parametrize("typed", ["", "  ", "Sian", "Siân Obrien", "O’Brien Siân"])
def test_another_name_is_refused(typed):
    with pytest.raises(InvalidInput):
        rules.check_name(typed, "Siân O’Brien")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert rules.folded(rules.folded(name)) == rules.folded(name)


def test_an_offer_is_open_to_the_last_second_and_not_longer():
    rules.check_open(OfferStatus.MADE, NOW, now=NOW)
    with pytest.raises(Lapsed):
        rules.check_open(OfferStatus.MADE, NOW, now=NOW + timedelta(microseconds=1))
    for status in (OfferStatus.ACCEPTED, OfferStatus.DECLINED, OfferStatus.WITHDRAWN):
        with pytest.raises(AlreadyAnswered):
            rules.check_open(status, NOW, now=NOW)
    with pytest.raises(Lapsed):
        rules.check_open(OfferStatus.LAPSED, NOW, now=NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 12, 7), date(2027, 6, 6)),
        (date(2026, 8, 31), date(2027, 2, 27)),
        (date(2027, 8, 31), date(2028, 2, 28)),
        (date(2027, 1, 1), date(2027, 6, 30)),
    ],
)
def test_six_months_of_probation(start, end):
    assert rules.probation_ends_on(start) == end


ONE, TWO = UUID(int=1), UUID(int=2)
DRAFT = {"drafted_by": ONE, "actor_id": TWO, "expires_at": NOW + timedelta(days=3), "starts_on": date(2027, 1, 4), "now": NOW}


def test_a_second_person_approves_a_draft_in_time():
    rules.check_approvable(OfferStatus.DRAFTED, **DRAFT)
    for refusal, changes in ((OwnDraft, {"actor_id": ONE}), (Lapsed, {"expires_at": NOW}), (Lapsed, {"starts_on": NOW.date()})):
        with pytest.raises(refusal):
            rules.check_approvable(OfferStatus.DRAFTED, **{**DRAFT, **changes})


@pytest.mark.parametrize("status", [status for status in OfferStatus if status is not OfferStatus.DRAFTED])
def test_nothing_but_a_draft_is_approved_or_sent_back(status):
    with pytest.raises(AlreadyAnswered):
        rules.check_approvable(status, **DRAFT)
    with pytest.raises(AlreadyAnswered):
        rules.check_draft(status)


@pytest.mark.parametrize("status", list(OfferStatus))
def test_only_a_made_offer_in_its_time_is_open(status):
    if status is OfferStatus.MADE:
        rules.check_open(status, NOW, now=NOW)
        with pytest.raises(Lapsed):
            rules.check_open(status, NOW, now=NOW + timedelta(seconds=1))
    else:
        with pytest.raises((AlreadyAnswered, Lapsed)):
            rules.check_open(status, NOW, now=NOW)


def test_conditions_are_lines_without_blanks_and_doublets():
    assert rules.checked_conditions(["  A  licence ", "", "A licence", "Notice"]) == ["A licence", "Notice"]
    for wrong in ([str(number) for number in range(11)], ["x" * 201]):
        with pytest.raises(InvalidInput):
            rules.checked_conditions(wrong)


@pytest.mark.parametrize("reason", list(DeclineReason))
def test_every_reason_to_decline_has_words_and_other_needs_some(reason):
    assert rules.DECLINE_LABELS[reason]
    assert rules.checked_decline(reason.value, "Because") is reason
    if reason is DeclineReason.OTHER:
        with pytest.raises(InvalidInput):
            rules.checked_decline(reason.value, " ")
    with pytest.raises(InvalidInput):
        rules.checked_decline("no such reason", "Because")


def test_a_condition_that_is_not_met_says_why():
    for status in (ConditionStatus.PENDING, ConditionStatus.MET):
        rules.check_found(status, "")
    with pytest.raises(InvalidInput):
        rules.check_found(ConditionStatus.NOT_MET, " ")


@pytest.mark.parametrize("stage", ["offer", "checks", "ready", "started", "withdrawn", "rejected"])
@pytest.mark.parametrize("status", list(OfferStatus))
def test_the_start_moves_from_acceptance_to_the_first_day(status, stage):
    if status is OfferStatus.ACCEPTED and stage in {"checks", "ready"}:
        rules.check_start_open(status, stage)
    else:
        with pytest.raises(StartFixed):
            rules.check_start_open(status, stage)


@given(days=st.integers(-400, 800))
def test_another_start_lies_within_a_year(days):
    today, to_on = NOW.date(), NOW.date() + timedelta(days=days)
    from_on = date(2027, 1, 4)
    try:
        rules.check_start(to_on, from_on=from_on, reason="Notice", today=today)
        is_sound = True
    except InvalidInput:
        is_sound = False
    assert is_sound == (0 < days <= 366 and to_on != from_on)
