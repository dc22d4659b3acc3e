"""A label or the key of a work under another name: in chapters, fiches and shared files, in both languages.

The locks follow, so that no translation counts as out of date because a name in it has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from reportgen.compose.directives import SYNTAXES
from reportgen.diagnostics import Diagnostics
from reportgen.document.units import Unit
from reportgen.lsp.desk import Desk
from reportgen.lsp.mentions import Mention, mentions
from reportgen.lsp.names import Place
from reportgen.messages import Lang
from reportgen.pipeline.documents import Loaded, load
from reportgen.pipeline.timings import Timings
from reportgen.translation import Lock, PairedDocument, read_lock, write_lock
from reportgen.translation.documents import paired_documents, target_languages

_LABEL: Final = re.compile(r"[a-z]+-[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_KEY: Final = re.compile(r"[^\W_](?:[-_.:+/]*[^\W_])*\Z")
_REFUSED: Final[dict[str, tuple[str, str]]] = {
    "nothing": ("Ici, rien ne porte de nom.", "Nothing has a name here."),
    "fiche": (
        "L’identifiant d’une fiche ne change jamais : c’est aussi son adresse publique.",
        "The id of a fiche never changes: it is also its public address.",
    ),
    "own": (
        "Ce nom vient du moteur ou du nom d’un fichier : aucun texte ne le définit.",
        "This name comes from the engine or from the name of a file: no text defines it.",
    ),
    "source": (
        "Les sources d’une fiche ont des numéros, qui ne changent pas.",
        "The sources of a fiche have numbers, which do not change.",
    ),
    "form": (
        "« {name} » : des lettres sans accent, des chiffres et des traits d’union, après « {prefix}- ».",
        "“{name}”: plain letters, digits and hyphens, after “{prefix}-”.",
    ),
    "key": ("« {name} » ne peut pas être une clé.", "“{name}” cannot be a key."),
    "taken": ("« {name} » existe déjà : {place}.", "“{name}” is already taken: {place}."),
}


class RefusedError(Exception):
    """The name cannot be changed, or not to this; the message says why, in the language asked for."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace characters `start` to `end` of a line by `text`; a whole file when `whole`."""

    line: int
    start: int
    end: int
    text: str
    whole: bool = False


def may_rename(desk: Desk, file: str, line: int, character: int, lang: Lang) -> Mention:
    """The mention at a place whose name can be changed. Raises RefusedError, which says why it can't."""
    names = desk.names
    mention = names.at(file, line, character)
    if mention is None:
        raise _refused("nothing", lang)
    if "#" in mention.name:
        raise _refused("source", lang)
    if mention.name.startswith("fiche-"):
        raise _refused("fiche", lang)
    if not names.defining(mention.name):
        raise _refused("own", lang)
    return mention


def renamed(desk: Desk, file: str, line: int, character: int, new: str, lang: Lang) -> dict[str, list[Edit]]:
    """The edits of each file that give the thing named at a place the name `new`. Raises RefusedError."""
    mention = may_rename(desk, file, line, character, lang)
    names = desk.names
    old = mention.name
    # Where a text leaves the prefix out (`- id: x` of a term), the new name is typed without it too.
    new = new if new.startswith(mention.lead) else mention.lead + new
    prefix = old.partition("-")[0]
    if mention.is_label and not (_LABEL.match(new) and new.startswith(prefix + "-")):
        raise _refused("form", lang, name=new, prefix=prefix)
    if not mention.is_label and not _KEY.match(new):
        raise _refused("key", lang, name=new)
    if new == old:
        return {}
    taken = [*names.defining(new), *(p for p in names.places(new) if p.mention.role == "definition")]
    if taken:
        raise _refused("taken", lang, name=new, place=f"{taken[0].file}:{taken[0].mention.line + 1}")
    edits: dict[str, list[Edit]] = {}
    for place in names.places(old):
        edits.setdefault(place.file, []).append(_edit(desk, place, new))
    for name, text in _locks(desk, edits, old, new).items():
        edits[name] = [Edit(0, 0, 0, text, whole=True)]
    return edits


