"""What a file for a press must keep: the rules of PDF/X-4 (ISO 15930-7) that a program can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Name

from reportgen.editions.pdf.checks.rules import Failure

_SCREEN_COLOURS: Final = frozenset({"rg", "RG"})
_INK_SPACES: Final = ("/DeviceCMYK", "/DeviceGray")


def press_failures(pdf: pikepdf.Pdf) -> list[Failure]:
    """The rules that `pdf` breaks, in their order."""
    found = []
    for id_, says, check in RULES:
        places = list(check(pdf))
        if places:
            found.append(Failure(id_, says, places[0], len(places)))
    return found


def _version(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.pdf_version > "1.6":
        yield f"PDF {pdf.pdf_version}"


def _claim(pdf: pikepdf.Pdf) -> Iterator[str]:
    metadata = pdf.Root.get("/Metadata")
    if metadata is None or b'pdfxid:GTS_PDFXVersion="PDF/X-4"' not in metadata.read_bytes():
        yield "XMP"


def _dated(pdf: pikepdf.Pdf) -> Iterator[str]:
    for key in ("/Title", "/CreationDate", "/ModDate", "/Trapped"):
        if key not in pdf.docinfo:
            yield key
    if "/ID" not in pdf.trailer:
        yield "/ID"


def _intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [item for item in pdf.Root.get("/OutputIntents", []) if item.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1:
        yield f"{len(intents)} output intents"
        return
    profile = intents[0].get("/DestOutputProfile")
    head = profile.read_bytes()[:20] if profile is not None else b""
    if head[12:20] != b"prtrCMYK":
        yield f"profile {head[12:20]!r}"
    if not str(intents[0].get("/OutputConditionIdentifier", "")):
        yield "no condition"


def _boxes(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        boxes = [page.obj.get(name) for name in ("/TrimBox", "/BleedBox", "/MediaBox")]
        if any(box is None for box in boxes):
            yield f"page {number}"
            continue
        trim, bleed, media = ([float(edge) for edge in box] for box in boxes if box is not None)
        if not (_holds(bleed, trim) and _holds(media, bleed)):
            yield f"page {number}"


def _holds(outer: list[float], inner: list[float]) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        yield from (f"page {number}: {operator}" for operator in _screen_colours(page))
    for item in pdf.objects:
        kind = item.get("/Subtype") if isinstance(item, pikepdf.Stream) else None
        if kind == Name.Form:
            yield from (f"form {item.objgen[0]}: {operator}" for operator in _screen_colours(item))
            space = str(item.get("/Group", pikepdf.Dictionary()).get("/CS", _INK_SPACES[0]))
            if space not in _INK_SPACES:
                yield f"form {item.objgen[0]}: {space}"
        elif kind == Name.Image and str(item.get("/ColorSpace", _INK_SPACES[1])) not in _INK_SPACES:
            yield f"picture {item.objgen[0]}"
        elif _is(item, "/ShadingType") and str(item.get("/ColorSpace")) not in _INK_SPACES:
            yield f"shading {item.objgen[0]}"


def _is(item: Any, entry: str) -> bool:
    return isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and entry in item


def _screen_colours(holder: Any) -> Iterator[str]:
    for instruction in pikepdf.parse_content_stream(holder, "rg RG"):
        if str(instruction.operator) in _SCREEN_COLOURS:
            yield str(instruction.operator)


def _screen(pdf: pikepdf.Pdf) -> Iterator[str]:
    for key in ("/AA", "/OpenAction", "/AcroForm"):
        if key in pdf.Root:
            yield key
    if "/JavaScript" in pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield "/JavaScript"
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page.obj or "/AA" in page.obj:
            yield f"page {number}"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        files = ("/FontFile", "/FontFile2", "/FontFile3")
        if _is(item, "/FontName") and "/Flags" in item and not any(key in item for key in files):
            yield str(item.FontName)


def _encrypted(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "/Encrypt"


RULES: Final = (
    ("X4-version", "the file is PDF 1.6 at most", _version),
    ("X4-claim", "XMP says PDF/X-4", _claim),
    ("X4-info", "title, dates, trapping and an identifier are given", _dated),
    ("X4-intent", "one output intent, with the profile of a press with four inks", _intent),
    ("X4-boxes", "each page has a TrimBox in a BleedBox in a MediaBox", _boxes),
    ("X4-colours", "all colours are inks", _colours),
    ("X4-screen", "there are no links, forms, scripts or actions", _screen),
    ("X4-fonts", "all fonts are embedded", _fonts),
    ("X4-encrypted", "the file is not encrypted", _encrypted),
)
