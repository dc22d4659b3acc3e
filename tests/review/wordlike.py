"""A reviewer at work in Word, on the raw XML of a file: nothing here uses the code under test.

Runs are split and given revision ids, as Word does; changes are tracked or not; comments have threads.
"""

from __future__ import annotations

import copy
import random
import re
import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

El = etree._Element


def w(name: str, /, **attributes: str) -> El:
    return etree.Element(W + name, {W + key: value for key, value in attributes.items()})


class Word:
    """A Word file opened by one reviewer. `comments` and `changes` count what was placed."""

    def __init__(self, path: Path, author: str, seed: int = 0, day: str = "2026-11-20") -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.notes = etree.fromstring(self.parts["word/footnotes.xml"])
        self.author = author
        self.date = f"{day}T10:00:00Z"
        self.random = random.Random(seed)
        self.ids = 9000 + seed * 5000
        self.comments: list[El] = []
        self.extended: list[El] = []
        self.changes = 0

    # ---- finding places

    def paragraph(self, text: str) -> El:
        """The paragraph that holds `text`, in the body or in a note."""
        for root in (self.body, self.notes):
            for one in root.iter(W + "p"):
                if text in shown(one) and one.find(f".//{W}fldChar[@{W}fldCharType='begin']") is None:
                    return one
        for root in (self.body, self.notes):
            for one in root.iter(W + "p"):
                if text in shown(one):
                    return one
        raise AssertionError(f"no paragraph holds {text!r}")

    def texts(self, paragraph: El) -> list[El]:
        """The `w:t` that a person can type in: not in the result of a field, not deleted."""
        found, depth = [], 0
        for one in paragraph.iter(W + "t", W + "fldChar"):
            if one.tag == W + "fldChar":
                kind = one.get(W + "fldCharType")
                depth += {"begin": 1, "end": -1}.get(str(kind), 0)
            elif not depth:
                found.append(one)
        return found

    # ---- editing

    def split(self, text: El, at: int) -> tuple[El, El]:
        """The run of a `w:t` cut in two, with other revision ids, as Word leaves them."""
        run = text.getparent()
        assert run is not None and len(run.findall(W + "t")) == 1
        second = copy.deepcopy(run)
        whole = text.text or ""
        text.text = whole[:at]
        text.set(XML_SPACE, "preserve")
        after = second.find(W + "t")
        assert after is not None
        after.text = whole[at:]
        after.set(XML_SPACE, "preserve")
        second.set(W + "rsidR", f"00{self.random.randrange(16**6):06X}")
        run.addnext(second)
        return run, second

    def shatter(self, paragraph: El, pieces: int = 3) -> None:
        """Cut the runs of a paragraph at random places and strew spelling marks, changing no text."""
        for _ in range(pieces):
            long = [one for one in self.texts(paragraph) if len(one.text or "") > 3 and self._alone(one)]
            if long:
                one = self.random.choice(long)
                first, _second = self.split(one, self.random.randrange(1, len(one.text or "") - 1))
                first.addnext(w("proofErr", type="spellStart"))

    def _alone(self, text: El) -> bool:
        run = text.getparent()
        return run is not None and len([one for one in run if one.tag != W + "rPr"]) == 1

    def isolate(self, paragraph: El, words: str) -> list[El]:
        """The runs that hold exactly `words`, cut out of their neighbours."""
        texts = [one for one in self.texts(paragraph) if self._alone(one)]
        whole = "".join(one.text or "" for one in texts)
        start = whole.find(words)
        assert start >= 0, f"{words!r} is not in {whole!r}"
        end = start + len(words)
        runs: list[El] = []
        at = 0
        for one in texts:
            length = len(one.text or "")
            first, last = max(start, at), min(end, at + length)
            if first < last:
                run = one.getparent()
                if last < at + length:
                    self.split(one, last - at)
                if first > at:
                    _before, run = self.split(one, first - at)
                assert run is not None
                runs.append(run)
            at += length
        return runs

    def mark(self, name: str, author: str = "") -> El:
        self.ids += 1
        self.changes += 1
        return w(name, id=str(self.ids), author=author or self.author, date=self.date)

    def delete(self, paragraph: El, words: str, *, tracked: bool = True, kind: str = "del") -> El:
        """Delete `words`; the last element that holds them."""
        last: El | None = None
        for run in self.isolate(paragraph, words):
            if not tracked:
                parent = run.getparent()
                assert parent is not None
                holder = w("proofErr", type="spellEnd")
                run.addprevious(holder)
                parent.remove(run)
                last = holder
                continue
            change = self.mark(kind)
            run.addprevious(change)
            change.append(run)
            if kind == "del":
                for text in run.iter(W + "t"):
                    text.tag = W + "delText"
            last = change
        assert last is not None
        return last

    def run(self, text: str, like: El | None = None) -> El:
        made = w("r", rsidR=f"00{self.random.randrange(16**6):06X}")
        if like is not None and like.find(W + "rPr") is not None:
            made.append(copy.deepcopy(like.find(W + "rPr")))
        one = etree.SubElement(made, W + "t")
        one.text = text
        one.set(XML_SPACE, "preserve")
        return made

    def insert(
        self, after: El, text: str, *, tracked: bool = True, kind: str = "ins", like: El | None = None
    ) -> El:
        """Type `text` behind an element of a paragraph."""
        if like is None:
            like = after if after.tag == W + "r" else after.find(f"{W}r")
        made = self.run(text, like)
        if tracked:
            change = self.mark(kind)
            change.append(made)
            made = change
        after.addnext(made)
        return made

    def replace(self, paragraph: El, old: str, new: str, *, tracked: bool = True) -> None:
        """Type over a selection: the new words look like its first letter."""
        first = self.isolate(paragraph, old)[0]
        like = copy.deepcopy(first)
        last = self.delete(paragraph, old, tracked=tracked)
        self.insert(last, new, tracked=tracked, like=like)

    def insert_after(self, paragraph: El, words: str, new: str, *, tracked: bool = True) -> None:
        self.insert(self.isolate(paragraph, words)[-1], new, tracked=tracked)

    def append(self, paragraph: El, text: str, *, tracked: bool = True) -> None:
        """Type at the very end of a paragraph: behind every bookmark."""
        made = self.run(text)
        if tracked:
            change = self.mark("ins")
            change.append(made)
            made = change
        paragraph.append(made)

    def delete_paragraph(self, paragraph: El, *, tracked: bool = True) -> None:
        if not tracked:
            parent = paragraph.getparent()
            assert parent is not None
            parent.remove(paragraph)
            return
        self._mark_paragraph(paragraph, "del")
        for run in [one for one in paragraph.iter(W + "r") if not _within(one, "del")]:
            change = self.mark("del")
            run.addprevious(change)
            change.append(run)
            for text in run.iter(W + "t"):
                text.tag = W + "delText"

    def _mark_paragraph(self, paragraph: El, kind: str) -> None:
        properties = paragraph.find(W + "pPr")
        if properties is None:
            properties = w("pPr")
            paragraph.insert(0, properties)
        inner = properties.find(W + "rPr")
        if inner is None:
            inner = w("rPr")
            section = properties.find(W + "sectPr")
            if section is None:
                properties.append(inner)
            else:
                section.addprevious(inner)
        inner.insert(0, self.mark(kind))

    def new_paragraph(self, after: El, text: str, *, tracked: bool = True) -> El:
        """Enter at the end of a paragraph, and type: the old paragraph's mark is the new one."""
        made = w("p", rsidR="00ABCDEF")
        properties = after.find(W + "pPr")
        if properties is not None:
            copied = copy.deepcopy(properties)
            for name in ("sectPr", "rPr"):
                for one in copied.findall(W + name):
                    copied.remove(one)
            made.append(copied)
        if tracked:
            self._mark_paragraph(after, "ins")
            change = self.mark("ins")
            change.append(self.run(text))
            made.append(change)
        else:
            made.append(self.run(text))
        after.addnext(made)
        return made

    def move(self, paragraph: El, after: El, *, with_bookmark: bool = False) -> None:
        """Cut a paragraph and paste it behind another one, tracked as a move."""
        self.ids += 1
        name = f"move{self.ids}"
        arrived = copy.deepcopy(paragraph)
        origin = paragraph if with_bookmark else arrived
        for one in list(origin.iter(W + "bookmarkStart", W + "bookmarkEnd")):
            parent = one.getparent()
            assert parent is not None
            parent.remove(one)
        for holder, kind in ((paragraph, "moveFrom"), (arrived, "moveTo")):
            self.ids += 1
            start = w(f"{kind}RangeStart", id=str(self.ids), author=self.author, date=self.date, name=name)
            end = w(f"{kind}RangeEnd", id=str(self.ids))
            for run in list(holder.iter(W + "r")):
                change = self.mark(kind)
                run.addprevious(change)
                change.append(run)
            self._mark_paragraph(holder, kind)
            properties = holder.find(W + "pPr")
            assert properties is not None
            properties.addnext(start)
            holder.append(end)
        after.addnext(arrived)

    def bold(self, paragraph: El, words: str, look: str = "b") -> None:
        """Set words in bold (or another look), tracked as a change of format."""
        for run in self.isolate(paragraph, words):
            properties = run.find(W + "rPr")
            if properties is None:
                properties = w("rPr")
                run.insert(0, properties)
            old = copy.deepcopy(properties)
            properties.insert(0, w(look))
            change = self.mark("rPrChange")
            change.append(old)
            properties.append(change)

    def split_paragraph(self, paragraph: El, before: str, *, tracked: bool = True) -> None:
        """Press Enter in front of some words: bookmarks begin in the first half and end in the second."""
        runs = self.isolate(paragraph, before)
        second = w("p", rsidR="00ABCDEF")
        properties = paragraph.find(W + "pPr")
        if properties is not None:
            second.append(copy.deepcopy(properties))
        run = runs[0]
        following = [run, *run.itersiblings()]
        second.extend(following)
        if tracked:
            self._mark_paragraph(paragraph, "ins")
        paragraph.addnext(second)

    def join_paragraphs(self, first: El) -> None:
        """Delete from the end of a paragraph to the beginning of the next, with the number in the margin."""
        self._mark_paragraph(first, "del")
        for one in first.itersiblings(W + "p"):
            style = one.find(f"{W}pPr/{W}pStyle")
            if style is None or style.get(W + "val") != "RGParagraphNumber":
                break
            self.delete_paragraph(one)

    def drop_bookmarks(self, paragraph: El) -> None:
        for one in list(paragraph.iter(W + "bookmarkStart", W + "bookmarkEnd")):
            parent = one.getparent()
            assert parent is not None
            parent.remove(one)

    # ---- comments

    def comment(
        self,
        paragraph: El,
        words: str,
        text: str,
        replies: tuple[tuple[str, str], ...] = (),
        *,
        done: bool = False,
    ) -> None:
        runs = self.isolate(paragraph, words)
        first, last = runs[0], runs[-1]
        parent_id = ""
        for author, said in ((self.author, text), *replies):
            number = str(len(self.comments))
            identifier = f"{0x20000000 + len(self.comments) + self.ids:08X}"
            comment = w("comment", id=number, author=author, date=self.date, initials=author[:2])
            for line in said.split("\n"):
                made = etree.SubElement(comment, W + "p")
                made.append(self.run(line))
            comment[-1].set(W14 + "paraId", identifier)
            self.comments.append(comment)
            row = etree.Element(W15 + "commentEx", {W15 + "paraId": identifier, W15 + "done": "01"[done]})
            if parent_id:
                row.set(W15 + "paraIdParent", parent_id)
            self.extended.append(row)
            parent_id = parent_id or identifier
            first.addprevious(w("commentRangeStart", id=number))
            reference = w("r")
            reference.append(w("commentReference", id=number))
            last.addnext(reference)
            last.addnext(w("commentRangeEnd", id=number))

    # ---- saving

    def save(self, path: Path) -> Path:
        parts = dict(self.parts)
        parts["word/document.xml"] = etree.tostring(self.body, xml_declaration=True, encoding="UTF-8")
        parts["word/footnotes.xml"] = etree.tostring(self.notes, xml_declaration=True, encoding="UTF-8")
        if self.comments:
            root = etree.Element(W + "comments", nsmap={"w": W[1:-1], "w14": W14[1:-1]})
            root.extend(self.comments)
            extended = etree.Element(W15 + "commentsEx", nsmap={"w15": W15[1:-1]})
            extended.extend(self.extended)
            parts["word/comments.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            parts["word/commentsExtended.xml"] = etree.tostring(
                extended, xml_declaration=True, encoding="UTF-8"
            )
            rels = etree.fromstring(parts["word/_rels/document.xml.rels"])
            types = etree.fromstring(parts["[Content_Types].xml"])
            for name, kind in (
                ("comments", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"),
                (
                    "commentsExtended",
                    "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
                ),
            ):
                values = {"Id": f"rIdX{name}", "Type": kind, "Target": f"{name}.xml"}
                etree.SubElement(rels, f"{{{RELS}}}Relationship", values)
                override = {"PartName": f"/word/{name}.xml", "ContentType": f"{COMMENTS_TYPE}{name}+xml"}
                etree.SubElement(types, f"{{{TYPES}}}Override", override)
            parts["word/_rels/document.xml.rels"] = etree.tostring(rels)
            parts["[Content_Types].xml"] = etree.tostring(types)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path


def _within(element: El, name: str) -> bool:
    return any(one.tag == W + name for one in element.iterancestors())


def shown(paragraph: El) -> str:
    """The text of a paragraph as it reads once all changes are accepted."""
    return "".join(one.text or "" for one in paragraph.iter(W + "t") if not _within(one, "moveFrom"))


def words_of(paragraph: El, least: int = 4) -> list[str]:
    return re.findall(rf"\w{{{least},}}", shown(paragraph))
