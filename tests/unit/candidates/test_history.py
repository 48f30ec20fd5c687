"""Work history: the gaps found are those that looking at each month finds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.candidates import history
from prime.candidates.schemas import Gap, Job
from prime.candidates.tables import JobKind

TODAY = date(2026, 11, 25)
MONTHS = st.dates(date(2012, 1, 1), TODAY).map(lambda day: day.replace(day=1))


def job(began, ended=None, **changes):
    return Job(**{"employer": "Westbrook Council", "title": "Social worker", "kind": JobKind.AGENCY, "began_on": began, "ended_on": ended} | changes)


JOBS = st.lists(
    st.tuples(MONTHS, st.none() | MONTHS).map(lambda ends: job(min(ends), max(ends)) if ends[1] else job(ends[0])),
    max_size=8,
)


def every_month(first, last):
    while first <= last:
        yield first
        first = date(first.year + (first.month == 12), first.month % 12 + 1, 1)


def oracle(jobs, today):
    """Month by month over ten years: free where no job covers it; neighbours make one gap."""
    first, last = date(today.year - 10, today.month, 1), date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
    gaps, before = [], None
    for month in every_month(first, last):
        is_free = not any(one.began_on <= month and (one.ended_on is None or month <= one.ended_on) for one in jobs)
        if is_free and before:
            gaps[-1][1] = month
        elif is_free:
            gaps.append([month, month])
        before = is_free
    return [tuple(gap) for gap in gaps]


@given(JOBS, st.dates(date(2022, 1, 1), date(2028, 12, 31)))
def test_the_gaps_found_are_those_of_the_calendar(jobs, today):
    found = history.find_gaps(jobs, today)
    assert [(gap.began_on, gap.ended_on) for gap in found] == oracle(jobs, today)


@given(JOBS)
def test_explanations_follow_their_gaps(jobs):
    gaps = history.find_gaps(jobs, TODAY)
    told = [Gap(began_on=gap.began_on, ended_on=gap.ended_on, explanation=str(place)) for place, gap in enumerate(gaps, 1)]
    assert history.with_explanations(gaps, told) == told
    assert not any(gap.explanation for gap in history.with_explanations(gaps, told[1:])[:1])


@pytest.mark.parametrize(
    ("jobs", "gaps"),
    [
        ([job(date(2010, 1, 1))], []),
        ([job(date(2010, 1, 1), date(2026, 10, 1))], []),
        ([job(date(2010, 1, 1), date(2026, 9, 1))], [(date(2026, 10, 1), date(2026, 10, 1))]),
        ([job(date(2010, 1, 1), date(2020, 5, 1)), job(date(2020, 6, 1))], []),
        ([job(date(2010, 1, 1), date(2020, 5, 1)), job(date(2020, 7, 1))], [(date(2020, 6, 1), date(2020, 6, 1))]),
        ([job(date(2010, 1, 1)), job(date(2015, 1, 1), date(2016, 1, 1))], []),
        ([job(date(2026, 11, 1))], [(date(2016, 11, 1), date(2026, 10, 1))]),
        ([], [(date(2016, 11, 1), date(2026, 10, 1))]),
    ],
)
def test_examples(jobs, gaps):
    assert [(gap.began_on, gap.ended_on) for gap in history.find_gaps(jobs, TODAY)] == gaps


def test_an_explanation_of_more_months_covers_fewer():
    wide = Gap(began_on=date(2020, 1, 1), ended_on=date(2020, 9, 1), explanation="Caring for my father")
    narrow = Gap(began_on=date(2020, 3, 1), ended_on=date(2020, 4, 1))
    assert history.with_explanations([narrow], [wide])[0].explanation == "Caring for my father"
    assert history.with_explanations([wide], [narrow])[0].explanation == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"employer": ""}, "employer"),
        ({"title": "x" * 151}, "title"),
        ({"began": date(2026, 12, 1)}, "began_on"),
        ({"began": date(1, 1, 1)}, "began_on"),
        ({"ended": date(2026, 12, 1)}, "ended_on"),
        ({"ended": date(2019, 12, 31)}, "ended_on"),
    ],
)
def test_a_job_that_cannot_be(changes, field):
    assert list(history.faults(job(**{"began": date(2020, 1, 1)} | changes), TODAY)) == [field]


@given(st.lists(st.tuples(st.dates(), st.none() | st.dates()), max_size=5))
def test_no_dates_make_it_fall_over(ends):
    """What a program sends is judged before it is reckoned with."""
    jobs = [history.in_one_form(job(began, ended)) for began, ended in ends]
    sound = [one for one in jobs if not history.faults(one, TODAY)]
    history.find_gaps(sound, TODAY)
