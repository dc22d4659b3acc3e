"""The editors' loop in figures: `python -m bench.edit [PROJECT]` on a copy, seconds of CPU and of wall time.

Each line is one thing an editor waits for: a check of everything, of nothing new, after one edit; and, in a
running preview, the page that is being looked at after a save.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportgen.pipeline.check import CheckRequest, check
from reportgen.preview.workshop import Workshop

ROOT = Path(__file__).parents[1]
EDITS = 10


def timed(name: str, action: Callable[[], object]) -> float:
    cpu, wall = time.process_time(), time.perf_counter()
    action()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{name:<44} {cpu:7.2f} s CPU {wall:7.2f} s", flush=True)
    return cpu


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("content", "templates", "styles"):
            if (source / name).is_dir():
                shutil.copytree(source / name, root / name)
        chapter = sorted((root / "content/fr/chapters").glob("*.md"))[-1]
        fiche = sorted((root / "content/fr/fiches").glob("*.yaml"))[0]
        kept = CheckRequest(root, use_cache=True)

        def edit(path: Path, number: int) -> None:
            text = path.read_text(encoding="utf-8")
            lines = text.split("\n")
            at = next(
                i
                for i, line in enumerate(lines)
                if line.startswith(("summary:", "summary ")) or len(line) > 80
            )
            lines[at] = lines[at].rstrip(".") + f" {number}."
            path.write_text("\n".join(lines), encoding="utf-8")

        timed("check, no cache", lambda: check(CheckRequest(root)))
        timed("check, cache empty", lambda: check(kept))
        timed("check, nothing to do", lambda: check(kept))
        edit(chapter, 1)
        timed("check, one chapter edited", lambda: check(kept))

        workshop = Workshop(root)
        timed("preview, start", workshop.settle)
        page = (f"fiche-{fiche.stem}", fiche)
        workshop.page("fr", page[0])
        spent: list[float] = []
        for number in range(EDITS):
            edit(page[1], number)
            spent.append(
                timed("preview, fiche saved: read again", lambda: workshop.look([("fr", page[0])]))
                + timed("preview, its page", lambda: workshop.page("fr", page[0]))
            )
            timed("preview, all that follows", workshop.settle)
        print(f"save to page, median of {EDITS}: {statistics.median(spent):.2f} s CPU")
        timed("preview, that part as PDF", lambda: workshop.pdf("fr", page[0]))


if __name__ == "__main__":
    main()
