"""Figures of several runs in one file, and the tables of `docs/benchmarks.md` from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.rivals.features import Found
from bench.rivals.measuring import Took

CASES = ("cold", "warm", "edit")
MAKES = ("pdf", "docx", "html", "six")
OURS = "reportgen"


@dataclass(slots=True)
class Line:
    """One tool on one content: what each case took, bytes, what it holds; or why there is nothing."""

    tool: str
    makes: str
    took: dict[str, Took] = field(default_factory=dict)
    bytes: int = 0
    holds: Found = field(default_factory=dict)
    note: str = ""


Results = dict[str, list[Line]]
"""Lines by name of the content."""


def read(path: Path) -> Results:
    """What `write` has written; nothing when there is no such file."""
    if not path.exists():
        return {}
    return {
        name: [
            Line(**{**line, "took": {case: Took(**took) for case, took in line["took"].items()}})
            for line in lines
        ]
        for name, lines in json.loads(path.read_text()).items()
    }


def write(path: Path, results: Mapping[str, Sequence[Line]]) -> None:
    path.write_text(
        json.dumps({name: [asdict(line) for line in lines] for name, lines in results.items()}, indent=1)
    )


def merged(known: Results, more: Results) -> Results:
    """`known` with the lines of `more`: a newer line of a tool replaces the older one, case by case."""
    found = {name: list(lines) for name, lines in known.items()}
    for name, lines in more.items():
        own = found.setdefault(name, [])
        for line in lines:
            at = next(
                (i for i, old in enumerate(own) if (old.tool, old.makes) == (line.tool, line.makes)), None
            )
            if at is None:
                own.append(line)
            else:
                own[at] = Line(
                    *(line.tool, line.makes, {**own[at].took, **line.took}),
                    *(line.bytes or own[at].bytes, line.holds or own[at].holds, line.note),
                )
        own.sort(key=lambda line: (MAKES.index(line.makes), line.tool != OURS))
    return found


def figures(name: str, lines: Sequence[Line]) -> Iterator[str]:
    """Seconds of processor time of each case, the first beside ours, memory and size, in Markdown."""
    yield from ("", f"{name}:", "")
    yield "| | cold | ÷ ours | again | after an edit | memory | file |"
    yield "|---" * 7 + "|"
    for line in lines:
        if line.took:
            ours = next((other for other in lines if (other.tool, other.makes) == (OURS, line.makes)), None)
            yield _row(line, ours)


def _row(line: Line, ours: Line | None) -> str:
    cold = line.took["cold"]
    beside = f"{cold.cpu / ours.took['cold'].cpu:.2f}" if ours and "cold" in ours.took else ""
    later = [f"{line.took[case].cpu:.1f}" if case in line.took else _kept(line) for case in CASES[1:]]
    size = f"{line.bytes / 1e6:.2f} MB" if line.bytes else ""
    cells = (f"{cold.cpu:.1f}", beside, *later, f"{cold.megabytes:.0f} MB", size)
    return f"| {line.makes}: {line.tool} | " + " | ".join(cells) + " |"


def _kept(line: Line) -> str:
    return "" if line.makes == "six" or len(line.took) > 1 else "as cold"


def held(name: str, lines: Sequence[Line]) -> Iterator[str]:
    """What the results hold, a table an edition, as Markdown."""
    for makes in MAKES:
        there = [line for line in lines if line.makes == makes and line.holds]
        if not there:
            continue
        yield from ("", f"{name}, {makes}:", "")
        yield "| | " + " | ".join(line.tool for line in there) + " |"
        yield "|---" * (len(there) + 1) + "|"
        for key in there[0].holds:
            yield f"| {key} | " + " | ".join(line.holds.get(key, "") for line in there) + " |"
