"""No command that makes something asks the network: sockets are closed to it, and none was tried."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.security.conftest import Attacked

pytestmark = pytest.mark.xdist_group("attacked")


def test_every_edition_was_made_and_no_socket_was_opened(attacked: Attacked) -> None:
    for lang in ("fr", "en"):
        for name in ("report.pdf", "report.docx", "report.epub", "html/index.html", "report.proof.docx"):
            assert (attacked.made / lang / name).is_file(), name
    assert not attacked.sockets.exists(), attacked.sockets.read_text()
    assert attacked.guarded >= 9, "the guard did not stand in every process"


def test_the_guard_would_have_seen_one(attacked: Attacked, tmp_path: Path) -> None:
    log = tmp_path / "log"
    environment = {**os.environ, "PYTHONPATH": str(attacked.sockets.parent / "guard"), "SOCKET_LOG": str(log)}
    code = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode != 0 and "socket." in log.read_text()
