"""Content streams: slots for page numbers that can be filled later, hyphens marked as soft ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pydyf
from weasyprint.draw.text import draw_text
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import create_layout

SLOT_CHARACTERS: Final = "0123456789ivxlcdm"
SLOT_ATTRIBUTE: Final = "data-slot"
"""On an element that shows the page number of a label: the id of the label."""
ALIGN_ATTRIBUTE: Final = "data-align"
_LAST_GLYPH: Final = re.compile(r"([0-9a-f]{4})>[-\d.]*$")
_SHOWN: Final = re.compile("<([0-9a-f]*)>|([^<]+)")
STAND_IN_WIDTH: Final = 600
"""Of the one box that stands for every character that no font has, in thousandths of an em."""


@dataclass(slots=True)
class Marked:
    """A marked-content sequence: its number on the page, and where it opens in the stream's list of items."""

    mcid: int
    start: int
    end: int


@dataclass(slots=True)
class Glyphs:
    """Glyph ids by font resource name: of the characters of page numbers, and of the space."""

    by_font: dict[str, dict[str, int]] = field(default_factory=dict)
    spaces: dict[str, int] = field(default_factory=dict)


class SheetStream(Stream):  # type: ignore[misc]
    """A page's content stream.

    `slots` collects the glyphs that the assembler needs to write page numbers into the finished stream.
    """

    def __init__(self, *args: Any, slots: Glyphs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots
        self._hyphenated = False
        self._space_due: Any = None

    def clone(self, **kwargs: Any) -> SheetStream:
        """A stream of the same kind for a group or a pattern (parent: `Stream.clone`)."""
        defaults = {
            "fonts": self._fonts,
            "page_rectangle": self.page_rectangle,
            "resources": self._resources,
            "images": self._images,
            "tags": self._tags,
            "color_profiles": self._color_profiles,
            "output_intent": self._output_intent,
            "compress": self.compress,
        }
        return SheetStream(slots=self.slots, **{**defaults, **kwargs})

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Surround what `box` draws with its marks: structure content, page-number slot, or both."""
        if self._tags is not None:
            start = len(self.stream)
            mcid = len(self._tags)
            self.begin_marked_content(tag, pydyf.Dictionary({"MCID": mcid}))
            self._tags[box] = Marked(mcid, start, len(self.stream))
        self._space_due = box if getattr(box, "space_due", False) else None
        element = box.element
        label = element.get(SLOT_ATTRIBUTE) if element is not None else None
        if label is None:
            self._hyphenated = _is_hyphenated(box)
            logical = _logical(box)
            if logical:
                self.begin_marked_content("Span", _actual(logical))
            yield
            if logical:
                self.end_marked_content()
            self._hyphenated = False
        else:
            align = "right" if element.get(ALIGN_ATTRIBUTE) == "right" else "left"
            properties = pydyf.Dictionary({"L": f"<{label.encode().hex()}>", "A": f"/{align}"})
            self.begin_marked_content("Slot", properties)
            yield
            properties["F"] = f"/{self._old_font[0]}"
            properties["Z"] = self._old_font[1]
            self._learn_slot_glyphs(box, self._old_font[0])
            self.end_marked_content()
        if self._tags is not None:
            self.end_marked_content()

    def show_text(self, text: str) -> None:
        """Show glyphs; a hyphen made by hyphenation stands for a soft one (ISO 32000-1, 14.8.2.2.3)."""
        last = _LAST_GLYPH.search(text) if self._hyphenated else None
        if last is None:
            self._show(text)
            return
        head = text[: last.start()]
        head = head.removesuffix("<") if head.endswith("<") else head + ">"
        if head:
            self._show(head)
        self._show_as(f"<{last[1]}>", "\u00ad")

    def end_text(self) -> None:
        """End the text; where the line or the box ends between two words, with a space (see `spaces`)."""
        box, self._space_due = self._space_due, None
        if box is not None and self._current_font:
            self._show(f"<{self._space(box, self._current_font[0]):04x}>")
        super().end_text()

    def _space(self, box: Any, font: str) -> int:
        """The glyph of a space in the font of `box`."""
        if font not in self.slots.spaces:
            glyphs = [glyph for glyph, _ in _items(self._drawn_aside("a a", box)) if glyph]
            self.slots.spaces[font] = int(glyphs[1], 16)
        return self.slots.spaces[font]

    def _show(self, text: str) -> None:
        """Show glyphs; the empty box that stands for a character of no font still says which one it is."""
        name = self._current_font[0] if self._current_font else None
        font = next((f for f in self._fonts.values() if f.hash == name), None)
        if font is None or not font.missing:
            super().show_text(text)
            return
        characters = {f"{gid:04x}": chr(point) for point, gid in font.missing.items()}
        shown = ""
        for glyph, kerning in _items(text):
            if glyph not in characters:
                shown += kerning or f"<{glyph}>"
                continue
            if shown:
                super().show_text(shown)
                shown = ""
            # The box has one width in the font; the line was laid out with another.
            kern = STAND_IN_WIDTH - font.widths[int(glyph, 16)]
            self._show_as(f"<{font.glyph_count:04x}>{kern or ''}", characters[glyph])
        if shown:
            super().show_text(shown)

    def _show_as(self, text: str, actual: str) -> None:
        self.begin_marked_content("Span", _actual(actual))
        super().show_text(text)
        self.end_marked_content()

    def _learn_slot_glyphs(self, box: Any, font: str) -> None:
        """Draw all characters of page numbers aside, so that the font of this slot is known to hold them."""
        if font in self.slots.by_font:
            return
        ids: dict[str, int] = {}
        for character in SLOT_CHARACTERS:
            shown = self._drawn_aside(character, box)
            ids[character] = int(shown.partition("<")[2].partition(">")[0], 16)
        self.slots.by_font[font] = ids

    def _drawn_aside(self, text: str, box: Any) -> str:
        """What shows `text` in the style of `box`; the font then knows its glyphs."""
        scratch = self.clone(tags=None)
        aside = box.copy()
        aside.text = text
        aside.pango_layout = create_layout(text, box.style, None, None, 0)
        aside.pango_layout.deactivate()
        aside.element = None
        draw_text(scratch, aside, 0, "clip", "none")
        shown = (item for item in scratch.stream if isinstance(item, bytes) and item.endswith(b"TJ"))
        return b"".join(item.removesuffix(b" TJ").strip(b"[]") for item in shown).decode()


def _items(text: str) -> Iterator[tuple[str, str]]:
    """The operand of TJ item by item: (glyph as four digits, "") or ("", kerning)."""
    for glyphs, kerning in _SHOWN.findall(text):
        if kerning:
            yield "", kerning
        for start in range(0, len(glyphs), 4):
            yield glyphs[start : start + 4], ""


def _actual(text: str) -> Any:
    return pydyf.Dictionary({"ActualText": f"<FEFF{text.encode('utf-16-be').hex().upper()}>"})


def _logical(box: Any) -> str:
    """The text of a box with words written from right to left, as it is read: its glyphs are drawn from left
    to right (ISO 32000-1, 14.8.2.3.3). "" for other boxes."""
    text = str(getattr(box, "text", "") or "")
    if not any(unicodedata.bidirectional(character) in ("R", "AL") for character in text):
        return ""
    return text + " " * bool(getattr(box, "space_due", False))


def _is_hyphenated(box: Any) -> bool:
    text = getattr(box, "text", "")
    return bool(text) and text.endswith(box.style["hyphenate_character"]) and box.style["hyphens"] == "auto"
