"""`reportgen review`: drafts out to the proofreaders, their remarks back to the sources."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.common import (
    HERE,
    FormatOption,
    ProjectDir,
    Quiet,
    Verbose,
    finish,
    make_console,
    need_languages,
    split_list,
)
from reportgen.console import Format
from reportgen.pipeline.proof import export_proof
from reportgen.pipeline.review import ReviewResult, apply_review, import_drafts

review_app = typer.Typer(help="Proofreading in Word, and back to the sources.", no_args_is_help=True)


@review_app.command("export")
def review_export(
    project: ProjectDir = HERE,
    lang: Annotated[str, typer.Option(help="Languages, comma-separated: fr,en.")] = "",
    remarks: Annotated[bool, typer.Option("--remarks", help="Open remarks as Word comments.")] = False,
    facing: Annotated[
        bool, typer.Option("--facing", help="Both languages face to face, in one file.")
    ] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Instead of <project>/build.")] = None,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
) -> None:
    """Make the proof copy for Word: numbered paragraphs, each tied to its source."""
    langs = split_list(lang)
    need_languages(langs, project)
    result = export_proof(project, langs, output, remarks=remarks, both=facing)
    _end(result, project, output_format, quiet, True)


@review_app.command("import")
def review_import(
    files: Annotated[list[Path], typer.Argument(help="Word files that came back.")],
    project: ProjectDir = HERE,
    name: Annotated[str, typer.Option(help="Name of the review; version and language by default.")] = "",
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read remarks and changes from Word files into reviews/<name>.yaml, a table and a patch."""
    _end(import_drafts(project, files, name), project, output_format, quiet, verbose)


@review_app.command("apply")
def review_apply(
    names: Annotated[list[str] | None, typer.Argument(help="Reviews; all when none.")] = None,
    project: ProjectDir = HERE,
    every: Annotated[bool, typer.Option("--all", help="Open edits too, not only accepted ones.")] = False,
    accept: Annotated[str, typer.Option(help="Ids of edits to accept, comma-separated.")] = "",
    who: Annotated[str, typer.Option(help="Who decides, for the register.")] = "",
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Put accepted edits into Markdown and YAML; conflicts are shown, never guessed."""
    result = apply_review(project, names or (), every=every, ids=split_list(accept), who=who)
    _end(result, project, output_format, quiet, verbose)


def _end(result: ReviewResult, project: Path, output: Format, quiet: bool, verbose: bool) -> None:
    console = make_console(output, quiet, verbose, project)
    if output is Format.json:
        _json(result.figures, result.outputs)
        console = make_console(Format.text, True, False, project)
    else:
        console.outputs(result.outputs, {})
        if result.figures and not quiet:
            typer.echo(", ".join(f"{key} {value}" for key, value in result.figures.items()))
    finish(console, result.diagnostics)


def _json(figures: Mapping[str, int], outputs: list[Path]) -> None:
    json.dump(
        {"figures": figures, "outputs": [str(path) for path in outputs]}, sys.stdout, ensure_ascii=False
    )
    sys.stdout.write("\n")


def register(app: typer.Typer) -> None:
    """Add `review` to `app`."""
    app.add_typer(review_app, name="review")
