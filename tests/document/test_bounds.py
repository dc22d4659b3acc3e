"""Hostile texts: the work stays in proportion to their length, nothing is raised, and no text is dropped."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from reportgen.document.walk import plain_text, walk
from tests.document.reading import findings, parse

# What makes Markdown readers slow (lists of cmark, markdown-it, commonmark.js), and our own syntax.
REPEATED = [
    *("[", "![", "[a](", "[a](<", '[a](b "', "[a][b", "[[", "]", "](", "](a)", "![[]()", "[]()"),
    *("*", "*a ", "**a ", "_a", "a**b", "*_", "*[", "[*", "~", "~a", "~~a", "^", "^a", "`", "``a ", "`a"),
    *("<", "<a ", "<!--", "<?", "<![CDATA[", "</a", "&", "&#x", "\\", "\\|", "|", "a|", "|-"),
    *(
        "^[",
        "[^",
        "[^a",
        "[@",
        "[@a;",
        "[@fig-a; ",
        "@fig-",
        "@",
        "{{",
        "{{ a",
        "{",
        "{#a}",
        "[x]{",
        '[x]{a="',
    ),
    *(
        "> ",
        "- ",
        "1. ",
        "> a\n- b\n",
        "- a\n\n",
        "a\n: b\n",
        "# ",
        "## {",
        "---\n",
        "***",
        "=",
        "\t",
        "    a\n",
    ),
    *(
        ":::{note}\n",
        ":::{fiches}\n",
        ":::\n",
        "::: {.a}\n",
        ":",
        "[^a]: b\n",
        "[a]: <b\n",
        "Table: a\n",
        "```\n",
    ),
    *(
        "|a|b|\n|-|-|\n|^^|<<|\n",
        "\u202e",
        "\x00",
        "\u00a0\n",
        "[x]{y}",
        "<b>",
        "[a](javascript:b)",
        "![a](/b)",
    ),
]
PAIRED = [
    ("[", "]"), ("[", "](a)"), ("![", "](a)"), ("[", "]{.a}"), ("^[", "]"), ("*", "*"), ("**a ", " a**"),
    ("> ", "\n"), ("- ", "\n"), ("(", ")"), ("~~a ", " a~~"), ("`", "`"), ("_a ", " a_"),
]  # fmt: skip


def work(run: Callable[[], object]) -> int:
    """How many Python and C functions are called: a measure of work that no busy machine changes."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("piece", REPEATED)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    short, long = piece * (1000 // len(piece)), piece * (2000 // len(piece))
    assert work(lambda: parse(long)) < 2.6 * work(lambda: parse(short)) + 1000


@pytest.mark.parametrize(("opening", "closing"), PAIRED)
def test_deep_nesting_is_read_to_its_end(opening: str, closing: str) -> None:
    depth = 2000
    parsed, diagnostics = parse(f"{opening * depth}fond{closing * depth}")
    assert "fond" in plain_text((parsed.blocks, *(note.blocks for note in parsed.notes)))
    assert len(list(walk(parsed.blocks))) < 100
    assert diagnostics.errors <= depth + 1


def test_blocks_nested_too_deep_are_kept_as_text_and_reported() -> None:
    parsed, diagnostics = parse("> " * 30 + "fond @fig-x\n\nAprès.\n")
    assert plain_text(parsed.blocks).split()[-3:] == ["fond", "@fig-x", "Après."]
    assert findings(diagnostics) == ["1:41 MD013"]


def test_lists_nested_too_deep_are_kept_as_text_and_reported() -> None:
    text = "".join("  " * level + f"- item{level}\n" for level in range(30))
    parsed, diagnostics = parse(text)
    seen = plain_text(parsed.blocks)
    assert all(f"item{level}" in seen for level in range(30))
    assert [line.split()[1] for line in findings(diagnostics)] == ["MD013"]


def test_emphasis_nested_too_deep_loses_its_marks_only() -> None:
    parsed, diagnostics = parse("*a " * 50 + "fond" + " a*" * 50)
    assert plain_text(parsed.blocks).split() == ["a"] * 50 + ["fond"] + ["a"] * 50
    assert findings(diagnostics) == ["1:1 MD013"]


def test_fences_nested_too_deep_leave_their_content_where_it_is() -> None:
    parsed, diagnostics = parse(":::{note}\n" * 40 + "fond\n" + ":::\n" * 40)
    assert plain_text(parsed.blocks).split() == ["fond"]
    assert {line.split()[1] for line in findings(diagnostics)} == {"MD013"}


def test_a_table_joined_into_one_cell() -> None:
    parsed, diagnostics = parse("|a|b|\n|-|-|\n|x|<<|\n" + "|^^|<<|\n" * 2000)
    assert not diagnostics.errors
    cells = [node for node in walk(parsed.blocks) if type(node).__name__ == "Cell"]
    assert (cells[-1].rowspan, cells[-1].colspan) == (2001, 2)
