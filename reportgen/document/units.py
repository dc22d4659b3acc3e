"""Units: the smallest pieces of content that are translated, reviewed, compared and cached on their own."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from reportgen.diagnostics import Span

_FOLD = (("\u2019", "'"), ("\u2011", "-"), ("\u00ad", ""))
"""What hashing does not tell apart, beside spaces."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of content with its address.

    `kind`: heading, paragraph, item, cell, caption, footnote, term, definition, title, alt, field.
    `container`: the part that holds it (`chapters/03-methods`, `fiches/budget-x`), in every language.
    `text`: the source text, Markdown as typed. `hash`: of the text, blind to spaces and apostrophes.
    """

    id: str
    kind: str
    container: str
    lang: str
    text: str
    hash: str
    origin: Span


def normalise(text: str) -> str:
    """Text as hashing sees it: NFC, one kind of space, apostrophe and hyphen, no soft hyphen."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for char, folded in _FOLD:
            text = text.replace(char, folded)
    # Without an argument, every kind of space separates.
    return " ".join(text.split())


def text_hash(text: str) -> str:
    """The first 12 hexadecimal digits of SHA-256 over the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:12]


class UnitFactory:
    """Makes the units of one container in document order, counting equal texts apart.

    `counts`: how often each text, by its kind and hash, has come up to now.
    """

    def __init__(self, container: str, lang: str) -> None:
        self.container = container
        self.lang = lang
        self.counts: dict[tuple[str, str], int] = {}

    def make(self, kind: str, text: str, origin: Span) -> Unit:
        """A unit for `text`; its id derives from container, kind, normalised text and occurrence."""
        digest = text_hash(text)
        occurrence = self.counts.get((kind, digest), 0)
        self.counts[(kind, digest)] = occurrence + 1
        seed = f"{self.container}\0{kind}\0{digest}\0{occurrence}"
        unit_id = "u" + hashlib.sha256(seed.encode()).hexdigest()[:11]
        return Unit(unit_id, kind, self.container, self.lang, text, digest, origin)
