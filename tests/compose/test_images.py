"""Images: measured, and refused when they are not drawings or could do harm."""

# ruff: noqa: E501 (cases on one line)

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from reportgen.compose.images import measure
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from tests.compose.reports import FIXTURE, codes, composed, copy, every, part, places, text
from tests.editions.sample import png

PLACE = Span("c.md", 3, 1)


def svg(inside: str = "", attributes: str = 'viewBox="0 0 40 20"', before: str = "") -> bytes:
    head = f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>'
    return f"{head}{inside}</svg>".encode()


def jpeg(width: int, height: int) -> bytes:
    app0 = b"\xff\xe0\x00\x10JFIF\x00" + bytes(9)
    frame = b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + bytes(9)
    return b"\xff\xd8" + app0 + b"\xff" + frame + b"\xff\xd9"


@pytest.mark.parametrize(
    ("name", "data", "media_type", "size"),
    [
        ("a.png", png(24, 12), "image/png", (24, 12)),
        ("a.jpg", jpeg(300, 200), "image/jpeg", (300, 200)),
        ("a.JPEG", jpeg(3, 2), "image/jpeg", (3, 2)),
        ("a.svg", svg(), "image/svg+xml", (40, 20)),
        ("a.svg", svg(attributes='width="10mm" height="2cm"'), "image/svg+xml", (38, 76)),
        ("a.svg", svg(attributes='width="80" viewBox="0,0,40,20"'), "image/svg+xml", (80, 40)),
        ("a.svg", svg(attributes='width="100%"'), "image/svg+xml", (0, 0)),
        ("a.svg", svg('<rect id="r"/><use href="#r" fill="url(#g)"/><style>.a{fill:url( "#g")}</style>'), "image/svg+xml", (40, 20)),
        ("a.svg", svg('<image href="data:image/png;base64,AAAA"/>'), "image/svg+xml", (40, 20)),
    ],
)  # fmt: skip
def test_images_are_measured(name: str, data: bytes, media_type: str, size: tuple[int, int]) -> None:
    diagnostics = Diagnostics()
    resource = measure(name, data, PLACE, diagnostics)
    assert resource is not None, list(diagnostics)
    assert (resource.media_type, (resource.width, resource.height)) == (media_type, size)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.svg", svg("<script>alert(1)</script>"), "CMP061"),
        ("a.svg", svg("<foreignObject><b/></foreignObject>"), "CMP061"),
        ("a.svg", svg('<rect onclick="x()"/>'), "CMP061"),
        ("a.svg", svg(attributes='onload="x()"'), "CMP061"),
        ("a.svg", svg('<image href="https://x.org/a.png"/>'), "CMP061"),
        ("a.svg", svg('<use xlink:href="other.svg#r"/>'), "CMP061"),
        ("a.svg", svg('<a href="javascript:x()"><rect/></a>'), "CMP061"),
        ("a.svg", svg('<image href="data:image/svg+xml;base64,AAAA"/>'), "CMP061"),
        ("a.svg", svg("<style>@import url(https://x.org)</style>"), "CMP061"),
        ("a.svg", svg("<style>.a{fill:u\\72l(https://x.org)}</style>"), "CMP061"),
        ("a.svg", svg('<rect style="fill:url(https://x.org/#a)"/>'), "CMP061"),
        ("a.svg", svg('<rect fill="url(//x.org#a)"/>'), "CMP061"),
        ("a.svg", svg('<animate attributeName="href" to="javascript:x()"/>'), "CMP061"),
        ("a.svg", svg('<set attributeName="onclick" to="x()"/>'), "CMP061"),
        ("a.svg", svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "CMP061"),
        ("a.svg", svg(before='<?xml-stylesheet href="https://x.org/a.css"?>'), "CMP061"),
        ("a.svg", svg(before='<?xml-stylesheet href="https://x.org/a.css"?><!-- c -->'), "CMP061"),
        ("a.svg", svg("<rect>"), "CMP062"),
        ("a.svg", b"<html><svg></svg></html>", "CMP062"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "CMP062"),
        ("a.png", png(1, 1)[:16] + bytes(8) + png(1, 1)[24:], "CMP062"),
        ("a.png", png(1, 1)[:16] + struct.pack(">II", 60000, 60000) + png(1, 1)[24:], "CMP063"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "CMP062"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x00" * 50, "CMP062"),
        ("a.gif", b"GIF89a", "CMP060"),
        ("a.png", svg(), "CMP060"),
        ("a.svg", png(1, 1), "CMP060"),
        ("a.html", b"<b>", "CMP060"),
        ("a", png(1, 1), "CMP060"),
    ],
)
def test_images_that_could_do_harm_are_refused(name: str, data: bytes, code: str) -> None:
    diagnostics = Diagnostics()
    assert measure(name, data, PLACE, diagnostics) is None
    assert places(diagnostics) == [(code, "c.md:3:1")]


def test_only_images_that_are_shown_are_read() -> None:
    document, _ = composed("fr")
    assert list(document.resources) == ["figures/carte.png"]
    assert (
        document.resources["figures/carte.png"].width,
        document.resources["figures/carte.png"].height,
    ) == (240, 120)


def test_an_image_that_is_not_there_leaves_its_caption(tmp_path: Path) -> None:
    path = "content/fr/chapters/01-why.md"
    markdown = (FIXTURE / path).read_text("utf-8").replace("figures/carte.png", "figures/autre.png")
    markdown += "\nUne ![image](figures/autre.png) dans la ligne.\n"
    document, diagnostics = composed("fr", copy(tmp_path, **{path: markdown}))
    assert codes(diagnostics) == ["CMP064"]
    assert str(next(iter(diagnostics)).span).startswith(f"{path}:14:")
    blocks = part(document, "ch-why").blocks
    assert not every(blocks, n.Image)
    assert not document.resources
    assert "Une carte des démarches" in text(blocks)
    assert "Une image dans la ligne." in text(blocks)
