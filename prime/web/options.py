"""Options of GOV.UK's macros that templates need made in Python, because a Jinja macro can only return text."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from prime.web.forms import Bound

Options = Mapping[str, str] | Iterable[tuple[str, ...]]
Item = dict[str, Any]

_WIDTHS = {"day": 2, "month": 2, "year": 4, "time": 5}


def label_of(text: str, heading: bool = False) -> Item:  # noqa: FBT001, FBT002 - called from templates by name
    """A label in bold, or as the heading of the page."""
    return {"text": text, "classes": f"govuk-label--{'l' if heading else 's'}", "isPageHeading": heading}


def legend_of(text: str, heading: bool = False) -> Item:  # noqa: FBT001, FBT002 - called from templates by name
    """A legend in bold, or as the heading of the page."""
    return {"text": text, "classes": f"govuk-fieldset__legend--{'l' if heading else 's'}", "isPageHeading": heading}


def choices(options: Options, chosen: Any, flag: str) -> list[Item]:
    """Items of a select (`flag` is `selected`), of radios or checkboxes (`checked`).

    An option is a value with its text, and a hint where there is a third part.
    """
    pairs = options.items() if isinstance(options, Mapping) else options
    held = {str(value) for value in chosen} if isinstance(chosen, list | tuple | set) else {str(chosen or "")}
    return [
        {"value": value, "text": text, flag: str(value) in held, **({"hint": {"text": more[0]}} if more and more[0] else {})}
        for value, text, *more in pairs
    ]


def date_boxes(b: Bound[BaseModel], name: str, *boxes: str) -> list[Item]:
    """The inputs of a date, each with what was typed and marked where it is at fault."""
    return [
        {
            "name": box,
            "classes": f"govuk-input--width-{_WIDTHS[box]}{' govuk-input--error' if b.is_wrong(name, box) else ''}",
            "value": b.raw.get(f"{name}-{box}", ""),
            "inputmode": "text" if box == "time" else "numeric",
        }
        for box in boxes
    ]


def links_of(actions: Iterable[tuple[str, str]]) -> list[Item]:
    """Links from pairs of text and address."""
    return [{"text": text, "href": href} for text, href in actions]


def summary_rows(rows: Iterable[tuple[Any, ...]]) -> list[Item]:
    """Rows of a summary list from a key, a value and, where it can be changed, the address of the question."""
    return [
        {
            "key": {"text": key},
            "value": {"text": value},
            "actions": {"items": [{"text": "Change", "href": href, "visuallyHiddenText": key[:1].lower() + key[1:]} for href in change]},
        }
        for key, value, *change in rows
    ]


def task_items(tasks: Iterable[Mapping[str, Any]]) -> list[Item]:
    """Items of a task list; what is completed needs no coloured tag."""
    return [
        {
            "title": {"text": task["title"]},
            "hint": {"text": task["hint"]} if task.get("hint") else None,
            "href": task.get("href"),
            "status": {"text": task["status"]}
            if task["status"] == "Completed"
            else {"tag": {"text": task["status"], "classes": f"govuk-tag--{task.get('tone', 'blue')} afc-nowrap"}},
        }
        for task in tasks
    ]
