"""`reportgen a11y`: the accessibility dossier and the draft statement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from reportgen.cli.common import HERE, ProjectDir, finish, make_console
from reportgen.console import Format
from reportgen.pipeline.a11y import NothingBuiltError
from reportgen.pipeline.a11y import a11y as run_a11y
from reportgen.pipeline.webtools import ToolMissingError

_SHOWN: Final = 20
"""How many findings of a checker are printed; the dossier has all."""


def a11y(
    project: ProjectDir = HERE,
    built: Annotated[Path | None, typer.Option(help="What was built, instead of <project>/build.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Instead of <built>/a11y.")] = None,
    tools: Annotated[
        Path | None,
        typer.Option(help="Folder of axe-core and the Nu checker (npm): they see every page too."),
    ] = None,
    tabs: Annotated[int, typer.Option(min=1, help="Pages seen at once in the browser.")] = 2,
) -> None:
    """Check what was built for accessibility; write the dossier and the draft statement."""
    console = make_console(Format.text, False, False, project)
    try:
        with console.progress() as progress:
            result = run_a11y(project, built, output, tools, tabs, progress)
    except NothingBuiltError as error:
        typer.echo(f"reportgen a11y: no site in {error}; run reportgen build first", err=True)
        raise typer.Exit(2) from error
    except ToolMissingError as error:
        typer.echo(f"reportgen a11y: missing: {error}", err=True)
        raise typer.Exit(2) from error
    make_console(Format.text, False, True, project).outputs(result.outputs, {})
    for examined in result.results:
        typer.echo(f"{examined.lang}: {len(examined.pages)} pages, {examined.count} findings")
    for judged in result.judged:
        views = f" in {len(judged.views)} views" if judged.views else ""
        seen = f"{judged.tool} {judged.version}: {len(judged.pages)} pages{views}"
        typer.echo(f"{judged.lang}: {seen}, {len(judged.findings)} findings")
        for stem, said in judged.findings[:_SHOWN]:
            typer.echo(f"  {stem}: {said}")
        for message, count in judged.left_out:
            typer.echo(f"  not counted, {count} times: {message}")
    finish(make_console(Format.text, False, False, project), result.diagnostics)
    if any(r.count for r in result.results) or any(j.findings for j in result.judged):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add `a11y` to `app`."""
    app.command()(a11y)
