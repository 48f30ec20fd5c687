"""What a file is, whatever its name says."""

import pytest

from prime.uploads import rules
from prime.uploads.tables import ScanStatus
from tests.factories.uploads import DOCX, ODT, PDF, archive

MACROS = archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<d/>"), ("word/vbaProject.bin", b"x"))
SPREADSHEET = archive(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>"))


@pytest.mark.parametrize(("content", "found"), [(PDF, rules.PDF), (DOCX, rules.DOCX), (ODT, rules.ODT)])
def test_what_we_take(content, found):
    assert rules.file_type(content) == found
    assert rules.fault(content) == ""


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"<html>%PDF-1.7",
        b"PK\x03\x04 and then nothing",
        DOCX[:-30],
        MACROS,
        SPREADSHEET,
        archive(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")),
        archive(("mimetype", b"x" * 10_000)),
    ],
)
def test_what_we_do_not_take(content):
    assert rules.file_type(content) is None
    assert "must be a PDF" in rules.fault(content)


def test_size():
    assert rules.fault(b"") == "The file is empty. Select another"
    assert rules.fault(PDF.ljust(rules.MAX_BYTES)) == ""
    assert "10 MB" in rules.fault(PDF.ljust(rules.MAX_BYTES + 1))


def test_only_a_clean_file_is_opened():
    assert [status for status in ScanStatus if rules.can_open(status, unscanned_allowed=False)] == [ScanStatus.CLEAN]
    assert not rules.can_open(ScanStatus.INFECTED, unscanned_allowed=True)


@pytest.mark.parametrize("sent_as", ["../../etc/cv.pdf", "C:\\Users\\me\\cv.pdf", "cv.pdf"])
def test_the_name_has_no_folders(sent_as):
    assert rules.shown_name(sent_as) == "cv.pdf"
