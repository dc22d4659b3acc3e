"""`python -m bench.docx`: the Word edition of the real report against pandoc, and what it needs.

Pandoc (the extra `bench`) writes a like file, with contents, lists of figures and tables, and numbered
captions, from the Markdown that it reads itself in ours: the same text, notes, tables and pictures. Each
measure runs in a process of its own; the least of `--runs` counts. Printed: seconds from the sources (read,
composed, resolved, written) and of writing alone, with nothing remembered and with what an earlier build
remembers of parts and charts; peak memory, and whether all runs give the same bytes.
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


def write(project: Path, lang: str, target: Path, memory: Path | None) -> None:
    """Write the Word edition from the sources; print what it took. `memory` is the folder of a store."""
    from reportgen.cache import DirectoryStore
    from reportgen.compose import Memory
    from reportgen.diagnostics import Diagnostics
    from reportgen.editions.docx import write_docx
    from reportgen.pipeline.documents import load, make_documents
    from reportgen.pipeline.timings import Timings

    clock = time.perf_counter()
    store = DirectoryStore(memory) if memory else None
    loaded = load(project, Diagnostics(), Timings())
    assert loaded is not None
    parts = Memory(store) if store else None
    document = make_documents(loaded, [lang], "draft", Diagnostics(), Timings(), parts)[lang]
    composed, before = time.perf_counter(), time.process_time()
    data = write_docx(document, loaded.assets, store=store)
    done, writing = time.perf_counter(), time.process_time() - before
    target.write_bytes(data)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(done - clock, done - composed, used.ru_utime + used.ru_stime, writing, used.ru_maxrss / 1024)


def ours(project: Path, lang: str, target: Path, memory: Path | None = None) -> list[float]:
    """Seconds from the sources and of writing, the same of processor time, and peak memory in MB."""
    command = [sys.executable, "-m", "bench.docx", "--write", str(target), "--lang", lang]
    command += ["--memory", str(memory)] if memory else []
    done = subprocess.run([*command, "--project", str(project)], capture_output=True, text=True, check=True)
    return [float(value) for value in done.stdout.split()]


def pandoc(source: Path, target: Path) -> list[float]:
    """Seconds, and seconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock = time.perf_counter()
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "docx+native_numbering", *OPTIONS]
    # Pandoc says of each SVG that it makes no PNG of it.
    subprocess.run(
        [*command, source.name, "-o", str(target)], check=True, cwd=source.parent, stderr=subprocess.DEVNULL
    )
    taken = time.perf_counter() - clock
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return [taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime]


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
    parser.add_argument("--memory", type=Path, help="with --write: the folder of a store")
    parser.add_argument("--profile", action="store_true", help="print where the time of writing goes")
    options = parser.parse_args()
    if options.write:
        write(options.project, options.lang, options.write, options.memory)
    elif options.profile:
        profile(options.project, options.lang)
    else:
        with tempfile.TemporaryDirectory() as name:
            compare(Path(name), options)


def compare(folder: Path, options: argparse.Namespace) -> None:
    target = folder / "ours.docx"
    ours(options.project, options.lang, target, folder / "memory")
    first = hashlib.sha256(target.read_bytes()).hexdigest()
    source = folder / "report.md"
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "markdown", "--wrap=none"]
    subprocess.run([*command, "--extract-media=.", target.name, "-o", source.name], check=True, cwd=folder)
    runs: dict[str, list[list[float]]] = {"nothing remembered": [], "parts and charts remembered": []}
    theirs, same = [], True
    for _ in range(options.runs):
        for made, memory in zip(runs.values(), (None, folder / "memory"), strict=True):
            made.append(ours(options.project, options.lang, target, memory))
            same = same and hashlib.sha256(target.read_bytes()).hexdigest() == first
        theirs.append(pandoc(source, folder / "pandoc.docx"))
    wall, cpu = (min(values) for values in zip(*theirs, strict=True))
    size = source.stat().st_size / 1e6
    version = pypandoc.get_pandoc_version()
    print(f"pandoc {version}: {wall:.1f} s, {cpu:.1f} s of processor, from {size:.1f} MB of Markdown")
    for name, made in runs.items():
        whole, alone, whole_cpu, alone_cpu, _ = (min(values) for values in zip(*made, strict=True))
        for what, seconds, used in (
            ("from the sources", whole, whole_cpu),
            ("writing alone", alone, alone_cpu),
        ):
            ratios = f"{seconds / wall:.2f} and {used / cpu:.2f} of pandoc's"
            print(f"ours, {what}, {name}: {seconds:.1f} s, {used:.1f} s of processor: {ratios}")
    memory_used = max(run[4] for made in runs.values() for run in made)
    print(f"peak memory: {memory_used:.0f} MB; the same bytes each time: {same}")


if __name__ == "__main__":
    main()
