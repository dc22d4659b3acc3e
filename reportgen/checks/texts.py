"""The texts of the content as typed, with their places; and the words in them, without the markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.units import Unit
from reportgen.document.walk import walk
from reportgen.inventory import Inventory, translatable_leaves

# What is typed for the engine or for a browser, and is not words of the text.
MARKUP: Final = re.compile(
    r"""(?P<code>(`+).*?(?<!`)\2(?!`)) | (?P<url><?https?://[^\s<>"«»“”)\]]+>?|\bwww\.[^\s<>"«»“”)\]]+)
      | (?P<mail>\b[\w.+'’-]+@[\w-]+\.[\w.-]+\w) | (?P<target>\]\([^)\n]*\)) | (?P<computed>\{\{.*?\}\})
      | (?P<attrs>\{[^{}\n]*\}) | (?P<cite>\[[^\[\]\n]*(?<!\w)-?@[\w-][^\[\]\n]*\])
      | (?P<ref>(?<![\w@])@[A-Za-z][\w:.-]*\w) | (?P<note>\[\^[^\]\n]+\]:?|\^\[)
      | (?P<html><[!/A-Za-z][^<>\n]*>)
      | (?P<escape>\\[!-/:-@\[-`{-~\n]?) | (?P<doi>\b10\.\d{4,}/\S+)""",
    re.VERBOSE | re.DOTALL,
)
_WORDLESS: Final = frozenset({"target", "attrs", "cite", "note", "html", "escape"})
_EMPHASIS: Final = re.compile(r"[*_~^]+|[\[\]]|^\s*(?:#+|>|[-+*]|\d+[.)])\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """One unit of the content: its text as typed, its language and kind, the place of its first character."""

    text: str
    lang: str
    kind: str
    span: Span

    @property
    def words(self) -> str:
        """The text with spaces for markup, so that places stay; code and addresses begin with U+FFFC."""
        return _EMPHASIS.sub(_blank, MARKUP.sub(_hidden, self.text))

    def at(self, offset: int) -> Span:
        """The place of a character of `text`."""
        before = self.text[:offset]
        row = before.count("\n")
        col = offset - before.rfind("\n") - 1
        return replace(
            self.span, line=self.span.line + row, col=col + (self.span.col if row == 0 else 1), end_line=0
        )


def _hidden(match: re.Match[str]) -> str:
    if match.lastgroup in _WORDLESS:
        return _blank(match)
    return "\ufffc" + _blank(match)[1:]


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if c == "\n" else " " for c in match[0])


def passages(documents: Iterable[n.Document], inventory: Inventory) -> Iterator[Passage]:
    """Every text of the content, once, in the language it is in: chapters and shared files, then fiches.

    The texts of fiches are those of their files: in the tree they are escaped for Markdown.
    """
    seen: set[tuple[str, int, int, str]] = set()
    documents = tuple(documents)
    for document in documents:
        for node in walk(document.parts):
            unit = getattr(node, "unit", None)
            if not isinstance(unit, Unit) or unit.lang != document.lang or not unit.text:
                continue
            origin = unit.origin
            key = (origin.file, origin.line, origin.col, origin.field)
            if key in seen or not origin.file.startswith("content/") or isinstance(node, n.CodeBlock):
                continue
            if "/fiches/" in origin.file:
                continue
            seen.add(key)
            yield Passage(unit.text, unit.lang, unit.kind, origin)
    for entry in inventory.entries.values():
        for document in documents:
            for leaf in translatable_leaves(entry, document.lang):
                # Keywords come joined: they are not one text.
                if leaf.path != "keywords":
                    yield Passage(leaf.text, document.lang, leaf.kind, leaf.span)
