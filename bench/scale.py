"""Whether a page costs the same in a brochure and in a library: made-up reports, edition by edition.

    python -m bench.scale [--sizes 50,300,1000,2000,5000] [--fiches 2000] [--only pdf,docx,html,epub]
                          [--json FILE] [--profile FOLDER]

Each size and edition runs alone in a fresh process, on one processor, from a finished tree. Shown: pages,
seconds of wall and of processor time, the most memory of a process, processor time a page, and that beside
the run of 300 pages: the goal is at most 1.3; at the end the same as a table in Markdown. Figures are added
to those that FILE holds, so that a long run can be done in pieces. `--profile` prints what grows fastest
instead.
`--fiches`: PDFs of reports that are like the one of 300 pages but for so many fiches; `bench.inventory` takes
fiches from files to web pages.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from bench.synthetic import synthetic_document
from reportgen.document.nodes import Document
from reportgen.project import Assets

ROOT: Final = Path(__file__).parents[1]
SIZES: Final = (50, 300, 1000, 2000, 5000)
BASE: Final = 300
FICHES: Final = " fiches"

Row = dict[str, Any]


def pdf(document: Document, workers: int | None) -> tuple[int, int, dict[str, float]]:
    """Pages, bytes, and seconds by phase."""
    from reportgen.editions.pdf import write_pdf

    made = write_pdf(document, Assets(None), workers=workers)
    return made.page_count, len(made.data), {**made.timings, "renders": made.renders}


def docx(document: Document, workers: int | None) -> tuple[int, int, dict[str, float]]:
    """No pages: Word has none before it opens a file."""
    from reportgen.editions.docx import write_docx

    return 0, len(write_docx(document, Assets(None), None)), {}


def html(document: Document, workers: int | None) -> tuple[int, int, dict[str, float]]:
    """The site and the page that holds everything."""
    from reportgen.editions.html import write_single, write_site

    size = sum(map(len, write_site(document, Assets(None), None).values()))
    return 0, size + len(write_single(document, Assets(None))), {}


def epub(document: Document, workers: int | None) -> tuple[int, int, dict[str, float]]:
    from reportgen.editions.epub import write_epub

    return 0, len(write_epub(document, Assets(None), None)), {}


EDITIONS: Final[dict[str, Callable[[Document, int | None], tuple[int, int, dict[str, float]]]]] = {
    "pdf": pdf,
    "docx": docx,
    "html": html,
    "epub": epub,
}


def case(edition: str, size: str, workers: int | None, stats: str = "") -> Row:
    """One edition of one size, in this process."""
    pages = BASE if size.endswith(FICHES) else int(size)
    fiches = int(size.removesuffix(FICHES)) if size.endswith(FICHES) else 0
    document = synthetic_document(pages, fiches=fiches)
    # Processor time: others may be at work on this machine.
    profiler = cProfile.Profile(time.process_time) if stats else None
    wall, before = time.perf_counter(), _processor()
    if profiler:
        count, length, phases = profiler.runcall(EDITIONS[edition], document, workers)
        profiler.dump_stats(stats)
    else:
        count, length, phases = EDITIONS[edition](document, workers)
    seconds, cpu = time.perf_counter() - wall, _processor() - before
    own, below = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "pages": count or pages,
        "seconds": seconds,
        "cpu": cpu,
        "megabytes": max(own.ru_maxrss, below.ru_maxrss) / 1024,
        "bytes": length,
        "phases": phases,
    }


def _processor() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def measure(edition: str, size: str, workers: int | None, stats: str = "") -> Row | None:
    """The same in a process of its own; None, with its last words, when it fails."""
    asked = [edition, size, str(workers or 0), stats]
    command = [sys.executable, "-m", "bench.scale", "--case", *asked]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{edition} {size}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    row: Row = json.loads(done.stdout.splitlines()[-1])
    return row


def report(edition: str, sizes: list[str], workers: int | None, known: dict[str, Row]) -> None:
    """A line a size, beside that of 300 pages; its figures go to `known`, by size."""
    for size in sorted(sizes, key=lambda size: size != str(BASE)):
        row = measure(edition, size, workers)
        if row is None:
            continue
        known[size] = row
        base = known.get(str(BASE))
        print(line(edition, row, _each(base) if base else None), flush=True)


def _each(row: Row) -> float:
    return float(row["cpu"] / row["pages"])


def table(found: dict[str, dict[str, Row]]) -> Iterator[str]:
    """Processor time a page beside the run of 300 pages, and the most memory, in Markdown."""
    told = {size for rows in found.values() for size in rows}
    sizes = sorted(told, key=lambda size: (size.endswith(FICHES), int(size.removesuffix(FICHES))))
    names = [f"{int(size.removesuffix(FICHES)):,}" + FICHES * size.endswith(FICHES) for size in sizes]
    yield "| | " + " | ".join([*names, *(f"MB at {name}" for name in names)]) + " |"
    yield "|---" * (2 * len(sizes) + 1) + "|"
    for edition, rows in found.items():
        base = rows.get(str(BASE))
        cells = [_beside(rows.get(size), base) for size in sizes]
        memory = [f"{rows[size]['megabytes']:.0f}" if size in rows else "" for size in sizes]
        yield f"| {edition} | " + " | ".join([*cells, *memory]) + " |"


def _beside(row: Row | None, base: Row | None) -> str:
    if row is None:
        return ""
    each = f"{_each(row) * 1000:.1f} ms"
    if base is None or row is base:
        return f"1 ({each})" if base else each
    return f"{_each(row) / _each(base):.2f}"


def line(edition: str, row: Row, base: float | None) -> str:
    each = _each(row)
    text = f"{edition:<6}{row['pages']:>7}{row['seconds']:>9.1f}{row['cpu']:>9.1f}{row['megabytes']:>8.0f}"
    text += f"{row['bytes'] / 1e6:>8.1f}{each * 1000:>10.1f}"
    text += f"{each / base:>8.2f}" if base else ""
    phases = ", ".join(f"{name} {seconds:.1f}" for name, seconds in row["phases"].items())
    return text + (f"   {phases}" if phases else "")


def growing(edition: str, small: str, large: str, folder: Path) -> Iterator[str]:
    """The functions whose own time grows faster than the number of pages, the worst first."""
    found: list[dict[Any, float]] = []
    counts: list[int] = []
    for pages in (small, large):
        path = folder / f"{edition}-{pages}.prof"
        row = measure(edition, pages, 1, str(path))
        if row is None:
            return
        counts.append(row["pages"])
        table: Any = pstats.Stats(str(path)).stats  # type: ignore[attr-defined]
        found.append({place: row[2] for place, row in table.items()})
    factor = counts[1] / counts[0]
    over = {place: own - factor * found[0].get(place, 0.0) for place, own in found[1].items()}
    for place in sorted(over, key=lambda place: -over[place])[:25]:
        file, at, name = place
        yield (
            f"{over[place]:>8.2f} s too much: {found[0].get(place, 0.0):.2f} -> {found[1][place]:.2f}  "
            f"{'/'.join(Path(file).parts[-3:])}:{at} {name}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--fiches", default="", help="numbers of fiches")
    parser.add_argument("--only", default=",".join(EDITIONS))
    parser.add_argument("--workers", type=int, default=1, help="0: one a processor")
    parser.add_argument("--profile", type=Path, help="folder for profiles; prints what grows fastest")
    parser.add_argument("--json", type=Path, help="file with figures; these are added to it")
    parser.add_argument("--case", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.case:
        edition, size, workers, stats = asked.case
        print(json.dumps(case(edition, size, int(workers) or None, stats)))
        return
    sizes = [size for size in asked.sizes.split(",") if size]
    inventories = [size + FICHES for size in asked.fiches.split(",") if size]
    print(f"{'':<6}{'pages':>7}{'wall s':>9}{'cpu s':>9}{'MB':>8}{'file':>8}{'ms/page':>10}{'ratio':>8}")
    found: dict[str, dict[str, Row]] = {}
    if asked.json and asked.json.exists():
        found = json.loads(asked.json.read_text())
    for edition in asked.only.split(",") if asked.only else []:
        if asked.profile:
            print(f"{edition}: {sizes[0]} -> {sizes[-1]} pages")
            for text in growing(edition, sizes[0], sizes[-1], asked.profile):
                print(text)
        else:
            # Of the others, only a size is known, not the pages that fiches take.
            own = [*sizes, *inventories] if edition == "pdf" else sizes
            report(edition, own, asked.workers or None, found.setdefault(edition, {}))
            if asked.json:
                asked.json.write_text(json.dumps(found, indent=1))
    print("\n".join(("", *table(found))))


if __name__ == "__main__":
    main()
