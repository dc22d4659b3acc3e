"""A third language takes a locale file and a content folder: the report in French, English and Spanish."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pypandoc
import pytest
from lxml import etree
from pdfminer.high_level import extract_text

from reportgen.pipeline.build import BuildRequest, BuildResult, build
from tests.languages.spanish import PROJECT, foreign_words, left_in, page, said_on

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INDEX = [
    *("el árbol", "asamblea", "llave", "lugar", "luna", "niño", "nube"),
    *("ñandú", "ómbligo", "presupuesto", "zona"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildResult]:
    root = tmp_path_factory.mktemp("spanish") / "project"
    shutil.copytree(PROJECT, root)
    editions = ("html", "pdf", "docx", "epub")
    result = build(BuildRequest(root=root, langs=("es",), editions=editions, workers=1, use_cache=False))
    return root / "build", result


@pytest.fixture(scope="module")
def pdf_text(built: tuple[Path, BuildResult]) -> str:
    return " ".join(extract_text(built[0] / "es/report.pdf").replace("\u00ad\n", "").split())


@pytest.fixture(scope="module")
def word_text(built: tuple[Path, BuildResult]) -> str:
    """The Word file as pandoc reads it."""
    path = str(built[0] / "es/report.docx")
    return " ".join(pypandoc.convert_file(path, "plain", extra_args=["--wrap=none"]).split())


def test_it_builds_in_every_edition_without_a_finding_about_its_language(
    built: tuple[Path, BuildResult],
) -> None:
    folder, result = built
    assert result.ok, [one.message("en") for one in result.diagnostics]
    assert not [one for one in result.diagnostics if one.code.startswith("LOC")]
    assert {p.name for p in (folder / "es").iterdir()} >= {"report.pdf", "report.docx", "report.epub", "html"}


def test_every_edition_says_that_it_is_in_spanish(built: tuple[Path, BuildResult]) -> None:
    folder = built[0] / "es"
    with pikepdf.open(folder / "report.pdf") as pdf:
        assert str(pdf.Root.Lang) == "es"
    with zipfile.ZipFile(folder / "report.docx") as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
        settings = etree.fromstring(package.read("word/settings.xml"))
        index = package.read("word/document.xml").decode()
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "es-ES"
    assert settings.find(f"{W}themeFontLang").get(f"{W}val") == "es-ES"
    assert settings.find(f"{W}decimalSymbol").get(f"{W}val") == ","
    assert r"\z &quot;3082&quot;" in index or r'\z "3082"' in index
    with zipfile.ZipFile(folder / "report.epub") as book:
        name = next(name for name in book.namelist() if name.endswith(".opf"))
        opf = etree.fromstring(book.read(name))
    assert opf.findtext(".//{http://purl.org/dc/elements/1.1/}language") == "es"


def test_a_page_leads_to_the_same_page_in_each_language(built: tuple[Path, BuildResult]) -> None:
    tree = page(built[0], "ch-results")
    assert tree.get("lang") == "es"
    twins = {one.get("hreflang"): one.get("href") for one in tree.xpath("//head/link[@rel='alternate']")}
    assert set(twins) >= {"es", "fr", "en"}
    choice = tree.xpath("//nav[contains(@class, 'rg-languages')]//a")
    assert [(one.get("lang"), one.text) for one in choice] == [
        ("fr", "Français"), ("es", "Español"), ("en", "English"),
    ]  # fmt: skip
    assert [one.get("href") for one in choice if one.get("lang") != "es"] == [
        "../../fr/html/ch-results.html",
        "../../en/html/ch-results.html",
    ]


def test_no_word_of_the_engine_is_left_in_french_or_english(
    built: tuple[Path, BuildResult], pdf_text: str, word_text: str
) -> None:
    foreign = foreign_words()
    assert len(foreign) > 1000 and left_in("Aller au contenu, Skip to contents", foreign)
    for path in sorted((built[0] / "es/html").glob("*.html")):
        if path.stem != "accessibility":  # the text of a law: its own template, or English marked as such
            assert not left_in(said_on(page(built[0], path.stem)), foreign), path.name
    # A field is also named by its code, and the glossary says its terms in the other languages.
    meant = ["associated", "sortition", "tirage au sort"]
    assert [word for word in left_in(pdf_text, foreign) if word not in meant] == []
    assert [word for word in left_in(word_text, foreign) if word not in meant] == []


def test_the_statement_is_marked_as_english_where_no_template_says_it(
    built: tuple[Path, BuildResult],
) -> None:
    (marked,) = page(built[0], "accessibility").xpath("//main//div[@lang='en']")
    assert "The French statement alone has legal force." in marked.text_content()


def test_the_index_is_in_the_order_of_spanish(built: tuple[Path, BuildResult], pdf_text: str) -> None:
    tree = page(built[0], "ann-index")
    text = " ".join(tree.find(".//main").text_content().split())
    at = [text.index(f" {term}") for term in INDEX]
    assert at == sorted(at)
    letters = re.findall(r"(?<=\s)([A-ZÑ])(?=\s(?:el )?\w)", text)
    assert letters == ["A", "L", "N", "Ñ", "O", "P", "Z"]
    printed = pdf_text[pdf_text.rindex("Índice alfabético") :]
    assert [term for term in INDEX if term not in printed] == []
    glossary = " ".join(page(built[0], "ann-glossary").find(".//main").text_content().split())
    terms = [
        glossary.index(text)
        for text in ("Palabra de prueba", "Ave grande", "Lo que se persigue", "Elección de los")
    ]
    assert terms == sorted(terms)
    works = " ".join(page(built[0], "ann-bibliography").find(".//main").text_content().split())
    assert works.index("Núñez, Íñigo") < works.index("Ocampo, Luz, Ana Zapata y Eva Ávila")


@pytest.mark.parametrize(
    "said",
    [
        "1 de marzo de 2026",  # the day of the report
        "Del 1 de marzo al 15 de septiembre de 2019",
        "Desde noviembre de 2021, en curso",
        "10 de enero de 2020",
        "1.234.567 €",
        "34 %",
        "1.234,5",
        "12.000 personas…",
        "dijo «sí» el 3 de marzo de 2020",
        "la figura 1 y las fichas 1",
        "del capítulo 1",
        "Ocampo, Zapata y Ávila, 2019",
        "consultadas en febrero de 2026",
    ],
)
def test_dates_numbers_marks_and_references_are_spanish(pdf_text: str, word_text: str, said: str) -> None:
    for text in (pdf_text, word_text):
        assert said in text.replace("\u00a0", " ").replace("\u202f", " ")


def test_what_clings_to_a_number_or_a_word_does_so(built: tuple[Path, BuildResult]) -> None:
    text = page(built[0], "ch-results").text_content()
    assert "3\u00a0de marzo" in text
    assert "art.\u00a05" in text
    assert "34\u00a0%" in text


def test_search_finds_a_word_whatever_its_ending(built: tuple[Path, BuildResult]) -> None:
    index = (built[0] / "es/html/assets/search/index.js").read_text(encoding="utf-8")
    assert '"lang":"es"' in index
    assert '"particip' in index and '"practic' in index
    assert '"para"' in index[index.index('"stop"') : index.index('"parts"')]


def test_a_passage_left_in_spanish_is_marked_on_other_pages(built: tuple[Path, BuildResult]) -> None:
    (term,) = page(built[0], "ann-glossary").xpath("//*[@lang='fr'][text()='nandou']")
    assert "En francés" in term.getparent().text_content()
