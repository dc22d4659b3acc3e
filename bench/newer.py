"""Sources that moved on while drafts were out: paragraphs edited, a chapter renamed, two fiches merged."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import yaml

TEXTS = ("asked", "how", "who", "outcome", "inspires", "reuse", "evaluation")
MEANWHILE = "entretemps"
LISTS = ("follow_up", "pitfalls", "gaps")


def edit_units(project: Path, chance: random.Random, count: int) -> None:
    """Put `MEANWHILE` in the place of a word in `count` paragraphs of the chapters."""
    left = count
    chapters = sorted((project / "content/fr/chapters").glob("*.md"))
    done: set[tuple[Path, int]] = set()
    while left:
        path = chance.choice(chapters)
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        plain = [
            i
            for i, block in enumerate(blocks)
            if re.match(r"[A-ZÀ-Ü]\w", block) and "{" not in block and (path, i) not in done
        ]
        if plain:
            index = chance.choice(plain)
            done.add((path, index))
            blocks[index] = re.sub(r"\b[a-zé]{5,}\b", MEANWHILE, blocks[index], count=1)
            path.write_text("\n\n".join(blocks), encoding="utf-8")
            left -= 1


def rename_chapter(project: Path) -> None:
    """Give the last chapter another name, in both languages."""
    last = sorted((project / "content/fr/chapters").glob("*.md"))[-1].stem
    for lang in ("fr", "en"):
        path = project / "content" / lang / "chapters" / f"{last}.md"
        path.rename(path.with_name(f"{last}-renamed.md"))
    settings = project / "content/report.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(last, f"{last}-renamed"), encoding="utf-8")


def merge_fiches(project: Path, kept: str, gone: str) -> None:
    """Put the texts, items and sources of `gone` behind those of `kept`; every mention of it names `kept`."""
    french = yaml.safe_load((project / f"content/fr/fiches/{kept}.yaml").read_text(encoding="utf-8"))
    first = len(french["sources"])
    for lang in ("fr", "en"):
        into, source = (project / f"content/{lang}/fiches/{name}.yaml" for name in (kept, gone))
        data = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (into, source)]
        merged = _merged(data[0], _renumbered(data[1], first))
        into.write_text(
            yaml.dump(merged, Dumper=_Literal, allow_unicode=True, sort_keys=False, width=10**6), "utf-8"
        )
        source.unlink()
    (project / f"content/lock/fiches/{gone}.yaml").unlink(missing_ok=True)
    mention = re.compile(rf"(?<![\w]){re.escape(gone)}(?![\w-])")
    for path in sorted((project / "content").rglob("*")):
        if path.suffix in (".md", ".yaml") and "lock" not in path.parts:
            text = path.read_text(encoding="utf-8")
            if mention.search(text):
                path.write_text(mention.sub(kept, text), encoding="utf-8")


def _merged(kept: dict[str, Any], gone: dict[str, Any]) -> dict[str, Any]:
    made = dict(kept)
    for name in TEXTS:
        if gone.get(name):
            made[name] = f"{made.get(name, '').rstrip()}\n\n{gone[name]}".lstrip()
    for name in LISTS:
        if gone.get(name):
            items = [{**item, "id": f"m{item['id']}"} for item in gone[name]]
            made[name] = [*(made.get(name) or ()), *items]
    if "sources" in made:
        made["sources"] = [*made["sources"], *gone["sources"]]
    return made


def _renumbered(data: Any, first: int) -> Any:
    if isinstance(data, str):
        return re.sub(r"@s(\d+)", lambda hit: f"@s{int(hit[1]) + first}", data)
    if isinstance(data, dict):
        return {
            key: value + first if key == "n" and isinstance(value, int) else _renumbered(value, first)
            for key, value in data.items()
        }
    return [_renumbered(item, first) for item in data] if isinstance(data, list) else data


class _Literal(yaml.SafeDumper):
    """Texts of several lines as literal blocks, as editors write them."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Literal.add_representer(str, _text)
