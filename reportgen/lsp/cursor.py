"""What is being typed at a place of a text: a reference, a citation, a directive, an option, a field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.document.markdown.inline.labels import begins_word

What = Literal["name", "directive", "argument", "option", "value", "key", "field", ""]

_NAME: Final = re.compile(r"@(?P<typed>[\w.:+/-]*)\Z")
_DIRECTIVE: Final = re.compile(r"^(?P<fence>[ \t>]*:{3,}[ \t]*)\{(?P<typed>[\w-]*)\Z")
_ARGUMENT: Final = re.compile(
    r"^[ \t>]*:{3,}[ \t]*\{(?P<name>[\w-]+)\}[ \t]+(?:[\w-]+[ \t,]+)*(?P<typed>[\w-]*)\Z"
)
_OPENING: Final = re.compile(r"^[ \t>]*(?P<colons>:{3,})[ \t]*\{(?P<name>[\w-]+)\}")
_FENCE: Final = re.compile(r"^[ \t>]*:{3,}")
_OPTION: Final = re.compile(r"^(?:[ \t>]*)(?P<typed>[A-Za-z_-]*)\Z")
_VALUE: Final = re.compile(
    r"^(?:[ \t>]*)(?P<key>[A-Za-z_-]+)[ \t]*:[ \t]+(?:[^,\n]*,[ \t]*)?(?P<typed>[\w-]*)\Z"
)
_YAML_LINE: Final = re.compile(r"^(?P<indent>[ \t]*(?:-[ \t]+)?)(?P<key>[A-Za-z_]\w*)[ \t]*:")
_LAST_WORD: Final = re.compile(r"(?P<typed>[\w-]*)\Z")
_FLOW_KEY: Final = re.compile(r"(?P<key>[A-Za-z_]\w*)[ \t]*:[ \t]*[\"']?[\w-]*\Z")


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is being typed. `typed` is what stands of it already; `of` names what it belongs to.

    `name`: after `@`, in brackets or not; `directive`: after `:::{`; `argument`, `option` and `value`: of the
    directive `of` (`key` is the option). In YAML, `key`: a key in the record `path`; `field`: a value there.
    """

    what: What
    typed: str = ""
    of: str = ""
    key: str = ""
    bracket: bool = False
    path: tuple[str, ...] = ()


NOTHING: Final = Cursor("")


def cursor_at(text: str, line: int, character: int, yaml: bool) -> Cursor:
    """What is being typed at a place (counted from 0); `yaml` when the text is a YAML file."""
    lines = text.split("\n")
    if not 0 <= line < len(lines):
        return NOTHING
    before = lines[line][:character]
    if (found := _NAME.search(before)) and begins_word(before, found.start()):
        inside = before.rfind("[", 0, found.start()) > before.rfind("]", 0, found.start())
        return Cursor("name", found["typed"], bracket=inside)
    if found := _DIRECTIVE.match(before):
        return Cursor("directive", found["typed"])
    if found := _ARGUMENT.match(before):
        return Cursor("argument", found["typed"], of=found["name"])
    if directive := _directive_around(lines, line):
        if found := _OPTION.match(before):
            return Cursor("option", found["typed"], of=directive)
        if found := _VALUE.match(before):
            return Cursor("value", found["typed"], of=directive, key=found["key"])
    return _in_yaml(lines, line, before) if yaml else NOTHING


def directive_at(text: str, line: int) -> str:
    """The name of the directive that opens on a line, or whose options stand there; empty for none."""
    lines = text.split("\n")
    if not 0 <= line < len(lines):
        return ""
    found = _OPENING.match(lines[line])
    return found["name"] if found else _directive_around(lines, line)


def _directive_around(lines: list[str], line: int) -> str:
    """The directive whose lines hold `line`; empty outside."""
    for row in range(line - 1, max(-1, line - 60), -1):
        if found := _OPENING.match(lines[row]):
            return found["name"]
        if _FENCE.match(lines[row]):
            return ""
    return ""


def _in_yaml(lines: list[str], line: int, before: str) -> Cursor:
    """A key or a value of a YAML record, by its indentation and the braces that are open on its line."""
    path = _parents(lines, line, before)
    head = _YAML_LINE.match(before)
    rest = before[head.end() :] if head else before
    typed = _LAST_WORD.search(before)
    word = typed["typed"] if typed else ""
    opened = max(rest.rfind("{"), rest.rfind(","))
    in_braces = rest.count("{") > rest.count("}")
    if head and in_braces:
        path = (*path, head["key"])
        here = _FLOW_KEY.search(rest[max(opened, 0) :])
        return Cursor("field", word, path=(*path, here["key"])) if here else Cursor("key", word, path=path)
    if head:
        return Cursor("field", word, path=(*path, head["key"]))
    if in_braces:
        here = _FLOW_KEY.search(rest[max(opened, 0) :])
        return Cursor("field", word, path=(*path, here["key"])) if here else Cursor("key", word, path=path)
    if before.strip().startswith("-"):
        return Cursor("field", word, path=path)
    return Cursor("key", word, path=path) if not before.strip() or before.strip() == word else NOTHING


def _parents(lines: list[str], line: int, before: str) -> tuple[str, ...]:
    """The keys that hold a line, the outermost first; a block of text holds no keys."""
    found: list[str] = []
    indent = len(before) - len(before.lstrip()) if before.strip() else len(before)
    if before.lstrip().startswith("-"):
        indent += 1
    for row in range(line - 1, -1, -1):
        text = lines[row]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        here = len(text) - len(text.lstrip())
        if here < indent:
            head = _YAML_LINE.match(text)
            if head is None:
                indent = here
                continue
            found.append(head["key"])
            indent = here + (1 if text.lstrip().startswith("-") else 0)
            if indent == 0:
                break
    return tuple(reversed(found))
