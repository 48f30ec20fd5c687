"""Navigation by role, options of GOV.UK's macros, notices pinned to their words."""

import hashlib

import pytest

from prime.accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.notices import PRIVACY_NOTICES
from prime.web.navigation import DESTINATIONS, navigation
from prime.web.options import choices, label_of, summary_rows, task_items
from prime.web.templating import TEMPLATES


def actor(role: Role) -> Actor:
    """Somebody with a role."""
    return Actor(user_id=uuid7(), name="Jo", permissions=frozenset(ROLE_PERMISSIONS[role]))


def labels(links: list[dict[str, object]]) -> list[object]:
    """What the navigation says."""
    return [link["text"] for link in links]


def test_nobody_sees_the_public_pages_only() -> None:
    assert labels(navigation(None, "/")) == ["About", "Working here", "Open roles"]


def test_each_role_sees_what_it_may_do() -> None:
    assert labels(navigation(actor(Role.CANDIDATE), "/home")) == ["Home", "My application", "My interviews", "My offers"]
    assert "Billing" not in labels(navigation(actor(Role.CLIENT_FINANCE), "/home"))
    assert "Invoices" in labels(navigation(actor(Role.CLIENT_FINANCE), "/home"))
    assert "Candidates" not in labels(navigation(actor(Role.STAFF), "/home"))
    assert all(len(navigation(actor(role), "/home")) >= 2 for role in Role)


def test_every_destination_asks_for_permissions_that_exist() -> None:
    known = {str(permission) for permission in Permission}
    assert all(link.permissions and link.permissions <= known for link in DESTINATIONS)


@pytest.mark.parametrize(
    ("path", "marks"), [("/candidates", (True, False)), ("/candidates/1/edit", (False, True)), ("/candidates-export", (False, False))]
)
def test_the_link_of_this_page_is_marked(path: str, marks: tuple[bool, bool]) -> None:
    link = next(link for link in navigation(actor(Role.CHAMPION), path) if link["text"] == "Candidates")
    assert (link["current"], link["active"]) == marks


def test_choices_from_a_mapping_or_a_list() -> None:
    assert choices({"a": "A", "b": "B"}, "b", "selected") == [
        {"value": "a", "text": "A", "selected": False},
        {"value": "b", "text": "B", "selected": True},
    ]
    assert choices([("a", "A", "hint"), ("b", "B", None)], ["a"], "checked") == [
        {"value": "a", "text": "A", "checked": True, "hint": {"text": "hint"}},
        {"value": "b", "text": "B", "checked": False},
    ]
    assert choices({"": "None"}, None, "checked")[0]["checked"] is True


def test_labels_may_be_the_heading() -> None:
    assert label_of("Name", heading=True) == {"text": "Name", "classes": "govuk-label--l", "isPageHeading": True}


def test_summary_rows_offer_a_change_where_there_is_one() -> None:
    fixed, open_ = summary_rows([("Name", "Grace"), ("Start date", "7 December 2026", "/x#start-day")])
    assert fixed["actions"] == {"items": []}
    assert open_["actions"] == {"items": [{"text": "Change", "href": "/x#start-day", "visuallyHiddenText": "start date"}]}


def test_what_is_completed_has_no_tag() -> None:
    done, todo = task_items([{"title": "A", "status": "Completed", "href": "/a"}, {"title": "B", "status": "Incomplete"}])
    assert done["status"] == {"text": "Completed"}
    assert todo["status"] == {"tag": {"text": "Incomplete", "classes": "govuk-tag--blue afc-nowrap"}}
    assert todo["href"] is None


@pytest.mark.parametrize("notice", PRIVACY_NOTICES, ids=lambda notice: notice.version)
def test_a_published_notice_never_changes(notice: object) -> None:
    """People agreed to these words: a change is a new version in a file of its own."""
    assert isinstance(notice, tuple)
    kind, version, digest = notice
    text = (TEMPLATES / f"pages/public/privacy_{version}.html").read_bytes()
    assert kind == "privacy_notice"
    assert hashlib.sha256(text).hexdigest() == digest
    assert f"Version {version}," in text.decode()
