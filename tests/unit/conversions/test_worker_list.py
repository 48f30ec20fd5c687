"""Reading CSVs of agency workers, friendly and hostile."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.conversions import worker_list
from prime.conversions.errors import FileRefused
from prime.core.spreadsheets import safe_cell
from prime.reference.tables import AgencyJobType

HEADINGS = "First name,Last name,Email,SWE number,Agency,Job type,Team,Hourly rate,Weekly hours,Start date,End date"
ROW = "Robin,Sample,robin@people.example,SW1234,Sample Staffing,Social worker,Court,45.00,37,01/09/2025,"


def _read(*rows, headings=HEADINGS):
    return worker_list.read("\n".join([headings, *rows]).encode())


def _refusal(row):
    good, refusals, total = _read(row)
    assert (good, total) == ([], 1)
    return [(item.column, item.detail) for item in refusals]


def test_a_good_row():
    [worker], refusals, total = _read(ROW)
    assert (refusals, total) == ([], 1)
    assert (worker.row, worker.first_name, worker.swe_number, worker.job_type) == (2, "Robin", "SW1234", AgencyJobType.SOCIAL_WORKER)
    assert (worker.hourly_amount, worker.weekly_hours, worker.started_on, worker.left_on) == (Decimal("45.00"), 37, date(2025, 9, 1), None)


def test_the_template_is_a_good_list():
    good, refusals, _ = worker_list.read("\n".join(worker_list.TEMPLATE).encode())
    assert (len(good), refusals) == (1, [])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_line_ends_and_encodings(separator, end, encoding):
    text = end.join([HEADINGS, ROW.replace("Robin", "Zoë").replace("Sample Staffing", "“Staff”")]).replace(",", separator)
    [worker], _, _ = worker_list.read(text.encode(encoding))
    assert (worker.first_name, worker.agency) == ("Zoë", "“Staff”")


def test_mixed_encodings_in_one_file():
    lines = [HEADINGS.encode(), ROW.replace("Robin", "Zoë").encode(), ROW.replace("Robin", "Chloë").replace("1234", "1235").encode("cp1252")]
    good, refusals, _ = worker_list.read(b"\n".join(lines))
    assert ([worker.first_name for worker in good], refusals) == (["Zoë", "Chloë"], [])


def test_headings_in_any_order_and_under_other_names():
    headings = "Charge rate,SURNAME,Forename,Supplier,Role,SWE No.,Notes,Assignment start date"
    [worker], refusals, _ = _read("£1.50,Sample,Robin,Sample Staffing,SW,sw 1234,nice,2025-09-01", headings=headings)
    assert refusals == []
    assert (worker.hourly_amount, worker.swe_number, worker.email, worker.team, worker.weekly_hours) == (Decimal("1.50"), "SW1234", "", "", 37)


def test_blank_lines_are_passed_over_and_rows_keep_their_numbers():
    good, refusals, total = worker_list.read(f"\n\n{HEADINGS}\n\n{ROW}\n,,,,,,,,,,\n{ROW.replace('SW1234', 'x')}\n".encode())
    assert ([worker.row for worker in good], [item.row for item in refusals], total) == ([5], [7], 2)


def test_a_quoted_cell_may_hold_separators_quotes_and_line_ends():
    [worker], _, _ = _read(ROW.replace("Sample Staffing", '"Sample, ""Staffing""\nLtd"'))
    assert worker.agency == 'Sample, "Staffing" Ltd'


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("Robin", "", "First name"),
        ("Robin", "=1+1", "First name"),
        ("Robin", "=HYPERLINK(A)", "First name"),
        ("Robin", "R0bin", "First name"),
        ("Robin", "R" * 101, "First name"),
        ("Sample,", "@cmd,", "Last name"),
        ("robin@people.example", "robin", "Email"),
        ("SW1234", "SW0123", "SWE number"),
        ("SW1234", "ＳＷ1234", "SWE number"),
        ("Sample Staffing", "", "Agency"),
        ("Sample Staffing", "S\x07taff", "Agency"),
        ("Social worker", "Wizard", "Job type"),
        ("45.00", "forty", "Hourly rate"),
        ("45.00", "-45", "Hourly rate"),
        ("45.00", "0", "Hourly rate"),
        ("45.00", "45.005", "Hourly rate"),
        ("45.00", "NaN", "Hourly rate"),
        ("45.00", "1e2", "Hourly rate"),
        ("45.00", "500.01", "Hourly rate"),
        (",37,", ",61,", "Weekly hours"),
        ("01/09/2025", "31/02/2025", "Start date"),
        ("01/09/2025", "01/09/25", "Start date"),
        ("01/09/2025", "09/2025", "Start date"),
        ("01/09/2025", "01/09/1925", "Start date"),
        ("01/09/2025,", "01/09/2025,31/08/2025", "End date"),
    ],
)
def test_each_fault_names_its_column(old, new, column):
    assert old in ROW
    assert [name for name, _ in _refusal(ROW.replace(old, new, 1))] == [column]


def test_every_fault_of_a_row_is_named():
    assert len(_refusal("a1,,x,y,,z,,w,v,u,t")) == 10


def test_a_shifted_row_is_refused_as_a_whole():
    [(column, detail)] = _refusal(ROW.replace("45.00", "1,045.00") + "x")
    assert column == ""
    assert "more cells" in detail


def test_a_person_counts_once_in_a_file_the_first_good_row_wins():
    good, refusals, total = _read(ROW.replace("45.00", "bad"), ROW, ROW.replace("Robin", "Twin"))
    assert [(worker.row, worker.first_name) for worker in good] == [(3, "Robin")]
    assert [(item.row, item.detail) for item in refusals][1] == (4, "SW1234 is in row 3 already")
    assert total == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"\xef\xbb\xbf", "headings"),
        (f"{HEADINGS}\n".encode(), "no rows"),
        (f"{HEADINGS}\n{ROW}".encode("utf-16"), "not plain text"),
        (f"{HEADINGS}\n{ROW}\x00".encode(), "not plain text"),
        (b"PK\x03\x04\x00\x00", "not plain text"),
        (b"%PDF-1.7\nsomething", "headings"),
        (f"{HEADINGS}\n".encode() + b"\x81\x8d", "Line 2 holds bytes"),
        (f'{HEADINGS}\n"{ROW}'.encode(), "quotation marks"),
        (f'{HEADINGS}\nRobin,"Sam"ple,{ROW}'.encode(), "quotation marks"),
        (b"Name,Shoe size\nRobin,9", "missing: First name, Last name"),
        (f"{HEADINGS},Forename\n{ROW},x".encode(), "Two columns look like “First name”"),
        (b"x" * (worker_list.MAX_BYTES + 1), "2 MB"),
        (b"\n" * worker_list.MAX_BYTES + b"xx", "2 MB"),
        (f"{HEADINGS}\n".encode() + b'"' + b"x" * 200_000 + b'"', "too long"),
        ("\n".join([HEADINGS, *(ROW.replace("1234", str(n)) for n in range(1, 5002))]).encode(), "more than 5,000 rows"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(content, words):
    with pytest.raises(FileRefused, match=words):
        worker_list.read(content)


@given(st.binary(max_size=2000))
def test_no_bytes_break_the_reader(content):
    for hostile in (content, f"{HEADINGS}\n".encode() + content, f"{HEADINGS}\n{ROW}\n".encode() + content):
        try:
            good, refusals, total = worker_list.read(hostile)
        except FileRefused as refusal:
            assert refusal.detail
        else:
            assert total == len(good) + len({item.row for item in refusals})


@given(st.lists(st.text(max_size=30), min_size=11, max_size=11))
def test_every_row_is_taken_or_refused_with_a_reason(cells):
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS.split(","), cells])
    try:
        good, refusals, _ = worker_list.read(text.getvalue().encode("utf-8", "replace"))
    except FileRefused:
        return
    assert bool(good) != bool(refusals)
    assert all(item.detail for item in refusals)


@given(st.text())
def test_no_exported_cell_is_a_formula(text):
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text.removeprefix("'")
