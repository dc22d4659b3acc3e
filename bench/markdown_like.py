"""The report as Markdown files for other makers of sites: the same words, notes, tables, charts and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from reportgen.charts import chart_svg
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text

Flavour = Literal["myst", "pandoc"]
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~^$@{}])")


def markdown_files(document: n.Document, flavour: Flavour) -> dict[str, bytes]:
    """A file a part (`<id>.md`), and the drawings that they show."""
    files: dict[str, bytes] = {}
    for part in document.parts:
        writer = _Writer(document, part, flavour, files)
        files[f"{part.id}.md"] = "\n".join(writer.whole()).encode()
    return files


class _Writer:
    def __init__(self, document: n.Document, part: n.Part, flavour: Flavour, files: dict[str, bytes]) -> None:
        self.document, self.part, self.flavour, self.files = document, part, flavour, files
        self.ids = {part.id}

    def whole(self) -> Iterator[str]:
        yield self.heading(1, self.inlines(self.part.title) or self.part.id, self.part.id)
        for block in self.part.blocks:
            yield from self.block(block)
        for note in self.part.notes:
            yield f"[^{_name(note.id)}]: {plain(note.blocks)}\n"

    def heading(self, level: int, text: str, id_: str) -> str:
        if self.flavour == "myst":
            return (f"({id_})=\n" if id_ else "") + f"{'#' * level} {text}\n"
        return f"{'#' * level} {text}" + (f" {{#{id_}}}" if id_ else "") + "\n"

    def anchor(self, id_: str) -> str:
        return f"({id_})=\n" if id_ and self.flavour == "myst" else ""

    def block(self, node: Any) -> Iterator[str]:
        if isinstance(node, n.Heading):
            yield self.heading(node.level, self.inlines(node.children), node.attrs.id)
        elif isinstance(node, n.Paragraph):
            yield self.anchor(self.label(node))
            named = f"[]{{#{self.label(node)}}}" if self.label(node) and self.flavour == "pandoc" else ""
            yield named + self.inlines(node.children) + "\n"
        elif isinstance(node, n.List):
            mark = "1." if node.ordered else "-"
            yield "\n".join(f"{mark} {self.item(item)}" for item in node.items) + "\n"
        elif isinstance(node, n.DefinitionList):
            for item in node.items:
                yield f"{self.inlines(item.term)}\n: {plain(item.definitions)}\n"
        elif isinstance(node, n.Table):
            yield from self.table(node)
        elif isinstance(node, n.Figure):
            yield from self.figure(node)
        else:
            label = self.label(node)
            yield self.anchor(label)
            yield f"::: {{#{label}}}\n" if label and self.flavour == "pandoc" else ""
            for child in getattr(node, "children", ()):
                if isinstance(child, n.Block):
                    yield from self.block(child)
            yield ":::\n" if label and self.flavour == "pandoc" else ""

    def label(self, node: Any) -> str:
        """The id of a node that others may refer to."""
        attrs = getattr(node, "attrs", None)
        label = self.document.labels.get(attrs.id) if isinstance(attrs, n.Attrs) else None
        return label.id if label and label.kind != "paragraph" else ""

    def item(self, item: n.ListItem) -> str:
        first = next((b for b in item.children if isinstance(b, n.Paragraph)), None)
        return self.inlines(first.children) if first else plain(item.children)

    def table(self, node: n.Table) -> Iterator[str]:
        yield self.anchor(node.attrs.id)
        rows = [[self.cell(cell) for cell in row.cells] for row in (*node.head, *node.body)]
        head = (rows[:1] or [[]])[0]
        width = max(node.columns, 1)
        lines = [head, ["---"] * width, *rows[1:]]
        text = "\n".join("| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in lines) + "\n"
        if self.flavour == "myst":
            yield text
            if node.caption:
                yield self.inlines(node.caption) + "\n"
            return
        caption = f"\n: {self.inlines(node.caption)}\n" if node.caption else ""
        yield f"::: {{#{node.attrs.id}}}\n{text}{caption}:::\n" if node.attrs.id else text + caption

    def cell(self, cell: n.Cell) -> str:
        inside = [self.inlines(b.children) for b in cell.children if isinstance(b, n.Paragraph)]
        return " ".join(inside or [plain(cell.children)]).replace("\n", " ")

    def figure(self, node: n.Figure) -> Iterator[str]:
        yield self.anchor(node.attrs.id)
        if isinstance(node.content, n.Chart):
            name = f"{node.attrs.id or self.part.id + str(len(self.files))}.svg"
            drawn = chart_svg(node.content, lang=self.document.lang, palette="print", width=600, title="x")
            self.files[name] = drawn.encode()
        else:
            name = node.content.src.rsplit("/", 1)[-1]
            self.files[name] = self.document.resources[node.content.src].data
        named = f"{{#{node.attrs.id}}}" if node.attrs.id and self.flavour == "pandoc" else ""
        yield f"![{plain(node.caption)}]({name}){named}\n"
        if node.data is not None:
            yield from self.table(node.data)

    def inlines(self, inlines: n.Inlines) -> str:
        return "".join(self.inline(inline) for inline in inlines)

    def inline(self, node: Any) -> str:
        if isinstance(node, n.NoteRef):
            return f"[^{_name(node.note)}]"
        if isinstance(node, n.CrossRef):
            shown = escaped(plain_text((n.Text(node.before + node.number),)))
            label = self.document.labels.get(node.target)
            return f"[{shown}](#{node.target})" if label and shown.strip() else shown
        if isinstance(node, n.Link):
            return f"[{self.inlines(node.children)}](<{node.url}>)"
        if isinstance(node, n.Styled) and self.label(node) and self.flavour == "pandoc":
            return f"[{self.inlines(node.children)}]{{#{self.label(node)}}}"
        if isinstance(node, n.Emph):
            return f"*{self.inlines(node.children).strip()}*"
        if isinstance(node, n.Strong):
            return f"**{self.inlines(node.children).strip()}**"
        return plain((node,))


def _name(note: str) -> str:
    return re.sub(r"\W", "-", note)


def plain(nodes: Any) -> str:
    """The text of `nodes`, with what Markdown would read as a sign escaped."""
    return escaped(" ".join(plain_text(nodes).split("\n")))


def escaped(text: str) -> str:
    """`text` with what Markdown would read as a sign escaped."""
    return _SIGNS.sub(r"\\\1", text)
