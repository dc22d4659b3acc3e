"""The examples of the CommonMark specification, from the npm package that `make test` installs.

The specification is under CC BY-SA 4.0: it is read from `tools/commonmark/node_modules`, never committed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

SPEC = Path(__file__).parents[2] / "tools/commonmark/node_modules/commonmark-spec/spec.txt"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """An example: its number, its Markdown, and the HTML that a CommonMark reader makes of it."""

    number: int
    markdown: str
    html: str


def examples() -> list[Example]:
    """Every example of the specification; none when the package is not installed."""
    if not SPEC.exists():
        return []
    text = SPEC.read_text(encoding="utf-8").replace("→", "\t").split("<!-- END TESTS -->")[0]
    found = _EXAMPLE.findall(text)
    return [Example(number, markdown, html) for number, (markdown, html) in enumerate(found, start=1)]


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(" " if tag not in ("em", "strong", "code", "a", "img") else "")
        self.parts.extend(value or "" for name, value in attrs if tag == "img" and name == "alt")


def seen_text(html: str) -> str:
    """What a reader sees of HTML, images by their alternative text, all whitespace removed."""
    reader = _Seen()
    reader.feed(html)
    reader.close()
    return "".join("".join(reader.parts).split())
