"""What a person types: reads the command line, calls the pipeline, prints. One module a group of commands.

Exit codes: 0 fine, 1 content errors, 2 wrong use or a result that cannot be written.
"""

from __future__ import annotations

import sys

import typer

from reportgen.cli import build, data, i18n, intake, new, release, status
from reportgen.pipeline.output import OutputError

MODULES = (build, new, i18n, data, intake, status, release)

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
    try:
        app()
    except OutputError as error:
        typer.echo(f"reportgen: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
