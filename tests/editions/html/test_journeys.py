"""What readers do: search, follow a note and come back, change language, filter and share, without a mouse,
without scripts, from disk."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import Browser, Page, expect

from reportgen.editions.html.search import habits_of, stem, tokens
from reportgen.pipeline.webtools.nu import served
from tests.editions.html.conftest import LANGS, pages
from tests.editions.html.test_browser import drawn, violations

pytestmark = pytest.mark.browser


@contextmanager
def at(browser: Browser, path: Path, query: str = "", **options: Any) -> Iterator[Page]:
    """A page opened from disk; anything it says on the console or asks of the network fails the test."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    said: list[str] = []
    context.on("request", lambda r: said.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri() + query)
    drawn(page)
    try:
        yield page
        assert said == []
    finally:
        context.close()


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def status(page: Page, selector: str) -> str:
    return page.locator(selector).inner_text()


def test_from_the_first_page_through_search_to_a_fiche_its_note_and_back_by_keyboard_alone(
    browser: Browser, site: Path
) -> None:
    with at(browser, site / "fr/html/index.html") as page:
        tab_to(page, "#rg-q")
        page.keyboard.type("DEBATS lance")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=*")
        expect(page.locator("#rg-find-status")).to_contain_text("résultat")
        tab_to(page, "#rg-find-results a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/fiche-grand-debat.html#par-F1-1")
        tab_to(page, "main a[role='doc-noteref']")
        call = page.evaluate("document.activeElement.id")
        page.keyboard.press("Enter")
        beside = page.locator("#rg-aside")
        expect(beside).to_be_visible()
        assert "Source de la fiche." in beside.inner_text()
        assert page.evaluate("document.activeElement.id") == "rg-aside"
        page.keyboard.press("Escape")
        expect(beside).to_have_count(0)
        assert page.evaluate("document.activeElement.id") == call
        # The same note in its place, and the way back that stands there.
        page.keyboard.press("Enter")
        tab_to(page, "#rg-aside a", 3)
        page.keyboard.press("Enter")
        page.wait_for_url("**#fn-fiche-grand-debat-s1")
        expect(beside).to_have_count(0)
        tab_to(page, "a[role='doc-backlink']", 3)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**#{call}")


@pytest.mark.parametrize(
    ("lang", "query", "found"),
    [
        ("fr", "deliberations", "délibération"),
        ("fr", "délibérer", "délibération"),
        ("fr", "métho", "Méthodes"),
        ("en", "deliberate", "deliberation"),
        ("en", "Reasons", "reason"),
    ],
)
def test_search_forgets_accents_and_endings_and_shows_the_words_it_found(
    browser: Browser, site: Path, lang: str, query: str, found: str
) -> None:
    with at(browser, site / f"{lang}/html/search.html", f"?q={query}") as page:
        page.wait_for_selector("#rg-find-results li")
        assert found.lower() in page.inner_text("#rg-find-results").lower()
        assert page.title().startswith(query)


def test_search_says_how_many_results_there_are_and_that_there_are_none(browser: Browser, site: Path) -> None:
    with at(browser, site / "en/html/search.html") as page:
        changes = """() => { window.said = []; new MutationObserver(() => said.push(
            document.getElementById('rg-find-status').textContent)).observe(
            document.getElementById('rg-find-status'), {childList: true}); }"""
        page.evaluate(changes)
        page.fill("#rg-find-q", "constructor xyzzy")
        expect(page.locator("#rg-find-status")).to_contain_text("No result")
        page.fill("#rg-find-q", "workshop")
        expect(page.locator("#rg-find-status")).to_contain_text("“workshop”")
        assert page.evaluate("said.length") >= 2
        assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_stems_words_as_the_index_did(browser: Browser, site: Path, lang: str) -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in pages(site, lang)[:6])
    text += " Œuvre ÉVALUÉE l’État aujourd’hui citoyennes nationaux participatory democracies classes"
    with at(browser, site / f"{lang}/html/search.html", "?q=a") as page:
        page.wait_for_function(
            "window.reportgenStem && document.querySelector('#rg-find-status').textContent"
        )
        stems = page.evaluate("text => reportgenStem(text)", text)
    assert stems == [stem(word, habits_of(lang, {})) for word in tokens(text, habits_of(lang, {}))]


def test_search_reads_its_index_only_when_asked(browser: Browser, site: Path) -> None:
    with at(browser, site / "fr/html/search.html") as page:
        scripts = "[...document.scripts].filter(s => s.src.includes('/search/')).length"
        assert page.evaluate(scripts) == 0


def test_the_other_language_opens_at_the_same_paragraph(browser: Browser, site: Path) -> None:
    small = {"width": 1280, "height": 400}
    with at(browser, site / "fr/html/ch-why.html", "#par-1-8", viewport=small) as page:
        page.click(".rg-languages a[lang='en']")
        page.wait_for_url("**/en/html/ch-why.html#par-1-8")
        page.goto((site / "en/html/ch-why.html").as_uri())
        page.evaluate("document.getElementById('par-1-3').scrollIntoView()")
        page.wait_for_timeout(300)
        page.click(".rg-languages a[lang='fr']")
        page.wait_for_url("**/fr/html/ch-why.html#par-1-3")


