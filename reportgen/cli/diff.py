"""`reportgen diff`: what changed between two drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.common import (
    HERE,
    FormatOption,
    ProjectDir,
    Quiet,
    finish,
    make_console,
    need_languages,
    split_list,
)
from reportgen.console import Format
from reportgen.pipeline.diff import diff as run_diff


def diff(
    before: Annotated[str, typer.Argument(help="A Word draft, a project folder, or a version in git.")],
    after: Annotated[str, typer.Argument(help="The newer one.")],
    project: ProjectDir = HERE,
    to: Annotated[str, typer.Option(help="Comma-separated: html,docx,pdf.")] = "html,docx",
    lang: Annotated[str, typer.Option(help="A language of the report; the source language by default.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder for the results.")] = None,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
) -> None:
    """Show what changed between two drafts: tracked changes in Word, and a page."""
    targets = split_list(to)
    if unknown := set(targets) - {"html", "docx", "pdf"}:
        raise typer.BadParameter(f"unknown edition: {', '.join(sorted(unknown))}", param_hint="--to")
    need_languages([lang], project)
    console = make_console(output_format, quiet, True, project)
    result = run_diff(project, before, after, targets, output, lang)
    console.outputs(result.outputs, {})
    if result.outputs and not quiet and output_format is Format.text:
        typer.echo(f"{result.changes} changes")
    finish(console, result.diagnostics)


def register(app: typer.Typer) -> None:
    """Add `diff` to `app`."""
    app.command()(diff)
