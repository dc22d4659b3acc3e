"""What agencies send back: XLIFF 2, XLIFF 1.2, TMX and PO, read, judged and put into texts.

The first byte says which format the rest is read as.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from fuzz.common import FIXTURE, sound
from reportgen.compose.directives import SYNTAXES
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.exchange import Bench, bench
from reportgen.translation.exchange.applying import Texts, apply_document
from reportgen.translation.exchange.formats import FormatName, hand_off_files, read_file
from reportgen.translation.exchange.importing import Desk, judge_files
from reportgen.translation.exchange.units import HandOff
from reportgen.translation.exchange.xmlfile import UnreadableError

TOKENS = (
    "<unit ", "<segment>", "<source>", "<target>", "<ph ", "<pc ", "<sc ", "<ec ", 'id="1"', 'startRef="', "<mrk ",
    "<note ", "<trans-unit ", "<g ", "<x ", "<bx/>", "<bpt ", "<tu>", "<tuv ", "<seg>", "xml:lang=", "<!DOCTYPE a [",
    "<!ENTITY ", 'msgid "', 'msgstr "', 'msgctxt "', "#, fuzzy", "#. reportgen: ", '"\\n"\n', "{1}", "{/1}", "\n\n",
)  # fmt: skip
_KINDS: tuple[tuple[FormatName, str], ...] = (
    ("xliff2", "a.xlf"), ("xliff12", "a.xlf"), ("po", "a.po"), ("tmx", "a.tmx"),
)  # fmt: skip


@cache
def _bench() -> Bench:
    found = bench(FIXTURE, Diagnostics())
    assert found is not None
    return found


def seeds() -> Iterable[bytes]:
    ready = _bench()
    units = [one.unit for one in ready.handed]
    for number, (kind, _) in enumerate(_KINDS):
        for chosen in (units[:4], units[-3:]):
            job = HandOff(tuple(chosen), *ready.langs, ready.project)
            yield bytes([number]) + next(iter(hand_off_files(kind, job, ready.terms).values()))


def run(data: bytes) -> None:
    ready = _bench()
    _, name = _KINDS[data[0] % len(_KINDS) if data else 0]
    diagnostics = Diagnostics()
    try:
        read = read_file(name, data[1:], *ready.langs)
    except UnreadableError as error:
        assert error.code
        return
    outcome = judge_files(read, Desk(ready.handed, ready.langs, ready.project, ready.terms), diagnostics)
    for document in ready.documents:
        taken = [one for one in outcome.taken if one.handed.unit.document == document.container]
        if taken:
            texts = _texts(document.container)
            apply_document(document, taken, texts, ready.langs, SYNTAXES, "2026-01-01", diagnostics)
    sound(diagnostics)


@cache
def _texts(container: str) -> Texts:
    kind, _, name = container.partition("/")
    ending = ".yaml" if kind == "fiches" else ".md"
    source, target = (FIXTURE / f"content/{lang}/{kind}/{name}{ending}" for lang in ("fr", "en"))
    return Texts(
        source.read_text(encoding="utf-8"),
        target.read_text(encoding="utf-8") if target.exists() else None,
    )
