"""`:::` lines: each opening and closing line is a token of its own, paired afterwards in `reading.fences`.

A directive whose body is options takes its lines here, because they are not Markdown.
"""

from __future__ import annotations

import re
from typing import Any, Final

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from reportgen.document.attributes import Attributes, read_attributes, trailing_attributes
from reportgen.document.inlines import NO_ATTRS
from reportgen.document.markdown.syntax import BUILT_IN

_NAME: Final = re.compile(r"\{[ \t]*([A-Za-z][\w-]*)[ \t]*\}(?=[ \t]|$)")
_CLOSING: Final = re.compile(r":{3,}[ \t]*$")
_OPTION: Final = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?=[ \t]|$)[ \t]*")


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", at) or state.is_code_block(start):
        return False
    if silent:
        return True
    line = state.src[at : state.eMarks[start]].rstrip()
    count = len(line) - len(line.lstrip(":"))
    rest = line[count:].lstrip()
    token = state.push("colons_open" if rest else "colons_close", "", 0)
    token.map = [start, start + 1]
    token.meta = {"at": at, "count": count}
    token.content = line
    state.line = start + 1
    if rest:
        _read_opening(token, rest, at + len(line) - len(rest))
        syntax: Any = state.md.options.get("directives", {})
        found = BUILT_IN.get(token.info) or syntax.get(token.info)
        token.meta["syntax"] = found
        if found is not None and found.body != "markdown":
            _read_options(state, token, start + 1, end, count)
    return True


def _read_opening(token: Token, rest: str, at: int) -> None:
    """Name, argument and attributes of an opening line; `at` is where `rest` stands in the whole text."""
    name = _NAME.match(rest)
    attributes: Attributes | None = None
    if name:
        token.info = name[1]
        argument = rest[name.end() :].lstrip()
        token.meta["argument_at"] = at + len(rest) - len(argument)
        if trailing := trailing_attributes(argument):
            brace, attributes = trailing
            token.meta["attributes_at"] = token.meta["argument_at"] + brace
            argument = argument[:brace].rstrip()
        token.meta["argument"] = argument
    elif rest.startswith("{"):
        token.meta["attributes_at"] = at
        attributes = read_attributes(rest, 0, len(rest))
        if attributes is None or attributes.end != len(rest):
            attributes = Attributes(NO_ATTRS, len(rest), rest)
    else:
        token.meta["bare"] = rest
    token.meta["attributes"] = attributes


def _read_options(state: StateBlock, token: Token, line: int, end: int, count: int) -> None:
    """Take the lines up to the closing one; without one, those that look like options."""
    close = line
    while close < end and _may_be_option(state, close):
        close += 1
    closed = close < end and _closes(state, close, count)
    options: list[list[Any]] = []
    stray: list[tuple[str, int]] = []
    while line < close:
        at, stop = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        content = state.src[at:stop].rstrip()
        if option := _OPTION.match(content):
            options.append([option[1], content[option.end() :], at, at + option.end()])
        elif content and options and state.sCount[line] > state.blkIndent:
            options[-1][1] = f"{options[-1][1]}\n{content}".lstrip("\n")
        elif closed and content:
            stray.append((content, at))
        elif not closed:
            break
        line += 1
    token.meta.update(options=options, stray=stray, closed=closed)
    state.line = line + 1 if closed else line
    token.map = [(token.map or [0, 0])[0], state.line]


def _may_be_option(state: StateBlock, line: int) -> bool:
    if state.isEmpty(line):
        return True
    at = state.bMarks[line] + state.tShift[line]
    return state.sCount[line] >= state.blkIndent and not state.src.startswith(":::", at)


def _closes(state: StateBlock, line: int, count: int) -> bool:
    at = state.bMarks[line] + state.tShift[line]
    found = _CLOSING.match(state.src, at, state.eMarks[line])
    return found is not None and len(found[0].rstrip()) >= count
