"""`reportgen build`: from content to editions."""

from __future__ import annotations

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
from reportgen.cli.spreading import (
    Executor,
    ExecutorChoice,
    Scheduler,
    SharedStore,
    TlsCa,
    TlsCert,
    TlsKey,
    Workers,
    spread_of,
)
from reportgen.console import Format
from reportgen.pipeline.build import BuildRequest
from reportgen.pipeline.build import build as run_build


class Edition(StrEnum):
    pdf = "pdf"
    docx = "docx"
    html = "html"
    epub = "epub"


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
    executor: Executor = ExecutorChoice.processes,
    workers: Workers = None,
    scheduler: Scheduler = "",
    store: SharedStore = "",
    tls_ca: TlsCa = "",
    tls_cert: TlsCert = "",
    tls_key: TlsKey = "",
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
        spread=spread_of(executor, workers, scheduler, store, (tls_ca, tls_cert, tls_key)),
    )
    with console.progress() as progress:
        result = run_build(request, progress)
    console.outputs(result.outputs, result.pages)
    if timings:
        console.timings(result.timings)
    finish(console, result.diagnostics)


def register(app: typer.Typer) -> None:
    """Add `build` to `app`."""
    app.command()(build)
