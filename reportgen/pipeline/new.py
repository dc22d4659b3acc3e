"""`reportgen new`: files that an editor can start from, valid as they come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from reportgen.diagnostics import Diagnostics, suggest
from reportgen.document.escape import escape_markdown
from reportgen.inventory import load_inventory
from reportgen.inventory.fiche import Depth, Form, Level, Method
from reportgen.inventory.schema import schema_texts
from reportgen.pipeline.documents import load
from reportgen.pipeline.output import write_file, write_inside
from reportgen.pipeline.starting import StartError, fiche_outline, files_from
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets, load_project
from reportgen.words import LANGUAGES, Words, words_for

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class NewError(Exception):
    """The thing cannot be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a new fiche; "" leaves what the starting file says."""

    name: str = ""
    name_en: str = ""
    portfolio: str = ""
    form: str = ""
    method: str = ""
    level: str = ""
    depth: str = ""
    start: str = ""


CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "form": get_args(Form),
    "method": get_args(Method),
    "level": get_args(Level),
    "depth": get_args(Depth),
}
"""The closed lists of a fiche; that of its portfolio is the project's own (see `portfolios`)."""


def portfolios(root: Path) -> dict[str, str]:
    """The portfolios of the project by id, with their names. Raises NewError without a project."""
    _need_project(root)
    loaded = load(root, Diagnostics(), Timings())
    if loaded is None:
        raise NewError(f"{root}: content/report.yaml cannot be used (see “reportgen check”)")
    return {
        key: item.name(loaded.project.source_language) for key, item in loaded.inventory.portfolios.items()
    }


def fiche(root: Path, name: str, answers: Answers | None = None) -> list[Path]:
    """Make the fiche `name` and its overlay in each other language under `root`. Raises NewError.

    An answer that is in no closed list is refused, with the nearest that is.
    """
    answers = answers or Answers()
    _need_id(name)
    _need_project(root)
    for field, values in CHOICES.items():
        _need_one_of(field, getattr(answers, field), values)
    if answers.portfolio:
        _need_one_of("portfolio", answers.portfolio, portfolios(root))
    langs, spoken = _languages(root)
    french = fiche_outline(langs[0], True, spoken[langs[0]], Assets(None)).replace("NAME", name)
    for field in ("name", "form", "method", "level", "depth", "start"):
        french = _filled(french, field, getattr(answers, field))
    if answers.portfolio:
        french = french.replace("portfolio: premier-ministre", f"portfolio: {answers.portfolio}", 1)
    if answers.level == "territorial":
        french = re.sub(r"(?m)^(level: .*)$", r'\1\nterritory: "?"', french, count=1)
    files = {f"content/{langs[0]}/fiches/{name}.yaml": french}
    for lang in langs[1:]:
        text = fiche_outline(lang, False, spoken[lang], Assets(None)).replace("NAME", name)
        files[f"content/{lang}/fiches/{name}.yaml"] = (
            _filled(text, "name", answers.name_en) if lang == "en" else text
        )
    return _write(root, files)


def _languages(root: Path) -> tuple[tuple[str, ...], dict[str, Words]]:
    """The languages of the project, the source language first, and their words; French and English when it
    cannot be read."""
    found = load_project(root, Diagnostics())
    source = found.source_language if found else "fr"
    langs = (source, *(lang for lang in (found.languages if found else LANGUAGES) if lang != source))
    own = load_inventory(found, Diagnostics()).words if found and {*langs} - {*LANGUAGES} else {}
    return langs, {lang: words_for(lang, own) for lang in langs}


def _chapter(lang: str, name: str, title: str, words: Words) -> str:
    if lang in LANGUAGES:
        return _titled(_starter(f"chapter.{lang}.md", name), title)
    return _titled(f"# {words['new.title']} {{#ch-{name}}}\n\n{words['new.write']}\n", title)


def chapter(root: Path, name: str, titles: Mapping[str, str] | None = None) -> list[Path]:
    """Make the chapter `name` in every language and name it in report.yaml. Raises NewError.

    `titles` are those of the chapter by language; without one, the starting file has its own.
    """
    _need_id(name)
    _need_project(root)
    settings = root / "content/report.yaml"
    langs, spoken = _languages(root)
    given = titles or {}
    texts = {lang: _chapter(lang, name, given.get(lang, ""), spoken[lang]) for lang in langs}
    made = _write(root, {f"content/{lang}/chapters/{name}.md": text for lang, text in texts.items()})
    text = settings.read_text(encoding="utf-8")
    write_inside(root, "content/report.yaml", _with_chapter(text, name).encode())
    return [*made, settings]


