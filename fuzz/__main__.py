"""`python -m fuzz [TARGET…] [--seconds N] [--folder build/fuzz]`: fuzz each target in turn for N seconds.

Prints a line a target: runs, runs a second, branches covered, and what broke it. Exit code 1 when anything did.
The corpus stays in the folder: the next run goes on from there.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

from fuzz import TARGETS

ROOT = Path(__file__).parents[1]


def fuzz(name: str, folder: Path, seconds: int) -> tuple[int, int, list[Path]]:
    """One target for `seconds`: runs, branches covered, and the inputs that break it (found now or before)."""
    end = time.monotonic() + seconds
    runs = covered = 0
    while (left := int(end - time.monotonic())) > 0:
        command = [sys.executable, "-m", "fuzz.harness", name, str(folder), f"-max_total_time={left}"]
        done = subprocess.run(
            [*command, "-max_len=20000"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        said = done.stderr
        if not (found := re.findall(r"cov: (\d+)", said)):
            raise SystemExit(f"{name} could not start:\n{said[-3000:]}")
        covered = max(covered, int(found[-1]))
        counted = re.findall(r"number_of_executed_units: (\d+)", said) or re.findall(r"^#(\d+)\t", said, re.M)
        runs += int(counted[-1]) if counted else 0
    return runs, covered, sorted(path for path in (folder / "crashes").iterdir() if path.suffix != ".txt")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], default=[])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=ROOT / "build/fuzz")
    chosen = parser.parse_args()
    broken = 0
    for name in chosen.targets or TARGETS:
        runs, covered, found = fuzz(name, chosen.folder.resolve() / name, chosen.seconds)
        print(
            f"{name:12} {chosen.seconds:6} s {runs:9} runs {runs / chosen.seconds:7.0f}/s {covered:6} branches"
            f"  {len(found)} broken",
            flush=True,
        )
        for path in found:
            print(f"  {path}")
        broken += len(found)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
