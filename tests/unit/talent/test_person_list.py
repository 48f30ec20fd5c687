"""Reading other people's lists of people."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.talent import person_list, rules
from prime.talent.errors import ListRefused
from prime.talent.schemas import Fault

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "pages" / "talent"


def _judge(text):
    headings, rows = person_list.read(text.encode())
    return person_list.judge(rows, headings, person_list.guessed(headings))


@pytest.mark.parametrize(
    "text",
    [
        "First name,Last name,Email,Telephone,SWE number,Postcode\nRobin,Sample,Robin.Sample@People.example,01632 960001,sw 1234,kt11eu",
        "Surname;Forename;E-mail;Mobile;SWE no.;Post code;Remarks\nSample;Robin;robin.sample@people.example;01632 960001;SW1234;KT1 1EU;nice",
        "\ufeffLASTNAME\tFIRSTNAME\tMAIL\tTEL\tSWE\tZIP\r\nSample\tRobin\trobin.sample@people.example\t01632 960001\tSW1234\tKT1 1EU\r\n\r\n",
    ],
)
def test_columns_are_found_by_their_headings(text):
    (robin,), faults = _judge(text)
    assert faults == []
    found = (robin.name, robin.email, robin.phone, robin.swe_number, robin.postcode)
    assert found == ("Robin Sample", "robin.sample@people.example", "01632 960001", "SW1234", "KT1 1EU")


def test_each_bad_cell_is_named_and_good_rows_are_kept():
    people, faults = _judge(
        "First name,Last name,Email,Telephone,SWE number,Postcode\n"
        "Ada,Able,ada@people.example,,,\n"
        ",1234,nobody,call me,SW0,nowhere\n"
        "Ada,Again,ADA@people.example,,,\n"
        "=cmd(),Baker,b@people.example,,,\n"
        "Too,Many,m@people.example,,,,extra\n"
        "Zoë,O’Neill-Świątek,zoe@people.example,,SW4321,\n"
    )
    assert [person.name for person in people] == ["Ada Able", "Zoë O’Neill-Świątek"]
    assert [(fault.row, fault.column) for fault in faults] == [
        (3, "First name"),
        (3, "Last name"),
        (3, "Email"),
        (3, "Telephone"),
        (3, "SWE number"),
        (3, "Postcode"),
        (4, "Email"),
        (5, "First name"),
        (6, ""),
    ]
    assert Fault(4, "Email", "ada@people.example is in row 2 already") in faults


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", "empty"),
        (b",\n,,\n", "empty"),
        (b"First name,Last name,Email\n", "no rows"),
        (b"\xff\xfeF\0i\0", "not plain text"),
        (b"PK\x03\x04\0\0", "not plain text"),
        (b'a,b\n"open,b\n', "quotation marks"),
        (b"a\n" + b"x\n" * 1001, "more than 1,000 rows"),
        (b"x" * (1024 * 1024 + 1), "1 MB or smaller"),
        ((",".join("a" * 61) + "\nx").encode(), "more than 60 columns"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(content, refusal):
    with pytest.raises(ListRefused, match=refusal):
        person_list.read(content)


def test_a_choice_of_columns_is_checked():
    headings = ["A", "B", "C"]
    assert person_list.misplaced({"first_name": 0, "last_name": 1, "email": 2}, headings) == {}
    assert person_list.misplaced({"first_name": 0, "last_name": 0, "email": 7}, headings).keys() == {"last_name", "email"}
    assert person_list.misplaced({}, headings).keys() == {"first_name", "last_name", "email"}


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_it_is_read_or_refused(content):
    try:
        headings, rows = person_list.read(content)
    except ListRefused:
        return
    people, faults = person_list.judge(rows, headings, person_list.guessed(headings))
    assert {person.row for person in people} | {fault.row for fault in faults} == {number for number, _ in rows}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 25), 12, date(2027, 11, 25)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_months_later(day, months, later):
    assert rules.months_after(day, months) == later


def test_the_consent_is_the_text_that_its_hash_names():
    text = (TEMPLATES / f"consent_{rules.POOL_NOTICE.version}.html").read_bytes()
    assert hashlib.sha256(text).hexdigest() == rules.POOL_NOTICE.text_sha256
