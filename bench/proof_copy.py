"""Reads the proof of the report back: is every number at the same sentence on paper, in Word and on the web?

    python -m bench.proof_copy [--project .] [--built build]

Needs `reportgen build pdf docx html --profile proof`. For each language it prints how many
numbers each edition shows and how many of those of the tree it lacks, how many paragraphs are numbered in all
three, and where the first words differ; then whether both languages have the same numbers. Ends with 1 when
anything differs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from tests.proof.reading import in_docx, in_html, in_pdf, numbers_shown

ROOT = Path(__file__).parents[1]
LANGS = ("fr", "en")
COMPARED = 16
"""Signs compared with paper, where a hyphen at the end of a line, or a column, may come after them."""
READERS = {
    "html": (in_html, "html.proof/all.html"),
    "docx": (in_docx, "report.proof.docx"),
    "pdf": (in_pdf, "report.proof.pdf"),
}


def compared(folder: Path, document: Document) -> tuple[set[str], int]:
    """The numbers of one language, and how many faults its three editions have."""
    found: dict[str, dict[str, str]] = {}
    faults = 0
    for edition, (reader, name) in READERS.items():
        rows = list(reader(folder / name))
        found[edition] = dict(rows)
        wanted = numbers_shown(document, edition)
        missing, more = wanted - found[edition].keys(), found[edition].keys() - wanted
        twice = len(rows) - len(found[edition])
        faults += len(missing) + len(more) + twice
        print(f"  {edition}: {len(rows)} numbers, missing {len(missing)}, too many {len(more) + twice}")
    web, word, paper = found.values()
    common = web.keys() & word.keys() & paper.keys()
    wrong = [
        number
        for number in sorted(common)
        if not (web[number] == word[number] and _begins(paper[number], word[number]))
    ]
    print(f"  in all three: {len(common)}, with other words at the number: {len(wrong)}")
    for number in wrong[:20]:
        print(f"    {number}: html {web[number]}, docx {word[number]}, pdf {paper[number]}")
    return set(web) | set(word) | set(paper), faults + len(wrong)


def _begins(paper: str, word: str) -> bool:
    length = min(COMPARED, len(word))
    return paper[:length] == word[:length]


def main() -> int:
    """Print what was found; 1 when something differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.proof_copy", description=__doc__.splitlines()[0])
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--built", type=Path)
    asked = parser.parse_args()
    found: dict[str, set[str]] = {}
    faults = 0
    loaded = load(asked.project, Diagnostics(), Timings())
    assert loaded is not None, "the project cannot be read"
    documents = make_documents(loaded, LANGS, "proof", Diagnostics(), Timings())
    for lang in LANGS:
        print(lang, flush=True)
        found[lang], wrong = compared((asked.built or asked.project / "build") / lang, documents[lang])
        faults += wrong
    other = sorted(found["fr"] ^ found["en"])
    print(f"numbered in one language only: {len(other)} {other[:10]}")
    return 1 if faults or other else 0


if __name__ == "__main__":
    sys.exit(main())
