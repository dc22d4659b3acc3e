"""What every command shares: its options, its console, its exit codes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from reportgen.console import Console, Format
from reportgen.diagnostics import Diagnostics
from reportgen.project.loading import LOCALES
from reportgen.words import LANGUAGES

ProjectDir = Annotated[Path, typer.Option("--project", help="Folder that holds content/report.yaml.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How findings are printed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print every file written.")]
HERE = Path()


def messages_lang() -> Literal["fr", "en"]:
    """The language in which findings are said: `REPORTGEN_MESSAGES`, else that of the system."""
    chosen = os.environ.get("REPORTGEN_MESSAGES") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "fr" if chosen.lower().startswith("fr") else "en"


def make_console(output: Format, quiet: bool, verbose: bool, base: Path) -> Console:
    return Console(output, messages_lang(), quiet=quiet, verbose=verbose, base=base)


def need_languages(langs: Iterable[str], project: Path) -> None:
    """Refuse a language that the engine does not speak and for which the project has no locale file."""
    own = {path.stem for path in (project / LOCALES).glob("*.yaml")}
    if unknown := {*langs} - {"", *LANGUAGES, *own}:
        raise typer.BadParameter(f"unknown language: {', '.join(sorted(unknown))}", param_hint="--lang")


def split_list(value: str) -> tuple[str, ...]:
    """The items of a comma-separated option."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def finish(console: Console, diagnostics: Diagnostics) -> None:
    """Print the findings; exit with 1 when one is an error."""
    console.findings(diagnostics)
    if diagnostics.errors:
        raise typer.Exit(1)
