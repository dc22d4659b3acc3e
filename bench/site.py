"""Builds the whole site in both languages, and like content with other makers of sites: ratios.

    python -m bench.site [--project .] [--only ours,sphinx,…]

Content is that of the project. Ours reads its chapters and fiches, and makes everything: pages face to face,
search, views of the inventory; `writing` is the same from the finished trees. The others get the finished
words as Markdown, a file a part, with notes, links, tables and charts as pictures; nothing has to be computed
any more, which is what `writing` is like. Each makes both languages from
nothing, one after the other: MyST in Sphinx (`myst-parser`), Sphinx from reStructuredText (by pandoc),
pandoc as a site (`chunkedhtml`). MyST’s own `mystmd` is not here: it fetches its theme.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pypandoc

from bench.markdown_like import Flavour, markdown_files
from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.document.packing import pack, unpack
from reportgen.editions.html import write_single
from reportgen.memo import Memo
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.pieces import site_of
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets

ROOT = Path(__file__).parents[1]
CONF = """project = "Report"
language = "{lang}"
extensions = {extensions}
myst_enable_extensions = ["deflist", "attrs_inline"]
suppress_warnings = ["myst", "toc", "ref", "misc", "image"]
html_theme = "alabaster"
"""
CASES = ("ours", "writing", "myst", "sphinx", "pandoc")


def documents_of(project: Path) -> dict[str, Document]:
    """The finished document of each language."""
    found, timings = Diagnostics(), Timings()
    loaded = load(project, found, timings)
    assert loaded is not None, "the project cannot be read"
    return make_documents(loaded, loaded.project.languages, "draft", found, timings)


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Put `files` into `folder`."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and of processor, which other work on the machine hardly changes."""

    clock: float
    processor: float


def timed(commands: list[list[str]]) -> Took:
    """What `commands` take, one after the other."""
    start, before = time.perf_counter(), _spent()
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{command[:4]}: {(done.stderr or done.stdout).strip()[-600:]}")
    return Took(time.perf_counter() - start, _spent() - before)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(project: Path, folder: Path, editions: str = "html") -> Took:
    """From the sources of the project, without what earlier builds remember."""
    run = "from reportgen.cli import main; main()"
    command = [sys.executable, "-c", run, "build", editions, "--project", str(project), "--no-cache"]
    return timed([[*command, "--output", str(folder)]])


def writing(documents: dict[str, Document], folder: Path) -> Took:
    """From the finished trees: a process that reads them and writes both sites."""
    write(folder, {f"{lang}.tree": pack(document) for lang, document in documents.items()})
    return timed([[sys.executable, "-m", "bench.site", "--write", str(folder)]])


def write_sites(folder: Path) -> None:
    """The sites of the trees in `folder`, and the one-file editions."""
    trees = {path.stem: unpack(path.read_bytes()) for path in sorted(folder.glob("*.tree"))}
    memo = Memo()
    for lang, document in trees.items():
        others = [other for code, other in trees.items() if code != lang]
        assets = Assets(ROOT)
        write(folder / lang / "html", dict(site_of(document, others, assets, ("html",), memo).files()))
        write(folder / lang, {"report.html": write_single(document, assets, memo)})


def contents(document: Document, flavour: Flavour) -> str:
    """The first page of a site: the list of all others."""
    names = "\n".join(part.id for part in document.parts)
    if flavour == "pandoc":
        return "Report\n======\n\n.. toctree::\n   :maxdepth: 1\n\n" + "".join(
            f"   {part.id}\n" for part in document.parts
        )
    return f"# Report\n\n```{{toctree}}\n:maxdepth: 1\n\n{names}\n```\n"


def sphinx_command(source: Path, target: Path) -> list[str]:
    """One language, on one processor, from nothing."""
    return [sys.executable, "-m", "sphinx", "-b", "html", "-E", "-q", str(source), str(target)]


def myst(documents: dict[str, Document], folder: Path) -> Took:
    """MyST Markdown in Sphinx."""
    for lang, document in documents.items():
        write(folder / lang, markdown_files(document, "myst"))
        conf = CONF.format(lang=lang, extensions=["myst_parser"])
        write(folder / lang, {"conf.py": conf.encode(), "index.md": contents(document, "myst").encode()})
    return timed([sphinx_command(folder / lang, folder / f"{lang}-html") for lang in documents])


def sphinx(documents: dict[str, Document], folder: Path) -> Took:
    """Sphinx from reStructuredText, written by pandoc beforehand (that is not measured)."""
    for lang, document in documents.items():
        files = markdown_files(document, "pandoc")
        write(folder / lang, {name: data for name, data in files.items() if not name.endswith(".md")})
        for name, data in files.items():
            if name.endswith(".md"):
                text = pypandoc.convert_text(data.decode(), "rst", format="markdown")
                write(folder / lang, {name.removesuffix(".md") + ".rst": text.encode()})
        conf = CONF.format(lang=lang, extensions=[])
        write(folder / lang, {"conf.py": conf.encode(), "index.rst": contents(document, "pandoc").encode()})
    return timed([sphinx_command(folder / lang, folder / f"{lang}-html") for lang in documents])


def pandoc(documents: dict[str, Document], folder: Path) -> Took:
    """Pandoc, all files of a language in one call, as a site of a page a part."""
    commands = []
    for lang, document in documents.items():
        files = markdown_files(document, "pandoc")
        write(folder / lang, files)
        names = [str(folder / lang / f"{part.id}.md") for part in document.parts]
        target = ["-t", "chunkedhtml", "--split-level=1", "--toc", "-o", str(folder / f"{lang}-html")]
        kind = ["-f", "markdown", "--resource-path", str(folder / lang), "--metadata", "title=Report"]
        commands.append([pypandoc.get_pandoc_path(), *kind, *target, *names])
    return timed(commands)


def main() -> None:
    """Print seconds, pages, and how ours compares."""
    parser = argparse.ArgumentParser(prog="python -m bench.site", description=__doc__.splitlines()[0])
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--only", default=",".join(CASES))
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write_sites(asked.write)
        return
    names = [name for name in asked.only.split(",") if name in CASES]
    documents = documents_of(asked.project)
    took: dict[str, Took] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name in names:
            folder = Path(temporary) / name
            folder.mkdir()
            if name == "ours":
                took[name] = ours(asked.project, folder)
            else:
                took[name] = {"writing": writing, "myst": myst, "sphinx": sphinx, "pandoc": pandoc}[name](
                    documents, folder
                )
            pages = sum(1 for _ in folder.rglob("*.html"))
            spent = took[name]
            print(
                f"{name:<8}{spent.clock:>8.1f} s {spent.processor:>8.1f} s of processor{pages:>6} pages",
                flush=True,
            )
    for own in ("ours", "writing"):
        for name in names:
            if own in took and name not in ("ours", "writing"):
                clock = took[own].clock / took[name].clock
                processor = took[own].processor / took[name].processor
                print(f"{own} / {name}: {clock:.2f}, {processor:.2f} of processor")


if __name__ == "__main__":
    main()
