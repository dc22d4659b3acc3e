"""`reportgen build`, `check`, `convert`, `inspect`: from content to editions, and what is wrong with it."""

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
    need_languages,
    split_list,
)
from reportgen.console import Format
from reportgen.pipeline import BuildRequest
from reportgen.pipeline import build as run_build
from reportgen.pipeline import check as run_check
from reportgen.pipeline import check_word as run_check_word
from reportgen.pipeline import convert as run_convert
from reportgen.pipeline import inspect as run_inspect
from reportgen.pipeline.check import CheckRequest
from reportgen.pipeline.check import fix as run_fix


class Edition(StrEnum):
    pdf = "pdf"
    docx = "docx"
    html = "html"
    epub = "epub"


class ProfileName(StrEnum):
    draft = "draft"
    proof = "proof"
    release = "release"


class BuildProfileName(StrEnum):
    draft = "draft"
    proof = "proof"
    release = "release"
    print = "print"


def build(
    editions: Annotated[
        list[Edition] | None, typer.Argument(help="pdf, docx, html, epub; all when none.")
    ] = None,
    project: ProjectDir = HERE,
    lang: Annotated[str, typer.Option(help="Languages, comma-separated: fr,en.")] = "",
    profile: Annotated[
        BuildProfileName, typer.Option(help="draft, proof, release, or print (the PDF for a printer).")
    ] = BuildProfileName.draft,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Instead of <project>/build.")] = None,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Reuse pieces made before.")] = True,
    update_pages: Annotated[
        bool, typer.Option("--update-pages", help="Write the page map, content/pages.lock.json.")
    ] = False,
    since: Annotated[
        str, typer.Option(help="Mark what has changed since a draft (a git version or a folder), in a proof.")
    ] = "",
    timings: Annotated[bool, typer.Option(help="Print the time of each phase.")] = False,
    output_format: FormatOption = Format.text,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build the editions of the report."""
    console = make_console(output_format, quiet, verbose, project)
    langs = split_list(lang)
    need_languages(langs, project)
    if since and profile is not BuildProfileName.proof:
        raise typer.BadParameter("only with --profile proof", param_hint="--since")
    request = BuildRequest(
        root=project,
        editions=tuple(str(e) for e in editions or ()),
        langs=langs,
        profile=profile.value,
        output=output,
        use_cache=cache,
        update_pages=update_pages,
        since=since,
    )
    with console.progress() as progress:
        result = run_build(request, progress)
    console.outputs(result.outputs, result.pages)
    if timings:
        console.timings(result.timings)
    finish(console, result.diagnostics)


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
    for command in (build, check, convert, inspect):
        app.command()(command)
