"""Random texts go out, come back with their placeholders in another order, and lose nothing."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.document.units import normalise
from reportgen.translation.exchange.checks import judge
from reportgen.translation.exchange.codes import Coded, Item, aligned, decode, encode
from reportgen.translation.exchange.formats import FormatName, hand_off_files, read_file, zipped
from reportgen.translation.exchange.units import ExchangeUnit, HandOff, Returned
from reportgen.translation.states import State

WORDS = st.sampled_from(
    [
        "accès",
        "délai",
        "{accolade}",
        "a<b",
        "R&D",
        "‘so’",
        "5,4",
        "[x",
        "«",
        "mot",
        "»",
        "|barre",
        "#4",
        "fin.",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
ALONE = st.sampled_from(
    ["@fig-x", "[@key, p. 12]", "[le @sec-who]", "[^note]", "{{ count(fiches) }}", "`a*b`",
     "[-@tbl-x; @tbl-y]", "https://ex.fr/a_b?c=1", "\\*", "<https://ex.org/>"]
)  # fmt: skip


def wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        inside.map(lambda t: f"**{t}**"),
        inside.map(lambda t: f'[{t}](https://ex.org/a "titre")'),
        inside.map(lambda t: f"[{t}]{{lang=en}}"),
        inside.map(lambda t: f'[{t}]{{index="notion"}}'),
        inside.map(lambda t: f"^[{t}]"),
    )


PLAIN = st.lists(
    st.sampled_from(["accès", "délai", "région", "agent", "usager"]), min_size=1, max_size=3
).map(" ".join)
PIECE = st.one_of(TEXT, ALONE, wrapped(st.one_of(PLAIN, PLAIN.map(lambda t: f"*{t}*"))))
MARKDOWN = st.lists(PIECE, min_size=1, max_size=8).map(" ".join)
FORMATS: list[FormatName] = ["xliff2", "xliff12", "po", "tmx"]


def unit(source: str, target: str | None) -> ExchangeUnit:
    coded = encode(source)
    made = aligned(coded, encode(target)) if target is not None else None
    return ExchangeUnit(
        "chapters/a", "~sec/p1", "paragraph", State.MISSING, coded, made, "0" * 12, "", "a.md:1:1"
    )


def there_and_back(one: ExchangeUnit, to: FormatName) -> Returned:
    files = hand_off_files(to, HandOff((one,), "fr", "en", "essai"), ())
    name, data = next(iter(files.items()))
    return read_file(name, data, "fr", "en")[0][1].units[0]


def groups(coded: Coded) -> list[list[Item]]:
    """Runs of items that may stand in any order: a text, a code alone, a pair with what it holds."""
    found: list[list[Item]] = []
    depth = 0
    for item in coded.items:
        if isinstance(item, str) or item.side == "alone":
            if depth:
                found[-1].append(item)
            else:
                found.append([item])
            continue
        index = coded.codes[item.id].type == "index"
        if item.side == "open" and not depth and not index:
            found.append([])
        depth += 1 if item.side == "open" else -1
        found[-1].append(item)
    return found


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_text_and_codes_put_together_are_the_source(markdown: str) -> None:
    assert normalise(decode(encode(markdown))) == normalise(markdown)


@settings(max_examples=60, deadline=None)
@given(MARKDOWN, st.sampled_from(FORMATS))
def test_what_comes_back_is_what_went_out(markdown: str, to: FormatName) -> None:
    one = unit(markdown, markdown)
    back = there_and_back(one, to)
    judged = judge(one, back.target, ("fr", "fr"), ())
    assert judged.is_good, judged.faults
    assert normalise(judged.markdown.replace("[@sec-who]", "[le @sec-who]")) == normalise(markdown)


@settings(max_examples=60, deadline=None)
@given(MARKDOWN, st.sampled_from(FORMATS), st.randoms())
def test_placeholders_may_change_places(markdown: str, to: FormatName, rng: object) -> None:
    source = encode(markdown)
    shuffled = groups(source)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    items: list[Item] = []
    for group in shuffled:
        items.extend([*group, " "])
    one = unit(markdown, None)
    moved = ExchangeUnit(**{**_fields(one), "target": Coded(tuple(items), source.codes)})
    back = there_and_back(moved, to)
    judged = judge(one, back.target, ("fr", "fr"), ())
    assert judged.is_good, (judged.faults, decode(moved.target or source))
    again = encode(judged.markdown)
    signs = Counter(code.sign for code in again.codes.values() if code.type != "char")
    assert signs == Counter(code.sign for code in source.codes.values() if code.type != "char")
    assert Counter(again.plain.replace("\\", "").split()) == Counter(
        Coded(tuple(items), source.codes).plain.split()
    )


def _fields(one: ExchangeUnit) -> dict[str, object]:
    return {name: getattr(one, name) for name in ExchangeUnit.__slots__}


def test_a_table_keeps_codes_of_every_kind() -> None:
    markdown = 'Le **mot** de [l’axe]{index="axe"} est @fig-x[^n], {{ count(fiches) }} et `code`.'
    one = unit(markdown, markdown)
    formats: list[FormatName] = ["docx", "xlsx"]
    for to in formats:
        back = there_and_back(one, to)
        judged = judge(one, back.target, ("fr", "fr"), ())
        assert judged.markdown == markdown


def test_segments_of_a_unit_are_put_together_again() -> None:
    """A tool that cuts a unit into sentences gives back the same text."""
    one = unit("Un mot. Deux **mots**. Trois.", "One word. Two **words**. Three.")
    data = next(iter(hand_off_files("xliff2", HandOff((one,), "fr", "en", "essai"), ()).values())).decode()
    cut = data.replace("</source>", "\x00").replace("One word. Two ", "One word.\x01Two ")
    start, end = cut.index("<segment"), cut.index("</segment>") + len("</segment>")
    parts = (
        '<segment id="s1" state="translated"><source>Un mot.</source><target>One word.</target></segment>\n'
        '<ignorable id="i1"><source xml:space="preserve"> </source></ignorable>\n'
        '<segment id="s2" state="translated"><source xml:space="preserve">Deux <pc id="1">mots</pc>. Trois.'
        '</source><target xml:space="preserve">Two <pc id="1">words</pc>. Three.</target></segment>'
    )
    joined = (cut[:start] + parts + cut[end:]).replace("\x00", "</source>").encode()
    back = read_file("a.xlf", joined, "fr", "en")[0][1].units[0]
    assert judge(one, back.target, ("fr", "en"), ()).markdown == "One word. Two **words**. Three."


def test_an_archive_is_the_same_for_the_same_files() -> None:
    files = {"a/b.txt": b"x", "c/": b""}
    assert zipped(files) == zipped(files)
    assert zipfile.ZipFile(io.BytesIO(zipped(files))).namelist() == ["a/b.txt", "c/"]
