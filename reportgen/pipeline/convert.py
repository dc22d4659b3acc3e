"""`reportgen convert`: any Markdown file to the three editions, without a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.cache import NoStore
from reportgen.compose import compose_fragment
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.nodes import Document
from reportgen.editions.docx import write_docx
from reportgen.editions.html import write_single
from reportgen.editions.pdf import write_pdf
from reportgen.pipeline.given import read_given
from reportgen.pipeline.output import write_file
from reportgen.project import Assets
from reportgen.resolve import Records, resolve

MAX_BYTES = 20_000_000


@dataclass(slots=True)
class ConvertResult:
    """Findings and files written. Refused things are reported and the conversion goes on."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    outputs: list[Path] = field(default_factory=list)


def convert(files: Sequence[Path], to: Sequence[str], output: Path, lang: str = "fr") -> ConvertResult:
    """Write `output/<stem>.<edition>` for each Markdown file. Raises OutputError when that cannot be done."""
    result = ConvertResult()
    assets = Assets(None)
    for path in files:
        text = _read(path, result.diagnostics)
        if text is None:
            continue
        document = compose_fragment(text, path, lang, assets, result.diagnostics)
        document = resolve(document, Records(), result.diagnostics)
        for edition in to:
            data = _write(document, edition, assets, result.diagnostics)
            target = output / f"{path.stem}.{edition}"
            write_file(target, data)
            result.outputs.append(target)
    return result


def _read(path: Path, diagnostics: Diagnostics) -> str | None:
    try:
        data = read_given(path, MAX_BYTES)
        if len(data) > MAX_BYTES:
            diagnostics.add("FIL003", Span(str(path)), limit=MAX_BYTES)
            return None
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        diagnostics.add("FIL002", Span(str(path)))
    except OSError as error:
        diagnostics.add("FIL001", Span(str(path)), reason=error.strerror or error)
    return None


def _write(document: Document, edition: str, assets: Assets, diagnostics: Diagnostics) -> bytes:
    if edition == "html":
        return write_single(document, assets)
    if edition == "docx":
        return write_docx(document, assets)
    return write_pdf(document, assets, diagnostics=diagnostics, store=NoStore(), workers=1).data
