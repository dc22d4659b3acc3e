"""A Dask cluster makes the very bytes that this process makes, also when one of its workers is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import distributed
import pytest

from reportgen.pipeline.build import BuildRequest, build
from reportgen.work import Spread
from tests.work.conftest import ROOT

pytestmark = pytest.mark.xdist_group("cluster")


def made(project: Path, output: Path, spread: Spread) -> dict[str, bytes]:
    """The files of a build without any error, by path."""
    result = build(BuildRequest(project, output=output, spread=spread))
    assert result.ok
    assert not [found for found in result.diagnostics if found.code.startswith("WRK")]
    found = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cache/")}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "tests/fixtures/project/content", root / "content")
    return root


@pytest.fixture(scope="module")
def alone(project: Path) -> dict[str, bytes]:
    return made(project, project / "alone", Spread("local"))


class Killer(threading.Thread):
    """Kills a worker with its work in its hands: the first that is seen in a call of ours."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.client = distributed.Client(address, set_as_default=False)
        self.client.wait_for_workers(2, timeout=120)
        self.process_ids = self.client.run(os.getpid)
        self.killed = ""
        self.over = threading.Event()

    def run(self) -> None:
        while not self.killed and not self.over.is_set():
            for worker, frames in self.client.call_stack().items():
                if any(
                    "def perform(" in frame or "perform" in frame
                    for stack in frames.values()
                    for frame in stack
                ):
                    os.kill(self.process_ids[worker], signal.SIGKILL)
                    self.killed = worker
                    return
            time.sleep(0.05)

    def end(self) -> None:
        self.over.set()
        if self.ident is not None:
            self.join()
        self.client.close()


def test_two_workers_make_all_editions_as_one_process_does(
    project: Path, alone: dict[str, bytes], scheduler: str
) -> None:
    """They share a folder, in which they find what they are given."""
    store = project / "shared"
    spread = Spread("dask", scheduler=scheduler, store=store.as_uri())
    assert {f"{lang}/report.{kind}" for lang in ("fr", "en") for kind in ("pdf", "docx", "epub", "html")} <= {
        *alone
    }
    assert differing(made(project, project / "spread", spread), alone) == []
    assert any(store.glob("??/*")), "nothing was shared"


def test_a_worker_killed_in_the_middle_changes_no_byte(
    project: Path, alone: dict[str, bytes], scheduler: str
) -> None:
    """Nor does a store that the workers cannot see into: they are sent what they lack."""
    killer = Killer(scheduler)
    try:
        assert len(killer.process_ids) == 2
        killer.start()
        spread = Spread("dask", scheduler=scheduler, store="memory://pieces")
        found = made(project, project / "killed", spread)
        assert killer.killed, "no worker was ever seen at work"
        assert list(killer.client.nthreads()) == [w for w in killer.process_ids if w != killer.killed]
    finally:
        killer.end()
    assert differing(found, alone) == []


def command(project: Path, *options: str, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [path, str(ROOT)]))}
    run = "from reportgen.cli import main; main()"
    arguments = ["build", "--project", str(project), "--executor", "dask", *options]
    return subprocess.run(
        [sys.executable, "-c", run, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_without_the_extra_a_person_is_told_what_to_install(project: Path, tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError\n")
    done = command(project, "html", "-o", str(tmp_path / "out"), path=str(tmp_path))
    assert done.returncode == 2 and "pip install 'reportgen[cluster]'" in done.stderr
    assert "Traceback" not in done.stderr and not (tmp_path / "out/fr").exists()


def test_a_scheduler_that_does_not_answer_is_named(project: Path, tmp_path: Path) -> None:
    address = "tcp://127.0.0.1:9"
    done = command(project, "html", "--scheduler", address, "-o", str(tmp_path))
    assert done.returncode == 2 and f"--scheduler {address}" in done.stderr and "Traceback" not in done.stderr
