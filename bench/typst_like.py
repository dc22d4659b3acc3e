"""The made-up report in Typst markup: the same words, notes, tables, charts, references with page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reportgen.charts import chart_svg
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text

_SIGNS = re.compile(r"([\\#$*_`<>@\[\]~=+/-])")
_HEAD = """#set document(title: "Rapport")
#set page(paper: "a4", margin: (left: 54mm, right: 34mm, top: 29mm, bottom: 28mm), numbering: "1")
#set text(font: "Source Serif 4", size: 10.5pt, lang: "fr", hyphenate: true)
#show heading: set text(font: "Source Sans 3")
#outline(depth: 2)
"""


def typst_source(document: n.Document) -> tuple[str, dict[str, bytes]]:
    """The source, and the files that it names."""
    writer = _Writer(document)
    return _HEAD + "\n".join(writer.parts()), writer.files


class _Writer:
    def __init__(self, document: n.Document) -> None:
        self.document = document
        self.files: dict[str, bytes] = {}
        self.notes: dict[str, n.Footnote] = {}

    def parts(self) -> Iterator[str]:
        for part in self.document.parts:
            self.notes = {note.id: note for note in part.notes}
            yield f"#pagebreak(weak: true)\n= {self.inlines(part.title)} <{part.id}>\n"
            yield from (self.block(block) for block in part.blocks)

    def block(self, node: Any) -> str:
        label = f" <{node.attrs.id}>" if node.attrs.id else ""
        if isinstance(node, n.Heading):
            return f"{'=' * node.level} {self.inlines(node.children)}{label}\n"
        if isinstance(node, n.Paragraph):
            return f"{self.inlines(node.children)}\n"
        if isinstance(node, n.List):
            mark = "+" if node.ordered else "-"
            return "\n".join(f"{mark} {plain(item.children)}" for item in node.items) + "\n"
        if isinstance(node, n.Table):
            cells = [f"[{plain(c.children)}]" for row in (*node.head, *node.body) for c in row.cells]
            head = f"table.header({', '.join(cells[: node.columns])})"
            body = ", ".join([head, *cells[node.columns :]])
            caption = self.inlines(node.caption)
            return f"#figure(table(columns: {node.columns}, {body}), caption: [{caption}]){label}\n"
        if isinstance(node, n.Figure) and isinstance(node.content, n.Chart):
            name = f"{node.attrs.id or len(self.files)}.svg"
            drawn = chart_svg(node.content, lang="fr", palette="print", width=600, title="x")
            self.files[name] = drawn.encode()
            return f'#figure(image("{name}", alt: "x"), caption: [{self.inlines(node.caption)}]){label}\n'
        children = getattr(node, "children", ())
        return "\n".join(self.block(child) for child in children if isinstance(child, n.Block))

    def inlines(self, inlines: n.Inlines) -> str:
        return "".join(self.inline(inline) for inline in inlines)

    def inline(self, node: Any) -> str:
        if isinstance(node, n.NoteRef):
            note = self.notes.get(node.note)
            return f"#footnote[{plain(note.blocks)}]" if note and node.occurrence == 1 else ""
        if isinstance(node, n.CrossRef):
            label = self.document.labels.get(node.target)
            shown = escaped(node.before + node.number)
            if label is None or label.kind not in ("chapter", "section", "fiche", "annex", "figure", "table"):
                return shown
            place = f'label("{node.target}")'
            page = f"#context counter(page).at(query({place}).first().location()).first()"
            return f"#link({place})[{shown} (p. {page})]"
        if isinstance(node, n.Emph):
            return f"#emph[{self.inlines(node.children)}]"
        if isinstance(node, n.Strong):
            return f"#strong[{self.inlines(node.children)}]"
        return plain((node,))


def plain(nodes: Any) -> str:
    return escaped(plain_text(nodes))


def escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
