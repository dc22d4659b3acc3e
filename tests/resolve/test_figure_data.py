"""The annex with the data of all charts: one table a figure, named after it, leading to it."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.blocks import DATA_OF_FIGURES
from reportgen.document.walk import plain_text, walk
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from tests.compose.reports import copy

ANNEX = "---\ntitle: Données\n---\n\n:::{figure-data}\n:::\n"


def document(tmp_path: Path, annex: str = ANNEX) -> n.Document:
    root = copy(tmp_path, **{"templates/annex-donnees.md.j2": annex})
    settings = root / "content/report.yaml"
    text = settings.read_text(encoding="utf-8").replace("index, data]", "index, data, donnees]")
    settings.write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    assert loaded is not None
    made = make_documents(loaded, ["fr"], "draft", diagnostics, Timings())["fr"]
    assert diagnostics.errors == 0, list(diagnostics)
    return made


def test_each_chart_has_its_table_with_its_number_and_a_way_back(tmp_path: Path) -> None:
    made = document(tmp_path)
    charts = [
        node
        for part in made.parts
        for node in walk(part.blocks)
        if isinstance(node, n.Figure) and isinstance(node.content, n.Chart)
    ]
    annex = next(part for part in made.parts if part.id == "ann-donnees")
    (division,) = (b for b in annex.blocks if isinstance(b, n.Div) and DATA_OF_FIGURES in b.attrs.classes)
    tables = [block for block in division.children if isinstance(block, n.Table)]
    assert len(charts) >= 3 and len(tables) == len(charts)
    for chart, table in zip(charts, tables, strict=True):
        reference = table.caption[0]
        assert isinstance(reference, n.CrossRef)
        assert (reference.target, reference.number) == (chart.attrs.id, chart.number)
        assert plain_text(chart.caption) in plain_text(table.caption)
        assert chart.data is not None and plain_text(table.body) == plain_text(chart.data.body)
        assert table.number == "", "the data of a figure is not a table of its own"


def test_the_word_edition_prints_the_data_once(tmp_path: Path) -> None:
    from reportgen.editions.docx import write_docx
    from reportgen.project import Assets
    from tests.editions.docx.conftest import as_zip

    with_annex = document(tmp_path / "a")
    without = document(tmp_path / "b", "---\ntitle: Données\n---\n\nRien.\n")
    counts = [
        as_zip(write_docx(made, Assets(None))).read("word/document.xml").count(b"<w:tbl>")
        for made in (with_annex, without)
    ]
    assert counts[0] == counts[1], "in the annex or under each chart, not in both places"
