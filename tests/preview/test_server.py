"""The preview serves the report as it stands, to this machine alone."""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from reportgen.pipeline.build import BuildRequest, build
from reportgen.preview.server import Preview
from reportgen.preview.workshop import Workshop
from tests.pipeline.test_cache import edit

FIXTURE = Path(__file__).parents[1] / "fixtures/project"
CHAPTER = "content/fr/chapters/01-why.md"


async def nothing() -> AsyncIterator[object]:
    for never in ():
        yield never


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("preview") / "project"
    shutil.copytree(FIXTURE, root)
    return root


@pytest.fixture(scope="module")
def client(project: Path) -> Iterator[TestClient]:
    with TestClient(Preview(Workshop(project), nothing, "en").app(), base_url="http://127.0.0.1") as found:
        yield found


def test_the_pages_of_both_languages_are_served(client: TestClient) -> None:
    for lang in ("fr", "en"):
        for stem in ("index", "ch-why", "fiche-grand-debat-national", "all"):
            answer = client.get(f"/{lang}/html/{stem}.html")
            assert answer.status_code == 200
            assert f'<html lang="{lang}"' in answer.text
            assert "/_preview/live.js" in answer.text
    assert client.get("/", follow_redirects=False).headers["location"] == "/fr/html/index.html"
    assert client.get("/fr/html/assets/report.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("host", ["report.example.org", "127.0.0.1.example.org", "169.254.1.1"])
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/fr/html/index.html", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/fr/html/../../content/report.yaml",
        "/fr/html/%2e%2e/%2e%2e/content/report.yaml",
        "/fr/html/..%2f..%2fcontent%2freport.yaml",
        "/fr/html//etc/passwd",
        "/content/report.yaml",
        "/_preview/..%2f..%2fpyproject.toml",
        "/_preview/server.py",
        "/de/html/index.html",
        "/fr/html/unknown.html",
        "/_preview/side/..%2fx",
    ],
)
def test_nothing_but_what_was_made_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_socket_of_another_origin_is_refused(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(
            "/_preview/live", headers={"Origin": "http://evil.example", "Host": "127.0.0.1"}
        ),
    ):
        pass


def test_the_findings_come_with_the_address_of_the_editor(project: Path) -> None:
    chapter = project / CHAPTER
    whole = chapter.read_text(encoding="utf-8")
    chapter.write_text(whole + "\n\nVoir @fig-inconnue.\n", encoding="utf-8")
    try:
        preview = Preview(Workshop(project), nothing, "en", "edit:{path}#{line}")
        with (
            TestClient(preview.app(), base_url="http://127.0.0.1") as client,
            client.websocket_connect(
                "ws://127.0.0.1/_preview/live", headers={"Origin": "http://127.0.0.1", "Host": "127.0.0.1"}
            ) as socket,
        ):
            socket.send_json({"lang": "fr", "stem": "ch-why"})
            items = socket.receive_json()["items"]
    finally:
        chapter.write_text(whole, encoding="utf-8")
    found = next(item for item in items if item["code"] == "REF004")
    line = whole.count("\n") + 3
    assert found["place"] == f"{CHAPTER}:{line}"
    assert found["href"] == f"edit:{(project / CHAPTER).as_posix().lstrip('/')}#{line}"


def test_what_is_looked_at_is_shown_first_and_all_that_follows_after(project: Path) -> None:
    workshop = Workshop(project)
    workshop.settle()
    fiche = project / "content/fr/fiches/grand-debat-national.yaml"
    whole = fiche.read_text(encoding="utf-8")
    index = workshop.page("fr", "ann-inventory")
    fiche.write_text(whole.replace("name: Grand", "name: Trois mois de grand"), encoding="utf-8")
    try:
        workshop.look([("fr", "fiche-grand-debat-national")])
        assert not workshop.settled
        assert "Trois mois" in (workshop.page("fr", "fiche-grand-debat-national") or b"").decode()
        assert workshop.page("fr", "ann-inventory") == index
        assert workshop.settle()
        assert workshop.page("fr", "ann-inventory") != index
    finally:
        fiche.write_text(whole, encoding="utf-8")


def test_after_random_edits_each_page_is_that_of_a_build_without_cache(project: Path, tmp_path: Path) -> None:
    chance = random.Random(5)
    workshop = Workshop(project)
    workshop.settle()
    compared = 0
    whole = {path: path.read_bytes() for path in project.rglob("content/**/*") if path.is_file()}
    try:
        for number in range(6):
            done = edit(project, chance)
            workshop.look([("fr", "ch-why"), ("en", "fiche-grand-debat-national")])
            assert workshop.settle()
            built = build(BuildRequest(project, ("html",), output=tmp_path / str(number), use_cache=False))
            assert built.diagnostics.items == workshop.findings().items, done
            for page in (tmp_path / str(number)).rglob("*/html/*.html"):
                lang = page.parts[-3]
                assert workshop.file(lang, page.name) == page.read_bytes(), (done, lang, page.name)
                compared += 1
            if number % 3 == 2:
                for path, data in whole.items():
                    path.write_bytes(data)
    finally:
        for path, data in whole.items():
            path.write_bytes(data)
    assert compared > 100


def test_work_that_is_interrupted_is_taken_up_again(project: Path) -> None:
    workshop = Workshop(project, use_cache=False)
    asked: list[None] = []

    def stopped() -> bool:
        asked.append(None)
        return len(asked) == 3

    assert not workshop.settle(stopped)
    assert not workshop.settled
    before = len(asked)
    assert workshop.settle(stopped)
    fresh = Workshop(project, use_cache=False)
    fresh.settle()
    assert len(asked) - before < 2 * len(fresh._state.documents["fr"].parts)  # what was made is kept
    assert workshop.page("fr", "ch-why") == fresh.page("fr", "ch-why")

    chapter = project / CHAPTER
    whole = chapter.read_text(encoding="utf-8")
    chapter.write_text(whole + "\n\nUne phrase de plus.\n", encoding="utf-8")
    try:
        assert not workshop.settle(lambda: True)
        assert workshop.settle()
        assert "Une phrase de plus." in (workshop.page("fr", "ch-why") or b"").decode()
    finally:
        chapter.write_text(whole, encoding="utf-8")


def test_settings_that_cannot_be_read_leave_the_last_pages_in_view(project: Path) -> None:
    workshop = Workshop(project)
    workshop.settle()
    before = workshop.page("fr", "ch-why")
    settings = project / "content/report.yaml"
    whole = settings.read_text(encoding="utf-8")
    settings.write_text("title: [", encoding="utf-8")
    try:
        workshop.settle()
        assert workshop.page("fr", "ch-why") == before
        assert workshop.findings().errors
    finally:
        settings.write_text(whole, encoding="utf-8")


def test_a_part_is_shown_as_its_pdf(client: TestClient) -> None:
    answer = client.get("/_preview/pdf/fr/ch-why.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
