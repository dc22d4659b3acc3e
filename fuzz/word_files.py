"""Word files from outside: forms, annotated drafts, tables of translators, and the accessibility check.

The first byte says which part of a good file is replaced by the rest; 0 makes the rest the whole file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fuzz.common import FIXTURE, loaded, sound
from reportgen.compose.fragment import compose_fragment
from reportgen.diagnostics import Diagnostics
from reportgen.editions.docx import write_docx
from reportgen.intake import Lists, decide, docx_form, read_submission
from reportgen.project import Assets
from reportgen.resolve import Records, resolve
from reportgen.review.accessibility import check_accessibility
from reportgen.review.reading import read_draft
from reportgen.translation.exchange.tables import read_docx
from reportgen.translation.exchange.xmlfile import UnreadableError
from reportgen.words import words_for

TOKENS = (
    "<w:p>", "</w:p>", "<w:r>", "<w:t>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:ins ", "<w:del ", "<w:moveFrom ",
    "<w:moveTo ", "<w:commentRangeStart ", "<w:commentRangeEnd ", "<w:bookmarkStart ", 'w:id="', 'w:name="',
    "<w:sdt>", "<w:sdtContent>", "<w:tag ", "<w:fldChar ", "<w:instrText>", "<w:footnoteReference ", "w:val=",
    "<!DOCTYPE a [", "<!ENTITY ", "<?xml ", "<![CDATA[", "&#0;", "<w:pPr>", "<w:pStyle ", "<w:gridSpan ",
)  # fmt: skip
_PARTS = (
    "word/document.xml",
    "word/comments.xml",
    "word/footnotes.xml",
    "[Content_Types].xml",
    "word/styles.xml",
)


@cache
def _draft() -> dict[str, bytes]:
    """The parts of a draft of ours, with its manifest of units."""
    text = (FIXTURE / "content/fr/chapters/01-why.md").read_text(encoding="utf-8")
    document = compose_fragment(text, Path("a.md"), "fr", Assets(None), Diagnostics())
    return unpacked(write_docx(resolve(document, Records(), Diagnostics()), Assets(None)))


@cache
def _form() -> dict[str, bytes]:
    return unpacked(docx_form(lists(), words_for("fr"), "fr"))


@cache
def lists() -> Lists:
    return Lists(loaded().inventory)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def seeds() -> Iterable[bytes]:
    yield b"\0" + packed(_form())
    for base, parts in enumerate((_draft(), _form())):
        for number, name in enumerate(_PARTS):
            if name in parts:
                yield bytes([1 + number + base * len(_PARTS)]) + parts[name]


def file_of(data: bytes) -> bytes:
    """The Word file that an input stands for."""
    which = data[0] % (2 * len(_PARTS) + 1) if data else 0
    if which == 0:
        return data[1:]
    base = _draft() if which <= len(_PARTS) else _form()
    return packed({**base, _PARTS[(which - 1) % len(_PARTS)]: data[1:]})


def run(data: bytes) -> None:
    word = file_of(data)
    diagnostics = Diagnostics()
    reading = read_draft(word, "a.docx", diagnostics)
    assert reading is not None or diagnostics.errors
    check_accessibility(word, "a.docx", diagnostics)
    practices = read_submission(word, "a.docx", diagnostics)
    decide(practices, lists(), "fr", diagnostics)
    sound(diagnostics)
    try:
        read_docx(word)
    except UnreadableError as error:
        assert error.code