def project(folder: Path, titles: Mapping[str, str] | None = None) -> list[Path]:
    """Make a small project in `folder` that builds at once. Raises NewError when the folder is not empty.

    `titles` are those of the report by language. The schemas for text editors are put beside the content.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NewError(f"{folder}: not empty")
    prefix = "starter/project/"
    assets = Assets(None)
    files = {name.split(prefix, 1)[1]: assets.text(name) for name in assets.names(f"templates/{prefix}")}
    given = {lang: title for lang, title in (titles or {}).items() if title}
    if given:
        other = next(iter(given.values()))
        both = ", ".join(f"{lang}: {_quoted(given.get(lang, other))}" for lang in ("fr", "en"))
        name = "content/report.yaml"
        files[name] = re.sub(r"(?m)^title:.*$", lambda _: f"title: {{{both}}}", files[name], count=1)
    files |= {f"schemas/{name}": text for name, text in schema_texts().items()}
    return _write(folder, files)


def project_from(folder: Path, source: Path, languages: Sequence[str] = ()) -> list[Path]:
    """Make a project in `folder` with the structure of the report at `source`, and none of its text, in
    `languages` instead of its own where they are given.

    It builds at once. Raises NewError when the folder is not empty or the other report cannot be read.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NewError(f"{folder}: not empty")
    try:
        files = files_from(source, languages)
    except StartError as error:
        raise NewError(str(error)) from error
    for name, data in files.items():
        write_file(folder / name, data)
    return [folder / name for name in files]


def _starter(kind: str, name: str) -> str:
    return Assets(None).text(f"templates/starter/{kind}").replace("NAME", name)


def _filled(text: str, field: str, value: str) -> str:
    """The starting file with a value in place of its own; the explanation behind it stays."""
    if not value:
        return text
    shown = _quoted(value) if field in ("name", "start") else value
    line = rf"(?m)^{field}: (?:\"[^\"]*\"|[^#\n]*?)(?=\s*(?:#|$))"
    return re.sub(line, lambda _: f"{field}: {shown}", text, count=1)


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _titled(text: str, title: str) -> str:
    """The starting chapter under a title of its own."""
    if not title:
        return text
    line = escape_markdown(" ".join(title.split()))
    return re.sub(r"\A# .*?(?= \{#)", lambda _: f"# {line}", text, count=1)


def _need_one_of(field: str, value: str, known: Iterable[str]) -> None:
    values = list(known)
    if value and value not in values:
        near = suggest(value, values)
        hint = f"did you mean “{near}”?" if near else f"one of {', '.join(values)}"
        raise NewError(f"{field}: “{value}” is not in the list ({hint})")


def _need_id(name: str) -> None:
    if not _ID.match(name):
        raise NewError(f"{name}: an id is made of lower-case letters, digits and hyphens")


def _need_project(root: Path) -> None:
    if not (root / "content/report.yaml").is_file():
        raise NewError(f"{root}: no content/report.yaml here (start with “reportgen new project”)")


def _write(root: Path, files: Mapping[str, str]) -> list[Path]:
    for name in files:
        if (root / name).exists():
            raise NewError(f"{root / name}: exists already")
    for name, text in files.items():
        write_inside(root, name, text.encode())
    return [root / name for name in files]


def _with_chapter(settings: str, name: str) -> str:
    """`settings` with `name` at the end of the list `chapters:`, in flow or in block form."""
    flow = re.compile(r"^(?P<head>[ ]*chapters:[ ]*\[)(?P<items>[^\]]*)\]", re.MULTILINE)
    if match := flow.search(settings):
        items = match["items"].rstrip()
        joined = f"{items}, {name}" if items else name
        return settings[: match.start()] + f"{match['head']}{joined}]" + settings[match.end() :]
    block = re.compile(r"^(?P<indent>[ ]*)chapters:[ ]*\n(?P<items>(?:(?P=indent)[ ]*- .*\n)*)", re.MULTILINE)
    if match := block.search(settings):
        first = re.match(r"[ ]*", match["items"]) if match["items"] else None
        indent = first[0] if first else match["indent"] + "  "
        return settings[: match.end()] + f"{indent}- {name}\n" + settings[match.end() :]
    raise NewError("content/report.yaml: no list “chapters” to add to")
