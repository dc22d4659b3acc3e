"""Every text of the report is an attack: in no edition does it become markup, script, field or formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pikepdf
import pytest
from lxml import etree, html
from pdfminer.high_level import extract_text
from playwright.sync_api import Browser

from tests.security.conftest import Attacked
from tests.security.hostile import MARK

pytestmark = pytest.mark.xdist_group("attacked")
LOADED = ("href", "src", "srcset", "action", "formaction", "poster", "data", "xlink:href")
SCHEMES = ("http", "https", "mailto", "tel", "")
# The commands of our own fields; DDE, INCLUDETEXT, IMPORT or MACROBUTTON would run or load something.
FIELDS = {"REF", "PAGEREF", "NOTEREF", "SEQ", "PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "TC", "XE", "INDEX",
          "STYLEREF", "HYPERLINK", "DOCPROPERTY"}  # fmt: skip
TEXT = re.compile(r"<script>\s*zqx\(\)")


def pages(folder: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), html.document_fromstring(path.read_bytes())


def test_the_attack_gets_into_every_kind_of_file(attacked: Attacked) -> None:
    assert all(count > 0 for count in attacked.counts.values()), attacked.counts
    assert sum(attacked.counts.values()) > 150


def test_no_page_holds_script_handlers_or_unsafe_addresses(attacked: Attacked) -> None:
    seen = 0
    for name, page in pages(attacked.made):
        seen += bool(TEXT.search(page.text_content()))
        own_script = name.startswith("intake/")
        for node in page.iter(etree.Element):
            for key, value in node.attrib.items():
                assert not key.lower().startswith("on"), (name, node.tag, key)
                assert MARK not in key, (name, key)
                if key.lower() in LOADED:
                    assert urlsplit(value).scheme in (*SCHEMES, "data"), (name, key, value)
                    assert not value.startswith("data:") or re.match(
                        r"data:image/(png|jpeg|svg\+xml)[;,]", value
                    )
            if node.tag == "script":
                assert MARK not in (node.text or "") or node.get("type") in DATA, name
                assert own_script or node.get("src") or node.get("type") in DATA, (
                    name,
                    etree.tostring(node)[:200],
                )
            assert node.tag not in ("iframe", "object", "embed", "base", "foreignobject"), (name, node.tag)
    # The attack was there, as text.
    assert seen > 30


DATA = ("application/json", "application/ld+json")


def test_nothing_runs_in_a_browser_even_without_any_policy(attacked: Attacked, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    called: list[str] = []
    context.expose_function(MARK, lambda: called.append("called"))
    page = context.new_page()
    page.on("dialog", lambda dialog: called.append(dialog.message))
    for lang in ("fr", "en"):
        for name in ("index", "ch-why", "fiche-grand-debat-national", "ann-data", "search", "all"):
            path = attacked.made / f"{lang}/html/{name}.html"
            if path.exists():
                page.goto(path.as_uri(), wait_until="load")
    for path in (*attacked.made.rglob("status*.html"), *attacked.made.rglob("intake*.html")):
        page.goto(path.as_uri(), wait_until="load")
    context.close()
    assert called == []


def test_searching_for_the_attack_shows_it_as_text(attacked: Attacked, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    called: list[str] = []
    context.expose_function(MARK, lambda: called.append("called"))
    page = context.new_page()
    page.goto((attacked.made / "fr/html/search.html").as_uri() + f"?q={MARK}%20%3Cimg%20src%3Dx%3E")
    page.wait_for_timeout(500)
    page.fill("input[type=search]", "calc")
    page.wait_for_timeout(500)
    found = page.content()
    context.close()
    assert called == []
    assert "<img src=x" not in found.replace('"', "")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_of_the_book_is_xml_without_script(attacked: Attacked, lang: str) -> None:
    seen = 0
    with zipfile.ZipFile(attacked.made / lang / "report.epub") as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
                root = etree.fromstring(book.read(name))
                seen += bool(TEXT.search("".join(root.itertext())))
                for node in root.iter(etree.Element):
                    assert etree.QName(node).localname.lower() not in (
                        "script",
                        "iframe",
                        "object",
                        "foreignobject",
                    )
                    assert not any(etree.QName(key).localname.lower().startswith("on") for key in node.attrib)
                    for key in ("href", "src"):
                        assert urlsplit(node.get(key, "")).scheme in SCHEMES, (name, node.get(key))
    assert seen > 5


def word_files(made: Path) -> list[Path]:
    found = sorted(made.rglob("*.docx"))
    assert len(found) >= 6
    return found


def test_word_files_hold_no_field_link_or_part_of_the_attacker(attacked: Attacked) -> None:
    for path in word_files(attacked.made):
        with zipfile.ZipFile(path) as word:
            for name in word.namelist():
                assert not re.search(
                    r"vba|macro|activeX|oleObject|embeddings|\.bin$|attachedToolbars", name
                ), (path, name)
                if not name.endswith((".xml", ".rels")):
                    continue
                root = etree.fromstring(word.read(name))
                if name.endswith(".rels"):
                    for node in root:
                        outside = node.get("TargetMode") == "External"
                        assert not outside or node.get("Type", "").endswith("/hyperlink"), (path, node.attrib)
                        assert not outside or urlsplit(node.get("Target", "")).scheme in SCHEMES[:-1], (
                            node.attrib
                        )
                for code in instructions(root):
                    word_of = code.split()[0].upper() if code.split() else ""
                    assert word_of in FIELDS, (path.name, code)
                    # Outside quotation marks all is ours: a text that closes its mark would show here.
                    assert MARK not in re.sub(r'"(?:[^"\\]|\\.)*"', "", code), (path.name, code)


def instructions(root: etree._Element) -> Iterator[str]:
    """The code of every field, pieces of one instruction joined."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    current: list[list[str]] = []
    for node in root.iter(f"{w}fldChar", f"{w}instrText", f"{w}fldSimple"):
        if node.tag == f"{w}fldSimple":
            yield node.get(f"{w}instr", "")
        elif node.tag == f"{w}instrText":
            current[-1].append(node.text or "")
        elif node.get(f"{w}fldCharType") == "begin":
            current.append([])
        elif node.get(f"{w}fldCharType") == "end":
            yield "".join(current.pop()).strip()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pdf_runs_and_opens_nothing(attacked: Attacked, lang: str) -> None:
    path = attacked.made / lang / "report.pdf"
    kinds: set[str] = set()
    with pikepdf.open(path) as pdf:
        assert "/JavaScript" not in pdf.Root.get("/Names", {}) and "/AA" not in pdf.Root
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                assert "/JS" not in item
                action = item if item.get("/Type") == "/Action" or "/URI" in item else item.get("/A")
                if isinstance(action, pikepdf.Dictionary) and "/S" in action:
                    kinds.add(str(action["/S"]))
                    if action["/S"] == "/URI":
                        assert urlsplit(str(action["/URI"])).scheme in SCHEMES[:-1]
    assert kinds <= {"/URI", "/GoTo"}, kinds
    assert MARK in extract_text(path, maxpages=12)


def test_no_template_of_a_text_is_rendered(attacked: Attacked) -> None:
    """`{{7*7}}` and `${7*7}` stay as typed, where text stands and where values are computed."""
    for name, page in pages(attacked.made / "fr/html"):
        text = page.text_content()
        if "7*7" in text:
            assert "{{7*7}}" in text or "${7*7}" in text, name
        assert "49${" not in text and "$49" not in text, name


def test_no_cell_of_any_table_is_a_formula(attacked: Attacked) -> None:
    books = sorted(attacked.made.rglob("*.xlsx"))
    assert len(books) >= 3
    for path in books:
        for sheet in openpyxl.load_workbook(path).worksheets:
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            assert cells == [], (path, cells[:3])
    tables = sorted(attacked.made.rglob("*.csv"))
    assert len(tables) > 5
    for path in tables:
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            for cell in row:
                number = re.fullmatch(r"[-+]?[0-9][0-9 .,\u202f]*", cell)
                assert number or not cell.startswith(tuple("=+-@\t\r＝＋－＠")), (path, cell[:60])
