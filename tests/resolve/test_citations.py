"""Citations by a CSL style in both languages, the sources of fiches, and the bibliography."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.resolve import PassContext, Records, SourceRecord
from reportgen.resolve import citations as citing
from reportgen.resolve.csl import CslError, CslProcessor, read_locator
from reportgen.words import words_for
from tests.resolve.build import HERE, codes, doc, every, para, part, text_of

ROOT = Path(__file__).parents[2]
STYLE = (ROOT / "styles/citations.csl").read_text(encoding="utf-8")
WORKS: dict[str, dict[str, Any]] = {
    work["id"]: work
    for work in json.loads((Path(__file__).parent / "bibliography.json").read_text(encoding="utf-8"))
}
SOURCES = {"fiche-gdn": {1: SourceRecord(1, "Un"), 2: SourceRecord(2, "Deux")}}
LIST = n.Generated("bibliography")


def cite(*items: str | n.CiteItem) -> n.Citation:
    return n.Citation(tuple(n.CiteItem(i, span=HERE) if isinstance(i, str) else i for i in items))


def at(key: str, locator: str = "", **more: Any) -> n.CiteItem:
    return n.CiteItem(key, locator, span=HERE, **more)


def cited(
    *parts: n.Part, lang: str = "fr", style: str | None = STYLE, findings: Diagnostics | None = None
) -> n.Document:
    records = Records(WORKS, style, sources=SOURCES)
    diagnostics = Diagnostics() if findings is None else findings
    return citing.run(doc(*parts, lang=lang), PassContext(lang, words_for(lang), records, diagnostics))


def said(citation: n.Citation, lang: str = "fr") -> str:
    report = cited(part("ch-a", para(citation)), part("ann-b", LIST), lang=lang)
    return text_of(report.parts[0].blocks[0])


@pytest.mark.parametrize(
    ("items", "french", "english"),
    [
        (["oecd-2020"], "(OCDE, 2020)", "(OCDE, 2020)"),
        ([at("oecd-2020", "p. 12")], "(OCDE, 2020, p. 12)", "(OCDE, 2020, p. 12)"),
        ([at("oecd-2020", "p. 12-14")], "(OCDE, 2020, p. 12–14)", "(OCDE, 2020, pp. 12–14)"),
        ([at("oecd-2020", "chap. 3")], "(OCDE, 2020, chap. 3)", "(OCDE, 2020, ch. 3)"),
        ([at("oecd-2020", "art. 5")], "(OCDE, 2020, art. 5)", "(OCDE, 2020, art. 5)"),
        (["two", "oecd-2020"], "(Roy et Martin, 2019; OCDE, 2020)", "(Roy and Martin, 2019; OCDE, 2020)"),
        (["many"], "(Petit et al., 2022)", "(Petit et al., 2022)"),
        ([at("oecd-2020", "", prefix="voir")], "(voir OCDE, 2020)", "(voir OCDE, 2020)"),
        ([at("two", "p. 3", suppress_author=True)], "(2019, p. 3)", "(2019, p. 3)"),
        (["undated"], "(DITP, s. d.)", "(DITP, n.d.)"),
        (["law"], "(Loi organique du 15 janvier 2021, 2021)", "(Loi organique du 15 janvier 2021, 2021)"),
    ],
)
def test_a_citation_reads_as_author_and_year(items: list[Any], french: str, english: str) -> None:
    assert said(cite(*items)) == french
    assert said(cite(*items), "en") == english


def test_each_work_is_a_link_to_its_entry() -> None:
    report = cited(part("ch-a", para(cite(at("oecd-2020", "p. 1"), "two"))), part("ann-b", LIST))
    links = every(report.parts[0], n.InternalLink)
    assert [(link.target, link.role, text_of(link.children)) for link in links] == [
        ("bib-oecd-2020", "citation", "OCDE, 2020, p. 1"),
        ("bib-two", "citation", "Roy et Martin, 2019"),
    ]
    entries = every(report, n.List)[0].items
    assert {item.attrs.id for item in entries} == {link.target for link in links} <= set(report.labels)
    assert report.labels["bib-two"].kind == "reference"
    assert report.labels["bib-two"].part == "ann-b"


def bibliography(lang: str, *keys: str) -> list[str]:
    report = cited(part("ch-a", para(cite(*keys))), part("ann-b", LIST), lang=lang)
    return [text_of(item) for item in every(report, n.List)[0].items]


def test_the_bibliography_lists_what_is_cited_in_both_languages() -> None:
    keys = ("undated", "article", "oecd-2020", "chapter")
    assert [entry.replace("\u00a0", " ") for entry in bibliography("fr", *keys)] == [
        "Àvila, Rosa (2021). « Qui participe ? ». Revue, 12(3), p. 5‑12. https://doi.org/10.1000/x1",
        "DITP (s. d.). Qui sommes-nous ? https://a.fr/b (consulté le 1er octobre 2026)",
        "OCDE (2020). Innovative Citizen Participation. Paris: Éditions OCDE. https://www.oecd.org/x",
        "Zola, Émile (1999). « Un chapitre ». 2e éd. Dans Anne Roy (dir.), Un livre, p. 1‑9. Paris: PUF.",
    ]
    assert bibliography("en", *keys) == [
        "Àvila, Rosa (2021). ‘Qui participe ?’. Revue, 12(3), pp. 5–12. https://doi.org/10.1000/x1",
        "DITP (n.d.). Qui sommes-nous ? https://a.fr/b (accessed 1 October 2026)",
        "OCDE (2020). Innovative Citizen Participation. Paris: Éditions OCDE. https://www.oecd.org/x",
        "Zola, Émile (1999). ‘Un chapitre’. 2nd ed. In Anne Roy (ed.), Un livre, pp. 1–9. Paris: PUF.",
    ]


def test_titles_in_another_language_and_addresses_are_marked() -> None:
    report = cited(part("ch-a", para(cite("oecd-2020"))), part("ann-b", LIST))
    entry = every(report, n.List)[0]
    assert [(s.attrs.lang, text_of(s.children)) for s in every(entry, n.Styled)] == [
        ("en", "Innovative Citizen Participation")
    ]
    assert [link.url for link in every(entry, n.Link)] == ["https://www.oecd.org/x"]


def test_works_of_one_author_and_year_get_letters_everywhere() -> None:
    report = cited(part("ch-a", para(cite("same-2", "same-1"))), part("ann-b", LIST))
    assert text_of(report.parts[0].blocks[0]) == "(CNDP, 2023b; CNDP, 2023a)"
    assert [text_of(i)[:22] for i in every(report, n.List)[0].items] == [
        "CNDP (2023a). Alpha. P",
        "CNDP (2023b). Bêta. Pa",
    ]


def test_all_works_are_listed_on_request_and_nothing_when_nothing_is_cited() -> None:
    everything = cited(part("ann-b", n.Generated("bibliography", "all")))
    assert len(every(everything, n.List)[0].items) == len(WORKS)
    assert not cited(part("ann-b", LIST)).parts[0].blocks


def test_an_unknown_key_is_reported_with_the_nearest_and_stays_visible() -> None:
    findings = Diagnostics()
    report = cited(part("ch-a", para(cite(at("oecd-2002", "p. 1")))), part("ann-b", LIST), findings=findings)
    (finding,) = findings
    assert (finding.code, finding.suggestion, finding.span) == ("CIT001", "oecd-2020", HERE)
    assert text_of(report.parts[0].blocks[0]) == "(@oecd-2002, p. 1)"


def test_in_a_fiche_a_number_leads_to_its_source() -> None:
    report = cited(part("fiche-gdn", para("Dit", cite("s2"), " et ", cite("s1", at("s2", "p. 4")))))
    assert text_of(report.parts[0].blocks) == "Dit[2] et [1], [2, p. 4]"
    targets = [link.target for link in every(report, n.InternalLink)]
    assert targets == ["fiche-gdn-s2", "fiche-gdn-s1", "fiche-gdn-s2"]


def test_a_source_that_is_not_there_stays_text_as_loading_has_reported_it() -> None:
    findings = Diagnostics()
    report = cited(part("fiche-gdn", para(cite("s7"))), part("ch-a", para(cite("s1"))), findings=findings)
    assert codes(findings) == ["CIT005"]
    assert not every(report, n.InternalLink)


def test_without_a_bibliography_citations_are_text_and_one_warning_says_so() -> None:
    findings = Diagnostics()
    report = cited(part("ch-a", para(cite("two"), cite("law"))), findings=findings)
    assert codes(findings) == ["CIT006"]
    assert not every(report, n.InternalLink)


def test_a_citation_inside_a_link_is_not_a_link() -> None:
    report = cited(part("ch-a", para(n.Link((cite("two"),), "https://x.fr"))), part("ann-b", LIST))
    assert not every(report.parts[0], n.InternalLink)


def test_a_french_passage_in_an_english_report_cites_in_french() -> None:
    block = n.Div((para(cite("two")),), attrs=n.Attrs(lang="fr"))
    report = cited(part("ch-a", block), part("ann-b", LIST), lang="en")
    assert text_of(report.parts[0].blocks) == "(Roy et Martin, 2019)"


def test_a_broken_style_is_reported_and_a_plain_form_stands_in() -> None:
    findings = Diagnostics()
    report = cited(
        part("ch-a", para(cite(at("two", "p. 1")))), part("ann-b", LIST), style="<style/>", findings=findings
    )
    assert set(codes(findings)) == {"CIT003"}
    assert text_of(report.parts[0].blocks[0]) == "(Roy, 2019, p. 1)"
    assert text_of(every(report, n.List)[0]).startswith("Roy (2019). Ensemble.")


def test_a_work_the_processor_refuses_keeps_its_title() -> None:
    findings = Diagnostics()
    report = cited(part("ch-a", para(cite("broken"))), part("ann-b", LIST), findings=findings)
    assert set(codes(findings)) == {"CIT004"}
    assert "Cassé" in text_of(every(report, n.List)[0])


def test_a_style_with_entities_is_refused() -> None:
    with pytest.raises(CslError):
        CslProcessor('<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + STYLE[38:], "fr", WORKS)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("p. 12", ("page", "12")),
        ("pp.\u00a03-4", ("page", "3-4")),
        ("§ 7", ("paragraph", "7")),
        ("chapitre IV", ("chapter", "IV")),
        ("annexe B", ("", "annexe B")),
        ("page de garde", ("", "page de garde")),
    ],
)
def test_locators_are_read(typed: str, read: tuple[str, str]) -> None:
    assert read_locator(typed) == read


def test_the_style_has_words_for_both_languages() -> None:
    for lang in ("fr", "en"):
        assert CslProcessor(STYLE, lang, WORKS).delimiter == "; "
