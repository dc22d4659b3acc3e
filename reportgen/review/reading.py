"""An annotated draft as remarks: comments, edits, moves, new and deleted paragraphs, changes of looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.editions.docx.elements import qname
from reportgen.editions.docx.flatten import (
    CHANGES,
    OBJECT,
    Change,
    Flat,
    FormatChange,
    ParagraphRange,
    Piece,
    flatten,
    within,
)
from reportgen.review.comments import read_threads
from reportgen.review.edits import Edit, base_text, moved_onto, tracked_edits, untracked_edits
from reportgen.review.joins import join_of
from reportgen.review.located import Home, Located, locate
from reportgen.review.manifest import read_manifest
from reportgen.review.model import REMARK_ID, Counts, Found, Reading, Remark, RemarkKind
from reportgen.review.package import WordFile, open_word

_W: Final = qname("w:x")[:-1]
_QUOTE: Final = 300


def read_draft(data: bytes, name: str, diagnostics: Diagnostics) -> Reading | None:
    """The remarks in a Word file that came back; None after an error.

    Findings: not readable (REV001, REV002), not a draft of ours (REV003). Nothing is dropped: what belongs
    to no unit is a remark without a unit, with its text and the nearest heading.
    """
    word = open_word(data, name, diagnostics)
    if word is None:
        return None
    manifest = read_manifest(word)
    if manifest is None:
        diagnostics.add("REV003", Span(name))
        return None
    flat = Flat()
    for part, root in word.stories():
        flatten(flat, root, part)
    reader = _Reader(name, flat, locate(flat, manifest), _headings(flat))
    reader.comments(word)
    reader.units()
    reader.paragraphs()
    reader.formats()
    reader.rest()
    remarks = sorted(
        reader.remarks, key=lambda one: (one.unit is None, one.unit.order if one.unit else 0, one.at)
    )
    return Reading(name, manifest, remarks, count(word))


def count(word: WordFile) -> Counts:
    """Comments and change elements, counted on the XML without reading it as a text."""
    comments = word.xml("word/comments.xml")
    changes = 0
    for _part, root in word.stories():
        changes += sum(1 for _ in root.iter(*(f"{_W}{name}" for name in CHANGES)))
    return Counts(0 if comments is None else sum(1 for _ in comments.iter(f"{_W}comment")), changes)


def _key(change: Change) -> str:
    return f"{change.part} {change.key}"


def _headings(flat: Flat) -> list[tuple[int, str]]:
    found = []
    for paragraph in flat.paragraphs:
        if not paragraph.note and any(word in paragraph.style for word in ("Heading", "Titre", "Title")):
            text = "".join(
                piece.text for piece in within(flat, paragraph.start, paragraph.end) if piece.in_final
            )
            found.append((paragraph.start, text.replace(OBJECT, "").strip()))
    return found


@dataclass(slots=True)
class _Reader:
    name: str
    flat: Flat
    located: Located
    headings: list[tuple[int, str]]
    remarks: list[Remark] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    done: set[int] = field(default_factory=set)

    def add(self, kind: RemarkKind, keys: Sequence[str], home: Home | None, place: int, **more: Any) -> None:
        self.used.update(keys)
        heading = next((text for start, text in reversed(self.headings) if start <= place), "")
        found: Found = "" if home is None else "bookmark" if home.exact else "similarity"
        self.remarks.append(
            Remark(
                kind,
                self.name,
                tuple(keys),
                unit=home.unit if home else None,
                found=found,
                heading=heading,
                **more,
            )
        )

    # ---- comments

    def comments(self, word: WordFile) -> None:
        for thread in read_threads(word):
            place = self.flat.remarks.get(thread.ids[0])
            home, at, quote, where = None, 0, "", 0
            if place is not None:
                where = place[0]
                home = self.home_of(*place)
                quote = "".join(piece.text for piece in within(self.flat, *place) if piece.in_final)
                if home is not None:
                    at = len(
                        base_text(within(self.flat, home.start, max(home.start, min(place[0], home.end))))
                    )
            self.add(
                "comment",
                [f"comment {one}" for one in thread.ids],
                home,
                where,
                authors=(thread.author,),
                date=thread.date,
                text=thread.text,
                quote=_shown(quote),
                at=at,
                replies=thread.replies,
                resolved=thread.resolved,
                known=thread.initials if REMARK_ID.fullmatch(thread.initials) else "",
            )

    def home_of(self, start: int, end: int) -> Home | None:
        """The unit of a range: the one it begins in, the first it touches, or that of its paragraph."""
        at = self.located.at(start)
        if at is not None and (at.end > start or start == end):
            return at
        touched = [home for home in self.located.homes if home.start < end and home.end > start]
        if touched:
            return touched[0]
        if at is not None:
            return at
        paragraph = next((one for one in self.flat.paragraphs if one.start <= start <= one.end), None)
        if paragraph is None:
            return None
        inside = [h for h in self.located.homes if h.start <= paragraph.end and h.end >= paragraph.start]
        if inside:
            return min(inside, key=lambda home: abs(home.start - start))
        if "ParagraphNumber" in paragraph.style:
            return next((home for home in self.located.homes if home.start > paragraph.end), None)
        return None

    # ---- edits of units

    def units(self) -> None:
        for home in self.located.homes:
            self.unit(home)
        for unit in self.located.missing:
            if unit.printed.strip(OBJECT + " "):
                before = self.neighbour(unit.order)
                place = before.end if before else 0
                ghost = Home(unit, place, place, exact=False)
                self.add(
                    "delete", [f"untracked {unit.bookmark}"], ghost, place, old=unit.printed, tracked=False,
                )  # fmt: skip

    def neighbour(self, order: int) -> Home | None:
        before = [home for home in self.located.homes if home.unit.order < order]
        return max(before, key=lambda home: home.unit.order) if before else None

    def unit(self, home: Home) -> None:
        pieces = list(within(self.flat, home.start, home.end))
        base = base_text(pieces)
        printed = home.unit.printed
        tracked = tracked_edits(pieces)
        if tracked and self.whole(home, pieces, base):
            return
        for number, edit in enumerate(untracked_edits(printed, base)):
            key = f"untracked {home.unit.bookmark} {number}"
            self.add(
                "edit", [key], home, home.start, at=edit.at, old=edit.old, new=edit.new, tracked=False,
            )  # fmt: skip
        for edit in tracked:
            self.edit(home, moved_onto(edit, base, printed))
        if (join := join_of(self.flat, self.located, home)) is not None:
            self.done.update(paragraph.start for paragraph in join.numbers)
            keys = [_key(change) for change in join.changes]
            self.add("edit", keys, home, home.start, at=len(printed), old="\n",
                     after=join.following.unit, **_who(join.changes))  # fmt: skip

    def edit(self, home: Home, edit: Edit) -> None:
        keys = [_key(change) for change in edit.changes]
        self.add("edit", keys, home, home.start, at=edit.at, old=edit.old, new=edit.new,
                 looks=" ".join(sorted(edit.looks)), **_who(edit.changes))  # fmt: skip

    def whole(self, home: Home, pieces: list[Piece], base: str) -> bool:
        """Whether the unit was deleted or moved as a whole; if so, that is the remark."""
        texts = [piece for piece in pieces if piece.text.strip(OBJECT + " \t\n")]
        changes = list(dict.fromkeys(change for piece in pieces for change in piece.changes))
        if texts and not base.strip() and all(change.kind == "moveTo" for change in changes):
            return self.moved(home, pieces, texts)
        if not texts or any(piece.in_final for piece in texts):
            return False
        changes += [c for c in self.mark(home.end) if c.kind in ("del", "moveFrom")]
        if all(change.kind == "moveFrom" for change in changes) and self.move(home, changes):
            return True
        keys = dict.fromkeys(_key(change) for change in changes)
        self.add("delete", list(keys), home, home.start, old=base, **_who(changes))
        return True

    def mark(self, place: int) -> tuple[Change, ...]:
        """The changes of the paragraph mark at a place."""
        for piece in within(self.flat, place, place + 1):
            if piece.text == "\n":
                return piece.changes
        return ()

    def move(self, home: Home, changes: list[Change]) -> bool:
        """A unit that was moved away: look for where it went."""
        names = {change.name for change in changes if change.name}
        for paragraph in self.located.strangers:
            if paragraph.start in self.done:
                continue
            pieces = list(within(self.flat, paragraph.start, paragraph.end))
            arrived = [c for piece in pieces for c in piece.changes if c.kind == "moveTo" and c.name in names]
            if not arrived:
                continue
            self.done.add(paragraph.start)
            arrived += [c for piece in pieces for c in piece.changes if c not in arrived]
            arrived += [c for c in self.mark(paragraph.end) if c.kind != "del"]
            text = "".join(piece.text for piece in pieces if piece.in_final)
            behind = self.located.before(paragraph.start - 1)
            keys = dict.fromkeys(_key(change) for change in (*changes, *arrived))
            self.add(
                "move", list(keys), home, home.start, old=home.unit.printed, new=text,
                after=behind.unit if behind else None, **_who(changes),
            )  # fmt: skip
            return True
        return False

    def moved(self, home: Home, pieces: list[Piece], texts: list[Piece]) -> bool:
        """A unit whose bookmark went with it: look for the place it left."""
        changes = list(dict.fromkeys(change for piece in pieces for change in piece.changes))
        changes += [c for c in self.mark(home.end) if c.kind == "moveTo"]
        names = {change.name for change in changes if change.name}
        for paragraph in self.located.strangers:
            left = list(within(self.flat, paragraph.start, paragraph.end + 1))
            gone = [c for piece in left for c in piece.changes if c.kind == "moveFrom"]
            if any(c.name in names for c in gone) and paragraph.start not in self.done:
                self.done.add(paragraph.start)
                changes += gone
        behind = self.located.before(home.start - 1)
        text = "".join(piece.text for piece in texts if piece.in_final)
        keys = dict.fromkeys(_key(change) for change in changes)
        self.add(
            "move", list(keys), home, home.start, old=home.unit.printed, new=text,
            after=behind.unit if behind else None, **_who(changes),
        )  # fmt: skip
        return True

    # ---- paragraphs that are no unit's

    def paragraphs(self) -> None:
        for paragraph in self.located.strangers:
            if paragraph.start not in self.done:
                self.stranger(paragraph)

    def stranger(self, paragraph: ParagraphRange) -> None:
        pieces = list(within(self.flat, paragraph.start, paragraph.end))
        changes = list(dict.fromkeys(change for piece in pieces for change in piece.changes))
        new = "".join(piece.text for piece in pieces if piece.in_final)
        old = base_text(pieces)
        behind = self.located.before(paragraph.start - 1)
        inserted = not old.strip(OBJECT + " ") or not changes
        if paragraph.note or not inserted:
            # Words of the engine that somebody changed: they belong to no source.
            keys = [_key(change) for change in changes] or [f"untracked {paragraph.start}"]
            self.add(
                "edit", keys, None, paragraph.start,
                old=old if changes else "", new=new, tracked=bool(changes), **_who(changes),
            )  # fmt: skip
            return
        marks = [c for c in self.mark(paragraph.end) if c.kind in ("ins", "moveTo")]
        if not marks and paragraph.start > 0:
            # Enter at the end of a paragraph: the mark before is the new one.
            marks = [c for c in self.mark(paragraph.start - 1) if c.kind in ("ins", "moveTo")]
        changes = list(dict.fromkeys([*changes, *marks]))
        self.add(
            "insert",
            [_key(change) for change in changes] or [f"untracked {paragraph.start}"],
            behind,
            paragraph.start,
            new=new,
            after=behind.unit if behind else None,
            tracked=bool(changes),
            **_who(changes),
        )

    # ---- looks, and what is left

    def formats(self) -> None:
        for one, changes in _together(self.flat.formats):
            home = self.home_of(one.start, one.end)
            looks = f"{one.before} -> {one.after}".strip() if one.before or one.after else ""
            quote = "".join(piece.text for piece in within(self.flat, one.start, one.end))
            at = (
                len(base_text(within(self.flat, home.start, one.start)))
                if home and one.start >= home.start
                else 0
            )
            self.add(
                "format" if one.change.kind in ("rPrChange", "pPrChange") else "structure",
                [_key(change) for change in changes], home, one.start,
                quote=quote if len(quote) < _QUOTE and "\n" not in quote else _shown(quote),
                looks=looks, at=at,
                text=one.change.kind, **_who(changes),
            )  # fmt: skip

    def rest(self) -> None:
        """Changes that no remark has taken yet: of paragraph marks, mostly."""
        for piece in self.flat.pieces:
            left = [change for change in piece.changes if _key(change) not in self.used]
            if not left:
                continue
            home = self.home_of(piece.start, piece.start)
            kinds = " ".join(sorted({change.kind for change in left}))
            self.add(
                "structure", [_key(change) for change in left], home, piece.start,
                text=kinds, quote=_shown(piece.text), **_who(left),
            )  # fmt: skip
        self.remarks = _without_doubles(self.remarks)


def _together(formats: Sequence[FormatChange]) -> list[tuple[FormatChange, list[Change]]]:
    """Changes of looks of neighbouring runs as one, with the changes that it stands for."""
    made: list[tuple[FormatChange, list[Change]]] = []
    for one in formats:
        if made and one.change.kind == "rPrChange" and one.end > one.start:
            last, changes = made[-1]
            alike = replace(last.change, key=one.change.key) == one.change
            if alike and last.end == one.start and (last.before, last.after) == (one.before, one.after):
                made[-1] = (replace(last, end=one.end), [*changes, one.change])
                continue
        made.append((one, [one.change]))
    return made


def _without_doubles(remarks: list[Remark]) -> list[Remark]:
    """Each element stands in one remark: the first that took it."""
    seen: set[str] = set()
    kept = []
    for remark in remarks:
        keys = tuple(key for key in remark.keys if key not in seen)
        if keys or not remark.keys:
            kept.append(replace(remark, keys=keys) if keys != remark.keys else remark)
            seen.update(keys)
    return kept


def _who(changes: Sequence[Change]) -> dict[str, Any]:
    authors = tuple(dict.fromkeys(change.author for change in changes if change.author))
    dates = sorted(change.date for change in changes if change.date)
    return {"authors": authors, "date": dates[-1] if dates else ""}


def _shown(text: str) -> str:
    text = text.replace("\n", " ").strip()
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"
