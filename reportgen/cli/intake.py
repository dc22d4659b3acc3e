"""`reportgen intake`: forms for those who describe practices, and fiches from what they send back."""

from __future__ import annotations

import json
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
    messages_lang,
    need_languages,
    split_list,
)
from reportgen.console import Format, side_by_side
from reportgen.diagnostics import as_json
from reportgen.pipeline.collect import build_imported
from reportgen.pipeline.intake import FORMS, import_files
from reportgen.pipeline.intake import forms as make_forms

intake_app = typer.Typer(help="Collect fiches: forms out, fiches in.", no_args_is_help=True)


@intake_app.command("form")
def intake_form(
    lang: Annotated[str, typer.Option(help="Language of the form, one of the report.")] = "fr",
    to: Annotated[str, typer.Option(help="Kinds, comma-separated: xlsx,docx,html.")] = "xlsx,docx,html",
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the forms.")] = HERE,
    fill: Annotated[str, typer.Option(help="Fiches to fill in beforehand, ids comma-separated.")] = "",
    practices: Annotated[int, typer.Option(min=0, max=50, help="Practices in a workbook.")] = 0,
    project: ProjectDir = HERE,
    output_format: FormatOption = Format.text,
) -> None:
    """Make the form: a workbook, a Word document, and one HTML file that works offline."""
    kinds = split_list(to)
    if unknown := set(kinds) - set(FORMS):
        raise typer.BadParameter(f"unknown kind: {', '.join(sorted(unknown))}", param_hint="--to")
    need_languages([lang], project)
    paths, diagnostics = make_forms(project, lang, kinds, output, split_list(fill), practices)
    console = make_console(output_format, False, False, project)
    console.outputs(paths, {})
    finish(console, diagnostics)


@intake_app.command("import")
def intake_import(
    files: Annotated[list[Path], typer.Argument(help="Filled forms: .xlsx, .docx, .json, .csv.")],
    mapping: Annotated[Path | None, typer.Option(help="YAML file that names foreign columns.")] = None,
    update: Annotated[str, typer.Option(help="Fiches that may be replaced, ids comma-separated.")] = "",
    as_new: Annotated[str, typer.Option(help="Practices that are new though they look like others.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, write nothing.")
    ] = False,
    build: Annotated[
        bool, typer.Option("--build", help="Then make the web pages and the data package in build/.")
    ] = False,
    project: ProjectDir = HERE,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
) -> None:
    """Turn filled forms into fiches. Nothing is replaced unless --update names it."""
    result = import_files(project, files, mapping, split_list(update), split_list(as_new), dry_run)
    if build and not dry_run and not result.diagnostics.errors:
        build_imported(project, result)
    if output_format is Format.json:
        decisions = [
            {
                "outcome": str(d.outcome), "id": d.id, "name": d.name, "file": d.practice.place.file,
                "other": d.other, "differences": {x.field: [x.here, x.there] for x in d.differences},
            }
            for d in result.decisions
        ]  # fmt: skip
        findings = [as_json(d, messages_lang()) for d in result.diagnostics]
        typer.echo(json.dumps({"decisions": decisions, "findings": findings}, ensure_ascii=False, indent=1))
        raise typer.Exit(1 if result.diagnostics.errors else 0)
    console = make_console(output_format, quiet, True, project)
    if not quiet:
        for decision in result.decisions:
            typer.echo(f"{decision.outcome}: {decision.id or '?'} ({decision.name})")
            if decision.differences:
                typer.echo(side_by_side(decision.other, decision.id, decision.differences))
    console.outputs([*result.written, *result.built], {})
    finish(console, result.diagnostics)


def register(app: typer.Typer) -> None:
    """Add `intake` to `app`."""
    app.add_typer(intake_app, name="intake")
