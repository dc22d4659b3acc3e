"""Random trees of what authors can write, and a writer that turns a tree back into Markdown.

The writer is the judge of the parser: what it writes must be read as the very tree it was given.
"""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from reportgen.document import nodes as n
from reportgen.document.escape import escape_markdown

WORDS = st.text(
    st.characters(categories=["Lu", "Ll", "Nd", "Po", "Sc", "Sm", "Pd"], max_codepoint=0x2FF)
    | st.sampled_from("*_`[]()<>{}#|\\~^@!:\"'&=+-.é中€"),
    min_size=1,
    max_size=12,
)
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
PLAIN = st.from_regex(r"[a-zé]{1,8}( [a-zé]{1,8}){0,2}", fullmatch=True)
IDS = st.from_regex(r"[a-z]{2,6}", fullmatch=True)
URLS = st.sampled_from(["https://example.org/", "https://example.org/a?b=c&d=(e)", "mailto:a@example.org"])


def joined(parts: list[Any]) -> tuple[Any, ...]:
    """Inlines with a space between neighbours, adjacent texts in one node."""
    made: list[Any] = []
    for position, part in enumerate(parts):
        text = part if isinstance(part, n.Text) else None
        if position:
            made.append(n.Text(" "))
        made.append(text or part)
    merged: list[Any] = []
    for part in made:
        if isinstance(part, n.Text) and merged and isinstance(merged[-1], n.Text):
            merged[-1] = n.Text(merged[-1].text + part.text)
        else:
            merged.append(part)
    return tuple(merged)


def _spans(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    inside = st.lists(children, min_size=1, max_size=3).map(joined)
    # Marks that touch (`***a*** b`) have several readings: emphasis stands in links and spans, not in itself.
    leaves = st.lists(leaf, min_size=1, max_size=3).map(joined)
    return (
        st.builds(n.Emph, leaves)
        | st.builds(n.Strong, leaves)
        | st.builds(n.Strike, leaves)
        | st.builds(n.Link, st.lists(leaf, min_size=1, max_size=2).map(joined), URLS)
        | st.builds(n.Styled, inside, st.builds(n.Attrs, lang=st.just("en")))
    )


leaf = st.builds(n.Text, TEXT) | st.builds(n.Code, PLAIN)
inline = st.recursive(leaf, _spans, max_leaves=5)
inlines = st.lists(inline, min_size=1, max_size=4).map(joined)
paragraphs = st.builds(n.Paragraph, inlines)


def _containers(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    blocks = st.lists(children, min_size=1, max_size=3).map(tuple)
    items = st.lists(st.builds(n.ListItem, blocks), min_size=1, max_size=3).map(tuple)
    return (
        st.builds(n.Quote, blocks)
        | st.builds(
            n.Callout, st.sampled_from(["note", "warning", "example", "pitfall"]), blocks, title=st.just(())
        )
        | st.builds(n.Div, blocks, attrs=st.builds(n.Attrs, classes=st.just(("a",))))
        | st.builds(n.List, items, ordered=st.booleans(), tight=st.just(False))
    )


def _table(rows: list[list[Any]]) -> n.Table:
    def row(cells: list[Any], *headers: Any) -> n.Row:
        pairs = zip(cells, headers, strict=True)
        return n.Row(tuple(n.Cell((n.Paragraph(cell),), header=header) for cell, header in pairs))

    return n.Table((row(rows[0], "col", "col"),), tuple(row(cells, "row", "") for cells in rows[1:]), 2)


tables = st.lists(
    st.lists(st.builds(n.Text, PLAIN).map(lambda text: (text,)), min_size=2, max_size=2),
    min_size=2,
    max_size=4,
).map(_table)
headings = st.builds(n.Heading, st.integers(2, 4), inlines)
code = st.builds(
    n.CodeBlock, st.lists(TEXT, min_size=1, max_size=3).map(lambda lines: "\n".join(lines)), st.just("text")
)
simple = paragraphs | code | tables | st.just(n.Rule())
documents = st.lists(headings | st.recursive(simple, _containers, max_leaves=6), min_size=1, max_size=5).map(
    tuple
)


# ---- writing


def write(blocks: Any) -> str:
    """Markdown for blocks. Lists next to each other are kept apart by a comment, as CommonMark advises."""
    return "\n\n".join(write_block(block) for block in blocks) + "\n"


def write_block(block: Any) -> str:
    match block:
        case n.Heading(level=level, children=children):
            return f"{'#' * level} {write_inlines(children)}"
        case n.Paragraph(children=children):
            return write_inlines(children, start=True)
        case n.CodeBlock(text=text, language=language):
            return f"~~~~~~~~~ {language}\n{text}\n~~~~~~~~~"
        case n.Rule():
            # `- ---` would be one rule, and no list.
            return "***"
        case n.Quote(children=children):
            return _indented(write(children), "> ", "> ")
        case n.Callout(kind=kind, children=children):
            return f":::{{{kind}}}\n{write(children)}:::"
        case n.Div(children=children):
            return f"::: {{.a}}\n{write(children)}:::"
        case n.List(items=items, ordered=ordered):
            marks = ["1. " if ordered else "- "] * len(items)
            return "\n\n".join(
                _indented(write(i.children), m, " " * len(m)) for i, m in zip(items, marks, strict=True)
            )
        case n.Table(head=head, body=body):
            lines = [
                " | ".join(write_inlines(c.children[0].children) for c in row.cells) for row in (*head, *body)
            ]
            return "\n".join(f"| {line} |" for line in (lines[0], "--- | ---", *lines[1:]))
    raise AssertionError(type(block))


def _indented(text: str, first: str, more: str) -> str:
    lines = text.rstrip("\n").split("\n")
    return "\n".join((first if not i else more) + line for i, line in enumerate(lines))


def write_inlines(children: Any, start: bool = False) -> str:
    made = "".join(_inline(child) for child in children)
    # What could begin a block stands behind an escape at the start of a text.
    return escape_start(made) if start else made


def escape_start(text: str) -> str:
    return re.sub(r"^( ?(?:Table|\d{1,9})?)([-+=:.)])", r"\1\\\2", text)


def _inline(node: Any) -> str:
    match node:
        case n.Text(text=text):
            lead = re.match(" *", text)
            tail = re.search(" *$", text)
            assert lead and tail
            core = text.strip(" ")
            return lead[0] + escape_markdown(core) + tail[0] if core else text
        case n.Code(text=text):
            return f"`{text}`"
        case n.Emph(children=children):
            return f"*{write_inlines(children)}*"
        case n.Strong(children=children):
            return f"**{write_inlines(children)}**"
        case n.Strike(children=children):
            return f"~~{write_inlines(children)}~~"
        case n.Link(children=children, url=url):
            return f"[{write_inlines(children)}](<{url}>)"
        case n.Styled(children=children, attrs=attrs):
            return f"[{write_inlines(children)}]{{lang={attrs.lang}}}"
    raise AssertionError(type(node))
