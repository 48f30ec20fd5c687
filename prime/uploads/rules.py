"""What a file is, by its bytes, and when it may be opened. Pure."""

import io
import zipfile

import msgspec

from prime.uploads.schemas import FileType
from prime.uploads.tables import ScanStatus

MAX_BYTES = 10 * 1024 * 1024
PDF = FileType("application/pdf", "pdf")
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
ODT = FileType("application/vnd.oasis.opendocument.text", "odt")
JPEG = FileType("image/jpeg", "jpg")
PNG = FileType("image/png", "png")


class Taken(msgspec.Struct, frozen=True):
    """Which kinds of file are taken for a purpose, as people read it and as a browser's file picker does."""

    types: frozenset[FileType]
    words: str
    accept: str


CV = Taken(frozenset({PDF, DOCX, ODT}), "a PDF, a Word document (DOCX) or an OpenDocument text (ODT)", ".pdf,.docx,.odt")
EVIDENCE = Taken(frozenset({PDF, JPEG, PNG}), "a PDF or a picture (JPEG or PNG)", ".pdf,.jpg,.jpeg,.png")
LETTER = Taken(CV.types | EVIDENCE.types, "a PDF, a document (DOCX or ODT) or a picture (JPEG or PNG)", f"{CV.accept},.jpg,.jpeg,.png")
_STARTS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
_MIMETYPE_MAX = 100


def file_type(content: bytes) -> FileType | None:
    """What the bytes are, whatever their name says; None for what we do not take, Word files with macros included.

    Only the list of an archive's parts is read, and one part of a few bytes: nothing that could be a bomb is unpacked.
    """
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            if {"[Content_Types].xml", "word/document.xml"} <= parts.keys():
                return None if any(name.endswith("vbaProject.bin") for name in parts) else DOCX
            said = parts.get("mimetype")
            if said and said.compress_type == zipfile.ZIP_STORED and said.file_size <= _MIMETYPE_MAX:
                return ODT if archive.read(said) == ODT.media_type.encode() else None
    # Damaged, packed in a way that Python does not know, encrypted, or pointing outside itself: no document that we take.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        return None
    return None


def fault(content: bytes, taken: Taken = CV) -> str:
    """Why a file is not taken, as its sender reads it; empty where it is."""
    if not content:
        return "The file is empty. Select another"
    if len(content) > MAX_BYTES:
        return "The file must be 10 MB or smaller"
    if file_type(content) not in taken.types:
        return f"The file must be {taken.words}"
    return ""


def can_open(status: str, *, unscanned_allowed: bool) -> bool:
    """Whether a file may leave: once it was found clean; before that only where the demonstration says so."""
    return status == ScanStatus.CLEAN or (status == ScanStatus.WAITING and unscanned_allowed)


def shown_name(sent_as: str) -> str:
    """The name that a browser sent, without folders and of bounded length, for showing only."""
    return sent_as.replace("\\", "/").rpartition("/")[2][-200:]
