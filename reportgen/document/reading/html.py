"""Raw HTML: reported, with what to type instead where that is known."""

from __future__ import annotations

import re
from typing import Final

from reportgen.document.reading.context import Context

_INSTEAD: Final = {
    **dict.fromkeys(("b", "strong"), "**…**"),
    **dict.fromkeys(("i", "em"), "*…*"),
    **dict.fromkeys(("s", "del", "strike"), "~~…~~"),
    "sup": "^…^",
    "sub": "~…~",
    "code": "`…`",
    "a": "[…](…)",
    "img": "![…](…)",
    "span": "[…]{…}",
    "div": "::: {…}",
    "br": "\\",
    "hr": "---",
}
_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


_ACCEPTS: Final = re.compile(r"\s*<!--\s*check:\s*accept\b[^\n]*-->\s*\Z")


def accepts_finding(text: str) -> bool:
    """Whether a block of HTML is a remark to `reportgen check`, on one line: it is not printed."""
    return bool(_ACCEPTS.match(text))


def report_html(text: str, offset: int, context: Context) -> None:
    """Say that `text`, at `offset`, is kept as it is typed."""
    name = _NAME.match(text)
    context.report("MD001", offset, _INSTEAD.get(name[1].lower(), "") if name else "", text=short(text))


def short(text: str, limit: int = 40) -> str:
    """The start of `text` on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
