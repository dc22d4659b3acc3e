"""`check --links` asks real servers: here one on this machine, with every kind of answer."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reportgen.checks import links
from reportgen.pipeline.check import CheckRequest, check

FIXTURE = Path(__file__).parents[1] / "fixtures/project"
CHAPTER = "content/fr/chapters/01-why.md"


class _Site(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []  # noqa: RUF012 - what was asked of the whole site

    def _answer(self) -> None:
        self.asked.append((self.command, self.path))
        if self.path == "/slow":
            time.sleep(8)
        code = {"/gone": 404, "/broken": 500, "/moved": 301, "/round": 302}.get(self.path, 200)
        if self.path == "/no-head" and self.command == "HEAD":
            code = 405
        self.send_response(code)
        if code in (301, 302):
            self.send_header("Location", "/here" if code == 301 else "/round")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815 - names of http.server

    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture
def site() -> Iterator[str]:
    _Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def project(tmp_path: Path, site: str) -> Path:
    root = tmp_path / "project"
    shutil.copytree(FIXTURE, root, ignore=shutil.ignore_patterns("fiches"))
    for path in root.rglob("*.md"):
        path.write_text("# Un titre {#ch-" + path.stem + "}\n\nDu texte.\n", encoding="utf-8")
    settings = root / "content/report.yaml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("https://www.etalab.gouv.fr/licence-ouverte-open-licence/", f"{site}/licence")
    settings.write_text(text, encoding="utf-8")
    (root / "content/shared/bibliography.json").write_text("[]", encoding="utf-8")
    for name in ("glossary", "acronyms"):
        (root / f"content/shared/{name}.yaml").unlink()
    (root / "content/fr/chapters/01-why.md").write_text(
        "# Titre {#ch-01-why}\n\n"
        f"Une [page]({site}/here), la [même]({site}/here#plus-bas), une [sans en-tête]({site}/no-head).\n\n"
        f"Une [déplacée]({site}/moved), une [perdue]({site}/gone), une [cassée]({site}/broken).\n\n"
        f"Une page [lente]({site}/slow), une page [qui tourne en rond]({site}/round).\n\n"
        "Un serveur [absent](http://127.0.0.1:9/rien).\n",
        encoding="utf-8",
    )
    return root


def test_only_addresses_that_do_not_answer_are_reported(
    project: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "SECONDS", 3)
    findings = check(CheckRequest(project, links=True))
    assert not findings.errors, list(findings)
    found = {
        dict(item.params)["url"].removeprefix(site): (item.span.line, dict(item.params)["reason"])
        for item in findings
        if item.code == "CHK060"
    }
    assert found.keys() == {"/gone", "/broken", "/slow", "/round", "http://127.0.0.1:9/rien"}
    assert found["/gone"] == (5, "404")
    assert found["/broken"] == (5, "500")
    assert found["/slow"][0] == found["/round"][0] == 7
    assert "timed out" in found["/slow"][1]
    # A page that refuses to give its head alone is asked for whole; one named twice is asked for once.
    assert _Site.asked.count(("HEAD", "/here")) == 1
    assert ("GET", "/no-head") in _Site.asked
    assert _Site.asked.count(("GET", "/here")) == 1  # where /moved leads


def test_nobody_is_asked_unless_it_is_wanted(project: Path) -> None:
    check(CheckRequest(project))
    assert _Site.asked == []
