"""Setting texts of a fiche in its overlay. The rest of the file stays as it is, byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import yaml

from reportgen.translation.writing.chapter import NotPlacedError, one_a_line
from reportgen.yamlfile.reader import core_scalar

_ITEM: Final = re.compile(r"\s*(?:[-*+>]|\d+[.)])\s")
_STEP: Final = re.compile(r"([A-Za-z_][\w-]*)(?:\[([^\]]+)\])?")

Step = tuple[str, str]
"""A key, and the id of the item below it when that is a list (else an empty text)."""


class Change(NamedTuple):
    """Offsets of a piece of a file, and what is to stand there."""

    start: int
    end: int
    text: str


def set_fields(file: str, values: Mapping[str, str], lang: str, order: Sequence[str] = ()) -> str:
    """The file with each value at its path (`gaps[g1].text`), put there when it is missing.

    `lang` is the language of the values. `order` are the top keys as the source has them: a new key takes its
    place among them. A list of texts (keywords) is given in one value, separated by ` ; `. Raises
    NotPlacedError.
    """
    root = _root(file)
    there: list[Change] = []
    missing: list[str] = []
    for path, value in values.items():
        change, is_there = _change(file, root, path, value, lang, order)
        if is_there:
            there.append(change)
        else:
            missing.append(path)
    for change in sorted(there, reverse=True):
        file = file[: change.start] + change.text + file[change.end :]
    for path in missing:
        # What is added moves what comes after it: each is placed in the file as it then is.
        change, _ = _change(file, _root(file), path, values[path], lang, order)
        file = file[: change.start] + change.text + file[change.end :]
    return file


def _root(file: str) -> Any:
    try:
        root = yaml.compose(file)
    except yaml.YAMLError as error:
        raise NotPlacedError(str(error)) from error
    if not isinstance(root, yaml.MappingNode):
        raise NotPlacedError("")
    return root


def _change(
    file: str, root: Any, path: str, value: str, lang: str, order: Sequence[str]
) -> tuple[Change, bool]:
    """The change that puts a value at a path, and whether a value stands there already."""
    steps = _steps(path)
    node: Any = root
    in_flow = False
    for depth, (key, item) in enumerate(steps):
        in_flow = in_flow or bool(node.flow_style)
        entry = next((pair for pair in node.value if pair[0].value == key), None)
        if entry is None:
            return _with_key(file, node, steps[depth:], value, order if depth == 0 else ()), False
        node = entry[1]
        if item:
            if not isinstance(node, yaml.SequenceNode):
                raise NotPlacedError(path)
            found = next((one for one in node.value if _name(one) == item), None)
            if found is None:
                return _with_item(file, node, steps[depth:], value), False
            in_flow = in_flow or bool(node.flow_style)
            node = found
    return _replaced(file, node, value, lang, in_flow), True


def _steps(path: str) -> list[Step]:
    steps: list[Step] = []
    for part in path.split("."):
        found = _STEP.fullmatch(part)
        if found is None:
            raise NotPlacedError(path)
        steps.append((found[1], found[2] or ""))
    return steps


def _name(node: Any) -> str:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in ("id", "n"):
                return str(value.value)
    return ""


# ---- replacing


def _replaced(file: str, node: Any, value: str, lang: str, in_flow: bool) -> Change:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.SequenceNode):
        texts = [text for text in re.split(r"\s*;\s*", value) if text]
        listed = f"[{', '.join(_scalar(text, flow=True) for text in texts)}]"
        if node.flow_style:
            return Change(start, end, listed)
        between = f"\n{' ' * node.start_mark.column}"
        return Change(start, _end(node), between.join(f"- {_scalar(text)}" for text in texts))
    if not isinstance(node, yaml.ScalarNode):
        raise NotPlacedError(str(node.tag))
    if node.style in ("|", ">"):
        return _block(file, start, end, value, lang, node)
    one = " ".join(value.split("\n")) if "\n" not in node.value else value
    return Change(start, end, _scalar(one, flow=in_flow, style=node.style or ""))


def _block(file: str, start: int, end: int, value: str, lang: str, node: Any) -> Change:
    body = file[start:end]
    header, _, content = body.partition("\n")
    rest = content[len(content.rstrip()) :] or "\n"
    indent = next((len(line) - len(line.lstrip(" ")) for line in content.split("\n") if line.strip()), 2)
    several = "\n" in content.strip()
    text = value.strip("\n")
    if several and not re.search(r"\S\n\S", text):
        text = "\n".join(line if _ITEM.match(line) else one_a_line(line, lang) for line in text.split("\n"))
    if node.style == ">":
        header = "|" + header[1:]
    lines = [f"{' ' * indent}{line}" if line.strip() else "" for line in text.split("\n")]
    return Change(start, end, "\n".join([header, *lines]) + rest)


# ---- adding


def _with_key(file: str, node: Any, steps: Sequence[Step], value: str, order: Sequence[str]) -> Change:
    if node.flow_style:
        at = len(file[: node.end_mark.index - 1].rstrip())
        return Change(at, at, (", " if node.value else "") + _flow(steps, value))
    column = node.value[0][0].start_mark.column if node.value else node.start_mark.column
    text = "\n".join(" " * column + line if line else "" for line in _lines(steps, value))
    after: Any = None
    key = steps[0][0]
    if key in order:
        earlier = set(order[: order.index(key)]) | {"id"}
        after = next((pair for pair in reversed(node.value) if pair[0].value in earlier), None)
    after = after or (node.value[-1] if node.value else None)
    at = _line_end(file, _end(after[1]) if after else node.start_mark.index)
    return Change(at, at, f"\n{text}") if at else Change(0, 0, f"{text}\n")


def _with_item(file: str, node: Any, steps: Sequence[Step], value: str) -> Change:
    item = f"{{id: {_scalar(steps[0][1], flow=True)}, {_flow(steps[1:], value)}}}"
    if node.flow_style:
        at = node.end_mark.index - 1
        return Change(at, at, (", " if node.value else "") + item)
    at = _line_end(file, _end(node))
    return Change(at, at, f"\n{' ' * node.start_mark.column}- {item}")


def _lines(steps: Sequence[Step], value: str) -> list[str]:
    """A new key of a mapping, with all that is below it."""
    (key, item), rest = steps[0], steps[1:]
    if item:
        return [f"{key}:", f"  - {{id: {_scalar(item, flow=True)}, {_flow(rest, value)}}}"]
    if rest:
        return [f"{key}: {{{_flow(rest, value)}}}"]
    if "\n" in value.strip("\n"):
        return [f"{key}: |", *(f"  {line}" if line else "" for line in value.strip("\n").split("\n"))]
    if key == "keywords" or " ; " in value:
        texts = [text for text in re.split(r"\s*;\s*", value) if text]
        if key == "keywords":
            return [f"{key}: [{', '.join(_scalar(text, flow=True) for text in texts)}]"]
    return [f"{key}: {_scalar(value.strip())}"]


def _flow(steps: Sequence[Step], value: str) -> str:
    if not steps:
        return _scalar(value, flow=True)
    (key, item), rest = steps[0], steps[1:]
    if item:
        return f"{key}: [{{id: {_scalar(item, flow=True)}, {_flow(rest, value)}}}]"
    if rest:
        return f"{key}: {{{_flow(rest, value)}}}"
    return f"{key}: {json.dumps(value.strip(), ensure_ascii=False)}"


def _end(node: Any) -> int:
    """The offset after the last character of a node (the end marks of blocks stand at the next token)."""
    if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", False):
        end: int = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return end - 1
        return end
    if isinstance(node, yaml.MappingNode) and node.value:
        return _end(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _line_end(file: str, at: int) -> int:
    while at > 0 and file[at - 1] == "\n":
        at -= 1
    end = file.find("\n", at)
    return len(file) if end < 0 else end


def _scalar(value: str, flow: bool = False, style: str = "") -> str:
    """A scalar that reads as `value`: in its style when that can be, else between double quotes."""
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if not style and _is_plain(value, flow):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_plain(value: str, flow: bool) -> bool:
    if not value or value != value.strip() or "\n" in value or (flow and re.search(r"[,\[\]{}:]", value)):
        return False
    if not isinstance(core_scalar(value), str):
        return False
    try:
        node: Any = yaml.compose(f"[{value}]" if flow else f"k: {value}")
    except yaml.YAMLError:
        return False
    inner: Any = node.value[0] if flow else node.value[0][1]
    return isinstance(inner, yaml.ScalarNode) and inner.value == value
