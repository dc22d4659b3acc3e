"""What a person types: reads the command line, calls the pipeline, prints.

Exit codes: 0 fine, 1 content errors, 2 wrong use or a result that cannot be written.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from reportgen.console import Console, Format
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline import BuildRequest
from reportgen.pipeline import build as run_build
from reportgen.pipeline import check as run_check
from reportgen.pipeline import convert as run_convert
from reportgen.pipeline import inspect as run_inspect
from reportgen.pipeline.i18n import adopt as run_adopt
from reportgen.pipeline.i18n import confirm as run_confirm
from reportgen.pipeline.i18n import status as run_status
from reportgen.pipeline.new import NewError
from reportgen.pipeline.new import chapter as new_chapter
from reportgen.pipeline.new import fiche as new_fiche
from reportgen.pipeline.new import project as new_project
from reportgen.pipeline.output import OutputError

app = typer.Typer(
    help="Publishes a public report: chapters and fiches, in French and English, as PDF, DOCX and HTML.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
new_app = typer.Typer(help="Make a new project, chapter or fiche.", no_args_is_help=True)
i18n_app = typer.Typer(help="Pairing of the French and English texts.", no_args_is_help=True)
app.add_typer(new_app, name="new")
app.add_typer(i18n_app, name="i18n")


class Edition(StrEnum):
    pdf = "pdf"
    docx = "docx"
    html = "html"


class ProfileName(StrEnum):
    draft = "draft"
    proof = "proof"
    release = "release"


ProjectDir = Annotated[Path, typer.Option("--project", help="Folder that holds content/report.yaml.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How findings are printed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print every file written.")]
HERE = Path()


def _messages_lang() -> Literal["fr", "en"]:
    chosen = os.environ.get("REPORTGEN_MESSAGES") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "fr" if chosen.lower().startswith("fr") else "en"


def _console(output: Format, quiet: bool, verbose: bool, base: Path) -> Console:
    return Console(output, _messages_lang(), quiet=quiet, verbose=verbose, base=base)


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _finish(console: Console, diagnostics: Diagnostics) -> None:
    console.findings(diagnostics)
    if diagnostics.errors:
        raise typer.Exit(1)


@app.command()
def build(
    editions: Annotated[list[Edition] | None, typer.Argument(help="pdf, docx, html; all when none.")] = None,
    project: ProjectDir = HERE,
    lang: Annotated[str, typer.Option(help="Languages, comma-separated: fr,en.")] = "",
    profile: Annotated[ProfileName, typer.Option(help="draft, proof or release.")] = ProfileName.draft,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Instead of <project>/build.")] = None,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Reuse pieces made before.")] = True,
    timings: Annotated[bool, typer.Option(help="Print the time of each phase.")] = False,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build the editions of the report."""
    console = _console(output_format, quiet, verbose, project)
    langs = _split(lang)
    if unknown := set(langs) - {"fr", "en"}:
        raise typer.BadParameter(f"unknown language: {', '.join(sorted(unknown))}", param_hint="--lang")
    request = BuildRequest(
        root=project,
        editions=tuple(str(e) for e in editions or ()),
        langs=langs,
        profile=profile.value,
        output=output,
        use_cache=cache,
    )
    with console.progress() as progress:
        result = run_build(request, progress)
    console.outputs(result.outputs, result.pages)
    if timings:
        console.timings(result.timings)
    _finish(console, result.diagnostics)


@app.command()
def check(
    project: ProjectDir = HERE,
    profile: Annotated[ProfileName, typer.Option(help="draft, proof or release.")] = ProfileName.draft,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
) -> None:
    """Find what is wrong with the content, without writing anything."""
    console = _console(output_format, quiet, False, project)
    diagnostics = run_check(project, profile.value)
    _finish(console, diagnostics)


@app.command()
def convert(
    files: Annotated[list[Path], typer.Argument(help="Markdown files.")],
    to: Annotated[str, typer.Option(help="Editions, comma-separated: html,docx,pdf.")] = "html",
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")] = HERE,
    lang: Annotated[str, typer.Option(help="Language of the text: fr or en.")] = "fr",
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Turn any Markdown file into HTML, DOCX and PDF, without a project."""
    targets = _split(to)
    if unknown := set(targets) - {"html", "docx", "pdf"}:
        raise typer.BadParameter(f"unknown edition: {', '.join(sorted(unknown))}", param_hint="--to")
    if lang not in ("fr", "en"):
        raise typer.BadParameter(f"unknown language: {lang}", param_hint="--lang")
    console = _console(output_format, quiet, verbose, HERE)
    result = run_convert(files, targets, output, lang)
    console.outputs(result.outputs, {})
    _finish(console, result.diagnostics)


@app.command()
def inspect(
    project: ProjectDir = HERE,
    lang: Annotated[str, typer.Option(help="fr or en; the source language by default.")] = "",
    output_format: FormatOption = Format.json,
) -> None:
    """Print the tree's parts, units, labels and references as JSON."""
    data, diagnostics = run_inspect(project, lang or None)
    console = _console(Format.text if output_format is Format.json else output_format, False, False, project)
    if data is not None:
        json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    _finish(console, diagnostics)


def _make(action: Callable[[], list[Path]]) -> None:
    try:
        for path in action():
            typer.echo(str(path))
    except NewError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


@new_app.command("fiche")
def new_fiche_command(name: str, project: ProjectDir = HERE) -> None:
    """Make a fiche from its id (letters, digits, hyphens), with every field explained."""
    _make(lambda: new_fiche(project, name))


@new_app.command("chapter")
def new_chapter_command(name: str, project: ProjectDir = HERE) -> None:
    """Make a chapter file in French and English and name it in report.yaml."""
    _make(lambda: new_chapter(project, name))


@new_app.command("project")
def new_project_command(folder: Path) -> None:
    """Make a project that builds: one chapter, one fiche, two languages."""
    _make(lambda: new_project(folder))


@i18n_app.command("status")
def i18n_status(project: ProjectDir = HERE, output_format: FormatOption = Format.text) -> None:
    """What is missing, stale or unconfirmed in the English text."""
    report, diagnostics = run_status(project)
    _console(output_format, False, False, project).translation(report)
    # The report is the one JSON value on standard output; findings go beside it.
    text = output_format if output_format is not Format.json else Format.text
    _finish(_console(text, False, False, project), diagnostics)


@i18n_app.command("adopt")
def i18n_adopt(project: ProjectDir = HERE) -> None:
    """Pair texts that were never paired, and write the lock."""
    paths, diagnostics = run_adopt(project)
    console = _console(Format.text, False, True, project)
    console.outputs(paths, {})
    _finish(console, diagnostics)


@i18n_app.command("confirm")
def i18n_confirm(
    units: Annotated[list[str], typer.Argument(help="Unit ids, or “all”.")], project: ProjectDir = HERE
) -> None:
    """Say that the English text of these units is right as it stands."""
    paths, diagnostics = run_confirm(project, units)
    console = _console(Format.text, False, True, project)
    console.outputs(paths, {})
    _finish(console, diagnostics)


def main() -> None:
    """Entry point of the `reportgen` command."""
    try:
        app()
    except OutputError as error:
        typer.echo(f"reportgen: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
