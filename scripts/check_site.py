"""Every page of a built site in a browser and in the Nu checker: for a release, as it takes minutes.

Usage: python scripts/check_site.py build [every-nth-page]. Ends with 1 when something is found.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

TOOLS = Path(__file__).parents[1] / "tools/a11y/node_modules"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => {
    document.querySelectorAll('details').forEach(d => { d.open = true; });
    const found = await axe.run(document, {
        runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false});
    const said = found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 120)}`));
    if (document.documentElement.scrollWidth > innerWidth) said.push('scrolls sideways');
    return said; }"""
VIEWS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
# What the checker's CSS side does not know yet.
NEW_CSS = ("container-type", "@container", "Unknown dimension", "paint-order", "size-adjust")


def in_browser(pages: list[Path]) -> Iterator[str]:
    """What axe-core finds, what asks the network, what the console says."""
    browser_path = os.environ.get("REPORTGEN_BROWSER") or shutil.which("chromium-headless-shell")
    axe = (TOOLS / "axe-core/axe.min.js").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path or shutil.which("chromium"), args=["--disable-gpu"]
        )
        for width, scheme in VIEWS:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            asked: list[str] = []
            context.on("request", lambda request, asked=asked: asked.append(request.url))
            page: Page = context.new_page()
            page.on("console", lambda message, asked=asked: asked.append(f"console: {message.text}"))
            for path in pages:
                page.goto(path.as_uri())
                page.evaluate(axe)
                yield from (f"{path} {width} {scheme} {said}" for said in page.evaluate(RUN, TAGS))
            yield from (url for url in asked if not url.startswith(("file:", "data:")))
            context.close()
        browser.close()


def in_checker(pages: list[Path]) -> Iterator[str]:
    """The errors that the Nu HTML checker finds (it also advises against roles that RGAA asks for)."""
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", *map(str, pages)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    for message in json.loads(result.stderr)["messages"]:
        if not any(name in message["message"] for name in NEW_CSS):
            yield f"{message['url']}:{message.get('lastLine')}: {message['type']}: {message['message']}"


def main() -> int:
    root, step = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    every = sorted(root.resolve().glob("*/html/*.html"))
    found = [*in_checker(every), *in_browser(every[::step])]
    print("\n".join(found))
    print(f"{len(every)} pages, {len(every[::step])} in the browser, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
