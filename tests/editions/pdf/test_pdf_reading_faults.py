"""The comparisons of the tags with the document and the web page see what is wrong, one fault at a time."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from reportgen.editions.html import write_site
from reportgen.editions.pdf.checks.tags import read_back
from reportgen.project import Assets
from tests.editions.pdf.conftest import Printed
from tests.editions.pdf.reading import Reading, html_parts, pdf_parts
from tests.editions.pdf.test_pdf_reading import compare, counted, expected, same_elements
from tests.editions.pdf.test_pdf_rules import first


@pytest.fixture(scope="module")
def web(french: Printed) -> list[Reading]:
    page = write_site(french.document, Assets(None), None)["all.html"]
    return html_parts(page, [part.id for part in french.document.parts])


def differences(pdf: pikepdf.Pdf, printed: Printed, web: list[Reading]) -> set[str]:
    """Which of the comparisons of `test_pdf_reading` fail."""
    read = read_back(pdf)
    document, found = printed.document, set()
    for part, own, other in zip(document.parts, pdf_parts(read, len(document.parts)), web, strict=True):
        if compare(part, own, other):
            found.add("words")
        if [u[:2] for u in own.units if u[0] == "H"] != [u[:2] for u in other.units if u[0] == "H"]:
            found.add("outline")
    if not expected(document).items() <= counted(read).items():
        found.add("nodes")
    try:
        same_elements(document, read, Assets(None))
    except AssertionError:
        found.add("elements")
    return found


def test_a_good_file_has_no_difference(french: Printed, web: list[Reading]) -> None:
    assert differences(french.pdf, french, web) == set()


def kids(tag: Any) -> list[Any]:
    return list(tag.K) if isinstance(tag.get("/K"), Array) else [tag.K] if "/K" in tag else []


def body(pdf: pikepdf.Pdf, *types: str) -> list[Any]:
    """The elements of the parts: cover, title page and imprint are compared with nothing."""
    parts = [kid for kid in kids(first(pdf, "Document")) if isinstance(kid, Dictionary)][4:]
    inside = [tag for part in parts for tag in (part, *below(part))]
    return [tag for tag in inside if not types or str(tag.S)[1:] in types]


def below(tag: Any) -> list[Any]:
    own = [kid for kid in kids(tag) if isinstance(kid, Dictionary) and "/S" in kid]
    return [each for kid in own for each in (kid, *below(kid))]


def siblings(pdf: pikepdf.Pdf, kind: str) -> tuple[Any, int]:
    """An element of this kind that follows another one of it, as its parent and its place there."""
    for parent in body(pdf):
        own = kids(parent)
        for i in range(1, len(own)):
            pair = own[i - 1 : i + 1]
            if all(isinstance(kid, Dictionary) and kid.get("/S") == Name(f"/{kind}") for kid in pair):
                return parent, i
    raise AssertionError(kind)


def left_out(kind: str) -> Callable[[pikepdf.Pdf], None]:
    def fault(pdf: pikepdf.Pdf) -> None:
        parent = next(p for p in body(pdf) if any(_is(kid, kind) for kid in kids(p)))
        own = kids(parent)
        own.remove(next(kid for kid in own if _is(kid, kind)))
        parent.K = Array(own)

    return fault


def cut(kind: str) -> Callable[[pikepdf.Pdf], None]:
    """An element made two, as at the end of a page."""

    def fault(pdf: pikepdf.Pdf) -> None:
        tag = next(e for e in body(pdf, kind) if len(kids(e)) > 1)
        own, above = kids(tag), kids(tag.P)
        rest = Dictionary(tag)
        tag.K, rest.K = Array(own[:1]), Array(own[1:])
        place = next(i for i, kid in enumerate(above) if _is(kid, kind) and kid.objgen == tag.objgen)
        tag.P.K = Array([*above[: place + 1], pdf.make_indirect(rest), *above[place + 1 :]])

    return fault


def called(kind: str, other: str) -> Callable[[pikepdf.Pdf], None]:
    def fault(pdf: pikepdf.Pdf) -> None:
        body(pdf, kind)[0].S = Name(f"/{other}")

    return fault


def swapped(kind: str) -> Callable[[pikepdf.Pdf], None]:
    def fault(pdf: pikepdf.Pdf) -> None:
        parent, i = siblings(pdf, kind)
        own = kids(parent)
        own[i - 1], own[i] = own[i], own[i - 1]
        parent.K = Array(own)

    return fault


def _is(kid: Any, kind: str) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/S") == Name(f"/{kind}")


FAULTS = {
    "paragraph left out": (left_out("P"), {"words", "elements"}),
    "note left out": (left_out("Note"), {"words", "nodes", "elements"}),
    "figure left out": (left_out("Figure"), {"nodes"}),
    "cell left out": (left_out("TD"), {"words"}),
    "paragraph cut in two": (cut("P"), {"words", "elements"}),
    "list cut in two": (cut("L"), {"elements"}),
    "table cut in two": (cut("Table"), {"nodes", "elements"}),
    "table that is none": (called("Table", "Div"), {"nodes", "elements"}),
    "heading of another level": (called("H2", "H3"), {"outline", "words", "nodes", "elements"}),
    "paragraphs in another order": (swapped("P"), {"words"}),
    "items in another order": (swapped("LI"), {"words"}),
    "rows in another order": (swapped("TR"), {"words"}),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_seen(name: str, french: Printed, web: list[Reading]) -> None:
    fault, seen = FAULTS[name]
    with pikepdf.open(io.BytesIO(french.result.data)) as pdf:
        fault(pdf)
        assert differences(pdf, french, web) >= seen
