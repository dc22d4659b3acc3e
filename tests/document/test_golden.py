"""Golden files: Markdown, then the tree and the findings it gives, readable side by side.

A file holds cases: a line of `=` with a title, the Markdown, a line of eight `-`, the outline. Findings
come last, one a line: `! line:col CODE message`. In files named `places-…` the outline also shows places
and kinds of unit. After a wanted change, `UPDATE_GOLDEN=1 pytest tests/document/test_golden.py` rewrites
the outlines: read the difference before committing it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document.dump import dump
from reportgen.document.parse import Parsed
from tests.document.reading import parse

FOLDER = Path(__file__).parent / "golden"
CASE = re.compile(
    r"^={8,} (?P<title>.+)\n(?P<markdown>(?:.*\n)*?)-{8}\n(?P<outline>(?:(?!={8,} ).*\n)*)", re.MULTILINE
)


class Case(NamedTuple):
    file: Path
    title: str
    markdown: str
    outline: str


def cases() -> list[Case]:
    return [
        Case(path, found["title"], found["markdown"], found["outline"].strip("\n"))
        for path in sorted(FOLDER.glob("*.md"))
        for found in CASE.finditer(path.read_text(encoding="utf-8"))
    ]


def outline(markdown: str, places: bool) -> str:
    parsed, diagnostics = parse(markdown)
    return (_tree(parsed, places) + _findings(diagnostics)).strip("\n")


def _tree(parsed: Parsed, places: bool) -> str:
    """The outline without its first line when that says nothing."""
    text = dump(parsed, places)
    first, _, rest = text.partition("\n")
    if first == "Parsed":
        return "".join(f"{line[2:]}\n" for line in rest.splitlines())
    return text


def _findings(diagnostics: Diagnostics) -> str:
    return "".join(f"! {d.span.line}:{d.span.col} {d.code} {d.message()}\n" for d in diagnostics)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file.stem}: {case.title}")
def test_golden(case: Case) -> None:
    found = outline(case.markdown, case.file.stem.startswith("places"))
    if os.environ.get("UPDATE_GOLDEN") and found != case.outline:
        text = case.file.read_text(encoding="utf-8")
        for hit in CASE.finditer(text):
            if hit["title"] == case.title:
                text = f"{text[: hit.start('outline')]}{found}\n\n{text[hit.end('outline') :]}"
                break
        case.file.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    assert found == case.outline


def test_every_case_of_every_file_is_found() -> None:
    titles = sum(
        len(re.findall("^={8,} ", path.read_text(encoding="utf-8"), re.M)) for path in FOLDER.glob("*.md")
    )
    assert titles == len(cases()) > 0
