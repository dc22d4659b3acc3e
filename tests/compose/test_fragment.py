"""Any Markdown file without a project."""

# ruff: noqa: E501 (cases on one line)

from __future__ import annotations

from pathlib import Path

from reportgen.compose import compose_fragment
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.project import Assets
from tests.compose.reports import codes, every, text
from tests.editions.sample import png


def fragment(tmp_path: Path, markdown: str, lang: str = "fr") -> tuple[n.Document, Diagnostics]:
    diagnostics = Diagnostics()
    return compose_fragment(markdown, tmp_path / "note.md", lang, Assets(None), diagnostics), diagnostics


def test_one_file_is_one_chapter_without_number(tmp_path: Path) -> None:
    document, diagnostics = fragment(tmp_path, "# Titre *vif*\n\nTexte[^a].\n\n[^a]: Note.\n", "fr")
    (chapter,) = document.parts
    assert codes(diagnostics) == []
    assert (document.meta.title, document.meta.lang, document.meta.id) == ("Titre vif", "fr", "note")
    assert "unnumbered" in chapter.attrs.classes
    assert [note.id for note in chapter.notes] == ["a"]


def test_directives_that_need_records_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    markdown = (
        "# T\n\n:::{fiches}\nwhere: method = petition\n:::\n\n:::{fiche} x\n:::\n\n:::{crosstab}\nrows: form\n:::\n\n"
        ":::{chart}\nby: method\n:::\n\nIl y en a {{ count(fiches) }}.\n\n"
        ":::{chart}\ncategories: A; B\nvalues: 1; 2\n:::\n\n:::{note} Titre\nTexte.\n:::\n"
    )
    document, diagnostics = fragment(tmp_path, markdown)
    assert codes(diagnostics) == ["CMP013"] * 5
    blocks = document.parts[0].blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Figure", "Callout"]
    assert text(blocks[0]) == "Il y en a {{ count(fiches) }}."


def test_images_come_from_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img/a.png").write_bytes(png(8, 4))
    document, diagnostics = fragment(
        tmp_path, "# T\n\n![A](img/a.png){alt=x}\n\n![B](img/b.png){alt=y}\n\n![C](../c.png){alt=z}\n"
    )
    assert list(document.resources) == ["img/a.png"]
    assert codes(diagnostics) == ["CMP064", "MD072"]
    assert len(every(document.parts[0].blocks, n.Figure)) == 1


def test_a_file_without_title_is_told(tmp_path: Path) -> None:
    document, diagnostics = fragment(tmp_path, "Texte.\n")
    assert codes(diagnostics) == ["CMP050"]
    assert document.meta.title == "note"
