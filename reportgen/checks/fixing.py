"""`check --fix`: the changes of typography carried out in the files, and nothing else.

A line is changed only where the text of the passage stands in it, letter for letter and once; a YAML file is
read again afterwards, and left alone unless the texts in question are all that has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reportgen.checks.context import CheckContext
from reportgen.checks.texts import Passage
from reportgen.checks.typography import changes
from reportgen.diagnostics import Diagnostics
from reportgen.resolve.typography import Profile
from reportgen.yamlfile import read_yaml

Lines = dict[str, list[str]]
Pairs = list[tuple[str, str]]


def fixed_files(
    context: CheckContext, read: Callable[[str], str | None], left: Callable[[Passage], bool]
) -> dict[str, str]:
    """The new text of each file that `check --fix` changes, by path.

    `read` gives the text of a file, None when it can't be read; a passage for which `left` holds stays.
    """
    files: dict[str, list[str] | None] = {}
    done: dict[str, Pairs] = {}
    for passage in context.passages:
        name = passage.span.file
        if left(passage) or (new := with_changes(passage, context.house(passage.lang))) == passage.text:
            continue
        if name not in files:
            text = read(name)
            files[name] = None if text is None else text.split("\n")
        lines = files[name]
        if lines is not None:
            done.setdefault(name, []).extend(_put(lines, passage, new))
    made = {name: "\n".join(files[name] or ()) for name, pairs in done.items() if pairs}
    return {name: text for name, text in made.items() if _is_safe(name, read(name) or "", text, done[name])}


def with_changes(passage: Passage, house: Profile = "") -> str:
    """The text of a passage with its typography mended."""
    text = passage.text
    for change in reversed(list(changes(passage, house))):
        if "\n" not in text[change.start : change.end] + change.new:
            text = text[: change.start] + change.new + text[change.end :]
    return text


def _put(lines: list[str], passage: Passage, new: str) -> Pairs:
    """Change the lines of the passage; which texts were replaced by which."""
    pairs: Pairs = []
    for row, (old_line, new_line) in enumerate(zip(passage.text.split("\n"), new.split("\n"), strict=True)):
        at = passage.span.line - 1 + row
        if old_line == new_line or at >= len(lines) or lines[at].count(old_line) != 1:
            continue
        lines[at] = lines[at].replace(old_line, new_line)
        pairs.append((old_line, new_line))
    return pairs


def _is_safe(name: str, before: str, after: str, pairs: Pairs) -> bool:
    if not name.endswith((".yaml", ".json")):
        return True
    old, new = (read_yaml(text, name, Diagnostics()) for text in (before, after))
    return old is not None and new is not None and _same(old.data, new.data, pairs)


def _same(old: Any, new: Any, pairs: Pairs) -> bool:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return list(old) == list(new) and all(_same(old[key], new[key], pairs) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(_same(a, b, pairs) for a, b in zip(old, new, strict=True))
    if isinstance(old, str) and isinstance(new, str) and old != new:
        return any(a in old and b in new for a, b in pairs)
    return bool(old == new) and type(old) is type(new)
