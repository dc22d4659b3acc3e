"""Makes the index: marks become anchors, and terms lead to the paragraph or fiche where they stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, rewrite, transform, walk
from reportgen.resolve import only
from reportgen.resolve.collation import Order, SortKey, fold, letter, order_of, sort_keys
from reportgen.resolve.context import PassContext
from reportgen.resolve.labels import with_labels
from reportgen.resolve.paragraphs import PREFIXES
from reportgen.resolve.ref_words import NBSP, NOUNS, Words
from reportgen.resolve.tree import bare_title, fill_generated, rewrite_inlines, slug, unique

MARK = "index"
_PREFIX = "idx-"
_HOLDERS = (n.Paragraph, n.Heading, n.Figure, n.Table, n.Callout, n.DefinitionItem)


@dataclass(slots=True)
class _Term:
    """A term while it is gathered: its references by what is printed, and its sub-terms."""

    shown: str
    refs: dict[str, n.CrossRef] = field(default_factory=dict)
    children: dict[str, _Term] = field(default_factory=dict)

    def refer(self, path: str, reference: n.CrossRef) -> None:
        """Add a reference to the term, or to the sub-term of `term!subterm`."""
        term = self
        for name in filter(None, (piece.strip() for piece in path.split("!"))):
            term = term.children.setdefault(fold(name), _Term(name))
        term.refs.setdefault(reference.before + (reference.number or plain_text(reference.title)), reference)


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a mark stands: the editions that show it, and what is printed for it."""

    place: n.CrossRef
    editions: only.Editions = ()
    note: bool = False


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document with anchors for `[text]{index="a; b!c"}` and the index in `Generated("index")`.

    A mark without a value names its own text. Keywords of parts and `Records.index_terms` lead to the part.
    """
    memo, extra = context.memo, context.records.index_terms
    taken = {name for name in document.labels if name.startswith(_PREFIX)}
    terms, labels, parts = _Term(""), list[n.Label](), list[n.Part]()

    def roots(part: n.Part) -> tuple[str, ...]:
        return tuple(_roots(part, context))

    for part in document.parts:
        names = tuple(unique(root, taken) for root in memo.of("index roots", (part,), roots))
        given = (names, extra.get(part.id, ()))
        make = partial(_marked, names=names, extra=extra, words=context.words)
        marked = memo.of("index", (part,), make, given)
        for path, reference in marked.refs:
            terms.refer(path, reference)
        labels += marked.labels
        parts.append(marked.part)
    order = order_of(context.words)
    places = sort_keys(_shown(terms), order, context.store)
    index = n.Index(_groups(terms, order, places))

    def fill(node: n.Generated, _: n.Part) -> n.Block | None:
        return dataclasses.replace(index, attrs=node.attrs, span=node.span) if index.groups else None

    document = with_labels(dataclasses.replace(document, parts=tuple(parts)), labels)
    return fill_generated(document, ("index",), fill, context.kinds, memo)


Places = Mapping[str, SortKey]
"""Where each term stands among the others."""


def _shown(term: _Term) -> Iterator[str]:
    """The terms below one, as they are printed."""
    for child in term.children.values():
        yield child.shown
        yield from _shown(child)


def _groups(root: _Term, order: Order, places: Places) -> tuple[n.IndexGroup, ...]:
    groups: dict[str, list[n.IndexEntry]] = {}
    for term in _sorted(root, places):
        groups.setdefault(letter(term.shown, order), []).append(_entry(term, places))
    return tuple(n.IndexGroup(initial, tuple(entries)) for initial, entries in groups.items())


def _sorted(term: _Term, places: Places) -> list[_Term]:
    return sorted(term.children.values(), key=lambda child: places[child.shown])


def _entry(term: _Term, places: Places) -> n.IndexEntry:
    children = tuple(_entry(child, places) for child in _sorted(term, places))
    return n.IndexEntry((n.Text(term.shown),), tuple(term.refs.values()), children)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A part with an anchor at each mark, and what it adds to the index and to the labels."""

    part: n.Part
    refs: tuple[tuple[str, n.CrossRef], ...]
    labels: tuple[n.Label, ...] = ()


