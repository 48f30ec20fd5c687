"""HTML forms: a pydantic model finds every fault at once; this gives each its GOV.UK message, in page order.

What a person typed is kept as typed and shown again. Blank means missing. How an answer is read from its boxes
follows from the field's annotation (`_KINDS`). Models and messages: `prime.core.fields`.
"""

import re
import types
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel, ValidationError

from prime.core import clock
from prime.core.errors import InvalidInput
from prime.core.fields import Messages, Month, UploadedFile
from prime.core.formats import clock_time

M = TypeVar("M", bound=BaseModel)
Raw = dict[str, str | list[str]]
Boxes = Mapping[str, str]

_ABSENT = object()
_UNREADABLE = object()  # fails the validation of any type, so that no rule runs on an answer we could not read

_DAY_BOXES = ("day", "month", "year")
_MONTH_BOXES = ("month", "year")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
_DIGITS = re.compile(r"\d{1,4}", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII)
_MONTHS = {date(2000, month, 1).strftime("%B").lower(): month for month in range(1, 13)}
_NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}


@dataclass(frozen=True)
class Fault:
    """Why an answer cannot be read: the key of its message, and the boxes to mark."""

    key: str
    boxes: tuple[str, ...]


@dataclass
class Bound(Generic[M]):
    """One form as sent, or as first shown: raw answers, messages about them, and the model where all is well."""

    model: type[M]
    messages: Messages
    raw: Raw = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    value: M | None = None

    def error(self, name: str) -> dict[str, str] | None:
        """The message of a field, as GOV.UK's macros take it."""
        return {"text": self.errors[name]} if name in self.errors else None

    def is_wrong(self, name: str, box: str) -> bool:
        """Whether one box of a question with several is at fault."""
        return name in self.errors and (name not in self.faults or box in self.faults[name].boxes)

    @property
    def summary(self) -> list[dict[str, str]]:
        """The error summary: in page order, each message leading to its box; those of no field come first."""
        fields = [name for name in self.messages if name in self.errors]
        others = [name for name in self.errors if name not in self.messages]
        return [{"text": self.errors[name]} for name in others] + [{"text": self.errors[name], "href": f"#{self._target(name)}"} for name in fields]

    def add(self, name: str, message: str) -> "Bound[M]":
        """Say what is wrong with a field after the model was content; an empty or unknown name is the form as a whole."""
        self.errors.setdefault(name, message)
        self.value = None
        return self

    def refuse(self, error: InvalidInput) -> "Bound[M]":
        """Show what a command refused at the fields that its pointers name (`/start`)."""
        for fault in error.errors:
            self.add(fault["pointer"].removeprefix("/").replace("/", "-"), fault["detail"])
        return self

    def _target(self, name: str) -> str:
        boxes = _boxes(self.model, name)
        wrong = [box for box in boxes if self.is_wrong(name, box)] or boxes
        return f"{name}-{wrong[0]}" if wrong else name


def bind(model: type[M], messages: Messages, form: Mapping[str, Any], *, context: Mapping[str, Any] | None = None) -> Bound[M]:
    """Read a posted form (or a stored draft's raw answers); `value` is None where anything is wrong.

    Raises:
        LookupError: a field has no message for "any other fault": a mistake of ours.
    """
    _check_messages(model, messages)
    bound: Bound[M] = Bound(model, messages)
    answers: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        kind = _kind(info.annotation)
        if kind is UploadedFile:
            answer = _read_file(_first(form, name))
        elif kind is list:
            chosen = [_typed(value) for value in _all(form, name)]
            bound.raw[name] = chosen
            answer = [_clean(value) for value in chosen if _clean(value)] or _ABSENT
        else:
            boxes = _boxes(model, name)
            typed = {box: _typed(_first(form, f"{name}-{box}" if box else name)) for box in boxes or ("",)}
            bound.raw.update({f"{name}-{box}" if box else name: text for box, text in typed.items()})
            answer = _read(kind, {box: _clean(text) for box, text in typed.items()})
        if isinstance(answer, Fault):
            bound.faults[name] = answer
            answer = _UNREADABLE
        if answer is not _ABSENT:
            answers[name] = answer
    try:
        bound.value = model.model_validate(answers, context={"today": clock.today(), **(context or {})})
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False, include_input=False):
            name = str(error["loc"][0]) if error["loc"] else ""
            bound.errors.setdefault(name, _message(messages.get(name, {}), error, bound.faults.get(name)))
    return bound


def blank(model: type[M], messages: Messages, **initial: Any) -> Bound[M]:
    """A form nobody has sent yet, with the answers we know already."""
    _check_messages(model, messages)
    bound: Bound[M] = Bound(model, messages)
    for name, value in initial.items():
        bound.raw.update(_shown(name, value))
    return bound


def _message(messages: Mapping[str, str], error: Mapping[str, Any], fault: Fault | None) -> str:
    if fault:
        return messages.get(fault.key, messages["*"])
    reason = str(error.get("ctx", {}).get("error", "")) if error["type"] == "value_error" else error["type"]
    return messages.get(reason) or messages.get("*") or reason


def _check_messages(model: type[BaseModel], messages: Messages) -> None:
    silent = [name for name in model.model_fields if "*" not in messages.get(name, {})]
    unknown = [name for name in messages if name not in model.model_fields]
    if silent or unknown:
        raise LookupError(f'Messages of {model.__name__}: no "*" for {silent}, no such field as {unknown}.')


# --- from boxes to answers


