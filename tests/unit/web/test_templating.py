"""Templates: strict names, escaped text, formats of GOV.UK, addresses that keep their query."""

from typing import Any

import html5lib
import pytest
from jinja2 import UndefinedError
from litestar import Request
from litestar.testing import RequestFactory
from markupsafe import escape

from prime.core.actor import ANONYMOUS, Actor
from prime.core.columns import uuid7
from prime.core.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    PrimeError,
    RateLimited,
    Unauthenticated,
    Unavailable,
)
from prime.web.errors import Unexpected
from prime.web.templating import TEMPLATES, environment, flashes, page, signed_in

HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


def request_for(query: str = "") -> Request[Any, Any, Any]:
    """A request as a template sees it."""
    request = RequestFactory().get("/candidates")
    request.scope["query_string"] = query.encode()
    return request


def render(source: str, **context: Any) -> str:
    """A template from a string, with a request."""
    return environment().from_string(source).render({"request": request_for(), **context})


MACROS = "".join(f'{{% import "macros/{file}.html" as {name} with context %}}' for file, name in (("afc", "afc"), ("lists", "lists"), ("forms", "f")))


@pytest.mark.parametrize("source", ["{{ nobody }}", "{% if nobody %}x{% endif %}", "{{ request.nobody }}", "{% for x in nobody %}{% endfor %}"])
def test_an_unknown_name_stops_the_page(source: str) -> None:
    with pytest.raises(UndefinedError):
        render(source)


def test_a_key_that_a_mapping_lacks_is_an_option_not_given() -> None:
    assert render("{{ raw.title }}{% if raw['x-day'] %}x{% endif %}", raw={}) == ""


@pytest.mark.parametrize(
    "source",
    [
        "{{ afc.page_head(x, caption=x, note=x) }}",
        "{% call afc.card(x, sub=x, link=('/', x)) %}{{ x }}{% endcall %}",
        "{{ afc.tile(x, x, x, href='/') }}",
        "{{ afc.tag(x) }}",
        "{{ afc.facts([(x, x)]) }}",
        "{{ afc.empty(x, x, '/', x) }}",
        "{{ afc.panel(x, x, x) }}",
        "{{ afc.warning(x) }}{{ afc.notice(x, x) }}",
        "{{ afc.summary(x, [(x, x, '/')], [(x, '/')]) }}",
        "{{ afc.task_list([{'title': x, 'status': x, 'hint': x, 'href': '/'}]) }}",
        "{{ afc.progress('id', 1, 2, x, '/') }}",
        "{{ afc.copyable(x, x) }}{{ afc.download('/', x, x) }}{{ afc.back('/', x) }}{{ afc.button(x, '/') }}",
        "{% call afc.inset() %}{{ x }}{% endcall %}{% call afc.details(x) %}{{ x }}{% endcall %}",
        "{{ afc.steps([(x, x)]) }}{% call afc.todo() %}{{ afc.todo_item(x, '/', x, note=x) }}{% endcall %}",
        "{% call(row) lists.table(x, [x], [x], totals=[x]) %}{{ lists.head_cell(row, '/') }}{{ lists.cell(row, row) }}{% endcall %}",
        "{% call lists.results(x, chips=[(x, '/')], views=[(x, '/', true)]) %}{{ x }}{% endcall %}",
        "{{ lists.search('q', x, x) }}{{ lists.drop(x, 'n', [(x, x)], [x]) }}{{ lists.keep('n', x) }}{{ lists.segments([(x, '/', true)]) }}",
        "{{ f.section(x) }}{{ f.hidden('n', x) }}{{ f.submit(x) }}",
    ],
)
def test_every_macro_escapes_its_text(source: str) -> None:
    html = render(MACROS + source, x=HOSTILE)
    assert str(escape(HOSTILE)) in html or "&lt;script&gt;" in html
    assert "<script>" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ 1234.5|money }}", "£1,234.50"),
        ("{{ 1234.5|money(0) }}", "£1,235"),
        ("{{ 7.5|hours }} {{ 7|percent }}", "7.5 hours 7%"),
        ("{{ 2|plural('person', 'people') }}", "2 people"),
        ("{{ today()|govdate(year=false)|length > 4 }}", "True"),
    ],
)
def test_filters(source: str, expected: str) -> None:
    assert render(source) == expected


def test_links_keep_the_query_of_the_page() -> None:
    request = request_for("team=MASH&team=Court+%26+care&q=n%C3%A9&cursor=abc&empty=")
    calls = ("url_with(sort='-days', cursor=none)", "url_without('team', 'MASH')", "url_with(team=[1, 2], q=none, cursor=none)")
    kept, without, several = [render("{{ " + call + "|safe }}", request=request) for call in calls]
    assert kept == "/candidates?team=MASH&team=Court+%26+care&q=n%C3%A9&sort=-days"
    assert without == "/candidates?team=Court+%26+care&q=n%C3%A9&cursor=abc"
    assert several == "/candidates?team=1&team=2"
    assert render("{{ url_with() }}") == "/candidates"


