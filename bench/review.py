"""`python -m bench.review`: what comes back of 200 comments and 300 edits of three reviewers.

They review the real report. Edits are placed on the raw XML of the proof copy by `tests/review/wordlike.py`,
which shares no code with what is measured. `--moved` changes the sources in between: 30 paragraphs edited,
a chapter renamed.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import random
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

from lxml import etree

from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.diff import built
from reportgen.pipeline.review import apply_review, export_proof, import_drafts
from reportgen.review.register import load_register

ROOT = Path(__file__).parents[1]
REVIEWERS = ("Anne Martin", "Bruno Petit", "Claire Durand")
COMMENTS, REPLIED, RESOLVED, EDITS = 200, 40, 20, 300
_MANIFEST = "{urn:reportgen:manifest:1}unit"


def wordlike() -> Any:
    """The reviewer's program, loaded from its file."""
    spec = importlib.util.spec_from_file_location("wordlike", ROOT / "tests/review/wordlike.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["wordlike"] = module
    spec.loader.exec_module(module)
    return module


def settled(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()


def candidates(word: Any, tool: Any) -> list[tuple[Any, str, str]]:
    """Paragraphs with a unit, typed text enough, and where the manifest says they come from."""
    origin = {}
    for name, data in word.parts.items():
        if name.startswith("customXml/item") and b"urn:reportgen:manifest:1" in data:
            root = etree.fromstring(data)
            for one in root.iter(_MANIFEST):
                origin[one.get("bookmark")] = (one.get("id"), one.get("field", ""), one.get("file", ""))
    found = []
    for root in (word.body, word.notes):
        for paragraph in root.iter(tool.W + "p"):
            marks = [m.get(tool.W + "name", "") for m in paragraph.iter(tool.W + "bookmarkStart")]
            units = [origin[m] for m in marks if m in origin]
            typed = [t for t in word.texts(paragraph) if word._alone(t) and len(t.text or "") > 12]
            if len(units) == 1 and typed and not units[0][1].startswith("templates/"):
                found.append((paragraph, units[0][0], units[0][2]))
    return found


def edit(word: Any, tool: Any, paragraph: Any, chance: random.Random, number: int) -> str:
    """One edit as a reviewer makes it; its kind."""
    act = number % 20
    if act == 17:
        word.delete_paragraph(paragraph)
        return "paragraph deleted"
    if act == 18:
        word.new_paragraph(paragraph, f"Un paragraphe ajouté, le numéro {number}.")
        return "paragraph added"
    if act == 16:
        word.drop_bookmarks(paragraph)
    typed = [t for t in word.texts(paragraph) if word._alone(t) and len(t.text or "") > 12]
    text = chance.choice(typed).text or ""
    words = list(re.finditer(r"\w{4,}", text))
    if not words:
        words = list(re.finditer(r"\w+", text))
    hit = chance.choice(words)
    if chance.random() < 0.5:
        word.shatter(paragraph, 2)
    if act % 3 == 0:
        word.replace(paragraph, hit[0], f"terme{number}")
        return "word replaced"
    if act % 3 == 1:
        word.insert_after(paragraph, hit[0], f" ajout{number}")
        return "words inserted"
    phrase = text[hit.start() : hit.start() + chance.randrange(4, 30)]
    word.delete(paragraph, phrase.rstrip() or hit[0])
    return "words deleted"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--moved", action="store_true")
    options = parser.parse_args()
    tool = wordlike()
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), options, tool)


