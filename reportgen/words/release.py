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
    "release.units.added.one": ("un passage ajouté ou réécrit", "one passage added or rewritten"),
    "release.units.added.many": (
        "{count} passages ajoutés ou réécrits",
        "{count} passages added or rewritten",
    ),
    "release.units.removed.one": ("un passage retiré ou remplacé", "one passage removed or replaced"),
    "release.units.removed.many": (
        "{count} passages retirés ou remplacés",
        "{count} passages removed or replaced",
    ),
    "release.new.part": ("nouveau", "new"),
    "release.gone.part": ("retiré", "removed"),
    # the first page of a release
    "release.more": ("Données, fichiers et vérification", "Data, files and how to check them"),
    "release.edition.html": ("Lire sur le web", "Read on the web"),
    "release.edition.pdf": ("PDF, à lire et à imprimer", "PDF, to read and to print"),
    "release.edition.docx": ("Word", "Word"),
    "release.edition.epub": ("EPUB, pour liseuses et téléphones", "EPUB, for e-readers and phones"),
    "release.file.notes": ("Ce qui a changé", "What has changed"),
    "release.file.xlsx": ("L’inventaire, classeur XLSX", "The inventory, XLSX workbook"),
    "release.file.csv": ("Les fiches, tableau CSV", "The records, CSV table"),
    "release.file.json": ("L’inventaire, JSON", "The inventory, JSON"),
    "release.file.package": (
        "Description du jeu de données (Data Package)",
        "Description of the data set (Data Package)",
    ),
    "release.file.bundle": (
        "Tout en un fichier, pour lire sans réseau (ZIP)",
        "All in one file, to read without a network (ZIP)",
    ),
    "release.file.citation": ("Comment citer (CITATION.cff)", "How to cite (CITATION.cff)"),
    "release.file.manifest": (
        "Empreintes SHA-256 de tous les fichiers (JSON)",
        "SHA-256 of every file (JSON)",
    ),
    "release.pages": ("{pages}\u00a0pages", "{pages}\u00a0pages"),
    "release.kilobytes": ("{size}\u00a0ko", "{size}\u00a0kB"),
    "release.megabytes": ("{size}\u00a0Mo", "{size}\u00a0MB"),
    "release.point": (",", "."),
}
