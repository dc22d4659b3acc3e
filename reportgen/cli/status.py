"""`reportgen status`: how far the work is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from reportgen.cli.common import (
    HERE,
    FormatOption,
    ProjectDir,
    finish,
    make_console,
    messages_lang,
    split_list,
)
from reportgen.console import Format
from reportgen.followup import ReviewState, Status
from reportgen.pipeline.status import PAGES
from reportgen.pipeline.status import status as run_status
from reportgen.words import Words, words_for

SHOWN = 8


def status(
    lang: Annotated[str, typer.Option(help="fr or en; both pages when --to is given and this is not.")] = "",
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
    known: dict[str, Literal["fr", "en"]] = {"fr": "fr", "en": "en"}
    if lang and lang not in known:
        raise typer.BadParameter(f"unknown language: {lang}", param_hint="--lang")
    first = known.get(lang) or messages_lang()
    langs: list[Literal["fr", "en"]] = [known[lang]] if lang else ["fr", "en"] if kinds else [first]
    states, paths, diagnostics = run_status(project, langs, output if kinds else None, kinds, on)
    if first in states:
        state = states[first]
        if output_format is Format.json:
            typer.echo(json.dumps(state.as_json(), ensure_ascii=False, indent=1))
        else:
            typer.echo(as_text(state, words_for(first)))
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
