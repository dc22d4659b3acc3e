"""`reportgen new project --from`: the structure of a report, without its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from reportgen.diagnostics import Diagnostics
from reportgen.inventory.locales import overrides_of, read_locale
from reportgen.inventory.schema import schema_texts
from reportgen.pipeline.locales import locale_outline
from reportgen.project import Assets, Project, Settings, load_project
from reportgen.project.assets import engine_root
from reportgen.project.loading import LOCALES
from reportgen.words import DEFAULTS, LANGUAGES, Words, words_for

_STARTER: Final = "templates/starter/"
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(?P<text>.*\S)[ \t]*\Z")
_ATTRIBUTES: Final = re.compile(r"[ \t]*(\{[^{}]*\})\Z")
_ID: Final = re.compile(r"\bid: ([a-z0-9-]+)")
_FENCE: Final = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_OWN: Final = ("templates", "styles")
_MAX_OWN: Final = 20_000_000
"""Bytes of templates and styles that are taken over; a project's own are far smaller."""
_LABELS: Final = ("labels.form.", "labels.method.", "labels.level.", "labels.tier.", "labels.selection.")


class StartError(Exception):
    """The other report cannot be started from; the message says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The report to start from, and the languages of the new one, its source language first.

    `locales` are the files of the languages that the engine does not speak, `words` those of every language.
    """

    project: Project
    langs: tuple[str, ...]
    words: Mapping[str, Words]
    locales: Mapping[str, str]

    @property
    def source(self) -> str:
        own = self.project.source_language
        return own if own in self.langs else self.langs[0]

    @property
    def further(self) -> tuple[str, ...]:
        return tuple(lang for lang in self.langs if lang not in LANGUAGES)


def files_from(source: Path, languages: Sequence[str] = ()) -> dict[str, bytes]:
    """The files of the new project by path. Settings, headings, own templates and styles come from the report
    at `source`; lists, one fiche and hints from the engine. Raises StartError.

    `languages` are those of the new report instead of those of the other; a language that the engine does not
    speak brings the locale file of the other report, or an outline of one to fill.
    """
    diagnostics = Diagnostics()
    project = load_project(source, diagnostics)
    if project is None or diagnostics.errors:
        first = next((d.message() for d in diagnostics), "no content/report.yaml")
        raise StartError(f"{source}: {first}")
    assets = Assets(None)
    plan = _plan(project, tuple(languages) or project.languages, assets)
    texts = {
        "content/report.yaml": _settings(project.settings, plan),
        "content/shared/ui.yaml": _ui(project),
        "content/shared/glossary.yaml": "glossary: []\n",
        "content/shared/acronyms.yaml": "acronyms: []\n",
        "content/shared/bibliography.json": "[]\n",
        "content/shared/ministries.yaml": _with_names(assets.text(f"{_STARTER}from/ministries.yaml"), plan),
        "content/shared/milestones.yaml": _with_names(assets.text(f"{_STARTER}from/milestones.yaml"), plan),
        "styles/custom.css": assets.text(f"{_STARTER}from/custom.css"),
        "README.md": assets.text(f"{_STARTER}from/README.md"),
        ".gitignore": "build/\nrelease/\n",
        **dict(_chapters(plan)),
        **dict(_fiche(plan, assets)),
        **{f"{LOCALES}/{lang}.yaml": text for lang, text in plan.locales.items()},
        **{f"schemas/{name}": text for name, text in schema_texts().items()},
    }
    return {**{name: text.encode() for name, text in texts.items()}, **_own(project)}


def _plan(project: Project, langs: tuple[str, ...], assets: Assets) -> Plan:
    """Raises StartError for what is no code of a language."""
    texts: dict[str, str] = {}
    words: dict[str, Words] = {}
    for lang in langs:
        if not re.fullmatch(r"[a-z]{2,3}", lang):
            raise StartError(f"{lang}: not the code of a language (two or three letters)")
        locale = None
        if lang not in LANGUAGES:
            path = f"{LOCALES}/{lang}.yaml"
            own = project.read_text(path, Diagnostics()) if project.exists(path) else None
            texts[lang] = locale_outline(lang, assets) if own is None else own
            locale = read_locale(project, lang, Diagnostics())
        words[lang] = words_for(lang, overrides_of({lang: locale} if locale else {}, langs, {}))
    return Plan(project, langs, words, texts)


