"""Small tools over the tree that several passes share."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.walk import Enter, Leave, Replace, plain_text, rewrite, transform, walk
from reportgen.memo import Memo
from reportgen.resolve.kinds import Kinds
from reportgen.words import LANGUAGES, words_for

C = TypeVar("C")

# Cards and rows repeat what a fiche says elsewhere: their headings and paragraphs are not the chapter's own.
ASIDE_CLASSES = frozenset({"unnumbered", "card", "cards"})


def rewrite_document(document: n.Document, replace: Replace) -> n.Document:
    """The document with `replace` applied to every node of its parts and of its imprint (see `rewrite`)."""
    parts = tuple(rewrite(part, replace) for part in document.parts)
    imprint = rewrite(n.Div(document.meta.imprint), replace).children
    return _with(document, parts, imprint)


def transform_document(document: n.Document, context: C, enter: Enter[C], leave: Leave[C]) -> n.Document:
    """Like `rewrite_document`, with a context that changes on the way down (see `transform`)."""
    parts = tuple(transform(part, context, enter, leave) for part in document.parts)
    imprint = transform(n.Div(document.meta.imprint), context, enter, leave).children
    return _with(document, parts, imprint)


def _with(document: n.Document, parts: tuple[n.Part, ...], imprint: n.Blocks) -> n.Document:
    meta = document.meta
    if imprint is not meta.imprint:
        meta = dataclasses.replace(meta, imprint=imprint)
    return dataclasses.replace(document, meta=meta, parts=parts)


def fill_generated(
    document: n.Document,
    names: tuple[str, ...],
    fill: Callable[[n.Generated, n.Part], n.Block | None],
    kinds: Kinds,
    memo: Memo,
) -> n.Document:
    """The document with each `Generated` of these names replaced by what `fill` makes, None for nothing.

    A part whose places are filled as before is the part it was.
    """

    def wanted(node: object) -> bool:
        return isinstance(node, n.Generated) and node.kind in names

    def places(part: n.Part) -> tuple[n.Generated, ...]:
        return tuple(node for node in walk(tuple(kinds.holders(part, n.Generated))) if wanted(node))

    def put(part: n.Part, made: tuple[n.Block | None, ...]) -> n.Part:
        following = iter(made)
        return rewrite(part, lambda node: next(following) if wanted(node) else node)

    def filled(part: n.Part) -> n.Part:
        # Most parts have no such place: looking is cheaper than rewriting.
        found = memo.of(f"places of {names[0]}", (part,), places)
        if not found:
            return part
        made = tuple(fill(node, part) for node in found)
        return memo.of(f"filled {names[0]}", (part,), lambda part: put(part, made), made)

    return dataclasses.replace(document, parts=tuple(filled(part) for part in document.parts))


def rewrite_inlines(content: n.Inlines, replace: Replace) -> n.Inlines:
    """`content` with `replace` applied to every node in it."""
    return rewrite(n.Paragraph(content), replace).children


def is_aside(block: object) -> bool:
    """Whether `block` is a group whose headings and paragraphs are not counted with those around it."""
    if isinstance(block, n.Callout):
        return block.kind == "todo"
    return isinstance(block, n.Div) and not ASIDE_CLASSES.isdisjoint(block.attrs.classes)


def attrs_of(node: Any) -> n.Attrs:
    """The attributes of any node; none for a node that can't have them."""
    attrs = getattr(node, "attrs", n.NO_ATTRS)
    return attrs if isinstance(attrs, n.Attrs) else n.NO_ATTRS


def with_id(node: Any, identifier: str) -> Any:
    """A copy of `node` whose attributes have this id."""
    return dataclasses.replace(node, attrs=dataclasses.replace(attrs_of(node), id=identifier))


def place_of(node: Any, part: n.Part) -> Span:
    """Where `node` was written, or its part when the node was made by the engine."""
    unit = getattr(node, "unit", None)
    place = getattr(node, "span", None) or (unit.origin if unit else None) or part.span
    return place if isinstance(place, Span) else Span(part.id)


def bare_title(title: n.Inlines) -> n.Inlines:
    """A title as it is repeated elsewhere (lists, references): no notes, marks, ids, citations or links."""
    return rewrite_inlines(title, _bare)


def _bare(node: Any) -> Any:
    if isinstance(node, n.NoteRef | n.Anchor | n.Citation):
        return None
    if isinstance(node, n.Link | n.InternalLink):
        return node.children
    if isinstance(node, n.CrossRef):
        return (n.Text(node.before + node.number),) if node.number else node.title
    if isinstance(node, n.Abbreviation):
        return n.Text(node.text)
    if isinstance(node, n.LineBreak | n.SoftBreak):
        return n.Text(" ")
    if isinstance(node, n.Styled):
        kept = n.Attrs(classes=node.attrs.classes, lang=node.attrs.lang)
        return n.Styled(node.children, kept) if kept != n.NO_ATTRS else node.children
    return node


def slug(content: Any) -> str:
    """Lower-case ASCII words joined by hyphens, at most 60 characters; "x" when nothing remains."""
    text = plain_text(content) if not isinstance(content, str) else content
    text = text.replace("’", "-").replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:60].rstrip("-") or "x"


def unique(wanted: str, taken: set[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3`… when it is taken; the result is added to `taken`."""
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name


def words_in(
    lang: str, document_lang: str, words: Mapping[str, str], others: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str]:
    """The printed words of a passage in `lang`: a French passage left in an English report stays French.

    `others` are the words of the languages of the project.
    """
    if lang == document_lang:
        return words
    return others.get(lang) or (words_for(lang) if lang in LANGUAGES else words)
