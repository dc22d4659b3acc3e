"""The whole report: parts in order, cover data, units, and the two languages side by side."""

# ruff: noqa: E501 (cases on one line)

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reportgen.compose import records_for
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.inventory import load_inventory
from reportgen.project import load_project
from tests.compose.reports import FIXTURE, codes, composed, copy, every, part, places, text

FRENCH, FRENCH_FINDINGS = composed("fr")
ENGLISH, ENGLISH_FINDINGS = composed("en")


def test_parts_come_in_the_order_of_the_settings() -> None:
    assert [(p.id, p.kind) for p in FRENCH.parts] == [
        ("front-foreword", "front"),
        ("ch-why", "chapter"),
        ("ch-methods", "chapter"),
        ("div-fiches", "divider"),
        ("fiche-champs-pieges", "fiche"),
        ("fiche-grand-debat-national", "fiche"),
        ("fiche-convention-citoyenne-climat", "fiche"),
        ("fiche-budget-participatif-rennes", "fiche"),
        ("div-annexes", "divider"),
        *((f"ann-{name}", "annex") for name in (
            "inventory", "coverage", "methods", "timeline", "glossary", "acronyms", "bibliography", "index", "data",
        )),
    ]  # fmt: skip
    assert [p.id for p in ENGLISH.parts] == [p.id for p in FRENCH.parts]
    assert (codes(FRENCH_FINDINGS), codes(ENGLISH_FINDINGS)) == ([], [])


def test_nothing_is_left_to_expand() -> None:
    for document in (FRENCH, ENGLISH):
        left = [
            node for p in document.parts for node in walk(p) if isinstance(node, n.Directive | n.Computed)
        ]
        assert left == []


def test_computed_values_follow_the_records() -> None:
    assert text(part(FRENCH, "front-foreword").blocks).startswith(
        "Ce rapport d’essai décrit quatre pratiques."
    )
    assert "réunit 4 pratiques, dont 25\u00a0% sont" in text(part(FRENCH, "ch-why").blocks)
    assert "4 practices, of which 25% are" in text(part(ENGLISH, "ch-why").blocks)
    (table,) = every(part(FRENCH, "ch-why").blocks, n.Table)
    assert [text(row.cells[1].children).strip() for row in table.body] == ["2", "1"]


def test_cover_data_come_from_the_settings() -> None:
    meta = ENGLISH.meta
    assert (meta.id, meta.title, meta.lang, meta.publisher) == ("essai", "Test report", "en", "Test service")
    assert (meta.version, meta.date, meta.licence, meta.profile) == (
        "0.3",
        "2026-11-23",
        "Open Licence 2.0",
        "draft",
    )
    assert meta.authors == ("Camille Durand", "Ola Nordmann")
    assert text(meta.imprint).strip() == "Published by the test service."
    assert every(meta.imprint, n.Emph)


@pytest.mark.parametrize(
    ("lang", "profile", "notice"),
    [
        ("fr", "draft", "Version de travail, à ne pas diffuser."),
        ("fr", "proof", "Épreuve de relecture, à ne pas diffuser."),
        (
            "en",
            "draft",
            "Draft, not for circulation. 10 passages are not translated yet and appear in French.",
        ),
        ("en", "release", ""),
    ],
)
def test_a_draft_says_what_it_is_and_what_is_left(lang: str, profile: str, notice: str) -> None:
    document, _ = composed(lang, profile=profile)  # type: ignore[arg-type]
    assert document.meta.notice == notice


def test_a_release_refuses_what_is_not_translated() -> None:
    _, diagnostics = composed("en", profile="release")
    missing = [finding.span.field for finding in diagnostics if finding.code == "TRN001"]
    assert len(missing) == 10
    assert "how" in missing


def test_each_unit_stands_once() -> None:
    for document in (FRENCH, ENGLISH):
        units = Counter(
            node.unit.id for p in document.parts for node in walk(p) if getattr(node, "unit", None)
        )  # fmt: skip
        assert [unit for unit, count in units.items() if count > 1] == []
        assert len(units) > 200


def test_units_lead_to_the_file_that_holds_their_text() -> None:
    files = {
        node.unit.origin.file for p in FRENCH.parts for node in walk(p) if getattr(node, "unit", None)
    }  # fmt: skip
    assert {
        name for name in files if not name.startswith(("content/fr/", "content/shared/", "templates/"))
    } == set()
    assert "content/shared/glossary.yaml" in files
    assert "content/shared/ministries.yaml" in files


def test_untouched_paragraphs_of_chapters_are_paired_across_languages() -> None:
    french = {
        node.unit.id: node.unit.text for node in walk(part(FRENCH, "ch-why")) if getattr(node, "unit", None)
    }
    english = {
        node.unit.id: node.unit.text for node in walk(part(ENGLISH, "ch-why")) if getattr(node, "unit", None)
    }
    pairs = {english[a]: french[b] for a, b in ENGLISH.pairs.items() if a in english and b in french}
    assert pairs["Who is not in the room?"] == "Qui n’est pas dans la salle ?"
    assert len(pairs) > 15