def _with_names(text: str, plan: Plan) -> str:
    """A list of the engine with its names in every language of the report: `{fr: …, en: …, es: …}`."""
    lines = []
    for line in text.splitlines():
        key = _ID.search(line)
        name = f"new.portfolio.{key[1]}" if key and "fr:" in line else "new.milestone"
        more = "".join(f", {lang}: {_quoted(plan.words[lang][name])}" for lang in plan.further)
        lines.append(re.sub(r'(\ben: "[^"]*")', lambda hit, more=more: hit[1] + more, line))  # type: ignore[misc]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _settings(settings: Settings, plan: Plan) -> str:
    """`report.yaml`: the structure of the other report, and hints where it says who it is."""
    langs = plan.langs
    parts = settings.parts
    structure: dict[str, Any] = {
        "source_language": plan.source,
        "languages": list(langs),
        "parts": {
            "front": list(parts.front),
            "chapters": list(parts.chapters),
            **({"fiches": {"sort": parts.fiches.sort}} if parts.fiches else {}),
            "annexes": list(parts.annexes),
        },
        "citations": {"style": settings.citations.style},
        "page_references": settings.page_references,
    }
    head = {
        name: {lang: plan.words[lang][f"new.{name}"] for lang in langs}
        for name in ("title", "subtitle", "description", "publisher", "imprint")
    }
    return "\n".join(
        [
            "# yaml-language-server: $schema=../schemas/report.schema.json",
            "id: report  # the name of files that are published: lower-case letters, digits, hyphens",
            _dump(head),
            'version: "0.1"',
            "# date: the day of publication, as 2027-01-31; a release needs it",
            "# licence: {name: {fr: …, en: …}, url: https://…}  # without one, nobody may reuse the report",
            "# base_url: where the outputs are published",
            "# contact: where readers report what is not accessible",
            _dump(structure),
            "",
        ]
    )


def _dump(data: dict[str, Any]) -> str:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
    return str(text).rstrip("\n")


def _ui(project: Project) -> str:
    """The words that the other report replaced, then the names of closed lists, ready to be replaced."""
    lines = ["# Words that the engine prints, replaced by yours: key: {fr: …, en: …}", "# The closed lists:"]
    for key, pair in DEFAULTS.items():
        if key.startswith(_LABELS):
            lines.append(
                f"# {key}: {{fr: {json.dumps(pair[0], ensure_ascii=False)}, ",
            )
            lines[-1] += f"en: {json.dumps(pair[1], ensure_ascii=False)}}}"
    own = project.read_text("content/shared/ui.yaml", Diagnostics()) if _has_ui(project) else None
    return "\n".join([*lines, own.rstrip("\n") if own else "{}", ""])


def _has_ui(project: Project) -> bool:
    return project.exists("content/shared/ui.yaml")


def _chapters(plan: Plan) -> Iterator[tuple[str, str]]:
    """The headings of each chapter: in a language that the other report lacks, those of its source."""
    project = plan.project
    for lang in plan.langs:
        for name in (*project.settings.parts.front, *project.settings.parts.chapters):
            paths = [project.chapter_path(name, one) for one in (lang, project.source_language)]
            path = next((path for path in paths if project.exists(path)), "")
            text = project.read_text(path, Diagnostics()) if path else None
            if text is not None:
                yield project.chapter_path(name, lang), outline(text, plan.words[lang]["new.write"])


def outline(text: str, hint: str) -> str:
    """The headings of a chapter with their ids, and `hint` under each; nothing of what stands between.

    A heading that computes or refers to something keeps its plain words.
    """
    blocks: list[str] = []
    for line in _outside_fences(text.splitlines()):
        hit = _HEADING.match(line)
        if hit is None:
            continue
        title, given = hit["text"], _ATTRIBUTES.search(hit["text"])
        attributes = f" {given[1]}" if given else ""
        title = title[: given.start()] if given else title
        blocks += [f"{hit[1]} {_plain(title)}{attributes}", hint]
    return "\n\n".join(blocks) + "\n"


def _outside_fences(lines: Iterable[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            yield line


def _plain(title: str) -> str:
    title = re.sub(r"\{\{.*?\}\}", "…", title)
    title = re.sub(r"\[([^\[\]@]*)\](?:\([^()]*\)|\{[^{}]*\})", r"\1", title)
    return re.sub(r"\s*\[[^\[\]]*@[^\[\]]*\]|\s*\[\^[^\]]*\]|@", "", title).strip() or "…"


def _fiche(plan: Plan, assets: Assets) -> Iterator[tuple[str, str]]:
    """One example: in the source language all of it, in the others what is translated."""
    for lang in plan.langs:
        text = fiche_outline(lang, lang == plan.source, plan.words[lang], assets)
        yield plan.project.fiche_path("exemple", lang), text.replace("NAME", "exemple")


def fiche_outline(lang: str, is_source: bool, words: Mapping[str, str], assets: Assets) -> str:
    """A fiche NAME to fill: in the source language all of it, in another what is translated."""
    kind = "fr" if is_source else "en"
    text = assets.text(f"{_STARTER}fiche.{kind}.yaml")
    if lang in LANGUAGES:
        return text
    text = re.sub(r"(?m)^# (?!yaml-).*\n| +# .*$", "", text)
    for key, pair in DEFAULTS.items():
        if key.startswith("new.fiche."):
            text = text.replace(pair[kind == "en"], words[key])
    return text


def _own(project: Project) -> dict[str, bytes]:
    """The templates and styles that the other report has. Raises StartError when they are too large."""
    if project.root == engine_root():
        return {}
    found: dict[str, bytes] = {}
    for folder in _OWN:
        for path in sorted((project.root / folder).rglob("*")):
            name = path.relative_to(project.root).as_posix()
            if path.is_symlink() or not path.is_file() or "/." in name:
                continue
            found[name] = path.read_bytes()
            if sum(map(len, found.values())) > _MAX_OWN:
                raise StartError(f"{project.root / folder}: more than {_MAX_OWN} bytes")
    return found
