"""Comments of a Word file as threads: replies and the resolved state are in `commentsExtended.xml`.

A comment is tied to its row there by the paragraph id of its last paragraph
([MS-DOCX] 2.5.3, `w15:commentEx`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportgen.editions.docx.elements import Element, qname
from reportgen.review.model import Reply
from reportgen.review.package import WordFile

_W: Final = qname("w:x")[:-1]
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class Thread:
    """A first comment and its replies. `ids` are the comment ids of all of them, the first one first."""

    ids: tuple[str, ...]
    author: str
    date: str
    text: str
    replies: tuple[Reply, ...]
    resolved: bool
    initials: str = ""


def read_threads(word: WordFile) -> list[Thread]:
    """The threads of a file in the order of its comments part. A reply whose parent is gone is a thread."""
    root = word.xml("word/comments.xml")
    if root is None:
        return []
    comments = [node for node in root if node.tag == f"{_W}comment"]
    rows = _rows(word)
    by_paragraph = {_last_paragraph(node): node for node in comments if _last_paragraph(node)}
    parents: dict[int, Element] = {}
    for node in comments:
        parent = by_paragraph.get(rows.get(_last_paragraph(node), ("", False))[0])
        if parent is not None and parent is not node:
            parents[id(node)] = parent
    return [
        _thread(
            node, [other for other in comments if _first(other, parents) is node and other is not node], rows
        )
        for node in comments
        if _first(node, parents) is node
    ]


def _first(node: Element, parents: dict[int, Element]) -> Element:
    """The first comment of the thread; a circle of parents ends where it began."""
    seen: set[int] = set()
    while id(node) in parents and id(node) not in seen:
        seen.add(id(node))
        node = parents[id(node)]
    return node


def _thread(node: Element, replies: list[Element], rows: dict[str, tuple[str, bool]]) -> Thread:
    return Thread(
        ids=tuple(one.get(f"{_W}id", "") for one in (node, *replies)),
        author=node.get(f"{_W}author", ""),
        date=node.get(f"{_W}date", ""),
        text=_text(node),
        replies=tuple(
            Reply(one.get(f"{_W}author", ""), one.get(f"{_W}date", ""), _text(one)) for one in replies
        ),
        resolved=rows.get(_last_paragraph(node), ("", False))[1],
        initials=node.get(f"{_W}initials", ""),
    )


def _rows(word: WordFile) -> dict[str, tuple[str, bool]]:
    """Paragraph id -> (paragraph id of the parent comment, whether it is resolved)."""
    root = word.xml("word/commentsExtended.xml")
    if root is None:
        return {}
    return {
        node.get(f"{_W15}paraId", ""): (
            node.get(f"{_W15}paraIdParent", ""),
            node.get(f"{_W15}done", "0") in ("1", "true", "on"),
        )
        for node in root.iter(f"{_W15}commentEx")
    }


def _last_paragraph(node: Element) -> str:
    paragraphs = list(node.iter(f"{_W}p"))
    return paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""


def _text(node: Element) -> str:
    lines = []
    for paragraph in node.iter(f"{_W}p"):
        pieces = [
            (one.text or "") if one.tag == f"{_W}t" else " "
            for one in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
        ]
        lines.append("".join(pieces))
    return "\n".join(lines).strip()
