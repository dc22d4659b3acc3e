"""Reports set once for all tests of the PDF edition, and readers that are not ours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf
import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTFigure, LTPage

from bench.synthetic import synthetic_document
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.editions.pdf import PdfResult, write_pdf
from reportgen.project import Assets
from tests.editions.sample import sample_document

Box = tuple[float, float, float, float]


@dataclass
class Printed:
    """A finished PDF with the document it was made from."""

    document: n.Document
    result: PdfResult
    diagnostics: Diagnostics

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.result.data))

    @cached_property
    def layout(self) -> list[LTPage]:
        return list(extract_pages(io.BytesIO(self.result.data), laparams=LAParams()))

    @cached_property
    def labels(self) -> list[str]:
        """The page labels, as a viewer counts them."""
        return [page.label for page in self.pdf.pages]

    @cached_property
    def destinations(self) -> dict[str, int]:
        """Page index of each named destination."""
        names = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        numbers = {page.obj.objgen: i for i, page in enumerate(self.pdf.pages)}
        return {name: numbers[place[0].objgen] for name, place in names.items()}

    def text(self, page: int) -> str:
        """The text of a page, running head and folio included."""
        lines = [item.get_text() for item in self.layout[page] if hasattr(item, "get_text")]
        laid_over = [item for item in self.layout[page] if isinstance(item, LTFigure)]
        return "".join(lines) + "\n".join("".join(c.get_text() for c in _characters(f)) for f in laid_over)

    def characters(self, page: int) -> list[LTChar]:
        return list(_characters(self.layout[page]))

    def text_in(self, page: int, box: Box) -> str:
        """The characters whose middle is inside `box`, in drawing order."""
        left, bottom, right, top = box
        return "".join(
            c.get_text()
            for c in self.characters(page)
            if left <= (c.x0 + c.x1) / 2 <= right and bottom <= (c.y0 + c.y1) / 2 <= top
        )

    def elements(self, *types: str) -> list[pikepdf.Dictionary]:
        """Structure elements of these types, in reading order."""
        return [e for e in self.walk() if str(e.S)[1:] in types]

    def walk(self) -> Iterator[pikepdf.Dictionary]:
        waiting = [self.pdf.Root.StructTreeRoot.K]
        while waiting:
            item = waiting.pop()
            if isinstance(item, pikepdf.Array):
                waiting += reversed(list(item))
            elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
                yield item
                if "/K" in item:
                    waiting.append(item.K)


def _characters(item: object) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for child in item:
            yield from _characters(child)


def printed(document: n.Document, **options: object) -> Printed:
    diagnostics = Diagnostics()
    options = {"workers": 1, **options}
    result = write_pdf(document, Assets(None), diagnostics=diagnostics, **options)  # type: ignore[arg-type]
    return Printed(document, result, diagnostics)


@pytest.fixture(scope="session")
def french() -> Printed:
    """The sample report in French."""
    return printed(sample_document("fr"))


@pytest.fixture(scope="session")
def english() -> Printed:
    return printed(sample_document("en"))


class Memory:
    """A store in memory."""

    def __init__(self, kept: dict[str, bytes] | None = None) -> None:
        self.kept = kept or {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        self.kept[key] = data


@pytest.fixture(scope="session")
def built() -> tuple[Printed, dict[str, bytes]]:
    """A made-up report of some fifty pages, and what a store keeps of it."""
    store = Memory()
    return printed(synthetic_document(14), store=store), store.kept


@pytest.fixture(scope="session")
def longer(built: tuple[Printed, dict[str, bytes]]) -> Printed:
    """The made-up report: many references, notes and index terms."""
    return built[0]


@pytest.fixture
def store(built: tuple[Printed, dict[str, bytes]]) -> Memory:
    """A store that knows the made-up report."""
    return Memory(dict(built[1]))


@pytest.fixture(params=["french", "english", "longer"], scope="session")
def report(request: pytest.FixtureRequest) -> Printed:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Printed)
    return found
