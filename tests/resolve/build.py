"""Short ways to build small documents by hand, and to read what the passes made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from reportgen.resolve import Records, resolve
from reportgen.words import words_for

T = TypeVar("T")

HERE = Span("content/fr/chapters/01.md", 7, 3)


def inl(*pieces: str | n.Inline) -> n.Inlines:
    """Inlines from strings and nodes."""
    return tuple(n.Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def attrs(identifier: str = "", *classes: str, **values: str) -> n.Attrs:
    return n.Attrs(id=identifier, classes=classes, values=tuple(values.items()))


def para(*pieces: str | n.Inline) -> n.Paragraph:
    return n.Paragraph(inl(*pieces))


def head(title: str, identifier: str = "", level: int = 2, *classes: str) -> n.Heading:
    return n.Heading(level, inl(title), attrs=attrs(identifier, *classes), span=HERE)


def figure(caption: str, identifier: str = "") -> n.Figure:
    return n.Figure(n.Image("figures/a.png", "a"), inl(caption) if caption else (), attrs=attrs(identifier))


def table(caption: str, identifier: str = "", *cells: n.Block) -> n.Table:
    body = (n.Row((n.Cell(cells),)),)
    return n.Table((), body, 1, inl(caption) if caption else (), attrs=attrs(identifier))


def ref(*labels: str, **asked: Any) -> n.Reference:
    """`[@a; @b]`, with the form, article, capital or prefix asked for."""
    return n.Reference(tuple(n.RefTarget(label, HERE) for label in labels), **asked)


def mark(text: str, terms: str = "") -> n.Styled:
    return n.Styled(inl(text), attrs(index=terms))


def part(identifier: str, *blocks: n.Block, title: str = "", **more: Any) -> n.Part:
    """A part whose kind is told by the prefix of its id."""
    kinds = {"ch": "chapter", "fiche": "fiche", "ann": "annex", "div": "divider"}
    kind: Any = more.pop("kind", kinds.get(identifier.partition("-")[0], "front"))
    return n.Part(identifier, kind, inl(title or identifier), blocks, span=Span(f"{identifier}.md"), **more)


def doc(*parts: n.Part, lang: str = "fr") -> n.Document:
    return n.Document(n.Meta("r", "R", lang), parts, words=words_for(lang))


def resolved(
    *parts: n.Part, lang: str = "fr", records: Records | None = None, diagnostics: Diagnostics | None = None
) -> n.Document:
    findings = Diagnostics() if diagnostics is None else diagnostics
    return resolve(doc(*parts, lang=lang), records or Records(), findings)


def every(content: Any, kind: type[T]) -> list[T]:
    """All nodes of a type, in reading order."""
    if isinstance(content, n.Document):
        content = content.parts
    return [node for node in walk(content) if isinstance(node, kind)]


def text_of(content: Any) -> str:
    return plain_text(content).strip()


def numbers(content: Any, kind: type[T]) -> list[str]:
    return [str(getattr(node, "number", "")) for node in every(content, kind)]


def codes(diagnostics: Diagnostics) -> list[str]:
    return [finding.code for finding in diagnostics]


def lines(blocks: n.Blocks) -> Iterator[str]:
    return (text_of(block) for block in blocks)
