"""What the tags say is what the web page says: same units, same order, same words, same number of each."""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest

import pytest

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from reportgen.editions.html import write_site
from reportgen.editions.pdf.checks.tags import Content, ReadBack, Tag, read_back
from reportgen.project import Assets
from tests.editions.pdf.conftest import Printed
from tests.editions.pdf.reading import Reading, elements_of, html_parts, pdf_parts, squeezed


@pytest.fixture(scope="module")
def readings(request: pytest.FixtureRequest) -> dict[str, tuple[ReadBack, list[Reading], list[Reading]]]:
    found = {}
    for name in ("french", "english", "longer"):
        printed: Printed = request.getfixturevalue(name)
        read = read_back(printed.pdf)
        parts = printed.document.parts
        page = write_site(printed.document, Assets(None), None)["all.html"]
        found[name] = (
            read,
            pdf_parts(read, len(parts)),
            html_parts(page, [part.id for part in parts]),
        )
    return found


NAMES = pytest.mark.parametrize("name", ["french", "english", "longer"])


@NAMES
def test_each_unit_is_read_as_on_the_web(
    name: str,
    readings: dict[str, tuple[ReadBack, list[Reading], list[Reading]]],
    request: pytest.FixtureRequest,
) -> None:
    printed: Printed = request.getfixturevalue(name)
    _, paper, web = readings[name]
    compared = 0
    for part, own, other in zip(printed.document.parts, paper, web, strict=True):
        differences = compare(part, own, other)
        assert differences == []
        compared += len(own.units)
    assert compared > 200


def compare(part: n.Part, paper: Reading, web: Reading) -> list[tuple[object, object]]:
    """Units that differ, in pairs; references by page number and passages of one edition aside."""
    once = {squeezed(plain_text(p.children)) for o in walk(part) if isinstance(o, n.Only) for p in texts(o)}
    by_page = any(isinstance(x, n.CrossRef) and x.form == "page" for x in walk(part))
    mine = [unnumbered(part, unit) for unit in paper.units if unit[2] not in once]
    theirs = [unit for unit in web.units if unit[2] not in once]
    found: list[tuple[object, object]] = [
        (a, b)
        for a, b in zip_longest(mine, theirs)
        if a != b and not (by_page and a and b and a[:2] == b[:2] and _but_pages(a[2], b[2]))
    ]
    notes = zip_longest(paper.notes, web.notes)
    return found + [(a, b) for a, b in notes if a != b]


def texts(node: n.Only) -> list[n.Paragraph]:
    return [p for p in walk(node) if isinstance(p, n.Paragraph)]


def unnumbered(part: n.Part, unit: tuple[str, int, str]) -> tuple[str, int, str]:
    """The title of a part without its number, which the web shows in words of its own."""
    if unit[:2] == ("H", 1) and part.number:
        return (*unit[:2], re.sub(rf"^(\w+ )?{part.number} ", "", unit[2]))
    return unit


def _but_pages(paper: str, web: str) -> bool:
    """Whether the words are the same where a reference shows a page ("p. 5") and not a number."""
    pattern = "(.+?)".join(re.escape(piece) for piece in re.split(r"p\. \w+", paper))
    return "p. " in paper and re.fullmatch(pattern, web) is not None


@NAMES
def test_headings_make_the_same_outline(
    name: str, readings: dict[str, tuple[ReadBack, list[Reading], list[Reading]]]
) -> None:
    _, paper, web = readings[name]
    for own, other in zip(paper, web, strict=True):
        assert [u[:2] for u in own.units if u[0] == "H"] == [u[:2] for u in other.units if u[0] == "H"]


@NAMES
def test_as_many_elements_as_the_document_has_nodes(
    name: str,
    readings: dict[str, tuple[ReadBack, list[Reading], list[Reading]]],
    request: pytest.FixtureRequest,
) -> None:
    printed: Printed = request.getfixturevalue(name)
    read, _, _ = readings[name]
    wanted = expected(printed.document)
    if name == "longer":  # it brings no contents list of its own: one is made for it
        del wanted["TOCI"]
    assert wanted.items() <= counted(read).items()


@NAMES
def test_one_element_a_node_whatever_the_pages(
    name: str,
    readings: dict[str, tuple[ReadBack, list[Reading], list[Reading]]],
    request: pytest.FixtureRequest,
) -> None:
    printed: Printed = request.getfixturevalue(name)
    same_elements(printed.document, readings[name][0], Assets(None))


def same_elements(document: n.Document, read: ReadBack, assets: Assets) -> None:
    """Headings, paragraphs, lists, tables, notes: as many in the tags as are written for paper."""
    wanted = elements_of(document, assets)
    found = Counter(tag.type for tag in read.root.walk())
    assert {kind: found[kind] for kind in wanted} == dict(wanted)
    assert {"H1", "H2", "P", "L", "Table", "Note"} <= set(wanted)


