"""Words of release notes: key -> (French, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "release.title": ("{title}, version {version}", "{title}, version {version}"),
    "release.date": ("Publiée le {date}.", "Published on {date}."),
    "release.first": (
        "Première version publiée\u00a0: {fiches} fiches.",
        "First version released: {fiches} records.",
    ),
    "release.since": (
        "Ce qui a changé depuis la version {version}",
        "What has changed since version {version}",
    ),
    "release.same": ("Aucun changement de contenu.", "No change of content."),
    "release.added": ("Fiches ajoutées", "Records added"),
    "release.removed": ("Fiches retirées", "Records removed"),
    "release.changed": ("Fiches modifiées", "Records changed"),
    "release.chapters": ("Chapitres et annexes", "Chapters and annexes"),
    "release.units": (
        "{added} passages ajoutés ou réécrits, {removed} retirés ou remplacés",
        "{added} passages added or rewritten, {removed} removed or replaced",
    ),
    "release.new.part": ("nouveau", "new"),
    "release.gone.part": ("retiré", "removed"),
}
