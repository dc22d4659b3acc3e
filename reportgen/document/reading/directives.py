"""Fences as nodes: divisions, callouts, `only`, `lang`, and the directives that composing expands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal, cast

from markdown_it.token import Token

from reportgen.diagnostics import Span
from reportgen.document import blocks as b
from reportgen.document import inlines as n
from reportgen.document.markdown.syntax import BUILT_IN, CALLOUTS, EDITIONS, DirectiveSyntax
from reportgen.document.reading.attrs import checked, is_language
from reportgen.document.reading.context import Context, Leaf
from reportgen.document.reading.fences import Fence
from reportgen.document.reading.inlines import read_leaf


def read_fence(fence: Fence, children: Callable[[], b.Blocks], context: Context) -> b.Block:
    """The node of a fence; `children` reads what stands inside it."""
    token = fence.token
    span, attrs = context.block_span(token), _attrs(token, context)
    syntax: DirectiveSyntax | None = token.meta.get("syntax")
    if not token.info:
        if word := token.meta.get("bare"):
            attrs = _bare(word, token, context)
        return b.Div(children(), attrs=attrs, span=span)
    if syntax is None:
        known = [*BUILT_IN, *context.parser.options.get("directives", {})]
        context.report("MD017", token.meta["at"], context.suggest(token.info, known), name=token.info)
        return b.Div(children(), attrs=attrs, span=span)
    argument: str = token.meta.get("argument", "")
    if syntax.argument == "required" and not argument:
        context.report("MD018", token.meta["at"], name=syntax.name)
    elif syntax.argument == "none" and argument:
        context.report("MD019", token.meta["argument_at"], name=syntax.name, argument=argument)
    if syntax.name in CALLOUTS:
        return _callout(token, argument, attrs, span, children, context)
    if syntax.name == "only":
        return b.Only(_editions(token, argument, context), children(), attrs=attrs, span=span)
    if syntax.name == "lang":
        if argument and not is_language(argument):
            context.report("MD034", token.meta["argument_at"], lang=argument)
        else:
            attrs = replace(attrs, lang=argument)
        return b.Div(children(), attrs=attrs, span=span)
    options, places = _options(token, syntax, context)
    inside = children() if syntax.body == "markdown" else ()
    return b.Directive(syntax.name, argument, options, places, inside, attrs=attrs, span=span)


def _attrs(token: Token, context: Context) -> n.Attrs:
    found = token.meta.get("attributes")
    if found is None:
        return n.NO_ATTRS
    at = token.meta["attributes_at"]
    if found.error:
        context.report("MD030", at, text=found.error)
    return checked(found.attrs, at, context)


def _bare(word: str, token: Token, context: Context) -> n.Attrs:
    """`::: word`, as other tools write it: a class, or a directive without its braces."""
    known = {*BUILT_IN, *context.parser.options.get("directives", {})}
    name = word.split()[0].strip("{}.")
    hint = f":::{{{name}}}" if name in known else f"::: {{.{name}}}"
    context.report("MD016", token.meta["at"], hint, text=token.content)
    return n.Attrs(classes=(name,)) if name.isidentifier() else n.NO_ATTRS


def _callout(
    token: Token,
    argument: str,
    attrs: n.Attrs,
    span: Span | None,
    children: Callable[[], b.Blocks],
    context: Context,
) -> b.Callout:
    kind = cast('Literal["note", "warning", "example", "pitfall"]', token.info)
    title: n.Inlines = ()
    unit = None
    if argument:
        leaf = Leaf(argument, ((0, token.meta["argument_at"]),))
        unit = context.unit("title", leaf, context.span(leaf.offset(0)))
        title = read_leaf(leaf, context)
    return b.Callout(kind, children(), title, attrs=attrs, span=span, unit=unit)


def _editions(token: Token, argument: str, context: Context) -> tuple[str, ...]:
    names = argument.replace(",", " ").split()
    for name in names:
        if name not in EDITIONS:
            at = token.meta["argument_at"] + argument.find(name)
            context.report("MD014", at, context.suggest(name, EDITIONS), name=name, known=", ".join(EDITIONS))
    return tuple(name for name in names if name in EDITIONS)


def _options(
    token: Token, syntax: DirectiveSyntax, context: Context
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, Span], ...]]:
    """Options and the place of each value; unknown and repeated keys are reported and left out."""
    found: dict[str, str] = {}
    places: dict[str, Span] = {}
    typed: list[Any] = token.meta.get("options", [])
    for key, value, key_at, value_at in typed:
        if key not in syntax.options:
            context.report("MD026", key_at, context.suggest(key, syntax.options), name=syntax.name, key=key)
        elif key in found:
            context.report("MD027", key_at, key=key, first=places[key].line)
        else:
            found[key] = _unquoted(value.strip())
            places[key] = context.span(value_at)
    for content, at in token.meta.get("stray", []):
        context.report("MD028", at, name=syntax.name, text=content[:40])
    return tuple(found.items()), tuple(places.items())


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]:
        return value[1:-1]
    return value
