"""`reportgen check`, `convert`, `inspect`: what is wrong with the content, and what is in it."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.common import (
    HERE,
    FormatOption,
    ProjectDir,
    Quiet,
    Verbose,
    finish,
    make_console,
    split_list,
)
from reportgen.console import Format
from reportgen.pipeline.check import CheckRequest
from reportgen.pipeline.check import check as run_check
from reportgen.pipeline.check import fix as run_fix
from reportgen.pipeline.convert import convert as run_convert
from reportgen.pipeline.inspect import inspect as run_inspect
from reportgen.pipeline.word import check_word as run_check_word


class ProfileName(StrEnum):
    draft = "draft"
    proof = "proof"
    release = "release"


def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Word files instead of the project.")] = None,
    project: ProjectDir = HERE,
    profile: Annotated[ProfileName, typer.Option(help="draft, proof or release.")] = ProfileName.draft,
    mend: Annotated[bool, typer.Option("--fix", help="Mend the typography of the texts as typed.")] = False,
    spelling: Annotated[bool, typer.Option("--spelling", help="Look words up in the dictionaries.")] = False,
    links: Annotated[bool, typer.Option("--links", help="Ask the addresses outside the report too.")] = False,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Reuse pieces made before.")] = True,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
) -> None:
    """Find what is wrong with the content, and what could be better, or how accessible a Word file is."""
    console = make_console(output_format, quiet, True, project)
    if files:
        finish(console, run_check_word(files))
        return
    request = CheckRequest(project, profile.value, links=links, spelling=spelling, use_cache=cache)
    if mend:
        console.outputs(run_fix(request), {})
    finish(console, run_check(request))


def convert(
    files: Annotated[list[Path], typer.Argument(help="Markdown files.")],
    to: Annotated[str, typer.Option(help="Editions, comma-separated: html,docx,pdf.")] = "html",
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")] = HERE,
    lang: Annotated[str, typer.Option(help="Language of the text: fr or en.")] = "fr",
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Turn any Markdown file into HTML, DOCX and PDF, without a project."""
    targets = split_list(to)
    if unknown := set(targets) - {"html", "docx", "pdf"}:
        raise typer.BadParameter(f"unknown edition: {', '.join(sorted(unknown))}", param_hint="--to")
    if lang not in ("fr", "en"):
        raise typer.BadParameter(f"unknown language: {lang}", param_hint="--lang")
    console = make_console(output_format, quiet, verbose, HERE)
    result = run_convert(files, targets, output, lang)
    console.outputs(result.outputs, {})
    finish(console, result.diagnostics)


def inspect(
    project: ProjectDir = HERE,
    lang: Annotated[str, typer.Option(help="A language of the report; the source language by default.")] = "",
    output_format: FormatOption = Format.json,
) -> None:
    """Print the tree's parts, units, labels and references as JSON."""
    data, diagnostics = run_inspect(project, lang or None)
    console = make_console(
        Format.text if output_format is Format.json else output_format, False, False, project
    )
    if data is not None:
        json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    finish(console, diagnostics)


def register(app: typer.Typer) -> None:
    """Add these commands to `app`."""
    for command in (check, convert, inspect):
        app.command()(command)
