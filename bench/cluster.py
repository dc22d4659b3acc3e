"""One worker and two of a Dask cluster of this machine: the six editions of the report, from nothing.

    python -m bench.cluster [--project .] [--workers 1,2] [--no-local]

Each build is a fresh process of `reportgen build --executor dask`, with a store that the workers share and
that is empty at first; scheduler and workers are processes of their own, and are there before the clock
starts. Printed: seconds, what each number of workers takes of one worker's time, and whether every file is,
byte for byte, the one that a local build makes. The goal for two workers is 0.65, on two processors.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIX = ("pdf", "docx", "html")
LOOPBACK = "127.0.0.1"


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """The address of a scheduler that has so many workers, each of one thread."""
    file = folder / "scheduler.json"
    dask = (sys.executable, "-m", "dask")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    at_home = ("--host", LOOPBACK, "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    running = [subprocess.Popen((*dask, "scheduler", *at_home), **quiet)]
    try:
        while not (file.is_file() and file.stat().st_size):
            time.sleep(0.1)
        address = str(json.loads(file.read_text())["address"])
        for number in range(workers):
            own = ("--no-nanny", "--nthreads", "1", "--host", LOOPBACK, "--no-dashboard")
            place = ("--local-directory", str(folder / f"worker-{number}"))
            running.append(subprocess.Popen((*dask, "worker", address, *own, *place), **quiet))
        import distributed

        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
        yield address
    finally:
        for process in running:
            process.kill()
            process.wait()


def build(project: Path, output: Path, *options: str) -> tuple[float, float]:
    """Seconds of wall time of a build in a process of its own, and its megabytes. Raises RuntimeError."""
    program = "from reportgen.cli import main; main()"
    command = [sys.executable, "-c", program, "build", *SIX, "--project", str(project), "-o", str(output)]
    start = time.perf_counter()
    child = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT)
    assert child.stdout is not None
    said = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise RuntimeError(said.decode(errors="replace"))
    return time.perf_counter() - start, used.ru_maxrss / 1024


def files(output: Path) -> dict[str, bytes]:
    found = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cache/")}


def main() -> None:
    about = (__doc__ or "").split("\n")[0]
    parser = argparse.ArgumentParser(prog="python -m bench.cluster", description=about)
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--local", action=argparse.BooleanOptionalAction, default=True)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        project = folder / "project"
        for name in ("content", "templates", "styles"):
            if (asked.project / name).is_dir():
                shutil.copytree(asked.project / name, project / name)
        local: dict[str, bytes] = {}
        if asked.local:
            seconds, megabytes = build(project, folder / "local")
            local = files(folder / "local")
            print(
                f"here, as usual  {seconds:>7.1f} s {megabytes:>6.0f} MB in the largest process", flush=True
            )
        first = 0.0
        for workers in map(int, asked.workers.split(",")):
            own = folder / f"with-{workers}"
            own.mkdir()
            with cluster(own, workers) as address:
                options = ("--executor", "dask", "--scheduler", address, "--store", str(own / "store"))
                seconds, megabytes = build(project, own / "build", *options)
            first = first or seconds
            made = files(own / "build")
            same = (
                f"; {len(made)} files, " + ("all the same" if made == local else "NOT the same")
                if local
                else ""
            )
            print(f"{workers:>2} worker{'s' * (workers > 1):<5}  {seconds:>7.1f} s {megabytes:>6.0f} MB"
                  f" in this process: {seconds / first:.2f} of the first{same}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
