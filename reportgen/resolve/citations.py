"""Turns citations into words that lead to the bibliography or to a fiche’s sources; lists the works cited."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any, Final

from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.document import nodes as n
from reportgen.document.packing import digest_of
from reportgen.document.walk import plain_text, walk
from reportgen.resolve.collation import order_of, sort_keys
from reportgen.resolve.context import PassContext, Records
from reportgen.resolve.csl import CslError, Work
from reportgen.resolve.csl_kept import KeptProcessor
from reportgen.resolve.kinds import Kinds
from reportgen.resolve.labels import with_labels
from reportgen.resolve.tree import attrs_of, fill_generated
from reportgen.words import LANGUAGES

STYLE_FILE: Final = "styles/citations.csl"
_SOURCE: Final = re.compile(r"s(\d{1,4})")


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document without `Citation` nodes, and with its bibliography.

    `[@key, p. 12; @other]` becomes « (OCDE, 2020, p. 12 ; …) », each work linked to `bib-<key>`. In a fiche
    `[@s2]` becomes « [2] », linked to `<part id>-s2`. `Generated("bibliography")` becomes the list of the
    works cited, or of all works when its argument is `all`. What is unknown is reported and stays as typed.
    """
    kinds, memo, records = context.kinds, context.memo, context.records

    def cited(part: n.Part) -> _Cited:
        return _cited(part, kinds)

    shown = [memo.of("cited", (part,), cited) for part in document.parts]
    lists = [node for each in shown for node in each.lists]
    works = _works_of(shown, context)
    context.diagnostics.extend(works.findings)
    citer = _Citer(context, works, linked=bool(lists))

    def with_words(part: n.Part) -> n.Part:
        return kinds.transform(part, (n.Citation,), _Here(part, context.lang), _enter, citer.leave)

    def resolved(part: n.Part, each: _Cited) -> n.Part:
        if not each.keys:
            return part
        if not (works.steady and citer.linked):
            # A style that counts, or a finding that is told once: what came before counts.
            return with_words(part)
        sources = records.sources.get(part.id)
        # For a work that is not known, the nearest one is proposed.
        books = records.bibliography
        proposed = () if all(key in books for key in each.keys) else tuple(books)
        given = (works.mark, sources is None, tuple(map(astuple, (sources or {}).values())), proposed)
        return memo.told("citations", (part,), with_words, context.diagnostics, given)

    parts = tuple(resolved(part, each) for part, each in zip(document.parts, shown, strict=True))
    document = dataclasses.replace(document, parts=parts)
    order = works.order
    labelled = True

    def fill(node: n.Generated, part: n.Part) -> n.Block | None:
        nonlocal labelled
        first, labelled = labelled, False
        return works.listed(node, order, labelled=first) if order else None

    def has_entries(part: n.Part) -> bool:
        return any(_is_entry(node) for node in walk(tuple(kinds.holders(part, n.List))))

    document = fill_generated(document, ("bibliography",), fill, kinds, memo)
    home = next((part.id for part in document.parts if memo.of("entries", (part,), has_entries)), "")
    labels = [n.Label(_target(key), "reference", "", works.cite(key), home) for key in order] if home else []
    works.keep()
    return with_labels(document, labels)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a part cites, each time that it does, and the lists of works in it."""

    keys: tuple[str, ...]
    lists: tuple[n.Generated, ...]


RESULTS: Final = (_Cited,)
"""What is kept of parts."""


def _cited(part: n.Part, kinds: Kinds) -> _Cited:
    nodes = list(walk(tuple(kinds.holders(part, n.Citation, n.Generated))))
    keys = tuple(item.key for node in nodes if isinstance(node, n.Citation) for item in node.items)
    return _Cited(keys, tuple(node for node in nodes if _is_list(node)))


def _works_of(shown: Iterable[_Cited], context: PassContext) -> _Works:
    """The works that the parts cite, or all of them where a list says so."""
    records = context.records
    known = records.bibliography
    keys = {key: None for each in shown for key in each.keys if key in known}
    if any(node.argument == "all" for each in shown for node in each.lists):
        keys |= dict.fromkeys(known)
    given = (records.csl_style, tuple(keys), {key: known[key] for key in keys})
    return context.memo.of(
        "works", (), lambda: _Works(records, context, tuple(keys), digest_of(given)), given
    )


@dataclass(frozen=True, slots=True)
class _Here:
    part: n.Part
    lang: str
    in_link: bool = False
    span: Span | None = None


def _enter(node: Any, here: _Here) -> _Here:
    if isinstance(node, n.Link | n.InternalLink):
        return dataclasses.replace(here, in_link=True)
    lang = attrs_of(node).lang or here.lang
    span = getattr(node, "span", None) or here.span
    if lang == here.lang and span is here.span:
        return here
    return dataclasses.replace(here, lang=lang, span=span)


def _is_list(node: Any) -> bool:
    return isinstance(node, n.Generated) and node.kind == "bibliography"


def _is_entry(node: Any) -> bool:
    return isinstance(node, n.List) and "bibliography" in node.attrs.classes


def _target(key: str) -> str:
    return "bib-" + re.sub(r"[^\w.-]+", "-", key)


class _Citer:
    """Replaces citations; `linked` says whether a bibliography is there to lead to."""

    def __init__(self, context: PassContext, works: _Works, linked: bool) -> None:
        self.context = context
        self.works = works
        self.linked = linked
        self._said = linked

    def leave(self, node: Any, here: _Here) -> Any:
        if not isinstance(node, n.Citation):
            return node
        if all(self._is_source(item, here) for item in node.items):
            return _joined([self._source(item, here) for item in node.items], ", ")
        prefix, delimiter, suffix = self.works.affixes(here.lang)
        cited = [
            self._source(item, here) if self._is_source(item, here) else self._work(item, here)
            for item in node.items
        ]
        return (n.Text(prefix), *_joined(cited, delimiter), n.Text(suffix))

    def _is_source(self, item: n.CiteItem, here: _Here) -> bool:
        if not _SOURCE.fullmatch(item.key) or item.key in self.context.records.bibliography:
            return False
        return here.part.kind == "fiche" or here.part.id in self.context.records.sources

    def _source(self, item: n.CiteItem, here: _Here) -> n.Inlines:
        number = int(item.key[1:])
        known = self.context.records.sources.get(here.part.id, {})
        text = n.Text(f"[{number}, {item.locator}]" if item.locator else f"[{number}]")
        prefix = (n.Text(item.prefix + " "),) if item.prefix else ()
        # A source that is not there has been reported at its field, when the fiche was loaded.
        if number not in known or here.in_link:
            return (*prefix, text)
        return (*prefix, n.InternalLink(f"{here.part.id}-{item.key}", (text,), "source"))

    def _work(self, item: n.CiteItem, here: _Here) -> n.Inlines:
        place = self._place(item, here)
        prefix = (n.Text(item.prefix + " "),) if item.prefix else ()
        known = self.context.records.bibliography
        if item.key not in known:
            if _SOURCE.fullmatch(item.key):
                self.context.diagnostics.add("CIT005", place, key=item.key)
            else:
                self.context.diagnostics.add(
                    "CIT001", place, suggestion=suggest(item.key, known), key=item.key
                )
            return (*prefix, n.Text("@" + item.key + (f", {item.locator}" if item.locator else "")))
        if not self._said:
            self.context.diagnostics.add("CIT006", place)
            self._said = True
        text = self.works.cite(item.key, here.lang, item, self.context.diagnostics, place)
        if here.in_link or not self.linked:
            return (*prefix, *text)
        return (*prefix, n.InternalLink(_target(item.key), text, "citation"))

    def _place(self, item: n.CiteItem, here: _Here) -> Span:
        return item.span or here.span or Span(here.part.id)


def _joined(pieces: list[n.Inlines], delimiter: str) -> n.Inlines:
    result: list[n.Inline] = []
    for index, piece in enumerate(pieces):
        result.extend((n.Text(delimiter), *piece) if index else piece)
    return tuple(result)


class _Works:
    """The works cited, set by the CSL style in the languages that ask for them.

    `order` are the keys as the bibliography lists them; `findings` what is wrong with the style; `mark`
    tells these works in this style from others.
    """

    def __init__(self, records: Records, context: PassContext, keys: tuple[str, ...], mark: str) -> None:
        self.mark = mark
        self._store = context.store
        self.style = records.csl_style
        self.lang = context.lang
        self._locale_of = {
            lang: context.words_in(lang)["language.csl"]
            for lang in {context.lang, *LANGUAGES, *records.words}
        }
        self._sorting = order_of(context.words)
        self.keys = keys
        self.findings = Diagnostics()
        self._processors: dict[str, KeptProcessor | None] = {}
        self._entries: dict[str, n.Inlines] = {}
        self._works: dict[str, Work] = {key: records.bibliography[key] for key in keys}
        self._works = self._told_apart()
        self.order = self._ordered()

    @property
    def steady(self) -> bool:
        """Whether a citation reads the same wherever it stands."""
        processor = self._processor(self.lang)
        return processor is None or processor.steady

    def affixes(self, lang: str) -> tuple[str, str, str]:
        """What stands before, between and after the works of a citation."""
        processor = self._processor(lang)
        return (processor.prefix, processor.delimiter, processor.suffix) if processor else ("(", "; ", ")")

    def cite(
        self,
        key: str,
        lang: str = "",
        item: n.CiteItem | None = None,
        diagnostics: Diagnostics | None = None,
        place: Span | None = None,
    ) -> n.Inlines:
        locator, suppress = (item.locator, item.suppress_author) if item else ("", False)
        processor = self._processor(lang or self.lang)
        if processor is not None:
            try:
                return processor.cite(key, locator, suppress)
            except CslError as error:
                if diagnostics is not None and place is not None:
                    diagnostics.add("CIT004", place, key=key, reason=error)
        author = [] if suppress else [_author(self._works[key])]
        return (n.Text(", ".join(filter(None, [*author, _year(self._works[key]), locator]))),)

    def entry(self, key: str) -> n.Inlines:
        """One work as the bibliography lists it; set once, as setting is slow."""
        if key not in self._entries:
            self._entries[key] = self._set_entry(key)
        return self._entries[key]

    def _set_entry(self, key: str) -> n.Inlines:
        processor = self._processor(self.lang)
        if processor is not None:
            try:
                return processor.entry(key)
            except CslError:
                pass
        return _plain_entry(self._works[key])

    def _ordered(self) -> list[str]:
        shown = {key: plain_text(self.entry(key)) for key in self.keys}
        places = sort_keys(shown.values(), self._sorting, self._store)
        return sorted(self.keys, key=lambda key: places[shown[key]])

    def listed(self, node: n.Generated, order: list[str], labelled: bool) -> n.List:
        """The list of works. A second list in the same report carries no labels."""
        items = tuple(
            n.ListItem(
                (n.Paragraph(self.entry(key)),), attrs=n.Attrs(id=_target(key)) if labelled else n.NO_ATTRS
            )
            for key in order
        )
        attrs = dataclasses.replace(node.attrs, classes=(*node.attrs.classes, "bibliography"))
        return n.List(items, attrs=attrs, span=node.span)

    def _told_apart(self) -> dict[str, Work]:
        """Works that would be cited alike get a letter after the year, in the order of the bibliography."""
        alike: dict[str, list[str]] = {}
        for key in self._ordered():
            alike.setdefault(plain_text(self.cite(key)), []).append(key)
        works = dict(self._works)
        for keys in alike.values():
            for index, key in enumerate(keys if len(keys) > 1 else ()):
                works[key] = {**works[key], "year-suffix": _letter(index)}
                del self._entries[key]
        if works != self._works:
            self.keep()
            self._processors.clear()
        return works

    def keep(self) -> None:
        """Leave what has been set to the next process."""
        for processor in self._processors.values():
            if processor is not None:
                processor.keep()

    def _processor(self, lang: str) -> KeptProcessor | None:
        if lang not in self._processors:
            self._processors[lang] = self._made(lang)
        return self._processors[lang]

    def _made(self, lang: str) -> KeptProcessor | None:
        if self.style is None:
            return None
        try:
            locale = self._locale_of.get(lang, "")
            return KeptProcessor(self._store, self.style, lang, self._works, locale)
        except CslError as error:
            self.findings.add("CIT003", Span(STYLE_FILE), reason=error)
            return None


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else _letter(index // 26 - 1) + _letter(index % 26)


# ---- without a style, or for a work the style can't set


def _author(work: Work) -> str:
    names = work.get("author")
    first = names[0] if isinstance(names, list) and names else None
    if isinstance(first, Mapping):
        return str(first.get("literal") or first.get("family") or "")
    return str(work.get("publisher") or work.get("title") or "")


def _year(work: Work) -> str:
    issued = work.get("issued")
    year = re.search(r"\d{4}", str(issued.get("date-parts"))) if isinstance(issued, Mapping) else None
    return (year[0] if year else "") + str(work.get("year-suffix", ""))


def _plain_entry(work: Work) -> n.Inlines:
    head = " ".join(filter(None, [_author(work), f"({_year(work)})" if _year(work) else ""]))
    title, url = str(work.get("title", "")), str(work.get("URL", ""))
    pieces: list[n.Inline] = [n.Text(f"{head}. "), n.Emph((n.Text(title),)), n.Text(".")]
    if url.startswith(("http://", "https://")):
        pieces += [n.Text(" "), n.Link((n.Text(url),), url)]
    return tuple(pieces)
