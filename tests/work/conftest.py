"""A Dask scheduler and two workers of this machine, as processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"


def started(*command: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *command], env=environment, stderr=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler that has two workers, of one thread each, that nothing starts again."""
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    at_home = ("--no-dashboard", "--scheduler-file", str(file))
    running = [started("scheduler", "--host", LOOPBACK, "--port", "0", *at_home)]
    try:
        for _ in range(600):
            if file.is_file() and file.stat().st_size:
                break
            time.sleep(0.1)
        address = str(json.loads(file.read_text())["address"])
        alone = ("--host", LOOPBACK, "--no-nanny", "--nthreads", "1", "--no-dashboard")
        at_work = ("worker", address, *alone)
        running += [started(*at_work, "--local-directory", str(folder / name)) for name in "ab"]
        yield address
    finally:
        for process in running:
            process.kill()
            process.wait()
