"""CSV files: ours, that spreadsheets open as UTF-8 and without running anything, and other people's in whatever form they come."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",;\t"

# What a spreadsheet would run as a formula when it opens a CSV (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """A value as a cell of a CSV that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows of values as the bytes of a CSV, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows([safe_cell(value) for value in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()


class UnreadableFile(ValueError):
    """The bytes are no CSV; the text says what to do."""


def csv_text(content: bytes, *, most_megabytes: int) -> str:
    """The text of somebody else's CSV, whatever its encoding.

    Raises:
        UnreadableFile: it is too big, empty or no text.
    """
    if len(content) > most_megabytes * 1024 * 1024:
        raise UnreadableFile(f"The file must be {most_megabytes} MB or smaller.")
    if not content.strip():
        raise UnreadableFile("The file is empty.")
    if content.startswith(_BOMS) or b"\0" in content:
        raise UnreadableFile("The file is not plain text. In Excel, save it as “CSV UTF-8 (comma delimited)”.")
    lines = []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        # Lists put together from several systems mix encodings; what is not UTF-8 comes from Windows.
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            try:
                lines.append(line.decode("cp1252"))
            except UnicodeDecodeError:
                raise UnreadableFile(f"Line {number} holds bytes that are no text. Save the file as “CSV UTF-8”.") from None
    return "\n".join(lines)


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers as a spreadsheet shows them, cells trimmed and in one Unicode form; the separator is recognised.

    Raises:
        UnreadableFile: its quotation marks do not match, or a cell is too long.
    """
    heading = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=heading.count)
    number = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            number += 1
            yield number, [unicodedata.normalize("NFC", " ".join(cell.split())) for cell in cells]
    except csv.Error:
        raise UnreadableFile(f"Row {number + 1} cannot be read: its quotation marks do not match, or a cell is too long.") from None


def heading_key(text: str) -> str:
    """A heading without case, spaces and punctuation."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
