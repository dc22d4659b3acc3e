"""`reportgen preview`: the pages of the report, live, while it is being written."""

from __future__ import annotations

from typing import Annotated

import typer

from reportgen.cli.common import HERE, ProjectDir, messages_lang

EDITOR = "vscode://file/{path}:{line}:{col}"


def preview(
    project: ProjectDir = HERE,
    port: Annotated[int, typer.Option(help="On this machine alone.", min=1, max=65535)] = 8137,
    editor: Annotated[str, typer.Option(help="Address that opens a file at a line in your editor.")] = EDITOR,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Reuse pieces made before.")] = True,
) -> None:
    """Show the report in the browser; pages follow each save."""
    try:
        from reportgen.preview.serving import serve
    except ImportError as error:
        typer.echo("preview: install reportgen[preview]", err=True)
        raise typer.Exit(2) from error
    if not (project / "content/report.yaml").is_file():
        typer.echo(f"{project}: no content/report.yaml here", err=True)
        raise typer.Exit(2)
    typer.echo(f"http://127.0.0.1:{port}/")
    serve(project, port, messages_lang(), editor, cache)


def register(app: typer.Typer) -> None:
    """Add `preview` to `app`."""
    app.command()(preview)
