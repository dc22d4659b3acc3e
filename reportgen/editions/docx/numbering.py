"""Lists: the multilevel lists behind headings, bullets, and one instance for each numbered list.

Word counts by itself; `HeadingLists` counts along, so that each heading shows the number of the document.
Where Word would count otherwise, an instance of the list starts at the right number; where no list can show
a number, the answer is None and the number is written as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from reportgen.editions.docx.ooxml import Numbered, Xml, w, word_xml
from reportgen.editions.docx.stylemap import StyleMap

HeadingList = Literal["chapter", "annex"]

CHAPTERS: Final = 1
ANNEXES: Final = 2
BULLETS: Final = 3
ORDERED: Final = 4
LAST_FIXED: Final = 4
_BASE: Final[dict[HeadingList, int]] = {"chapter": CHAPTERS, "annex": ANNEXES}
DEPTHS: Final[dict[HeadingList, int]] = {"chapter": 3, "annex": 3}
_MAX_DEPTH: Final = 9
_ORDERED_FORMATS: Final = (("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", "."))


@dataclass(slots=True)
class _Instance:
    """A `w:num` beyond the fixed ones: `abstract` with its level `level` started at `start`."""

    num: int
    abstract: int
    level: int
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document."""

    instances: list[_Instance] = field(default_factory=list)
    _counts: dict[HeadingList, list[int]] = field(default_factory=dict)
    _current: dict[HeadingList, int] = field(default_factory=dict)

    def heading(self, kind: HeadingList, level: int, number: str) -> Numbered | None:
        """The list membership that makes Word show `number` at `level` (from 0), or None.

        To be asked in the order of the document.
        """
        wanted = _parts_of(kind, number)
        counts = self._counts.setdefault(kind, [0] * DEPTHS[kind])
        if level >= DEPTHS[kind] or len(wanted) != level + 1 or list(wanted[:-1]) != counts[:level]:
            return None
        if wanted[level] != counts[level] + 1:
            self._current[kind] = self._instance(_BASE[kind], level, wanted[level])
        counts[level] = wanted[level]
        counts[level + 1 :] = [0] * (DEPTHS[kind] - level - 1)
        return Numbered(self._current.get(kind, _BASE[kind]), level)

    def ordered(self, depth: int, start: int) -> Numbered:
        """A new numbered list at `depth` (from 0)."""
        level = min(depth, _MAX_DEPTH - 1)
        return Numbered(self._instance(ORDERED, level, start), level)

    def bullets(self, depth: int) -> Numbered:
        return Numbered(BULLETS, min(depth, _MAX_DEPTH - 1))

    def _instance(self, abstract: int, level: int, start: int) -> int:
        num = LAST_FIXED + 1 + len(self.instances)
        self.instances.append(_Instance(num, abstract, level, start))
        return num


def list_indent(styles: StyleMap, depth: int) -> int:
    """The left edge of the text of a list item at `depth` (from 0), in twips."""
    return round((styles.lists.indent * depth + styles.lists.hanging) * 20)


def numbering_part(numbering: Numbering, styles: StyleMap) -> bytes:
    """`/word/numbering.xml`."""
    lists = [
        _abstract(CHAPTERS, [_heading_level(level, styles, tied=True) for level in range(DEPTHS["chapter"])]),
        _abstract(ANNEXES, [_annex_level(level, styles) for level in range(DEPTHS["annex"])]),
        _abstract(BULLETS, [_bullet_level(level, styles) for level in range(_MAX_DEPTH)]),
        _abstract(ORDERED, [_ordered_level(level, styles) for level in range(_MAX_DEPTH)]),
        *(w("num", w("abstractNumId", val=base), numId=base) for base in range(1, LAST_FIXED + 1)),
    ]
    for item in numbering.instances:
        start = w("lvlOverride", w("startOverride", val=item.start), ilvl=item.level)
        lists.append(w("num", w("abstractNumId", val=item.abstract), start, numId=item.num))
    return word_xml("numbering", *lists)


def heading_level(style: str) -> int | None:
    """The level of the chapters' list that a heading style belongs to."""
    names = {f"Heading {level + 1}": level for level in range(DEPTHS["chapter"])}
    return names.get(style)


def _parts_of(kind: HeadingList, number: str) -> tuple[int, ...]:
    first, *rest = number.split(".")
    if not all(piece.isdecimal() for piece in rest):
        return ()
    digits = int(first) if first.isdecimal() else 0
    head = letters_value(first) if kind == "annex" else digits
    return (head, *map(int, rest)) if head else ()


def letters_value(letters: str) -> int:
    """The place of an annex in Word's letter counting: A to Z, then AA, BB; 0 when it cannot show them."""
    if not letters or not letters.isascii() or not letters.isupper() or len(set(letters)) != 1:
        return 0
    return ord(letters[0]) - ord("A") + 1 + 26 * (len(letters) - 1)


def _abstract(number: int, levels: list[Xml]) -> Xml:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    return w(
        "abstractNum",
        w("nsid", val=f"5247{number:04X}"),
        w("multiLevelType", val=kind),
        w("tmpl", val=f"5247{number + 256:04X}"),
        *levels,
        abstractNumId=number,
    )


def _level(
    level: int,
    number_format: str,
    text: str,
    *,
    style: str | None = None,
    suffix: str = "tab",
    left: int = 0,
    hanging: int = 0,
    look: Xml | None = None,
) -> Xml:
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=number_format),
        w("pStyle", val=style) if style else None,
        w("suff", val=suffix),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=left, hanging=hanging)),
        look,
        ilvl=level,
    )


def _heading_level(level: int, styles: StyleMap, *, tied: bool) -> Xml:
    """A section number that hangs into the margin; `tied` to the heading style of its level."""
    text = ".".join(f"%{place + 1}" for place in range(level + 1))
    colour = styles.headings.number_colour if level == 0 else "muted"
    look = w("rPr", w("b", val=int(level == 0)), w("color", val=styles.colour(colour)))
    style = f"Heading{level + 1}" if tied else None
    hanging = round(styles.headings.hang * 20)
    return _level(level, "decimal", text, style=style, left=0, hanging=hanging, look=look)


def _annex_level(level: int, styles: StyleMap) -> Xml:
    """Annex titles count without showing it: their letter is a SEQ field, which references can read."""
    if level == 0:
        return _level(0, "upperLetter", "", suffix="nothing")
    return _heading_level(level, styles, tied=False)


def _bullet_level(level: int, styles: StyleMap) -> Xml:
    bullets = styles.lists.bullets or ("•",)
    style = f"ListBullet{level + 1 if level else ''}" if level < 3 else None
    left, hanging = list_indent(styles, level), round(styles.lists.hanging * 20)
    return _level(level, "bullet", bullets[level % len(bullets)], style=style, left=left, hanging=hanging)


def _ordered_level(level: int, styles: StyleMap) -> Xml:
    number_format, end = _ORDERED_FORMATS[level % len(_ORDERED_FORMATS)]
    left, hanging = list_indent(styles, level), round(styles.lists.hanging * 20)
    return _level(level, number_format, f"%{level + 1}{end}", left=left, hanging=hanging)
