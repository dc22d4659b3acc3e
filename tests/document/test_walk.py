"""Walking and rewriting, and the characters that no edition can print."""

from __future__ import annotations

import pytest

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, rewrite, walk
from tests.document.reading import findings, parse

TEXT = "Un *mot* et [la @fig-x].\n\n- item `code`\n\n| A | B |\n|---|---|\n| c | d |\n\nTable: Légende\n"


def test_walking_is_in_reading_order_and_captions_come_first() -> None:
    parsed, _ = parse(TEXT)
    texts = [node.text.strip() for node in walk(parsed.blocks) if isinstance(node, n.Text | n.Code)]
    assert texts == ["Un", "mot", "et", ".", "item", "code", "Légende", "A", "B", "c", "d"]


def test_rewriting_nothing_gives_back_the_same_tree() -> None:
    parsed, _ = parse(TEXT)
    assert all(rewrite(block, lambda node: node) is block for block in parsed.blocks)


def test_rewriting_replaces_splices_and_drops() -> None:
    parsed, _ = parse("*a* **b** ~~c~~\n")

    def change(node: object) -> object:
        if isinstance(node, n.Emph):
            return node.children
        if isinstance(node, n.Strike):
            return None
        return n.Emph(node.children) if isinstance(node, n.Strong) else node

    (paragraph,) = (rewrite(block, change) for block in parsed.blocks)
    assert isinstance(paragraph, n.Paragraph)
    kinds = [type(child).__name__ for child in paragraph.children if plain_text((child,)).strip()]
    assert kinds == ["Text", "Emph"]


def test_the_text_of_blocks_is_on_lines_of_its_own() -> None:
    parsed, _ = parse("Un\ndeux\n\nTerme\n: sens\n")
    assert plain_text(parsed.blocks) == "Un deux\nTerme\nsens\n"


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x84", "\ud800", "\ufffe"])
def test_what_xml_cannot_hold_is_replaced_and_reported(char: str) -> None:
    parsed, diagnostics = parse(f"un\nde{char}ux\n")
    assert plain_text(parsed.blocks) == "un de\ufffdux\n"
    assert findings(diagnostics) == ["2:3 MD012"]


@pytest.mark.parametrize("char", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_line_ends_that_nobody_sees_become_spaces(char: str) -> None:
    parsed, diagnostics = parse(f"un{char}deux\n")
    assert plain_text(parsed.blocks) == "un deux\n"
    assert findings(diagnostics) == ["1:3 MD012"]


def test_a_mark_of_byte_order_is_no_character() -> None:
    parsed, diagnostics = parse("\ufeff# Titre\n")
    assert plain_text(parsed.title) == "Titre"
    assert findings(diagnostics) == []


def test_a_text_full_of_such_characters_is_reported_fifty_times() -> None:
    _, diagnostics = parse("\u200b" * 1000)
    assert len(diagnostics) == 50
