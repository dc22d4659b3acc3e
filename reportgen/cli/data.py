"""`reportgen data`: the inventory as open data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.common import HERE, FormatOption, ProjectDir, Quiet, finish, make_console
from reportgen.console import Format
from reportgen.pipeline.data import export as run_export
from reportgen.pipeline.data import verify as run_verify

data_app = typer.Typer(help="The inventory as open data.", no_args_is_help=True)


@data_app.command("export")
def data_export(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder; it will hold nothing else.")],
    project: ProjectDir = HERE,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
) -> None:
    """Write the data package: CSV, JSON, JSON-LD, XLSX, ODS, schemas and metadata."""
    if output.exists() and any(output.iterdir()) and not (output / "datapackage.json").is_file():
        raise typer.BadParameter(f"{output} holds other files", param_hint="--output")
    paths, diagnostics = run_export(project, output)
    console = make_console(output_format, quiet, False, project)
    console.outputs(paths, {})
    finish(console, diagnostics)


@data_app.command("verify")
def data_verify(
    folder: Annotated[Path, typer.Argument(help="Folder that holds datapackage.json.")],
    project: ProjectDir = HERE,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
) -> None:
    """Read a data package again with other libraries and compare it with the records."""
    checks, diagnostics = run_verify(project, folder)
    if output_format is Format.text and not quiet:
        for check in checks:
            typer.echo(f"{check.path}: {check.reader}, {check.compared}")
    finish(make_console(output_format, quiet, False, folder), diagnostics)


def register(app: typer.Typer) -> None:
    """Add `data` to `app`."""
    app.add_typer(data_app, name="data")
