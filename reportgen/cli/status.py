"""`reportgen status`: how far the work is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.common import (
    HERE,
    FormatOption,
    ProjectDir,
    finish,
    make_console,
    messages_lang,
    need_languages,
    split_list,
)
from reportgen.console import Format
from reportgen.diagnostics import Diagnostics
from reportgen.followup import ReviewState, Status
from reportgen.pipeline.documents import words_at
from reportgen.pipeline.status import PAGES
from reportgen.pipeline.status import status as run_status
from reportgen.project import load_project
from reportgen.words import Words

SHOWN = 8


def status(
    lang: Annotated[str, typer.Option(help="A language of the report; all of them with --to alone.")] = "",
    to: Annotated[str, typer.Option(help="Also write a page: html,docx,pdf.")] = "",
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the pages.")] = HERE,
    on: Annotated[str, typer.Option(help="The day that tells what is late, as 2026-01-31.")] = "",
    project: ProjectDir = HERE,
    output_format: FormatOption = Format.text,
) -> None:
    """Coverage, completeness, editorial state, translation, milestones, and what blocks a release."""
    kinds = split_list(to)
    if unknown := set(kinds) - set(PAGES):
        raise typer.BadParameter(f"unknown kind: {', '.join(sorted(unknown))}", param_hint="--to")
    need_languages([lang], project)
    loaded = load_project(project, Diagnostics())
    first = lang or messages_lang()
    langs = [lang] if lang else list(loaded.languages) if kinds and loaded else [first]
    states, paths, diagnostics = run_status(project, langs, output if kinds else None, kinds, on)
    if first in states:
        state = states[first]
        if output_format is Format.json:
            typer.echo(json.dumps(state.as_json(), ensure_ascii=False, indent=1))
        else:
            typer.echo(as_text(state, words_at(project, first)))
    console = make_console(Format.text, False, False, project)
    console.outputs(paths, {})
    finish(console, diagnostics)


def as_text(state: Status, words: Words) -> str:
    """The state in a few lines for a terminal."""
    done = state.words_done / state.words_total if state.words_total else 1.0
    editorial = ", ".join(f"{words[f'labels.status.{k}']} {v}" for k, v in state.editorial.items())
    colon = words["colon"]
    lines = [
        f"{state.title} {state.version} ({state.date})",
        f"{words['status.fiches']}{colon}{state.fiches}",
        f"{words['status.complete']}{colon}{state.completeness:.0%}",
        f"{words['status.editorial']}{colon}{editorial}",
        f"{words['status.translation']}{colon}{done:.0%}",
        f"{words['status.coverage']}{colon.rstrip()}",
    ]
    for tier in state.coverage:
        missing = f" – {', '.join(tier.missing)}" if tier.missing else ""
        lines.append(f"  {words[f'labels.tier.{tier.tier}']}: {tier.covered}/{tier.total}{missing}")
    lines.append(f"{words['status.emptiest']}{colon.rstrip()}")
    lines += [f"  {words[f'fields.{f.field}']}: {f.filled}/{f.total}" for f in state.by_field[:SHOWN]]
    lines.append(f"{words['status.first']}{colon.rstrip()}")
    lines += [f"  {f.id}: {f.filled}/{f.total}" for f in state.by_fiche[:SHOWN]]
    if state.reviews:
        lines.append(f"{words['status.remarks']}{colon.rstrip()}")
        lines += [f"  {review.name}{colon}{remarks_text(review, words)}" for review in state.reviews]
    if state.milestones:
        lines.append(f"{words['status.milestones']}{colon.rstrip()}")
        lines += [
            f"  {m.due or '–'} {m.name}: {words[f'labels.milestone.{m.state}']}" for m in state.milestones
        ]
    lines.append(f"{words['status.blockers']}{colon.rstrip()}")
    lines += [f"  {b.code} ×{b.count}: {b.place}: {b.message}" for b in state.blockers]
    if not state.blockers:
        lines.append(f"  {words['status.nothing']}")
    return "\n".join(lines)


def remarks_text(review: ReviewState, words: Words) -> str:
    """ "3 ouvertes, 1 répondue, 12 réglées; 2 bloquantes"."""
    counts = (
        ("open", review.open),
        ("answered", review.answered),
        ("settled", review.accepted + review.refused),
    )
    text = ", ".join(words[f"status.remarks.{name}"].format(count=count) for name, count in counts)
    if review.blocking:
        text += "; " + words["status.remarks.blocking"].format(count=len(review.blocking))
    return text


def register(app: typer.Typer) -> None:
    """Add `status` to `app`."""
    app.command()(status)
