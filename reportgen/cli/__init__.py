"""What a person types: reads the command line, calls the pipeline, prints. One module a group of commands.

Exit codes: 0 fine, 1 content errors, 2 wrong use or a result that cannot be written.
"""

from __future__ import annotations

import gc
import sys

import typer

from reportgen.cli import (
    a11y,
    build,
    data,
    diff,
    i18n,
    insight,
    intake,
    lsp,
    new,
    preview,
    release,
    review,
    status,
)
from reportgen.pipeline.output import OutputError
from reportgen.work import WorkersError

MODULES = (build, preview, insight, new, i18n, review, diff, data, intake, status, release, a11y, lsp)

app = typer.Typer(
    help="Publishes a public report: chapters and fiches, in French and English, as PDF, DOCX and HTML.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for module in MODULES:
    module.register(app)


def main() -> None:
    """Entry point of the `reportgen` command."""
    # A report is a million small objects that stay: looking through them for garbage again and again is dear.
    gc.set_threshold(200_000, 20, 100)
    try:
        app()
    except (OutputError, WorkersError) as error:
        typer.echo(f"reportgen: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
