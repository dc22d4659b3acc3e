"""`reportgen diff`: what changed between two drafts, as tracked changes in Word, as a page and on paper."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.diagnostics import Diagnostics, Span
from reportgen.editions.docx import write_docx
from reportgen.editions.pdf import write_pdf
from reportgen.pipeline.documents import load, make_documents, words_at
from reportgen.pipeline.given import read_given
from reportgen.pipeline.output import write_file
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets
from reportgen.review.manifest import read_manifest
from reportgen.review.package import MAX_FILE, open_word
from reportgen.review.redline import changes_page, paper, redline
from reportgen.words import LANGUAGES, words_for


@dataclass(slots=True)
class DiffResult:
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    outputs: list[Path] = field(default_factory=list)
    changes: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A Word file with what its manifest says of it."""

    data: bytes
    version: str
    date: str
    lang: str


def diff(
    root: Path, before: str, after: str, to: Sequence[str], output: Path | None, lang: str = ""
) -> DiffResult:
    """Write `diff.docx`, `diff.html` and `diff.pdf`, those of `to`.

    A draft is a Word file of ours, a project, or a version in git.

    Raises OutputError.
    """
    result = DiffResult()
    old = _draft(root, before, lang, result.diagnostics)
    new = _draft(root, after, lang or (old.lang if old else ""), result.diagnostics)
    if old is None or new is None:
        return result
    names = [draft.version or name for draft, name in ((old, before), (new, after))]
    if names[0] == names[1]:
        names = [Path(before).name, Path(after).name]
    made = redline(old.data, new.data, " → ".join(names), new.date)
    result.changes = len(made.changes)
    words = words_for(new.lang) if new.lang in LANGUAGES else words_at(root, new.lang)
    title = words["diff.title"].format(before=names[0], after=names[1])

    def on_paper() -> bytes:
        document = paper(made.data, made.changes, new.lang, title, new.date, words)
        return write_pdf(document, Assets(root), diagnostics=result.diagnostics, workers=1).data

    writers = {
        "docx": lambda: made.data,
        "html": lambda: changes_page(made.changes, new.lang, names[0], names[1], words),
        "pdf": on_paper,
    }
    folder = output or root / "build" / new.lang
    for kind in to:
        data = writers[kind]()
        if data:
            write_file(folder / f"diff.{kind}", data)
            result.outputs.append(folder / f"diff.{kind}")
    return result


def _draft(root: Path, name: str, lang: str, found: Diagnostics) -> Draft | None:
    path = Path(name)
    if path.is_file():
        try:
            data = read_given(path, MAX_FILE)
        except OSError as error:
            found.add("FIL001", Span(name), reason=error.strerror or error)
            return None
        word = open_word(data, name, found)
        manifest = read_manifest(word) if word else None
        if manifest is None:
            if word:
                found.add("REV010", Span(name), name=name)
            return None
        return Draft(data, manifest.version, manifest.date, manifest.lang)
    if path.is_dir():
        return built(path, lang, found)
    with tempfile.TemporaryDirectory() as folder:
        if not checked_out(root, name, Path(folder)):
            found.add("REV010", Span(name), name=name)
            return None
        return built(Path(folder), lang, found)


def built(root: Path, lang: str, found: Diagnostics) -> Draft | None:
    """The Word edition of a project, without margin numbers: they are no text."""
    own = Diagnostics()  # what is wrong with a draft is the business of `check`
    loaded = load(root, own, Timings())
    if loaded is None:
        found.extend(own)
        return None
    wanted = lang or loaded.project.source_language
    document = make_documents(loaded, (wanted,), "draft", own, Timings())[wanted]
    return Draft(
        write_docx(document, loaded.assets), document.meta.version, document.meta.date, document.lang
    )


def checked_out(root: Path, revision: str, folder: Path) -> bool:
    """Put the project at `root`, as it was at a revision of git, into `folder`."""
    if revision.startswith("-"):
        return False
    command = ["git", "-C", str(root.resolve()), "archive", "--format=tar", revision, "."]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        return False
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return True
