"""`python -m bench.inventory [2000]`: a large inventory through the whole process, in one command.

Made-up fiches come in as JSON files, as ministries' systems would send them; `reportgen intake import
--build` imports and checks them, and makes the data package and the web pages in both languages. Time and
peak memory are those of that one process. The same count gives the same fiches.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.synthetic import Report
from reportgen.inventory.fiche import FAMILIES
from reportgen.pipeline.new import project as new_project

PER_FILE = 250
SYLLABLES = ("ba", "bro", "cau", "dis", "fey", "gra", "hul", "jon", "ker", "lav", "mou", "nis", "ori", "pel",
             "que", "rou", "sar", "tig", "ulm", "vor", "wen", "xan", "yve", "zel")  # fmt: skip
KINDS = (
    "Assises",
    "Forum",
    "Jury",
    "Ateliers",
    "Concertation",
    "Budget",
    "Panel",
    "Rencontres",
    "Convention",
)
FORMS = ("representative", "participatory", "deliberative")


def fiches(count: int, seed: int = 11) -> Iterator[dict[str, Any]]:
    """Made-up fiches as `inventory.json` has them, each of two to three printed pages."""
    text, chance = Report(seed), random.Random(seed)

    def prose(low: int, high: int) -> str:
        return " ".join(text.sentence() for _ in range(chance.randint(low, high))) + " [@s1; @s2; @s3].\n"

    for number in range(1, count + 1):
        place = "".join(chance.choice(SYLLABLES) for _ in range(6)).capitalize()
        theme = "".join(chance.choice(SYLLABLES) for _ in range(5))
        year = chance.randint(2005, 2025)
        yield {
            "id": f"essai-{number:05}",
            "name": f"{chance.choice(KINDS)} {theme} de {place}",
            "summary": text.sentence(),
            "depth": chance.choice(("full", "short")),
            "status": "draft",
            "lead": {"portfolio": "premier-ministre", "name": f"Service {theme}"},
            "form": chance.choice(FORMS),
            "method": chance.choice(sorted(FAMILIES)),
            "level": "national",
            "start": f"{year}-{chance.randint(1, 12):02}",
            "end": "ongoing",
            "selection": {"kind": "open", "detail": text.sentence()},
            "participants": {"value": chance.randint(10, 90_000), "counts": "Présents", "sources": [1]},
            "contributions": {"value": "unknown"},
            "cost_eur": {"value": chance.randint(1_000, 900_000), "counts": "Dépenses", "sources": [2]},
            "asked": prose(2, 4),
            "how": prose(4, 8),
            "outcome": prose(2, 5),
            "who": prose(1, 2),
            "inspires": prose(1, 3),
            "reuse": prose(1, 3),
            "follow_up": [{"id": "f1", "text": prose(1, 1).strip(), "date": str(year + 1)}],
            "pitfalls": [{"id": f"p{n}", "text": prose(1, 2).strip()} for n in (1, 2)],
            "gaps": [{"id": "g1", "text": text.sentence()}],
            "keywords": [chance.choice(KINDS).lower(), theme],
            "sources": [
                {"n": n, "title": text.title(), "url": f"https://example.org/{number}/{n}", "lang": "fr"}
                for n in (1, 2, 3)
            ],
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=2_000)
    parser.add_argument("--keep", type=Path, help="work in this folder, and leave it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        root, sent = folder / "project", folder / "sent"
        new_project(root)
        sent.mkdir()
        made = list(fiches(arguments.count))
        files = []
        for start in range(0, len(made), PER_FILE):
            files.append(sent / f"part-{start // PER_FILE + 1:03}.json")
            data = {"fiches": made[start : start + PER_FILE]}
            files[-1].write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        size = sum(path.stat().st_size for path in files)
        print(f"{len(made)} fiches in {len(files)} files, {size / 1e6:.1f} MB")
        run(root, files)


def run(root: Path, files: list[Path]) -> None:
    """Run the command in a process of its own, and print what it took. Raises SystemExit when it fails."""
    command = [sys.executable, "-c", "from reportgen.cli import main; main()"]
    command += ["intake", "import", *map(str, files), "--build", "--quiet", "--project", str(root)]
    started = time.perf_counter()
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    build = root / "build"
    pages = sum(1 for _ in build.rglob("*.html"))
    rows = 0
    if status == 0:
        with (build / "data/fr/fiches.csv").open(encoding="utf-8", newline="") as file:
            rows = sum(1 for _ in csv.DictReader(file))
    print(f"exit {child.returncode}, {pages} pages, {rows} rows in fiches.csv")
    work, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    print(f"{seconds:.1f} s, {work:.1f} s of CPU, peak {peak:.0f} MB")
    if status:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
