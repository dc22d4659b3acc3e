"""Files that grow when they are read, or never end: refused with a finding, in bounded time and memory."""

from __future__ import annotations

import io
import resource
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.archive import ArchiveError, read_zip
from reportgen.compose.images import measure
from reportgen.diagnostics import Diagnostics, Span
from reportgen.intake import read_submission
from reportgen.resolve.csl import CslError, CslProcessor
from reportgen.review.accessibility import check_accessibility
from reportgen.review.reading import read_draft
from reportgen.translation.exchange.formats import read_file
from reportgen.translation.exchange.xmlfile import UnreadableError, parse_xml
from reportgen.yamlfile import read_yaml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(
    [
        "<!DOCTYPE x [<!ENTITY a 'ha'>",
        *(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "]>",
    ]
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>"
LATE = f"<!--{'-=' * 4000}-->"
"""The declaration stands further on than a reader would look that only looks at the beginning."""


def zipped(method: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def word(body: bytes) -> bytes:
    return zipped(**{"word__document.xml": body, "[Content_Types].xml": b"<Types/>"})


def book(sheet: bytes, shared: bytes = b"") -> bytes:
    from openpyxl import Workbook

    out = io.BytesIO()
    made = Workbook()
    made.active.title = "Pratiques"
    made.save(out)
    with zipfile.ZipFile(out) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet
    if shared:
        parts["xl/sharedStrings.xml"] = shared
    return zipped(**parts)


def refused(data: bytes, name: str) -> str:
    """What each reader of outside files says of one: every reader refuses it, and none raises."""
    found = Diagnostics()
    if name.endswith(".docx"):
        assert read_draft(data, name, found) is None
        check_accessibility(data, name, found)
    read_submission(data, name, found)
    assert found.errors
    with pytest.raises(UnreadableError) as error:
        read_file(name, data, "fr", "en")
    return error.value.code


@pytest.fixture(autouse=True)
def bounded() -> None:
    """What a test may use, beyond what the process has already: a bomb that goes off ends in MemoryError."""
    limit = 3_000_000_000
    used = int(Path("/proc/self/statm").read_text().split()[0]) * 4096 if sys.platform == "linux" else 0
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + limit, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


# ---- XML


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", ["", LATE], ids=["first", "late"])
@pytest.mark.parametrize("types", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_entities_are_refused_in_any_encoding_and_anywhere(types: str, before: str, encoding: str) -> None:
    text = f"{before}{types}<w:document xmlns:w='{W}'><w:t>&i;</w:t></w:document>"
    mark = "\ufeff" if encoding.startswith("utf-16-") else ""
    data = (mark + text).encode(encoding)
    assert refused(word(data), "a.docx") in ("TRN101", "TRN103")
    assert refused(book(data), "a.xlsx") in ("TRN101", "TRN103")
    for name in ("a.xlf", "a.tmx"):
        with pytest.raises(UnreadableError) as error:
            read_file(name, data, "fr", "en")
        assert error.value.code == "TRN103"


def test_a_style_with_entities_is_refused() -> None:
    with pytest.raises(CslError):
        CslProcessor(f"{LAUGHS}<style xmlns='http://purl.org/net/xbiblio/csl'>&i;</style>", "fr", {})


@pytest.mark.parametrize("depth", [300, 100_000])
def test_xml_nested_too_deep_is_refused(depth: int) -> None:
    data = b"<a>" * depth + b"</a>" * depth
    with pytest.raises(UnreadableError):
        read_file("a.xlf", data, "fr", "en")
    refused(word(data), "a.docx")


# ---- archives


def test_a_small_archive_that_unpacks_to_a_hundred_megabytes_is_refused() -> None:
    bomb = zipped(**{"word__document.xml": bytes(120_000_000)})
    assert len(bomb) < 500_000
    assert refused(bomb, "a.docx") == "TRN102"


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(zipped(**{"word__document.xml": bytes(20_000_000)}))
    size = struct.pack("<I", 20_000_000)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 10)
    with pytest.raises(ArchiveError):
        read_zip(bytes(data))
    refused(bytes(data), "a.docx")


def test_an_archive_of_thousands_of_entries_is_refused() -> None:
    data = zipped(zipfile.ZIP_STORED, **{f"{number}": b"" for number in range(3_000)})
    with pytest.raises(ArchiveError):
        read_zip(data)
    refused(data, "a.docx")


def test_archives_in_archives_are_not_opened() -> None:
    inner = zipped(**{"a.xlf": b"<xliff/>"})
    for _ in range(5):
        inner = zipped(**{"a.zip": inner})
    with pytest.raises(UnreadableError):
        read_file("a.zip", inner, "fr", "en")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packed_data_that_is_damaged_is_refused(method: int) -> None:
    """Found by fuzzing: the errors of zlib and lzma are none of zipfile's."""
    good = zipped(
        method, **{"word__document.xml": b"<a>" + bytes(range(256)) * 40, "xl__workbook.xml": b"<a/>"}
    )
    for at in range(45, len(good) - 120, 7):
        damaged = good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :]
        refused(damaged, "a.docx")
        with pytest.raises(UnreadableError):
            read_file("a.zip", damaged, "fr", "en")


def test_a_damaged_part_of_remarks_is_not_taken_for_none() -> None:
    """Found by fuzzing: comments that cannot be read would have been lost without a word."""
    body = f"<w:document xmlns:w='{W}'/>".encode()
    good = zipped(
        zipfile.ZIP_STORED,
        **{"word__document.xml": body, "word__comments.xml": b"<w:comments-damaged-here/>"},
    )
    found = Diagnostics()
    assert read_draft(good.replace(b"damaged", b"DAMAGED", 1), "a.docx", found) is None
    assert [item.code for item in found] == ["REV001"]


# ---- workbooks


def test_a_cell_in_the_last_row_and_column_costs_nothing() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Id</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert read_file("a.xlsx", book(sheet), "fr", "en")[0][1].units == ()
    found = Diagnostics()
    assert read_submission(book(sheet), "a.xlsx", found) == [] and found.errors


# ---- YAML


def test_aliases_are_refused_before_they_multiply() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 20))]
    found = Diagnostics()
    read_yaml("\n".join(lines).encode(), "a.yaml", found)
    assert {item.code for item in found} <= {"YML004", "YML022"} and found.errors


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "{a: " * 50_000,
        "- " * 50_000 + "x",
        "a:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 1000)),
    ],
)
def test_deep_yaml_is_refused(text: str) -> None:
    found = Diagnostics()
    read_yaml(text.encode(), "a.yaml", found)
    read_yaml(text.encode(), "a.json", found)
    assert found.errors


