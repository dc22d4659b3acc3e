"""Characters that cannot be seen: reported, and those no edition can print replaced."""

from __future__ import annotations

import re
from typing import Final

from reportgen.diagnostics import Diagnostics
from reportgen.document.linemap import LineMap

# Bidi_Control of UAX #9: text that reads otherwise than it is stored ("Trojan source").
BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Zero-width characters, and joiners where no script or emoji needs them.
ZERO_WIDTH: Final = "\u200b\u2060\ufeff\u180e\u115f\u1160\u3164\uffa0"
_JOINERS = "(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])"
_HIDDEN = re.compile(f"[{BIDI}{ZERO_WIDTH}\U000e0000-\U000e007f]|{_JOINERS}")
# Line ends that neither CommonMark nor XML knows: a space takes their place.
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What XML 1.0 cannot hold (section 2.2), the other controls, and U+0000 as CommonMark asks (section 2.3).
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ANY = re.compile(f"{_HIDDEN.pattern}|{_BREAKS.pattern}|{_CONTROLS.pattern}")
MAX_REPORTED: Final = 50


def clean(text: str, places: LineMap, diagnostics: Diagnostics) -> str:
    """`text` with line ends as `\\n` and nothing that an edition cannot print; same length otherwise."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    line, line_start = 1, 0
    for count, hit in enumerate(_ANY.finditer(text)):
        if count == MAX_REPORTED:
            break
        line += text.count("\n", line_start, hit.start())
        line_start = max(line_start, text.rfind("\n", 0, hit.start()) + 1)
        code = "MD011" if _HIDDEN.fullmatch(hit[0]) or hit[0] in "\u200c\u200d" else "MD012"
        diagnostics.add(code, places.at(line, hit.start() - line_start + 1), char=name_of(hit[0]))
    return _CONTROLS.sub("\ufffd", _BREAKS.sub(" ", text))


def hidden_in(text: str) -> str:
    """The first invisible character of `text` (as written by an entity), or an empty string."""
    found = _HIDDEN.search(text)
    return found[0] if found and text != "\u200d" else ""


def name_of(char: str) -> str:
    return f"U+{ord(char):04X}"
