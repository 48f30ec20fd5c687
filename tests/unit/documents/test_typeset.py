"""How facts are written out, and that no fact can become markup."""

from typing import Any

import html5lib
import pytest
from jinja2 import UndefinedError

from prime.documents import typeset
from prime.documents.schemas import Context, kind_of, to_json
from prime.documents.tables import DocumentKind
from tests.factories import documents

HOSTILE = "<script>alert('x')</script><img src=file:///etc/passwd>\"'{{ 7 * 7 }}{% raw %}"
# Facts that the templates compute with; every other text is hostile in the test below.
COMPUTED = {"ip", "paid"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (typeset.day("2026-12-07"), "7 December 2026"),
        (typeset.short_day("2026-12-07"), "7 Dec 2026"),
        (typeset.period("2026-10-01", "2026-10-31"), "1 to 31 October 2026"),
        (typeset.period("2026-09-28", "2026-10-25"), "28 September to 25 October 2026"),
        (typeset.period("2026-12-28", "2027-01-31"), "28 December 2026 to 31 January 2027"),
        (typeset.moment("2026-07-01T08:45:00+00:00"), "1 July 2026, 9:45am"),
        (typeset.pounds("1234.5"), "£1,234.50"),
        (typeset.amount("1234.5"), "1,234.50"),
        (typeset.salary("48226.00"), "£48,226"),
        (typeset.salary("48226.50"), "£48,226.50"),
        (typeset.number("36.00"), "36"),
        (typeset.number("28.80"), "28.8"),
        (typeset.count(1, "week"), "1 week"),
        (typeset.count(4, "week"), "4 weeks"),
    ],
)
def test_facts_in_words(written: str, expected: str) -> None:
    assert written == expected


def _render(context: Context, snapshot: dict[str, Any] | None = None) -> str:
    template = typeset.environment().get_template(f"{kind_of(context)}/document.html")
    return template.render(snapshot or to_json(context), created=documents.CREATED.isoformat())


@pytest.mark.parametrize("facts", documents.every_kind(), ids=kind_of)
def test_every_template_is_sound_html(facts: Context) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(_render(facts))


@pytest.mark.parametrize("facts", documents.every_kind(), ids=kind_of)
def test_hostile_facts_stay_text(facts: Context) -> None:
    poisoned, count = _poison(to_json(facts))
    assert count > 15
    html = _render(facts, poisoned)
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert "49" not in html.replace("'", "").split("&lt;/script&gt;")[1][:60]


def _poison(value: Any, name: str = "") -> tuple[Any, int]:
    """Every free text replaced; dates, numbers and what depends on them stay."""
    if isinstance(value, dict):
        pairs = {key: _poison(item, key) for key, item in value.items()}
        return {key: item for key, (item, _) in pairs.items()}, sum(count for _, count in pairs.values())
    if isinstance(value, list):
        items = [_poison(item, name) for item in value]
        return [item for item, _ in items], sum(count for _, count in items)
    is_fact = (
        not isinstance(value, str)
        or name in COMPUTED
        or name.endswith(("_on", "_at", "_from", "_amount", "_hours", "_days", "percent", "fte", "quantity"))
    )
    return (value, 0) if is_fact or "leave_days" in name else (HOSTILE, 1)


def test_a_forgotten_fact_is_an_error() -> None:
    context = documents.invoice(1)
    snapshot = to_json(context)
    del snapshot["reference"]
    with pytest.raises(UndefinedError):
        _render(context, snapshot)


def test_there_is_a_template_for_every_kind() -> None:
    assert typeset.template_names() == sorted(DocumentKind)


def test_templates_have_different_fingerprints() -> None:
    marks = {typeset.fingerprint(kind) for kind in DocumentKind}
    assert len(marks) == len(DocumentKind)
    assert all(len(mark) == 12 for mark in marks)