def test_a_filter_is_in_the_address_and_the_address_can_be_shared(browser: Browser, site: Path) -> None:
    with at(browser, site / "fr/html/inventory.html") as page:
        assert status(page, "#rg-filter-status") == "2\u00a0fiches sur 2"
        page.select_option("#rg-filter-portfolio", "pm")
        assert status(page, "#rg-filter-status") == "1\u00a0fiche sur 2"
        shared = page.evaluate("location.search")
        assert shared == "?portfolio=pm"
        page.fill("#rg-filter-q", "débat")
        assert page.evaluate("location.search") == "?q=d%C3%A9bat&portfolio=pm"
        page.fill("#rg-filter-q", "rien de tel")
        assert page.is_visible("#rg-filter-none")
        page.click("button[type='reset']")
        expect(page.locator("#rg-filter-status")).to_have_text("2\u00a0fiches sur 2")
    with at(browser, site / "en/html/inventory.html", f"{shared}&sort=newest") as page:
        assert page.locator("#rg-list > li:visible").count() == 1
        assert page.input_value("#rg-filter-portfolio") == "pm"
        assert violations(page) == []


def test_sorting_puts_the_unknown_last(browser: Browser, site: Path) -> None:
    with at(browser, site / "en/html/inventory.html", "?sort=name") as page:
        names = page.locator("#rg-list .rg-name")
        assert names.all_inner_texts() == ["Citizens’ Convention on Climate", "Great National Debate"]
        for order in ("oldest", "newest"):
            page.select_option("#rg-filter-sort", order)
            assert names.all_inner_texts()[-1] == "Citizens’ Convention on Climate"


def test_the_address_of_a_paragraph_is_copied_and_it_is_said(browser: Browser, site: Path) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with at(browser, site / "fr/html/ch-why.html", permissions=permissions) as page:
        page.click("#par-1-2 a.parnum")
        expect(page.locator("#rg-status")).to_have_text("Adresse du paragraphe 1.2 copiée")
        assert page.evaluate("navigator.clipboard.readText()") == page.url
        assert page.url.endswith("#par-1-2")


def test_a_term_and_an_acronym_are_explained_beside_the_text(browser: Browser, site: Path) -> None:
    with at(browser, site / "fr/html/ch-why.html") as page:
        for name, words in (("délibération", "Échange d’arguments"), ("CNDP", "Commission nationale")):
            page.click(f"main a:has-text('{name}')[href^='ann-glossary']")
            expect(page.locator("#rg-aside")).to_contain_text(words)
            assert violations(page) == []
            page.keyboard.press("Escape")
        page.click("main a.link-term")
        page.click("#rg-aside a")
        page.wait_for_url("**/ann-glossary.html#term-deliberation")


