"""Short ways to write two languages of a chapter, and to read what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.parse import DirectiveSyntax, parse_markdown
from reportgen.document.walk import plain_text, walk
from reportgen.translation import Lock, PairedPart, adopted, confirmed, merge_part, pair_part

FIXTURES = Path(__file__).parent / "fixtures"
DIRECTIVES = {
    "note": DirectiveSyntax("note", "optional", "markdown", ()),
    "chart": DirectiveSyntax("chart", "none", "options", ("id", "of", "caption")),
}


def fixture(name: str) -> str:
    return (FIXTURES / name).read_text(encoding="utf-8")


FR = fixture("access.fr.md")
EN = fixture("access.en.md")


def part(text: str, lang: str) -> n.Part:
    """A chapter as composing hands it over."""
    found = Diagnostics()
    parsed = parse_markdown(
        text,
        origin=f"content/{lang}/chapters/access.md",
        container="chapters/access",
        lang=lang,
        directives=DIRECTIVES,
        diagnostics=found,
    )
    assert not found.errors, [finding.message() for finding in found]
    return n.Part(
        "ch-access",
        "chapter",
        parsed.title or (),
        parsed.blocks,
        notes=parsed.notes,
        span=parsed.span,
        unit=parsed.unit,
        attrs=parsed.attrs,
    )


@dataclass(frozen=True)
class Both:
    """Both languages of a chapter, paired."""

    french: n.Part
    english: n.Part | None
    paired: PairedPart

    def states(self) -> dict[str, int]:
        return {str(state): count for state, count in self.paired.counts().items()}

    def keys(self, state: str) -> list[str]:
        return [unit.key for unit in self.paired.units if unit.state == state]

    def merged(self) -> n.Part:
        return merge_part(self.french, self.english, self.paired)


def pair(french: str, english: str | None, lock: Lock) -> Both:
    source = part(french, "fr")
    target = part(english, "en") if english is not None else None
    return Both(source, target, pair_part(source, target, lock))


def locked(french: str = FR, english: str = EN) -> Lock:
    """The lock once a person has confirmed everything."""
    both = pair(french, english, Lock())
    return confirmed(both.paired, both.paired.units)


def adopt(french: str, english: str) -> Lock:
    return adopted(pair(french, english, Lock()).paired)


def in_french(merged: n.Part) -> list[str]:
    """What stands in French in the merged part, one text a marked block."""
    return [
        " ".join(plain_text(node).split())
        for node in walk((merged.blocks, merged.notes))
        if isinstance(node, n.Block) and node.attrs.lang == "fr"
    ]


def classes_of(merged: n.Part, name: str) -> list[str]:
    """The texts of the blocks that carry a class."""
    return [
        " ".join(plain_text(node).split())
        for node in walk((merged.blocks, merged.notes))
        if isinstance(node, n.Block) and name in node.attrs.classes
    ]


def lines(merged: n.Part) -> list[str]:
    """The paragraphs and headings of the merged part, in order."""
    return [
        " ".join(plain_text(node).split())
        for node in walk(merged.blocks)
        if isinstance(node, n.Paragraph | n.Heading)
    ]
