"""`reportgen release` and `verify`: publishing, and checking what was published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.common import HERE, FormatOption, ProjectDir, Quiet, finish, make_console
from reportgen.console import Format
from reportgen.pipeline.release import ReleaseError, ReleaseRequest
from reportgen.pipeline.release import release as run_release
from reportgen.pipeline.verify import verify_release


def release(
    version: Annotated[str, typer.Argument(help="The version, as in content/report.yaml.")],
    waive: Annotated[
        list[str] | None,
        typer.Option(
            help="CODE=reason, or CODE:unit=reason for one unit: let it through; printed in the manifest."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Instead of <project>/release.")
    ] = None,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Reuse pieces made before.")] = False,
    project: ProjectDir = HERE,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
) -> None:
    """Check, build every edition and the data, and write release/VERSION with its manifest and notes."""
    waivers: dict[str, str] = {}
    for item in waive or ():
        code, _, reason = item.partition("=")
        if not reason.strip():
            raise typer.BadParameter(f"{item}: a waiver gives its reason: CODE=reason", param_hint="--waive")
        waivers[code.strip()] = reason.strip()
    console = make_console(output_format, quiet, False, project)
    try:
        with console.progress() as progress:
            result = run_release(ReleaseRequest(project, version, waivers, output, cache), progress)
    except ReleaseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    console.outputs(result.outputs, result.pages)
    finish(console, result.diagnostics)


def verify(
    folder: Annotated[Path, typer.Argument(help="A release: the folder that holds manifest.json.")],
    project: Annotated[
        Path | None, typer.Option("--project", help="Compare with the sources of this project too.")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make every file again and compare.")] = False,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
) -> None:
    """Check a release: every SHA-256, and with --project its data, its sources and its bytes."""
    if rebuild and project is None:
        raise typer.BadParameter("--rebuild needs --project", param_hint="--rebuild")
    checks, diagnostics = verify_release(folder, project, rebuild)
    if output_format is Format.text and not quiet:
        for check in checks:
            typer.echo(f"{check.path}: {check.reader}, {check.compared}")
    finish(make_console(output_format, quiet, False, folder), diagnostics)


def register(app: typer.Typer) -> None:
    """Add `release` and `verify` to `app`."""
    app.command()(release)
    app.command()(verify)
