"""The site as files: what is there, that every link leads somewhere, and what each page owes its readers."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html as lxml_html

from reportgen.document import nodes as n
from reportgen.document.walk import rewrite
from reportgen.editions.html import write_single, write_site
from reportgen.project import Assets
from tests.editions.html.conftest import LANGS, pages
from tests.editions.html.links import dead_links
from tests.editions.sample import sample_document, text

LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(scope="module")
def trees(site: Path) -> dict[Path, lxml_html.HtmlElement]:
    return {path: lxml_html.document_fromstring(path.read_bytes()) for path in pages(site)}


def test_there_is_a_page_for_each_part_and_one_for_all(site: Path) -> None:
    for lang in LANGS:
        names = {path.stem for path in pages(site, lang)}
        parts = {part.id for part in sample_document(lang).parts}
        views = {"inventory", "by-portfolio", "by-method", "by-year", "map", "timeline"}
        facing = {"facing-front-foreword", "facing-ch-why", "facing-ch-methods"}
        assert names == {"index", "all", "search", "accessibility", "404", *parts, *views, *facing}


def test_every_link_and_fragment_leads_somewhere(site: Path) -> None:
    assert dead_links(site) == []


def test_a_dead_link_and_a_dead_fragment_would_be_found(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fr/html"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(
        '<p id="here"><a href="#here">1</a><a href="#gone">2</a><a href="b.html">3</a>'
        '<a href="a.html#gone">4</a><a href="https://example.org/">5</a></p>'
    )
    found = ["fr/a.html: #gone (fragment)", "fr/a.html: b.html", "fr/a.html: a.html#gone (fragment)"]
    assert dead_links(tmp_path) == found


def test_ids_are_unique_in_each_page(trees: dict[Path, lxml_html.HtmlElement]) -> None:
    for path, tree in trees.items():
        counts = Counter(e.get("id") for e in tree.iter() if e.get("id"))
        assert [i for i, k in counts.items() if k > 1] == [], path.name


def test_each_page_is_in_its_language_and_leads_to_its_twin(trees: dict[Path, lxml_html.HtmlElement]) -> None:
    for path, tree in trees.items():
        lang = path.parts[-3]
        other = "en" if lang == "fr" else "fr"
        assert tree.get("lang") == lang
        (switch,) = [a for a in tree.findall(".//header//a[@hreflang]") if a.get("hreflang") == other]
        assert switch.get("lang") == other
        assert switch.get("href") == f"../../{other}/html/{path.name}"
        assert {e.get("hreflang") for e in tree.findall(".//link[@rel='alternate']")} == {"fr", "en"}


def test_titles_are_unique_and_begin_with_the_heading(trees: dict[Path, lxml_html.HtmlElement]) -> None:
    titles = []
    for path, tree in trees.items():
        (h1,) = tree.iter("h1")
        title = tree.findtext(".//title")
        assert title.startswith(h1.text_content()), path.name
        titles.append((path.parts[-3], title))
    assert len(titles) == len(set(titles))


def test_headings_skip_no_level(trees: dict[Path, lxml_html.HtmlElement]) -> None:
    for path, tree in trees.items():
        levels = [int(e.tag[1]) for e in tree.iter(*LEVELS)]
        assert levels[0] == 1, path.name
        assert all(b <= a + 1 for a, b in pairwise(levels)), path.name


def test_navigations_are_named_apart_and_the_skip_link_comes_first(
    trees: dict[Path, lxml_html.HtmlElement],
) -> None:
    for path, tree in trees.items():
        names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in tree.iter("nav")]
        assert all(names), path.name
        assert len(set(names)) == len(names), path.name
        assert next(tree.iter("a")).get("href") == "#rg-content"
        assert tree.get_element_by_id("rg-content").tag == "main"


def test_the_menu_is_the_same_on_every_page(trees: dict[Path, lxml_html.HtmlElement]) -> None:
    for lang in LANGS:
        menus = {
            tuple((a.get("href"), a.text_content()) for a in tree.get_element_by_id("rg-contents").iter("a"))
            for path, tree in trees.items()
            if path.parts[-3] == lang
        }
        assert len(menus) == 1


def test_a_link_name_leads_to_one_place_in_a_page(trees: dict[Path, lxml_html.HtmlElement]) -> None:
    for path, tree in trees.items():
        places: dict[tuple[str, str], set[str]] = {}
        for a in tree.find(".//main").iter("a"):
            # Face to face, a link in each language leads to the page in that language.
            spoken = a.xpath("string((ancestor::div[@class='rg-side'])[1]/@lang)")
            places.setdefault((spoken, a.text_content().strip()), set()).add(a.get("href"))
        assert {name: found for name, found in places.items() if len(found) > 1} == {}, path.name


def test_captions_headers_and_figures_are_complete(trees: dict[Path, lxml_html.HtmlElement]) -> None:
    for path, tree in trees.items():
        for table in tree.iter("table"):
            assert table.findtext("caption") is not None, path.name
            assert all(th.get("scope") for th in table.iter("th"))
        for figure in tree.iter("figure"):
            assert figure.get("role") == "figure"
            assert figure.get("aria-label")


def test_no_inline_script_no_inline_style_no_foreign_file(trees: dict[Path, lxml_html.HtmlElement]) -> None:
    for path, tree in trees.items():
        assert not list(tree.iter("iframe", "style")), path.name
        for script in tree.iter("script"):
            if script.get("type") == "application/ld+json":  # data, which no browser runs
                assert json.loads(script.text)["@context"] == "https://schema.org"
            else:
                assert script.get("src").startswith("assets/scripts/")
                assert not script.text
        for e in tree.iter():
            assert not e.get("style") and not any(name.startswith("on") for name in e.attrib), path.name
        for e in tree.xpath("//link[@rel='stylesheet'] | //img | //source"):
            assert not re.match(r"(https?:)?//", e.get("href") or e.get("src"))


def test_every_page_says_licence_version_date_and_accessibility(
    trees: dict[Path, lxml_html.HtmlElement],
) -> None:
    wanted = {
        "fr": (
            "Licence Ouverte 2.0",
            "Version\u00a00.9",
            "23 novembre 2026",
            "Accessibilité\u00a0: non conforme",
        ),
        "en": ("Open Licence 2.0", "Version\u00a00.9", "23 November 2026", "Accessibility: non-compliant"),
    }
    for path, tree in trees.items():
        footer = tree.find(".//footer").text_content()
        assert all(words in footer for words in wanted[path.parts[-3]]), path.name


def test_downloads_say_format_and_language(trees: dict[Path, lxml_html.HtmlElement]) -> None:
    for path, tree in trees.items():
        if path.stem == "index":
            names = [a.text_content() for a in tree.xpath("//a[@download]")]
            language = "français" if path.parts[-3] == "fr" else "English"
            assert [name.rsplit(", ")[-1] for name in names] == ["PDF", "DOCX"]
            assert all(language in name for name in names)


def test_without_the_other_language_there_is_no_switch() -> None:
    files = write_site(sample_document("fr"), Assets(None))
    assert b"hreflang" not in files["index.html"]


def test_a_page_that_the_other_language_lacks_leads_to_its_first_page() -> None:
    english = sample_document("en")
    shorter = replace(english, parts=tuple(p for p in english.parts if p.id != "ch-why"))
    page = write_site(sample_document("fr"), Assets(None), shorter)["ch-why.html"].decode()
    assert 'href="../../en/html/index.html"' in page


def test_fiches_without_a_divider_get_a_list_page_grouped_as_their_parts_say() -> None:
    document = sample_document("fr")
    groups = {"fiche-grand-debat": "Premier ministre", "fiche-convention-climat": "Écologie"}
    parts = tuple(
        replace(p, attrs=n.Attrs(values=(("group", groups[p.id]),))) if p.id in groups else p
        for p in document.parts
        if p.kind != "divider"
    )
    files = write_site(replace(document, parts=parts), Assets(None))
    page = lxml_html.document_fromstring(files["fiches.html"])
    headings = [e.text_content() for e in page.find(".//main").iter(*LEVELS)]
    assert headings == [
        "Fiches",
        "Premier ministre",
        "Fiche\u00a01 – Grand débat national",
        "Écologie",
        "Fiche\u00a02 – Convention citoyenne pour le climat",
    ]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_site(sample_document("fr"), Assets(None)) == write_site(sample_document("fr"), Assets(None))


def test_a_project_may_add_its_own_style_sheet_and_replace_a_template(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/custom.css").write_text(":root { --accent: #123456; }")
    (tmp_path / "templates/html").mkdir(parents=True)
    (tmp_path / "templates/html/footer.html.j2").write_text("<footer>{{ meta.publisher }}</footer>")
    files = write_site(sample_document("fr"), Assets(tmp_path))
    assert files["assets/report.css"].decode().rstrip().endswith(":root { --accent: #123456; }")
    assert b"<footer>Service des essais</footer>" in files["index.html"]


class TestSingleFile:
    def test_needs_no_other_file(self, site: Path) -> None:
        tree = lxml_html.document_fromstring((site / "fr/single.html").read_bytes())
        assert not tree.xpath("//link | //script")
        assert all(img.get("src").startswith("data:image/png;base64,") for img in tree.iter("img"))
        style = tree.findtext(".//style")
        assert set(re.findall(r'url\("?([^:"]*)', style)) == {"data"}

    def test_its_links_lead_somewhere(self, site: Path) -> None:
        tree = lxml_html.document_fromstring((site / "fr/single.html").read_bytes())
        ids = [e.get("id") for e in tree.iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        for a in tree.iter("a"):
            assert a.get("href").startswith("https://") or a.get("href")[1:] in ids

    def test_of_one_part_has_its_title_as_first_heading(self) -> None:
        document = sample_document("fr")
        part = n.Part("notes", "chapter", text("Mes notes"), (n.Paragraph(text("Bonjour.")),))
        tree = lxml_html.document_fromstring(write_single(replace(document, parts=(part,)), Assets(None)))
        assert [h.text_content() for h in tree.iter("h1")] == ["Mes notes"]

    def test_of_no_title_or_no_part_still_is_a_page(self) -> None:
        document = sample_document("fr")
        for parts in ((), (n.Part("x", "chapter", (), ()),)):
            page = write_single(replace(document, parts=parts), Assets(None)).decode()
            assert "<h1" in page


def test_face_to_face_tells_what_changed_since_the_translation() -> None:
    french, english = sample_document("fr"), sample_document("en")
    done: list[str] = []

    def stale(node: object) -> object:
        if isinstance(node, n.Paragraph) and node.number and not done:
            done.append(node.number)
            attrs = replace(
                node.attrs, classes=("stale",), values=(("changed", "Il faut [-dix-] {+<b>+} ans"),)
            )
            return replace(node, attrs=attrs)
        return node

    english = rewrite(english, stale)
    for document, other in ((french, english), (english, french)):
        files = write_site(document, Assets(None), other)
        found = [
            tree.xpath("//p[@class='rg-changes']")
            for name, data in files.items()
            if name.startswith("facing-") and (tree := lxml_html.document_fromstring(data)) is not None
        ]
        (shown,) = [one for page in found for one in page]
        assert shown.findtext("del") == "dix"
        assert shown.findtext("ins") == "<b>", "the text of a source is never markup"
        assert shown.getparent().get("lang") in (None, "fr"), "beside the French text"
        assert b"rg-changes" not in files["ch-why.html"]
