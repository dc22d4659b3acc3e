"""From files that came back to the units that can be taken, and the reasons why others can't."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.units import text_hash
from reportgen.translation.exchange.checks import judge
from reportgen.translation.exchange.codes import Coded, decode, encode
from reportgen.translation.exchange.tags import with_codes
from reportgen.translation.exchange.units import BETWEEN, ExchangeUnit, Handed, Returned, ReturnedFile
from reportgen.translation.figures import Words
from reportgen.translation.states import UNFINISHED, State
from reportgen.translation.terms import Term

_ALIKE = 62.0
_RANKS = ("draft", "translated", "reviewed", "final")


@dataclass(frozen=True, slots=True)
class Taken:
    """A translation to write (`markdown`), or a unit to confirm as it stands (`markdown` None).

    `source_hash` and `was` are those of the text that it translates: the present one, unless it is outdated.
    """

    handed: Handed
    markdown: str | None
    state: str
    source_hashes: tuple[str, ...]
    was: tuple[str, ...]
    at: str


@dataclass(slots=True)
class Outcome:
    """What an import comes to: units taken, refused (name and place in the file), unchanged, untranslated."""

    taken: list[Taken] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    unchanged: int = 0
    untranslated: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What returned units are judged by: the units as they are, languages, terms, fields without markup."""

    handed: Sequence[Handed]
    langs: tuple[str, str]
    project: str
    terms: tuple[Term, ...] = ()
    plain_fields: frozenset[str] = frozenset()
    words: Words = field(default_factory=dict)


def judge_files(files: Iterable[tuple[str, ReturnedFile]], desk: Desk, diagnostics: Diagnostics) -> Outcome:
    """The outcome of files, by name. Everything is judged before anything can be written."""
    outcome = Outcome()
    finder = _Finder(desk)
    met: dict[str, list[tuple[str, Returned, Handed, str]]] = {}
    for name, file in files:
        if not _fits(name, file, desk, diagnostics):
            outcome.refused.extend((unit.name, f"{name}, {unit.at}") for unit in file.units)
            continue
        for unit in file.units:
            place = f"{name}, {unit.at}"
            if not unit.target.items and not unit.name:
                continue
            handed, how = finder.find(unit)
            if handed is None:
                if unit.target.items and how:
                    diagnostics.add(how, Span(name), unit=unit.name or unit.at, at=place)
                    outcome.refused.append((unit.name, place))
                continue
            met.setdefault(handed.unit.name, []).append((place, unit, handed, how))
    for found in met.values():
        _one(found, desk, finder, outcome, diagnostics)
    return outcome


def _fits(name: str, file: ReturnedFile, desk: Desk, diagnostics: Diagnostics) -> bool:
    langs = (file.source_lang.lower().split("-")[0], file.target_lang.lower().split("-")[0])
    for said, ours in zip(langs, desk.langs, strict=True):
        if said and said != ours:
            expected, found = " → ".join(desk.langs), " → ".join(langs)
            diagnostics.add("TRN105", Span(name), found=found, expected=expected)
            return False
    if file.project and file.project != desk.project:
        diagnostics.add("TRN106", Span(name), found=file.project, expected=desk.project)
        return False
    return True


class _Finder:
    """Finds the unit that a returned one is, by name and by the text that it was made from."""

    def __init__(self, desk: Desk) -> None:
        self.by_name = {one.unit.name: one for one in desk.handed}
        self.by_hash: dict[tuple[str, str], Handed] = {}
        self.by_text: dict[str, Handed] = {}
        self.siblings: dict[str, set[str]] = {}
        for one in desk.handed:
            texts = self.siblings.setdefault(one.unit.source.skeleton, set())
            if one.unit.target is not None:
                texts.add(one.unit.target.skeleton)
            self.by_hash.setdefault((one.unit.document, one.unit.source_hash), one)
            self.by_text.setdefault(one.unit.source.skeleton, one)
            self.by_text.setdefault(f"{one.unit.document}\n{one.unit.source.skeleton}", one)
        self.by_entry = {
            (one.unit.document, "+".join(one.pair.entry.source)): one for one in desk.handed if one.pair.entry
        }

    def find(self, unit: Returned) -> tuple[Handed | None, str]:
        """The unit, and `""` or `outdated`; or None with the code of the finding (empty: passed over)."""
        document = unit.name.partition("#")[0]
        named = self.by_name.get(unit.name)
        stamped = unit.stamp.split(" ")[0]
        read = unit.source.skeleton if unit.source is not None else ""
        if not unit.name:
            return self.by_text.get(read), ""
        if stamped:
            found = named if named and named.unit.source_hash == stamped else None
            found = found or self.by_hash.get((document, stamped))
            if found:
                changed = unit.source is not None and read != found.unit.source.skeleton
                return (None, "TRN108") if changed else (found, "")
            found = self.by_entry.get((document, stamped))
            if found:
                return found, "outdated"
        elif named and read == named.unit.source.skeleton:
            return named, ""
        elif found := self.by_text.get(f"{document}\n{read}"):
            return found, ""
        if named and read and fuzz.ratio(read, named.unit.source.skeleton) >= _ALIKE:
            return named, "outdated"
        return None, "TRN109" if named else "TRN107"


