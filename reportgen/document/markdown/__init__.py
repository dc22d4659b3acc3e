"""The dialect: every rule by name and order, and the markdown-it parser made of them.

Block rules try each line in this order; `ends` names the blocks that such a line may interrupt. Inline
rules try each character that can mean something. Rules of CommonMark are markdown-it's own, wrapped so
that they keep their places; the others are one module each.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import (
    blockquote,
    code,
    fence,
    heading,
    hr,
    html_block,
    lheading,
    list_block,
    paragraph,
    reference,
)
from markdown_it.rules_inline import (
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    fragments_join,
    html_inline,
    link_pairs,
    newline,
    strikethrough,
    text,
)

from reportgen.document.markdown.block import caption, colons, definitions, notes, table, too_deep
from reportgen.document.markdown.inline import (
    at_sign,
    brackets,
    computed,
    deep_inline,
    image,
    linked,
    note_call,
    note_inline,
    scripts,
    styled,
)
from reportgen.document.markdown.places import kept_place, placed
from reportgen.document.markdown.syntax import DirectiveSyntax

# Deeper than `too_deep` and `deep_inline` let anything go.
MAX_NESTING: Final = 25

_ALL = ("paragraph", "reference", "blockquote", "list")

BLOCK_RULES: Final[tuple[tuple[str, Any, tuple[str, ...]], ...]] = (
    ("too_deep", too_deep.rule, ()),
    ("table", placed(table.rule), ("paragraph", "reference")),
    ("code", code, ()),
    ("colons", colons.rule, _ALL),
    ("fence", fence, _ALL),
    ("blockquote", blockquote, _ALL),
    ("hr", hr, _ALL),
    ("list", list_block, ("paragraph", "reference", "blockquote")),
    ("note", notes.rule, ("paragraph", "reference")),
    ("reference", reference, ()),
    ("html_block", html_block, ("paragraph", "reference", "blockquote")),
    ("heading", placed(heading), ("paragraph", "reference", "blockquote")),
    ("lheading", placed(lheading), ()),
    ("caption", placed(caption.rule), ("blockquote",)),
    ("definitions", placed(definitions.rule), ("paragraph", "reference", "blockquote")),
    ("paragraph", placed(paragraph), ()),
)

INLINE_RULES: Final[tuple[tuple[str, Any], ...]] = (
    ("deep", deep_inline.rule),
    ("text", text),
    ("newline", newline),
    ("escape", escape),
    ("backticks", backtick),
    ("strikethrough", strikethrough.tokenize),
    ("scripts", scripts.rule),
    ("emphasis", emphasis.tokenize),
    ("note_call", note_call.rule),
    ("linked", linked.rule),
    ("styled", styled.rule),
    ("brackets", brackets.rule),
    ("image", image.rule),
    ("note_inline", note_inline.rule),
    ("at_sign", at_sign.rule),
    ("computed", computed.rule),
    ("autolink", kept_place(autolink)),
    ("html_inline", kept_place(html_inline)),
    ("entity", kept_place(entity)),
)

PAIR_RULES: Final[tuple[tuple[str, Any], ...]] = (
    ("balance_pairs", link_pairs),
    ("strikethrough", strikethrough.postProcess),
    ("emphasis", emphasis.postProcess),
    ("fragments_join", fragments_join),
)

TERMINATORS: Final = re.compile(r"[\n!&*<@\[\\\]^_`{~]")


@cache
def parser_for(directives: frozenset[DirectiveSyntax]) -> MarkdownIt:
    """A parser of the dialect that knows these directives besides its own.

    Its `parse` gives block tokens only; inlines are parsed by `parser.inline.parse`, leaf by leaf, once
    every link definition is known.
    """
    parser: Any = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.block.ruler = _ruler(BLOCK_RULES)
    parser.inline.ruler = _ruler(INLINE_RULES)
    parser.inline.ruler2 = _ruler(PAIR_RULES)
    parser.inline.terminator_re = TERMINATORS
    parser.core.ruler.enableOnly(["block"])
    parser.options["directives"] = {syntax.name: syntax for syntax in directives}
    # Addresses are judged when the tree is made, where their place is known.
    parser.validateLink = _any_link
    dialect: MarkdownIt = parser
    return dialect


def _any_link(_url: str) -> bool:
    return True


def _ruler(rules: tuple[Any, ...]) -> Any:
    ruler: Any = Ruler()
    for name, rule, *ends in rules:
        ruler.push(name, rule, {"alt": list(ends[0])} if ends else None)
    return ruler
