"""What a file is, by its bytes, and when it may be opened. Pure."""

import io
import zipfile

from prime.uploads.schemas import FileType
from prime.uploads.tables import ScanStatus

MAX_BYTES = 10 * 1024 * 1024
PDF = FileType("application/pdf", "pdf")
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
ODT = FileType("application/vnd.oasis.opendocument.text", "odt")
ACCEPT = ".pdf,.docx,.odt"
_MIMETYPE_MAX = 100


def file_type(content: bytes) -> FileType | None:
    """What the bytes are, whatever their name says; None for what we do not take, Word files with macros included.

    Only the list of an archive's parts is read, and one part of a few bytes: nothing that could be a bomb is unpacked.
    """
    if content.startswith(b"%PDF-"):
        return PDF
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            if {"[Content_Types].xml", "word/document.xml"} <= parts.keys():
                return None if any(name.endswith("vbaProject.bin") for name in parts) else DOCX
            kind = parts.get("mimetype")
            if kind and kind.compress_type == zipfile.ZIP_STORED and kind.file_size <= _MIMETYPE_MAX:
                return ODT if archive.read(kind) == ODT.media_type.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        return None
    return None


def fault(content: bytes) -> str:
    """Why a file is not taken, as its sender reads it; empty where it is."""
    if not content:
        return "The file is empty. Select another"
    if len(content) > MAX_BYTES:
        return "The file must be 10 MB or smaller"
    if file_type(content) is None:
        return "The file must be a PDF, a Word document (DOCX) or an OpenDocument text (ODT)"
    return ""


def can_open(status: str, *, unscanned_allowed: bool) -> bool:
    """Whether a file may leave: once it was found clean; before that only where the demonstration says so."""
    return status == ScanStatus.CLEAN or (status == ScanStatus.WAITING and unscanned_allowed)


def shown_name(sent_as: str) -> str:
    """The name that a browser sent, without folders and of bounded length, for showing only."""
    return sent_as.replace("\\", "/").rpartition("/")[2][-200:]