def test_no_tag_makes_an_object() -> None:
    found = Diagnostics()
    made = read_yaml(b"a: !!python/object/apply:os.system ['touch /tmp/x']\n", "a.yaml", found)
    assert (
        [item.code for item in found] == ["YML005"]
        and made is not None
        and made.data == {"a": ["touch /tmp/x"]}
    )


# ---- images


def png(width: int, height: int, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
    "{}</svg>"
)
IMAGES: list[tuple[str, str, bytes]] = [
    ("a million pixels square", "a.png", png(1_000_000, 1_000_000)),
    ("four thousand million pixels wide", "a.png", png(0xFFFFFFFF, 1)),
    ("no pixel", "a.png", png(0, 10)),
    ("billion laughs", "a.svg", (LAUGHS + SVG.format("&i;")).encode()),
    ("laughs in UTF-16", "a.svg", (LAUGHS + SVG.format("&i;")).encode("utf-16")),
    ("an outside entity", "a.svg", (OUTSIDE + SVG.format("<text>&i;</text>")).encode()),
    ("a script", "a.svg", SVG.format("<script>x()</script>").encode()),
    ("a handler", "a.svg", SVG.format('<path onload="x()"/>').encode()),
    ("an image elsewhere", "a.svg", SVG.format('<image href="https://example.org/a.png"/>').encode()),
    ("a file", "a.svg", SVG.format('<image xlink:href="file:///etc/passwd"/>').encode()),
    ("another SVG inside", "a.svg", SVG.format('<image href="data:image/svg+xml;base64,AAAA"/>').encode()),
    ("a drawing elsewhere", "a.svg", SVG.format('<use xlink:href="https://example.org/a.svg#a"/>').encode()),
    ("HTML inside", "a.svg", SVG.format("<foreignObject><a/></foreignObject>").encode()),
    (
        "a style elsewhere",
        "a.svg",
        SVG.format("<style>@import 'https://example.org/a.css';</style>").encode(),
    ),
    (
        "a hidden import",
        "a.svg",
        SVG.format("<style>@\\69mport 'https://example.org/a.css';</style>").encode(),
    ),
    ("a fill elsewhere", "a.svg", SVG.format('<path fill="url(https://example.org/a)"/>').encode()),
    (
        "a style sheet",
        "a.svg",
        b'<?xml-stylesheet href="https://example.org/a.css"?>' + SVG.format("").encode(),
    ),
    ("an address that runs", "a.svg", SVG.format('<a href="javascript:x()"><text>a</text></a>').encode()),
    ("HTML by another name", "a.png", b"<html><script>x()</script></html>"),
    ("a program", "a.png", b"MZ\x90\x00" + bytes(100)),
    ("SVG by another name", "a.png", SVG.format("").encode()),
]


