"""One file changes everything: adding a fiche, and a fiche whose fields are full of markup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypandoc
import pytest

from reportgen.pipeline.build import BuildRequest, build
from tests.report import readers

FIXTURE = Path(__file__).parents[1] / "fixtures" / "project"
HOSTILE = "*a* <script>alert(1)</script> | @fiche-x {{7*7}} [x](javascript:1)"

NEW_FR = """\
id: atelier-nouveau
name: Atelier zèbre
summary: Une pratique ajoutée par un seul fichier.
depth: short
status: draft
lead: {portfolio: sante, name: Un service}
form: deliberative
method: workshop
level: national
start: "2023"
end: unknown
selection: {kind: open, detail: Ouvert à tous}
participants: {value: unknown}
contributions: {value: unknown}
cost_eur: {value: unknown}
asked: |
  Une question [@s1].
keywords: [Zébrure]
sources:
  - {n: 1, title: Une source, publisher: Un organisme, url: "https://www.example.org/", lang: fr}
"""
NEW_EN = """\
id: atelier-nouveau
name: Zebra workshop
summary: A practice added by one file.
lead: {name: A service}
selection: {detail: Open to all}
asked: |
  A question [@s1].
keywords: [Zebra stripe]
"""


def texts(output: Path, lang: str) -> dict[str, str]:
    """The text of each edition, by a reader that is not ours."""
    folder = output / lang
    return {
        "pdf": readers.pdf_text(folder / "report.pdf"),
        "docx": readers.squeeze(
            pypandoc.convert_file(str(folder / "report.docx"), "plain", extra_args=["--wrap=none"])
        ),
        "html": readers.html_text(folder / "html" / "all.html"),
    }


def built(project: Path) -> Path:
    result = build(BuildRequest(root=project, workers=1, use_cache=False))
    assert result.diagnostics.errors == 0
    return project / "build"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The output of the small project, before and after one fiche and its English overlay are added."""
    before = tmp_path_factory.mktemp("before") / "project"
    after = tmp_path_factory.mktemp("after") / "project"
    for project in (before, after):
        shutil.copytree(FIXTURE, project)
    counting = "\nIl y a {{ count(fiches) }} pratiques en tout.\n"
    for project in (before, after):
        for lang in ("fr", "en"):
            with (project / f"content/{lang}/chapters/02-methods.md").open("a", encoding="utf-8") as chapter:
                chapter.write(counting if lang == "fr" else "\nThere are {{ count(fiches) }} practices.\n")
    (after / "content/fr/fiches/atelier-nouveau.yaml").write_text(NEW_FR, encoding="utf-8")
    (after / "content/en/fiches/atelier-nouveau.yaml").write_text(NEW_EN, encoding="utf-8")
    return built(before), built(after)


pytestmark = pytest.mark.xdist_group("living")


@pytest.mark.parametrize(
    ("lang", "name", "keyword", "method", "before", "after"),
    [
        ("fr", "Atelier zèbre", "Zébrure", "Atelier", "Il y a 4 pratiques", "Il y a 5 pratiques"),
        (
            "en",
            "Zebra workshop",
            "Zebra stripe",
            "Workshop",
            "There are 4 practices",
            "There are 5 practices",
        ),
    ],
)
def test_one_file_changes_counts_lists_annexes_index_and_charts(
    grown: tuple[Path, Path], lang: str, name: str, keyword: str, method: str, before: str, after: str
) -> None:
    old, new = (texts(output, lang) for output in grown)
    for edition in ("pdf", "docx", "html"):
        assert before in old[edition] and after in new[edition], edition
        assert name not in old[edition]
        # Its own page, the contents, the list of fiches, the inventory, the coverage, the timeline.
        assert new[edition].count(name) >= 5, edition
        assert keyword not in old[edition] and keyword in new[edition], edition
        # The method appears in the chart, or in the data table beside it, and in the annex of methods.
        assert new[edition].count(method) > old[edition].count(method), edition


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_field_full_of_markup_comes_out_as_typed(grown: tuple[Path, Path], lang: str) -> None:
    for edition, text in texts(grown[0], lang).items():
        assert HOSTILE in text, edition
    page = (grown[0] / lang / "html" / "all.html").read_text(encoding="utf-8")
    assert "<script>" not in page and "javascript:1)" in page and 'href="javascript' not in page
