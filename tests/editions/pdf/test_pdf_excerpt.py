"""One part printed alone is the part in the book: the same pages, with the same numbers."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdfminer.high_level import extract_text

from reportgen.cache import NoStore
from reportgen.editions.pdf import PartPrinter
from reportgen.project import Assets
from tests.editions.pdf.conftest import Printed


def pages_of(data: bytes) -> list[tuple[str, str]]:
    """The printed number and the text of each page; which kind of space a glyph stands for varies."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        labels = [page.label for page in pdf.pages]
    return [
        (label, extract_text(io.BytesIO(data), page_numbers=[number]).replace("\u00a0", " "))
        for number, label in enumerate(labels)
    ]


@pytest.mark.parametrize("kind", ["chapter", "fiche", "annex"])
def test_a_part_alone_reads_as_in_the_book(french: Printed, kind: str) -> None:
    book = pages_of(french.result.data)
    printer = PartPrinter(NoStore())
    part = next(part for part in french.document.parts if part.kind == kind)
    alone = pages_of(printer.write(french.document, part.id, Assets(None), french.result.page_map))
    start = next(at for at, (label, _) in enumerate(book) if label == french.result.pages[part.id])
    assert alone == book[start : start + len(alone)]


def test_a_part_that_the_page_map_does_not_know_begins_on_page_1(french: Printed) -> None:
    part = next(part for part in french.document.parts if part.kind == "fiche")
    alone = pages_of(PartPrinter(NoStore()).write(french.document, part.id, Assets(None), None))
    assert [label for label, _ in alone] == [str(number + 1) for number in range(len(alone))]


def test_an_unknown_part_is_refused(french: Printed) -> None:
    with pytest.raises(KeyError):
        PartPrinter(NoStore()).write(french.document, "ch-unknown", Assets(None), None)
