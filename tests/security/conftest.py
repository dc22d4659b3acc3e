"""Everything that the engine makes, made from the attacked project without the use of a network."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.security.hostile import attacked_project

ROOT = Path(__file__).parents[2]

# An audit hook sees every socket, of whatever library; processes that are started inherit it by PYTHONPATH.
_GUARD = """
import os, sys
LOG = os.environ["SOCKET_LOG"]
def _guard(event, args):
    if event.startswith("socket.") and event not in ("socket.gethostname", "socket.__new__"):
        with open(LOG, "a") as log:
            log.write(f"{event} {args!r}\\n")
        raise OSError(f"no network here: {event}")
sys.addaudithook(_guard)
with open(LOG + ".on", "a") as log:
    log.write(f"{os.getpid()}\\n")
"""


_COMMAND = "from reportgen.cli import main; main()"


@dataclass(frozen=True)
class Attacked:
    """The project, how many of its texts are attacked, what was made of it, and every use of a socket."""

    project: Path
    counts: dict[str, int]
    made: Path
    sockets: Path
    guarded: int


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    root = tmp_path_factory.mktemp("attacked")
    counts = attacked_project(root / "project")
    guard = root / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(_GUARD, encoding="utf-8")
    made, log = root / "made", root / "sockets"
    environment = {
        **os.environ, "PYTHONPATH": f"{guard}{os.pathsep}{ROOT}", "SOCKET_LOG": str(log),
        "REPORTGEN_MESSAGES": "en",
    }  # fmt: skip

    def run(*arguments: str) -> None:
        command = [sys.executable, "-c", _COMMAND, *arguments, "--project", str(root / "project")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        assert "Traceback" not in done.stderr

    run("build", "-o", str(made))
    run("build", "docx", "--profile", "proof", "-o", str(made))
    run("a11y", "--built", str(made))
    run("status", "--to", "html,docx", "-o", str(made / "status"))
    run("data", "export", "-o", str(made / "data"))
    run("intake", "form", "-o", str(made / "intake"), "--fill", "grand-debat-national")
    for kind in ("xliff2", "po", "xlsx", "docx"):
        run("i18n", "export", "--to", kind, "-o", str(made / "i18n"))
    guarded = len((root / "sockets.on").read_text().split())
    return Attacked(root / "project", counts, made, log, guarded)
