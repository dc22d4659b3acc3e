"""A Word paragraph as a row of items (words, fields, calls of notes, pictures) that can be compared."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from reportgen.editions.docx.elements import XML_SPACE, Element, Elements, qname, w
from reportgen.review.align import fold

W: Final = qname("w:x")[:-1]
_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_NUMBER: Final = re.compile(r"\d+")
_INVISIBLE: Final = frozenset(
    W + name
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
    )
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a paragraph. Items with the same `key` are the same; those without one are kept.

    `link` is the hyperlink around it; `elements` its runs (one run with one text for a word).
    """

    key: str
    elements: tuple[Element, ...]
    link: Element | None = None
    note: str = ""

    @property
    def is_text(self) -> bool:
        return self.key.startswith("t")


def items_of(paragraph: Element) -> list[Item]:
    """The items of a paragraph, in order."""
    return list(_items(paragraph, None))


def _items(parent: Element, link: Element | None) -> Iterator[Item]:
    group: Elements = []
    depth = 0
    for child in parent:
        tag = child.tag
        if tag == W + "pPr" or not isinstance(tag, str):
            continue
        kind = _field_kind(child)
        if kind or depth:
            group.append(child)
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            if not depth:
                yield Item("f " + _instruction(group), tuple(group), link)
                group = []
        elif tag == W + "hyperlink":
            yield from _items(child, child)
        elif tag == W + "r":
            yield from _of_run(child, link)
        else:
            yield Item("" if tag in _INVISIBLE else f"o {tag}", (child,), link)
    if group:
        yield Item("f " + _instruction(group), tuple(group), link)


def _of_run(run: Element, link: Element | None) -> Iterator[Item]:
    content = [child for child in run if child.tag != W + "rPr"]
    inside = link is not None and link.get(W + "anchor") is not None
    for child in content:
        if child.tag == W + "t":
            for token in _TOKEN.findall(child.text or ""):
                key = _NUMBER.sub("#", token) if inside else token
                yield Item("t " + (" " if token.isspace() else fold(key)), (_with(run, _text(token)),), link)
        elif child.tag == W + "footnoteReference":
            yield Item("n", (_with(run, child),), link, note=child.get(W + "id", ""))
        elif child.tag in (W + "tab", W + "br", W + "noBreakHyphen", W + "softHyphen", W + "cr"):
            yield Item("t " + str(child.tag), (_with(run, child),), link)
        else:
            yield Item(f"o {child.tag}", (_with(run, child),), link)
    if not content:
        yield Item("", (run,), link)


def _with(run: Element, child: Element) -> Element:
    made = w("r")
    properties = run.find(W + "rPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    made.append(copy.deepcopy(child))
    return made


def _text(text: str) -> Element:
    made = w("t")
    made.text = text
    made.set(XML_SPACE, "preserve")
    return made


def _field_kind(run: Element) -> str:
    mark = run.find(W + "fldChar")
    return "" if mark is None else mark.get(W + "fldCharType", "")


def _instruction(group: Elements) -> str:
    """What a field asks for, without switches that only set a number."""
    text = "".join(one.text or "" for run in group for one in run.iter(W + "instrText"))
    return re.sub(r"\\r \d+|_Ref_par_[\w]+", "", text).strip()


def words_of(items: list[Item]) -> str:
    """The text of items, one sign for each thing that is not text."""
    return "".join(_shown(item) for item in items if item.key)


def _shown(item: Item) -> str:
    if item.is_text:
        return "".join(one.text or "" for run in item.elements for one in run.iter(W + "t")) or " "
    return "\ufffc" if item.key[:1] in "fno" else ""


def deleted(elements: tuple[Element, ...]) -> Elements:
    """Copies of runs as `w:del` wants them: deleted text and instructions have names of their own."""
    made = [copy.deepcopy(one) for one in elements]
    for run in made:
        for one in run.iter(W + "t", W + "instrText"):
            one.tag = W + ("delText" if one.tag == W + "t" else "delInstrText")
            one.set(XML_SPACE, "preserve")
    return made


def joined(elements: Elements) -> Elements:
    """Neighbouring runs of the same look as one run."""
    made: Elements = []
    for run in elements:
        last = made[-1] if made else None
        if last is not None and _look(last) is not None and _look(last) == _look(run):
            texts = [one for one in run if one.tag != W + "rPr"]
            ending = last[-1]
            for one in texts:
                if ending.tag == one.tag and one.tag in (W + "t", W + "delText"):
                    ending.text = (ending.text or "") + (one.text or "")
                else:
                    last.append(one)
                    ending = one
        else:
            made.append(run)
    return made


def _look(run: Element) -> bytes | None:
    """The properties of a run of text; None for what is not one."""
    if run.tag != W + "r" or any(one.tag not in (W + "rPr", W + "t", W + "delText") for one in run):
        return None
    properties = run.find(W + "rPr")
    return b"" if properties is None else etree.tostring(properties, method="c14n")
