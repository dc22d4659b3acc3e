"""`python -m bench.docx`: the Word edition of the real report against pandoc, and what it needs.

Pandoc (the extra `bench`) writes a like file, with contents, lists of figures and tables, and numbered
captions, from the Markdown that it reads itself in ours: the same text, notes, tables and pictures. Each
measure runs in a process of its own; the least of `--runs` counts. Printed: seconds from the sources (read,
composed, resolved, written) and of writing alone, peak memory, and whether two runs give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc

ROOT = Path(__file__).parents[1]
OPTIONS = ("--toc", "--lof", "--lot", "--wrap=none")


def write(project: Path, lang: str, target: Path) -> None:
    """Write the Word edition from the sources, without anything remembered; print what it took."""
    from reportgen.diagnostics import Diagnostics
    from reportgen.editions.docx import write_docx
    from reportgen.pipeline.documents import load, make_documents
    from reportgen.pipeline.timings import Timings

    clock = time.perf_counter()
    loaded = load(project, Diagnostics(), Timings())
    assert loaded is not None
    document = make_documents(loaded, [lang], "draft", Diagnostics(), Timings())[lang]
    composed = time.perf_counter()
    data = write_docx(document, loaded.assets)
    done = time.perf_counter()
    target.write_bytes(data)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(done - clock, done - composed, memory)


def ours(project: Path, lang: str, target: Path) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "bench.docx", "--write", str(target), "--lang", lang]
    done = subprocess.run([*command, "--project", str(project)], capture_output=True, text=True, check=True)
    whole, alone, memory = map(float, done.stdout.split())
    return whole, alone, memory


def pandoc(source: Path, target: Path) -> float:
    clock = time.perf_counter()
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "docx+native_numbering", *OPTIONS]
    subprocess.run([*command, source.name, "-o", str(target)], check=True, cwd=source.parent)
    return time.perf_counter() - clock


def profile(project: Path, lang: str) -> None:
    """Where the time of writing goes."""
    import cProfile
    import pstats

    from reportgen.diagnostics import Diagnostics
    from reportgen.editions.docx import write_docx
    from reportgen.pipeline.documents import load, make_documents
    from reportgen.pipeline.timings import Timings

    loaded = load(project, Diagnostics(), Timings())
    assert loaded is not None
    document = make_documents(loaded, [lang], "draft", Diagnostics(), Timings())[lang]
    profiler = cProfile.Profile()
    profiler.runcall(write_docx, document, loaded.assets)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--lang", default="fr")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", type=Path, help="write one file and print what it took")
    parser.add_argument("--profile", action="store_true", help="print where the time of writing goes")
    options = parser.parse_args()
    if options.write:
        write(options.project, options.lang, options.write)
    elif options.profile:
        profile(options.project, options.lang)
    else:
        with tempfile.TemporaryDirectory() as name:
            compare(Path(name), options)


def compare(folder: Path, options: argparse.Namespace) -> None:
    target = folder / "ours.docx"
    ours(options.project, options.lang, target)
    first = hashlib.sha256(target.read_bytes()).hexdigest()
    source = folder / "report.md"
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "markdown", "--wrap=none"]
    subprocess.run([*command, "--extract-media=.", target.name, "-o", source.name], check=True, cwd=folder)
    whole, alone, memory, theirs = [], [], [], []
    same = True
    for _ in range(options.runs):
        taken = ours(options.project, options.lang, target)
        same = same and hashlib.sha256(target.read_bytes()).hexdigest() == first
        for values, value in zip((whole, alone, memory), taken, strict=True):
            values.append(value)
        theirs.append(pandoc(source, folder / "pandoc.docx"))
    size = source.stat().st_size / 1e6
    print(f"pandoc {pypandoc.get_pandoc_version()}: {min(theirs):.1f} s from {size:.1f} MB of Markdown")
    print(f"ours, from the sources: {min(whole):.1f} s, {min(whole) / min(theirs):.2f} of pandoc's time")
    print(f"ours, writing alone: {min(alone):.1f} s, {min(alone) / min(theirs):.2f} of pandoc's time")
    print(f"peak memory: {max(memory):.0f} MB; the same bytes each time: {same}")


if __name__ == "__main__":
    main()
