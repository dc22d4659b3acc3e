"""A chapter as it is typed and as it is read: `tests/fixtures/resolve/report.<lang>.md` becomes `.txt`.

A margin number stands before each paragraph; `_` shows a space that doesn't break, `~` a thin one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.parse import parse_markdown
from reportgen.document.walk import walk
from reportgen.resolve import Records, resolve
from tests.resolve.build import doc, para, part, text_of

FIXTURES = Path(__file__).parents[1] / "fixtures" / "resolve"
SHOWN = str.maketrans({"\u00a0": "_", "\u202f": "~"})
TITLES = {"fr": ("Budget", "Débat", "Jury", "Données"), "en": ("Budget", "Debate", "Jury", "Data")}


def report(lang: str, diagnostics: Diagnostics) -> n.Document:
    """The chapter of the fixture, with a contents page, three fiches, an annex and an index around it."""
    path = FIXTURES / f"report.{lang}.md"
    parsed = parse_markdown(
        path.read_text(encoding="utf-8"), origin=path.name, container="c", lang=lang, diagnostics=diagnostics
    )
    assert parsed.title is not None
    chapter = n.Part(parsed.attrs.id, "chapter", parsed.title, parsed.blocks, notes=parsed.notes)
    *fiches, data = TITLES[lang]
    return doc(
        part("front-toc", n.Generated("toc")),
        chapter,
        *(
            part(f"fiche-{name}", para("…"), n.Generated("backlinks"), title=title)
            for name, title in zip("abc", fiches, strict=True)
        ),
        part("ann-data", title=data),
        part("ann-index", n.Generated("index"), title="Index"),
        lang=lang,
    )


def printed(document: n.Document) -> Iterator[str]:
    """What a reader sees, a line a block."""
    for made in document.parts:
        yield f"# {made.number} {text_of(made.title)}".replace("  ", " ")
        for node in walk((made.blocks, made.notes)):
            if isinstance(node, n.Heading):
                yield f"## {node.number} {text_of(node.children)}"
            elif isinstance(node, n.Paragraph):
                yield f"{node.number:>6}  {text_of(node.children)}{_calls(node)}"
            elif isinstance(node, n.Figure | n.Table):
                yield f"{type(node).__name__} {node.number}: {text_of(node.caption)}"
            elif isinstance(node, n.Footnote):
                yield f"Note {node.number} ({node.calls}):"
            elif isinstance(node, n.ContentsEntry):
                yield f"{'  ' * node.level}{node.before} {node.number} {text_of(node.title)} -> {node.target}"
            elif isinstance(node, n.IndexEntry):
                places = ", ".join(ref.before + ref.number for ref in node.refs)
                yield f"        {text_of(node.term)} {places}".rstrip()


def _calls(paragraph: n.Paragraph) -> str:
    return "".join(f" [{c.number}/{c.occurrence}]" for c in walk(paragraph) if isinstance(c, n.NoteRef))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_chapter_is_read_as_expected(lang: str) -> None:
    diagnostics = Diagnostics()
    lines = printed(resolve(report(lang, diagnostics), Records(), diagnostics))
    text = "\n".join(line.rstrip() for line in lines).translate(SHOWN) + "\n"
    assert list(diagnostics) == []
    assert text == (FIXTURES / f"report.{lang}.txt").read_text(encoding="utf-8")


def test_both_languages_have_the_same_labels_and_numbers() -> None:
    french, english = (
        resolve(report(lang, Diagnostics()), Records(), Diagnostics()).labels for lang in ("fr", "en")
    )

    def written(labels: dict[str, n.Label]) -> dict[str, tuple[str, str]]:
        return {key: (label.kind, label.number) for key, label in labels.items() if label.kind != "anchor"}

    assert written(french) == written(english)
