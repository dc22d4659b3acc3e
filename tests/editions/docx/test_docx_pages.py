"""What stands on a page together: rows of tables, titles of the cover, recommendations and their details."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from reportgen.compose import compose_fragment
from reportgen.diagnostics import Diagnostics
from reportgen.editions.docx import write_docx
from reportgen.editions.docx.stylemap import load_style_map
from reportgen.project import Assets
from reportgen.resolve import Records, resolve
from tests.editions.docx.conftest import NAMES, W, Written, as_zip, libreoffice
from tests.editions.sample import sample_document

MM = 72 / 25.4


def rows_kept(rows: int) -> list[bool]:
    """For each row of a table in Word, whether it stays on the page of the next."""
    source = "| A | B |\n|---|---|\n" + "".join(f"| {row} | x |\n" for row in range(rows))
    document = compose_fragment(source, Path("table.md"), "fr", Assets(None), Diagnostics())
    data = write_docx(resolve(document, Records(), Diagnostics()), Assets(None))
    body = etree.fromstring(as_zip(data).read("word/document.xml"))
    found = body.xpath("//w:tr", namespaces=NAMES)
    assert isinstance(found, list)
    return [all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")) for row in found]


def test_a_short_table_is_not_cut() -> None:
    assert rows_kept(6) == [True] * 6 + [False]


def test_a_long_table_leaves_no_row_alone_on_a_page() -> None:
    head, first, *middle, third, second, last = rows_kept(14)
    assert head and first and third and second and not last
    assert not any(middle)


@pytest.mark.parametrize("words", [0, 6])
def test_a_title_of_many_lines_leaves_the_subtitle_on_the_colour(words: int, tmp_path: Path) -> None:
    document = sample_document("fr")
    title = "Inventaire des pratiques participatives et d’innovation démocratique" + " encore" * words
    meta = replace(
        document.meta, title=title, subtitle="Ce que les services ont essayé, et avec quels résultats"
    )
    path = tmp_path / "cover.docx"
    path.write_bytes(write_docx(replace(document, meta=meta, parts=document.parts[:2]), Assets(None)))
    made = libreoffice(path, "pdf", tmp_path)
    command = ["pdftotext", "-bbox", "-f", "1", "-l", "1", str(made), "-"]
    page = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ends = [float(y) for y in re.findall(r'yMax="([\d.]+)">(?:quels|résultats)</word>', page)]
    assert len(ends) == 2
    assert max(ends) < load_style_map(Assets(None), Diagnostics()).cover.block * MM


def test_a_recommendation_stays_with_its_details(word: Written) -> None:
    style = word.xml("word/styles.xml").xpath(
        "//w:style[@w:styleId='RGRecommendation']/w:pPr/w:keepNext", namespaces=NAMES
    )
    assert style


def test_a_caption_is_nearer_to_its_figure_than_to_the_text(word: Written) -> None:
    found = word.all(
        "//w:p[preceding-sibling::w:p[1]/w:pPr/w:pStyle/@w:val='RGFigure']"
        "[w:pPr/w:pStyle/@w:val='Caption'][not(w:pPr/w:keepNext)]/w:pPr/w:spacing"
    )
    assert found
    for spacing in found:
        assert int(spacing.get(f"{W}before")) < int(spacing.get(f"{W}after"))
