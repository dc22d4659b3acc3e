"""`reportgen lsp`: what an editor starts to complete, check and rename while a text is being typed."""

from __future__ import annotations

import gc
import logging
import sys
from typing import Annotated

import typer

from reportgen.cli.common import messages_lang


def lsp(
    stdio: Annotated[
        bool, typer.Option("--stdio", help="The only way it speaks; accepted for editors.")
    ] = True,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Reuse pieces made before.")] = True,
) -> None:
    """Answer a text editor over standard input and output (Language Server Protocol)."""
    try:
        from reportgen.lsp.features import make_server
    except ImportError as error:
        typer.echo("lsp: install reportgen[lsp]", err=True)
        raise typer.Exit(2) from error
    # Standard output is the protocol's alone.
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    gc.freeze()
    make_server(messages_lang(), cache).start_io()


def register(app: typer.Typer) -> None:
    """Add `lsp` to `app`."""
    app.command()(lsp)
