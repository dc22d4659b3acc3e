"""`reportgen new`: projects, chapters and fiches to fill; asks for what flags leave out, at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.common import HERE, ProjectDir, split_list
from reportgen.diagnostics import suggest
from reportgen.pipeline.new import CHOICES, Answers, NewError, portfolios, project_from
from reportgen.pipeline.new import chapter as new_chapter
from reportgen.pipeline.new import fiche as new_fiche
from reportgen.pipeline.new import project as new_project

new_app = typer.Typer(help="Make a new project, chapter or fiche.", no_args_is_help=True)

Ask = Annotated[
    bool | None, typer.Option("--ask/--no-ask", help="Ask for what is not given; by default, at a terminal.")
]
Title = Annotated[str, typer.Option(help="Title in French.")]
TitleEn = Annotated[str, typer.Option(help="Title in English.")]


def _make(action: Callable[[], list[Path]]) -> None:
    try:
        for path in action():
            typer.echo(str(path))
    except NewError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


def _asks(ask: bool | None) -> bool:
    return sys.stdin.isatty() if ask is None else ask


def _text(question: str, given: str, asks: bool) -> str:
    """The value given, or the answer; an empty line leaves what the starting file says."""
    if given or not asks:
        return given
    return str(typer.prompt(question, default="", show_default=False, err=True))


def _choice(question: str, given: str, values: Iterable[str], asks: bool) -> str:
    """The same from a closed list: asked again until the answer is in it."""
    known = list(values)
    if given or not asks or not known:
        return given
    typer.echo(f"  {', '.join(known)}", err=True)
    while True:
        answer = str(typer.prompt(question, default=known[0], err=True)).strip()
        if answer in known:
            return answer
        near = suggest(answer, known)
        typer.echo(f"  ? {near or ', '.join(known)}", err=True)


@new_app.command("fiche")
def new_fiche_command(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Letters, digits, hyphens; never changes.")],
    project: ProjectDir = HERE,
    name: Annotated[str, typer.Option(help="Name of the practice, in French.")] = "",
    name_en: Annotated[str, typer.Option(help="Name of the practice, in English.")] = "",
    portfolio: Annotated[str, typer.Option(help="Who leads: an id of ministries.yaml.")] = "",
    form: Annotated[str, typer.Option(help=", ".join(CHOICES["form"]))] = "",
    method: Annotated[str, typer.Option(help=", ".join(CHOICES["method"]))] = "",
    level: Annotated[str, typer.Option(help=", ".join(CHOICES["level"]))] = "",
    depth: Annotated[str, typer.Option(help=", ".join(CHOICES["depth"]))] = "",
    start: Annotated[str, typer.Option(help="First day: 2019, 2019-01 or 2019-01-15.")] = "",
    ask: Ask = None,
) -> None:
    """Make a fiche from its id, with every field explained."""
    asks = _asks(ask)

    def make() -> list[Path]:
        leads = portfolios(project) if asks and not portfolio else {}
        answers = Answers(
            name=_text("Nom / name (fr)", name, asks),
            name_en=_text("Nom / name (en)", name_en, asks),
            portfolio=_choice("Portefeuille / portfolio", portfolio, leads, asks),
            form=_choice("Forme / form", form, CHOICES["form"], asks),
            method=_choice("Méthode / method", method, CHOICES["method"], asks),
            level=_choice("Échelle / level", level, CHOICES["level"], asks),
            depth=_choice("Longueur / depth", depth, CHOICES["depth"], asks),
            start=_text("Début / start", start, asks),
        )
        return new_fiche(project, id_, answers)

    _make(make)


@new_app.command("chapter")
def new_chapter_command(
    name: str, project: ProjectDir = HERE, title: Title = "", title_en: TitleEn = "", ask: Ask = None
) -> None:
    """Make a chapter file in French and English and name it in report.yaml."""
    asks = _asks(ask)
    titles = {
        "fr": _text("Titre / title (fr)", title, asks),
        "en": _text("Titre / title (en)", title_en, asks),
    }
    _make(lambda: new_chapter(project, name, titles))


@new_app.command("project")
def new_project_command(
    folder: Path,
    title: Title = "",
    title_en: TitleEn = "",
    source: Annotated[
        Path | None, typer.Option("--from", help="Take the structure of the report in this folder.")
    ] = None,
    languages: Annotated[
        str, typer.Option(help="Languages of the new report, its source language first: es,en. With --from.")
    ] = "",
    ask: Ask = None,
) -> None:
    """Make a project that builds: one chapter, one fiche, two languages; or with the structure of another."""
    if source is not None:
        _make(lambda: project_from(folder, source, split_list(languages)))
        return
    if languages:
        raise typer.BadParameter("only with --from", param_hint="--languages")
    asks = _asks(ask)
    titles = {
        "fr": _text("Titre / title (fr)", title, asks),
        "en": _text("Titre / title (en)", title_en, asks),
    }
    _make(lambda: new_project(folder, titles))


def register(app: typer.Typer) -> None:
    """Add `new` to `app`."""
    app.add_typer(new_app, name="new")
