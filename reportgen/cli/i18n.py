"""`reportgen i18n`: the state of the English text, and its pairing with the French."""

from __future__ import annotations

from typing import Annotated

import typer

from reportgen.cli.common import HERE, FormatOption, ProjectDir, finish, make_console
from reportgen.console import Format
from reportgen.pipeline.i18n import adopt as run_adopt
from reportgen.pipeline.i18n import confirm as run_confirm
from reportgen.pipeline.i18n import status as run_status

i18n_app = typer.Typer(help="Pairing of the French and English texts.", no_args_is_help=True)


@i18n_app.command("status")
def i18n_status(project: ProjectDir = HERE, output_format: FormatOption = Format.text) -> None:
    """What is missing, stale or unconfirmed in the English text."""
    report, diagnostics = run_status(project)
    make_console(output_format, False, False, project).translation(report)
    # The report is the one JSON value on standard output; findings go beside it.
    text = output_format if output_format is not Format.json else Format.text
    finish(make_console(text, False, False, project), diagnostics)


@i18n_app.command("adopt")
def i18n_adopt(project: ProjectDir = HERE) -> None:
    """Pair texts that were never paired, and write the lock."""
    paths, diagnostics = run_adopt(project)
    console = make_console(Format.text, False, True, project)
    console.outputs(paths, {})
    finish(console, diagnostics)


@i18n_app.command("confirm")
def i18n_confirm(
    units: Annotated[list[str], typer.Argument(help="Unit ids, or “all”.")], project: ProjectDir = HERE
) -> None:
    """Say that the English text of these units is right as it stands."""
    paths, diagnostics = run_confirm(project, units)
    console = make_console(Format.text, False, True, project)
    console.outputs(paths, {})
    finish(console, diagnostics)


def register(app: typer.Typer) -> None:
    """Add `i18n` to `app`."""
    app.add_typer(i18n_app, name="i18n")
