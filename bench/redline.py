"""`python -m bench.redline`: redlines judged by LibreOffice, and how quiet they are when numbers move.

50 random pairs of drafts (`--pairs`): accepting all changes must give the text of the newer draft, rejecting
them that of the older one. Then the real report against itself with a section, a table and a fiche more in
front.
`--report A B` compares two states of the real report (folders, Word drafts or versions in git).
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.diff import built, checked_out, diff
from reportgen.review.redline import redline
from reportgen.review.redline.merge import blocks_of

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests/fixtures/project"
BATCH = 5
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIRST = """
## Zéro section {#sec-zero}

Zéro phrase.

| Zéro | Un |
|------|----|
| 0    | 1  |

Table: Zéro table {#tbl-zero}
"""


def helper(name: str) -> Any:
    """A module of `tests/review`, loaded from its file."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"tests/review/{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def word(project: Path) -> bytes:
    draft = built(project, "fr", Diagnostics())
    assert draft is not None
    return draft.data


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--report", nargs=2, metavar=("A", "B"))
    parser.add_argument("--numbers", action="store_true", help="only the report with numbers moved")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if options.report:
            two_states(Path(name), *options.report)
            return
        if not options.numbers:
            random_pairs(Path(name), options.pairs)
        numbers_moved(Path(name))


# ---- random pairs


def random_pairs(folder: Path, pairs: int) -> None:
    drafts = helper("drafts")
    good = changes = 0
    for first in range(0, pairs, BATCH):
        made = []
        for seed in range(first, min(pairs, first + BATCH)):
            sides = []
            for side in (2 * seed + 100, 2 * seed + 101):
                project = folder / f"draft{side}"
                shutil.copytree(SAMPLE, project)
                drafts.scramble(project, side)
                sides.append(word(project))
            result = redline(*sides, f"{seed}", "2026-11-23")
            changes += len(result.changes)
            made.append((*sides, result.data))
        good += sum(agree(folder, first, made, drafts.settled))
        print(f"  {good} of the first {min(pairs, first + BATCH)} pairs agree", flush=True)
    print(f"random pairs: {good}/{pairs} agree with LibreOffice, {changes} changes")


def agree(folder: Path, first: int, made: list[tuple[bytes, bytes, bytes]], settled: Any) -> list[bool]:
    """Whether accepting gives the new draft and rejecting the old one, pair by pair."""
    jobs = []
    for number, files in enumerate(made):
        for side, (data, action) in enumerate(
            zip((*files, files[2]), ("read", "read", "reject", "accept"), strict=True)
        ):
            path = folder / f"{first + number}-{side}.docx"
            path.write_bytes(data)
            jobs.append({"file": str(path), "do": action})
    command = ["/usr/bin/python3", str(ROOT / "tests/review/office.py"), str(folder)]
    done = subprocess.run(command, input=json.dumps(jobs), capture_output=True, text=True, check=True)
    read = [[text for one in texts if (text := settled(one))] for texts in json.loads(done.stdout)]
    found = []
    for number in range(len(made)):
        old, new, rejected, accepted = read[4 * number : 4 * number + 4]
        found.append(accepted == new and rejected == old)
        if not found[-1]:
            print(f"  pair {first + number} differs")
    return found


# ---- numbers that move


def numbers_moved(folder: Path) -> None:
    """One section, table and fiche more, in front of all others: every number after them is another."""
    project = folder / "moved"
    for part in ("content", "templates", "styles"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, project / part)
    chapter = sorted((project / "content/fr/chapters").glob("01-*.md"))[0]
    text = chapter.read_text(encoding="utf-8")
    at = text.index("\n## ")
    chapter.write_text(text[:at] + FIRST + text[at:], encoding="utf-8")
    first = sorted((project / "content/fr/fiches").glob("*.yaml"))[0]
    data = yaml.safe_load(first.read_text(encoding="utf-8"))
    data |= {"id": "aaa-zero", "name": "AAA zéro fiche"}
    target = first.with_name("aaa-zero.yaml")
    target.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    old, moved = word(ROOT), word(project)
    clock = time.perf_counter()
    result = redline(old, moved, "numbers", "2026-11-23")
    taken = time.perf_counter() - clock
    shown = [one for one in result.changes if one.kind not in ("ins",)]
    total = paragraphs(moved)
    # One fiche more is another count wherever the report counts its fiches: that is a change of its text.
    counted = (typed(old) - typed(moved)).total()
    false = max(0, len(shown) - counted)
    print(f"numbers moved: {len(result.changes)} changes, {len(shown)} of them not insertions,")
    print(f"  where {counted} paragraphs differ outside fields: {false} false changes,")
    print(f"  {100 * false / total:.2f} % of {total} blocks; redline in {taken:.1f} s")
    for one in shown[:20]:
        print("   ", one.kind, one.heading[:40], [piece for piece in one.pieces if piece[0]][:4])


def typed(data: bytes) -> Counter[str]:
    """The text of each paragraph outside fields, where no number is counted by Word."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    found: Counter[str] = Counter()
    depth, text = 0, ""
    for event, one in etree.iterwalk(body, events=("start", "end"), tag=(f"{_W}p", f"{_W}fldChar", f"{_W}t")):
        name = etree.QName(one).localname
        if name == "p":
            found[text] += event == "end"
            text = ""
        elif event == "end" and name == "t":
            text += "" if depth else one.text or ""
        elif event == "end":
            depth += {"begin": 1, "end": -1}.get(one.get(f"{_W}fldCharType", ""), 0)
    return +found


def paragraphs(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return len(blocks_of(list(etree.fromstring(archive.read("word/document.xml"))[0])))


# ---- two states of the report


def two_states(folder: Path, before: str, after: str) -> None:
    """What has changed, in all three forms; and whether LibreOffice agrees, whose reading takes minutes."""
    paths = [folder / "old.docx", folder / "new.docx"]
    for path, name in zip(paths, (before, after), strict=True):
        path.write_bytes(state(folder / path.stem, name))
    clock = time.perf_counter()
    result = diff(ROOT, *map(str, paths), ("docx", "html", "pdf"), folder / "out", "fr")
    print(f"{before} → {after}: {result.changes} changes, {time.perf_counter() - clock:.1f} s", flush=True)
    for path in result.outputs:
        print(f"  {path.name}: {path.stat().st_size / 1e6:.1f} MB")
    for one in result.diagnostics:
        print("  ", one.code, one.message())
    old, new = (path.read_bytes() for path in paths)
    made = (old, new, (folder / "out/diff.docx").read_bytes())
    good = agree(folder, 0, [made], helper("drafts").settled)[0]
    print("LibreOffice: accepting all gives the new state, rejecting all the old one:", good)


def state(folder: Path, name: str) -> bytes:
    """The French Word draft of a state: a Word file, a project, or the report at a version in git."""
    path = Path(name)
    if path.is_file():
        return path.read_bytes()
    if path.is_dir():
        return word(path)
    folder.mkdir()
    assert checked_out(ROOT, name, folder), f"no such version: {name}"
    return word(folder)


if __name__ == "__main__":
    main()
