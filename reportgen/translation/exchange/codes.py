"""Text with its markup as codes: what a translator may move but not change.

Markdown is cut into text and marks. Each mark points to a code that keeps the Markdown it stands for, so that
putting text and payloads together again gives the source, line ends apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from reportgen.document.markdown.inline.labels import KEY, LABEL, begins_word, is_label, normal
from reportgen.document.units import normalise

Side = Literal["open", "close", "alone"]

OPTIONAL: Final = frozenset({"lang", "char"})
"""Types of code that a translation may do without."""
_GROUP: Final = re.compile(r"\[((?:\\.|[^\[\]\\])*)\](?![({])", re.DOTALL)
_ALONE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("br", re.compile(r"(?:\\| {2,})\n[ \t]*")),
    (
        "par",
        re.compile(
            r"[ \t]*\n[ \t]*\n\s*(?:(?:[-*+]|\d{1,9}[.)])[ ]+|>[ ])?|\n[ \t]*(?:[-*+]|\d{1,9}[.)])[ ]+"
        ),
    ),
    ("code", re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)),
    ("calc", re.compile(r"\{\{.*?\}\}", re.DOTALL)),
    ("image", re.compile(r"!\[(?:\\.|[^\]\\])*\]\([^()\s]*(?:\s\"[^\"]*\")?\)(?:\{[^{}]*\})?")),
    ("note", re.compile(r"\[\^[^\]\s]+\]")),
    ("url", re.compile(r"<https?://[^<>\s]+>|https?://[^\s<>\[\]()]*[^\s<>\[\]().,;:!?'\"’»]")),
    ("char", re.compile(r"\\[!-/:-@\[-`{-~]|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")),
)
_RUNS: Final = re.compile(r"\*{1,3}|_{1,3}|~~")
_SCRIPTS: Final = re.compile(r"(\^)((?:\\.|[^\s\\^`<\[\]])+)\^|(?<!~)(~)((?:\\.|[^\s\\~`<\[\]])+)~(?!~)")
_FIRST: Final = re.compile(r"\A(?:[-*+]|\d{1,9}[.)])[ ]+")
_SPECIAL: Final = re.compile(r"[\\`*_~^!\[{<@&\n]|https?://| {2,}\n|[ \t]+\n")
_AFTER_LABEL: Final = re.compile(r"\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)(?:\{[^{}]*\})?|\{[^{}]*\}")
_INDEX: Final = re.compile(r"""index=(["'])(.*?)\1""")
_EMPHASIS: Final = {"*": "i", "_": "i", "**": "b", "__": "b", "***": "bi", "___": "bi", "~~": "del"}


@dataclass(frozen=True, slots=True)
class Code:
    """Markup that stands for itself. `start` and `end` are its Markdown; `end` is None when it stands alone.

    `type` is b, i, bi, del, sup, sub, link, lang, style, index, ref, cite, note, calc, code, image, url,
    char, br or par. `sign` tells which codes of two languages are the same.
    """

    id: int
    type: str
    start: str
    end: str | None
    sign: str

    @property
    def name(self) -> str:
        """What a translator sees: `b1`, `note3`."""
        return f"{self.type}{self.id}"

    @property
    def optional(self) -> bool:
        return self.type in OPTIONAL


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a code in a text. `raw` is what was read, when it names no code that is known."""

    id: int
    side: Side
    raw: str = ""


Item = str | Mark


@dataclass(frozen=True, slots=True)
class Coded:
    """A text as a row of texts and marks, with the codes that the marks point to."""

    items: tuple[Item, ...] = ()
    codes: Mapping[int, Code] = field(default_factory=dict)

    @property
    def plain(self) -> str:
        """The words alone; a code that breaks a line counts as a space, index entries stand in brackets."""
        parts = [item if isinstance(item, str) else self._sound(item) for item in self.items]
        return " ".join("".join(parts).split())

    @property
    def skeleton(self) -> str:
        """The words, with a space for each mark: equal for two readings of one text, whatever their codes."""
        return normalise(" ".join(item if isinstance(item, str) else "" for item in self.items))

    def _sound(self, mark: Mark) -> str:
        code = self.codes.get(mark.id)
        if code is not None and code.type == "index":
            return " (" if mark.side == "open" else ")"
        return " " if code is not None and code.type in ("br", "par") else ""


def encode(text: str) -> Coded:
    """The text of a unit as text and codes. Line ends that mean nothing become spaces."""
    scanner = _Scanner()
    first = _FIRST.match(text)
    if first:
        scanner.alone("par", first[0], first[0].strip())
    scanner.scan(text[first.end() if first else 0 :].rstrip("\n"))
    return Coded(tuple(_joined(scanner.items)), scanner.codes)


def decode(coded: Coded, codes: Mapping[int, Code] | None = None) -> str:
    """The Markdown of a coded text. Raises KeyError for a mark without a code."""
    known = coded.codes if codes is None else codes
    parts: list[str] = []
    for item in coded.items:
        if isinstance(item, str):
            parts.append(item)
        else:
            code = known[item.id]
            parts.append((code.end or "") if item.side == "close" else code.start)
    return "".join(parts)


def aligned(source: Coded, target: Coded) -> Coded:
    """`target` with the numbers of the codes of `source` that it shares; its own codes come after them."""
    free: dict[str, list[int]] = {}
    for code in source.codes.values():
        free.setdefault(code.sign, []).append(code.id)
    numbers: dict[int, int] = {}
    extra = max(source.codes, default=0)
    for number in (item.id for item in target.items if isinstance(item, Mark) and item.side != "close"):
        same = free.get(target.codes[number].sign)
        if same:
            numbers[number] = same.pop(0)
        else:
            extra += 1
            numbers[number] = extra
    items = tuple(
        replace(item, id=numbers[item.id]) if isinstance(item, Mark) else item for item in target.items
    )
    codes = {numbers[old]: replace(code, id=numbers[old]) for old, code in target.codes.items()}
    return Coded(items, codes)


class _Scanner:
    """One pass from left to right; what pairs is scanned again inside."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.codes: dict[int, Code] = {}

    def scan(self, text: str) -> None:
        at = done = 0
        while found := _SPECIAL.search(text, at):
            at = found.start()
            mark = len(self.items)
            self.items.append(text[done:at])
            end = self._one(text, at)
            if end is None:
                self.items.pop(mark)
                at += 1
            else:
                at = done = end
        self.items.append(text[done:])

    def alone(self, kind: str, raw: str, sign: str) -> None:
        number = len(self.codes) + 1
        self.codes[number] = Code(number, kind, raw, None, f"{kind} {sign}")
        self.items.append(Mark(number, "alone"))

    def pair(self, kind: str, start: str, inside: str, end: str, sign: str = "") -> None:
        number = len(self.codes) + 1
        self.codes[number] = Code(number, kind, start, end, f"{kind} {sign}")
        self.items.append(Mark(number, "open"))
        self.scan(inside)
        self.items.append(Mark(number, "close"))

    def _one(self, text: str, at: int) -> int | None:
        """Take the code that begins at `at`; the place after it, or None when there is none."""
        for kind, pattern in _ALONE:
            found = pattern.match(text, at)
            if found:
                self.alone(kind, found[0], _sign(kind, found[0]))
                return found.end()
        if text[at] in " \t\n":
            line_end = re.compile(r"[ \t]*\n[ \t]*").match(text, at)
            if line_end is None:
                return None
            self.items.append(" ")
            return line_end.end()
        return self._bracket(text, at) or self._reference(text, at) or self._run(text, at)

    def _reference(self, text: str, at: int) -> int | None:
        if text[at] != "@" or not begins_word(text, at):
            return None
        found = LABEL.match(text, at + 1)
        if found is None or not is_label(found[0]):
            return None
        self.alone("ref", text[at : found.end()], normal(found[0])[0])
        return found.end()

    def _bracket(self, text: str, at: int) -> int | None:
        if text[at] != "[":
            return None
        group = _GROUP.match(text, at)
        if group and "@" in group[1] and (keys := list(_keys(group[1]))):
            labels = all(is_label(key) for key in keys)
            if not any(is_label(key) for key in keys) or (labels and _is_group(group[1])):
                self.alone("ref" if labels else "cite", group[0], " ".join(normal(key)[0] for key in keys))
                return group.end()
        close = _closing(text, at)
        after = _AFTER_LABEL.match(text, close + 1) if close else None
        if close is None or after is None:
            return None
        inside, tail = text[at + 1 : close], after[0]
        index = _INDEX.search(tail)
        kind = "link" if tail.startswith("(") else "lang" if tail.startswith("{lang=") else "style"
        if index and kind != "link":
            self.pair("style", "[", inside, "]", "index")
            start, end = tail[: index.start(2)], tail[index.end(2) :]
            self.pair("index", start, index[2], end)
        else:
            self.pair(kind, "[", inside, "]" + tail, tail)
        return after.end()

    def _run(self, text: str, at: int) -> int | None:
        script = _SCRIPTS.match(text, at)
        if script:
            sign = script[1] or script[3]
            self.pair("sup" if sign == "^" else "sub", sign, script[2] or script[4], sign)
            return script.end()
        run = _RUNS.match(text, at)
        if run is None or text[run.end() : run.end() + 1].isspace() or run.end() == len(text):
            return None
        sign = run[0]
        word = r"(?!\w)" if sign[0] == "_" else ""
        if sign[0] == "_" and at and text[at - 1].isalnum():
            return None
        char = re.escape(sign[0])
        end = re.compile(rf"(?<![\s\\{char}]){re.escape(sign)}(?!{char}){word}").search(text, run.end())
        if end is None:
            return None
        self.pair(_EMPHASIS[sign], sign, text[run.end() : end.start()], sign)
        return end.end()


def _keys(inside: str) -> Iterator[str]:
    for piece in inside.split(";"):
        at = piece.find("@")
        while at >= 0 and not begins_word(piece, at):
            at = piece.find("@", at + 1)
        found = KEY.match(piece, at + 1) if at >= 0 else None
        if found:
            yield found[0]


def _is_group(inside: str) -> bool:
    """Whether brackets hold references alone: nothing may follow a label in them."""
    return all(re.search(r"@[^\W_](?:[-_]*[^\W_])*\s*$", piece) for piece in inside.split(";"))


def _closing(text: str, at: int) -> int | None:
    """The place of the bracket that closes the one at `at`; code and escapes are passed over."""
    depth = 0
    for found in re.compile(r"\\.|(`+)(?!`).+?(?<!`)\1(?!`)|[\[\]]", re.DOTALL).finditer(text, at):
        if found[0] == "[":
            depth += 1
        elif found[0] == "]":
            depth -= 1
            if not depth:
                return found.start()
    return None


def _sign(kind: str, raw: str) -> str:
    if kind == "par":
        return raw.strip()
    return "" if kind == "br" else " ".join(raw.split())


def _joined(items: Sequence[Item]) -> Iterator[Item]:
    """Neighbouring texts as one, empty ones left out, runs of spaces kept as typed."""
    pending = ""
    for item in items:
        if isinstance(item, str):
            pending += item
            continue
        if pending:
            yield pending
        pending = ""
        yield item
    if pending:
        yield pending