def test_records_for_the_passes() -> None:
    loading = Diagnostics()
    project = load_project(FIXTURE, loading)
    assert project is not None
    records = records_for(load_inventory(project, loading), "en")
    assert records.glossary[0][:2] == ("deliberation", "deliberation")
    assert ("OGP", "Open Government Partnership", "") in records.acronyms
    assert records.sources["fiche-grand-debat-national"][2] == (
        "Le grand débat en chiffres", "Public Sénat", "https://www.example.org/chiffres", "2026-11-23", "fr",
    )  # fmt: skip
    assert set(records.bibliography) == {"dupont-2021", "oecd-2022"}


# ---- chapters


def test_a_chapter_without_english_is_printed_in_french_and_told(tmp_path: Path) -> None:
    root = copy(tmp_path, **{"content/en/chapters/02-methods.md": None})
    document, diagnostics = composed("en", root)
    assert ("CMP051", "content/fr/chapters/02-methods.md:1:3") in places(diagnostics)
    methods = part(document, "ch-methods")
    marked = [div for div in methods.blocks if isinstance(div, n.Div) and "untranslated" in div.attrs.classes]
    assert marked and {div.attrs.lang for div in marked} == {"fr"}
    # What its directives make is French as well.
    assert every(methods.blocks, n.Figure)[0].content.categories[0] == "Convention citoyenne"


def test_a_section_without_english_is_printed_in_french(tmp_path: Path) -> None:
    path = "content/fr/chapters/01-why.md"
    french = (FIXTURE / path).read_text("utf-8")
    french += "\n## Une section nouvelle {#sec-new}\n\nElle dit le nombre de fiches, {{ count(fiches) }}.\n"
    document, _ = composed("en", copy(tmp_path, **{path: french}))
    blocks = part(document, "ch-why").blocks
    (left,) = [div for div in every(blocks, n.Div) if "untranslated" in div.attrs.classes]
    assert text(left).strip() == "Elle dit le nombre de fiches, 4."
    assert every(blocks, n.Heading)[-1].attrs.lang == "fr"


def test_labels_are_the_same_in_both_languages(tmp_path: Path) -> None:
    path = "content/en/chapters/01-why.md"
    english = (FIXTURE / path).read_text("utf-8").replace("{#ch-why}", "{#ch-wy}")
    document, diagnostics = composed("en", copy(tmp_path, **{path: english}))
    (finding,) = [finding for finding in diagnostics if finding.code == "CMP052"]
    assert finding.suggestion == "ch-why"
    assert part(document, "ch-why")


def test_a_chapter_has_a_title_and_a_label(tmp_path: Path) -> None:
    both = {f"content/{lang}/chapters/02-methods.md": "Un texte.\n" for lang in ("fr", "en")}
    document, diagnostics = composed("fr", copy(tmp_path, **both))
    assert ("CMP050", "content/fr/chapters/02-methods.md:1:1") in places(diagnostics)
    assert text(part(document, "ch-methods").title) == "methods"


def test_the_head_of_a_chapter_says_more_about_it(tmp_path: Path) -> None:
    head = "---\ntitle: Méthodes\nshort_title: M.\nlandscape: true\ndescription: En bref.\nkeywords: [a, b]\ntilte: X\n---\n\nTexte.\n"
    both = {f"content/{lang}/chapters/02-methods.md": head for lang in ("fr", "en")}
    document, diagnostics = composed("fr", copy(tmp_path, **both))
    chapter = part(document, "ch-methods")
    assert (text(chapter.title), chapter.short_title, chapter.landscape) == ("Méthodes", "M.", True)
    assert (chapter.keywords, chapter.attrs.get("summary")) == (("a", "b"), "En bref.")
    (finding,) = [finding for finding in diagnostics if finding.code == "MD091"]
    assert finding.suggestion == "title"


def test_a_report_may_have_chapters_alone(tmp_path: Path) -> None:
    settings = (FIXTURE / "content/report.yaml").read_text("utf-8")
    lines = [
        line
        for line in settings.splitlines()
        if not line.strip().startswith(("fiches:", "annexes:", "front:"))
    ]
    document, diagnostics = composed("fr", copy(tmp_path, **{"content/report.yaml": "\n".join(lines)}))
    assert [p.id for p in document.parts] == ["ch-why", "ch-methods"]
    assert codes(diagnostics) == []


def test_a_project_without_records_composes(tmp_path: Path) -> None:
    root = copy(tmp_path)
    for name in (
        "grand-debat-national",
        "convention-citoyenne-climat",
        "budget-participatif-rennes",
        "champs-pieges",
    ):
        for lang in ("fr", "en"):
            (root / f"content/{lang}/fiches/{name}.yaml").unlink(missing_ok=True)
    document, diagnostics = composed("fr", root)
    assert "div-fiches" not in [p.id for p in document.parts]
    assert text(part(document, "ann-inventory").blocks).strip().endswith("Aucune fiche ne répond à ce choix.")
    assert set(codes(diagnostics)) <= {"CMP011", "CMP016"}
