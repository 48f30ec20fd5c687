"""Events told in human words, and what the line of the overview says."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from prime.accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from prime.reporting import rules
from prime.reporting.pages import AREAS_OF_TRAIL, finding, quarter, share_chart
from prime.reporting.schemas import Event, SharePoint, Story


def _story(*shares: str) -> Story:
    points = [
        SharePoint(taken_on=date(2024, 3 * number + 3, 28), permanent_fte=Decimal(100), agency_fte=Decimal(10), share=Decimal(share))
        for number, share in enumerate(shares)
    ]
    return Story(client_id=UUID(int=1), client="Nowhere Council", points=points, events=[Event(1, "Began")], target=Decimal(10))


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        (("57.0", "7.0"), "Agency share has fallen from 57% to 7%"),
        (("57.5", "30", "7.4"), "Agency share has fallen from 57.5% to 7.4%"),
        (("7.0", "9.5"), "Agency share is 9.5%, after 7% three years ago"),
        (("7.0", "7.0"), "Agency share is 7%, after 7% three years ago"),
    ],
)
def test_the_headline_says_which_way_it_went(shares, words):
    assert finding(_story(*shares)) == words


def test_a_quarter_is_that_of_its_last_day():
    points = _story("1", "2", "3", "4").points
    assert [quarter(point) for point in points] == ["Q1 24", "Q2 24", "Q3 24", "Q4 24"]


def test_the_line_holds_every_figure_its_target_and_its_events():
    story = _story("57.0", "30.5", "7.0")
    chart = share_chart(story)
    assert chart.rows == (("Q1 24", "57%"), ("Q2 24", "30.5%"), ("Q3 24", "7%"))
    assert chart.wide.target is not None
    assert [event.text for event in chart.wide.events] == ["Began"]
    assert story.change == Decimal("-23.5")


def test_a_headline_never_says_the_same_twice():
    plain = rules.Told(Permission.STAFF_READ, "{summary}", "/staff/{record}", "See")
    named = rules.Told(Permission.STAFF_READ, "{actor} accepted an offer", "/candidates/{record}", "See")
    assert rules.headline(plain, "Ann", "Bob became staff") == ("Bob became staff", "By Ann")
    assert rules.headline(named, "Ann", "Accepted the offer OFF-1") == ("Ann accepted an offer", "Accepted the offer OFF-1")
    assert rules.headline(named, "{summary}", "x") == ("{summary} accepted an offer", "x")


def test_whatever_is_told_can_be_looked_up_in_the_trail_and_read_by_somebody():
    for action, told in rules.TOLD.items():
        assert action.split(".")[0] in AREAS_OF_TRAIL, action
        assert any(told.permission in ROLE_PERMISSIONS[role] for role in Role), action
