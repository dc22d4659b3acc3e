"""The site under a strict policy sent by its server: all works, and the browser reports no violation."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from reportgen.editions.html import write_site
from reportgen.pipeline.output import write_folder
from reportgen.project import Assets
from tests.editions.sample import sample_document

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


class Strict(SimpleHTTPRequestHandler):
    """Serves a folder with the policy that `docs/security.md` asks of the server."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strict") / "html"
    write_folder(folder, write_site(sample_document("fr"), Assets(None), sample_document("en")))
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_no_page_has_script_or_style_in_it(site: Path) -> None:
    for path in site.rglob("*.html"):
        for node in html.document_fromstring(path.read_bytes()).iter(etree.Element):
            assert node.tag != "style", path.name
            assert "style" not in node.attrib, (path.name, etree.tostring(node)[:200])
            assert node.tag != "script" or node.get("src") or node.get("type") == "application/ld+json", (
                path.name
            )
            assert not any(key.startswith("on") for key in node.attrib), path.name


@pytest.mark.browser
def test_a_browser_reports_no_violation_on_any_page(site: Path, address: str, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(
        "window.broken = []; document.addEventListener('securitypolicyviolation',"
        " e => window.broken.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));"
    )
    page = context.new_page()
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    for path in sorted(site.glob("*.html")):
        page.goto(f"{address}/{path.name}", wait_until="networkidle")
        assert page.evaluate("window.broken") == [], path.name
    page.goto(f"{address}/search.html?q=d%C3%A9bat", wait_until="networkidle")
    page.fill("input[type=search]", "citoyen")
    page.wait_for_timeout(300)
    assert page.evaluate("window.broken") == []
    context.close()
    assert said == []
    assert all(url.startswith((address, "data:")) for url in asked)
