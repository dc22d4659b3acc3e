"""The page of syntax says what the parser reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.compose.directives import SYNTAXES
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import BUILT_IN
from reportgen.document.parse import parse_markdown
from reportgen.document.walk import walk

PAGE = (Path(__file__).parents[2] / "docs/syntax.md").read_text(encoding="utf-8")
EXAMPLES = [found[2] for found in re.finditer(r"^(`{3,})markdown\n(.*?)^\1$", PAGE, re.MULTILINE | re.DOTALL)]


def nodes_of(text: str) -> tuple[set[str], Diagnostics]:
    diagnostics = Diagnostics()
    parsed = parse_markdown(
        text, origin="a.md", container="a", lang="en", directives=SYNTAXES, diagnostics=diagnostics
    )
    found = (*(parsed.title or ()), *parsed.blocks, *parsed.notes)
    return {type(node).__name__ for node in walk(found)}, diagnostics


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[0][:40])
def test_an_example_is_read_without_a_finding(example: str) -> None:
    _, diagnostics = nodes_of(example)
    assert [found.message() for found in diagnostics] == []


def test_the_examples_show_every_node_that_can_be_written() -> None:
    shown = set().union(*(nodes_of(example)[0] for example in EXAMPLES))
    written = {
        *(n.Text, n.Emph, n.Strong, n.Strike, n.Superscript, n.Subscript, n.Code, n.SoftBreak, n.LineBreak),
        *(n.Link, n.InternalLink, n.Image, n.Styled, n.NoteRef, n.Reference, n.Citation, n.Computed),
        *(n.Heading, n.Paragraph, n.List, n.DefinitionList, n.Quote, n.CodeBlock, n.Rule, n.Table, n.Figure),
        *(n.Callout, n.Div, n.Only, n.Directive, n.Footnote),
    }
    assert {node.__name__ for node in written} <= shown


def test_every_directive_and_every_option_is_named() -> None:
    for name, syntax in {**BUILT_IN, **SYNTAXES}.items():
        assert f":::{{{name}}}" in PAGE, name
        for option in syntax.options:
            assert f"`{option}`" in PAGE or f"`{option}`:" in PAGE, f"{name}: {option}"
