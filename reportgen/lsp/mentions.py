"""Where a text names something: labels set and referred to, works cited, fiches shown, as they are typed.

A text that is being typed is often wrong: nothing here needs it to be right. Code and comments name nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Final, Literal

from reportgen.document.attributes import read_attributes
from reportgen.document.markdown.inline.labels import KEY, begins_word, is_label, normal

Role = Literal["definition", "reference", "citation", "work"]
"""A label is set or referred to; a work of the bibliography is cited, or described (`work`)."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name in a text: its line and its columns, in characters from 0.

    `name` is the whole name, without a capital (`fiche-x`); `lead` what the text leaves out of it (`fiche-`).
    """

    line: int
    start: int
    end: int
    name: str
    role: Role
    lead: str = ""

    @property
    def is_label(self) -> bool:
        return self.role in ("definition", "reference")


_CODE: Final = re.compile(
    r"^(?P<fence> {0,3}(?:`{3,}|~{3,}))[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)|<!--.*?-->|\{\{.*?\}\}",
    re.MULTILINE | re.DOTALL,
)
_TARGET: Final = re.compile(r"\]\(#(?P<name>[^\s()<>]+)")
_FICHE: Final = re.compile(r"^[ \t>]*:{3,}[ \t]*\{fiche\}[ \t]+(?P<name>[a-z0-9-]+)", re.MULTILINE)
_OPENING: Final = re.compile(r"^(?P<indent>[ \t>]*):{3,}[ \t]*\{[A-Za-z]", re.MULTILINE)
_OPTION_ID: Final = re.compile(r"^[ \t>]*id[ \t]*:[ \t]*(?P<name>[a-z0-9-]+)[ \t]*$", re.MULTILINE)
_CLOSING: Final = re.compile(r"^[ \t>]*:{3,}[ \t]*$", re.MULTILINE)

_FACT: Final = re.compile(r"(?m)^(?:depth|status|form|method|level|sources):")
_OWN_ID: Final = re.compile(r"^id:[ \t]*[\"']?(?P<name>[a-z0-9-]+)", re.MULTILINE)
_RELATED: Final = re.compile(r"^related:(?P<body>[ \t]*\[[^\]]*\]|(?:[ \t]*\n[ \t]*-[^\n]*)+)", re.MULTILINE)
_SEE: Final = re.compile(r"^[ \t]*see:(?P<body>[ \t]*\[[^\]]*\])", re.MULTILINE)
_ITEM: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER: Final = re.compile(r"^[ \t]*-[ \t]*\{?[ \t]*n:[ \t]*(?P<name>\d+)", re.MULTILINE)
_TERM: Final = re.compile(r"^-[ \t]*id:[ \t]*[\"']?(?P<name>[a-z0-9-]+)", re.MULTILINE)
_SOURCE: Final = re.compile(
    r"^[ \t]*source:[ \t]*[\"']?(?P<name>[\w.+-]+(?::[\w.+-]+)*)[\"']?[ \t]*$", re.MULTILINE
)
_WORK: Final = re.compile(r'"id"[ \t]*:[ \t]*"(?P<name>[^"\n]+)"')
_OWN_SOURCE: Final = re.compile(r"s\d+\Z")


def mentions(text: str, file: str) -> tuple[Mention, ...]:
    """Every mention in the text of a file of the project, in order; `file` tells what kind of text it is."""
    place = _Places(text)
    return tuple(sorted({place.mention(*found) for found in _found(text, PurePosixPath(file))}))


Found = tuple[int, int, str, Role, str]


def _found(text: str, path: PurePosixPath) -> Iterator[Found]:
    if path.suffix == ".json":
        yield from (_named(m, "work") for m in _WORK.finditer(text))
        return
    if path.suffix == ".yaml":
        yield from _in_yaml(text, path)
    for found in _in_markdown(text):
        # The sources of a fiche are its own: those of another have the same numbers.
        if found[3] == "citation" and path.parent.name == "fiches" and _OWN_SOURCE.match(found[2]):
            lead = f"{path.stem}#"
            found = (*found[:2], lead + found[2], "citation", lead)
        yield found


def _in_markdown(text: str) -> Iterator[Found]:
    """Mentions of running text. In YAML, texts stand among keys: nothing but their marks is looked for."""
    plain = _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    yield from _at_signs(plain)
    yield from (_named(m, "reference") for m in _TARGET.finditer(plain))
    yield from (_named(m, "reference", "fiche-") for m in _FICHE.finditer(plain))
    yield from _attributes(plain)
    for opening in _OPENING.finditer(plain):
        closing = _CLOSING.search(plain, opening.end())
        option = _OPTION_ID.search(plain, opening.end(), closing.start() if closing else len(plain))
        if option:
            yield _named(option, "definition")


def _at_signs(text: str) -> Iterator[Found]:
    at = -1
    while (at := text.find("@", at + 1)) >= 0:
        key = KEY.match(text, at + 1) if begins_word(text, at) and text[at - 1 : at] != "\\" else None
        if key is None:
            continue
        if is_label(key[0]):
            # A reference ends where its label does; a key of a work may hold other signs.
            name = re.split(r"[.:+/]", key[0])[0]
            yield at + 1, at + 1 + len(name), normal(name)[0], "reference", ""
        elif _in_brackets(text, at):
            yield at + 1, key.end(), key[0], "citation", ""


def _in_brackets(text: str, at: int) -> bool:
    opening = max(text.rfind("[", max(0, at - 400), at), -1)
    return opening >= 0 and text.rfind("]", opening, at) < 0 and text.find("\n\n", opening, at) < 0


def _attributes(text: str) -> Iterator[Found]:
    at = -1
    while (at := text.find("{", at + 1)) >= 0:
        if "#" not in text[at + 1 : at + 200]:
            continue
        found = read_attributes(text, at, min(len(text), at + 2000))
        if found is None or found.error or not found.attrs.id:
            continue
        start = text.index("#" + found.attrs.id, at) + 1
        yield start, start + len(found.attrs.id), found.attrs.id, "definition", ""


def _in_yaml(text: str, path: PurePosixPath) -> Iterator[Found]:
    if path.parent.name == "fiches":
        # A translation repeats no fact.
        source = path.parts[1:2] == ("fr",) or _FACT.search(text) is not None
        if (own := _OWN_ID.search(text)) and source:
            yield _named(own, "definition", "fiche-")
        for number in _NUMBER.finditer(text) if source else ():
            yield _named(number, "work", f"{path.stem}#s")
        yield from _items(_RELATED, text, "fiche-")
    elif path.parent.name == "shared":
        if path.stem == "glossary":
            yield from (_named(m, "definition", "term-") for m in _TERM.finditer(text))
            yield from _items(_SEE, text, "term-")
        yield from (_named(m, "citation") for m in _SOURCE.finditer(text))


def _items(pattern: re.Pattern[str], text: str, lead: str) -> Iterator[Found]:
    """The ids of the lists that `pattern` finds."""
    for match in pattern.finditer(text):
        for item in _ITEM.finditer(text, match.start("body"), match.end("body")):
            yield item.start(), item.end(), lead + item[0], "reference", lead


def _named(match: re.Match[str], role: Role, lead: str = "") -> Found:
    return match.start("name"), match.end("name"), lead + match["name"], role, lead


class _Places:
    """Lines and columns of offsets."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def mention(self, start: int, end: int, name: str, role: Role, lead: str) -> Mention:
        line = bisect_right(self._starts, start) - 1
        return Mention(line, start - self._starts[line], end - self._starts[line], name, role, lead)
