"""Makes the index: marks become anchors, and terms lead to the paragraph or fiche where they stand."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, transform, walk
from reportgen.resolve import only
from reportgen.resolve.collation import fold, letter, sort_key
from reportgen.resolve.context import PassContext
from reportgen.resolve.labels import with_labels
from reportgen.resolve.paragraphs import PREFIXES
from reportgen.resolve.ref_words import NBSP, NOUNS, Words
from reportgen.resolve.tree import bare_title, fill_generated, rewrite_inlines, slug, unique

MARK = "index"
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
    marks = _Marks(document, context)
    parts = tuple(marks.part(part) for part in document.parts)
    index = n.Index(_groups(marks.terms))

    def fill(node: n.Generated, _: n.Part) -> n.Block | None:
        return dataclasses.replace(index, attrs=node.attrs, span=node.span) if index.groups else None

    document = with_labels(dataclasses.replace(document, parts=parts), marks.labels)
    return fill_generated(document, ("index",), fill, context.kinds)


def _groups(root: _Term) -> tuple[n.IndexGroup, ...]:
    groups: dict[str, list[n.IndexEntry]] = {}
    for term in _sorted(root):
        groups.setdefault(letter(term.shown), []).append(_entry(term))
    return tuple(n.IndexGroup(initial, tuple(entries)) for initial, entries in groups.items())


def _sorted(term: _Term) -> list[_Term]:
    return sorted(term.children.values(), key=lambda child: sort_key(child.shown))


def _entry(term: _Term) -> n.IndexEntry:
    children = tuple(_entry(child) for child in _sorted(term))
    return n.IndexEntry((n.Text(term.shown),), tuple(term.refs.values()), children)


class _Marks:
    """Gathers terms in reading order and leaves an anchor at each mark."""

    def __init__(self, document: n.Document, context: PassContext) -> None:
        self.words = context.words
        self.kinds = context.kinds
        self.extra = context.records.index_terms
        self.taken = set(document.labels)
        self.terms = _Term("")
        self.labels: list[n.Label] = []

    def part(self, part: n.Part) -> n.Part:
        self.whole = _to_part(part, self.words)
        self.last = ""
        for term in (*part.keywords, *self.extra.get(part.id, ())):
            self.terms.refer(term, self.whole)
        if not any(_is_mark(node) for node in walk(tuple(self.kinds.holders(part, n.Styled)))):
            return part
        title = rewrite_inlines(part.title, self._title_mark)
        part = dataclasses.replace(part, title=title)
        return transform(part, _Around(self.whole), self._enter, self._mark)

    def _title_mark(self, node: Any) -> Any:
        if not _is_mark(node):
            return node
        for term in _terms(node):
            self.terms.refer(term, self.whole)
        return _unmarked(node)

    def _enter(self, node: Any, around: _Around) -> _Around:
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

    def _mark(self, node: Any, around: _Around) -> Any:
        if not _is_mark(node):
            return node
        terms = _terms(node)
        name = unique(f"idx-{slug(terms[0])}", self.taken)
        label = n.Label(name, "anchor", around.place.number, (), self.whole.target, None, around.editions)
        self.labels.append(label)
        for term in terms:
            self.terms.refer(term, dataclasses.replace(around.place, target=name))
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
