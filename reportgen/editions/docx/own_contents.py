"""Contents and lists of figures and tables for a report whose parts bring none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportgen.document import nodes as n

CONTENTS: Final = "contents"
UNLISTED: Final = "unlisted"
_DEPTH: Final = 2
_WITH_SECTIONS: Final = ("chapter", "annex")
NEW_PAGE: Final = "new-page"
_SHORT: Final = 16
"""Lines of contents below which the lists follow on the same page."""
_FEW: Final = 2
"""Figures or tables from which on they have a list."""


def needs_contents(document: n.Document, nodes: Sequence[Any]) -> bool:
    """A report of several parts, none of which holds a table of contents. `nodes` are all that it has."""
    lists = (node for node in nodes if isinstance(node, n.Contents))
    return len(document.parts) > 1 and not any(block.kind == "toc" for block in lists)


def contents_part(document: n.Document, nodes: Sequence[Any]) -> n.Part:
    """A front part with the contents, then the lists of figures and tables. `nodes` are in reading order."""
    lines = tuple(_entries(document))
    blocks: list[n.Block] = [n.Contents("toc", lines)]
    floats = {"figures": (n.Figure, "figure"), "tables": (n.Table, "table")}
    for kind, (node_type, word) in floats.items():
        entries = tuple(_floats(nodes, node_type, document.words[f"contents.{word}"], word))
        if len(entries) >= _FEW:
            title = (n.Text(document.words[f"docx.{kind}"]),)
            turns = len(blocks) == 1 and len(lines) > _SHORT
            attrs = n.Attrs(classes=(NEW_PAGE,) if turns else ())
            blocks.append(n.Contents(kind, entries, title, attrs=attrs))
    return n.Part(CONTENTS, "front", (n.Text(document.words["pdf.contents"]),), tuple(blocks))


def _entries(document: n.Document) -> Iterator[n.ContentsEntry]:
    """Parts and the sections of chapters and annexes; fiches one step in when a divider opens them."""
    divided = False
    for part in document.parts:
        divided = part.kind == "divider" or (divided and part.kind == "fiche")
        if UNLISTED in part.attrs.classes:
            continue
        named = part.number and part.kind in ("fiche", "annex")
        before = document.words[f"contents.{part.kind}"] if named else ""
        level = 2 if divided and part.kind == "fiche" else 1
        yield n.ContentsEntry(part.id, level, part.number, part.title, before, part.kind)
        if part.kind in _WITH_SECTIONS:
            yield from _sections(part.blocks)


def _sections(blocks: n.Blocks) -> Iterator[n.ContentsEntry]:
    for block in blocks:
        if isinstance(block, n.Div):
            yield from _sections(block.children)
        elif isinstance(block, n.Heading) and block.level <= _DEPTH and _listed(block.attrs):
            label, title = block.attrs.id, block.children
            yield n.ContentsEntry(label, block.level, block.number, title, "", "section")


def _listed(attrs: n.Attrs) -> bool:
    return bool(attrs.id) and UNLISTED not in attrs.classes


def _floats(
    nodes: Sequence[Any], node_type: type[n.Figure] | type[n.Table], before: str, kind: str
) -> Iterator[n.ContentsEntry]:
    for node in nodes:
        if isinstance(node, node_type) and node.number and node.attrs.id:
            yield n.ContentsEntry(node.attrs.id, 1, node.number, node.caption, before, kind)
