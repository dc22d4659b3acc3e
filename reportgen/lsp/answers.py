"""What stands at a place: a word about it, where it is defined, and every place that names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.lsp.cursor import directive_at
from reportgen.lsp.desk import Desk
from reportgen.lsp.mentions import Mention
from reportgen.lsp.names import Place
from reportgen.lsp.offers import ALL_DIRECTIVES, choices, lang_of, summary_of
from reportgen.messages import Lang

_DIRECTIVE: Final = re.compile(r"^[ \t>]*:{3,}[ \t]*\{[\w-]+\}")
_NOWHERE: Final = ("No such label.", "Aucune étiquette de ce nom.")


@dataclass(frozen=True, slots=True)
class Told:
    """A word about something, as Markdown, and the mention it is about (None: the whole line)."""

    text: str
    about: Mention | None = None


def told(desk: Desk, file: str, line: int, character: int, lang: Lang) -> Told | None:
    """What to say of the thing at a place; None when there is nothing to say."""
    mention = desk.names.at(file, line, character)
    if mention is not None:
        return Told(_about(desk, file, mention, lang), mention)
    text = desk.text(file) or ""
    rows = text.split("\n")
    if line < len(rows) and _DIRECTIVE.match(rows[line]) and (name := directive_at(text, line)):
        return Told(_about_directive(name))
    return None


def _about(desk: Desk, file: str, mention: Mention, lang: Lang) -> str:
    if not mention.is_label:
        return _about_work(desk, mention)
    labels = desk.known.labels.get(lang_of(file)) or next(iter(desk.known.labels.values()), {})
    label = labels.get(mention.name)
    places = desk.names.places(mention.name)
    if label is None:
        known = any(place.mention.role == "definition" for place in places)
        return f"`{mention.name}`" if known else f"`{mention.name}`: {_NOWHERE[lang == 'fr']}"
    title = plain_text(label.title)
    head = " ".join(text for text in (_kind(label, lang), label.number) if text)
    lines = [f"**{head}**" + (f" — {title}" if title else "")]
    part = labels.get(label.part)
    if part is not None and part.id != label.id:
        lines.append(f"{_kind(part, lang)} {part.number} — {plain_text(part.title)}".replace("  ", " "))
    if entry := desk.known.inventory.entries.get(mention.name.removeprefix("fiche-")):
        lines.append(str(entry.localised(lang_of(file)).summary))
    count = sum(place.mention.role == "reference" for place in places)
    lines.append(f"{count} renvoi(s)" if lang == "fr" else f"{count} reference(s)")
    return "\n\n".join(lines)


_KINDS: Final[dict[str, tuple[str, str]]] = {
    "front": ("Pages liminaires", "Front matter"),
    "chapter": ("Chapitre", "Chapter"),
    "divider": ("Partie", "Part"),
    "fiche": ("Fiche", "Record"),
    "annex": ("Annexe", "Annex"),
    "section": ("Section", "Section"),
    "figure": ("Figure", "Figure"),
    "table": ("Tableau", "Table"),
    "recommendation": ("Recommandation", "Recommendation"),
    "term": ("Terme", "Term"),
    "paragraph": ("Paragraphe", "Paragraph"),
}


def _kind(label: n.Label, lang: Lang) -> str:
    pair = _KINDS.get(label.kind)
    return pair[lang == "en"] if pair else label.kind


def _about_work(desk: Desk, mention: Mention) -> str:
    fiche, mark, number = mention.name.partition("#s")
    if not mark:
        return desk.known.works.get(mention.name, "") or f"`{mention.name}`"
    entry = desk.known.inventory.entries.get(fiche)
    source = entry.fiche.source(int(number)) if entry else None
    if source is None:
        return f"`s{number}`"
    return "\n\n".join(text for text in (f"**{source.title}**", source.publisher, source.url) if text)


def _about_directive(name: str) -> str:
    syntax = ALL_DIRECTIVES.get(name)
    if syntax is None:
        return f"`{name}`"
    lines = [f"**`:::{{{name}}}`** — {summary_of(name)}"]
    for key in syntax.options:
        values = choices(name, key)
        lines.append(f"- `{key}`" + (f": {' | '.join(values)}" if values else ""))
    return "\n".join(lines)


def definitions(desk: Desk, file: str, line: int, character: int) -> list[Place]:
    """Where the thing named at a place is defined: in the same language when it is defined in both."""
    mention = desk.names.at(file, line, character)
    if mention is None:
        return []
    found = desk.names.defining(mention.name)
    same = [place for place in found if lang_of(place.file) == lang_of(file)]
    if found:
        return same or found
    # Annexes, and chapters without a label of their own: where the engine says that they begin.
    label = (desk.known.labels.get(lang_of(file)) or {}).get(mention.name)
    if label is None or label.span is None:
        return []
    row = label.span.line - 1
    return [Place(label.span.file, Mention(row, 0, 0, mention.name, "definition"))]


def references(desk: Desk, file: str, line: int, character: int, declarations: bool) -> list[Place]:
    """Every place that names the thing named at a place, in both languages."""
    mention = desk.names.at(file, line, character)
    if mention is None:
        return []
    return [
        place
        for place in desk.names.places(mention.name)
        if declarations or place.mention.role not in ("definition", "work")
    ]