def test_a_form_without_the_page_s_context_is_refused() -> None:
    with pytest.raises(LookupError, match="with context"):
        render('{% import "macros/forms.html" as f %}{% call f.form("/x") %}{% endcall %}')


def test_signed_in_is_a_person_or_nobody() -> None:
    request = request_for()
    assert signed_in(request) is None
    request.scope["auth"] = ANONYMOUS
    assert signed_in(request) is None
    request.scope["auth"] = Actor(user_id=uuid7(), name="Jo", permissions=frozenset({"candidates.read"}))
    actor = signed_in(request)
    assert actor is not None
    assert actor.name == "Jo"


def test_flashes_come_from_the_request() -> None:
    request = request_for()
    assert flashes(request) == []
    request.scope["flash"] = [("success", "Saved")]  # type: ignore[typeddict-unknown-key]
    assert flashes(request) == [("success", "Saved")]


def test_pages_are_private_and_may_be_kept_out_of_the_cache() -> None:
    assert page("x.html").headers["Cache-Control"] == "private, no-cache"
    secret = page("x.html", status=422, no_store=True, b=1)
    assert secret.headers["Cache-Control"] == "no-store"
    assert secret.status_code == 422
    assert secret.context == {"b": 1}


def test_plain_text_is_not_escaped() -> None:
    assert environment().autoescape is not True
    assert callable(environment().autoescape)
    assert not environment().autoescape("email/x/body.txt")  # type: ignore[operator]
    assert environment().autoescape("pages/x.html")  # type: ignore[operator]


def test_macros_write_valid_html() -> None:
    html = render(
        MACROS
        + "<!doctype html><title>x</title>{{ afc.page_head('A', note='b') }}{{ afc.summary('T', [('a', 'b')]) }}"
        + "{% call(row) lists.table('T', ['a', {'text': 'b', 'key': 'b', 'numeric': true}], [1], sort='b') %}"
        + "{{ lists.head_cell(row) }}{{ lists.cell('b', row) }}{% endcall %}"
    )
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    assert parser.errors == []


def test_every_form_imports_its_macros_with_context() -> None:
    """Without it the CSRF token is missing, which shows only when the page is opened."""
    wrong = [
        f"{path.relative_to(TEMPLATES)}:{number}"
        for path in sorted((TEMPLATES / "pages").rglob("*.html"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line.startswith('{% import "macros/') and "with context" not in line
    ]
    assert wrong == []


def test_no_template_breaks_the_content_policy() -> None:
    """No inline style, script or handler, and none of the htmx attributes that evaluate code."""
    forbidden = (" style=", "<style", "onclick=", "onload=", "onchange=", "onsubmit=", "hx-on", "hx-vals='js", "javascript:")
    found = [
        (str(path.relative_to(TEMPLATES)), word)
        for folder in ("layouts", "macros", "pages", "errors")
        for path in sorted((TEMPLATES / folder).rglob("*.html"))
        for word in forbidden
        if word in path.read_text("utf-8").lower()
    ]
    assert found == []


REFUSALS = [
    Unauthenticated(),
    Forbidden(),
    NotFound(),
    Conflict(f"Somebody else has booked it {HOSTILE}"),
    InvalidInput.field("start", f"Enter a date {HOSTILE}"),
    RateLimited("You have tried too often.", retry_after=1),
    Unexpected("We are looking into it.", error_id="0a1b2c3d"),
    Unavailable(),
]


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: str(error.status))
@pytest.mark.parametrize("actor", [ANONYMOUS, Actor(user_id=uuid7(), name="Jo", organisation_name="AfC")], ids=["nobody", "somebody"])
def test_every_refusal_has_a_page(error: PrimeError, actor: Actor) -> None:
    request = request_for()
    request.scope["auth"] = actor
    html = environment().get_template("errors/error.html").render(request=request, error=error)
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    assert parser.errors == []
    assert f'<h1 class="govuk-heading-l">{error.title}</h1>' in html
    assert error.status == 404 or str(escape(error.detail)) in html
    assert "<img src=x" not in html
    assert ("Jo" in html) == (actor is not ANONYMOUS)


@pytest.mark.parametrize("folder", ["email", "errors", "layouts", "macros", "pages"])
def test_every_template_compiles(folder):
    for path in (TEMPLATES / folder).rglob("*.*"):
        if path.suffix != ".toml":
            environment().get_template(path.relative_to(TEMPLATES).as_posix())
