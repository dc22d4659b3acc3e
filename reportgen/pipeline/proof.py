"""`reportgen review export`: the proof copies that go out to proofreaders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reportgen.editions.docx import write_docx
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.output import write_file
from reportgen.pipeline.review import FOLDER, ReviewResult, read_register
from reportgen.pipeline.timings import Timings
from reportgen.review.annotate import annotated
from reportgen.review.facing import facing
from reportgen.review.present import present_units
from reportgen.words import words_for

FACING: Final = "report.facing.docx"


def export_proof(
    root: Path, langs: Sequence[str], output: Path | None, *, remarks: bool, both: bool = False
) -> ReviewResult:
    """Write `build/<lang>/report.proof.docx`, open remarks as comments when asked. Raises OutputError.

    With `both`, one file holds the languages face to face, that of `langs` (or the source language) first:
    `build/<lang>/report.facing.docx`.
    """
    result = ReviewResult()
    loaded = load(root, result.diagnostics, Timings())
    if loaded is None:
        return result
    documents = make_documents(loaded, loaded.project.languages, "proof", result.diagnostics, Timings())
    folder = loaded.project.root / FOLDER
    paths = sorted(folder.glob("*.yaml")) if remarks else []
    registers = [read_register(path, result.diagnostics) for path in paths]
    if result.diagnostics.errors:
        return result
    threads = [(one, register) for register in registers if register for one in register.threads]
    first = [*langs, *loaded.project.languages]
    for lang in first[:1] if both else langs or loaded.project.languages:
        document, name, read = documents[lang], "report.proof.docx", [lang]
        units = present_units(document)
        if both:
            other = documents[next(one for one in loaded.project.languages if one != lang)]
            units = [*units, *present_units(other)]
            read.append(other.meta.lang)
            document, name = facing(document, other, words_for(lang, loaded.inventory.words)), FACING
        data = write_docx(document, loaded.assets)
        if registers:
            data, count = annotated(data, threads, units, read)
            result.figures[f"remarks {lang}"] = count
        target = (output or loaded.project.root / "build") / lang / name
        write_file(target, data)
        result.outputs.append(target)
    return result
