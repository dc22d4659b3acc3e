"""Open remarks put back into a fresh draft as Word comments, with their replies.

The id of a remark travels in the comment's initials, so that answers given in Word come back to it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final

from lxml import etree

from reportgen.editions.docx.elements import Element, parsed, serialize, w
from reportgen.editions.docx.ooxml import text_run
from reportgen.review.model import Reply
from reportgen.review.present import Present, PresentUnit
from reportgen.review.register import Register, Thread

_W: Final = str(w("x").tag)[:-1]
_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_PARTS: Final = (
    (
        "comments",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    ),
    (
        "commentsExtended",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
    ),
)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_NO_DATE: Final = "1980-01-01T00:00:00Z"


def annotated(
    data: bytes, threads: Sequence[tuple[Thread, Register]], units: list[PresentUnit], langs: Sequence[str]
) -> tuple[bytes, int]:
    """The Word file `data` with a comment for each open or answered thread of `langs`, and their number.

    A thread whose unit is no longer in the report has no place to stand and is left out.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = etree.fromstring(parts["word/document.xml"])
    notes = etree.fromstring(parts["word/footnotes.xml"])
    places = _Places(body, notes)
    drafted = frozenset(unit.id for _, register in threads for unit in register.units.values())
    present = Present(units, drafted)
    comments: list[Element] = []
    rows: list[Element] = []
    count = 0
    for thread, register in threads:
        record = register.units.get(thread.unit)
        if (
            record is None
            or record.lang not in langs
            or thread.state not in ("open", "answered")
            or thread.resolved
        ):
            continue
        now = present.became(record)
        if now is None or thread.applied:
            continue
        said = [Reply(", ".join(thread.authors), thread.date, _text(thread)), *thread.replies]
        if not places.mark(now.unit.id, range(len(comments), len(comments) + len(said))):
            continue
        count += 1
        first = ""
        for reply in said:
            paragraph = f"{0x10000000 + len(comments):08X}"
            comments.append(_comment(len(comments), reply, thread.id, paragraph))
            rows.append(_row(paragraph, first))
            first = first or paragraph
    if not comments:
        return data, 0
    parts["word/document.xml"] = serialize(body)
    root = etree.Element(f"{_W}comments", {}, {"w": _W[1:-1], "w14": _W14})
    root.extend(comments)
    parts["word/comments.xml"] = serialize(root)
    extended = etree.Element(f"{{{_W15}}}commentsEx", {}, {"w15": _W15})
    extended.extend(rows)
    parts["word/commentsExtended.xml"] = etree.tostring(
        extended, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    _declare(parts)
    return zipped(parts), count


class _Places:
    """Where each unit stands in the body: its bookmark, or the call of the note that holds it."""

    def __init__(self, body: Element, notes: Element) -> None:
        self.starts = {
            one.get(f"{_W}name", "").removeprefix("_u_"): one for one in body.iter(f"{_W}bookmarkStart")
        }
        self.ends = {one.get(f"{_W}id", ""): one for one in body.iter(f"{_W}bookmarkEnd")}
        self.calls = {one.get(f"{_W}id", ""): one.getparent() for one in body.iter(f"{_W}footnoteReference")}
        self.notes = {
            one.get(f"{_W}name", "").removeprefix("_u_"): note.get(f"{_W}id", "")
            for note in notes.iter(f"{_W}footnote")
            for one in note.iter(f"{_W}bookmarkStart")
        }

    def mark(self, unit: str, identifiers: Iterable[int]) -> bool:
        """Put comment marks round a unit; False when it is not in the file."""
        first: Element | None = self.starts.get(unit)
        last = self.ends.get(first.get(f"{_W}id", "")) if first is not None else None
        if first is None or last is None:
            first = last = self.calls.get(self.notes.get(unit, ""))
        if first is None or last is None:
            return False
        for identifier in identifiers:
            first.addprevious(w("commentRangeStart", id=identifier))
            reference = w("r", w("commentReference", id=identifier))
            last.addnext(reference)
            last.addnext(w("commentRangeEnd", id=identifier))
            last = reference
        return True


def _text(thread: Thread) -> str:
    if thread.kind == "comment":
        return thread.text
    return " → ".join(piece for piece in (thread.old, thread.new or thread.looks) if piece) or thread.kind


def _comment(number: int, said: Reply, initials: str, paragraph: str) -> Element:
    lines = said.text.split("\n") or [""]
    made = w(
        "comment",
        *(w("p", *parsed(text_run(line))) for line in lines),
        id=number,
        author=said.author or "?",
        date=said.date or _NO_DATE,
        initials=initials,
    )
    made[-1].set(f"{{{_W14}}}paraId", paragraph)
    return made


def _row(paragraph: str, parent: str) -> Element:
    made = etree.Element(f"{{{_W15}}}commentEx", {f"{{{_W15}}}paraId": paragraph}, {"w15": _W15})
    if parent:
        made.set(f"{{{_W15}}}paraIdParent", parent)
    made.set(f"{{{_W15}}}done", "0")
    return made


def _declare(parts: dict[str, bytes]) -> None:
    """Name the two parts in the relationships of the main document and in the list of content types."""
    rels = etree.fromstring(parts["word/_rels/document.xml.rels"])
    types = etree.fromstring(parts["[Content_Types].xml"])
    for number, (name, relation, kind) in enumerate(_PARTS, start=1):
        values = {"Id": f"rIdReview{number}", "Type": relation, "Target": f"{name}.xml"}
        etree.SubElement(rels, f"{{{_RELATIONS}}}Relationship", values)
        override = {"PartName": f"/word/{name}.xml", "ContentType": kind}
        etree.SubElement(types, f"{{{_TYPES}}}Override", override)
    for name, root in (("word/_rels/document.xml.rels", rels), ("[Content_Types].xml", types)):
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip that is the same each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, parts[name])
    return out.getvalue()
