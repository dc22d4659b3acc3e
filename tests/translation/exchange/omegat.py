"""OmegaT in console mode, as a translator's machine would run it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reportgen.pipeline.exchange import Only
from tests.translation.exchange.desk import Desk

ROOT = Path(__file__).parents[3] / "build/schemas/root"
JAR = ROOT / "usr/share/omegat/OmegaT.jar"


def omegat(project: Path) -> subprocess.CompletedProcess[str]:
    """OmegaT reads the project, checks its tags, and writes the translated files into `target/`."""
    if not shutil.which("java"):
        pytest.skip("OmegaT needs Java")
    if not JAR.exists():
        pytest.skip("OmegaT is not unpacked: run scripts/exchange-schemas")
    home = project.parent / "omegat-home"
    home.mkdir(exist_ok=True)
    command = [
        "java",
        "-Djava.awt.headless=true",
        f"-Duser.home={home}",
        *("-cp", f"{JAR}:{ROOT}/usr/share/java/*", "org.omegat.Main"),
        str(project),
        "--mode=console-translate",
        f"--config-dir={home}",
        "--tag-validation=abort",
        "--quiet",
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=240)


def translated(project: Path) -> Path:
    """The file that OmegaT wrote. Fails when it refuses the project."""
    run = omegat(project)
    assert run.returncode == 0, run.stdout + run.stderr
    return project / "target/report.xlf"


def remaining(project: Path) -> int:
    """How many segments OmegaT finds without a translation."""
    text = (project / "omegat/project_stats.txt").read_text(encoding="utf-8")
    found = re.search(r"^Remaining:\s+(\d+)", text, re.MULTILINE)
    assert found
    return int(found[1])


def project_of(desk: Desk, only: Only = "all", **options: Any) -> Path:
    """The folder of an OmegaT project that is handed out."""
    path = desk.export("omegat", only, **options)
    return next(folder for folder in (path, *path.parents) if (folder / "omegat.project").exists())
