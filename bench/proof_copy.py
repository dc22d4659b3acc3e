"""Reads the proof of the report back: is every number at the same sentence on paper, in Word and on the web?

    python -m bench.proof_copy [--built build]

Needs `reportgen build pdf docx html --profile proof`. For each language it prints how many paragraphs each
edition numbers, how many of them are numbered in all three, and where the first words differ; then whether
both languages number the same paragraphs. Ends with 1 when anything differs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from tests.proof.reading import Numbered, in_docx, in_html, in_pdf

ROOT = Path(__file__).parents[1]
LANGS = ("fr", "en")
COMPARED = 16
"""Signs compared with paper, where a hyphen at the end of a line, or a column, may come after them."""


def read(numbered: Numbered, edition: str) -> dict[str, str]:
    """Number -> first words; a number that stands twice is said at once."""
    rows = list(numbered)
    twice = [number for number, count in Counter(number for number, _ in rows).items() if count > 1]
    if twice:
        print(f"  {edition}: twice {twice[:10]}")
    return dict(rows)


def compared(folder: Path) -> tuple[set[str], int]:
    """The numbers of the Word file of one language, and how much differs between its three editions."""
    web = read(in_html(folder / "html.proof/all.html"), "html")
    word = read(in_docx(folder / "report.proof.docx"), "docx")
    paper = read(in_pdf(folder / "report.proof.pdf"), "pdf")
    common = web.keys() & word.keys() & paper.keys()
    print(f"  numbered: html {len(web)}, docx {len(word)}, pdf {len(paper)}; in all three {len(common)}")
    alone = sorted((web.keys() | word.keys() | paper.keys()) - common)
    print(f"  not in all three: {len(alone)} {alone[:10]}")
    wrong = [
        number
        for number in sorted(common)
        if not (web[number] == word[number] and _begins(paper[number], word[number]))
    ]
    print(f"  other words at the number: {len(wrong)}")
    for number in wrong[:20]:
        print(f"    {number}: html {web[number]}, docx {word[number]}, pdf {paper[number]}")
    return set(word), len(wrong) + len(alone)


def _begins(paper: str, word: str) -> bool:
    short = paper[:COMPARED]
    return len(paper) >= min(COMPARED, len(word)) and short == word[: len(short)]


def main() -> int:
    """Print what was found; 1 when something differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.proof_copy", description=__doc__.splitlines()[0])
    parser.add_argument("--built", type=Path, default=ROOT / "build")
    asked = parser.parse_args()
    found: dict[str, set[str]] = {}
    faults = 0
    for lang in LANGS:
        print(lang, flush=True)
        found[lang], wrong = compared(asked.built / lang)
        faults += wrong
    other = sorted(found["fr"] ^ found["en"])
    print(f"numbered in one language only: {len(other)} {other[:10]}")
    return 1 if faults or other else 0


if __name__ == "__main__":
    sys.exit(main())
