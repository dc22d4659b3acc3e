"""`reportgen new`: projects, chapters and fiches to fill."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.common import HERE, ProjectDir
from reportgen.pipeline.new import NewError, project_from
from reportgen.pipeline.new import chapter as new_chapter
from reportgen.pipeline.new import fiche as new_fiche
from reportgen.pipeline.new import project as new_project

new_app = typer.Typer(help="Make a new project, chapter or fiche.", no_args_is_help=True)


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
def new_project_command(
    folder: Path,
    source: Annotated[
        Path | None, typer.Option("--from", help="Take the structure of the report in this folder.")
    ] = None,
) -> None:
    """Make a project that builds: one chapter, one fiche, two languages; or with the structure of another."""
    _make(lambda: project_from(folder, source) if source else new_project(folder))


def register(app: typer.Typer) -> None:
    """Add `new` to `app`."""
    app.add_typer(new_app, name="new")