def _kind(annotation: Any) -> Any:
    """The type that decides how a field is read: a key of `_KINDS`, list, UploadedFile or, for all else, str."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kind(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return next((kind for kind in map(_kind, get_args(annotation)) if kind is not str), str)
    if origin in {list, set, frozenset, tuple}:
        return list
    return annotation if annotation in _KINDS or annotation is UploadedFile else str


def _boxes(model: type[BaseModel], name: str) -> tuple[str, ...]:
    """The endings of a field's inputs (`start-day`); none for a question with a single box."""
    info = model.model_fields.get(name)
    return _KINDS[_kind(info.annotation)].boxes if info and _kind(info.annotation) in _KINDS else ()


def _read(kind: Any, boxes: Boxes) -> Any:
    if not any(boxes.values()):
        return _ABSENT
    return _KINDS[kind].read(boxes) if kind in _KINDS else boxes[""]


def _read_number(boxes: Boxes) -> str | Fault:
    text = boxes[""].replace(",", "").replace(" ", "").removeprefix("£")
    return text if _NUMBER.fullmatch(text) else Fault("*", ("",))


def _read_date(boxes: Boxes) -> date | Fault:
    return _calendar_day(boxes, _DAY_BOXES)


def _read_month(boxes: Boxes) -> date | Fault:
    return _calendar_day({**boxes, "day": "1"}, _MONTH_BOXES)


def _calendar_day(boxes: Boxes, asked: tuple[str, ...]) -> date | Fault:
    empty = tuple(box for box in asked if not boxes[box])
    if empty:
        return Fault("incomplete", empty)
    day, month, year = (boxes[box] for box in _DAY_BOXES)
    month = str(next((number for name, number in _MONTHS.items() if len(month) > 2 and name.startswith(month.lower())), month))  # noqa: PLR2004 - "mar", "march"
    if not all(_DIGITS.fullmatch(part) for part in (day, month, year)) or len(year) != len("2026"):
        return Fault("*", asked)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return Fault("*", asked)


def _read_time(boxes: Boxes) -> time | Fault:
    text = boxes.get("", boxes.get("time", "")).casefold()
    if text in _NAMED_TIMES:
        return _NAMED_TIMES[text]
    match = _CLOCK.fullmatch(text.replace("a.m.", "am").replace("p.m.", "pm"))
    fault = Fault("*", ("time" if "time" in boxes else "",))
    if not match or not (match[2] or match[3]):  # a bare 9 could be morning or evening
        return fault
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - the hours of a clock face
            return fault
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return fault


def _read_moment(boxes: Boxes) -> datetime | Fault:
    empty = tuple(box for box in (*_DAY_BOXES, "time") if not boxes[box])
    if empty:
        return Fault("incomplete", empty)
    day = _read_date(boxes)
    at = _read_time(boxes)
    if isinstance(day, Fault) or isinstance(at, Fault):
        return Fault("*", (*(day.boxes if isinstance(day, Fault) else ()), *(at.boxes if isinstance(at, Fault) else ())))
    # An hour that happens twice in October is its first occurrence; one that March skips does not exist.
    moment = datetime.combine(day, at, clock.LONDON).astimezone(UTC)
    if moment.astimezone(clock.LONDON).replace(tzinfo=None) != datetime.combine(day, at):
        return Fault("gap", ("time",))
    return moment


def _read_file(value: Any) -> Any:
    if isinstance(value, UploadedFile):
        return value if value.filename else _ABSENT
    return _UNREADABLE if value else _ABSENT


@dataclass(frozen=True)
class _Kind:
    """How answers of one type are read, and from which boxes."""

    read: Callable[[Boxes], Any]
    boxes: tuple[str, ...] = ()


_KINDS: dict[Any, _Kind] = {
    int: _Kind(_read_number),
    Decimal: _Kind(_read_number),
    date: _Kind(_read_date, _DAY_BOXES),
    Month: _Kind(_read_month, _MONTH_BOXES),
    time: _Kind(_read_time),
    datetime: _Kind(_read_moment, (*_DAY_BOXES, "time")),
    AwareDatetime: _Kind(_read_moment, (*_DAY_BOXES, "time")),
}


# --- text in and out


def _all(form: Mapping[str, Any], name: str) -> list[Any]:
    getall = getattr(form, "getall", None)  # a posted form; a stored draft is a plain mapping
    found = getall(name, []) if getall else form.get(name, [])
    return list(found) if isinstance(found, list | tuple) else [found]


def _first(form: Mapping[str, Any], name: str) -> Any:
    return next(iter(_all(form, name)), "")


def _typed(value: Any) -> str:
    """What was typed, without the control characters that no keyboard makes and PostgreSQL and HTML refuse."""
    text = value if isinstance(value, str) else ""
    return "".join(letter for letter in text if letter in "\t\n\r" or unicodedata.category(letter) not in {"Cc", "Cs"})


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _shown(name: str, value: Any) -> Raw:
    """A known answer as somebody would have typed it."""
    if value is None:
        return {}
    if isinstance(value, datetime):
        here = value.astimezone(clock.LONDON)
        return _shown(name, here.date()) | {f"{name}-time": clock_time(here)}
    if isinstance(value, date):
        return {f"{name}-{box}": str(getattr(value, box)) for box in _DAY_BOXES}
    if isinstance(value, list | tuple | set | frozenset):
        return {name: sorted(str(_shown(name, item)[name]) for item in value)}
    if isinstance(value, bool):
        return {name: "yes" if value else "no"}
    if isinstance(value, time):
        return {name: clock_time(value)}
    return {name: str(value.value if isinstance(value, Enum) else value)}
