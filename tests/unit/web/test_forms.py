"""Forms: every fault at once, in page order, in our words; what was typed comes back as typed; nothing hostile gets through."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from litestar.datastructures import FormMultiDict, UploadFile
from pydantic import Field, ValidationInfo, field_validator

from prime.core import clock
from prime.core.errors import InvalidInput
from prime.core.fields import Form, Messages, Month, Upload
from prime.web.forms import Bound, bind, blank

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class Level(StrEnum):
    """Two levels."""

    JUNIOR = "junior"
    SENIOR = "senior"


class Request(Form):
    """One field of every kind."""

    title: Annotated[str, Field(max_length=80)]
    people: Annotated[int, Field(ge=1, le=20)]
    start: date
    meeting: datetime | None = None
    opens: time | None = None
    level: Level
    pattern: Literal["full", "part"]
    weekly: Annotated[Decimal | None, Field(gt=0, lt=37)] = None
    skills: tuple[Literal["assessment", "court"], ...] = ()
    rate: Annotated[Decimal, Field(gt=0, le=120, decimal_places=2)]
    evidence: Upload | None = None
    agreed: Literal["yes"]

    @field_validator("start")
    @classmethod
    def _not_past(cls, value: date, info: ValidationInfo[Any]) -> date:
        if value < info.context["today"]:
            raise ValueError("past")
        return value

    @field_validator("weekly")
    @classmethod
    def _of_part_time(cls, value: Decimal | None, info: ValidationInfo[Any]) -> Decimal | None:
        if info.data.get("pattern") == "part" and value is None:
            raise ValueError("needed")
        return value if info.data.get("pattern") == "part" else None


MESSAGES: Messages = {
    "title": {"missing": "Enter a title", "*": "Title must be 80 characters or less"},
    "people": {"missing": "Enter how many people", "*": "People must be between 1 and 20"},
    "start": {
        "missing": "Enter the start date",
        "incomplete": "Start date is incomplete",
        "past": "Start date is past",
        "*": "Start date is not real",
    },
    "meeting": {"incomplete": "Meeting is incomplete", "gap": "That time does not exist", "*": "Meeting is not real"},
    "opens": {"*": "Enter a time"},
    "level": {"*": "Select a level"},
    "pattern": {"*": "Select full time or part time"},
    "weekly": {"needed": "Enter the hours", "*": "Hours must be less than 37"},
    "skills": {"*": "Select skills from the list"},
    "rate": {"missing": "Enter the rate", "*": "Rate must be an amount up to £120"},
    "evidence": {"*": "Select a file"},
    "agreed": {"*": "Confirm that it is correct"},
}

GOOD = {
    "title": "Children in need",
    "people": "2",
    "start-day": "7",
    "start-month": "12",
    "start-year": "2026",
    "level": "senior",
    "pattern": "full",
    "rate": "38.50",
    "agreed": "yes",
}


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with clock.frozen(NOW):
        yield


def send(**changes: Any) -> Bound[Request]:
    """The good answers with changes; None leaves one out."""
    answers = {**GOOD, **{key.replace("_", "-"): value for key, value in changes.items()}}
    return bind(Request, MESSAGES, {name: value for name, value in answers.items() if value is not None})


def test_good_answers_become_the_model() -> None:
    bound = send(meeting_day="8", meeting_month="12", meeting_year="2026", meeting_time="1:30pm", opens="9am", skills=["court"])
    assert bound.errors == {}
    assert bound.value is not None
    assert bound.value.start == date(2026, 12, 7)
    assert bound.value.meeting == datetime(2026, 12, 8, 13, 30, tzinfo=UTC)
    assert bound.value.opens == time(9)
    assert bound.value.level is Level.SENIOR
    assert bound.value.skills == ("court",)
    assert bound.value.rate == Decimal("38.50")
    assert bound.value.evidence is None


def test_every_fault_at_once_in_page_order() -> None:
    bound = bind(Request, MESSAGES, {"pattern": "part", "title": "   "})
    assert bound.value is None
    assert [item["text"] for item in bound.summary] == [
        "Enter a title",
        "Enter how many people",
        "Enter the start date",
        "Select a level",
        "Enter the hours",
        "Enter the rate",
        "Confirm that it is correct",
    ]
    assert [item["href"] for item in bound.summary][:3] == ["#title", "#people", "#start-day"]


def test_a_question_that_was_not_asked_cannot_stop_the_form() -> None:
    bound = send(pattern="full", weekly="")
    assert bound.value is not None
    assert bound.value.weekly is None


@pytest.mark.parametrize("typed", ["<b>bold</b>", "  spaces  ", "'; DROP TABLE staff; --", "O’Brien", "x" * 10_000, "£1,2,3"])
def test_what_was_typed_comes_back_as_typed(typed: str) -> None:
    assert send(title=typed).raw["title"] == typed


def test_ten_thousand_letters_are_refused() -> None:
    assert send(title="x" * 10_000).errors == {"title": "Title must be 80 characters or less"}


@pytest.mark.parametrize("field", ["people", "rate"])
def test_ten_thousand_digits_are_refused(field: str) -> None:
    assert set(send(**{field: "9" * 10_000}).errors) == {field}


def test_control_characters_vanish_and_line_ends_count_as_one() -> None:
    bound = send(title="Chil\x00dren\x1b[31m\x7f in\u0085 need\r\nnorth")
    assert bound.value is not None
    assert bound.value.title == "Children[31m in need\nnorth"
    assert bound.raw["title"] == "Children[31m in need\r\nnorth"


def test_letters_are_composed() -> None:
    bound = send(title="Zoe\u0308")
    assert bound.value is not None
    assert bound.value.title == "Zoë"


@pytest.mark.parametrize(("typed", "amount"), [("£38.50", "38.50"), ("38.5", "38.5"), ("£ 38", "38"), ("38.", "38"), (".5", ".5"), ("+3", "3")])
def test_amounts_as_people_write_them(typed: str, amount: str) -> None:
    bound = send(rate=typed)
    assert bound.value is not None
    assert bound.value.rate == Decimal(amount)


def test_commas_in_whole_numbers() -> None:
    class Pay(Form):
        salary: int

    bound = bind(Pay, {"salary": {"*": "Enter the salary"}}, {"salary": "£48,226"})
    assert bound.value is not None
    assert bound.value.salary == 48_226


@pytest.mark.parametrize(
    "typed", ["abc", "1e2", "NaN", "Infinity", "-Infinity", "0x10", "1_000", "٣٨", "38.505", "-1", "0", "£", "38 pounds", "1.2.3", "--1"]
)
def test_amounts_that_are_none(typed: str) -> None:
    assert send(rate=typed).errors == {"rate": "Rate must be an amount up to £120"}


@pytest.mark.parametrize(
    ("month", "expected"), [("12", 12), ("012", 12), ("December", 12), ("dec", 12), ("DECE", 12), ("de", None), ("Dezember", None)]
)
def test_months_in_figures_and_words(month: str, expected: int | None) -> None:
    bound = send(start_month=month)
    if expected is None:
        assert bound.errors == {"start": "Start date is not real"}
    else:
        assert bound.value is not None
        assert bound.value.start == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("31", "11", "2026"),
        ("29", "2", "2027"),
        ("0", "1", "2027"),
        ("1", "13", "2027"),
        ("1", "1", "27"),
        ("1", "1", "0000"),
        ("1", "1", "99999"),
        ("-1", "1", "2027"),
        ("1.5", "1", "2027"),
        ("١", "1", "2027"),
        ("9" * 10_000, "1", "2027"),
        ("<b>", "<i>", "2027"),
    ],
)
def test_dates_that_do_not_exist(day: str, month: str, year: str) -> None:
    bound = send(start_day=day, start_month=month, start_year=year)
    assert bound.errors == {"start": "Start date is not real"}
    assert bound.raw["start-day"] == day
    assert bound.is_wrong("start", "day")
    assert bound.is_wrong("start", "year")


def test_a_date_with_an_empty_box_leads_to_that_box() -> None:
    bound = send(start_month="")
    assert bound.summary == [{"text": "Start date is incomplete", "href": "#start-month"}]
    assert bound.is_wrong("start", "month")
    assert not bound.is_wrong("start", "day")


def test_a_rule_of_the_date_marks_all_its_boxes() -> None:
    bound = send(start_year="2025")
    assert bound.summary == [{"text": "Start date is past", "href": "#start-day"}]
    assert all(bound.is_wrong("start", box) for box in ("day", "month", "year"))


def test_today_is_the_date_in_london() -> None:
    with clock.frozen(datetime(2026, 7, 31, 23, 30, tzinfo=UTC)):  # half past midnight on 1 August there
        assert send(start_day="31", start_month="7").errors == {"start": "Start date is past"}
        assert send(start_day="1", start_month="8").value is not None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9am", time(9)),
        ("9 AM", time(9)),
        ("9.30am", time(9, 30)),
        ("9:30 p.m.", time(21, 30)),
        ("12am", time(0)),
        ("12:15pm", time(12, 15)),
        ("13:30", time(13, 30)),
        ("0:05", time(0, 5)),
        ("midday", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_times_as_people_write_them(typed: str, expected: time) -> None:
    bound = send(opens=typed)
    assert bound.value is not None
    assert bound.value.opens == expected


@pytest.mark.parametrize("typed", ["9", "25:00", "9:60", "13pm", "0am", "nine", "9:3", "²:00", "9am; rm -rf", "-1:00"])
def test_times_that_are_none(typed: str) -> None:
    bound = send(opens=typed)
    assert bound.summary == [{"text": "Enter a time", "href": "#opens"}]


def meeting(day: str, month: str, at: str, year: str = "2027") -> Bound[Request]:
    """The form with a meeting at a moment."""
    return send(meeting_day=day, meeting_month=month, meeting_year=year, meeting_time=at)


@pytest.mark.parametrize("at", ["1am", "1:30am", "1:59am"])
def test_the_hour_that_march_skips_does_not_exist(at: str) -> None:
    bound = meeting("28", "3", at)
    assert bound.summary == [{"text": "That time does not exist", "href": "#meeting-time"}]
    assert bound.is_wrong("meeting", "time")
    assert not bound.is_wrong("meeting", "day")


def test_the_hour_that_october_repeats_is_its_first() -> None:
    bound = meeting("31", "10", "1:30am")
    assert bound.value is not None
    assert bound.value.meeting == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)))  # noqa: DTZ001 - a wall clock's time
def test_a_moment_shown_and_sent_again_is_the_same(wall: datetime) -> None:
    moment = wall.replace(second=0, microsecond=0, tzinfo=clock.LONDON).astimezone(UTC)
    assume(not moment.astimezone(clock.LONDON).fold)  # the second of two equal times is read as the first: tested above
    bound = bind(Request, MESSAGES, {**GOOD, **blank(Request, MESSAGES, meeting=moment).raw})
    assert bound.value is not None
    assert bound.value.meeting == moment


def test_a_moment_with_faults_names_the_boxes() -> None:
    assert meeting("30", "2", "9am").summary == [{"text": "Meeting is not real", "href": "#meeting-day"}]
    assert meeting("1", "2", "9").summary == [{"text": "Meeting is not real", "href": "#meeting-time"}]
    assert meeting("1", "2", "").summary == [{"text": "Meeting is incomplete", "href": "#meeting-time"}]


def test_a_fault_never_reaches_the_rules_of_other_fields() -> None:
    """An unreadable number is one fault, not also "the hours are needed"."""
    assert send(pattern="part", weekly="many").errors == {"weekly": "Hours must be less than 37"}


def test_many_values_from_a_posted_form() -> None:
    form = FormMultiDict([*GOOD.items(), ("skills", "court"), ("skills", ""), ("skills", "assessment")])
    bound = bind(Request, MESSAGES, form)
    assert bound.value is not None
    assert bound.value.skills == ("court", "assessment")
    assert bound.raw["skills"] == ["court", "", "assessment"]


def test_a_value_outside_the_list() -> None:
    assert send(skills=["court", "sabotage"], level="chief", pattern="both").errors == {
        "level": "Select a level",
        "pattern": "Select full time or part time",
        "skills": "Select skills from the list",
    }


def test_a_repeated_single_answer_counts_once() -> None:
    form = FormMultiDict([*GOOD.items(), ("title", "second")])
    bound = bind(Request, MESSAGES, form)
    assert bound.value is not None
    assert bound.value.title == "Children in need"


@pytest.fixture
def upload() -> Iterator[Callable[[str], UploadFile]]:
    """Makes files as Litestar parses them."""
    with ExitStack() as stack:

        def make(filename: str) -> UploadFile:
            file = UploadFile(content_type="application/pdf", filename=filename, file_data=b"%PDF-1.7")
            stack.callback(file.file.close)
            return file

        yield make


def test_files(upload: Callable[[str], UploadFile]) -> None:
    file = upload("cv.pdf")
    bound = bind(Request, MESSAGES, FormMultiDict([*GOOD.items(), ("evidence", file)]))
    assert bound.value is not None
    assert bound.value.evidence is file
    assert "evidence" not in bound.raw


def test_no_file_chosen_is_no_answer(upload: Callable[[str], UploadFile]) -> None:
    bound = bind(Request, MESSAGES, FormMultiDict([*GOOD.items(), ("evidence", upload(""))]))
    assert bound.value is not None
    assert bound.value.evidence is None


def test_text_where_a_file_belongs_and_a_file_where_text_belongs(upload: Callable[[str], UploadFile]) -> None:
    assert send(evidence="cv.pdf").errors == {"evidence": "Select a file"}
    assert send(title=upload("title.txt")).errors == {"title": "Enter a title"}


def test_only_the_questions_of_the_form_are_kept() -> None:
    bound = send(_csrf_token="secret", is_admin="yes")
    assert bound.value is not None
    assert not {"-csrf-token", "is-admin"} & set(bound.raw)
    assert not hasattr(bound.value, "is_admin")


def test_a_stored_draft_is_read_like_a_form() -> None:
    draft = send(skills=["court"]).raw
    bound = bind(Request, MESSAGES, draft)
    assert bound.value is not None
    assert bound.value.skills == ("court",)


def test_known_answers_are_shown_as_somebody_would_type_them() -> None:
    bound = blank(
        Request,
        MESSAGES,
        title="North",
        people=2,
        start=date(2026, 12, 7),
        meeting=datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
        opens=time(13, 30),
        level=Level.SENIOR,
        skills={"court", "assessment"},
        rate=Decimal("38.50"),
        agreed=True,
        weekly=None,
    )
    assert bound.raw == {
        "title": "North",
        "people": "2",
        "start-day": "7",
        "start-month": "12",
        "start-year": "2026",
        "meeting-day": "1",
        "meeting-month": "7",
        "meeting-year": "2026",
        "meeting-time": "9:30am",
        "opens": "1:30pm",
        "level": "senior",
        "skills": ["assessment", "court"],
        "rate": "38.50",
        "agreed": "yes",
    }
    assert not bound.errors


def test_a_refusal_of_a_command_goes_to_its_field() -> None:
    faults = [{"pointer": "/start", "detail": "That week is closed"}, {"pointer": "/lines/0", "detail": "Line 1 is empty"}]
    bound = send().refuse(InvalidInput(faults))
    assert bound.value is None
    assert bound.summary == [{"text": "Line 1 is empty"}, {"text": "That week is closed", "href": "#start-day"}]
    assert bound.error("start") == {"text": "That week is closed"}
    assert bound.error("title") is None


def test_added_errors_take_their_place_in_the_page() -> None:
    bound = send().add("rate", "Too much").add("", "The vacancy has closed").add("title", "Taken")
    assert [item["text"] for item in bound.summary] == ["The vacancy has closed", "Taken", "Too much"]


@pytest.mark.parametrize("messages", [{}, {"title": {"missing": "Enter a title"}}, {**MESSAGES, "titel": {"*": "x"}}])
def test_a_model_and_messages_that_do_not_match_are_our_mistake(messages: Mapping[str, Mapping[str, str]]) -> None:
    with pytest.raises(LookupError, match="Messages of Request"):
        bind(Request, messages, GOOD)


@given(st.dictionaries(st.sampled_from([*GOOD, "skills", "opens", "meeting-time", "meeting-day"]), st.text(max_size=60)))
def test_no_answer_can_break_a_form(changes: dict[str, str]) -> None:
    bound = bind(Request, MESSAGES, {**GOOD, **changes})
    assert (bound.value is None) == bool(bound.errors)
    assert len(bound.summary) == len(bound.errors)


class Job(Form):
    """A question about months."""

    began: Month
    ended: Month | None = None


JOB: Messages = {"began": {"missing": "Enter", "incomplete": "Both boxes", "*": "Real"}, "ended": {"incomplete": "Both boxes", "*": "Real"}}


def test_a_month_is_its_first_day():
    sound = bind(Job, JOB, {"began-month": "sept", "began-year": "2024", "ended-month": "2", "ended-year": "2025"})
    assert sound.value == Job(began=date(2024, 9, 1), ended=date(2025, 2, 1))
    assert bind(Job, JOB, {"began-month": "9", "began-year": "2024", "ended-day": "7"}).value.ended is None


@pytest.mark.parametrize(("month", "year", "message"), [("", "", "Enter"), ("9", "", "Both boxes"), ("13", "2024", "Real"), ("9", "24", "Real")])
def test_what_is_no_month(month, year, message):
    form = bind(Job, JOB, {"began-month": month, "began-year": year})
    assert form.errors == {"began": message}
    assert form.summary[0]["href"] == f"#began-{'year' if month == '9' and not year else 'month'}"
    assert form.raw["began-month"] == month
