"""Microsoft's accessibility checker for Word, rule by rule, on the file alone.

The rules and their severities are those of “Rules for the Accessibility Checker” (support.microsoft.com):
errors, warnings, tips. Contrast is that of WCAG 2.2, 1.4.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.editions.docx.elements import Element, qname
from reportgen.editions.docx.ooxml import NAMESPACES
from reportgen.review.package import WordFile, open_word

_W: Final = qname("w:x")[:-1]
_WP: Final = "{" + NAMESPACES["wp"] + "}"
_R: Final = "{" + NAMESPACES["r"] + "}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_VAGUE: Final = frozenset(
    ("ici", "cliquez ici", "lire la suite", "en savoir plus", "here", "click here", "more", "read more")
)
_BLANKS: Final = re.compile(r"[ \u00a0]{4,}|\t{3,}")
_EMPTY: Final = 3
"""Empty paragraphs in a row that are layout."""
_SHOWN: Final = 80
_LARGE: Final = 36
_LARGE_BOLD: Final = 28
"""Half-points from which text is large (18 pt, 14 pt bold)."""


def check_accessibility(data: bytes, name: str, diagnostics: Diagnostics) -> None:
    """Report what the checker would find in a Word file (ACC), or that it is none (REV001, REV002)."""
    word = open_word(data, name, diagnostics)
    if word is not None:
        _Checker(word, diagnostics, _Styles(word)).run()


@dataclass(frozen=True, slots=True)
class _Look:
    """What matters of the look of text; None is "not said"."""

    colour: str | None = None
    fill: str | None = None
    size: int | None = None
    bold: bool | None = None

    def over(self, below: _Look) -> _Look:
        """This look where it says something, else the one below."""
        return _Look(
            self.colour if self.colour is not None else below.colour,
            self.fill if self.fill is not None else below.fill,
            self.size if self.size is not None else below.size,
            self.bold if self.bold is not None else below.bold,
        )


def _look(properties: Element | None) -> _Look:
    if properties is None:
        return _Look()
    colour, size, bold = (properties.find(f"{_W}{tag}") for tag in ("color", "sz", "b"))
    shade = properties.find(f"{_W}shd")
    number = size.get(f"{_W}val", "") if size is not None else ""
    return _Look(
        None if colour is None else colour.get(f"{_W}val", "auto"),
        None if shade is None else shade.get(f"{_W}fill", "auto"),
        int(number) if number.isdecimal() else None,
        None if bold is None else bold.get(f"{_W}val", "1") not in ("0", "false"),
    )


class _Styles:
    """The looks that styles give, with what they are based on."""

    def __init__(self, word: WordFile) -> None:
        root = word.xml("word/styles.xml")
        self.nodes = (
            {} if root is None else {one.get(f"{_W}styleId", ""): one for one in root.iter(f"{_W}style")}
        )
        default = None if root is None else root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self.default = _look(default)
        self._known: dict[str, tuple[_Look, int | None]] = {}

    def of(self, style: str) -> _Look:
        return self._resolved(style)[0]

    def level(self, style: str) -> int | None:
        """The heading level of a paragraph style, from 1."""
        return self._resolved(style)[1]

    def _resolved(self, style: str, depth: int = 0) -> tuple[_Look, int | None]:
        if style not in self._known:
            node = self.nodes.get(style)
            if node is None or depth > 20:
                return _Look(), None
            based = node.find(f"{_W}basedOn")
            below = (
                self._resolved(based.get(f"{_W}val", ""), depth + 1) if based is not None else (_Look(), None)
            )
            own = _look(node.find(f"{_W}rPr")).over(_look(node.find(f"{_W}pPr")))
            level = node.find(f"{_W}pPr/{_W}outlineLvl")
            name = node.find(f"{_W}name")
            named = (
                re.fullmatch(r"heading (\d)", name.get(f"{_W}val", "").lower()) if name is not None else None
            )
            number = int(named[1]) if named else below[1]
            if level is not None and not named:
                value = int(level.get(f"{_W}val", "9"))
                number = value + 1 if value < 9 else None
            self._known[style] = own.over(below[0]), number
        return self._known[style]


@dataclass(slots=True)
class _Checker:
    word: WordFile
    diagnostics: Diagnostics
    styles: _Styles
    line: int = 0
    level: int = 0
    empty: int = 0
    said: set[tuple[str, str]] = field(default_factory=set)

    def run(self) -> None:
        self.properties()
        for part, root in self.word.stories():
            self.empty = 0
            for element in root.iter():
                if element.tag == f"{_W}p":
                    self.line += 1
                    self.paragraph(element, body=part == "word/document.xml")
                elif element.tag == f"{_W}tbl":
                    self.table(element)
                elif element.tag in (f"{_WP}inline", f"{_WP}anchor"):
                    self.drawing(element)
        if not self.level and self.line > 20:
            self.say("ACC011")

    def say(self, code: str, **params: str) -> None:
        text = params.get("text", "")
        params["text"] = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        self.diagnostics.add(code, Span(self.word.name, max(1, self.line)), **params)

    def properties(self) -> None:
        settings = self.word.xml("word/settings.xml")
        lock = None if settings is None else settings.find(f"{_W}documentProtection")
        if lock is not None and lock.get(f"{_W}enforcement", "0") in ("1", "true", "on"):
            self.say("ACC003")
        core = self.word.xml("docProps/core.xml")
        title = None if core is None else core.find(_TITLE)
        if title is None or not (title.text or "").strip():
            self.say("ACC010")

    def drawing(self, element: Element) -> None:
        described = element.find(f"{_WP}docPr")
        name = "" if described is None else described.get("name", "")
        decorative = next(element.iter(_DECORATIVE), None)
        marked = decorative is not None and decorative.get("val", "0") in ("1", "true")
        if not marked and (described is None or not described.get("descr", "").strip()):
            self.say("ACC001", text=name or "?")
        if element.tag == f"{_WP}anchor":
            self.say("ACC005", text=name or "?")

    def table(self, element: Element) -> None:
        rows = element.findall(f"{_W}tr")
        text = _text(element)
        if not rows:
            return
        if rows[0].find(f"{_W}trPr/{_W}tblHeader") is None:
            self.say("ACC002", text=text)
        cells = [row.findall(f"{_W}tc") for row in rows]
        spans = any(
            cell.find(f"{_W}tcPr/{_W}gridSpan") is not None or cell.find(f"{_W}tcPr/{_W}vMerge") is not None
            for row in cells
            for cell in row
        )
        if spans or next((one for one in element.iter(f"{_W}tbl") if one is not element), None) is not None:
            self.say("ACC004", text=text)
        elif len({len(row) for row in cells}) == 1:
            filled = [[bool(_text(cell).strip()) or _holds_picture(cell) for cell in row] for row in cells]
            if not all(map(any, filled)) or not all(map(any, zip(*filled, strict=True))):
                self.say("ACC012", text=text)

    def paragraph(self, element: Element, *, body: bool) -> None:
        properties = element.find(f"{_W}pPr")
        chosen = None if properties is None else properties.find(f"{_W}pStyle")
        style = "Normal" if chosen is None else chosen.get(f"{_W}val", "")
        text = _text(element)
        inside = next(element.iterancestors(f"{_W}tc"), None)
        blank = not text.strip() and not _holds_picture(element) and inside is None
        section = properties is not None and properties.find(f"{_W}sectPr") is not None
        self.empty = self.empty + 1 if blank and not section else 0
        if self.empty == _EMPTY or _BLANKS.search(text):
            self.say("ACC007", text=text.strip() or "¶¶¶")
        level = self.styles.level(style) if body and text.strip() else None
        if level:
            if level > self.level + 1:
                self.say("ACC009", level=str(level), before=str(self.level), text=text)
            self.level = level
        for link in element.iter(f"{_W}hyperlink"):
            self.link(link)
        self.contrast(element, properties, style, inside)

    def link(self, element: Element) -> None:
        text = _text(element).strip()
        if element.get(f"{_R}id") and (text.lower() in _VAGUE or re.match(r"https?://\S+$", text)):
            self.say("ACC008", text=text)

    def contrast(
        self, element: Element, properties: Element | None, style: str, cell: Element | None
    ) -> None:
        around = (
            _look(properties).over(self.styles.of(style)).over(_look(_cell(cell))).over(self.styles.default)
        )
        for run in element.iter(f"{_W}r"):
            own = run.find(f"{_W}rPr")
            if not _text(run).strip() or (own is not None and own.find(f"{_W}vanish") is not None):
                continue
            named = None if own is None else own.find(f"{_W}rStyle")
            look = _look(own).over(self.styles.of("" if named is None else named.get(f"{_W}val", "")))
            look = look.over(around)
            large = (look.size or 22) >= (_LARGE_BOLD if look.bold else _LARGE)
            ratio, least = _contrast(look.colour, look.fill), 3.0 if large else 4.5
            if ratio < least and (style, str(look.colour)) not in self.said:
                self.said.add((style, str(look.colour)))
                self.say("ACC006", ratio=f"{ratio:.1f}", least=str(least), text=_text(run))


def _cell(cell: Element | None) -> Element | None:
    return None if cell is None else cell.find(f"{_W}tcPr")


def _text(element: Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for one in element.iter(f"{_W}t", f"{_W}tab"):
        yield (one.text or "") if one.tag == f"{_W}t" else "\t"


def _holds_picture(element: Element) -> bool:
    return next(element.iter(f"{_W}drawing", f"{_W}pict", f"{_W}object"), None) is not None


def _contrast(colour: str | None, fill: str | None) -> float:
    """The contrast of two colours as WCAG 2 counts it; automatic colours are black on white."""
    light = [_luminance(one, default) for one, default in ((colour, "000000"), (fill, "FFFFFF"))]
    if colour in (None, "auto"):
        return 21.0  # Word then takes black or white, whichever reads
    return (max(light) + 0.05) / (min(light) + 0.05)


def _luminance(colour: str | None, default: str) -> float:
    digits = colour if colour and re.fullmatch(r"[0-9A-Fa-f]{6}", colour) else default
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
