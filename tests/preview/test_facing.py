"""Face to face in the preview: a translation is edited in place, when an import would take it."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

pytest.importorskip("starlette")
pytest.importorskip("httpx")
from starlette.testclient import TestClient

from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.i18n import status
from reportgen.preview.server import Preview
from reportgen.preview.workshop import Workshop
from tests.translation.exchange.desk import Desk

CHAPTER = "content/en/chapters/01-why.md"
VOTE = "chapters/01-why#~sec-marks/p2"
FICHE = "fiches/grand-debat-national"
PAGE = "/_preview/facing/en/chapters/01-why"
HERE = "http://127.0.0.1"


async def nothing() -> AsyncIterator[object]:
    for never in ():
        yield never


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.at(tmp_path / "project")


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(Preview(Workshop(desk.root), nothing, "en").app(), base_url=HERE) as found:
        yield found


def rows(client: TestClient, page: str = PAGE) -> dict[str, dict[str, str]]:
    from lxml import html

    root = html.fromstring(client.get(page).text)
    return {row.get("data-unit"): dict(row.attrib) for row in root.iter("tr") if row.get("data-unit")}


def send(client: TestClient, path: str, data: Any, **headers: str) -> Any:
    found = re.search(r'data-token="([^"]+)"', client.get(PAGE).text)
    assert found
    sure = {"Origin": HERE, "X-Reportgen-Token": found[1], "Content-Type": "application/json"}
    sure.update({name.replace("_", "-"): value for name, value in headers.items()})
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return client.post(f"/_preview/{path}", content=body, headers=sure)


def edit(client: TestClient, unit: str, text: str, page: str = PAGE, **headers: str) -> Any:
    stamp = rows(client, page)[unit]["data-stamp"]
    return send(client, "translation", {"lang": "en", "unit": unit, "stamp": stamp, "text": text}, **headers)


def test_an_edit_is_written_to_its_file_and_nothing_else_changes(client: TestClient, desk: Desk) -> None:
    before = desk.texts()
    text = rows(client)[VOTE]["data-markdown"]
    answer = edit(client, VOTE, text.replace("does not replace", "never replaces"))
    assert answer.status_code == 200, answer.text
    assert answer.json()["written"]
    assert "never replaces" in answer.json()["row"]
    after = desk.texts()
    assert after[CHAPTER] == before[CHAPTER].replace("does not replace", "never replaces")
    assert {path for path in after if after[path] != before.get(path)} == {
        CHAPTER,
        "content/lock/chapters/01-why.yaml",
    }
    assert rows(client)[VOTE]["data-state"] == "translated"


def test_a_field_of_a_fiche_is_written_to_its_overlay(client: TestClient, desk: Desk) -> None:
    page = f"/_preview/facing/en/{FICHE}"
    name = f"{FICHE}#name"
    text = rows(client, page)[name]["data-markdown"]
    answer = edit(client, name, f"{text} (reviewed)", page)
    assert answer.status_code == 200, answer.text
    overlay = yaml.safe_load(desk.read(f"content/en/{FICHE}.yaml"))
    assert overlay["name"] == f"{text} (reviewed)"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[^compte]", "", "TRN110"),
        ("@tbl-levels", "@tbl-other", "TRN11"),
        ("it prepares it", "it prepares 12 of it", "TRN120"),
        ("https://www.exemple.fr/plan", "https://www.example.org/plan", "TRN11"),
        ("the vote", "the **vote**", "TRN111"),
        ("the vote", "the [vote](https://evil.example)", "TRN11"),
        ("the vote", "the \u202evote", "TRN116"),
    ],
)
def test_what_an_import_refuses_is_refused_and_nothing_is_written(
    client: TestClient, desk: Desk, old: str, new: str, code: str
) -> None:
    before = desk.texts()
    text = rows(client)[VOTE]["data-markdown"]
    assert old in text
    answer = edit(client, VOTE, text.replace(old, new))
    assert answer.status_code == 422
    assert not answer.json()["written"]
    assert any(said.startswith(code) for said in answer.json()["findings"]), answer.json()
    assert desk.texts() == before


def test_a_text_that_changed_meanwhile_is_not_written_over(client: TestClient, desk: Desk) -> None:
    row = rows(client)[VOTE]
    desk.change(CHAPTER, "does not replace", "will not replace")
    before = desk.texts()
    text = row["data-markdown"].replace("does not replace", "never replaces")
    answer = send(
        client, "translation", {"lang": "en", "unit": VOTE, "stamp": row["data-stamp"], "text": text}
    )
    assert answer.status_code == 422
    assert any(said.startswith("TRN119") for said in answer.json()["findings"])
    assert desk.texts() == before


@pytest.mark.parametrize(
    ("headers", "status_code"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "null"}, 403),
        ({"X_Reportgen_Token": "guess"}, 403),
        ({"X_Reportgen_Token": ""}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Host": "report.example.org"}, 400),
    ],
    ids=str,
)
def test_a_request_from_elsewhere_writes_nothing(
    client: TestClient, desk: Desk, headers: dict[str, str], status_code: int
) -> None:
    before = desk.texts()
    assert edit(client, VOTE, "It never replaces the vote.", **headers).status_code == status_code
    assert desk.texts() == before


@pytest.mark.parametrize(
    "body",
    [
        b"x" * 200_000,
        b"[]",
        b"{",
        b'{"lang": "en"}',
        b"[" * 90_000,
        b'{"lang": "en", "unit": "../../x#y", "stamp": "", "text": "z"}',
        b'{"lang": "en", "unit": "chapters/01-why#nowhere", "stamp": "", "text": "z"}',
        b'{"lang": "xx", "unit": "chapters/01-why#title", "stamp": "", "text": "z"}',
        b'{"lang": "en", "unit": "chapters/01-why#title", "stamp": [], "text": "z"}',
    ],
    ids=lambda body: body[:40].decode(),
)
def test_what_makes_no_sense_is_refused(client: TestClient, desk: Desk, body: bytes) -> None:
    before = desk.texts()
    for path in ("translation", "comment"):
        assert 400 <= send(client, path, body).status_code < 500
    assert desk.texts() == before


def test_words_that_changed_since_are_shown(client: TestClient, desk: Desk) -> None:
    desk.change("content/fr/chapters/01-why.md", "ne remplace pas", "ne remplace jamais")
    page = client.get(PAGE).text
    assert "<del>pas</del>" in page
    assert "<ins>jamais</ins>" in page
    assert rows(client)[VOTE]["data-state"] == "stale"
    text = rows(client)[VOTE]["data-markdown"]
    assert edit(client, VOTE, text.replace("does not replace", "never replaces")).status_code == 200
    assert "<ins>jamais</ins>" not in client.get(PAGE).text


def test_a_missing_translation_is_put_in(client: TestClient, desk: Desk) -> None:
    desk.change(
        "content/fr/chapters/01-why.md",
        "La participation ne remplace",
        "Une phrase toute neuve.\n\nLa participation ne remplace",
    )
    units = rows(client).items()
    missing = next(name for name, row in units if row["data-state"] == "missing" and "marks" in name)
    assert edit(client, missing, "A brand new sentence.").status_code == 200
    assert "\n\nA brand new sentence.\n\nParticipation does not" in desk.read(CHAPTER)


def test_a_comment_goes_to_the_register_of_reviews(client: TestClient, desk: Desk) -> None:
    before = desk.texts()
    for text in ("Dire « ballot » ?", "<script>alert(1)</script>"):
        data = {"lang": "en", "unit": VOTE, "text": text, "who": "Ada"}
        assert send(client, "comment", data).status_code == 200
    register = yaml.safe_load((desk.root / "reviews/facing-en.yaml").read_text(encoding="utf-8"))
    first, second = register["threads"]
    assert (first["kind"], first["state"], first["authors"]) == ("comment", "open", ["Ada"])
    assert first["text"] == "Dire « ballot » ?"
    assert first["place"].startswith(f"{CHAPTER}:")
    assert second["text"] == "<script>alert(1)</script>"
    assert register["units"][first["unit"]]["source"].startswith("Participation does not replace")
    assert desk.texts() == before

    from reportgen.review.register import load_register

    found = Diagnostics()
    assert load_register((desk.root / "reviews/facing-en.yaml").read_bytes(), "x", found) is not None
    assert not found.errors


def test_the_page_of_a_part_leads_to_its_document(client: TestClient) -> None:
    for stem, name in (("ch-why", "chapters/01-why"), ("fiche-grand-debat-national", FICHE)):
        answer = client.get(f"/_preview/facing/en/part/{stem}", follow_redirects=False)
        assert answer.headers["location"] == f"/_preview/facing/en/{name}"
    for path in (
        "en/part/nothing",
        "en/chapters/99-none",
        "xx/chapters/01-why",
        "en/../report.yaml",
        "fr/chapters/01-why",
    ):
        assert client.get(f"/_preview/facing/{path}").status_code == 404


def test_the_page_asks_nobody_else_and_runs_no_script_of_the_content(client: TestClient, desk: Desk) -> None:
    desk.change(CHAPTER, "Participation does not", "<script>alert(1)</script> Participation does not")
    answer = client.get(PAGE)
    assert "<script>alert" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_states_after_an_edit_are_those_of_an_import(client: TestClient, desk: Desk) -> None:
    text = rows(client)[VOTE]["data-markdown"]
    edit(client, VOTE, text.replace("does not replace", "never replaces"))
    report, _ = status(desk.root)
    assert sum(row["units"].get("edited", 0) for row in report) == 0