def counted(read: ReadBack) -> dict[str, int]:
    """Elements of the parts by type; a list of the index or the contents is counted as such."""
    total = Counter(tag.type for tag in read.root.walk())
    return {kind: total[kind] for kind in ("Table", "Figure", "Note", "H2", "H3", "H4", "Aside", "TOCI")}


def expected(document: n.Document) -> dict[str, int]:
    found = [node for part in document.parts for node in shown(part)]
    headings = Counter(f"H{node.level}" for node in found if isinstance(node, n.Heading))
    titled = sum(isinstance(node, n.Contents) and bool(node.title) for node in found)
    calls = {
        (part.id, node.note) for part in document.parts for node in shown(part) if isinstance(node, n.NoteRef)
    }
    charts = sum(isinstance(node, n.Figure) and isinstance(node.content, n.Chart) for node in found)
    return {
        "Table": sum(isinstance(node, n.Table) for node in found),
        "Figure": sum(_pictured(node) for node in found) + charts,
        "Note": len(calls),
        "H2": headings["H2"] + titled,
        "H3": headings["H3"],
        "H4": headings["H4"],
        "Aside": sum(isinstance(node, n.Callout) for node in found),
        "TOCI": sum(len(node.entries) for node in found if isinstance(node, n.Contents)),
    }


def _pictured(node: object) -> bool:
    return isinstance(node, n.Image) and bool(node.alt)


def shown(node: object) -> list[object]:
    """The nodes that paper shows: not the data of charts, nor what is for other editions."""
    data = {id(f.data) for f in walk(node) if isinstance(f, n.Figure) and f.data}
    hidden: set[int] = set()
    for item in walk(node):
        if id(item) in data or (isinstance(item, n.Only) and "pdf" not in item.editions):
            hidden.update(id(x) for x in walk(item))
    return [item for item in walk(node) if id(item) not in hidden]


@NAMES
def test_no_table_list_or_paragraph_is_cut_by_a_page(
    name: str, readings: dict[str, tuple[ReadBack, list[Reading], list[Reading]]]
) -> None:
    """An element that goes on over the page is one element with content on both."""
    read, _, _ = readings[name]
    assert not read.missing
    if name != "english":
        assert any(len(tag.pages) > 1 for tag in read.tags("Table", "P", "L"))


def test_headings_are_painted_where_they_are_read(
    readings: dict[str, tuple[ReadBack, list[Reading], list[Reading]]],
) -> None:
    """Some readers go by the order of painting; the number of a heading hangs in the margin before it."""
    for read, _, _ in readings.values():
        for heading in read.tags("H1", "H2", "H3", "H4"):
            before = {content.page: content.mcid for content in _last_before(read, heading)}
            marks = [content.mcid for content in heading.contents()]
            assert marks == sorted(marks), heading.text
            assert all(marks[0] > before.get(page, -1) for page in heading.pages), heading.text


def _last_before(read: ReadBack, heading: Tag) -> list[Content]:
    """The last paragraph before a heading in its part, as far as it is no note."""
    above = heading.parent.tags if heading.parent else []
    before = [tag for tag in above[: above.index(heading)] if tag.type == "P"]
    return [kid for kid in before[-1].kids if isinstance(kid, Content)] if before else []


def test_caption_alternative_and_place_of_a_figure(
    readings: dict[str, tuple[ReadBack, list[Reading], list[Reading]]],
) -> None:
    read = readings["french"][0]
    captioned = [tag for tag in read.tags("Figure") if any(kid.type == "Caption" for kid in tag.tags)]
    assert len(captioned) >= 3
    for tag in captioned:
        left, bottom, right, top = (float(edge) for edge in tag.attribute("Layout", "BBox"))
        assert 0 <= left < right <= 842
        assert 0 <= bottom < top <= 842
        assert str(tag.own("Alt"))
    chart = next(tag for tag in captioned if "Pratiques par méthode" in tag.text)
    assert "42" in str(chart.own("Alt")), "the alternative of a chart tells its values"


def test_a_note_follows_the_reference_to_it(
    readings: dict[str, tuple[ReadBack, list[Reading], list[Reading]]],
) -> None:
    for read, _, _ in readings.values():
        for note in read.tags("Note"):
            assert note.parent is not None
            above = note.parent.tags
            call = above[above.index(note) - 1]
            assert call.type == "Reference"
            label, own = call.tags[0], note.tags[0]
            assert label.type == own.type == "Lbl"
            assert label.text.strip() == own.text.strip()
