"""Every example of the CommonMark specification: no exception, and no text lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportgen.document import nodes as n
from reportgen.document.parse import Parsed
from reportgen.document.walk import plain_text, rewrite
from tests.document.commonmark import SPEC, Example, examples, seen_text
from tests.document.reading import parse

EXAMPLES = examples()
pytestmark = pytest.mark.skipif(not EXAMPLES, reason=f"`make test` installs {SPEC}")


def reader_sees(parsed: Parsed) -> str:
    """The text of a parsed example without whitespace; a figure by its caption alone."""

    def without_alt(node: object) -> object:
        if isinstance(node, n.Figure) and isinstance(node.content, n.Image):
            return replace(node, content=replace(node.content, alt=""))
        return node

    blocks = tuple(without_alt(rewrite(block, without_alt)) for block in parsed.blocks)
    notes = tuple(note.blocks for note in parsed.notes)
    return "".join(plain_text((*(parsed.title or ()), blocks, notes)).split())


def raw_html(example: Example) -> list[str]:
    """The stretches of an example that markdown-it takes for raw HTML, without whitespace."""

    def all_of(tokens: list[Token]) -> Iterator[Token]:
        for token in tokens:
            yield token
            yield from all_of(token.children or [])

    tokens = all_of(MarkdownIt("commonmark").parse(example.markdown))
    return ["".join(t.content.split()) for t in tokens if t.type in ("html_inline", "html_block")]


def test_there_are_as_many_examples_as_in_version_0_31_2() -> None:
    assert len(EXAMPLES) == 652


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.number))
def test_no_text_is_lost(example: Example) -> None:
    parsed, diagnostics = parse(example.markdown)
    seen = reader_sees(parsed)
    refused = [found for found in diagnostics if found.code == "MD001"]
    html = raw_html(example)
    if not html:
        # The title is taken out of its place: the same characters, in any order.
        assert Counter(seen) == Counter(seen_text(example.html))
        assert not refused
    else:
        assert all(stretch in seen for stretch in html)
        assert refused


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if raw_html(e)], ids=lambda example: str(example.number)
)
def test_raw_html_is_reported_where_it_stands(example: Example) -> None:
    _, diagnostics = parse(example.markdown)
    lines = example.markdown.split("\n")
    for found in diagnostics:
        if found.code == "MD001":
            assert lines[found.span.line - 1].startswith("<", found.span.col - 1)


def test_the_specification_itself_is_read_whole() -> None:
    text = SPEC.read_text(encoding="utf-8").split("...\n", 1)[1].replace("<!-- END TESTS -->", "")
    parsed, _ = parse(text)
    assert Counter(reader_sees(parsed)) == Counter(seen_text(MarkdownIt("commonmark").render(text)))
