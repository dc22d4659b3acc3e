"""The dossier: each check notices the defect that it is there for, and none cries on a sound site."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import html
from typer.testing import CliRunner

from reportgen.a11y import Judged, dossier_files, examine
from reportgen.a11y.criteria import CRITERIA, HUMAN, NOT_APPLICABLE
from reportgen.a11y.file_rules import DOCX_RULES, EPUB_RULES, PDF_RULES
from reportgen.a11y.page_rules import RULES
from reportgen.cli import app
from reportgen.editions.docx import write_docx
from reportgen.editions.epub import write_epub
from reportgen.editions.html import write_site
from reportgen.project import Assets
from reportgen.words import DEFAULTS, words_for
from tests.editions.sample import sample_document

Site = dict[str, bytes]
SKIP = b'<a href="#rg-content">'

# Rule, page, what is replaced, by what: one defect each.
DEFECTS = [
    ("language", "ch-why", b'<html lang="fr"', b"<html"),
    ("language-of-parts", "ch-why", b'<span lang="en"', b'<span lang="english words"'),
    ("title", "ch-why", b"<title>Chapitre", b"<title>Rapport, chapitre"),
    ("headings", "ch-why", b"<h2 id", b"<h4 id"),
    ("headings", "ch-why", b'<h1 class="part-title">', b'<h2 class="part-title">'),
    ("landmarks", "ch-why", b"<main", b"<div"),
    ("skip-link", "ch-why", SKIP, b'<a href="#rg-nowhere">'),
    ("images", "ch-why", b' alt="logo"', b""),
    ("images", "ch-why", b' alt="logo"', b' alt="logo.png"'),
    ("drawings", "ch-methods", b' role="img"', b""),
    ("figures", "ch-methods", b'aria-label="Figure\xc2\xa02', b'aria-label="Graphique\xc2\xa02'),
    ("chart-data", "ch-methods", b'<details class="figure-data"', b"<p>Plus bas.</p><details"),
    ("captions", "ch-why", b"<caption", b"<p"),
    ("headers", "ch-why", b' scope="row"', b""),
    ("links", "ch-why", b">le site du d", b"></a><a>"),
    ("same-name", "ch-why", b"figure 1</a>", b"section 2.1</a>"),
    ("ids", "ch-why", b'id="par-1-3"', b'id="par-1-2"'),
    ("lists", "ch-why", b"<p>Un ", b"<p>- "),
    ("lists", "ch-why", b"<li>alpha", b"<div>alpha"),
    ("presentation", "ch-why", b'<p id="par-1-3"', b'<p style="color: red" id="par-1-3"'),
    ("labels", "inventory", b'<label for="rg-filter-method"', b'<label for="rg-filter-nothing"'),
    ("labels", "inventory", b"<legend>", b"<p>"),
    (
        "absent",
        "ch-why",
        b'<h1 class="part-title">',
        b'<iframe src="x.html"></iframe><h1 class="part-title">',
    ),
    ("keyboard", "ch-why", SKIP, b'<a accesskey="s" href="#rg-content">'),
    ("notes", "ch-why", b'role="doc-backlink"', b'role="note"'),
    ("switch", "ch-why", b'lang="en" hreflang="en"', b'hreflang="en"'),
    ("ways", "ch-why", b"search.html", b"ch-why.html"),
    ("zoom", "ch-why", b"initial-scale=1", b"initial-scale=1, maximum-scale=1"),
    ("statement", "ch-why", b'href="accessibility.html"', b'href="index.html"'),
    ("titles-unique", "search", b"<title>Rechercher \xe2\x80\x93 ", b"<title>"),
    ("dead-links", "ch-why", b'href="#par-1-2"', b'href="#par-9-9"'),
    ("dead-links", "ch-why", b'href="ch-methods.html"', b'href="ch-gone.html"'),
    ("same-menu", "ch-why", b'<li><a href="all.html"', b'<li><a href="index.html"'),
]


@pytest.fixture(scope="module")
def site() -> Site:
    return write_site(sample_document("fr"), Assets(None), sample_document("en"))


def test_a_sound_site_has_no_finding(site: Site) -> None:
    result = examine("fr", site, {}, "0.9")
    assert {rule: places for rule, places in result.findings.items() if places} == {}


@pytest.mark.parametrize(("rule", "stem", "sound", "broken"), DEFECTS)
def test_each_check_notices_its_defect(site: Site, rule: str, stem: str, sound: bytes, broken: bytes) -> None:
    page = site[f"{stem}.html"]
    assert sound in page, "the sample has changed"
    few = {name: data for name, data in site.items() if name in ("index.html", "search.html") or "/" in name}
    every = {**site, f"{stem}.html": page.replace(sound, broken)}
    compared = rule in ("dead-links", "same-menu")
    result = examine("fr", every if compared else {**few, f"{stem}.html": every[f"{stem}.html"]}, {}, "0.9")
    assert stem in {page for page, _ in result.findings[rule]}


def test_every_check_has_a_defect_here() -> None:
    rules = {rule.id for rule in RULES} | {"titles-unique", "dead-links", "same-menu"}
    assert {rule for rule, *_ in DEFECTS} == rules


def test_the_sample_holds_a_page_a_kind_and_is_drawn_again_in_the_same_way(site: Site) -> None:
    first, again = examine("fr", site, {}, "0.9"), examine("fr", site, {}, "0.9")
    other = examine("fr", site, {}, "1.0")
    assert first.sample == again.sample
    assert first.seed == "fr/0.9" != other.seed
    kinds = {"index", "search", "accessibility", "inventory", "ch-methods", "by-method"}
    assert kinds <= set(first.sample)


class TestFiles:
    document = sample_document("fr")

    def test_our_word_file_and_book_pass(self) -> None:
        files = {
            "docx": write_docx(self.document, Assets(None)),
            "epub": write_epub(self.document, Assets(None)),
        }
        result = examine("fr", {}, files, "")
        assert set(result.files["docx"]) == set(DOCX_RULES)
        assert set(result.files["epub"]) == set(EPUB_RULES)
        assert result.count == 0

    def test_a_bare_pdf_fails_every_check_but_that_of_pictures(self) -> None:
        out = io.BytesIO()
        pikepdf.new().save(out)
        found = examine("fr", {}, {"pdf": out.getvalue()}, "").files["pdf"]
        assert {rule for rule in PDF_RULES if found[rule]} == set(PDF_RULES) - {"alternatives", "readable"}

    @pytest.mark.parametrize("kind", ["pdf", "docx", "epub"])
    def test_a_damaged_file_is_a_finding(self, kind: str) -> None:
        found = examine("fr", {}, {kind: b"nothing"}, "").files[kind]
        assert [rule for rule, places in found.items() if places] == ["readable"]

    def test_a_word_file_without_its_header_rows_is_noticed(self) -> None:
        data = write_docx(self.document, Assets(None))
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"w:tblHeader", b"w:cantSplit"))
        assert examine("fr", {}, {"docx": out.getvalue()}, "").files["docx"]["table-heads"]


def test_the_dossier_shows_other_tools_on_the_sample_and_on_all_pages_and_word_advice_apart(
    site: Site,
) -> None:
    files = {"docx": write_docx(sample_document("fr"), Assets(None))}
    result = examine("fr", site, files, "0.9")
    stems = tuple(name.removesuffix(".html") for name in site if name.endswith(".html"))
    (outside, *_) = [stem for stem in stems if stem not in result.sample]
    judged = Judged("axe-core", "4.14", "fr", stems, ("320 px, dark",), (("index", "a: <b>"), (outside, "c")))
    words = {lang: words_for(lang) for lang in ("fr", "en")}
    made = dossier_files([result], {}, words, {"fr": "Un rapport", "en": "A report"}, [judged])
    page = html.document_fromstring(made["dossier.en.html"])
    (row,) = [r for r in page.iter("tr") if r.text_content().startswith("axe-core 4.14")]
    assert [td.text_content() for td in row.iter("td")] == ["320 px, dark", str(len(stems)), "1", "2"]
    assert "a: <b>" in row.text_content()
    assert result.count == 0, "advice is no finding"
    assert len(result.advice["docx"]) == sum(
        int(li.text_content().rpartition("(")[2].rstrip(")")) if li.text_content().endswith(")") else 1
        for li in page.xpath("//details//li")
    )


def test_there_are_106_criteria_and_each_question_belongs_to_one() -> None:
    assert len(CRITERIA) == 106
    assert len(NOT_APPLICABLE & set(CRITERIA)) == len(NOT_APPLICABLE) == 31
    assert set(HUMAN) <= set(CRITERIA) - NOT_APPLICABLE
    assert all(f"a11y.human.{criterion}" in DEFAULTS for criterion in HUMAN)


@pytest.fixture(scope="module")
def dossier(site: Site) -> dict[str, bytes]:
    result = examine("fr", site, {"epub": write_epub(sample_document("fr"), Assets(None))}, "0.9")
    words = {lang: words_for(lang) for lang in ("fr", "en")}
    statements = {"fr": site["accessibility.html"]}
    return dossier_files([result], statements, words, {"fr": "Un rapport", "en": "A report"})


def test_the_dossier_says_what_people_must_check_and_claims_nothing(dossier: dict[str, bytes]) -> None:
    text = html.document_fromstring(dossier["dossier.fr.html"]).text_content()
    assert "ne disent pas que le rapport est conforme" in text
    for criterion in HUMAN:
        assert f"RGAA {criterion}" in text
    assert json.loads(dossier["results.json"])["conformity"] is None


def test_the_draft_statement_has_the_sections_of_the_legal_form_in_order(dossier: dict[str, bytes]) -> None:
    tree = html.document_fromstring(dossier["statement.fr.html"])
    assert [h.text_content() for h in tree.iter("h2")] == [
        "État de conformité",
        "Résultats des tests",
        "Contenus non accessibles",
        "Établissement de cette déclaration d’accessibilité",
        "Retour d’information et contact",
        "Voies de recours",
    ]
    assert "non conforme" in tree.text_content()
    assert "Libre réponse 71120" in tree.text_content()


def test_without_a_site_the_command_says_what_to_do(tmp_path: Path) -> None:
    project = Path(__file__).parents[1] / "fixtures/project"
    result = CliRunner().invoke(app, ["a11y", "--project", str(project), "--built", str(tmp_path)])
    assert result.exit_code == 2
    assert "reportgen build" in result.output
