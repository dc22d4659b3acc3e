"""How a value becomes Markdown: escaped as text, or as the Markdown it is, made safe for where it is put."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from markupsafe import Markup

from reportgen.compose.templating.marks import Marks, without_marks
from reportgen.document.escape import escape_markdown

# What would begin a block instead of going on in a paragraph.
_BLOCK_START: Final = re.compile(
    r"(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|:{1,}|`{3,}|~{3,}|\||=+\s*$|-{2,}\s*$|Table:)"
)
_NUMBERED: Final = re.compile(r"([0-9]{1,9})(?=[.)](?:\s|$))")
_PIPE: Final = re.compile(r"\\.|(`+)(?:(?!\1).)*?\1(?!`)|\|", re.DOTALL)
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_COLONS: Final = re.compile(r":{3,}")
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")


class Markdown(Markup):
    """A text that is Markdown already; what is joined to it is escaped."""

    @classmethod
    def escape(cls, s: Any, /) -> Markdown:
        return cls(s) if isinstance(s, Markup) else cls(plain(str(s)))

    def join(self, iterable: Iterable[Any], /) -> Markdown:
        return Markdown(str(self)[:0] + str.join(str(self), [str(self.escape(item)) for item in iterable]))


def plain(text: str) -> str:
    """Text as Markdown that reads as the text itself, on one line."""
    return escape_markdown(without_marks(text))


def inline(text: str) -> str:
    """Inline Markdown on one line that neither begins a block nor ends a table cell."""
    line = _SPACES.sub(" ", without_marks(text)).strip(" ")
    line = _PIPE.sub(lambda hit: "\\|" if hit[0] == "|" else hit[0], line)
    if _BLOCK_START.match(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\", line, count=1) if _NUMBERED.match(line) else line


def block(text: str) -> str:
    """Block Markdown; a code fence left open is closed, so that it does not swallow what follows."""
    text = without_marks(text).strip("\n").rstrip()
    fence = ""
    for line in text.split("\n"):
        hit = _FENCE.match(line)
        if hit is None:
            continue
        if not fence:
            fence = hit[1] if hit[1][0] == "~" or "`" not in hit[2] else ""
        elif hit[1].startswith(fence) and not hit[2].strip():
            fence = ""
    return f"{text}\n{fence}" if fence else text


def value_as_markdown(value: str, kind: str, marks: Marks) -> str:
    """A value of this kind (plain, inline, block) as Markdown between marks."""
    if kind == "block":
        return marks.around(block(value), value, escaped=False)
    if kind == "inline":
        return marks.around(inline(value), value, escaped=False)
    return marks.around(plain(value), value, escaped=True)


def in_other_language(markdown: str, kind: str, lang: str) -> str:
    """Markdown left in another language for want of a translation, marked as such."""
    if kind != "block":
        return f"[{markdown}]{{lang={lang} .untranslated}}"
    colons = ":" * max((len(run) + 1 for run in _COLONS.findall(markdown)), default=3)
    return f"{colons} {{.untranslated lang={lang}}}\n{markdown}\n{colons}"
