"""Measures the report of this repository: our builds beside one plain WeasyPrint render of its French PDF.

    python -m bench.report [--runs 1] [--only stock,cold,edited,unchanged,all]

Every build is a fresh process of the command that editors use, on a copy of the project. "stock" gives
WeasyPrint the same print HTML in one document, with `target-counter` for page numbers and tags (PDF/UA-1);
only the time from HTML to PDF counts there, the whole time of the process here. Memory is that of the
largest process. Only ratios are worth comparing between machines.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import pikepdf

from reportgen.compiled import home
from reportgen.compiled.finding import SWITCH, read_manifest

ROOT: Final = Path(__file__).parents[1]
CASES: Final = ("stock", "cold", "unchanged", "edited", "all")
FRENCH: Final = ("pdf", "--lang", "fr")
SIX: Final = ("pdf", "docx", "html")
SENTENCE: Final = " Une phrase de plus."

Figures = dict[str, float]


def main() -> None:
    """Run the cases that the command line asks for; print figures and ratios to "stock"."""
    parser = argparse.ArgumentParser(prog="python -m bench.report", description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only", default=",".join(CASES))
    asked = parser.parse_args()
    compiled = {} if os.environ.get(SWITCH) == "no" else read_manifest(home())
    print(f"{len(compiled)} compiled modules (make fast); stock WeasyPrint never uses them")
    names = [name for name in CASES if name in asked.only.split(",")]
    found: dict[str, list[Figures]] = {name: [] for name in names}
    for _ in range(asked.runs):
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            copy_project(project)
            for name in names:
                found[name].append(measure(name, project))
    show(found)


def copy_project(to: Path) -> None:
    """The sources of the report, without what was built of it before."""
    for name in ("content", "templates", "styles"):
        shutil.copytree(ROOT / name, to / name)


def measure(name: str, project: Path) -> Figures:
    """Seconds, megabytes and bytes of a case. The edited build follows the cold one."""
    if name == "stock":
        return stock(project)
    if name == "all":
        return build(project, SIX, project.parent / "all")
    if name == "edited":
        edit(project)
    return build(project, FRENCH, project.parent / "french")


def build(project: Path, what: tuple[str, ...], output: Path) -> Figures:
    """One `reportgen build` in a process of its own. Raises RuntimeError with its findings when it fails."""
    program = "from reportgen.cli import main; main()"
    command = [sys.executable, "-c", program, "build", *what, "--project", str(project), "-o", str(output)]
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert child.stdout is not None
    said = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(said.decode(errors="replace"))
    pdf = output / "fr/report.pdf"
    return {"seconds": seconds, "megabytes": used.ru_maxrss / 1024, **size_of(pdf)}


def size_of(path: Path) -> Figures:
    with pikepdf.open(path) as pdf:
        return {"pages": len(pdf.pages), "bytes": path.stat().st_size}


def edit(project: Path) -> None:
    """One sentence more at the end of a paragraph in the middle of the report."""
    chapters = sorted((project / "content/fr/chapters").glob("*.md"))
    path = chapters[len(chapters) // 2]
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(
        i for i, line in enumerate(lines) if len(line) > 200 and line[0].isalpha() and line.endswith(".")
    )
    lines[at] += SENTENCE
    path.write_text("\n".join(lines), encoding="utf-8")


def stock(project: Path) -> Figures:
    """The French print HTML of `project` through one call of WeasyPrint, in a process of its own."""
    output = project.parent / "stock.pdf"
    command = [sys.executable, "-m", "bench.report_stock", str(project), str(output)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    figures: Figures = json.loads(said.splitlines()[-1])
    return {**figures, **size_of(output)}


def show(found: dict[str, list[Figures]]) -> None:
    """Print medians, and what each is of "stock"."""
    print(f"{'case':<12}{'pages':>6}{'wall s':>9}{'MB':>7}{'file MB':>9}   of stock: time, memory, file")
    middle = {
        name: {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        for name, runs in found.items()
    }
    base = middle.get("stock")
    for name, own in middle.items():
        line = f"{name:<12}{own['pages']:>6.0f}{own['seconds']:>9.2f}{own['megabytes']:>7.0f}"
        line += f"{own['bytes'] / 1e6:>9.2f}"
        if base is not None:
            line += "   " + "  ".join(
                f"{own[key] / base[key]:.3f}" for key in ("seconds", "megabytes", "bytes")
            )
        print(line)


if __name__ == "__main__":
    main()
