"""Workbooks from outside: forms of ministries and tables of translators. The first byte as in `word_files`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from fuzz.common import sound
from fuzz.word_files import lists, packed, unpacked
from reportgen.diagnostics import Diagnostics
from reportgen.intake import decide, read_submission, xlsx_form
from reportgen.translation.exchange.tables import read_xlsx
from reportgen.translation.exchange.xmlfile import UnreadableError
from reportgen.words import words_for

TOKENS = (
    '<c r="A1" t="s">', "<v>", "</v>", "<f>", "<is><t>", "<row ", "<sheetData>", "<mergeCell ", "<dimension ",
    't="e"', 't="b"', 't="str"', 't="d"', 's="1"', "<sst ", "<si>", "<!DOCTYPE a [", "<!ENTITY ", "1e400", "-1",
)  # fmt: skip
_PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
)


@cache
def _form() -> dict[str, bytes]:
    return unpacked(xlsx_form(lists(), words_for("fr"), "fr", practices=1))


def seeds() -> Iterable[bytes]:
    yield b"\0" + packed(_form())
    for number, name in enumerate(_PARTS):
        if name in _form():
            yield bytes([1 + number]) + _form()[name]


def run(data: bytes) -> None:
    which = data[0] % (len(_PARTS) + 1) if data else 0
    book = data[1:] if which == 0 else packed({**_form(), _PARTS[which - 1]: data[1:]})
    diagnostics = Diagnostics()
    practices = read_submission(book, "a.xlsx", diagnostics)
    decide(practices, lists(), "fr", diagnostics)
    sound(diagnostics)
    try:
        read_xlsx(book)
    except UnreadableError as error:
        assert error.code
