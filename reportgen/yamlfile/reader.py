"""From bytes to data with places: the YAML 1.2 core schema, without anchors, tags or merge keys.

The parser's events are read rather than its nodes, because aliases and tags are already gone from nodes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import yaml

from reportgen.diagnostics import Diagnostics, Span
from reportgen.yamlfile.places import Place, YamlFile, text_of_file

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 20
_MAX_CHARACTERS: Final = 20
_MAX_FINDINGS: Final = 100

Data = dict[str, "Data"] | list["Data"] | str | int | float | bool | None

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Control characters, the line ends that YAML 1.1 alone knows, noncharacters, and Bidi_Control (UAX #9).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# JSON writes characters beyond U+FFFF as two escapes, YAML as one.
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INT = re.compile(r"[-+]?[0-9]{1,30}|0o[0-7]{1,30}|0x[0-9a-fA-F]{1,30}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

# libyaml's words for the mistakes that editors make, and the code whose sentence explains each.
_PROBLEMS: Final = (
    ("exceeded maximum nesting depth", "YML003"),
    ("cannot start any token", "YML011"),
    ("expected alphabetic or numeric character", "YML011"),
    ("expected node content", "YML011"),
    ("mapping keys are not allowed", "YML011"),
    ("expected comment or line break", "YML020"),
    ("block sequence entries are not allowed", "YML021"),
    ("mapping values are not allowed", "YML012"),
    ("could not find expected ':'", "YML013"),
    ("unexpected end of stream", "YML014"),
    ("did not find expected ',' or", "YML015"),
    ("unknown escape character", "YML016"),
    ("did not find expected key", "YML017"),
    ("did not find expected '-' indicator", "YML017"),
)


class _Stop(Exception):  # noqa: N818 - not an error: reading ends here, the finding is already recorded
    """Reading cannot go on."""


def read_yaml(data: bytes | str, file: str, diagnostics: Diagnostics) -> YamlFile | None:
    """The data of a YAML or JSON file with its places; None when it cannot be read at all.

    Never raises: bad UTF-8, size, control characters, syntax, depth, duplicate keys, anchors, tags, merge
    keys and further documents are findings with their place in `file`.
    """
    if len(data) > MAX_BYTES:
        diagnostics.add("FIL003", Span(file), limit=MAX_BYTES)
        return None
    text = _decode(data, file, diagnostics) if isinstance(data, bytes) else data
    if text is None:
        return None
    text = _without_forbidden(text_of_file(text), file, diagnostics)
    if file.endswith(".json"):
        if not _is_json(text, file, diagnostics):
            return None
        text = _PAIR.sub(_join_pair, text)
    reader = _Reader(text, file, diagnostics)
    try:
        value, place = reader.document()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        _syntax_error(error, text, file, diagnostics)
        return None
    except (yaml.YAMLError, ValueError, RecursionError, MemoryError):
        diagnostics.add("YML010", Span(file), problem="?")
        return None
    return YamlFile(file, value, place, tuple(text.split("\n")))


def has_forbidden(text: str) -> bool:
    """Whether a text holds characters that reading would replace, with a finding."""
    return _FORBIDDEN.search(text) is not None


def _decode(data: bytes, file: str, diagnostics: Diagnostics) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        diagnostics.add("FIL002", Span(file, line, len(before) - before.rfind("\n")))
        return None


def _without_forbidden(text: str, file: str, diagnostics: Diagnostics) -> str:
    for hit in islice(_FORBIDDEN.finditer(text), _MAX_CHARACTERS):
        line = text.count("\n", 0, hit.start()) + 1
        col = hit.start() - text.rfind("\n", 0, hit.start())
        diagnostics.add("YML001", Span(file, line, col), char=f"U+{ord(hit[0]):04X}")
    return _FORBIDDEN.sub("\ufffd", text)


def _is_json(text: str, file: str, diagnostics: Diagnostics) -> bool:
    """YAML reads JSON, and more: comments, bare words. Other programs that read the file do not."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        diagnostics.add("YML018", Span(file, error.lineno, error.colno))
        return False
    except (RecursionError, ValueError):
        diagnostics.add("YML003", Span(file), limit=MAX_DEPTH)
        return False
    return True


def _join_pair(hit: re.Match[str]) -> str:
    code = 0x10000 + ((int(hit[2], 16) - 0xD800) << 10) + int(hit[3], 16) - 0xDC00
    return f"{hit[1]}\\U{code:08x}"


