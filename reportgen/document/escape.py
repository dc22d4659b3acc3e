"""Plain text as Markdown that reads as that very text."""

from __future__ import annotations

import re
from typing import Final

# CommonMark whitespace except the no-break spaces, which are text (section 2.1).
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")
# What can mean something anywhere in a line.
_ANYWHERE: Final = re.compile(r'[\\`*_{}\[\]<>&@#!|^~"]')
# What can mean something where a line starts: list markers, `===`, `:::`, `: `, `1.`, `1)`, `Table:`.
_AT_START: Final = re.compile(r"( ?(?:Table|\d{1,9})?)([-+=:.)])")


def escape_markdown(text: str) -> str:
    """Markdown for `text` on one line: parsed in any block, it gives `text` back with its spaces collapsed.

    Safe in paragraphs, headings, list items, table cells, terms, captions, and in attribute values
    between double quotes; not in web addresses, nor in the option lines of a directive.
    """
    line = _SPACES.sub(" ", text)
    start = _AT_START.match(line)
    done = start.end() if start else 0
    return _AT_START.sub(r"\1\\\2", line[:done]) + _ANYWHERE.sub(r"\\\g<0>", line[done:])
