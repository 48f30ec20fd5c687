"""The score, the exclusions and the legal moves, as properties."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.core.errors import InvalidInput
from prime.placements import rules
from prime.placements.errors import NotAvailable, RequestClosed
from prime.placements.schemas import Need, Person, Phase, Reason
from prime.placements.tables import PlacementStatus, RequestStatus

SKILLS = [UUID(int=number) for number in range(1, 9)]
COUNCIL = UUID(int=99)

points = st.one_of(st.none(), st.tuples(st.floats(50, 55), st.floats(-3, 1)))
fractions = st.integers(1, 100).map(lambda hundredths: Decimal(hundredths) / 100)


@st.composite
def needs(draw):
    place = draw(points)
    return Need(
        client_id=COUNCIL,
        starts_on=date(2026, 12, 7),
        ends_on=date(2027, 3, 5),
        fte=draw(fractions),
        level=draw(st.integers(1, 9)),
        skill_ids=frozenset(draw(st.sets(st.sampled_from(SKILLS)))),
        latitude=place and place[0],
        longitude=place and place[1],
    )


@st.composite
def people(draw):
    place = draw(points)
    return Person(
        id=UUID(int=draw(st.integers(1000, 9999))),
        reference="STF-1",
        first_name="Sam",
        last_name="Sample",
        grade_title="Social worker",
        level=draw(st.integers(1, 9)),
        fte=draw(fractions),
        skills=draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 60))),
        skill_titles=[],
        is_placeable=True,
        started_on=date(2026, 1, 5),
        latitude=place and place[0],
        longitude=place and place[1],
    )


@given(needs(), people())
def test_a_score_is_the_sum_of_its_parts_and_within_bounds(need, person):
    found = rules.score(need, person)
    assert found.total == sum(part.points for part in found.parts)
    assert sum(part.most for part in found.parts) == 100
    assert all(0 <= part.points <= part.most for part in found.parts)


@given(needs(), people(), st.sampled_from(SKILLS), st.integers(0, 60))
def test_gaining_a_skill_never_lowers_the_score(need, person, skill, years):
    held = {skill: years, **person.skills}
    assert rules.score(need, msgspec.structs.replace(person, skills=held)).total >= rules.score(need, person).total


@given(needs(), people(), st.sampled_from(SKILLS))
def test_gaining_a_needed_skill_raises_the_points_for_skills(need, person, skill):
    need = msgspec.structs.replace(need, skill_ids=need.skill_ids | {skill})
    without = {held: years for held, years in person.skills.items() if held != skill}
    before = rules.score(need, msgspec.structs.replace(person, skills=without)).parts[0].points
    after = rules.score(need, msgspec.structs.replace(person, skills={**without, skill: 0})).parts[0].points
    assert after > before


@given(needs(), people(), st.sampled_from(SKILLS), st.integers(0, 59))
def test_more_years_never_lower_the_score(need, person, skill, years):
    fewer = msgspec.structs.replace(person, skills={**person.skills, skill: years})
    more = msgspec.structs.replace(person, skills={**person.skills, skill: years + 1})
    assert rules.score(need, more).total >= rules.score(need, fewer).total


@given(needs(), people(), st.floats(0, 1))
def test_living_nearer_never_lowers_the_score(need, person, share):
    if need.latitude is None or person.latitude is None:
        return
    nearer = msgspec.structs.replace(
        person,
        latitude=need.latitude + (person.latitude - need.latitude) * share,
        longitude=need.longitude + (person.longitude - need.longitude) * share,
    )
    if rules.miles_between(need, nearer) <= rules.miles_between(need, person):
        assert rules.score(need, nearer).total >= rules.score(need, person).total


@given(needs(), people(), st.integers(-8, 8))
def test_the_level_asked_for_is_never_beaten(need, person, apart):
    exact = rules.score(need, msgspec.structs.replace(person, level=need.level)).total
    assert rules.score(need, msgspec.structs.replace(person, level=need.level + apart)).total <= exact


@given(needs(), st.lists(people(), max_size=8))
def test_a_ranking_keeps_everybody_and_falls(need, staff):
    found = rules.rank(need, staff)
    assert sorted(person.id for _, person, _ in found) == sorted(person.id for person in staff)
    totals = [score.total for _, _, score in found]
    assert totals == sorted(totals, reverse=True)


LONDON, MANCHESTER = (51.5074, -0.1278), (53.4808, -2.2426)


def _need(fte=Decimal(1), place=(None, None)):
    return Need(
        client_id=COUNCIL,
        starts_on=date(2026, 12, 7),
        ends_on=date(2027, 3, 5),
        fte=fte,
        level=2,
        skill_ids=frozenset(),
        latitude=place[0],
        longitude=place[1],
    )


def _person(**changes):
    known = {"id": COUNCIL, "reference": "S", "first_name": "", "last_name": "", "grade_title": "", "level": 1, "fte": Decimal(1)}
    return Person(**{**known, "skills": {}, "skill_titles": [], "is_placeable": True, "started_on": date(2026, 1, 1), **changes})


def test_distance_agrees_with_a_known_one():
    person = _person(latitude=LONDON[0], longitude=LONDON[1])
    assert rules.miles_between(_need(place=MANCHESTER), person) == pytest.approx(163, abs=1)


@given(people(), fractions, fractions)
def test_who_is_free_is_exactly_who_has_room(person, load, fte):
    found = rules.exclusion(_need(fte), msgspec.structs.replace(person, load=load))
    assert (found is None) == (load + fte <= person.fte)
    assert found is None or found[0] is Reason.NOT_FREE


def test_the_first_reason_counts_and_has_words():
    need, person = _need(), _person(load=Decimal(1), conflict="Family", lapsing_checks=["dbs"], turned_down="No")
    order = []
    for cure in ({"conflict": ""}, {"lapsing_checks": []}, {"load": Decimal(0)}, {"turned_down": ""}):
        order.append(rules.exclusion(need, person)[0])
        person = msgspec.structs.replace(person, **cure)
    assert order == list(Reason)[1:]
    rules.check_placeable(need, person)
    with pytest.raises(NotAvailable, match=r"DBS lapses\.$"):
        rules.check_placeable(need, msgspec.structs.replace(person, lapsing_checks=["dbs"]))
    assert set(rules.REASONS) == set(Reason)


@given(st.lists(st.sampled_from(RequestStatus), min_size=1))
def test_no_walk_leaves_a_closed_request(walk):
    status = RequestStatus.OPEN
    closed = {RequestStatus.CONFIRMED, RequestStatus.CANCELLED, RequestStatus.DECLINED}
    for to in walk:
        if rules.may_move(status, to):
            assert status not in closed
            assert to is not RequestStatus.CONFIRMED or status is RequestStatus.PICKED
            status = to
        else:
            with pytest.raises(RequestClosed):
                rules.check_move(status, to)


@given(st.integers(-40, 80), st.integers(0, 60), st.sampled_from(PlacementStatus))
def test_a_placement_is_in_exactly_one_phase(ahead, length, status):
    today = date(2026, 11, 25)
    starts_on = today + timedelta(days=ahead)
    ends_on = starts_on + timedelta(days=length)
    found = rules.phase(starts_on, ends_on, status, today)
    if status is PlacementStatus.CANCELLED:
        assert found is Phase.CANCELLED
    else:
        assert (found is Phase.UPCOMING) == (today < starts_on)
        assert (found is Phase.PAST) == (today > ends_on)


@pytest.mark.parametrize(("own", "counts"), [(28, 28), (27, 27), (7, 7), (42, 28)])
def test_notice_is_four_weeks_or_the_councils_own_if_shorter(own, counts):
    assert rules.notice_days(own) == counts


def test_a_rate_at_the_cap_needs_nobody():
    assert not rules.needs_approval(Decimal("40.00"), Decimal("40.00"), reports_as_agency=True)
    assert rules.needs_approval(Decimal("40.01"), Decimal("40.00"), reports_as_agency=True)
    assert not rules.needs_approval(Decimal("40.01"), None, reports_as_agency=True)
    with pytest.raises(InvalidInput):
        rules.check_terms(
            hourly_amount=Decimal(41), weekly_hours=Decimal(37), cap_amount=Decimal(40), reports_as_agency=True, over_cap_approved_by=" "
        )
