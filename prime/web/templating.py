"""Pages: the Jinja environment, what every template can call, and `page()`."""

from collections.abc import Mapping, MutableMapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Undefined,
    pass_context,
    select_autoescape,
)
from jinja2 import Template as JinjaTemplate
from jinja2.runtime import Context
from jinja2.utils import missing
from litestar import Request
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.template.base import csrf_token
from litestar.template.config import TemplateConfig
from markupsafe import Markup

from prime.core import clock, formats
from prime.core.actor import Actor
from prime.core.settings import ROOT, settings
from prime.core.settings import Environment as Place
from prime.web.assets import asset, store
from prime.web.charts import share, sparkline
from prime.web.htmx import CONFIG as HTMX_CONFIG
from prime.web.navigation import navigation
from prime.web.options import choices, date_boxes, label_of, legend_of, links_of, summary_rows, task_items

TEMPLATES = ROOT / "templates"

_LAYOUT: dict[str, Any] = {"autoescape": select_autoescape(disabled_extensions=("txt",), default=True), "trim_blocks": True, "lstrip_blocks": True}


class GovukLoader(PrefixLoader):
    """GOV.UK's macros, compiled by an environment of their own: they test names that may not exist, ours must not."""

    def __init__(self) -> None:
        super().__init__({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
        self.environment = Environment(loader=self, auto_reload=False, **_LAYOUT)  # noqa: S701 - autoescape is in _LAYOUT

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> JinjaTemplate:  # noqa: A002, ARG002 - Jinja's signature
        """A template of theirs, with our globals."""
        return super().load(self.environment, name, globals)


class Missing(StrictUndefined):
    """An unknown name or attribute stops the page; a key that a mapping lacks is an option not given."""

    def __new__(cls, hint: str | None = None, obj: Any = missing, *args: Any, **kwargs: Any) -> Any:  # noqa: D102 - see the class
        return Undefined(hint, obj, *args, **kwargs) if isinstance(obj, Mapping) else super().__new__(cls)


def page(name: str, *, status: int = 200, no_store: bool = False, **context: Any) -> Template:
    """A page for this person only; `no_store` keeps special-category data out of the browser's cache."""
    caching = "no-store" if no_store else "private, no-cache"
    return Template(template_name=name, context=context, status_code=status, headers={"Cache-Control": caching})


@cache
def environment() -> Environment:
    """The Jinja environment of the process; pages, error pages and e-mails share it."""
    env = Environment(  # noqa: S701 - autoescape is in _LAYOUT
        loader=ChoiceLoader([FileSystemLoader(TEMPLATES), GovukLoader()]),
        undefined=Missing,
        auto_reload=settings().prime_env is Place.DEVELOPMENT,
        **_LAYOUT,
    )
    env.globals.update(
        asset=asset,
        choices=choices,
        csrf_field=csrf_field,
        date_boxes=date_boxes,
        flashes=flashes,
        htmx_config=HTMX_CONFIG,
        label_of=label_of,
        legend_of=legend_of,
        links_of=links_of,
        navigation=navigation,
        share=share,
        signed_in=signed_in,
        sparkline=sparkline,
        summary_rows=summary_rows,
        task_items=task_items,
        today=clock.today,
        url_with=url_with,
        url_without=url_without,
    )
    env.filters.update(
        ago=formats.ago,
        datetime_london=formats.datetime_london,
        govdate=formats.govdate,
        hours=formats.hours,
        money=formats.money,
        month_year=formats.month_year,
        number=formats.number,
        percent=formats.percent,
        plural=formats.plural,
        time=formats.clock_time,
        weekday=formats.weekday,
    )
    return env


def template_config() -> TemplateConfig[JinjaTemplateEngine]:
    """What Litestar needs; every static file is read now, so that a missing one stops the start."""
    store()
    return TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment()))


def signed_in(request: Request[Any, Any, Any]) -> Actor | None:
    """Who is signed in, if anybody."""
    actor = request.scope.get("auth")
    return actor if isinstance(actor, Actor) and not actor.is_anonymous else None


def flashes(request: Request[Any, Any, Any]) -> list[tuple[str, str]]:
    """What the last request wants to say: pairs of `success` or `info`, and a sentence."""
    found: list[tuple[str, str]] = request.scope.get("flash") or []  # type: ignore[assignment]  # put there by web.context
    return found


@pass_context
def csrf_field(context: Context) -> Markup:
    """The hidden field that every POST form carries.

    Raises:
        LookupError: the macro was imported without the page's context.
    """
    if "request" not in context:
        raise LookupError('Import the macros "with context": a form needs its CSRF token.')
    return Markup('<input type="hidden" name="_csrf_token" value="{}">').format(csrf_token({"request": context["request"]}))


@pass_context
def url_with(context: Context, **changes: Any) -> str:
    """The address of this page with other query values; None removes one, a list repeats it."""
    query = _query(context)
    query.update({name: _texts(value) for name, value in changes.items()})
    return _address(context, query)


@pass_context
def url_without(context: Context, name: str, value: Any) -> str:
    """The address of this page without one value of a query parameter."""
    query = _query(context)
    query[name] = [kept for kept in query.get(name, []) if kept != str(value)]
    return _address(context, query)


def _query(context: Context) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    for name, value in context["request"].query_params.items():  # multi_items() would lose the order
        query.setdefault(name, []).append(value)
    return query


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list | tuple | set) else [str(value)]


def _address(context: Context, query: Mapping[str, list[str]]) -> str:
    encoded = urlencode([(name, value) for name, values in query.items() for value in values if value])
    path: str = context["request"].url.path
    return f"{path}?{encoded}" if encoded else path
