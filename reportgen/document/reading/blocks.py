"""Block tokens to block nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from reportgen.document import blocks as b
from reportgen.document import inlines as n
from reportgen.document.attributes import read_attributes, trailing_attributes
from reportgen.document.reading.attrs import checked
from reportgen.document.reading.context import Context, Leaf
from reportgen.document.reading.directives import read_fence
from reportgen.document.reading.fences import Fence, pair
from reportgen.document.reading.figures import figure_of
from reportgen.document.reading.html import accepts_finding, report_html
from reportgen.document.reading.inlines import read_leaf
from reportgen.document.reading.nesting import Nest
from reportgen.document.reading.notes import read_definition
from reportgen.document.reading.tables import read_caption, read_table
from reportgen.document.units import Unit


@dataclass(slots=True)
class BlockReader:
    """Reads blocks. `title` is the first heading of level 1, taken out of the blocks when `wants_title`."""

    context: Context
    wants_title: bool = True
    title: b.Heading | None = None

    def read(self, items: Sequence[Nest], kind: str = "paragraph") -> b.Blocks:
        """The blocks of sibling tokens; `kind` is the kind of unit that their paragraphs are."""
        return self._siblings(pair(items, self.context), kind)

    def _siblings(self, items: Sequence[Nest | Fence], kind: str) -> b.Blocks:
        captions, taken = _captions(items)
        found: list[b.Block] = []
        for index, item in enumerate(items):
            if isinstance(item, Fence):
                found.append(self._fence(item, kind))
            elif item.type == "table":
                beside = captions.get(index)
                caption = read_caption(beside, self.context) if beside else None
                found.append(read_table(item, caption, self.context))
            elif index not in taken:
                if item.token.meta.get("caption"):
                    self.context.report("MD029", self.context.line_starts[(item.token.map or [0])[0]])
                found.extend(self._one(item, kind))
        return tuple(found)

    def _fence(self, item: Fence, kind: str) -> b.Block:
        # The title of a text stands in no fence.
        wanted, self.wants_title = self.wants_title, False
        block = read_fence(item, lambda: self._siblings(item.children, kind), self.context)
        self.wants_title = wanted
        return block

    def _one(self, item: Nest, kind: str) -> Iterator[b.Block]:
        token, context = item.token, self.context
        span = context.block_span(token)
        match item.type:
            case "paragraph":
                yield self._paragraph(item, kind)
            case "heading":
                heading = self._heading(item)
                if heading.level == 1:
                    self.title = heading
                else:
                    yield heading
            case "bullet_list" | "ordered_list":
                yield self._list(item)
            case "blockquote":
                yield b.Quote(self.read(item.children, kind), span=span)
            case "fence" | "code_block":
                yield self._code(token)
            case "hr":
                yield b.Rule(span=span)
            case "dl":
                yield b.DefinitionList(tuple(self._definitions(item)), span=span)
            case "footnote_reference":
                read_definition(item, context, lambda: self.read(item.children, "footnote"))
            case "html_block" if accepts_finding(token.content):
                return
            case "html_block" | "literal":
                yield self._literal(token, kind)
            case "mismatch":
                context.report(token.meta["code"], token.meta["at"], **token.meta["params"])
            case _:
                raise AssertionError(f"no node for the block token {token.type}")

    def _paragraph(self, item: Nest, kind: str) -> b.Block:
        leaf = Leaf.of(item.children[0].token)
        children = read_leaf(leaf, self.context) if not leaf.content.startswith("![") else ()
        if not children and (figure := figure_of(item, leaf, self.context)):
            return figure
        span = self.context.span(leaf.offset(0), self.context.last_line(item.token))
        unit = self.context.unit(kind, leaf, span)
        self._look_for_mistakes(leaf)
        return b.Paragraph(children or read_leaf(leaf, self.context), span=span, unit=unit)

    def _look_for_mistakes(self, leaf: Leaf) -> None:
        """Report what is text here, and was probably meant as something else."""
        if leaf.content.endswith("}") and (trailing := trailing_attributes(leaf.content)):
            self.context.report("MD036", leaf.offset(trailing[0]))
        if (at := leaf.content.find("\n: ")) > 0:
            self.context.report("MD006", leaf.offset(at + 1))

    def _heading(self, item: Nest) -> b.Heading:
        context, leaf = self.context, Leaf.of(item.children[0].token)
        leaf, attrs = with_attributes(leaf, context)
        level = int(item.token.tag[1:])
        span = context.span(leaf.offset(0), context.last_line(item.token))
        children = read_leaf(leaf, context)
        if level == 1 and self.wants_title and self.title is None and item.token.level == 0:
            unit = context.unit("title", leaf, span)
            context.last_level = 1
            return b.Heading(1, children, attrs=attrs, span=span, unit=unit)
        at = leaf.offset(0)
        if level == 1:
            context.report("MD002", at)
            level = 2
        elif level > context.last_level + 1:
            context.report("MD003", at, level=level, before=context.last_level)
        if not children:
            context.report("MD004", at)
        context.last_level = level
        own = context.unit("heading", leaf, span) if leaf.content else None
        return b.Heading(level, children, attrs=attrs, span=span, unit=own)

    def _list(self, item: Nest) -> b.List:
        tight = True
        entries = []
        for entry in item.children:
            tight = tight and not any(c.type == "paragraph" and not c.token.hidden for c in entry.children)
            span = self.context.block_span(entry.token)
            entries.append(b.ListItem(self.read(entry.children, "item"), span=span))
        ordered = item.type == "ordered_list"
        start = int(item.token.attrs.get("start", 1))
        return b.List(tuple(entries), ordered, start, tight, span=self.context.block_span(item.token))

    def _definitions(self, item: Nest) -> Iterator[b.DefinitionItem]:
        term: tuple[n.Inlines, n.Attrs, Unit | None, Leaf] | None = None
        definitions: list[b.Blocks] = []
        end = 0
        for part in [*item.children, None]:
            if part is not None and part.type == "dd":
                definitions.append(self.read(part.children, "definition"))
                end = self.context.last_line(part.token)
                continue
            if term is not None:
                children, attrs, unit, leaf = term
                span = self.context.span(leaf.offset(0), end)
                yield b.DefinitionItem(children, tuple(definitions), attrs=attrs, span=span, unit=unit)
            if part is not None:
                leaf, attrs = with_attributes(Leaf.of(part.children[0].token), self.context)
                named = self.context.unit("term", leaf, self.context.span(leaf.offset(0)))
                term, definitions = (read_leaf(leaf, self.context), attrs, named, leaf), []

    def _code(self, token: Token) -> b.CodeBlock:
        context, info = self.context, token.info.strip()
        span = context.block_span(token)
        text = token.content.removesuffix("\n")
        if token.type == "fence" and not self._is_closed(token):
            context.report(
                "MD005", context.text.find(token.markup, context.line_starts[(token.map or [0])[0]])
            )
        unit = context.unit("paragraph", Leaf(text, ()), span) if span and text else None
        attrs, language = n.NO_ATTRS, info.split("{")[0].strip().split(" ")[0]
        if "{" in info:
            at = context.text.find("{", context.line_starts[(token.map or [0])[0]])
            found = read_attributes(info, info.index("{"), len(info))
            if found is None or found.error:
                context.report("MD030", at, text=found.error if found else info)
            else:
                attrs = checked(found.attrs, at, context)
                language = language or next(iter(attrs.classes), "")
        return b.CodeBlock(text, language, attrs=attrs, span=span, unit=unit)

    def _is_closed(self, token: Token) -> bool:
        first, end = token.map or [0, 0]
        last = self.context.line(end - 1).strip(" \t>")
        return end - 1 > first and last.startswith(token.markup) and not last.strip(token.markup[0])

    def _literal(self, token: Token, kind: str) -> b.Paragraph:
        """Lines kept as they are typed: raw HTML, or what is nested too deep."""
        context, text = self.context, token.content.rstrip()
        first = (token.map or [0])[0]
        line = context.line(first)
        at = token.meta.get("at", context.line_starts[first] + max(0, line.find("<")))
        if code := token.meta.get("code"):
            context.report(code, at, **token.meta["params"])
        else:
            report_html(text.lstrip(), at, context)
        children: list[n.Inline] = []
        for part in text.split("\n"):
            children += [n.SoftBreak(), n.Text(part.strip())] if part.strip() else []
        span = context.span(at, context.last_line(token))
        return b.Paragraph(tuple(children[1:]), span=span, unit=context.unit(kind, Leaf(text, ()), span))


def with_attributes(leaf: Leaf, context: Context) -> tuple[Leaf, n.Attrs]:
    """The leaf without the attributes that end it, and those attributes."""
    trailing = trailing_attributes(leaf.content)
    if trailing is None:
        return leaf, n.NO_ATTRS
    brace, found = trailing
    at = leaf.offset(brace)
    if found.error:
        context.report("MD030", at, text=found.error)
    return Leaf(leaf.content[:brace].rstrip(), leaf.places), checked(found.attrs, at, context)


def _captions(items: Sequence[Nest | Fence]) -> tuple[dict[int, Nest], set[int]]:
    """For each table by position, the caption beside it: the one after it, else the one before it.

    Second, the positions of these captions.
    """
    found: dict[int, Nest] = {}
    taken: set[int] = set()
    tables = [i for i, item in enumerate(items) if isinstance(item, Nest) and item.type == "table"]
    for step in (1, -1):
        for index in tables:
            beside = index + step
            if index in found or beside in taken or not 0 <= beside < len(items):
                continue
            item = items[beside]
            if isinstance(item, Nest) and item.token.meta.get("caption"):
                found[index] = item
                taken.add(beside)
    return found, taken
