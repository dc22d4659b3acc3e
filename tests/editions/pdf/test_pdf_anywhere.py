"""Two checkouts in different places, on machines that are set up differently, give the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROJECT = ROOT / "tests/fixtures/project"
BUILD = """
from pathlib import Path
import sys
from reportgen.pipeline.build import BuildRequest, build
result = build(BuildRequest(Path(sys.argv[1]), ("pdf",), ("fr",), workers=int(sys.argv[2]), use_cache=False))
sys.exit(result.diagnostics.errors)
"""


def built(place: Path, workers: int, **variables: str) -> bytes:
    """The French PDF of the small project, by a copy of the engine and of the project in `place`."""
    engine, project = place / "engine", place / "a project"
    for name in ("reportgen", "templates", "styles"):
        shutil.copytree(ROOT / name, engine / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT, project)
    environment = {**os.environ, **variables, "PYTHONPATH": str(engine)}
    command = [sys.executable, "-c", BUILD, str(project), str(workers)]
    subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True)
    return (project / "build/fr/report.pdf").read_bytes()


def test_the_same_bytes_in_two_places(tmp_path: Path) -> None:
    here = built(
        tmp_path / "here", 1, TZ="Pacific/Auckland", LC_ALL="C", LANG="C", PYTHONHASHSEED="0", HOME="/nowhere"
    )
    there = built(
        tmp_path / "some" / "where else",
        2,
        TZ="America/Caracas",
        LC_ALL="C.UTF-8",
        LANG="fr_FR.UTF-8",
        PYTHONHASHSEED="4242",
        HOME=str(tmp_path),
    )
    assert here == there
    assert len(here) > 50_000
