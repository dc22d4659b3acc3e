"""`python -m bench.review`: what comes back of 200 comments and 300 edits of three reviewers.

They review the real report. Edits are placed on the raw XML of the proof copy by `tests/review/wordlike.py`,
which shares no code with what is measured: words replaced, inserted, deleted and set in bold in any kind of
unit (notes, cells, links, fields of fiches), in split runs, with bookmarks deleted; paragraphs split, moved,
added, deleted. Some land in citations, which the engine writes: these must be left to a person. `--moved`
changes the sources in between: 30 paragraphs edited, a chapter renamed, two fiches merged. With `--office` a
fourth reviewer edits in LibreOffice (minutes).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from bench import newer
from bench.left import Left, judged, percent, settled
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.diff import built
from reportgen.pipeline.proof import export_proof
from reportgen.pipeline.review import apply_review, import_drafts
from reportgen.review.register import load_register

ROOT = Path(__file__).parents[1]
REVIEWERS = ("Anne Martin", "Bruno Petit", "Claire Durand")
COMMENTS, REPLIED, RESOLVED, EDITS = 200, 40, 20, 300
_CITED = "words of a citation"
_MANIFEST = "{urn:reportgen:manifest:1}unit"


def wordlike() -> Any:
    """The reviewer's program, loaded from its file."""
    spec = importlib.util.spec_from_file_location("wordlike", ROOT / "tests/review/wordlike.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["wordlike"] = module
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Spot:
    """A paragraph of the draft with what the manifest says of its unit."""

    paragraph: Any
    unit: str
    kind: str
    file: str
    field: str


def lettered(number: int) -> str:
    """A number in letters, which `loose` keeps."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "x"


def candidates(word: Any, tool: Any) -> list[Spot]:
    """Paragraphs with a unit and typed text enough."""
    origin = {}
    for name, data in word.parts.items():
        if name.startswith("customXml/item") and b"urn:reportgen:manifest:1" in data:
            root = etree.fromstring(data)
            for one in root.iter(_MANIFEST):
                values = (one.get(name, "") for name in ("id", "kind", "file", "field"))
                origin[one.get("bookmark")] = tuple(values)
    found = []
    for root in (word.body, word.notes):
        for paragraph in root.iter(tool.W + "p"):
            marks = [m.get(tool.W + "name", "") for m in paragraph.iter(tool.W + "bookmarkStart")]
            units = [origin[m] for m in marks if m in origin]
            typed = [t for t in word.texts(paragraph) if word._alone(t) and len(t.text or "") > 12]
            # What the templates print is the engine's, not the report's.
            if len(units) == 1 and typed and not any(one.startswith("templates/") for one in units[0][2:]):
                found.append(Spot(paragraph, *units[0]))
    return found


def further(spot: Spot, pool: list[Spot]) -> Spot | None:
    """Another paragraph of the same text, not the one before, for a paragraph to be moved behind."""
    around = [
        one for one in pool if (one.file, one.field) == (spot.file, spot.field) and one.kind == "paragraph"
    ]
    nodes = list(spot.paragraph.getparent())
    apart = [one for one in around if one.paragraph.getparent() is spot.paragraph.getparent()]
    here = nodes.index(spot.paragraph)
    far = [one for one in apart if not here - 3 <= nodes.index(one.paragraph) <= here + 1]
    return far[0] if far else None


def review(
    word: Any, tool: Any, spot: Spot, pool: list[Spot], chance: random.Random, number: int, left: Left
) -> str:
    """One edit as a reviewer makes it, noted in `left`; its kind."""
    act, paragraph = number % 20, spot.paragraph
    before = settled(tool.shown(paragraph))
    target = further(spot, pool) if act == 15 and spot.kind == "paragraph" else None
    if act == 17:
        word.delete_paragraph(paragraph)
        left.gone[before] += 1
        return "paragraph deleted"
    if act == 18:
        text = f"Un paragraphe ajouté, le numéro {lettered(number)}."
        word.new_paragraph(paragraph, text)
        left.added[text] += 1
        return "paragraph added"
    if act == 14 and spot.kind == "paragraph":
        typed = [t for t in word.texts(paragraph) if word._alone(t) and len(t.text or "") > 12]
        halves = [hit.start() for hit in re.finditer(r"(?<=\s)\w{3}", typed[0].text)][1:-1]
        if halves:
            words = typed[0].text[chance.choice(halves) :]
            word.split_paragraph(paragraph, words)
            halves_now = (tool.shown(paragraph), tool.shown(paragraph.getnext()))
            left.split.append((settled(halves_now[0]), settled(halves_now[1])))
            return "paragraph split"
    if target is not None:
        pool.remove(target)
        word.move(paragraph, target.paragraph)
        left.follow.append((settled(tool.shown(target.paragraph)), before))
        return "paragraph moved"
    kind = edit(word, paragraph, chance, number, left)
    if in_citation(tool, paragraph):
        left.cited.append(spot.unit)
        return _CITED
    now = settled(tool.shown(paragraph))
    if now:
        left.texts[now] += 1
    else:
        left.gone[before] += 1
    return kind


def in_citation(tool: Any, paragraph: Any) -> bool:
    """Whether a change of words stands in a link to the bibliography."""
    changes = paragraph.iter(tool.W + "ins", tool.W + "del")
    links = (one for change in changes for one in change.iterancestors(tool.W + "hyperlink"))
    return any(link.get(tool.W + "anchor", "").startswith("_Ref_bib_") for link in links)


def edit(word: Any, paragraph: Any, chance: random.Random, number: int, left: Left) -> str:
    """One edit of words; its kind."""
    act = number % 20
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
    if act == 19:
        word.bold(paragraph, hit[0])
        left.bold.append(hit[0])
        return "words set in bold"
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
    parser.add_argument("--office", type=int, default=0, help="edits made in LibreOffice too")
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
    files, kinds, left = [], Counter[str](), Left()
    placed_comments = placed_changes = 0
    taken: set[str] = set()
    edited: list[str] = []
    for index, author in enumerate(REVIEWERS):
        word = tool.Word(proof, author, index + 1)
        pool = [one for one in candidates(word, tool) if one.unit not in taken]
        chance.shuffle(pool)
        for number in range(index, COMMENTS, 3):
            spot = pool.pop()
            text = f"Remarque {number}"
            typed = [t for t in word.texts(spot.paragraph) if word._alone(t) and len(t.text or "") > 12]
            words = (chance.choice(typed).text or "")[:9]
            replies = (("Relecteur", f"Réponse {number}"),) if number < REPLIED else ()
            word.comment(spot.paragraph, words, text, replies, done=number >= COMMENTS - RESOLVED)
            truth[text] = spot.unit
        for number in range(index, EDITS, 3):
            spot = pool.pop()
            taken.add(spot.unit)
            edited.append(spot.file)
            kinds[review(word, tool, spot, pool, chance, number, left)] += 1
        placed_comments += len(word.comments)
        placed_changes += word.changes
        files.append(word.save(folder / f"{index}.docx"))
    if options.office:
        word = tool.Word(proof, "LibreOffice", 9)
        spots = [one for one in candidates(word, tool) if one.unit not in taken]
        chance.shuffle(spots)
        made = in_libreoffice(folder, proof, word, tool, spots, options.office, left)
        kinds["in LibreOffice"] = made
        files.append(folder / "office.docx")
    print(
        "placed:", placed_comments, "comments and replies,", placed_changes, "change elements,", dict(kinds)
    )
    if options.moved:
        newer.edit_units(project, chance, 30)
        newer.rename_chapter(project)
        fiches = [Path(file).stem for file in dict.fromkeys(edited) if "/fiches/" in file]
        newer.merge_fiches(project, *chance.sample(fiches, 2))
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
    edits += [one for one in register.threads if one.kind == "format"]
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
    good, total = judged(rebuilt.data, left, tool)
    percent(
        "edits of what people wrote that the rebuilt report prints as the reviewer left them", good, total
    )
    refused = {one.unit.split("-")[0] for one in edits if one.reason == "computed"}
    alone = sum(unit in refused for unit in left.cited)
    percent("edits of citations left to a person, as they must be", alone, len(left.cited))
    percent("all text edits that become patches", good, total + len(left.cited))
    print("left to a person, with the reason:", reported(edits))
    touched = {path for path, data in before_files.items() if path.exists() and path.read_bytes() != data}
    patched = {path for path in applied.outputs if "content" in path.parts}
    print("files changed:", len(touched), "all of them patched on purpose:", touched <= patched)


def in_libreoffice(
    folder: Path, proof: Path, word: Any, tool: Any, spots: list[Spot], count: int, left: Left
) -> int:
    """Replace words in `count` paragraphs as somebody does who works in LibreOffice; how many were found."""
    every = "".join(t.text or "" for t in word.body.iter(tool.W + "t"))
    edits, texts = [], []
    for spot in spots:
        typed = [t.text or "" for t in word.texts(spot.paragraph) if word._alone(t)]
        phrase = next((text[5:35].strip() for text in typed if len(text) > 45), "")
        words = re.findall(r"\w{5,}", phrase)
        shown = tool.shown(spot.paragraph)
        if len(edits) == count or not words or every.count(phrase) != 1 or shown.count(phrase) != 1:
            continue
        new = phrase.replace(words[-1], f"bureau{len(edits)}")
        edits.append({"find": phrase, "new": new, "tracked": len(edits) % 4 > 0})
        texts.append(settled(shown.replace(phrase, new)))
    job = {"file": str(proof), "do": "edit", "save": str(folder / "office.docx"), "edits": edits}
    command = ["/usr/bin/python3", str(ROOT / "tests/review/office.py"), str(folder)]
    done = subprocess.run(command, input=json.dumps([job]), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)[0]
    left.texts.update(text for text, hit in zip(texts, found, strict=True) if hit)
    return sum(found)


def reported(edits: list[Any]) -> int:
    """How many edits the register leaves to a person, with their reason."""
    return sum(one.proposal in ("manual", "conflict") for one in edits)


if __name__ == "__main__":
    main()
