"""In a browser: a file is saved, and the page follows without losing its place."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("watchfiles")
import uvicorn
from playwright.sync_api import Browser, expect

from reportgen.preview.server import Preview
from reportgen.preview.serving import changes_in
from reportgen.preview.workshop import Workshop

pytestmark = pytest.mark.browser
FIXTURE = Path(__file__).parents[1] / "fixtures/project"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("live") / "project"
    shutil.copytree(FIXTURE, root)
    return root


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    preview = Preview(Workshop(project), lambda: changes_in(project), "en")
    server = uvicorn.Server(
        uvicorn.Config(
            preview.app(), host="127.0.0.1", port=port, log_level="warning", ws="websockets-sansio"
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def test_the_page_follows_the_file_and_keeps_its_place(project: Path, address: str, browser: Browser) -> None:
    chapter = project / "content/fr/chapters/01-why.md"
    whole = chapter.read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": 900, "height": 400})
    page.goto(f"{address}/fr/html/ch-why.html")
    expect(page.locator(".rgp-panel")).to_have_attribute("data-errors", "0", timeout=30_000)
    page.evaluate("window.scrollTo({ top: 300, behavior: 'instant' })")
    top = page.evaluate("window.scrollY")
    assert top > 100

    chapter.write_text(whole + "\n\nUne phrase toute neuve.\n", encoding="utf-8")
    changed = page.get_by_text("Une phrase toute neuve.")
    expect(changed).to_have_count(1, timeout=30_000)
    expect(page.locator(".rgp-changed")).to_contain_text(["Une phrase toute neuve."])
    assert page.evaluate("window.scrollY") == top

    chapter.write_text(whole + "\n\nVoir @fig-inconnue.\n", encoding="utf-8")
    expect(page.locator(".rgp-panel")).to_have_attribute("data-errors", "1", timeout=30_000)
    page.locator(".rgp-panel summary").click()
    finding = page.locator(".rgp-panel li.rgp-error a")
    expect(finding).to_have_attribute(
        "href", f"vscode://file{chapter.as_posix()}:{whole.count(chr(10)) + 3}:6"
    )

    chapter.write_text(whole, encoding="utf-8")
    expect(page.locator(".rgp-panel")).to_have_attribute("data-errors", "0", timeout=30_000)
    expect(page.get_by_text("fig-inconnue")).to_have_count(0)
    page.close()


def test_paper_follows_the_file(project: Path, address: str, browser: Browser) -> None:
    chapter = project / "content/fr/chapters/01-why.md"
    whole = chapter.read_text(encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/_preview/paper/fr/ch-why")
    expect(page.locator(".rgp-panel")).to_have_attribute("data-errors", "0", timeout=30_000)
    expect(page.locator(".rgp-bar [aria-current]")).to_have_attribute("href", "/_preview/paper/fr/ch-why")
    before = sum(url.endswith("ch-why.pdf") for url in asked)
    assert before == 1
    with page.expect_request(lambda request: "ch-why.pdf?v=" in request.url, timeout=30_000):
        chapter.write_text(whole + "\n\nUne phrase sur papier.\n", encoding="utf-8")
    chapter.write_text(whole, encoding="utf-8")
    page.close()


def test_french_and_english_stand_side_by_side(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}/_preview/side/ch-why")
    for lang in ("fr", "en"):
        assert page.frame_locator(f"iframe[lang={lang}]").locator("html").get_attribute("lang") == lang
    page.close()
