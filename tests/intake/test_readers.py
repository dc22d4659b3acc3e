"""Forms filled by other people's programs: LibreOffice for XLSX and DOCX, a browser for HTML."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from reportgen.diagnostics import Diagnostics
from reportgen.intake import Lists, decide, docx_form, html_form, read_submission, xlsx_form
from reportgen.intake.assemble import Candidate, assemble
from reportgen.project import Assets
from reportgen.words import words_for
from tests.intake.fiches import PLAIN

AXE = Path(__file__).parents[2] / "tools/a11y/node_modules/axe-core/axe.min.js"


def through_libreoffice(data: bytes, name: str, folder: Path) -> bytes:
    """The file as LibreOffice reads it and writes it again."""
    (folder / "in").mkdir()
    (folder / "in" / name).write_bytes(data)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    ending = name.split(".")[-1]
    arguments = [ending, "--outdir", str(folder / "out"), str(folder / "in" / name)]
    subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=120)
    return (folder / "out" / name).read_bytes()


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_form_saved_by_libreoffice_is_the_same_fiche(lists: Lists, kind: str, tmp_path: Path) -> None:
    words = words_for("fr")
    form = xlsx_form(lists, words, "fr", [PLAIN]) if kind == "xlsx" else docx_form(lists, words, "fr", PLAIN)
    diagnostics = Diagnostics()
    practices = read_submission(
        through_libreoffice(form, f"form.{kind}", tmp_path), f"form.{kind}", diagnostics
    )
    made = assemble(practices[0], lists, "fr")
    assert isinstance(made, Candidate) and made.fiche == PLAIN and not list(diagnostics)


def test_libreoffice_keeps_the_closed_lists(lists: Lists, tmp_path: Path) -> None:
    saved = through_libreoffice(xlsx_form(lists, words_for("fr"), "fr"), "form.xlsx", tmp_path)
    page = openpyxl.load_workbook(io.BytesIO(saved))["Pratiques"]
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    chosen = [rule for rule in rules.values() if rule.type == "list"]
    assert len(chosen) >= 8 and all("Listes" in rule.formula1 for rule in chosen)


@pytest.fixture(params=["fr", "en"])
def form(request: pytest.FixtureRequest, lists: Lists, tmp_path: Path) -> Path:
    path = tmp_path / f"form.{request.param}.html"
    path.write_bytes(html_form(lists, words_for(request.param), request.param, Assets(None)))
    return path


@pytest.fixture
def page(browser: Browser, form: Path) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 1000, "height": 900}, bypass_csp=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(form.as_uri())
    yield page
    assert errors == []
    context.close()


def field(page: Page, name: str, place: int = 0) -> str:
    return page.locator(f'[data-name="{name}"]').nth(place).get_attribute("id") or ""


def fill(page: Page) -> None:
    for name, text in {
        "name": "Forum des eaux",
        "summary": "Trois soirées.",
        "start": "mars 2022",
        "how": "Trois soirées [@s1].",
        "participants_value": "1 200",
        "participants_counts": "Présents",
        "keywords": "eau\nrivière",
        "selection_detail": "Tous",
    }.items():
        page.fill(f"#{field(page, name)}", text)
    for name, code in {
        "lead_portfolio": "cese",
        "form": "participatory",
        "method": "workshop",
        "level": "national",
        "selection_kind": "open",
    }.items():
        page.select_option(f"#{field(page, name)}", code)
    page.fill('[data-list="sources"] [data-name="title"]', "Compte rendu")
    page.click('[data-add="pitfalls"]')
    page.fill('[data-list="pitfalls"] [data-name="text"]', "Peu de jeunes [@s1].")


def save(page: Page, path: Path) -> bytes:
    with page.expect_download() as download:
        page.click("button.main")
    download.value.save_as(path)
    return path.read_bytes()


def test_the_html_form_saves_a_file_that_becomes_a_fiche(page: Page, lists: Lists, tmp_path: Path) -> None:
    fill(page)
    data = save(page, tmp_path / "saved.json")
    diagnostics = Diagnostics()
    decision = decide(read_submission(data, "saved.json", diagnostics), lists, "fr", diagnostics)[0]
    assert not diagnostics.errors, [d.message() for d in diagnostics]
    assert 'start: "2022-03"' in decision.text and "value: 1200" in decision.text
    assert "keywords: [eau, rivière]" in decision.text
    assert '- {id: p1, text: "Peu de jeunes [@s1]."}' in decision.text


def test_a_saved_file_is_taken_up_again(page: Page, tmp_path: Path) -> None:
    fill(page)
    page.click("#add")
    first = json.loads(save_anyway(page, tmp_path / "one.json"))
    page.reload()
    page.set_input_files("#open", str(tmp_path / "one.json"))
    page.wait_for_function("document.getElementById('told').textContent !== ''")
    assert json.loads(save_anyway(page, tmp_path / "two.json")) == first
    assert first["practices"][0]["pitfalls"] == [{"text": "Peu de jeunes [@s1]."}]


def save_anyway(page: Page, path: Path) -> bytes:
    """Save without the second practice, which is empty."""
    if page.locator("[data-practice]").count() > 1:
        page.locator("[data-remove-practice]").last.click()
    return save(page, path)


def test_what_is_missing_is_listed_with_links_and_focus(page: Page) -> None:
    page.fill(f"#{field(page, 'start')}", "??")
    page.click("button.main")
    assert page.evaluate("document.activeElement.id") == "errors"
    links = page.locator("#errors a")
    assert links.count() >= 6
    links.first.click()
    assert page.evaluate("document.activeElement.dataset.name") == "name"
    assert page.locator(f"#{field(page, 'start')}").get_attribute("aria-invalid") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.click('[data-add="follow_up"]')
    page.click("button.main")
    page.add_script_tag(path=str(AXE))
    report = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert [(v["id"], v["nodes"][0]["html"]) for v in report["violations"]] == []


def test_it_reflows_at_320_pixels(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_is_loaded_from_anywhere(form: Path) -> None:
    text = form.read_text(encoding="utf-8")
    assert "connect-src 'none'" in text and "src=" not in text and "<link" not in text
