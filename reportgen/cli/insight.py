"""`reportgen stats`, `refs`, `doctor`: figures of the report, who cites what, the state of the machine."""

from __future__ import annotations

import dataclasses
import json
from typing import Annotated, Any

import typer

from reportgen.cli.common import HERE, FormatOption, ProjectDir, finish, make_console, need_languages
from reportgen.console import Format
from reportgen.pipeline.doctor import doctor as run_doctor
from reportgen.pipeline.refs import refs as run_refs
from reportgen.pipeline.stats import stats as run_stats


def stats(project: ProjectDir = HERE, output_format: FormatOption = Format.text) -> None:
    """Words, completeness of the fiches, coverage of the ministries, state of the translation."""
    found, diagnostics = run_stats(project)
    if found is not None and output_format is Format.json:
        typer.echo(_json(found))
    elif found is not None:
        for lang, words in found["words"].items():
            typer.echo(f"{lang}: {sum(words.values())} words ({_row(words)})")
        typer.echo(f"parts: {_row(found['parts'])}")
        typer.echo(f"translation: {_row(found['translation'])}")
        led = found["coverage"]
        none = [name for name, count in led.items() if not count]
        typer.echo(
            f"coverage: {len(led) - len(none)} portfolios of {len(led)}; none for {', '.join(none) or '-'}"
        )
        for name, share in sorted(found["fields"].items(), key=lambda item: item[1]):
            typer.echo(f"{share:6.0%} {name}")
    finish(make_console(Format.text, False, False, project), diagnostics)


def refs(
    label: Annotated[str, typer.Argument(help="A label; all of them when none.")] = "",
    project: ProjectDir = HERE,
    lang: Annotated[str, typer.Option(help="A language of the report; the source language by default.")] = "",
    unused: Annotated[bool, typer.Option("--unused", help="Only what nothing refers to.")] = False,
    output_format: FormatOption = Format.text,
) -> None:
    """Who refers to what."""
    need_languages([lang], project)
    found, diagnostics = run_refs(project, lang)
    rows = [row for row in found or () if label in ("", row["id"]) and not (unused and row["from"])]
    if label and found is not None and not rows:
        typer.echo(f"refs: nothing has the label “{label}”", err=True)
        raise typer.Exit(2)
    if output_format is Format.json:
        typer.echo(_json(rows))
    else:
        for row in rows:
            typer.echo(f"{row['id']} ({len(row['from'])})")
            for place in row["from"]:
                typer.echo(f"    {place}")
    finish(make_console(Format.text, False, False, project), diagnostics)


def doctor(project: ProjectDir = HERE, output_format: FormatOption = Format.text) -> None:
    """Whether this machine has what the engine needs; exit code 2 when something necessary is missing."""
    found = run_doctor(project)
    if output_format is Format.json:
        typer.echo(_json([dataclasses.asdict(item) for item in found]))
    else:
        for item in found:
            mark = "ok" if item.ok else "MISSING" if item.needed else "-"
            typer.echo(f"{mark:>7} {item.name}: {item.found or item.say}")
    if any(item.needed and not item.ok for item in found):
        raise typer.Exit(2)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _row(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def register(app: typer.Typer) -> None:
    """Add these commands to `app`."""
    for command in (stats, refs, doctor):
        app.command()(command)
