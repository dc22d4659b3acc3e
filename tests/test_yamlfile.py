"""YAML as editors write it: what each value means, where it stands, and what is refused at which place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from reportgen.diagnostics import Diagnostics
from reportgen.yamlfile import MAX_BYTES, YamlFile, pack_yaml, path_text, read_yaml, unpack_yaml, validate

ROOT = Path(__file__).parents[1]
HERE = "▲"


def read(text: str | bytes, name: str = "a.yaml") -> tuple[YamlFile | None, list[str]]:
    diagnostics = Diagnostics()
    found = read_yaml(text, name, diagnostics)
    return found, [f"{d.code} {d.span.line}:{d.span.col}" for d in diagnostics]


def good(text: str) -> YamlFile:
    found, findings = read(text)
    assert found is not None and findings == []
    return found


# Each text has one mistake, found where ▲ stands.
REFUSED = {
    "a colon and a space in a plain value": ("YML012", "nom: Le budget▲: une histoire\n"),
    "a tab as indentation": ("YML011", "lead:\n▲\tname: x\n"),
    "a value that starts with @": ("YML011", "nom: ▲@sante\n"),
    "a value that starts with a star": ("YML011", "nom: ▲**gras**\n"),
    "a value that starts with a percent sign": ("YML011", "nom: ▲%\n"),
    "a quotation mark that is never closed": ("YML014", 'nom: ▲"Le budget\nid: x\n'),
    "an apostrophe inside single quotes": ("YML019", "nom: 'L▲'eau'\n"),
    "an apostrophe inside single quotes, in brackets": ("YML019", "x: {nom: 'L▲'eau', id: a}\n"),
    "a bracket that is never closed": ("YML015", "x: [a, b\nid▲: x\n"),
    "a backslash inside double quotes": ("YML016", 'nom: "a▲\\d"\n'),
    "a line indented less than its block": ("YML017", "x: |\n  a\n ▲b\nid: x\n"),
    "a list item where a key is expected": ("YML017", "id: x\n▲- a\n"),
    "text after the sign of a block": ("YML020", "x: > ▲texte\n"),
    "a list on the line of its key": ("YML021", "x: ▲- a\n"),
    "an anchor": ("YML004", "x: ▲&a texte\n"),
    "an alias": ("YML004", "x: ▲*a\n"),
    "a tag": ("YML005", "x: ▲!!python/name:os.system a\n"),
    "a merge key": ("YML008", "x: 1\n▲<<: {y: 2}\n"),
    "a list as a key": ("YML006", "? ▲[a]\n: 1\n"),
    "a key given twice": ("YML007", "id: a\nnom: b\n▲id: c\n"),
    "a key given twice in brackets": ("YML007", "x: {id: a, ▲id: b}\n"),
    "a second document": ("YML002", "id: a\n▲---\nid: b\n"),
    "a bell character": ("YML001", "nom: a▲\x07b\n"),
    "a NUL character": ("YML001", "nom: a▲\x00b\n"),
    "a right-to-left override": ("YML001", "nom: a▲\u202eb\n"),
    "a right-to-left override written as an escape": ("YML001", 'nom: ▲"\\u202e"\n'),
    "a line separator": ("YML001", "nom: a▲\u2028b\n"),
}


@pytest.mark.parametrize(("code", "text"), REFUSED.values(), ids=REFUSED.keys())
def test_a_mistake_is_found_at_its_place(code: str, text: str) -> None:
    before = text[: text.index(HERE)]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    assert read(text.replace(HERE, "").encode())[1] == [f"{code} {place}"]


def test_several_mistakes_are_found_in_one_run() -> None:
    text = "a: &x 1\nb: *x\nc: !t d\na: 2\n"
    assert read(text)[1] == ["YML004 1:4", "YML004 2:4", "YML005 3:4", "YML007 4:1"]


def test_what_is_refused_is_left_out_and_the_rest_is_kept() -> None:
    found, _ = read("a: *x\nb: 1\nb: 2\n? [c]\n: 3\nd: a\x07b\n")
    assert found is not None
    assert found.data == {"a": None, "b": 1, "d": "a\ufffdb"}


def test_text_that_is_not_utf8_is_refused_at_its_first_bad_byte() -> None:
    assert read("nom: été\n".encode("latin-1")) == (None, ["FIL002 1:6"])
    assert read("é: à\nnom: ".encode() + b"\xff") == (None, ["FIL002 2:6"])


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    found = good("\ufeffid: a\r\nx: |\r\n  b\r\n  c\r\n")
    assert found.data == {"id": "a", "x": "b\nc\n"}
    assert str(found.span("x")) == "a.yaml:2:4"


def test_a_file_is_bounded_in_size_and_depth() -> None:
    assert read(b"a" * (MAX_BYTES + 1)) == (None, ["FIL003 1:1"])
    assert read("[" * 21 + "]" * 21)[1] == ["YML003 1:21"]
    assert good("[" * 20 + "]" * 20)
    # Some versions of libyaml look far ahead, and stop there themselves.
    assert read("[" * 100_000)[1] in (["YML003 1:21"], ["YML003 1:1001"])
    assert read("a: " + "- " * 30)[0] is None


def test_a_thousand_forbidden_characters_make_twenty_findings() -> None:
    assert len(read("a: " + "\x07" * 1000)[1]) == 20


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("oui", "oui"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("1:30:00", "1:30:00"),
        ("2019-01-15", "2019-01-15"),
        ("2019-01", "2019-01"),
        ("1_000", "1_000"),
        ("1 000", "1 000"),
        ("=", "="),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("007", 7),
        ("0o17", 15),
        ("0xff", 255),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".inf", ".inf"),
        ("9" * 40, "9" * 40),
        ("'12'", "12"),
        ('"true"', "true"),
        ("a # commentaire", "a"),
        ("a#b", "a#b"),
    ],
)
def test_scalars_mean_what_yaml_1_2_says(written: str, value: object) -> None:
    read_value = good(f"x: {written}\n").data["x"]
    assert (type(read_value), read_value) == (type(value), value)


def test_an_empty_file_is_read_as_nothing() -> None:
    for text in ("", "\n", "# rien\n", "---\n"):
        assert good(text).data is None


def test_json_is_read_with_its_places() -> None:
    text = '[\n\t{"id":"a","ok":true,"emoji":"\\ud83d\\ude00","slash":"\\/"},\n\t{"id": "b"}\n]\n'
    found, findings = read(text, "a.json")
    assert found is not None and findings == []
    assert found.data == json.loads(text)
    assert str(found.span(1, "id")) == "a.json:3:9"


@pytest.mark.parametrize(
    ("text", "place"),
    [('{"a": 1,}', "1:9"), ("{a: 1}", "1:2"), ('{"a": 1} # x', "1:10"), ('[\n{"a" 1}]', "2:6")],
)
def test_json_is_held_to_the_rules_of_json(text: str, place: str) -> None:
    _, findings = read(text, "a.json")
    assert [f.split()[0] for f in findings] == ["YML018"]


def test_committed_records_say_the_same_to_another_reader() -> None:
    for path in sorted((ROOT / "content/shared").glob("*.yaml")):
        assert _as_text(good(path.read_text(encoding="utf-8")).data) == _as_text(
            pyyaml.load(path.read_text(encoding="utf-8"), pyyaml.BaseLoader)
        )
    text = (ROOT / "content/shared/bibliography.json").read_text(encoding="utf-8")
    found, _ = read(text, "bibliography.json")
    assert found is not None and found.data == json.loads(text)


def _as_text(data: object) -> object:
    if isinstance(data, dict):
        return {key: _as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_text(item) for item in data]
    return str(data)


# ---- places


NOTED = """\
id: essai
lead: {portfolio: sante, name: 'Le ministère'}
pitfalls:
  - {id: p1, text: Un}
  - id: p2
    text: |
      Première ligne.

        En retrait.
      Dernière.
