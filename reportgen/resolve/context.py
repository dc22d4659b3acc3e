"""What a pass may know besides the document: the language, its words, and records as plain data.

The resolve room doesn't know the inventory: composing hands over what passes need as `Records`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportgen.cache import NoStore, Store
from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.memo import Memo
from reportgen.resolve.kinds import Kinds
from reportgen.resolve.tree import words_in


@dataclass(frozen=True, slots=True)
class GlossaryRecord:
    """A term and its definition in one language. `id` is the label of the term without its prefix.

    `alternatives` are other words for the same thing, which lead to it too.
    """

    id: str
    term: str
    definition: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AcronymRecord:
    """An acronym and what it stands for; `lang` is the language of the expansion when it is another one."""

    acronym: str
    expansion: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A numbered source of a fiche. `url` may be empty; `accessed` is ISO 8601; `lang` the source’s."""

    n: int
    title: str
    publisher: str = ""
    url: str = ""
    accessed: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """What passes need of the inventory, in one language.

    `bibliography`: CSL-JSON items by id. `csl_style`: the XML text of a CSL style, or None.
    `sources`: by part id (`fiche-<id>`), then by number. `index_terms`: by part id, terms of the index
    (`term` or `term!subterm`) that lead to the whole part. `words`: those of each language of the project.
    """

    bibliography: Mapping[str, dict[str, object]] = field(default_factory=dict)
    csl_style: str | None = None
    glossary: tuple[GlossaryRecord, ...] = ()
    acronyms: tuple[AcronymRecord, ...] = ()
    sources: Mapping[str, Mapping[int, SourceRecord]] = field(default_factory=dict)
    index_terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


Ahead = Callable[..., None]
"""Called with a function and its arguments: another process begins it, and gives it the store besides."""


@dataclass(frozen=True, slots=True)
class PassContext:
    """What every pass receives. `words` are the printed words of `lang`, a project's own included.

    `memo` knows what the passes have made of parts before: a pass first gathers what a part shows of others,
    and makes it again only when the part, or something it shows, is not what it was. `store` holds what other
    processes made; `ahead` asks one of them to begin.
    """

    lang: str
    words: Mapping[str, str]
    records: Records
    diagnostics: Diagnostics
    kinds: Kinds = field(default_factory=Kinds)
    memo: Memo = field(default_factory=Memo)
    store: Store = field(default_factory=NoStore)
    ahead: Ahead | None = None

    def words_in(self, lang: str) -> Mapping[str, str]:
        """The words of a passage in `lang`."""
        return words_in(lang, self.lang, self.words, self.records.words)


Pass = Callable[[Document, PassContext], Document]
