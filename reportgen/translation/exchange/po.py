"""Gettext PO: placeholders that `msgfmt -c` checks, fuzzy flags for what has to be looked at again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.translation.exchange.notes import notes
from reportgen.translation.exchange.tags import BRACES, tagged, untagged
from reportgen.translation.exchange.units import ExchangeUnit, HandOff, Returned, ReturnedFile
from reportgen.translation.exchange.xmlfile import UnreadableError
from reportgen.translation.states import State

FLAG: Final = "python-brace-format"
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def write_po(job: HandOff, template: bool = False) -> bytes:
    """A catalogue; a template (POT) has no translations."""
    head = [
        f"Project-Id-Version: {job.project}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"X-Source-Language: {job.source}",
        f"Language: {'' if template else job.target}",
        "X-Generator: reportgen",
    ]
    lines = ['msgid ""', 'msgstr ""', *(_quoted(f"{line}\n") for line in head), ""]
    for unit in job.units:
        lines.extend(_entry(unit, job, template))
        lines.append("")
    return "\n".join(lines).encode()


def _entry(unit: ExchangeUnit, job: HandOff, template: bool) -> Iterator[str]:
    yield f"#. reportgen: {unit.stamp}"
    for category, text in notes(unit, job.terms):
        yield f"#. {category}: {' '.join(text.split())}"
    yield f"#: {unit.place.rsplit(':', 1)[0]}"
    flags = []
    target = "" if template or unit.target is None else tagged(unit.target, BRACES)
    if target and not unit.is_done:
        flags.append("fuzzy")
    if unit.source.codes:
        # Codes that one language alone has are no fault of the translator.
        same = unit.target is None or unit.target.codes.keys() == unit.source.codes.keys()
        flags.append(FLAG if same else f"no-{FLAG}")
    if flags:
        yield f"#, {', '.join(flags)}"
    if unit.was and target and unit.state in (State.STALE, State.BOTH):
        yield f"#| msgid {_quoted(unit.was)}"
    yield f"msgctxt {_quoted(unit.name)}"
    yield f"msgid {_quoted(tagged(unit.source, BRACES))}"
    yield f"msgstr {_quoted(target)}"


def _quoted(text: str) -> str:
    for char, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(char, escape)
    return f'"{text}"'


# ---- reading


def read_po(data: bytes) -> ReturnedFile:
    """The entries of a catalogue. Raises UnreadableError when a line is none of PO's."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("TRN101", str(error)) from error
    units: list[Returned] = []
    header: dict[str, str] = {}
    for entry in _entries(text):
        if not entry.get("msgid") and "msgctxt" not in entry:
            pairs = (line.partition(":") for line in entry.get("msgstr", "").split("\n"))
            header = {key.strip().lower(): value.strip() for key, _, value in pairs if key}
            continue
        units.append(_returned(entry))
    return ReturnedFile(
        tuple(units),
        header.get("x-source-language", ""),
        header.get("language", ""),
        header.get("project-id-version", ""),
    )


def _returned(entry: dict[str, str]) -> Returned:
    flags = entry.get("flags", "")
    escaped = FLAG in flags or bool(re.search(r"\{[A-Za-z]+\d+\}", entry.get("msgid", "")))
    stamp = re.search(r"^reportgen: ([0-9a-f+]+ [0-9a-f+-]+)", entry.get("comments", ""), re.MULTILINE)
    return Returned(
        entry.get("msgctxt", ""),
        untagged(entry.get("msgid", ""), BRACES, escaped),
        untagged(entry.get("msgstr", ""), BRACES, escaped),
        stamp[1] if stamp else "",
        "fuzzy" not in flags,
        at=f"line {entry['line']}",
    )


def _entries(text: str) -> Iterator[dict[str, str]]:
    entry: dict[str, str] = {}
    field = ""
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        line = line.strip()
        if line.startswith("#~"):
            continue
        starts = line.startswith(("msgctxt ", "#")) or (line.startswith("msgid ") and "msgid" in entry)
        if entry.get("msgstr") is not None and (not line or starts):
            yield entry
            entry, field = {}, ""
        if not line:
            continue
        if line.startswith("#"):
            kind, rest = line[:2], line[2:].strip()
            name = {"#.": "comments", "#,": "flags", "#|": "previous", "#:": "places"}.get(kind, "notes")
            entry[name] = f"{entry[name]}\n{rest}" if name in entry else rest
            continue
        word, _, rest = line.partition(" ")
        if word in ("msgctxt", "msgid", "msgstr"):
            field = word
            entry.setdefault("line", str(number))
            entry[field] = _unquoted(rest.strip(), number)
        elif line.startswith('"') and field:
            entry[field] += _unquoted(line, number)
        else:
            raise UnreadableError("TRN101", f"line {number}: {line[:40]}")


def _unquoted(text: str, number: int) -> str:
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise UnreadableError("TRN101", f"line {number}: {text[:40]}")
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), text[1:-1])
