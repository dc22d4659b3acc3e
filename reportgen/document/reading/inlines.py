"""Inline tokens to inline nodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markdown_it.token import Token

from reportgen.document import inlines as n
from reportgen.document.characters import hidden_in, name_of
from reportgen.document.markdown.inline.labels import normal
from reportgen.document.reading.addresses import judge_link
from reportgen.document.reading.attrs import checked
from reportgen.document.reading.context import Context, Leaf
from reportgen.document.reading.html import report_html
from reportgen.document.reading.images import read_image
from reportgen.document.reading.nesting import MAX_DEPTH, Nest, nest_inlines
from reportgen.document.reading.notes import read_inline_note, read_note_call

_WRAPS: Final[dict[str, Callable[[n.Inlines], n.Inline]]] = {
    "em": n.Emph,
    "strong": n.Strong,
    "s": n.Strike,
    "sup": n.Superscript,
    "sub": n.Subscript,
}


@dataclass(frozen=True, slots=True)
class InlineReader:
    """Reads one leaf. `linked`: inside a link or the text of an image, where nothing may lead elsewhere."""

    context: Context
    leaf: Leaf
    linked: bool = False

    def read(self, tokens: Sequence[Nest]) -> n.Inlines:
        """The nodes of nested tokens; neighbouring texts become one."""
        found: list[n.Inline] = []
        pending: list[str] = []
        for item in tokens:
            if item.token.type == "text":
                pending.append(item.token.content)
                continue
            for node in self._one(item):
                if isinstance(node, n.Text):
                    pending.append(node.text)
                    continue
                _flush(pending, found)
                found.append(node)
        _flush(pending, found)
        return tuple(found)

    def inside_link(self) -> InlineReader:
        return InlineReader(self.context, self.leaf, True)

    def offset(self, token: Token) -> int:
        return self.leaf.offset(token.meta["at"])

    def _one(self, item: Nest) -> n.Inlines:
        token, kind = item.token, item.type
        if kind in _WRAPS:
            return (_WRAPS[kind](self.read(item.children)),)
        match kind:
            case "softbreak":
                return (n.SoftBreak(),)
            case "hardbreak":
                return (n.LineBreak(),)
            case "code_inline":
                return (n.Code(token.content),)
            case "text_special":
                return (self._special(token),)
            case "link":
                return self._link(item)
            case "image":
                return read_image(item, self)
            case "styled":
                attrs = checked(token.meta["attrs"], self.offset(token), self.context)
                return (n.Styled(self.read(item.children), attrs),)
            case "html_inline":
                report_html(token.content, self.offset(token), self.context)
                return (n.Text(token.content),)
            case "problem":
                suggestion = token.meta["params"].pop("suggestion", "")
                self.context.report(
                    token.meta["code"], self.offset(token), suggestion, **token.meta["params"]
                )
                return (n.Text(token.content),)
            case "computed":
                return (n.Computed(token.meta["expression"], self.context.span(self.offset(token))),)
        return (self._leading_elsewhere(item),)

    def _leading_elsewhere(self, item: Nest) -> n.Inline:
        token = item.token
        if self.linked:
            self.context.report("MD043", self.offset(token))
            return n.Text(token.content or f"^[{token.meta.get('source', '')}]")
        match item.type:
            case "reference":
                return self._reference(token.meta)
            case "citation":
                return self._citation(token.meta["items"])
            case "note_call":
                return read_note_call(token, self)
            case "note":
                return read_inline_note(item, self)
        raise AssertionError(f"no node for the inline token {token.type}")

    def _special(self, token: Token) -> n.Inline:
        if token.info == "entity" and (hidden := hidden_in(token.content)):
            self.context.report("MD011", self.offset(token), char=name_of(hidden))
        return n.Text(token.content)

    def _link(self, item: Nest) -> n.Inlines:
        address = judge_link(str(item.token.attrs.get("href", "")))
        inner = self.inside_link().read(item.children)
        if attrs := item.token.meta.get("attrs"):
            place = self.leaf.offset(item.token.meta["attrs_at"])
            inner = (n.Styled(inner, checked(attrs, place, self.context)),)
        at = self.offset(item.token)
        if address.code:
            self.context.report(address.code, at, address.suggestion, url=address.shown)
            return inner
        if not inner:
            self.context.report("MD064", at)
            inner = (n.Text(address.url or address.target),)
        if address.target:
            return (n.InternalLink(address.target, inner, span=self.context.span(at)),)
        return (n.Link(inner, address.url, str(item.token.attrs.get("title", ""))),)

    def _reference(self, meta: dict[str, Any]) -> n.Reference:
        targets: list[n.RefTarget] = []
        capital = bool(meta.get("capital"))
        for at, key in meta["parts"]:
            label, is_capital = normal(key)
            capital = capital or (is_capital and not targets)
            targets.append(n.RefTarget(label, self.context.span(self.leaf.offset(at))))
        return n.Reference(
            tuple(targets), meta.get("form", "full"), meta.get("article", ""), capital, meta.get("prefix", "")
        )

    def _citation(self, items: list[tuple[int, str, str, str, bool]]) -> n.Citation:
        return n.Citation(
            tuple(
                n.CiteItem(key, locator, prefix, minus, self.context.span(self.leaf.offset(at)))
                for at, key, locator, prefix, minus in items
            )
        )


def _flush(pending: list[str], found: list[n.Inline]) -> None:
    text = "".join(pending)
    pending.clear()
    if text:
        found.append(n.Text(text))


def read_leaf(leaf: Leaf, context: Context) -> n.Inlines:
    """The nodes of one leaf's Markdown."""
    return InlineReader(context, leaf).read(inline_forest(leaf, context))


def inline_forest(leaf: Leaf, context: Context) -> list[Nest]:
    """The tokens of one leaf, nested."""
    if not leaf.content:
        return []
    tokens: list[Token] = []
    context.parser.inline.parse(leaf.content, context.parser, context.env, tokens)
    forest, cut = nest_inlines(tokens)
    if cut:
        context.report("MD013", leaf.offset(0), limit=MAX_DEPTH)
    return forest
