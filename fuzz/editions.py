"""From any Markdown to a page and a Word file: no markup of the author's becomes markup of the page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree, html

from fuzz import markdown
from fuzz.common import sound
from reportgen.compose.fragment import compose_fragment
from reportgen.diagnostics import Diagnostics
from reportgen.editions.docx import write_docx
from reportgen.editions.html.single import write_single
from reportgen.project import Assets
from reportgen.resolve import Records, resolve

TOKENS = (
    *markdown.TOKENS, "javascript:", "data:text/html,", "<script>", "<img src=x onerror=y>", "<style>", "</style>",
    "style=", "onclick=", "href=", "<svg onload=x>", "vbscript:", "&#106;avascript:", "jav\tascript:", "//evil.example",
)  # fmt: skip
_ASSETS = Assets(None)
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|#|[^:]*\Z)", re.IGNORECASE)
_SCRIPTS = frozenset({"script", "style", "iframe", "object", "embed", "base", "form", "link", "meta"})


def seeds() -> Iterable[bytes]:
    return markdown.seeds()


def run(data: bytes) -> None:
    text = data[:4000].decode("utf-8", "replace")
    diagnostics = Diagnostics()
    document = compose_fragment(text, Path("a.md"), "fr", _ASSETS, diagnostics)
    document = resolve(document, Records(), diagnostics)
    sound(diagnostics)
    page = html.document_fromstring(write_single(document, _ASSETS))
    harmless(page)
    with zipfile.ZipFile(io.BytesIO(write_docx(document, _ASSETS))) as word:
        for name in word.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(word.read(name))
                if name.endswith(".rels"):
                    targets = [
                        node.get("Target", "") for node in root if node.get("TargetMode") == "External"
                    ]
                    assert all(_ADDRESS.match(target) for target in targets), targets


def harmless(page: html.HtmlElement) -> None:
    """No element that runs or loads in the body, no attribute that runs, no address of an unsafe kind."""
    for node in page.body.iter():
        if not isinstance(node.tag, str):
            continue
        assert node.tag not in _SCRIPTS, etree.tostring(node)
        for key, value in node.attrib.items():
            assert not key.lower().startswith("on") and key != "srcdoc", (node.tag, key)
            if key in ("href", "src", "action", "formaction", "xlink:href", "poster"):
                safe = _ADDRESS.match(value) or (key == "src" and value.startswith("data:image/"))
                assert safe, (node.tag, key, value)
