"""How results are shown in a terminal, a log or another program."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol

import rich.console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from reportgen.diagnostics import Diagnostic, Diagnostics, Severity, as_github, as_json, render_text
from reportgen.messages import Lang
from reportgen.pipeline.timings import Progress as ProgressCall
from reportgen.pipeline.timings import Timings, silent

_SHOWN: Final = 20_000_000
"""Bytes of a file of which the line with a finding is shown."""
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


class Compared(Protocol):
    """A field of two records that differs."""

    @property
    def field(self) -> str: ...
    @property
    def here(self) -> str: ...
    @property
    def there(self) -> str: ...


class Format(StrEnum):
    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


@dataclass(slots=True)
class Console:
    """Prints findings on standard error as text, on standard output as json or github. Obeys NO_COLOR."""

    format: Format
    lang: Lang
    quiet: bool = False
    verbose: bool = False
    base: Path = field(default_factory=Path)
    err: rich.console.Console = field(
        default_factory=lambda: rich.console.Console(stderr=True, highlight=False, soft_wrap=True)
    )

    def findings(self, diagnostics: Diagnostics) -> None:
        """Every finding in order of place, then a line that counts them."""
        if self.format is Format.json:
            sys.stdout.write(
                json.dumps([as_json(d, self.lang) for d in diagnostics], ensure_ascii=False, indent=1) + "\n"
            )
            return
        if self.format is Format.sarif:
            # Loaded late: the checks take as long to load as a build with nothing to do.
            from reportgen.checks.sarif import sarif_log

            log = sarif_log(diagnostics, import_module("reportgen").__version__, self.lang)
            sys.stdout.write(json.dumps(log, ensure_ascii=False, indent=1) + "\n")
            return
        if self.format is Format.github:
            sys.stdout.writelines(as_github(d, self.lang) + "\n" for d in diagnostics)
            return
        sources: dict[str, Sequence[str] | None] = {}
        for diagnostic in diagnostics:
            self._finding(diagnostic, sources)
        if len(diagnostics):
            self.err.print(self._count(diagnostics))

    def _finding(self, diagnostic: Diagnostic, sources: dict[str, Sequence[str] | None]) -> None:
        name = diagnostic.span.file
        if name not in sources:
            sources[name] = self._source(name)
        head, *rest = render_text(diagnostic, sources[name], self.lang).split("\n", 1)
        text = Text(head)
        text.highlight_words([f" {diagnostic.severity} "], COLOURS[diagnostic.severity])
        self.err.print(text)
        for block in rest:
            self.err.print(Text(block, style="dim"))

    def _source(self, name: str) -> Sequence[str] | None:
        for path in (self.base / name, Path(name)):
            try:
                if not path.is_file() or path.stat().st_size > _SHOWN:
                    continue
                text = path.read_text(encoding="utf-8", errors="replace")
                # A workbook or a Word file has no lines to show.
                return None if "\0" in text[:1000] else text.splitlines()
            except (OSError, ValueError):
                continue
        return None

    def _count(self, diagnostics: Diagnostics) -> str:
        errors, warnings = diagnostics.errors, diagnostics.warnings
        if self.lang == "fr":
            return f"{errors} erreur{'s' * (errors > 1)}, {warnings} avertissement{'s' * (warnings > 1)}"
        return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"

    def outputs(self, paths: Iterable[Path], pages: Mapping[str, int]) -> None:
        """The files written, one a line, with the number of pages of a PDF."""
        if self.quiet or self.format is not Format.text:
            return
        for path in paths:
            count = pages.get(path.parent.name) if path.suffix == ".pdf" else None
            self.err.print(f"{path}" + (f" ({count} pages)" if count else ""))

    def timings(self, timings: Timings) -> None:
        """Seconds of each phase, then the total."""
        for name, seconds in timings.seconds.items():
            self.err.print(f"{name:>8} {seconds:8.2f} s")
        self.err.print(f"{'total':>8} {timings.total:8.2f} s")

    def translation(self, report: Sequence[Mapping[str, Any]]) -> None:
        """One line a document that has something to do, then the totals."""
        if self.format is Format.json:
            sys.stdout.write(json.dumps(list(report), ensure_ascii=False, indent=1) + "\n")
            return
        langs = {str(row["target"]).split("/")[1] for row in report}
        for row in report:
            counts = ", ".join(f"{key} {value}" for key, value in row["units"].items() if value)
            into = f" ({str(row['target']).split('/')[1]})" if len(langs) > 1 else ""
            self.err.print(f"{row['document']}{into}: {counts}")

    def report(self, data: object, lines: Iterable[str]) -> None:
        """A report as one JSON value on standard output, or as lines."""
        if self.format is Format.json:
            sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
            return
        for line in lines:
            self.err.print(line, markup=False)

    def word_counts(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Units and words of a hand-off by class of match."""
        for name, count in counts.items():
            if count["units"]:
                self.err.print(f"{name:>10}: {count['units']} units, {count['words']} words")

    def imported(self, result: Mapping[str, Any]) -> None:
        """What became of the units of an import."""
        if self.format is Format.json:
            sys.stdout.write(json.dumps(dict(result), ensure_ascii=False, indent=1) + "\n")
            return
        names = ("taken", "confirmed", "unchanged", "untranslated")
        counts = [f"{result[name]} {name}" for name in names]
        self.err.print(", ".join([*counts, f"{len(result['refused'])} refused"]))

    @contextmanager
    def progress(self) -> Iterator[ProgressCall]:
        """A progress bar with the piece at work; silent when quiet, when not a terminal, or in json form."""
        if self.quiet or self.format is not Format.text or not self.err.is_terminal:
            yield silent
            return
        columns = (
            TextColumn("{task.description:<10}"),
            BarColumn(),
            TextColumn("{task.completed}/{task.total}"),
        )
        with Progress(*columns, TimeElapsedColumn(), console=self.err, transient=True) as bar:
            task = bar.add_task("reading", total=None)

            def update(piece: str, done: int, total: int) -> None:
                bar.update(task, description=piece or "saving", completed=done, total=total)

            yield update


def side_by_side(here: str, there: str, rows: Sequence[Compared], width: int = 110) -> str:
    """Two records field by field, the one that is there on the left."""
    column = (width - 20) // 2
    lines = [f"  {'':<16}  {here[:column]:<{column}}  {there[:column]}"]
    for row in rows:
        mine = textwrap.wrap(row.here, column) or ["–"]
        other = textwrap.wrap(row.there, column) or ["–"]
        shown = max(min(len(mine), 4), min(len(other), 4))
        for number in range(shown):
            left, right = (_line(side, number, column) for side in (mine, other))
            lines.append(f"  {row.field if number == 0 else '':<16}  {left:<{column}}  {right}".rstrip())
    return "\n".join(lines)


def _line(lines: Sequence[str], number: int, width: int) -> str:
    """A line of a column of at most four; the last one says that there was more."""
    if number >= len(lines):
        return ""
    return lines[number][: width - 1] + "…" if number == 3 and len(lines) > 4 else lines[number]
