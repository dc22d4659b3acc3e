"""Images: any bytes are measured or refused, and an SVG that passes holds nothing that runs or loads."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from fuzz.common import FIXTURE, files, sound
from reportgen.compose.images import measure
from reportgen.diagnostics import Diagnostics, Span

TOKENS = (
    "<svg ", "<script>", "onload=", "href=", "xlink:href=", "<style>", "@import ", "url(", "<use ", "<image ",
    "<foreignObject>", "<!DOCTYPE ", "<!ENTITY ", "data:image/png;base64,", "javascript:", "viewBox=", "\\75rl(",
    "width=", "height=", "1e99", "<a ", "<set ", "<?xml-stylesheet ", "IHDR",
)  # fmt: skip
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10mm" '
    b'viewBox="0 0 10 20"><defs><path id="p" d="M0 0h9"/></defs><style>.a{fill:url(#p)}</style>'
    b'<use xlink:href="#p"/><text x="1" y="2">a</text></svg>'
)
_JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00\xff\xd9"
_RUNS = ("script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "a", "set")


def seeds() -> Iterable[bytes]:
    return [_SVG, _JPEG, *files(FIXTURE, ".png")]


def run(data: bytes) -> None:
    for name in ("a.png", "a.jpg", "a.svg"):
        diagnostics = Diagnostics()
        found = measure(name, data, Span("a.md"), diagnostics)
        assert found is not None or diagnostics.errors
        sound(diagnostics)
        if found is not None and name == "a.svg":
            for node in etree.fromstring(data).iter():
                if isinstance(node.tag, str):
                    assert etree.QName(node).localname not in _RUNS
                    assert not any(etree.QName(key).localname.lower().startswith("on") for key in node.attrib)