def measure(folder: Path, options: argparse.Namespace, tool: Any) -> None:
    project = folder / "project"
    for part in ("content", "templates", "styles"):
        if (options.project / part).is_dir():
            shutil.copytree(options.project / part, project / part)
    clock = time.perf_counter()
    export_proof(project, ["fr"], folder / "out", remarks=False)
    proof = folder / "out/fr/report.proof.docx"
    print(f"export: {time.perf_counter() - clock:.1f} s, {proof.stat().st_size / 1e6:.1f} MB")
    chance = random.Random(options.seed)
    truth: dict[str, str] = {}
    files, kinds, expected = [], Counter[str](), Counter[str]()
    gone: Counter[str] = Counter()
    placed_comments = placed_changes = 0
    taken: set[str] = set()
    for index, author in enumerate(REVIEWERS):
        word = tool.Word(proof, author, index + 1)
        pool = [one for one in candidates(word, tool) if one[1] not in taken]
        chance.shuffle(pool)
        for number in range(index, COMMENTS, 3):
            paragraph, unit, _file = pool.pop()
            text = f"Remarque {number}"
            typed = [t for t in word.texts(paragraph) if word._alone(t) and len(t.text or "") > 12]
            words = (chance.choice(typed).text or "")[:9]
            replies = (("Relecteur", f"Réponse {number}"),) if number < REPLIED else ()
            word.comment(paragraph, words, text, replies, done=number >= COMMENTS - RESOLVED)
            truth[text] = unit
        for number in range(index, EDITS, 3):
            paragraph, unit, _file = pool.pop()
            taken.add(unit)
            before = settled(tool.shown(paragraph))
            kind = edit(word, tool, paragraph, chance, number)
            kinds[kind] += 1
            if kind == "paragraph deleted":
                gone[before] += 1
            elif kind == "paragraph added":
                expected[f"Un paragraphe ajouté, le numéro {number}."] += 1
            else:
                expected[settled(tool.shown(paragraph))] += 1
        placed_comments += len(word.comments)
        placed_changes += word.changes
        files.append(word.save(folder / f"{index}.docx"))
    print(
        "placed:", placed_comments, "comments and replies,", placed_changes, "change elements,", dict(kinds)
    )
    if options.moved:
        change_sources(project, chance)
    before_files = {path: path.read_bytes() for path in project.rglob("content/**/*") if path.is_file()}
    clock = time.perf_counter()
    result = import_drafts(project, files, "bench")
    print(f"import: {time.perf_counter() - clock:.1f} s, {result.figures}")
    for one in result.diagnostics:
        if one.code in ("REV001", "REV002", "REV003", "REV004"):
            print("  ", one.code, one.message())
    register = load_register((project / "reviews/bench.yaml").read_bytes(), "bench", Diagnostics())
    assert register is not None
    comments = {one.text: one for one in register.threads if one.kind == "comment"}
    kept = [text for text in truth if text in comments]
    whole = [
        text
        for text in kept
        if comments[text].date
        and comments[text].authors[0] in REVIEWERS
        and (len(comments[text].replies) == 1) == (int(text.split()[-1]) < REPLIED)
        and comments[text].resolved == (int(text.split()[-1]) >= COMMENTS - RESOLVED)
    ]
    exact = [text for text in kept if comments[text].unit.split("-")[0] == truth[text]]
    percent("comments kept with author, date, thread and state", len(whole), len(truth))
    percent("comments on the exact unit", len(exact), len(truth))
    edits = [one for one in register.threads if one.kind in ("edit", "insert", "delete", "move")]
    states = Counter(one.proposal for one in edits)
    print("edits by proposal:", dict(states), Counter(one.reason for one in edits if one.proposal != "ready"))
    for one in edits:
        if one.proposal != "ready":
            unit = register.units.get(one.unit)
            print(
                "  ",
                one.kind,
                unit.kind if unit else "",
                one.reason,
                one.place,
                one.field,
                one.old[:40],
                "->",
                one.new[:40],
            )
    clock = time.perf_counter()
    applied = apply_review(project, ["bench"], every=True, who="bench")
    print(f"apply: {time.perf_counter() - clock:.1f} s, {applied.figures}")
    rebuilt = built(project, "fr", Diagnostics())
    assert rebuilt is not None
    with zipfile.ZipFile(io.BytesIO(rebuilt.data)) as archive:
        stories = [etree.fromstring(archive.read(f"word/{part}.xml")) for part in ("document", "footnotes")]
    now = Counter(loose(settled(tool.shown(p))) for root in stories for p in root.iter(tool.W + "p"))
    added = [text for text in expected if text.startswith("Un paragraphe ajouté")]
    typed = [text for text in expected if text not in set(added)]
    percent(
        "text edits that the rebuilt report prints as left", sum(now[loose(t)] > 0 for t in typed), len(typed)
    )
    whole_ones = sum(now[loose(t)] > 0 for t in added) + sum(now[loose(t)] == 0 for t in gone)
    percent("paragraphs added or deleted that it prints as left", whole_ones, len(added) + len(gone))
    for text in [one for one in expected if not now[loose(one)]][:12]:
        print("   not as left:", text[:150])
    reported = sum(one.proposal in ("manual", "conflict") for one in edits)
    print("reported to a person:", reported)
    touched = {path for path, data in before_files.items() if path.exists() and path.read_bytes() != data}
    patched = {path for path in applied.outputs if "content" in path.parts}
    print("files changed:", len(touched), "all of them patched on purpose:", touched <= patched)


def loose(text: str) -> str:
    """Without what renumbering and typography change."""
    return re.sub(r"[\s«»“”\"’']+", " ", re.sub(r"\d+", "#", text)).strip()


def percent(what: str, good: int, total: int) -> None:
    print(f"{what}: {good}/{total} = {100 * good / max(1, total):.1f} %")


def change_sources(project: Path, chance: random.Random) -> None:
    """Edit 30 paragraphs and rename a chapter, as editors do while the draft is out."""
    chapters = sorted((project / "content/fr/chapters").glob("*.md"))
    for path in chance.choices(chapters, k=30):
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        plain = [i for i, block in enumerate(blocks) if re.match(r"[A-ZÀ-Ü]\w", block) and "{" not in block]
        if plain:
            index = chance.choice(plain)
            blocks[index] = re.sub(r"\b[a-zé]{5,}\b", "entretemps", blocks[index], count=1)
            path.write_text("\n\n".join(blocks), encoding="utf-8")
    last = chapters[-1].stem
    for lang in ("fr", "en"):
        path = project / "content" / lang / "chapters" / f"{last}.md"
        path.rename(path.with_name(f"{last}-renamed.md"))
    settings = project / "content/report.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(last, f"{last}-renamed"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
