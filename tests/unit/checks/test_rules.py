"""What each check needs, and what still blocks a start."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.checks import rules
from prime.checks.rules import GUIDES, Known, Periods, checked, registration_ends
from prime.checks.schemas import CheckIn, Facts
from prime.checks.tables import CheckKind, CheckMethod, CheckStatus, DbsLevel, RegisterStatus, UpdateResult
from tests.factories.checks import sound

TODAY = date(2026, 11, 25)
PERIODS = Periods(
    due_soon=timedelta(weeks=8),
    override=timedelta(weeks=12),
    notice=timedelta(days=184),
    dbs_status=timedelta(days=365),
    dbs_hearing=timedelta(days=10),
    dbs_kept=timedelta(days=181),
)
KINDS, STATUSES = list(CheckKind), list(CheckStatus)


def _check(kind: CheckKind, finding: CheckIn, **known) -> tuple[CheckIn, dict[str, str]]:
    return checked(kind, finding, Known(today=TODAY, periods=PERIODS, **{"swe_number": "SW1234", **known}))


def _sound(kind: CheckKind, **changes) -> CheckIn:
    return CheckIn(**{**sound(kind, swe_number="SW1234", today=TODAY), **changes})


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_finding_of_each_kind(kind):
    assert _check(kind, _sound(kind))[1] == {}


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        (CheckKind.IDENTITY, {"second_document": ""}, "second_document"),
        (CheckKind.IDENTITY, {"method": CheckMethod.LIST_A}, "method"),
        (CheckKind.RIGHT_TO_WORK, {"recheck_on": TODAY + timedelta(days=9)}, "recheck_on"),
        (CheckKind.RIGHT_TO_WORK, {"expires_on": TODAY + timedelta(days=9)}, "expires_on"),
        (
            CheckKind.RIGHT_TO_WORK,
            {"method": CheckMethod.LIST_B_1, "expires_on": TODAY + timedelta(days=9), "recheck_on": TODAY + timedelta(days=10)},
            "recheck_on",
        ),
        (CheckKind.DBS, {"level": DbsLevel.ENHANCED}, "level"),
        (CheckKind.DBS, {"level": None}, "level"),
        (CheckKind.DBS, {"issued_on": TODAY + timedelta(days=1)}, "issued_on"),
        (CheckKind.DBS, {"recheck_on": TODAY}, "recheck_on"),
        (CheckKind.SWE_REGISTRATION, {"register_status": RegisterStatus.SUSPENDED}, "register_status"),
        (CheckKind.SWE_REGISTRATION, {"conditions": "Works under supervision."}, "detail"),
        (CheckKind.SWE_REGISTRATION, {"recheck_on": TODAY}, "recheck_on"),
        (CheckKind.QUALIFICATION, {"awarded_in": TODAY.year + 1}, "awarded_in"),
        (CheckKind.QUALIFICATION, {"awarded_by": ""}, "awarded_by"),
        (CheckKind.OVERSEAS, {"status": CheckStatus.CLEAR, "reference": "Certificate"}, "countries"),
    ],
)
def test_what_a_kind_needs(kind, changes, field):
    assert list(_check(kind, _sound(kind, **changes))[1]) == [field]


def test_a_copy_of_a_right_to_work_and_an_offer_before_health():
    assert list(_check(CheckKind.RIGHT_TO_WORK, _sound(CheckKind.RIGHT_TO_WORK), has_copy=False)[1]) == ["file"]
    assert list(_check(CheckKind.HEALTH, _sound(CheckKind.HEALTH), has_accepted=False)[1]) == ["status"]
    not_clear = _sound(CheckKind.HEALTH, status=CheckStatus.NOT_CLEAR, detail="No")
    assert list(_check(CheckKind.HEALTH, not_clear, has_accepted=False)[1]) == ["status"]


def test_the_update_service_is_asked_with_consent_and_says_it_is_current():
    asked = _sound(CheckKind.DBS, method=CheckMethod.UPDATE_SERVICE)
    assert set(_check(CheckKind.DBS, asked)[1]) == {"consents_to_updates", "status_checked_on", "status_result"}
    told = {"method": CheckMethod.UPDATE_SERVICE, "consents_to_updates": True, "status_checked_on": TODAY}
    gone = _sound(CheckKind.DBS, **told, status_result=UpdateResult.NO_LONGER_CURRENT)
    assert set(_check(CheckKind.DBS, gone)[1]) == {"status_result"}
    finding, faults = _check(CheckKind.DBS, _sound(CheckKind.DBS, **told, status_result=UpdateResult.NO_CONTENT))
    assert (faults, finding.recheck_on) == ({}, TODAY + timedelta(days=365))


def test_when_a_check_is_looked_at_again():
    assert _check(CheckKind.SWE_REGISTRATION, _sound(CheckKind.SWE_REGISTRATION, expires_on=date(2027, 11, 30)))[0].recheck_on == date(2027, 12, 1)
    end = TODAY + timedelta(days=90)
    limited = _sound(CheckKind.RIGHT_TO_WORK, method=CheckMethod.LIST_B_1, expires_on=end)
    assert _check(CheckKind.RIGHT_TO_WORK, limited)[0].recheck_on == end
    assert _check(CheckKind.DBS, _sound(CheckKind.DBS))[0].recheck_on is None
    chosen = _sound(CheckKind.RIGHT_TO_WORK, method=CheckMethod.LIST_B_1, expires_on=end, recheck_on=end - timedelta(days=30))
    assert _check(CheckKind.RIGHT_TO_WORK, chosen)[0].recheck_on == end - timedelta(days=30)


def test_what_belongs_to_another_kind_is_dropped():
    finding, faults = _check(CheckKind.HEALTH, _sound(CheckKind.HEALTH, level=DbsLevel.BASIC, countries="Ireland", awarded_in=2018, conditions="x"))
    assert faults == {}
    assert (finding.level, finding.countries, finding.awarded_in, finding.conditions) == (None, "", None, "")
    own = {name for guide in GUIDES.values() for name in guide.fields}
    assert own | {"method", "checked_on", "reference", "detail"} == set(Facts.__struct_fields__)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_typed_is_never_clear(kind):
    _, faults = _check(kind, CheckIn(status=CheckStatus.CLEAR))
    assert {"checked_on", "reference"} <= set(faults)
    _, faults = _check(kind, CheckIn(status=CheckStatus.NOT_CLEAR, checked_on=TODAY))
    assert faults == {"detail": "Enter why"}


@pytest.mark.parametrize("kind", KINDS)
def test_opening_again_forgets_the_finding(kind):
    finding, faults = _check(kind, CheckIn(status=CheckStatus.OPEN, checked_on=TODAY, reference="x", expires_on=TODAY))
    assert (finding, faults) == (CheckIn(status=CheckStatus.OPEN), {})


def test_methods_stand_where_there_are_several_ways():
    assert {kind for kind in KINDS if GUIDES[kind].methods} == {CheckKind.IDENTITY, CheckKind.RIGHT_TO_WORK, CheckKind.DBS}
    assert set().union(*(guide.methods for guide in GUIDES.values())) == set(CheckMethod)
    assert set(GUIDES) == set(CheckKind)
    assert set(rules.STATUS_LABELS) == set(CheckStatus)
    assert set(rules.LEVEL_LABELS) == set(DbsLevel)
    assert set(rules.RESULT_LABELS) == set(UpdateResult)
    assert set(rules.REGISTER_LABELS) == set(RegisterStatus)


@given(
    st.sampled_from(KINDS),
    st.sampled_from(STATUSES),
    st.one_of(st.none(), st.sampled_from(list(CheckMethod))),
    st.text(max_size=70),
    st.text(max_size=40),
)
def test_no_finding_makes_it_fall_over(kind, status, method, reference, detail):
    finding, faults = _check(kind, CheckIn(status=status, method=method, checked_on=TODAY, reference=reference, detail=detail))
    assert all(faults.values())
    if not faults and status is CheckStatus.CLEAR:
        assert finding.reference
        assert not finding.expires_on or finding.expires_on > TODAY


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_registration_year_ends_on_30_november(day):
    end = registration_ends(day)
    assert (end.month, end.day) == (11, 30)
    assert day <= end < day + timedelta(days=366)
