"""The last steps of a printed copy, with what a printer would complain of."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from PIL import Image

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.pdf.assembly.metadata import About
from reportgen.editions.pdf.checks.press import press_failures
from reportgen.editions.pdf.press.inks import UnfitProfileError
from reportgen.editions.pdf.press.paper import Press
from reportgen.editions.pdf.press.pdfx import make_pdfx
from reportgen.editions.pdf.press.pictures import LEAST, Placed, placed_pictures

SETTINGS = Span("content/report.yaml")


def for_press(data: bytes, press: Press, about: About, diagnostics: Diagnostics) -> bytes:
    """`data` as PDF/X-4; as it was after a finding about the profile. A rule that is broken is an error."""
    try:
        made = make_pdfx(data, press, about)
    except UnfitProfileError as error:
        diagnostics.add("PDF015", SETTINGS, name=press.profile_name, reason=error)
        return data
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for failure in press_failures(pdf):
            failure.tell(diagnostics, "PDF016", SETTINGS)
    return made


def report_pictures(data: bytes, document: n.Document, diagnostics: Diagnostics) -> None:
    """A finding for each picture that is printed too coarse, at the first place that shows it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        coarse: dict[tuple[int, int], Placed] = {}
        for placed in placed_pictures(pdf):
            size = (placed.width, placed.height)
            if placed.density < LEAST and (size not in coarse or placed.density < coarse[size].density):
                coarse[size] = placed
        labels = [page.label for page in pdf.pages]
    for name, size in _sizes(document):
        worst = coarse.get(size)
        if worst is not None:
            diagnostics.add(
                "PDF014",
                _span(document, name),
                name=name,
                density=worst.density,
                least=LEAST,
                page=labels[worst.page],
            )


def _sizes(document: n.Document) -> Iterator[tuple[str, tuple[int, int]]]:
    """The size in pixels of each raster picture of a document."""
    for name, resource in document.resources.items():
        if resource.media_type != "image/svg+xml":
            try:
                with Image.open(io.BytesIO(resource.data)) as picture:
                    yield name, picture.size
            except OSError:
                continue


def _span(document: n.Document, name: str) -> Span:
    """The place of the first block that shows a picture."""
    for part in document.parts:
        place = part.span or SETTINGS
        for node in walk(part):
            place = getattr(node, "span", None) or place
            if isinstance(node, n.Image) and node.src == name:
                return place
    return SETTINGS