sources:
- n: 7
  title: >-
    Texte replié sur
    deux lignes

    et un paragraphe.
plain: Une valeur simple
  qui continue
quoted: "Un \\"mot\\" et\\u00a0une
  suite"
single: 'L''eau et
  la vie'
"""


def test_each_value_has_its_line_column_and_field() -> None:
    found = good(NOTED)
    assert [
        str(found.span(*loc)) for loc in (("id",), ("lead",), ("lead", "name"), ("pitfalls", 1, "id"))
    ] == [
        "a.yaml:1:5",
        "a.yaml:2:7",
        "a.yaml:2:32",
        "a.yaml:5:9",
    ]
    assert found.span("pitfalls", 1, "text").end_line == 10
    assert str(found.key_span("pitfalls", 1, "text")) == "a.yaml:6:5"
    assert str(found.span("pitfalls", 9, "text")) == "a.yaml:4:3", "the nearest thing that exists"


def test_a_field_is_named_as_an_editor_would() -> None:
    found = good(NOTED)
    assert found.span("pitfalls", 1, "text").field == "pitfalls[p2].text"
    assert found.span("sources", 0, "title").field == "sources[7].title"
    assert path_text([["a"]], (0, 0)) == "[0][0]"


def word_place(found: YamlFile, word: str, *loc: str | int) -> str:
    texts = found.text_map(*loc)
    start = texts.text.index(word)
    line = texts.text.count("\n", 0, start) + 1
    span = texts.at(line, start - texts.text.rfind("\n", 0, start))
    return f"{span.line}:{span.col}"


@pytest.mark.parametrize(
    ("word", "loc"),
    [
        ("Première", ("pitfalls", 1, "text")),
        ("retrait", ("pitfalls", 1, "text")),
        ("Dernière", ("pitfalls", 1, "text")),
        ("replié", ("sources", 0, "title")),
        ("deux", ("sources", 0, "title")),
        ("paragraphe", ("sources", 0, "title")),
        ("simple", ("plain",)),
        ("continue", ("plain",)),
        ("mot", ("quoted",)),
        ("suite", ("quoted",)),
        ("eau", ("single",)),
        ("vie", ("single",)),
        ("ministère", ("lead", "name")),
    ],
)
def test_a_word_of_a_text_is_found_in_the_file(word: str, loc: tuple[str | int, ...]) -> None:
    start = NOTED.index(word)
    place = f"{NOTED.count(chr(10), 0, start) + 1}:{start - NOTED.rfind(chr(10), 0, start)}"
    assert word_place(good(NOTED), word, *loc) == place


LINES = st.lists(
    st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters="\u2028\u2029"),
        max_size=12,
    ),
    min_size=1,
    max_size=6,
)


@given(LINES, st.integers(1, 6))
def test_every_character_of_a_literal_block_maps_to_itself(lines: list[str], indent: int) -> None:
    content = ["x", *lines]
    text = "k: |\n" + "".join(" " * indent + line + "\n" for line in content) + "z: 1\n"
    found = read_yaml(text, "a.yaml", Diagnostics())
    assert found is not None
    texts = found.text_map("k")
    source = text.split("\n")
    for row, line in enumerate(texts.text.split("\n"), start=1):
        for col, char in enumerate(line, start=1):
            span = texts.at(row, col)
            assert source[span.line - 1][span.col - 1] == char


@given(
    st.lists(
        st.text(st.sampled_from("aéb'\"\\: #-\u00a0\u202f😀"), min_size=1, max_size=9), min_size=1, max_size=9
    ),
    st.sampled_from(["'", '"', ">", ""]),
    st.booleans(),
)
def test_every_visible_character_of_a_wrapped_scalar_maps_to_itself(
    words: list[str], style: str, escape: bool
) -> None:
    value = " ".join(words)
    text = pyyaml.dump(
        {"k": [value]}, default_style=style or None, width=20, allow_unicode=not escape, line_break="\n"
    )
    found = read_yaml(text, "a.yaml", Diagnostics())
    assert found is not None
    texts, source = found.text_map("k", 0), text.split("\n")
    if texts.text != value or texts.place.style == "|":
        return
    for col, char in enumerate(value, start=1):
        span = texts.at(1, col)
        if not char.isspace():
            assert source[span.line - 1][span.col - 1] in {char, "\\"}


@given(st.binary(max_size=400) | st.text("ab:-[]{}|>\"'&*!%@`#?, \n\t\\0x", max_size=200).map(str.encode))
@example(b"? ? ? [")
@example(b"%TAG ! x\n--- !<")
@example(b'"\\ud800"')
@example(b"a: 0o\nb: 0x\nc: 1e999999\nd: -.inf")
def test_no_bytes_make_it_raise(data: bytes) -> None:
    for name in ("a.yaml", "a.json"):
        found, findings = read(data, name)
        assert found is not None or findings


# ---- against a model


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    text: str = ""


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    size: int = 0
    items: tuple[Item, ...] = ()
    tags: tuple[str, ...] = ()


def check(text: str) -> tuple[Model | None, list[str]]:
    found = read_yaml(text, "a.yaml", Diagnostics())
    assert found is not None
    diagnostics = Diagnostics()
    model = validate(Model, found, diagnostics)
    return model, [
        f"{d.code} {d.span.line}:{d.span.col} {d.span.field} {d.suggestion}".strip() for d in diagnostics
    ]


def test_every_mistake_is_found_in_one_run_with_its_place_and_the_nearest_key() -> None:
    text = "naem: x\nsize: douze\nitems:\n- {id: a, txet: b}\n- text: c\ntags: [1, b]\n"
    assert check(text)[1] == [
        "YML031 1:1 naem name",
        "YML032 1:1",
        "YML034 2:7 size",
        "YML031 4:11 items[a].txet text",
        "YML032 5:3 items[1]",
        "YML033 6:8 tags[0]",
    ]


def test_a_record_with_mistakes_is_kept_as_far_as_it_can_be() -> None:
    model, _ = check("naem: x\nsize: 3\nitems:\n- {id: a, txet: b}\n- text: c\n- {id: d}\ntags: [1, b]\n")
    assert model == Model(
        name="", size=3, items=(Item(id="a"), Item(id="", text="c"), Item(id="d")), tags=("", "b")
    )


def test_what_is_not_a_record_at_all_is_none() -> None:
    assert check("- a\n") == (None, ["YML037 1:1"])
    assert check("") == (None, ["YML030 1:1"])


def test_findings_of_one_file_are_bounded() -> None:
    _, findings = check("name: x\ntags:\n" + "- 1\n" * 500)
    assert len(findings) == 101
    assert any(f.startswith("YML048") for f in findings)


def test_messages_are_our_own_in_both_languages() -> None:
    found = read_yaml("name: 12\nsize: x\nitems: a\ntags: {a: b}\n", "a.yaml", Diagnostics())
    assert found is not None
    diagnostics = Diagnostics()
    validate(Model, found, diagnostics)
    assert [d.message("fr") for d in diagnostics] == [
        "texte attendu, pas 12\u00a0: mettez-le entre guillemets droits si c’est un texte",
        "nombre entier attendu, pas «\u00a0x\u00a0»\u00a0: "
        "des chiffres seulement, sans espaces ni guillemets",
        "liste attendue, pas «\u00a0a\u00a0»\u00a0: un élément par ligne, chacun après «\u00a0- \u00a0»",
        "liste attendue, pas «\u00a0{…}\u00a0»\u00a0: un élément par ligne, chacun après «\u00a0- \u00a0»",
    ]


def test_reading_stops_after_a_hundred_findings() -> None:
    found, findings = read("- *a\n" * 1000)
    assert found is None
    assert len(findings) == 101 and findings[-1] == "YML022 101:3"


# ---- what was read before

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8),
    lambda inside: st.lists(inside, max_size=3)
    | st.dictionaries(st.text("abcé_", min_size=1), inside, max_size=3),
    max_leaves=12,
)  # fmt: skip


def locs(data: object, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield above
    inside: Any = (
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    )
    for step, value in inside:
        yield from locs(value, (*above, step))


@given(VALUES, st.booleans())
@example({"a": [], "b": {}, "c": ""}, False)
def test_what_is_kept_of_a_file_is_what_was_read(value: object, flow: bool) -> None:
    text = pyyaml.safe_dump(value, allow_unicode=True, default_flow_style=flow)
    made, findings = read(text)
    if made is None or findings:
        return
    kept = unpack_yaml(pack_yaml(made), text.encode(), made.file)
    assert kept is not None
    assert (kept.data, kept.lines, kept.root) == (made.data, made.lines, made.root)
    for loc in [*locs(made.data), ("not there",), (7, 7)]:
        assert kept.place(loc) == made.place(loc)
        assert kept.text_map(*loc) == made.text_map(*loc)
        assert kept.key_span(*loc) == made.key_span(*loc)


@pytest.mark.parametrize("kept", [b"", b"{", b"[1]", b"7", b"\xff"])
def test_what_is_not_a_file_that_was_kept_is_none(kept: bytes) -> None:
    assert unpack_yaml(kept, b"a: 1\n", "a.yaml") is None
