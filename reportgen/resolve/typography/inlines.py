"""Inlines as a run: taking the text of nodes apart into pieces, and putting it back into the same nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.resolve.typography.engine import Profile, typeset, typeset_text
from reportgen.resolve.typography.pieces import SENTINEL, Piece
from reportgen.resolve.typography.superscripts import Raised, superscripts

SENTINEL_TEXT: Final = n.Text(SENTINEL)
_WRAPPERS = (
    n.Emph, n.Strong, n.Strike, n.Superscript, n.Subscript, n.Link, n.InternalLink, n.Styled,
)  # fmt: skip


def typeset_inlines(inlines: n.Inlines, lang: str, profile: Profile = "") -> n.Inlines:
    """The same inlines with the typography of `lang`; unchanged nodes are shared, not copied."""
    if not inlines:
        return inlines
    pieces = list(_pieces(inlines, lang, 0))
    texts = typeset(pieces, lang, profile)
    result = _put_back(inlines, lang, profile, iter(texts))
    return _raise_letters(result) if lang.startswith("fr") else result


def run_text(inlines: n.Inlines, lang: str) -> str:
    """What the linter reads of a run: note calls as `[^x]`, no citations, no words in other languages."""
    own = tuple(SENTINEL_TEXT if _is_citation(node) else node for node in inlines)
    return "".join(
        "[^x]" if isinstance(node, n.NoteRef) else piece.text for node, piece in _leaves(own, lang, 0)
    )


def _is_citation(node: n.Inline) -> bool:
    return isinstance(node, n.InternalLink) and node.role in ("citation", "source")


def _pieces(inlines: n.Inlines, lang: str, depth: int) -> Iterator[Piece]:
    return (piece for _, piece in _leaves(inlines, lang, depth))


def _leaves(inlines: n.Inlines, lang: str, depth: int) -> Iterator[tuple[n.Inline, Piece]]:
    for node in inlines:
        if isinstance(node, n.Text | n.Abbreviation):
            yield node, Piece(node.text, depth=depth)
        elif isinstance(node, n.SoftBreak):
            yield node, Piece(" ", depth=depth)
        elif isinstance(node, n.LineBreak):
            yield node, Piece("\n", frozen=True)
        elif isinstance(node, n.CrossRef):
            yield node, Piece(node.before, depth=depth + 1)
            yield node, Piece(node.number, frozen=True)
            yield from _leaves(node.title, lang, depth + 1)
        elif isinstance(node, n.Superscript | n.Subscript):
            # Raised letters are set already; a second look must not lower them.
            yield node, Piece(n_text(node.children), frozen=True)
        elif isinstance(node, _WRAPPERS) and not _foreign(node, lang):
            yield from _leaves(node.children, lang, depth + 1)
        elif not isinstance(node, n.Anchor):
            yield node, Piece(SENTINEL, frozen=True)


def n_text(inlines: n.Inlines) -> str:
    """The letters of simple inlines, one sentinel for anything else."""
    return "".join(node.text if isinstance(node, n.Text) else SENTINEL for node in inlines)


def _foreign(node: n.Inline, lang: str) -> bool:
    return isinstance(node, n.Styled) and bool(node.attrs.lang) and node.attrs.lang != lang


def _put_back(inlines: n.Inlines, lang: str, profile: Profile, texts: Iterator[str]) -> n.Inlines:
    result: list[n.Inline] = []
    for node in inlines:
        new = _put_back_one(node, lang, profile, texts)
        if new is not None:
            result.append(new)
    same = len(result) == len(inlines) and all(a is b for a, b in zip(result, inlines, strict=True))
    return inlines if same else tuple(result)


def _put_back_one(node: n.Inline, lang: str, profile: Profile, texts: Iterator[str]) -> n.Inline | None:
    if isinstance(node, n.Anchor):
        return node
    if isinstance(node, n.Styled) and _foreign(node, lang):
        next(texts)
        return _with_children(node, typeset_inlines(node.children, node.attrs.lang, profile=""))
    if isinstance(node, _WRAPPERS) and not isinstance(node, n.Superscript | n.Subscript):
        return _with_children(node, _put_back(node.children, lang, profile, texts))
    text = next(texts)
    if isinstance(node, n.Text):
        return (node if node.text == text else n.Text(text)) if text else None
    if isinstance(node, n.SoftBreak):
        return node if text == " " else (n.Text(text) if text else None)
    if isinstance(node, n.Abbreviation):
        expansion = typeset_text(node.expansion, node.lang or lang, "" if node.lang else profile)
        same = node.text == text and node.expansion == expansion
        return node if same else replace(node, text=text, expansion=expansion)
    if isinstance(node, n.CrossRef):
        next(texts)
        title = _put_back(node.title, lang, profile, texts)
        same = node.before == text and node.title is title
        return node if same else replace(node, before=text, title=title)
    if isinstance(node, n.Image):
        alt, tooltip = typeset_text(node.alt, lang, profile), typeset_text(node.title, lang, profile)
        return node if (alt, tooltip) == (node.alt, node.title) else replace(node, alt=alt, title=tooltip)
    return node


def _with_children(node: Any, children: n.Inlines) -> n.Inline:
    changed: n.Inline = node if children is node.children else replace(node, children=children)
    return changed


# ---- FR-40


def _raise_letters(inlines: n.Inlines) -> n.Inlines:
    """Ordinals and titles with raised letters. A letter that shares no Text node with its figure stays."""
    places: dict[int, list[Raised]] = {}
    leaves = list(_leaves(inlines, "fr", 0))
    found = list(superscripts("".join(piece.text for _, piece in leaves)))
    if not found:
        return inlines
    offset = 0
    for node, piece in leaves:
        end = offset + len(piece.text)
        if isinstance(node, n.Text):
            here = [r for r in found if offset <= r.start and r.end <= end]
            places[id(node)] = [Raised(r.start - offset, r.end - offset, r.text) for r in here]
        offset = end
    return _split(inlines, places)


def _split(inlines: n.Inlines, places: dict[int, list[Raised]]) -> n.Inlines:
    result: list[n.Inline] = []
    for node in inlines:
        if isinstance(node, n.Text):
            result.extend(_split_text(node, places.get(id(node), [])))
        elif (
            isinstance(node, _WRAPPERS)
            and not isinstance(node, n.Superscript | n.Subscript)
            and not _foreign(node, "fr")
        ):
            result.append(_with_children(node, _split(node.children, places)))
        else:
            result.append(node)
    same = len(result) == len(inlines) and all(a is b for a, b in zip(result, inlines, strict=True))
    return inlines if same else tuple(result)


def _split_text(node: n.Text, raised: list[Raised]) -> Iterator[n.Inline]:
    if not raised:
        yield node
        return
    start = 0
    for place in raised:
        if node.text[start : place.start]:
            yield n.Text(node.text[start : place.start])
        yield n.Superscript((n.Text(place.text),))
        start = place.end
    if node.text[start:]:
        yield n.Text(node.text[start:])
