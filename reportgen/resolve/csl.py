"""Setting citations and references by a CSL style: the only module that knows citeproc-py.

What another processor would have to offer is `CslProcessor`: three affixes, `cite` and `entry`. Letters that
tell works apart (2023a, 2023b) are given by the caller as `year-suffix`: citeproc-py doesn't compute them.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import citeproc
from citeproc.source.json import CiteProcJSON

from reportgen.document import nodes as n

Work = Mapping[str, object]
"""An item of CSL-JSON."""

_USUAL: Final = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT", "de": "de-DE"}
_KNOWN: Final = frozenset(name.replace("_", "-") for name in citeproc.VARIABLES) | {"type", "shortTitle"}

# Private marks carried through the processor, read back by `_inlines`.
_LANG, _SEP, _URL, _ITALIC, _BOLD, _SUP, _SUB, _CLOSE = (chr(0xE100 + i) for i in range(8))
_MARKS: Final = re.compile("[\ue100-\ue107]")
_NOBODY: Final = "\ue110"

_LOCATORS: Final = {
    "page": r"pp?\.|pages?",
    "chapter": r"chap\.|chapitres?|chapters?",
    "section": r"sect?\.|sections?",
    "paragraph": r"§+|paras?\.|paragraphe?s?",
    "figure": r"fig\.|figures?",
    "note": r"notes?|n\.",
    "volume": r"vol\.|volumes?",
}


class CslError(Exception):
    """The style or a work can't be read; the message says why."""


class CslProcessor:
    """A CSL style and the works it sets, in one language. Raises CslError when the style can't be read.

    `locale` is the name of the language to CSL, `fr-FR`; English when CSL does not know it.
    """

    steady: bool
    """Whether a citation reads the same wherever it stands: the style counts nothing."""

    def __init__(self, style: str, lang: str, works: Mapping[str, Work], locale: str = "") -> None:
        self.steady = not re.search(r"position=|citation-number|first-reference-note-number", style)
        self._cites: dict[tuple[str, str, bool], n.Inlines] = {}
        self._entries: dict[str, n.Inlines] = {}
        self._names = {key: f"w{index}" for index, key in enumerate(works)}
        if "<!" in re.sub("<!--.*?-->", "", style, flags=re.DOTALL):
            raise CslError("<!DOCTYPE>")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                sheet = citeproc.CitationStylesStyle(
                    io.BytesIO(style.encode()), locale=_known_locale(locale or lang)
                )
            layout = sheet.root.citation.layout
            self.prefix: str = layout.get("prefix", "")
            self.suffix: str = layout.get("suffix", "")
            self.delimiter: str = layout.get("delimiter", "; ")
            if sheet.root.bibliography is None:
                raise CslError("no bibliography")
        except Exception as error:
            raise CslError(" ".join(str(error).split())[:200] or type(error).__name__) from error
        self._works = {key: _prepared(work, lang) for key, work in works.items()}
        source = CiteProcJSON([])
        self._broken: dict[str, str] = {}
        for key, work in self._works.items():
            self._load(source, key, work)
        self._sheet = sheet
        self._library = citeproc.CitationStylesBibliography(sheet, source, _Formatter)

    def _load(self, source: Any, key: str, work: dict[str, object]) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                name = self._names[key]
                source.update(CiteProcJSON([{**work, "id": name}]))
                source.update(CiteProcJSON([{**work, "id": f"{name}-", "author": [{"literal": _NOBODY}]}]))
        except Exception as error:
            self._broken[key] = f"{type(error).__name__}: {error}"

    def cite(self, key: str, locator: str = "", suppress_author: bool = False) -> n.Inlines:
        """One work as cited, without the brackets: `OCDE, 2020, p. 12`. Raises CslError."""
        said = (key, locator, suppress_author)
        if not self.steady:
            return self._cite(*said)
        if said not in self._cites:
            self._cites[said] = self._cite(*said)
        return self._cites[said]

    def _cite(self, key: str, locator: str, suppress_author: bool) -> n.Inlines:
        cite = self._item(key, suppress_author, locator)
        citation = citeproc.Citation([cite])
        self._library.register(citation)
        text = self._set(lambda: self._library.cite(citation, lambda item: None))
        text = text.removeprefix(self.prefix).removesuffix(self.suffix)
        return _inlines(re.sub(rf"{_NOBODY}\W*", "", text))

    def entry(self, key: str) -> n.Inlines:
        """One work as the bibliography lists it. Raises CslError."""
        if not self.steady:
            return self._entry(key)
        if key not in self._entries:
            self._entries[key] = self._entry(key)
        return self._entries[key]

    def _entry(self, key: str) -> n.Inlines:
        cite = self._item(key)
        self._library.register(citeproc.Citation([cite]))
        return _inlines(self._set(lambda: self._sheet.render_bibliography([cite])[0]))

    def _item(self, key: str, suppress_author: bool = False, locator: str = "") -> Any:
        if key in self._broken:
            raise CslError(self._broken[key])
        where = {"locator": citeproc.Locator(*read_locator(locator))} if locator else {}
        return citeproc.CitationItem(self._names[key] + ("-" if suppress_author else ""), **where)

    def _set(self, render: Any) -> str:
        try:
            return str(render())
        except Exception as error:
            raise CslError(f"{type(error).__name__}: {error}") from error


