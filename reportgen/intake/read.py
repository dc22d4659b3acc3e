"""Any file that comes back, by its ending: XLSX, DOCX, JSON, CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from reportgen.diagnostics import Diagnostics, Span
from reportgen.intake.bounded import MAX_FILE
from reportgen.intake.docx_read import read_docx_form
from reportgen.intake.mapping import NO_MAPPING, Mapped
from reportgen.intake.submission import Practice
from reportgen.intake.tabular import read_csv_file, read_json_file
from reportgen.intake.xlsx_read import read_xlsx_form


def read_submission(
    data: bytes,
    file: str,
    diagnostics: Diagnostics,
    mapping: Mapped = NO_MAPPING,
    further: Sequence[Mapping[str, str]] = (),
) -> list[Practice]:
    """The practices of one file; empty after a finding. `mapping` translates foreign column names; `further`
    are the words of languages that the engine does not speak by itself."""
    place = Span(file)
    if len(data) > MAX_FILE:
        diagnostics.add("INT003", place, limit=MAX_FILE)
        return []
    readers: dict[str, Callable[[], list[Practice]]] = {
        ".xlsx": lambda: read_xlsx_form(data, file, diagnostics, further),
        ".docx": lambda: read_docx_form(data, file, diagnostics, further),
        ".json": lambda: read_json_file(data, file, diagnostics, mapping),
        ".csv": lambda: read_csv_file(data, file, diagnostics, mapping),
    }
    ending = PurePath(file).suffix.lower()
    if ending not in readers:
        diagnostics.add("INT002", place, ending=ending or file)
        return []
    before = diagnostics.errors
    practices = readers[ending]()
    if not practices and diagnostics.errors == before:
        diagnostics.add("INT004", place)
    return practices
