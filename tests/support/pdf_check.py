"""What PDF/A-3a and PDF/UA-1 demand, as far as a program can see it without veraPDF.

Agrees with veraPDF, pass or fail, on the faults that templates and fonts cause; run veraPDF by hand when they change.
"""

import io
import itertools
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf


def text_of(pdf: bytes) -> str:
    """The text of all pages, with white space made single."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def embedded_files(pdf: bytes) -> dict[str, bytes]:
    """The attachments by name."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}


def problems(pdf: bytes) -> list[str]:
    """Everything that keeps a file from being archival and accessible; empty for a good one."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sorted({*_metadata(document), *_catalogue(document), *_structure(document), *_fonts(document), *_objects(document)})


def _metadata(document: pikepdf.Pdf) -> Iterator[str]:
    if document.is_encrypted:
        yield "encrypted"
    if "/ID" not in document.trailer:
        yield "no file identifier"
    if "/Metadata" not in document.Root:
        yield "no XMP metadata"
        return
    if "/Filter" in document.Root.Metadata:
        yield "XMP metadata is compressed"
    xmp = document.Root.Metadata.read_bytes().decode()
    if xmp.count("<rdf:RDF") != 1:
        yield "not exactly one rdf:RDF"
    expected = {
        "pdfaid:part is not 3": r'pdfaid:part(="|>)3',
        "pdfaid:conformance is not A": r'pdfaid:conformance(="|>)A',
        "pdfuaid:part is not 1": r'pdfuaid:part(="|>)1',
        "no schema description for pdfuaid": r"pdfaSchema:prefix>pdfuaid<",
        "no title": r"<dc:title>.*?<rdf:li[^>]*>[^<]+<",
    }
    for problem, pattern in expected.items():
        if not re.search(pattern, xmp, re.DOTALL):
            yield problem


def _catalogue(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    intents = root.get("/OutputIntents")
    if not intents or intents[0].S != "/GTS_PDFA1" or "/DestOutputProfile" not in intents[0]:
        yield "no PDF/A output intent"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    if str(root.get("/Lang", "")) != "en-GB":
        yield "language is not en-GB"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "title is not displayed"
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield "actions or scripts"
    if "/AF" in root and len({item.objgen for item in root.AF}) != len(root.AF):
        yield "attachments listed twice"


def _structure(document: pikepdf.Pdf) -> Iterator[str]:
    if "/StructTreeRoot" not in document.Root:
        yield "no structure tree"
        return
    levels = []
    for element in _elements(document.Root.StructTreeRoot):
        kind = str(element.get("/S", ""))
        if re.fullmatch(r"/H[1-6]", kind):
            levels.append(int(kind[2]))
        if kind == "/Figure" and "/Alt" not in element:
            yield "figure without alternative text"
        if kind == "/TD" and not _attribute(element, "/Headers"):
            yield "table cell without headers"
    if not levels or levels[0] != 1:
        yield "does not begin with a heading of level 1"
    if any(after > before + 1 for before, after in itertools.pairwise(levels)):
        yield "a heading level is skipped"


def _elements(node: Any) -> Iterator[Any]:
    pending = [node]
    while pending:
        element = pending.pop()
        children = element.get("/K", [])
        children = list(children) if isinstance(children, pikepdf.Array) else [children]
        pending.extend(child for child in reversed(children) if isinstance(child, pikepdf.Dictionary))
        yield element


def _attribute(element: Any, name: str) -> Any:
    attributes = element.get("/A", [])
    attributes = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((item[name] for item in attributes if isinstance(item, pikepdf.Dictionary) and name in item), None)


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    for page in document.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            name = font.get("/BaseFont")
            descendant = font["/DescendantFonts"][0] if font.Subtype == "/Type0" else font
            descriptor = descendant.get("/FontDescriptor", {})
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"font not embedded: {name}"
            if font.Subtype == "/Type0" and "/ToUnicode" not in font:
                yield f"font without text mapping: {name}"
            if "PrimeSans" not in str(name).replace("-", ""):
                yield f"strange font: {name}"


def _objects(document: pikepdf.Pdf) -> Iterator[str]:
    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if item.get("/Subtype") == "/Image" and item.get("/Interpolate", False):
            yield "an image is interpolated"
        if item.get("/Type") == "/Filespec" and "/AFRelationship" not in item:
            yield "attachment without relationship"
        if item.get("/Subtype") == "/Link" and ("/Contents" not in item or "/StructParent" not in item):
            yield "link without description or tag"
