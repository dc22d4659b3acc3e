"""`reportgen i18n`: the state of translations, their pairing with the source, and further languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from reportgen.cli.common import HERE, FormatOption, ProjectDir, finish, make_console
from reportgen.console import Format
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline import upkeep
from reportgen.pipeline.exchange import Only
from reportgen.pipeline.exchange import export as run_export
from reportgen.pipeline.exchange import import_files as run_import
from reportgen.pipeline.i18n import adopt as run_adopt
from reportgen.pipeline.i18n import confirm as run_confirm
from reportgen.pipeline.i18n import status as run_status
from reportgen.pipeline.locales import LocaleError, make_locale
from reportgen.pipeline.output import write_file
from reportgen.translation.exchange.formats import FORMATS, SENTENCES

Target = Annotated[str, typer.Option("--lang", help="Language of the translation.")]

i18n_app = typer.Typer(
    help="Pairing of translations with their source, and further languages.", no_args_is_help=True
)


@i18n_app.command("status")
def i18n_status(project: ProjectDir = HERE, output_format: FormatOption = Format.text) -> None:
    """What is missing, stale or unconfirmed in the English text."""
    report, diagnostics = run_status(project)
    make_console(output_format, False, False, project).translation(report)
    # The report is the one JSON value on standard output; findings go beside it.
    text = output_format if output_format is not Format.json else Format.text
    finish(make_console(text, False, False, project), diagnostics)


@i18n_app.command("adopt")
def i18n_adopt(project: ProjectDir = HERE) -> None:
    """Pair texts that were never paired, and write the lock."""
    paths, diagnostics = run_adopt(project)
    console = make_console(Format.text, False, True, project)
    console.outputs(paths, {})
    finish(console, diagnostics)


@i18n_app.command("confirm")
def i18n_confirm(
    units: Annotated[list[str], typer.Argument(help="Unit ids, or “all”.")],
    project: ProjectDir = HERE,
    why: Annotated[str, typer.Option("--why", help="Why a text stands in one language alone.")] = "",
) -> None:
    """Say that the English text of these units is right as it stands."""
    paths, diagnostics = run_confirm(project, units, why)
    console = make_console(Format.text, False, True, project)
    console.outputs(paths, {})
    finish(console, diagnostics)


@i18n_app.command("export")
def i18n_export(
    project: ProjectDir = HERE,
    to: Annotated[
        str, typer.Option("--to", help="xliff2, xliff21, xliff12, po, tmx, tbx, docx, xlsx or omegat.")
    ] = "xliff2",
    only: Annotated[str, typer.Option("--only", help="all, unfinished, stale or missing.")] = "all",
    out: Annotated[Path, typer.Option("-o", "--output", help="Folder to write into.")] = Path("build/i18n"),
    part: Annotated[list[str] | None, typer.Option("--part", help="A document: chapters/02-x.")] = None,
    zip_it: Annotated[bool, typer.Option("--zip", help="One archive.")] = False,
    numbers: Annotated[bool, typer.Option(help="Give the printed numbers of paragraphs.")] = True,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="Cut units into sentences (XLIFF and OmegaT).")
    ] = False,
    lang: Target = "",
) -> None:
    """Write what translators need, in the format of their tool, with a count of words."""
    if to not in FORMATS or only not in get_args(Only):
        known = ", ".join(FORMATS if to not in FORMATS else get_args(Only))
        raise typer.BadParameter(f"one of {known}")
    if sentences and to not in SENTENCES:
        raise typer.BadParameter(f"--sentences: {', '.join(sorted(SENTENCES))}")
    result, diagnostics = run_export(
        project,
        out,
        to,
        cast("Only", only),
        target=lang,
        documents=part or (),
        zip_it=zip_it,
        numbers=numbers,
        by_sentence=sentences,
    )
    console = make_console(Format.text, False, True, project)
    console.outputs(result.paths, {})
    console.word_counts(result.counts)
    finish(console, diagnostics)


@i18n_app.command("import")
def i18n_import(
    files: Annotated[list[Path], typer.Argument(help="Files that came back.")],
    project: ProjectDir = HERE,
    output_format: FormatOption = Format.text,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Judge, and write nothing.")] = False,
    lang: Target = "",
) -> None:
    """Take translations that came back: good ones are written, the others listed with the reason."""
    result, diagnostics = run_import(project, files, target=lang, dry_run=dry_run)
    make_console(output_format, False, True, project).imported(result.as_json())
    text = output_format if output_format is not Format.json else Format.text
    finish(make_console(text, False, False, project), diagnostics)


@i18n_app.command("page")
def i18n_page(
    project: ProjectDir = HERE,
    out: Annotated[Path, typer.Option("-o", "--output", help="File to write.")] = Path(
        "build/i18n/status.json"
    ),
    since: Annotated[str, typer.Option("--since", help="Count what was confirmed since this day.")] = "",
    lang: Target = "",
) -> None:
    """Write how far each document and the whole are, as JSON for a status page."""
    page, diagnostics = upkeep.status_page(project, since, lang)
    if page:
        write_file(out, (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode())
        make_console(Format.text, False, True, project).outputs([out], {})
    finish(make_console(Format.text, False, False, project), diagnostics)


Units = Annotated[list[str], typer.Argument(help="Unit ids, or document#key.")]


@i18n_app.command("update")
def i18n_update(project: ProjectDir = HERE, lang: Target = "") -> None:
    """Bring the locks up to date after edits; the pairs they held go into the memory."""
    _locks(project, *upkeep.update(project, lang))


@i18n_app.command("trivial")
def i18n_trivial(units: Units, project: ProjectDir = HERE, lang: Target = "") -> None:
    """Say that a change of the French needs no new translation (no figure, code or negation changed)."""
    _locks(project, *upkeep.trivial(project, units, lang))


@i18n_app.command("align")
def i18n_align(
    documents: Annotated[list[str], typer.Argument(help="Documents: chapters/02-x.")],
    project: ProjectDir = HERE,
    output_format: FormatOption = Format.text,
    lang: Target = "",
) -> None:
    """Pair the texts of documents that were never paired; what is not sure becomes a draft to read."""
    paths, pairs, diagnostics = upkeep.align(project, documents, lang)
    lines = [
        f"{'sure  ' if p['sure'] else 'unsure'} {p['unit']}: {p['source']} ↔ {p['target']}" for p in pairs
    ]
    make_console(output_format, False, True, project).report(pairs, lines)
    _locks(project, paths, diagnostics)


@i18n_app.command("parity")
def i18n_parity(
    project: ProjectDir = HERE, output_format: FormatOption = Format.text, lang: Target = ""
) -> None:
    """What stands in one language alone: structure, references, notes, figures, dates, amounts, links."""
    found, diagnostics = upkeep.parity(project, lang)
    lines = [
        f"{name}: {row.place}: {row.subject}: {row.source or '∅'} ↔ {row.target or '∅'}"
        for name, rows in found.items()
        for row in rows
    ]
    total = f"{len(found)} documents, {sum(map(len, found.values()))} differences"
    data = {name: [row.as_json() for row in rows] for name, rows in found.items()}
    make_console(output_format, False, True, project).report(data, [*lines, total])
    finish(make_console(Format.text, False, False, project), diagnostics)


@i18n_app.command("consistency")
def i18n_consistency(
    project: ProjectDir = HERE, output_format: FormatOption = Format.text, lang: Target = ""
) -> None:
    """Translations that disagree with each other or with the glossary."""
    found, diagnostics = upkeep.consistency(project, lang)
    lines = [
        f"{one.kind}: {one.text} → {' | '.join(one.said)} ({len(one.units)}: {one.units[0]} …)"
        for one in found
    ]
    data = [one.as_json() for one in found]
    make_console(output_format, False, True, project).report(data, [*lines, f"{len(found)} findings"])
    finish(make_console(Format.text, False, False, project), diagnostics)


@i18n_app.command("locale")
def i18n_locale(
    lang: Annotated[str, typer.Argument(help="The code of the language: es, pt, de…")],
    project: ProjectDir = HERE,
) -> None:
    """Make the file of a language that the engine does not speak, to fill: content/locales/<lang>.yaml."""
    try:
        path = make_locale(project, lang)
    except LocaleError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(str(path))


def _locks(project: Path, paths: list[Path], diagnostics: Diagnostics) -> None:
    console = make_console(Format.text, False, True, project)
    console.outputs(paths, {})
    finish(console, diagnostics)


def register(app: typer.Typer) -> None:
    """Add `i18n` to `app`."""
    app.add_typer(i18n_app, name="i18n")
