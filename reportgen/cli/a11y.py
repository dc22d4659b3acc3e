"""`reportgen a11y`: the accessibility dossier and the draft statement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.common import HERE, ProjectDir, finish, make_console
from reportgen.console import Format
from reportgen.pipeline.a11y import NothingBuiltError
from reportgen.pipeline.a11y import a11y as run_a11y


def a11y(
    project: ProjectDir = HERE,
    built: Annotated[Path | None, typer.Option(help="What was built, instead of <project>/build.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Instead of <built>/a11y.")] = None,
) -> None:
    """Check what was built for accessibility; write the dossier and the draft statement."""
    try:
        result = run_a11y(project, built, output)
    except NothingBuiltError as error:
        typer.echo(f"reportgen a11y: no site in {error}; run reportgen build first", err=True)
        raise typer.Exit(2) from error
    make_console(Format.text, False, True, project).outputs(result.outputs, {})
    for examined in result.results:
        typer.echo(f"{examined.lang}: {len(examined.pages)} pages, {examined.count} findings")
    finish(make_console(Format.text, False, False, project), result.diagnostics)
    if any(examined.count for examined in result.results):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add `a11y` to `app`."""
    app.command()(a11y)
