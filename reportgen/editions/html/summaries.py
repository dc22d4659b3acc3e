"""Short texts about parts: names, summaries, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text

_LENGTH: Final = 240
_KIND_WORDS: Final = {"chapter": "html.kind.chapter", "fiche": "contents.fiche", "annex": "contents.annex"}


def kicker(part: n.Part, words: dict[str, str]) -> str:
    """ "Chapitre 2", "Fiche 31", "Annexe B"; "" for a part without a number."""
    key = _KIND_WORDS.get(part.kind)
    return f"{words[key]}\u00a0{part.number}" if key and part.number else ""


def capital(text: str) -> str:
    """`text` with a capital at its start."""
    return text[:1].upper() + text[1:]


def full_title(part: n.Part, words: dict[str, str]) -> str:
    """ "Chapitre 2 – Méthodes"."""
    return " – ".join(piece for piece in (kicker(part, words), plain_text(part.title)) if piece)


def summary_of(part: n.Part) -> str:
    """What a list says of a part: the attribute `summary`, or the div `lead`, or how the part begins."""
    if own := part.attrs.get("summary"):
        return own
    lead = next((b for b in part.blocks if isinstance(b, n.Div) and "lead" in b.attrs.classes), None)
    paragraph = next(_paragraphs(lead.children if lead else part.blocks), None)
    return shorten(plain_text(paragraph.children)) if paragraph else ""


def shorten(text: str, length: int = _LENGTH) -> str:
    """Whole sentences of `text` up to `length`, or its first words and an ellipsis."""
    text = re.sub(r"\s+", lambda match: match[0] if match[0] in ("\u00a0", "\u202f") else " ", text).strip()
    if len(text) <= length:
        return text
    ends = [m.end() for m in re.finditer(r"[.!?…](?=\s)", text[:length])]
    if ends and ends[-1] > length // 3:
        return text[: ends[-1]]
    return text[:length].rsplit(" ", 1)[0].rstrip(",;: \u00a0\u202f") + "…"


def _paragraphs(blocks: n.Blocks) -> Iterator[n.Paragraph]:
    for block in blocks:
        if isinstance(block, n.Paragraph):
            yield block
        elif isinstance(block, n.Div):
            yield from _paragraphs(block.children)
