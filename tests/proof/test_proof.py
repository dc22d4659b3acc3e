"""A proof can be spoken of by number: the same at the same sentence on paper, in Word and on the web."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
import lxml.html
import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from tests.proof.reading import first_words, in_docx, in_html, in_pdf, numbers_shown

PROJECT = Path(__file__).parents[1] / "fixtures/project"
LANGS = ("fr", "en")
WHY = "content/{}/chapters/01-why.md"


@dataclass(frozen=True)
class Proof:
    """A project, its earlier draft and the editions of its proof."""

    root: Path
    output: Path

    def page(self, lang: str, name: str) -> lxml.html.HtmlElement:
        return lxml.html.parse(str(self.output / lang / f"html.proof/{name}.html")).getroot()

    def docx(self, lang: str) -> Path:
        return self.output / lang / "report.proof.docx"

    def pdf(self, lang: str) -> Path:
        return self.output / lang / "report.proof.pdf"


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    folder = tmp_path_factory.mktemp("proof")
    old, root = folder / "v0.2", folder / "now"
    shutil.copytree(PROJECT, old)
    shutil.copytree(PROJECT, root)
    _edit(root / WHY.format("fr"), "mais elles sont dispersées", "mais elles restent dispersées")
    _edit(
        root / WHY.format("fr"),
        "Qui n’est pas dans la salle ?",
        ":::{todo} Vérifier le coût\nDemander le chiffre au ministère.\n:::\n\nUn paragraphe tout neuf.\n\n"
        "Qui n’est pas dans la salle ?",
    )
    _edit(root / WHY.format("en"), "Who is not", ":::{todo}\nCheck “regulars”.\n:::\n\nWho is not")
    request = BuildRequest(
        root, ("pdf", "docx", "html"), profile="proof", output=folder / "out", since=str(old), workers=1
    )
    result = build(request)
    assert result.ok, list(result.diagnostics)
    return Proof(root, folder / "out")


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# ---- what each edition says, read by readers that are not ours


def _pages(path: Path) -> list[str]:
    """The text of each page, heads and feet included, as poppler reads it."""
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def _wanted(proof: Proof, lang: str, edition: str) -> set[str]:
    """The numbers of the tree that an edition shows."""
    loaded = load(proof.root, Diagnostics(), Timings())
    assert loaded is not None
    document = make_documents(loaded, [lang], "proof", Diagnostics(), Timings())[lang]
    return numbers_shown(document, edition)


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_number_stands_at_the_same_sentence_in_all_three(proof: Proof, lang: str) -> None:
    found = {
        "html": list(in_html(proof.output / lang / "html.proof/all.html")),
        "docx": list(in_docx(proof.docx(lang))),
        "pdf": list(in_pdf(proof.pdf(lang))),
    }
    for edition, rows in found.items():
        wanted = _wanted(proof, lang, edition)
        assert len(wanted) > 40
        assert sorted(number for number, _ in rows) == sorted(wanted), edition
    web, word, paper = (dict(rows) for rows in found.values())
    common = web.keys() & word.keys()
    assert len(common) > 40
    assert {number: web[number] for number in common} == {number: word[number] for number in common}
    for number, text in word.items():
        # A hyphen at the end of a line aside, paper begins with the same words.
        assert paper[number][:16] == text[: len(paper[number][:16])], (number, paper[number], text)
        assert len(paper[number]) >= min(16, len(text))


def test_the_numbers_are_the_same_in_both_languages(proof: Proof) -> None:
    french, english = ({number for number, _ in in_docx(proof.docx(lang))} for lang in LANGS)
    assert french == english
    pairs = {
        "1.1": ("L’État consulte", "The State consults"),
        "1.3": ("Chaque paragraphe porte", "Every paragraph has"),
        "1.5": ("Le coût n’est connu", "The cost is known"),
        "2.1": ("Deux pratiques sur quatre", "Two practices out of four"),
    }
    for position, lang in enumerate(LANGS):
        said = dict(in_docx(proof.docx(lang)))
        for number, texts in pairs.items():
            assert said[number].startswith(first_words(texts[position])), number


# ---- what makes it a proof


@pytest.mark.parametrize(
    ("lang", "copy", "day"),
    [("fr", "Épreuve de relecture", "23 novembre 2026"), ("en", "Proof copy", "23 November 2026")],
)
def test_every_page_says_that_it_is_a_proof_which_and_of_when(
    proof: Proof, lang: str, copy: str, day: str
) -> None:
    texts = _pages(proof.pdf(lang))
    numbered = [text for text in texts if f"{copy} 0.3, {day}" in text]
    # The cover and the title page say it in their own way, and so does the page of the imprint.
    assert len(texts) - len(numbered) <= 3
    with zipfile.ZipFile(proof.docx(lang)) as package:
        headers = [package.read(name).decode() for name in package.namelist() if "word/header" in name]
        footers = [package.read(name).decode() for name in package.namelist() if "word/footer" in name]
    assert sum(f'string="{copy}"' in text for text in headers) >= 2
    assert any(f"{copy} 0.3" in text and day in text for text in footers)
    page = proof.page(lang, "ch-why")
    assert page.find("body").get("data-copy") == copy
    (notice,) = page.find_class("rg-notice")
    assert "0.3" in notice.text_content()
    assert "2026-11-23" in notice.text_content()


def test_open_points_are_listed_and_stand_where_they_were_typed(proof: Proof) -> None:
    for lang, text in (("fr", "Vérifier le coût"), ("en", "Check “regulars”.")):
        page = proof.page(lang, "front-open-points")
        (entry,) = page.xpath("//nav[contains(@class, 'contents-todos')]//a")
        assert text in " ".join(entry.text_content().split()).replace("\u00a0", " ")
        assert entry.get("href") == "ch-why.html#todo-1"
        assert proof.page(lang, "ch-why").get_element_by_id("todo-1") is not None
        words = [p.text for p in docx.Document(str(proof.docx(lang))).paragraphs]
        assert sum(text in word.replace("\u00a0", " ") for word in words) >= 2
        on_paper = " ".join(_pages(proof.pdf(lang)))
        assert on_paper.count(text.split()[0]) >= 2


def test_an_open_point_is_no_text_to_translate_and_takes_no_number(proof: Proof) -> None:
    english = proof.page("en", "ch-why").text_content()
    assert "Vérifier" not in english
    said = {text for _, text in in_docx(proof.docx("fr"))}
    assert first_words("Demander le chiffre au ministère.") not in said


def test_a_release_shows_no_open_point_and_warns_of_it(proof: Proof) -> None:
    loaded = load(proof.root, Diagnostics(), Timings())
    assert loaded is not None
    found = Diagnostics()
    document = make_documents(loaded, ["fr"], "release", found, Timings())["fr"]
    assert not [node for node in walk(document.parts) if isinstance(node, n.Callout) and node.kind == "todo"]
    (left,) = [item for item in found if item.code == "CMP070"]
    assert (left.span.file, str(left.severity)) == (WHY.format("fr"), "warning")


def test_what_changed_since_the_earlier_draft_is_marked_in_all_three(proof: Proof) -> None:
    page = proof.page("fr", "ch-why")
    for mark in page.find_class("parnum"):
        mark.drop_tree()
    changed = [p.text_content() for p in page.find_class("changed")]
    assert [first_words(text) for text in changed] == [
        first_words("Les pratiques existent, mais elles restent"),
        first_words("Demander le chiffre au ministère."),
        first_words("Un paragraphe tout neuf."),
    ]
    assert not proof.page("fr", "ch-methods").find_class("changed")
    document = docx.Document(str(proof.docx("fr")))
    barred = [p.text for p in document.paragraphs if p._p.xpath("./w:pPr/w:pBdr/w:right")]
    assert [first_words(text) for text in barred] == [first_words(text) for text in changed]
    notice = page.find_class("rg-notice")[0].text_content()
    assert "v0.2" in notice
    assert "(3)" in notice


def test_what_is_not_translated_says_so_in_a_proof(proof: Proof) -> None:
    page = proof.page("en", "ch-why")
    (block,) = [div for div in page.find_class("untranslated") if "tout neuf" in div.text_content()]
    assert block.get("lang") == "fr" or block.xpath(".//*[@lang='fr']")
    words = [p.text for p in docx.Document(str(proof.docx("en"))).paragraphs]
    assert words.index(next(w for w in words if "tout neuf" in w)) > 0


def test_a_proof_leaves_room_for_notes_beside_the_same_column(proof: Proof) -> None:
    section = docx.Document(str(proof.docx("fr"))).sections[2]
    draft = io.BytesIO()
    result = build(BuildRequest(proof.root, ("docx",), ("fr",), output=proof.root / "plain"))
    draft.write((proof.root / "plain/fr/report.docx").read_bytes())
    assert result.ok
    plain = docx.Document(draft).sections[2]
    column = [s.page_width - s.left_margin - s.right_margin for s in (section, plain)]
    assert column[0] == column[1]
    assert section.right_margin - plain.right_margin > 350_000  # 10 mm, in EMU
