"""What a person types: reads the command line, calls the pipeline, prints. One module a group of commands.

Exit codes: 0 fine, 1 content errors, 2 wrong use or a result that cannot be written.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import typer

from reportgen.compiled import use_compiled
from reportgen.pipeline.output import OutputError
from reportgen.work import WorkersError

if TYPE_CHECKING:
    app: typer.Typer

COMMANDS: Final = {
    "build": ("build",),
    "checking": ("check", "convert", "inspect"),
    "preview": ("preview",),
    "insight": ("stats", "refs", "doctor"),
    "new": ("new",),
    "i18n": ("i18n",),
    "review": ("review",),
    "diff": ("diff",),
    "data": ("data",),
    "intake": ("intake",),
    "status": ("status",),
    "release": ("release", "verify"),
    "a11y": ("a11y",),
    "lsp": ("lsp",),
    "compiling": ("compile",),
}
"""The commands by the module that has them, in the order of the help."""


def app_for(command: str = "") -> typer.Typer:
    """All commands; or only those of the module that has `command`: to read the others takes longer than a
    build with nothing to do."""
    made = typer.Typer(
        help="Publishes a public report: chapters and fiches, in French and English, as PDF, DOCX and HTML.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    # One command alone would be the whole program, and its name an argument.
    made.callback()(_nothing)
    asked = [name for name, commands in COMMANDS.items() if command in commands]
    for name in asked or COMMANDS:
        import_module(f"{__name__}.{name}").register(made)
    return made


def _nothing() -> None:
    return None


def __getattr__(name: str) -> Any:
    """`app`, with all commands, is made when something asks for it."""
    if name == "app":
        return app_for()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def main() -> None:
    """Entry point of the `reportgen` command."""
    use_compiled()
    # A report is a million small objects that stay: looking through them for garbage again and again is dear.
    gc.set_threshold(200_000, 20, 100)
    try:
        app_for(sys.argv[1] if len(sys.argv) > 1 else "")()
    except (OutputError, WorkersError) as error:
        typer.echo(f"reportgen: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        # The process ends: nothing is looked through once more.
        gc.freeze()
