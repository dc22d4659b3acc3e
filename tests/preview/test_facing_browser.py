"""In a browser: a translator edits an English paragraph where it stands, comments it, and prints the page."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn")
import uvicorn
from playwright.sync_api import Browser, expect

from reportgen.preview.server import Preview
from reportgen.preview.workshop import Workshop
from tests.preview.test_server import nothing
from tests.translation.exchange.desk import Desk

pytestmark = pytest.mark.browser
CHAPTER = "content/en/chapters/01-why.md"
VOTE = '[data-unit="chapters/01-why#~sec-marks/p2"]'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.at(tmp_path_factory.mktemp("facing") / "project")


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = Preview(Workshop(desk.root), nothing, "en").app()
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", ws="websockets-sansio")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def test_an_english_paragraph_is_edited_where_it_stands(desk: Desk, address: str, browser: Browser) -> None:
    before = desk.read(CHAPTER)
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    page.goto(f"{address}/_preview/facing/en/part/ch-why")
    row = page.locator(f"tr{VOTE}")
    row.get_by_role("button", name="Edit the translation").click()
    text = row.get_by_role("textbox")
    expect(text).to_be_focused()
    expect(text).to_have_value(
        "Participation does not replace the vote: it prepares it[^compte] according to @tbl-levels, "
        "see https://www.exemple.fr/plan."
    )

    # A lost reference is refused, with its reason, and what was typed stays.
    text.fill("Participation never replaces the vote.")
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_role("alert")).to_contain_text("[^compte]")
    expect(page.get_by_role("status")).to_contain_text("Refused")
    expect(text).to_have_value("Participation never replaces the vote.")
    assert desk.read(CHAPTER) == before

    text.fill(
        "Participation never replaces the vote: it prepares it[^compte] according to @tbl-levels, "
        "see https://www.exemple.fr/plan."
    )
    row.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("saved")
    expect(row).to_contain_text("never replaces")
    assert desk.read(CHAPTER) == before.replace("does not replace", "never replaces")

    # The next edit of the same row goes on from there.
    row.get_by_role("button", name="Edit the translation").click()
    row.get_by_role("textbox").press("Escape")
    expect(row.get_by_role("textbox")).to_have_count(0)
    expect(row.get_by_role("button", name="Edit the translation")).to_be_focused()
    assert refused == []
    page.close()


def test_a_comment_is_noted_in_place(desk: Desk, address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}/_preview/facing/en/chapters/01-why")
    row = page.locator(f"tr{VOTE}")
    row.get_by_role("button", name="Comment").click()
    row.get_by_label("Comment").fill("Is “vote” the word?")
    row.get_by_label("Your name").fill("Ada")
    row.get_by_role("button", name="Note the comment").click()
    expect(page.get_by_role("status")).to_contain_text("noted")
    register = (desk.root / "reviews/facing-en.yaml").read_text(encoding="utf-8")
    assert "Is “vote” the word?" in register
    page.close()


def test_it_reads_on_a_narrow_screen_and_on_paper(
    desk: Desk, address: str, browser: Browser, tmp_path: Path
) -> None:
    desk.change("content/fr/chapters/01-why.md", "ne remplace pas", "ne remplace jamais")
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{address}/_preview/facing/en/chapters/01-why")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.locator(f"tr{VOTE} ins")).to_have_text("jamais")
    page.set_viewport_size({"width": 1000, "height": 700})
    page.emulate_media(media="print")
    cells = page.locator(f"tr{VOTE} td")
    left, right = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
    assert left and right
    assert left["y"] == right["y"], "both languages side by side"
    assert right["x"] > left["x"]
    expect(page.get_by_role("button")).to_have_count(0)
    page.close()