@pytest.mark.parametrize(("name", "data"), [case[1:] for case in IMAGES], ids=[case[0] for case in IMAGES])
def test_an_image_that_could_do_harm_is_refused(name: str, data: bytes) -> None:
    found = Diagnostics()
    assert measure(name, data, Span("a.md"), found) is None
    assert found.errors == 1


@pytest.mark.parametrize("length", ["1e999", "1e308", "-1e999", "nan", "inf", "99999999999999999999"])
def test_an_endless_drawing_has_no_size(length: str) -> None:
    """Found by fuzzing: infinity is a number, and no whole one."""
    found = Diagnostics()
    box = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {length} {length}" width="{length}"/>'
    image = measure("a.svg", box.encode(), Span("a.md"), found)
    assert image is not None and (image.width, image.height) == (0, 0)


# ---- texts that are dear to read


def expressions(depth: int) -> list[str]:
    return [
        "(" * depth + "1" + ")" * depth,
        "not " * depth + "known",
        "1" + "+1" * depth,
        "2**" * depth + "2",
    ]


@pytest.mark.parametrize("text", expressions(5_000))
def test_a_long_expression_ends_in_a_finding(text: str) -> None:
    from reportgen.compose.query import QueryError, evaluate, parse_condition
    from tests.compose.reports import scene

    report = scene("fr")
    readers: list[Callable[[], object]] = [
        lambda: parse_condition(text, report.fields), lambda: evaluate(text, report.frame),
    ]  # fmt: skip
    for read in readers:
        try:
            read()
        except QueryError as error:
            assert str(error)


@pytest.mark.parametrize("template", ["{% for a in range(999999999) %}{% endfor %}", "{{ 'a' * 999999999 }}",
                                      "{{ 9**9**9**9 }}",
                                      "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"])  # fmt: skip
def test_an_endless_template_ends_in_a_finding(template: str) -> None:
    from reportgen.compose.templating import MarkdownEnvironment, render
    from reportgen.project import Assets

    assets = Assets(None, seen={"templates/t.md.j2": template.encode()})
    found = Diagnostics()
    environment = MarkdownEnvironment(assets, {"yes": "", "no": "", "unknown": ""}, {}, {})
    place = Span("t.md.j2")
    made = render(environment, "t.md.j2", {}, file="t.md.j2", fallback=place, known=(), diagnostics=found)
    assert made is None
    assert found.errors


def test_xml_of_a_translator_is_bounded_in_size() -> None:
    with pytest.raises(UnreadableError) as error:
        parse_xml(b"<xliff>" + b" " * 70_000_000)
    assert error.value.code == "TRN102"
