"""The templates of the PDFs, and how their facts are written out: dates, money, quantities."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import jinja2

from prime.core import formats
from prime.core.settings import ROOT

TEMPLATES = ROOT / "templates" / "pdf"


def day(iso: str) -> str:
    """`2026-12-07` as 7 December 2026."""
    return formats.govdate(date.fromisoformat(iso))


def short_day(iso: str) -> str:
    """`2026-12-07` as 7 Dec 2026, for tables."""
    value = date.fromisoformat(iso)
    return f"{value.day} {value:%b %Y}"


def period(starts_on: str, ends_on: str) -> str:
    """The first and last day of a period: 1 to 31 October 2026."""
    first, last = date.fromisoformat(starts_on), date.fromisoformat(ends_on)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {formats.govdate(last)}"
    return f"{formats.govdate(first, year=first.year != last.year)} to {formats.govdate(last)}"


def moment(iso: str) -> str:
    """An ISO moment as 7 December 2026, 9:45am, London time."""
    return formats.datetime_london(datetime.fromisoformat(iso))


def amount(decimal: str) -> str:
    """`1234.5` as 1,234.50, for columns whose heading names the pound."""
    return f"{Decimal(decimal):,.2f}"


def pounds(decimal: str) -> str:
    """`1234.5` as £1,234.50."""
    return formats.money(Decimal(decimal))


def salary(decimal: str) -> str:
    """A yearly sum without empty pence: £48,226."""
    return pounds(decimal).removesuffix(".00")


def number(decimal: str | int) -> str:
    """`37.50` as 37.5 and `37.00` as 37."""
    return formats.number(Decimal(decimal))


def count(value: int, word: str) -> str:
    """A number with its noun: 1 week, 4 weeks."""
    return formats.plural(value, word)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text."""
    return [part.strip() for part in text.split("\n") if part.strip()]


def environment() -> jinja2.Environment:
    """Templates from the package only; every value is text and is escaped; a forgotten one is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for written in (day, short_day, period, moment, amount, pounds, salary, number, count, paragraphs):
        made.filters[written.__name__] = written
    return made


def style_sheets(template: str) -> list[Path]:
    """The shared sheet and the template's own."""
    return [TEMPLATES / "base.css", TEMPLATES / template / "style.css"]


def template_names() -> list[str]:
    """Every template there is."""
    return sorted(path.parent.name for path in TEMPLATES.glob("*/document.html"))


def fingerprint(template: str) -> str:
    """Twelve characters that change with any file a template is made of; stored with each PDF."""
    digest = hashlib.sha256()
    shared = (path for path in TEMPLATES.iterdir() if path.is_file())
    for path in sorted([*shared, *(TEMPLATES / template).iterdir()]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
