"""Newer states of a project, as editors leave them; `bench/redline.py` uses them too."""

from __future__ import annotations

import random
import re
from pathlib import Path


def settled(text: str) -> str:
    """A paragraph with one kind of space; numbers that follow from others are no text."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text)).strip()


def scramble(project: Path, seed: int) -> None:
    """Change a project at random: words, paragraphs gone, new, moved, with their notes; fields of fiches."""
    chance = random.Random(seed)
    for path in sorted((project / "content/fr/chapters").glob("*.md")):
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        plain = [i for i, block in enumerate(blocks) if re.match(r"[A-ZÀ-Ü]", block) and "{" not in block]
        for index in plain:
            act = chance.randrange(6)
            if act == 0:
                blocks[index] = re.sub(r"\b\w{6,}\b", "autrement", blocks[index], count=2)
            elif act == 1:
                new = f"Un paragraphe neuf, *le numéro* {'x' * index}[^n{index}]."
                blocks[index] += f"\n\n{new}\n\n[^n{index}]: Note."
            elif act == 2 and "[^" not in blocks[index]:
                blocks[index] = "Tout autre chose."
            elif act == 3 and "[^" not in blocks[index]:
                other = chance.choice(plain)
                if "[^" not in blocks[other]:
                    blocks[index], blocks[other] = blocks[other], blocks[index]
        path.write_text("\n\n".join(blocks), encoding="utf-8")
    for path in sorted((project / "content/fr/fiches").glob("*.yaml")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for index, line in enumerate(lines):
            if re.match(r"  [A-ZÀ-Ü]", line) and chance.random() < 0.25:
                lines[index] = re.sub(r"\b[a-zé]{6,}\b", "autrement", line, count=1)
        path.write_text("\n".join(lines), encoding="utf-8")