def processor_for(style: str, lang: str, works: Mapping[str, Work], locale: str = "") -> CslProcessor:
    """A processor for these works: one that was made before where that makes no difference.

    Raises CslError when the style can't be read.
    """
    made = _made(_Order(style, lang, repr(list(works.items())), works, locale))
    return made if made.steady else CslProcessor(style, lang, works, locale)


@dataclass(frozen=True)
class _Order:
    """What a processor is made from; `text` stands for `works`, which cannot be hashed."""

    style: str
    lang: str
    text: str
    works: Mapping[str, Work] = field(compare=False)
    locale: str = ""


@lru_cache(maxsize=8)
def _made(order: _Order) -> CslProcessor:
    return CslProcessor(order.style, order.lang, order.works, order.locale)


def _known_locale(name: str) -> str:
    """The locale of citeproc-py for a language: its own, its language’s, British English."""
    folder = Path(citeproc.LOCALES_PATH)
    known = {path.stem.removeprefix("locales-") for path in folder.glob("locales-*.xml")}
    near = sorted(each for each in known if each.split("-")[0] == name.split("-")[0])
    return name if name in known else _USUAL.get(name) or (near[0] if near else "en-GB")


def read_locator(text: str) -> tuple[str, str]:
    """`p. 12` as (page, 12); what names no known division keeps its own words."""
    for label, words in _LOCATORS.items():
        match = re.match(rf"(?:{words})[\s\u00a0]*(?=[\dIVXLCivxlc])", text.strip())
        if match:
            return label, text.strip()[match.end() :]
    return "", text.strip()


def _prepared(work: Work, lang: str) -> dict[str, object]:
    """A copy that the processor can read, with marks round titles in another language and addresses."""
    item = {
        key: _clean(value) for key, value in work.items() if key in _KNOWN and value not in (None, "", [])
    }
    item.setdefault("type", "document")
    if item.get("DOI"):
        item["URL"] = f"https://doi.org/{item.pop('DOI')}"
    if isinstance(item.get("URL"), str):
        item["URL"] = f"{_URL}{item['URL']}{_CLOSE}"
    names = item.get("author")
    literals = (
        [name.get("literal") for name in names if isinstance(name, dict)] if isinstance(names, list) else []
    )
    if item.get("publisher", "") in literals:
        del item["publisher"]
    if str(item.get("number", "\0")) in str(item.get("title", "")):
        del item["number"]
    other = str(item.get("language", ""))[:2]
    for name in ("title", "container-title"):
        if other and other != lang and item.get(name):
            item[name] = f"{_LANG}{other}{_SEP}{item[name]}{_CLOSE}"
    item["language"] = lang
    return item


def _clean(value: object) -> object:
    return re.sub("[\ue000-\uf8ff]", "", value) if isinstance(value, str) else value


class _Formatter:
    """What citeproc-py calls to format text: marks instead of markup."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def Italic(text: object) -> str:  # noqa: N802 (named by citeproc-py)
        return f"{_ITALIC}{text}{_CLOSE}"

    Oblique = Italic

    @staticmethod
    def Bold(text: object) -> str:  # noqa: N802
        return f"{_BOLD}{text}{_CLOSE}"

    @staticmethod
    def Superscript(text: object) -> str:  # noqa: N802
        return f"{_SUP}{text}{_CLOSE}"

    @staticmethod
    def Subscript(text: object) -> str:  # noqa: N802
        return f"{_SUB}{text}{_CLOSE}"

    Light = Underline = SmallCaps = preformat


def _inlines(marked: str) -> n.Inlines:
    # A title that ends with a mark of its own takes no second full stop.
    text = re.sub(rf"([.?!…]{_CLOSE}+)\.(?=\s|$)", r"\1", marked)
    stack: list[tuple[str, list[n.Inline]]] = [("", [])]
    for piece in re.split(f"({_MARKS.pattern})", text):
        if piece == _CLOSE and len(stack) > 1:
            mark, children = stack.pop()
            stack[-1][1].append(_node(mark, tuple(children)))
        elif _MARKS.fullmatch(piece):
            if piece not in (_SEP, _CLOSE):
                stack.append((piece, []))
        elif piece:
            stack[-1][1].append(n.Text(piece))
    while len(stack) > 1:
        mark, children = stack.pop()
        stack[-1][1].append(_node(mark, tuple(children)))
    return tuple(stack[0][1])


def _node(mark: str, children: n.Inlines) -> n.Inline:
    first = children[0].text if children and isinstance(children[0], n.Text) else ""
    if mark == _LANG:
        return n.Styled(children[1:], n.Attrs(lang=first))
    if mark == _URL:
        return n.Link(children, first)
    if mark == _BOLD:
        return n.Strong(children)
    if mark == _SUP:
        return n.Superscript(children)
    return n.Subscript(children) if mark == _SUB else n.Emph(children)