def _syntax_error(error: yaml.MarkedYAMLError, text: str, file: str, diagnostics: Diagnostics) -> None:
    problem = str(error.problem or error.context or "")
    code = next((code for words, code in _PROBLEMS if words in problem), "YML010")
    mark = error.problem_mark or error.context_mark
    if error.context_mark and (code == "YML014" or "alphabetic" in problem):
        mark = error.context_mark
    if mark is None:
        diagnostics.add(code, Span(file), problem=problem)
        return
    before = "".join(text.split("\n")[mark.line : mark.line + 1])[: mark.column].rstrip()
    if code in {"YML015", "YML017"} and before.endswith(("'", '"')):
        # `'l'eau'`: the value is over at its first apostrophe.
        diagnostics.add("YML019", Span(file, mark.line + 1, len(before)))
        return
    span = Span(file, mark.line + 1, mark.column + 1)
    diagnostics.add(code, span, problem=problem, limit=MAX_DEPTH)


class _Reader:
    """Walks the events of one document."""

    def __init__(self, text: str, file: str, diagnostics: Diagnostics) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.file = file
        self.diagnostics = diagnostics
        self.findings = 0

    def document(self) -> tuple[Data, Place]:
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None, Place(1, 1, 1)
        result = self.node(next(self.events), 0)
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            self.report("YML002", event)
        return result

    def report(self, code: str, event: Any, **params: object) -> None:
        mark = event.start_mark
        span = Span(self.file, mark.line + 1, mark.column + 1)
        self.findings += 1
        if self.findings > _MAX_FINDINGS:
            self.diagnostics.add("YML022", span, limit=_MAX_FINDINGS)
            raise _Stop
        self.diagnostics.add(code, span, "", **params)

    def node(self, event: Any, depth: int) -> tuple[Data, Place]:
        if depth >= MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
            self.report("YML003", event, limit=MAX_DEPTH)
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self.report("YML004", event, name=f"*{event.anchor}")
            return None, _place(event)
        if event.anchor is not None:
            self.report("YML004", event, name=f"&{event.anchor}")
        if event.tag is not None:
            self.report("YML005", event, tag=event.tag)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.scalar(event), _place(event)

    def scalar(self, event: Any) -> Data:
        text: str = event.value
        if event.style and _FORBIDDEN.search(text):
            # Written as an escape (`"\u202e"`): the file's own characters have been looked at already.
            bad = _FORBIDDEN.findall(text)[0]
            self.report("YML001", event, char=f"U+{ord(bad):04X}")
            return _FORBIDDEN.sub("\ufffd", text)
        if event.style or event.tag is not None:
            return text
        return core_scalar(text)

    def sequence(self, start: Any, depth: int) -> tuple[Data, Place]:
        items: list[Data] = []
        places: dict[str | int, Place] = {}
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            value, place = self.node(event, depth + 1)
            places[len(items)] = place
            items.append(value)
        return items, _place(start, event, children=places)

    def mapping(self, start: Any, depth: int) -> tuple[Data, Place]:
        data: dict[str, Data] = {}
        keys: dict[str, tuple[int, int]] = {}
        places: dict[str | int, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, depth)
            mark = event.start_mark
            value, place = self.node(next(self.events), depth + 1)
            if key is None:
                continue
            if key in keys:
                self.report("YML007", event, key=key, first=keys[key][0])
                continue
            data[key], places[key], keys[key] = value, place, (mark.line + 1, mark.column + 1)
        return data, _place(start, event, keys, places)

    def key(self, event: Any, depth: int) -> str | None:
        """The key as typed; None when it is one that cannot be used (its value is read over)."""
        if not isinstance(event, yaml.ScalarEvent):
            self.report("YML006", event)
            self.node(event, depth + 1)
            return None
        if event.value == "<<" and not event.style:
            self.report("YML008", event)
            return None
        self.node(event, depth + 1)
        return str(event.value)


def _place(
    start: Any,
    end: Any = None,
    keys: dict[str, tuple[int, int]] | None = None,
    children: dict[str | int, Place] | None = None,
) -> Place:
    first, last = start.start_mark, (end or start).end_mark
    # A block ends where the next token starts: at the beginning of a line that is not its own.
    end_line = last.line if last.column == 0 and last.line > first.line else last.line + 1
    style = getattr(start, "style", None) or ""
    return Place(first.line + 1, first.column + 1, end_line, style, keys or {}, children or {})


def core_scalar(text: str) -> str | int | float | bool | None:
    """What a plain scalar means by the core schema (YAML 1.2.2, section 10.3.2).

    `no`, `12:30` and `2019-01-15` are text. Infinities and integers of more than 30 digits stay text.
    """
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INT.fullmatch(text):
        return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)
    if _FLOAT.fullmatch(text) and len(text) < 40:
        return float(text)
    return text
