"""The site in a browser: narrow screens, keyboard, network, paper.

axe-core sees every kind of page in `tests/pipeline/test_webtools.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.editions.html.conftest import TOOLS, pages

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """tags => axe.run(document, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false})"""
CHARTS = "[...document.querySelectorAll('.chart')].filter(c => c.checkVisibility())"


def drawn(page: Page) -> None:
    """Wait for the page: read from a disk, it is shown once its faces are there."""
    page.locator("html:not(.waiting)").wait_for()


@contextmanager
def opened(browser: Browser, path: Path, **options: Any) -> Iterator[Page]:
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    page.goto(path.as_uri())
    drawn(page)
    try:
        yield page
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    script = TOOLS / "axe-core/axe.min.js"
    assert script.exists(), "npm ci --prefix tools/a11y --ignore-scripts"
    page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate(RUN_AXE, TAGS)["violations"]
    return [f"{v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]


def test_axe_would_find_something(browser: Browser, site: Path) -> None:
    with opened(browser, site / "fr/html/ch-why.html", color_scheme="dark") as page:
        page.evaluate("document.querySelector('main p').style.color = '#444'")
        page.evaluate("document.querySelector('main img').removeAttribute('alt')")
        assert {v.split(":")[0] for v in violations(page)} == {"color-contrast", "image-alt"}


def test_axe_finds_nothing_in_the_single_file(browser: Browser, site: Path) -> None:
    with opened(browser, site / "fr/single.html") as page:
        assert violations(page) == []


def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, site: Path) -> None:
    for path in [*pages(site, "fr"), site / "fr/single.html"]:
        with opened(browser, path, viewport={"width": 320, "height": 640}) as page:
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path.name


def test_nothing_is_cut_with_wide_text_spacing(browser: Browser, site: Path) -> None:
    spacing = (
        "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
        "p{margin-bottom:2em!important}"
    )
    cut = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(e =>
        !e.closest('.vh, svg, .figure-data caption') && e.clientWidth &&
        ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1
    ).map(e => e.outerHTML.slice(0, 80))"""
    narrow = {"viewport": {"width": 320, "height": 640}, "bypass_csp": True}
    with opened(browser, site / "fr/html/all.html", **narrow) as page:
        page.add_style_tag(content=spacing)
        assert page.evaluate(cut) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_no_page_asks_the_network_for_anything(browser: Browser, site: Path) -> None:
    asked: list[str] = []
    for path in [*pages(site, "fr"), site / "fr/single.html"]:
        context = browser.new_context()
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.on("console", lambda message: asked.append(f"console: {message.text}"))
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready.then(() => 0)")
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_our_faces_load_from_disk(browser: Browser, site: Path) -> None:
    loaded = (
        "document.fonts.ready.then(fonts => [...fonts].filter(f => f.status == 'loaded').map(f => f.family))"
    )
    for name in ("fr/html/ch-why.html", "fr/single.html"):
        with opened(browser, site / name) as page:
            families = {family.strip('"') for family in page.evaluate(loaded)}
            assert {"Report Serif", "Report Sans"} <= families


def test_tab_reaches_every_control_in_view_and_shows_where_it_is(browser: Browser, site: Path) -> None:
    controls = "[...document.querySelectorAll('a, input, button, summary, [tabindex=\"0\"]')]"
    focus = f"""() => {{ const e = document.activeElement; const s = getComputedStyle(e);
        const r = e.getBoundingClientRect(); return [{controls}.indexOf(e),
            s.outlineStyle != 'none' && parseFloat(s.outlineWidth) >= 2, r.width > 0 && r.height > 0]; }}"""
    with opened(browser, site / "fr/html/ch-methods.html") as page:
        total = page.evaluate(f"{controls}.filter(e => e.checkVisibility()).length")
        seen = []
        for _ in range(total):
            page.keyboard.press("Tab")
            place, outlined, visible = page.evaluate(focus)
            assert outlined and visible
            seen.append(place)
        assert len(set(seen)) == total


def test_the_skip_link_appears_and_moves_to_the_content(browser: Browser, site: Path) -> None:
    with opened(browser, site / "fr/html/ch-why.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "rg-content"


def test_the_contents_are_open_where_there_is_room_and_folded_where_not(browser: Browser, site: Path) -> None:
    link = ".rg-menu a[href='ch-methods.html']"
    with opened(browser, site / "fr/html/ch-why.html") as page:
        assert page.is_visible(link)
        page.set_viewport_size({"width": 320, "height": 640})
        assert not page.is_visible(link)
        page.click(".rg-menu > summary")
        assert page.is_visible(link)


def test_a_chart_has_readable_text_at_every_width(browser: Browser, site: Path) -> None:
    sizes = f"""() => {CHARTS}.map(c => c.getBoundingClientRect().width / c.viewBox.baseVal.width
        * parseFloat(getComputedStyle(c).fontSize))"""
    with opened(browser, site / "fr/single.html") as page:
        for width in (320, 480, 640, 900, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            shown = page.evaluate(sizes)
            assert len(shown) == 2, width
            assert min(shown) >= 11.9, width


def test_nothing_of_a_chart_leaves_its_drawing(browser: Browser, site: Path) -> None:
    outside = f"""() => {CHARTS}.flatMap(c => {{
        const box = c.getBoundingClientRect();
        return [...c.querySelectorAll('text, rect, path, circle')].filter(e => {{
            const r = e.getBoundingClientRect();
            return r.left < box.left - 1 || r.right > box.right + 1
                || r.top < box.top - 2 || r.bottom > box.bottom + 1;
        }}).map(e => e.outerHTML) }})"""
    # In the single file our faces are always used, by which the drawing was measured.
    with opened(browser, site / "fr/single.html") as page:
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("document.fonts.ready.then(() => 0)")
            assert page.evaluate(outside) == []


def contrast(page: Page, selector: str, paint: str) -> list[float]:
    """Contrast of SVG shapes with the page (WCAG 2.2, relative luminance), which axe doesn't judge."""
    return page.evaluate(
        """([selector, paint]) => {
        const lum = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const paper = lum(getComputedStyle(document.body).backgroundColor);
        return [...document.querySelectorAll(selector)].map(e => { const l = lum(getComputedStyle(e)[paint]);
            return (Math.max(l, paper) + 0.05) / (Math.min(l, paper) + 0.05); }); }""",
        [selector, paint],
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_stand_out_from_the_page(browser: Browser, site: Path, scheme: str) -> None:
    swatches = "".join(f'<path class="c-line-{i}"/><path class="c-fill-{i}"/>' for i in range(1, 7))
    with opened(browser, site / "fr/html/ch-methods.html", color_scheme=scheme) as page:
        assert min(contrast(page, ".chart text", "fill")) >= 4.5
        page.evaluate("html => document.querySelector('.chart').innerHTML += html", swatches)
        assert min(contrast(page, ".chart [class^='c-line']", "stroke")) >= 3
        assert min(contrast(page, ".chart [class^='c-fill']", "fill")) >= 3


def test_on_paper_menus_go_folded_data_opens_and_addresses_show(browser: Browser, site: Path) -> None:
    with opened(browser, site / "fr/html/ch-methods.html") as page:
        page.emulate_media(media="print")
        assert not page.is_visible(".rg-menu a")
        assert page.is_visible(".figure-data td")
    with opened(browser, site / "fr/html/ch-why.html") as page:
        page.emulate_media(media="print")
        after = "getComputedStyle(document.querySelector('a.external'), '::after').content"
        assert page.evaluate(after) == '" (" attr(href) ")"' or "debatpublic" in page.evaluate(after)
