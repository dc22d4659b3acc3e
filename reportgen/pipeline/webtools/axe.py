"""axe-core in a browser: every page, on a wide and a narrow screen, in the light and the dark."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from reportgen.a11y import Judged
from reportgen.pipeline.timings import Progress, silent
from reportgen.pipeline.webtools.package import ToolMissingError, browser_path, file_of, version_of

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

PACKAGE: Final = "axe-core"
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2, A and AA, and what is good practice beyond."""
_FLAGS: Final = ("--disable-gpu", "--disable-dev-shm-usage")
_OPEN: Final = "document.querySelectorAll('details').forEach(d => { d.open = true; })"
_DRAWN: Final = "!document.documentElement.classList.contains('waiting')"
"""Pages read from a disk are drawn once their faces are there (`templates/html/scripts/ready.js`)."""
_RUN: Final = """async tags => {
    const found = await axe.run(document, {
        runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false});
    const said = found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 120)}`));
    if (document.documentElement.scrollWidth > innerWidth) said.push('page scrolls sideways');
    return said; }"""


@dataclass(frozen=True, slots=True)
class View:
    """A screen on which pages are seen."""

    width: int
    scheme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        return f"{self.width} px, {self.scheme}"


VIEWS: Final = (View(1280, "light"), View(1280, "dark"), View(320, "light"), View(320, "dark"))
Place = tuple[str, Path]
Found = dict[Place, list[str]]


def run_axe(
    tools: Path, pages: Mapping[str, Sequence[Path]], tabs: int = 2, progress: Progress = silent
) -> list[Judged]:
    """Violations in `pages` (language -> files), what scrolls sideways, what asks the network or complains.

    `tabs` pages are seen at once. Raises ToolMissingError.
    """
    script = file_of(tools, PACKAGE, "axe.min.js").read_text(encoding="utf-8")
    version, browser = version_of(tools, PACKAGE), browser_path()
    places = [(lang, path) for lang, paths in pages.items() for path in paths]
    found = asyncio.run(_all(places, script, browser, tabs, progress))
    views = tuple(view.name for view in VIEWS)
    return [
        Judged(
            PACKAGE,
            version,
            lang,
            tuple(path.stem for path in paths),
            views,
            tuple((path.stem, said) for path in paths for said in found[lang, path]),
        )
        for lang, paths in pages.items()
    ]


async def _all(places: Sequence[Place], script: str, browser: str, tabs: int, progress: Progress) -> Found:
    try:
        from playwright.async_api import async_playwright
    except ImportError as error:
        raise ToolMissingError("playwright: pip install 'reportgen[a11y]'") from error
    waiting = list(reversed(places))
    found: Found = {}
    async with async_playwright() as playwright:
        window = await playwright.chromium.launch(executable_path=browser, args=list(_FLAGS))

        async def one_tab() -> None:
            while waiting:
                place = waiting.pop()
                progress(f"{place[0]} {place[1].stem}", len(found), len(places))
                found[place] = await _seen(window, place[1], script)

        await asyncio.gather(*(one_tab() for _ in range(min(tabs, len(places)))))
        await window.close()
    progress("", len(places), len(places))
    return found


async def _seen(window: Browser, path: Path, script: str) -> list[str]:
    """What there is to say of a page in all views."""
    context = await window.new_context(reduced_motion="reduce")
    said: list[str] = []
    context.on("request", lambda request: said.extend(_outside(request.url)))
    page = await context.new_page()
    page.on("console", lambda message: said.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    await page.goto(path.as_uri())
    await page.wait_for_function(_DRAWN)
    await page.evaluate(_OPEN)
    await page.evaluate(script)
    for view in VIEWS:
        said += [f"{view.name}: {finding}" for finding in await _judged(page, view)]
    await context.close()
    return said


def _outside(url: str) -> list[str]:
    return [] if url.startswith(("file:", "data:")) else [f"asks the network: {url}"]


async def _judged(page: Page, view: View) -> list[str]:
    await page.set_viewport_size({"width": view.width, "height": 900})
    await page.emulate_media(color_scheme=view.scheme)
    found: list[str] = await page.evaluate(_RUN, list(TAGS))
    return found