RESULTS: Final = (_Marked,)
"""What is kept of parts."""


def _roots(part: n.Part, context: PassContext) -> Iterator[str]:
    """The names that the anchors of a part would have alone, in the order in which they are left."""
    if any(_is_mark(node) for node in walk(tuple(context.kinds.holders(part, n.Styled)))):
        found: list[str] = []

        def note(node: Any) -> Any:
            if _is_mark(node):
                found.append(_PREFIX + slug(_terms(node)[0]))
            return node

        rewrite(dataclasses.replace(part, title=()), note)
        yield from found


def _marked(
    part: n.Part, names: tuple[str, ...], extra: Mapping[str, tuple[str, ...]], words: Words
) -> _Marked:
    """The part with anchors of these `names`."""
    whole = _to_part(part, words)
    refs = [(term, whole) for term in (*part.keywords, *extra.get(part.id, ()))]
    marks = _Marks(whole, names, refs, words)
    if names or any(map(_is_mark, walk(part.title))):
        part = dataclasses.replace(part, title=rewrite_inlines(part.title, marks.title_mark))
        part = transform(part, _Around(whole), marks.enter, marks.mark)
    return _Marked(part, tuple(refs), tuple(marks.labels))


class _Marks:
    """Gathers the terms of a part in reading order and leaves an anchor at each mark."""

    def __init__(
        self, whole: n.CrossRef, names: tuple[str, ...], refs: list[tuple[str, n.CrossRef]], words: Words
    ) -> None:
        self.whole = whole
        self.names = iter(names)
        self.refs = refs
        self.words = words
        self.labels: list[n.Label] = []
        self.last = ""

    def title_mark(self, node: Any) -> Any:
        if not _is_mark(node):
            return node
        self.refs += [(term, self.whole) for term in _terms(node)]
        return _unmarked(node)

    def enter(self, node: Any, around: _Around) -> _Around:
        if isinstance(node, n.Only):
            return dataclasses.replace(around, editions=only.inside(node, around.editions))
        if isinstance(node, n.Footnote):
            return dataclasses.replace(around, place=self.whole, note=True)
        if isinstance(node, _HOLDERS) and not around.note:
            return dataclasses.replace(around, place=self._place(node))
        return around

    def _place(self, holder: n.Block) -> n.CrossRef:
        """What is printed for a mark: the paragraph it is in or after, else its section, else its part."""
        if isinstance(holder, n.Paragraph) and holder.number:
            self.last = holder.number
        if isinstance(holder, n.Heading) and holder.number:
            return n.CrossRef("", self.words["ref.section.one"] + NBSP, holder.number)
        return n.CrossRef("", number=self.last) if self.last else self.whole

    def mark(self, node: Any, around: _Around) -> Any:
        if not _is_mark(node):
            return node
        terms = _terms(node)
        name = next(self.names)
        label = n.Label(name, "anchor", around.place.number, (), self.whole.target, None, around.editions)
        self.labels.append(label)
        self.refs += [(term, dataclasses.replace(around.place, target=name)) for term in terms]
        return (n.Anchor(name), *_unmarked(node))


def _is_mark(node: Any) -> bool:
    return isinstance(node, n.Styled) and any(key == MARK for key, _ in node.attrs.values)


def _terms(mark: n.Styled) -> list[str]:
    named = [term.strip() for term in mark.attrs.get(MARK).split(";")]
    return [term for term in named if term] or [plain_text(mark.children)]


def _unmarked(mark: n.Styled) -> n.Inlines:
    values = tuple(pair for pair in mark.attrs.values if pair[0] != MARK)
    attrs = dataclasses.replace(mark.attrs, values=values)
    return (n.Styled(mark.children, attrs),) if attrs != n.NO_ATTRS else mark.children


def _to_part(part: n.Part, words: Words) -> n.CrossRef:
    """A reference to a whole part, short as an index wants it: `F31`, `annexe B`, a foreword's title."""
    if not part.number or part.kind not in NOUNS:
        return n.CrossRef(part.id, title=bare_title(part.title))
    before = PREFIXES[part.kind] or words[f"ref.{part.kind}.one"] + NBSP
    return n.CrossRef(part.id, before, part.number)
