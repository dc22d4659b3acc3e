"""The translators' loop in figures: `python -m bench.translation [PROJECT]` on a copy, in seconds.

A paragraph of each chapter and a field of each tenth fiche change in the source language. What is out of date
goes out, comes back translated with everything else in one file, and the web edition in the target language
is made.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.exchange import export, import_files

ROOT = Path(__file__).parents[1]
X = "{urn:oasis:names:tc:xliff:document:2.0}"
T = TypeVar("T")


def timed(name: str, action: Callable[[], T]) -> tuple[T, float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    made = action()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{name:<52} {cpu:7.2f} s CPU {wall:7.2f} s", flush=True)
    return made, cpu, wall


def change(root: Path, word: str) -> int:
    """Edit source texts; how many."""
    count = 0
    chapters = sorted((root / "content/fr/chapters").glob("*.md"))
    fiches = sorted((root / "content/fr/fiches").glob("*.yaml"))[::10]
    for path in (*chapters, *fiches):
        lines = path.read_text(encoding="utf-8").split("\n")
        plain = (
            n for n, line in enumerate(lines) if len(line) > 90 and line.endswith(".") and line[0].isalpha()
        )
        at = next(plain, None)
        if path.suffix == ".yaml":
            at = next((n for n, line in enumerate(lines) if line.startswith("summary: ")), None)
        if at is not None and lines[at].endswith("."):
            lines[at] = f"{lines[at][:-1]}, {word}."
            path.write_text("\n".join(lines), encoding="utf-8")
            count += 1
    return count


def translate(path: Path, word: str) -> int:
    """What a translator does to units that are out of date: a word at the end, and the state."""
    root: Any = etree.parse(path).getroot()
    count = 0
    for segment in root.iter(f"{X}segment"):
        if segment.get("subState") not in ("reportgen:stale", "reportgen:both_changed"):
            continue
        target = segment.find(f"{X}target")
        node, where = (target[-1], "tail") if len(target) else (target, "text")
        setattr(node, where, f"{(getattr(node, where) or '').removesuffix('.')}, {word}.")
        segment.set("state", "translated")
        count += 1
    etree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return count


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        for name in ("content", "templates", "styles"):
            if (source / name).is_dir():
                shutil.copytree(source / name, root / name)
        request = BuildRequest(root=root, editions=("html",), langs=("en",), output=root / "build")
        timed("English HTML, nothing kept", lambda: build(request))
        print(f"{change(root, 'comme prévu')} source texts changed")
        (delta, _), cpu1, wall1 = timed(
            "export of what is out of date (XLIFF 2)", lambda: export(root, root / "out", only="stale")
        )
        print(f"  {delta.counts}")
        (everything, _), _, _ = timed(
            "export of everything", lambda: export(root, root / "all", numbers=False)
        )
        print(f"{translate(everything.paths[0], 'as planned')} texts translated in a file of all units")
        (taken, found), cpu2, wall2 = timed(
            "import of the whole file", lambda: import_files(root, everything.paths[:1])
        )
        print(f"  {taken.taken} taken, {taken.unchanged} unchanged, {len(taken.refused)} refused")
        for one in [one for one in found if one.severity == "error"][:5]:
            print("  ", one.message("en"))
        _, cpu3, wall3 = timed("English HTML again", lambda: build(request))
        print(f"delta, import, rebuild: {cpu1 + cpu2 + cpu3:.1f} s CPU, {wall1 + wall2 + wall3:.1f} s")


if __name__ == "__main__":
    main()
