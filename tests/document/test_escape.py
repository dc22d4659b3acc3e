"""Escaped plain text is that text again, wherever a template puts it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.escape import escape_markdown
from reportgen.document.parse import Parsed, parse_inline, parse_markdown
from reportgen.document.walk import plain_text, walk

MARKUP = [
    *"\\`*_{}[]()<>#+-.!|~^@&:;=\"'$%/, \n\t1aé\u00a0",
    *(
        "Table: x",
        "[^1]",
        "^[n]",
        "@fig-x",
        "{{ a }}",
        "{#id}",
        ":::",
        "1. ",
        "```",
        "~~~",
        "<br>",
        "<!-- -->",
    ),
    *("&amp;", "http://x.y", "<http://x.y>", "a@b.fr", "^^", "<<", "![a](b)", "[a](b)", "[a]{.b}", "---"),
]

texts = st.one_of(
    st.lists(st.sampled_from(MARKUP), max_size=12).map("".join),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=40),
)


def parse(markdown: str) -> tuple[Parsed, Diagnostics]:
    diagnostics = Diagnostics()
    parsed = parse_markdown(
        markdown, origin="a.md", container="chapters/a", lang="fr", diagnostics=diagnostics
    )
    return parsed, diagnostics


def words(content: object) -> list[str]:
    return plain_text(content).split()


@given(texts)
def test_in_a_paragraph(text: str) -> None:
    parsed, _ = parse(f"Avant\n\n{escape_markdown(text)}\n\nAprès\n")
    assert words(parsed.blocks) == ["Avant", *text.split(), "Après"]
    assert all(isinstance(block, n.Paragraph) for block in parsed.blocks)


@given(texts)
def test_in_the_middle_of_a_sentence(text: str) -> None:
    parsed, _ = parse(f"Avant {escape_markdown(text)} après.\n")
    (paragraph,) = parsed.blocks
    assert isinstance(paragraph, n.Paragraph)
    assert words(paragraph) == ["Avant", *text.split(), "après."]
    assert all(isinstance(child, n.Text) for child in paragraph.children)


@given(texts)
def test_in_a_heading(text: str) -> None:
    parsed, _ = parse(f"## {escape_markdown(text)} {{#sec-a}}\n")
    (heading,) = parsed.blocks
    assert isinstance(heading, n.Heading)
    assert words(heading) == text.split()
    assert heading.attrs.id == "sec-a"


@given(texts)
def test_in_the_title(text: str) -> None:
    parsed, _ = parse(f"# {escape_markdown(text)}\n\n{escape_markdown(text)}\n")
    assert words(parsed.title) == text.split()
    assert words(parsed.blocks) == text.split()


@given(texts, texts)
def test_in_a_table_cell(first: str, second: str) -> None:
    row = f"| {escape_markdown(first)} | {escape_markdown(second)} |\n"
    parsed, diagnostics = parse(f"| A | B |\n|---|---|\n{row}")
    (table,) = parsed.blocks
    assert isinstance(table, n.Table)
    assert [words(cell) for cell in table.body[0].cells] == [first.split(), second.split()]
    assert not diagnostics.errors


@given(texts.filter(str.strip))
def test_in_a_term_and_its_definition(text: str) -> None:
    parsed, _ = parse(f"{escape_markdown(text)}\n: {escape_markdown(text)}\n")
    (definitions,) = parsed.blocks
    assert isinstance(definitions, n.DefinitionList)
    (item,) = definitions.items
    assert words(item.term) == text.split()
    assert words(item.definitions) == text.split()


@given(texts)
def test_in_a_list_item_and_a_caption(text: str) -> None:
    escaped = escape_markdown(text)
    parsed, _ = parse(f"- x {escaped}\n- {escaped}\n\n| A |\n|---|\n| b |\n\nTable: {escaped} {{#tbl-a}}\n")
    items, table = parsed.blocks
    assert isinstance(items, n.List)
    assert isinstance(table, n.Table)
    assert [words(item) for item in items.items] == [["x", *text.split()], text.split()]
    assert words(table.caption) == text.split()
    assert table.attrs.id == "tbl-a"


@given(texts)
def test_in_an_attribute(text: str) -> None:
    parsed, _ = parse(f'![Légende](a.png){{#fig-a alt="x {escape_markdown(text)}"}}\n')
    (figure,) = parsed.blocks
    assert isinstance(figure, n.Figure)
    assert isinstance(figure.content, n.Image)
    assert figure.content.alt.split() == ["x", *text.split()]


@given(texts)
def test_in_a_short_field(text: str) -> None:
    found = parse_inline(
        escape_markdown(text), origin="a.yaml", container="fiches/a", lang="fr", diagnostics=Diagnostics()
    )
    assert words(found) == text.split()


@given(texts)
def test_nothing_in_it_leads_anywhere(text: str) -> None:
    parsed, diagnostics = parse(f"Mot {escape_markdown(text)} mot\n")
    assert {type(node) for node in walk(parsed.blocks)} <= {n.Paragraph, n.Text}
    assert not diagnostics.errors


@pytest.mark.parametrize(
    "text", ["1. Un", "1) Un", "- Un", "+ Un", "::: Un", ": Un", "Table: Un", "=== ", "# Un"]
)
def test_line_starts_that_mean_something_are_kept(text: str) -> None:
    parsed, _ = parse(escape_markdown(text))
    (paragraph,) = parsed.blocks
    assert isinstance(paragraph, n.Paragraph)
    assert plain_text(paragraph) == text.strip()
