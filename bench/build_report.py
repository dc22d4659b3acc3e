"""Measures the editions: pages a second, and ratios that hold on any machine.

    python -m bench [--pages 300] [--runs 1] [--only pdf_cold,one_render] [--committed]

Each case runs alone in a fresh process; with several runs, cases alternate and medians are shown. Only
ratios are worth comparing between machines.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
USUAL = ("pdf_cold", "pdf_unchanged", "pdf_edited", "one_render", "html", "docx")
RATIOS = (
    ("PDF, cold / one WeasyPrint render", "pdf_cold", "one_render"),
    ("PDF, one paragraph edited / cold", "pdf_edited", "pdf_cold"),
    ("PDF, one paragraph edited / one WeasyPrint render", "pdf_edited", "one_render"),
    ("PDF, nothing changed / cold", "pdf_unchanged", "pdf_cold"),
    ("PDF, cold with a page map / one WeasyPrint render", "pdf_locked", "one_render"),
    ("PDF, cold with a page map / Typst, cold", "pdf_locked", "typst_cold"),
    ("PDF, one paragraph edited / Typst, cold", "pdf_edited", "typst_cold"),
    ("Typst, warm / cold", "typst_warm", "typst_cold"),
)


def main() -> None:
    """Run the cases that the command line asks for, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only", default=",".join(USUAL))
    parser.add_argument("--committed", action="store_true", help="also build the report of this repository")
    asked = parser.parse_args()
    names = [name for name in asked.only.split(",") if name] + ["committed"] * asked.committed
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(asked.runs):
        with tempfile.TemporaryDirectory() as folder:
            for name in names:
                result = measure(name, asked.pages, Path(folder))
                if result is not None:
                    found[name].append(result)
    show(found)


def measure(name: str, pages: int, folder: Path) -> dict[str, Any] | None:
    """What a case reports; None, with its last words, when it fails."""
    command = [sys.executable, "-m", "bench.cases", name, str(pages), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"{name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def show(found: dict[str, list[dict[str, Any]]]) -> None:
    """Print medians, pages a second, and ratios."""
    print(f"{'case':<16}{'pages':>6}{'wall s':>9}{'cpu s':>9}{'pages/s':>9}{'MB':>7}  renders")
    seconds: dict[str, float] = {}
    for name, results in found.items():
        if not results:
            continue
        seconds[name] = wall = statistics.median(r["seconds"] for r in results)
        cpu = statistics.median(r["cpu"] for r in results)
        last = results[-1]
        rate = last["pages"] / wall
        print(
            f"{name:<16}{last['pages']:>6}{wall:>9.2f}{cpu:>9.2f}{rate:>9.1f}{last['megabytes']:>7.0f}"
            f"  {last.get('renders', '')}"
        )
        if "phases" in last:
            print("  " + ", ".join(f"{phase} {value}" for phase, value in last["phases"].items()))
    for text, over, under in RATIOS:
        if over in seconds and under in seconds:
            print(f"{text}: {seconds[over] / seconds[under]:.3f}")