def test_a_page_says_how_to_cite_it(browser: Browser, site: Path) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with at(browser, site / "en/html/ch-why.html", permissions=permissions) as page:
        page.click(".rg-cite > summary")
        page.click("text=Copy as BibTeX")
        expect(page.locator("#rg-status")).to_have_text("Citation copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("@inbook{sample-ch-why,")
        assert "Chapter\u00a01 – Why this report" in copied


def test_without_scripts_everything_is_read_and_reached(browser: Browser, site: Path) -> None:
    with at(browser, site / "fr/html/index.html", java_script_enabled=False) as page:
        for path in pages(site, "fr"):
            page.goto(path.as_uri())
            dead = page.locator("input:visible, select:visible, button:visible")
            assert dead.count() == 0, path.name
        page.goto((site / "fr/html/index.html").as_uri())
        page.click("text=Plan du site")
        page.click("main >> text=Par méthode")
        page.click("main >> text=Grand débat national")
        # By keyboard: the middle of a link that goes over two lines is not on it.
        page.locator("main a[role='doc-noteref']").first.press("Enter")
        assert page.url.endswith("#fn-fiche-grand-debat-s1")
        page.click("a[role='doc-backlink']")
        assert page.url.endswith("#fnref-fiche-grand-debat-s1-1")
        page.click(".rg-languages a[lang='en']")
        assert page.url.endswith("/en/html/fiche-grand-debat.html")
        page.goto((site / "fr/html/inventory.html").as_uri())
        assert page.locator("#rg-list > li:visible").count() == 2


def test_without_scripts_and_mouse_one_goes_from_the_first_page_to_a_note_and_back(
    browser: Browser, site: Path
) -> None:
    with at(browser, site / "fr/html/index.html", java_script_enabled=False) as page:
        for link, reached in (
            (".rg-search-link a", "**/search.html"),
            ("main a[href='by-portfolio.html']", "**/by-portfolio.html"),
            ("main a[href='#portfolio-pm']", "**/by-portfolio.html#portfolio-pm"),
            ("#portfolio-pm ~ ul a", "**/fiche-grand-debat.html"),
            ("main a[role='doc-noteref']", "**#fn-fiche-grand-debat-s1"),
            ("#fn-fiche-grand-debat-s1 a[role='doc-backlink']", "**#fnref-fiche-grand-debat-s1-1"),
        ):
            tab_to(page, link)
            page.keyboard.press("Enter")
            page.wait_for_url(reached)


def test_without_scripts_the_fiches_of_a_portfolio_have_an_address_to_share(
    browser: Browser, site: Path
) -> None:
    page_of = site / "en/html/by-portfolio.html"
    with at(browser, page_of, "#portfolio-ecology", java_script_enabled=False) as page:
        group = page.locator("section[aria-labelledby='portfolio-ecology']")
        assert "Citizens’ Convention on Climate" in group.inner_text()
        assert "Great National Debate" in group.inner_text(), "an associated portfolio counts"
        box = page.locator("#portfolio-ecology").bounding_box()
        assert box and 0 <= box["y"] < 900, "the address leads to the group"
        page.click(".rg-languages a[lang='fr']")
        assert page.url.endswith("/fr/html/by-portfolio.html")


def test_the_other_language_opens_at_the_same_place_by_keyboard_too(browser: Browser, site: Path) -> None:
    with at(browser, site / "fr/html/fiche-grand-debat.html", "#par-F1-2") as page:
        for _ in range(60):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.matches('.rg-languages a[lang=en]')"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/html/fiche-grand-debat.html#par-F1-2")


def test_the_site_works_wherever_it_is_put(browser: Browser, site: Path, tmp_path: Path) -> None:
    """On a disk under a name with spaces and accents, and on a server below its root, without the network."""
    moved = tmp_path / "clé usb/rapport d’été 100 %"
    shutil.copytree(site, moved)
    with served(tmp_path) as address:
        below = address + quote("clé usb/rapport d’été 100 %/fr/html/index.html")
        for start in ((moved / "fr/html/index.html").as_uri(), below):
            context = browser.new_context()
            asked: list[str] = []
            context.on("request", lambda request, asked=asked: asked.append(request.url))
            page = context.new_page()
            page.goto(start)
            drawn(page)
            page.fill("#rg-q", "lance")
            page.click(".rg-quick button")
            page.click("#rg-find-results a[href^='fiche-grand-debat']")
            page.locator("main a[role='doc-noteref']").first.press("Enter")
            expect(page.locator("#rg-aside")).to_contain_text("Source de la fiche.")
            page.keyboard.press("Escape")
            page.click(".rg-languages a[lang='en']")
            page.wait_for_url("**/en/html/fiche-grand-debat.html*")
            assert all(url.startswith(("file:", "data:", address)) for url in asked)
            context.close()


def test_the_two_languages_stand_side_by_side_where_there_is_room(browser: Browser, site: Path) -> None:
    with at(browser, site / "fr/html/facing-ch-why.html") as page:
        here, there = page.locator("#par-1-2"), page.locator("#en-par-1-2")
        a, b = here.bounding_box(), there.bounding_box()
        assert a and b and a["y"] == b["y"] and b["x"] > a["x"] + a["width"]
        page.set_viewport_size({"width": 320, "height": 640})
        a, b = here.bounding_box(), there.bounding_box()
        assert a and b and b["y"] >= a["y"] + a["height"]


def test_face_to_face_prints_in_two_columns(browser: Browser, site: Path) -> None:
    with at(browser, site / "fr/html/facing-ch-why.html") as page:
        page.set_viewport_size({"width": 700, "height": 900})
        page.emulate_media(media="print")
        a = page.locator("#par-1-2").bounding_box()
        b = page.locator("#en-par-1-2").bounding_box()
        assert a and b and a["y"] == b["y"] and b["x"] > a["x"] + a["width"]


def test_a_page_prints_without_its_controls(browser: Browser, site: Path) -> None:
    with at(browser, site / "fr/html/ch-why.html") as page:
        text = extract_text(io.BytesIO(page.pdf()))
    assert "Pourquoi ce rapport" in text
    assert "Note simple, avec italique." in text
    for word in ("Rechercher", "Citer cette page", "Page suivante", "English"):
        assert word not in text


def test_nothing_moves_while_a_page_loads(browser: Browser, site: Path) -> None:
    shift = """() => new Promise(done => { let sum = 0; new PerformanceObserver(list => list.getEntries()
        .forEach(e => { sum += e.value; })).observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(sum), 300); })"""
    for name in ("index", "inventory", "fiche-grand-debat"):
        for width in (320, 1280):
            viewport = {"width": width, "height": 640}
            with at(browser, site / f"fr/html/{name}.html", viewport=viewport) as page:
                assert page.evaluate(shift) < 0.02, (name, width)
