"""Ace by DAISY over the books of a build: for a release, as it takes minutes and a hundred megabytes of npm.

Usage: npm ci --prefix scripts/ace --ignore-scripts; python scripts/ace/check_books.py [build].
Ends with 1 when an assertion fails.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportgen.pipeline.webtools.package import browser_path

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules/.bin/ace-puppeteer"


def judged(book: Path) -> list[str]:
    """What Ace has against a book, a line each: impact, rule, place."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser_path(), "HOME": folder}
        command = [str(PROGRAM), "--force", "--silent", "--outdir", f"{folder}/out", str(book.resolve())]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        report = Path(folder, "out/report.json")
        if not report.is_file():
            raise SystemExit(f"Ace failed: {(done.stdout + done.stderr).strip()[-400:]}")
        return list(failures(json.loads(report.read_text(encoding="utf-8"))))


def failures(report: dict[str, Any]) -> Iterator[str]:
    """The assertions that fail, of each document of the book."""
    for document in report.get("assertions", ()):
        for one in document.get("assertions", ()):
            if one["earl:result"]["earl:outcome"] == "fail":
                test = one["earl:test"]
                where = document["earl:testSubject"]["url"]
                html = one["earl:result"].get("html", "")[:90]
                yield f"{test.get('earl:impact')} {test['dct:title']}: {where}: {html}"


def main() -> int:
    """Judge `<build>/*/report.epub`."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "build")
    if not PROGRAM.exists():
        raise SystemExit(f"npm ci --prefix {HERE} --ignore-scripts")
    books = sorted(root.glob("*/report.epub"))
    found = {book: judged(book) for book in books}
    for book, lines in found.items():
        print(f"{book}: {len(lines)} failures")
        print("".join(f"  {line}\n" for line in lines), end="")
    return 1 if not books or any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