def _refused(why: str, lang: Lang, **params: str) -> RefusedError:
    return RefusedError(_REFUSED[why][lang == "en"].format(**params))


def _edit(desk: Desk, place: Place, new: str) -> Edit:
    mention = place.mention
    rows = (desk.text(place.file) or "").split("\n")
    typed = rows[mention.line][mention.start : mention.end] if mention.line < len(rows) else ""
    text = new.removeprefix(mention.lead)
    return Edit(mention.line, mention.start, mention.end, _like(typed, text) if mention.is_label else text)


def edited(text: str, edits: list[Edit]) -> str:
    """A text with edits carried out."""
    rows = text.split("\n")
    for edit in sorted(edits, key=lambda e: (e.line, e.start), reverse=True):
        if edit.whole:
            return edit.text
        row = rows[edit.line]
        rows[edit.line] = row[: edit.start] + edit.text + row[edit.end :]
    return "\n".join(rows)


# ---- the locks


def _locks(desk: Desk, edits: dict[str, list[Edit]], old: str, new: str) -> dict[str, str]:
    """The new texts of the locks of the documents that are edited."""
    texts = {file: edited(desk.text(file) or "", found) for file, found in edits.items()}
    touched = {
        f"{file.split('/')[2]}/{file.rpartition('/')[2].rpartition('.')[0]}"
        for file in texts
        if file.count("/") == 3 and file.split("/")[2] in ("chapters", "fiches")
    }
    before = load(desk.root, Diagnostics(), Timings(), desk.snapshot())
    after = load(desk.root, Diagnostics(), Timings(), desk.snapshot(texts))
    if before is None or after is None:
        return {}
    made: dict[str, str] = {}
    for target in target_languages(before.project):
        pairs = zip(_paired(before, target, touched), _paired(after, target, touched), strict=True)
        for old_document, new_document in pairs:
            path = old_document.lock_file
            text = old_document.lock_text
            if not text or old_document.container != new_document.container:
                continue
            source = before.project.source_language
            lock = read_lock(text, path, source, target, Diagnostics())
            following = write_lock(_followed(lock, old_document, new_document, old, new), source, target)
            # A lock that would be written differently anyhow is left to the commands that write locks.
            if write_lock(lock, source, target) == text != following:
                made[path] = following
    return made


def _paired(loaded: Loaded, target: str, touched: set[str]) -> Iterator[PairedDocument]:
    return paired_documents(loaded.project, loaded.inventory, SYNTAXES, target, Diagnostics(), only=touched)


def _followed(lock: Lock, before: PairedDocument, after: PairedDocument, old: str, new: str) -> Lock:
    """The lock of a document whose texts say `new` for `old`, every state as it was."""
    hashes: dict[str, str] = {}
    for side in ("source", "target"):
        hashes.update(
            (one.hash, other.hash)
            for one, other in zip(_units(before, side), _units(after, side), strict=False)
        )
    label = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    return Lock(
        tuple(
            replace(
                entry,
                id=label.sub(new, entry.id),
                source=tuple(hashes.get(value, value) for value in entry.source),
                target=tuple(hashes.get(value, value) for value in entry.target),
                was=tuple(_renamed_in(text, old, new) for text in entry.was),
            )
            for entry in lock.entries
        )
    )


def _units(document: PairedDocument, side: str) -> list[Unit]:
    """The units of one side, in the order of their places: the same before and after."""
    found = {
        piece.unit.id: piece.unit
        for unit in document.paired.units
        for piece in (unit.source if side == "source" else unit.target)
    }
    return sorted(found.values(), key=lambda unit: (unit.origin.line, unit.origin.col, unit.origin.field))


def _renamed_in(text: str, old: str, new: str) -> str:
    found = [m for m in mentions(text, "") if m.name == old]
    rows = text.split("\n")
    edits = [Edit(m.line, m.start, m.end, _like(rows[m.line][m.start : m.end], new)) for m in found]
    return edited(text, edits)


def _like(typed: str, new: str) -> str:
    return new[:1].upper() + new[1:] if typed[:1].isupper() else new