def _one(
    found: Sequence[tuple[str, Returned, Handed, str]],
    desk: Desk,
    finder: _Finder,
    outcome: Outcome,
    diagnostics: Diagnostics,
) -> None:
    """One unit, from all the files that have it."""
    place, unit, handed, how = found[0]
    if len({returned.target.skeleton + _tags(returned.target) for _, returned, _, _ in found}) > 1:
        for place, returned, _, _ in found:
            diagnostics.add("TRN117", _span(handed), unit=handed.unit.name, at=place)
            outcome.refused.append((returned.name, place))
        return
    now = handed.unit
    if not unit.target.items or not unit.target.skeleton:
        if now.target is not None and now.source.skeleton:
            diagnostics.add("TRN118", _span(handed), unit=now.name, at=place)
            outcome.refused.append((now.name, place))
        else:
            outcome.untranslated += 1
        return
    if now.target is not None and _same(unit.target, now.target, now.source):
        _unchanged(unit, handed, how, place, outcome)
        return
    if unit.done is not True and unit.source is not None and unit.target.skeleton == unit.source.skeleton:
        # Tools fill the target with a copy of the source.
        outcome.untranslated += 1
        return
    if unit.done is None and now.is_done and unit.target.skeleton in finder.siblings[now.source.skeleton]:
        # A tool that knows one translation a text has put it everywhere.
        outcome.unchanged += 1
        return
    exported = unit.stamp.split(" ")[-1] if unit.stamp else ""
    if exported and exported != (now.target_hash or "-"):
        diagnostics.add("TRN119", _span(handed), unit=now.name, at=place)
        outcome.refused.append((now.name, place))
        return
    _changed(unit, handed, how, place, desk, outcome, diagnostics)


def _changed(
    unit: Returned,
    handed: Handed,
    how: str,
    place: str,
    desk: Desk,
    outcome: Outcome,
    diagnostics: Diagnostics,
) -> None:
    now, pair = handed.unit, handed.pair
    if unit.left and not unit.done:
        diagnostics.add("TRN125", _span(handed), unit=now.name, at=place, text=unit.left[:60])
        outcome.refused.append((now.name, place))
        return
    hashes = tuple(piece.unit.hash for piece in pair.source)
    was = tuple(piece.unit.text for piece in pair.source)
    if how == "outdated":
        now, hashes, was = _as_exported(unit, handed)
    plain = now.name in desk.plain_fields
    judged = judge(now, unit.target, desk.langs, desk.terms, plain, desk.words)
    for fault in judged.faults:
        params = {"unit": now.name, "at": place, **fault.params}
        code = fault.code if fault.is_error else _as_warning(fault.code)
        diagnostics.add(code, _span(handed), **params)
    if not judged.is_good:
        outcome.refused.append((now.name, place))
        return
    if how == "outdated":
        diagnostics.add("TRN140", _span(handed), unit=now.name, at=place)
    state = unit.state or ("draft" if unit.done is False else "translated")
    outcome.taken.append(Taken(handed, judged.markdown, state, hashes, was, place))


def _as_warning(code: str) -> str:
    return {"TRN110": "TRN141"}.get(code, code)


def _as_exported(unit: Returned, handed: Handed) -> tuple[ExchangeUnit, tuple[str, ...], tuple[str, ...]]:
    """The unit with the text that was handed out, its hashes, and that text."""
    now, entry = handed.unit, handed.pair.entry
    stamped = tuple(unit.stamp.split(" ")[0].split("+")) if unit.stamp else ()
    if entry and entry.was and entry.source == stamped:
        source = encode(BETWEEN.join(text.rstrip("\n") for text in entry.was))
        return dataclasses.replace(now, source=source, state=State.STALE), entry.source, entry.was
    read = with_codes(unit.source or Coded(), now.source)
    source = Coded(tuple(i for i in read.items if isinstance(i, str) or i.id), now.source.codes)
    used = {item.id for item in source.items if not isinstance(item, str)}
    source = Coded(source.items, {number: code for number, code in source.codes.items() if number in used})
    text = decode(source)
    return dataclasses.replace(now, source=source, state=State.STALE), stamped or (text_hash(text),), (text,)


def _unchanged(unit: Returned, handed: Handed, how: str, place: str, outcome: Outcome) -> None:
    """A translation that came back as it was: confirmed when the translator says so, or a step further."""
    now, entry = handed.unit, handed.pair.entry
    stored = entry.state if entry else ""
    higher = unit.state in _RANKS and stored in _RANKS and _RANKS.index(unit.state) > _RANKS.index(stored)
    if how or not unit.done or not (now.state in UNFINISHED or higher):
        outcome.unchanged += 1
        return
    pieces = handed.pair.source
    outcome.taken.append(
        Taken(
            handed,
            None,
            unit.state or "translated",
            tuple(piece.unit.hash for piece in pieces),
            tuple(piece.unit.text for piece in pieces),
            place,
        )
    )


def _same(read: Coded, target: Coded, source: Coded) -> bool:
    known = {**source.codes, **target.codes}
    return read.skeleton == target.skeleton and _tags(with_codes(read, Coded((), known))) == _tags(target)


def _tags(coded: Coded) -> str:
    return " ".join(f"{item.side}{item.id}" for item in coded.items if not isinstance(item, str))


def _span(handed: Handed) -> Span:
    return handed.pair.shown.origin


__all__ = ["Desk", "Outcome", "Taken", "judge_files"]
