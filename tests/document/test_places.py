"""Whatever stands in a paragraph points at the very character an editor typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.linemap import LineMap, Segment
from reportgen.document.walk import walk
from tests.document.reading import findings, parse

PIECES = [
    *(
        "mot",
        " ",
        " ",
        "\n",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "  ",
        "    ",
        "\t",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "\\",
    ),
    *(
        "@fig-x",
        "[@fig-x; @fig-y]",
        "[la @sec-x]",
        "[voir @cle, p. 2]",
        "{{ a }}",
        "[^1]",
        "^[note]",
        "<b>",
        "é",
    ),
    *(
        "| a | b |\n|---|---|\n",
        "| x \\| @fig-x | @fig-y |\n",
        "Table: ",
        ":::{note} ",
        ":::\n",
        "\n: ",
        "## ",
    ),
    *(
        "[^1]: ",
        "[a @fig-x]{.b}",
        "![a @fig-x](b.png)",
        "[a](http://b)",
        "\u00a0",
        "\u2028",
        "{#x}",
        "[",
        "]",
    ),
]
soups = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def pointed(node: object) -> list[tuple[Span | None, tuple[str, ...]]]:
    """The places of an inline node, with what must stand there."""
    match node:
        case n.Reference(targets=targets):
            return [(t.span, (f"@{t.label}",)) for t in targets]
        case n.Citation(items=items):
            return [(item.span, (f"@{item.key}",)) for item in items]
        case n.Computed(span=span):
            return [(span, ("{{",))]
        case n.NoteRef(span=span):
            return [(span, ("[^", "^["))]
    return []


@given(soups)
def test_every_place_is_exact(text: str) -> None:
    parsed, diagnostics = parse(text)
    lines = text.split("\n")
    for node in walk((*(parsed.title or ()), *parsed.blocks, *parsed.notes)):
        for span, starts in pointed(node):
            assert span is not None
            assert lines[span.line - 1].startswith(starts, span.col - 1), (span, starts)
    for found in diagnostics:
        assert found.span.line <= len(lines)
        assert found.span.col <= len(lines[found.span.line - 1]) + 1
        if found.code == "MD001":
            assert lines[found.span.line - 1].startswith("<", found.span.col - 1)


@given(soups)
def test_every_block_lies_in_the_text(text: str) -> None:
    parsed, _ = parse(text)
    last = text.count("\n") + 1
    for node in walk((*parsed.blocks, *(block for note in parsed.notes for block in note.blocks))):
        if isinstance(node, n.Block):
            assert node.span is not None
            assert 1 <= node.span.line <= (node.span.end_line or node.span.line) <= last


@given(soups)
def test_every_leaf_has_a_unit_and_no_two_the_same(text: str) -> None:
    parsed, _ = parse(text)
    leaves = [
        node
        for node in walk((*parsed.blocks, *parsed.notes))
        if isinstance(node, n.Paragraph | n.Heading | n.CodeBlock)
        and (not isinstance(node, n.CodeBlock) or node.text)
    ]
    units = [leaf.unit for leaf in leaves if not isinstance(leaf, n.Heading) or leaf.children]
    assert all(unit is not None for unit in units)
    ids = [unit.id for unit in units if unit]
    assert len(ids) == len(set(ids))


def test_a_unit_holds_its_source_without_the_marks_of_its_container() -> None:
    parsed, _ = parse("## Titre *un* {#sec-a}\n\n> Une citation\n> sur deux lignes.\n\n| a \\| b |\n|---|\n")
    heading, quote, table = parsed.blocks
    assert heading.unit and heading.unit.text == "Titre *un*"
    assert isinstance(quote, n.Quote)
    (paragraph,) = quote.children
    assert paragraph.unit and paragraph.unit.text == "Une citation\nsur deux lignes."
    assert isinstance(table, n.Table)
    (cell,) = table.head[0].cells[0].children
    assert cell.unit and cell.unit.text == "a \\| b"


# ---- texts made from fields


def test_a_text_made_from_a_block_scalar_points_into_it() -> None:
    # The template writes one line, then the field `asked`, which starts on line 12, column 5 of its file.
    made = "# Grand débat\n\nPremière ligne,\nvoir @fig-x\nfin\n\n## Suite @fig-y\n"
    field = Span("fiches/a.yaml", 12, 5, 14, "asked")
    places = LineMap("fiche.md.j2", (Segment(3, 1, 5, 4, field),), Span("fiches/a.yaml"))
    parsed, _ = parse(made, origin=places)
    spans = {t.label: t.span for node in walk(parsed.blocks) for t in getattr(node, "targets", ())}
    assert spans["fig-x"] == Span("fiches/a.yaml", 13, 10, 0, "asked")
    assert spans["fig-y"] == Span("fiches/a.yaml", 1, 1)
    assert parsed.blocks[0].span == Span("fiches/a.yaml", 12, 5, 14, "asked")


def test_a_plain_field_leads_to_its_own_place_only() -> None:
    field = Span("fiches/a.yaml", 3, 7, field="name")
    places = LineMap("fiche.md.j2", (Segment(1, 3, 1, 40, field, literal=False),))
    _, diagnostics = parse("# Le <b>nom</b>\n\nHors du champ <i>\n", origin=places)
    assert [str(found.span) for found in diagnostics] == ["fiche.md.j2:3:15", *["fiches/a.yaml:3:7"] * 2]


def test_a_segment_may_be_mapped_by_a_function() -> None:
    places = LineMap.field(lambda line, col: Span("a.yaml", 100 + line, 200 + col, field="text"))
    _, diagnostics = parse("un\ndeux <b>\n", origin=places)
    assert [str(found.span) for found in diagnostics] == ["a.yaml:102:206"]


def test_two_fields_on_one_line() -> None:
    one, two = Span("a.yaml", 1, 4, field="one"), Span("a.yaml", 2, 4, field="two")
    places = LineMap("t", (Segment(1, 1, 1, 8, one), Segment(1, 11, 1, 20, two)))
    assert places.at(1, 3) == Span("a.yaml", 1, 6, field="one")
    assert places.at(1, 9) == Span("t", 1, 9)
    assert places.at(1, 13) == Span("a.yaml", 2, 6, field="two")


def test_metadata_keep_the_numbers_of_the_lines() -> None:
    _, diagnostics = parse("---\ntitle: Un\n---\n\nTexte <b>\n")
    assert findings(diagnostics) == ["5:7 MD001 -> **…**"]


def test_line_ends_of_any_system_count_as_one() -> None:
    _, diagnostics = parse("un\r\n\r\ndeux <b>\r\rtrois <i>\r\n")
    assert findings(diagnostics) == ["3:6 MD001 -> **…**", "5:7 MD001 -> *…*"]
