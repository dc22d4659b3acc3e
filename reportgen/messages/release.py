"""Releases (REL)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "REL001": Message(
        "error",
        "not committed: {count} files differ from the last commit, the first is {path}",
        "non enregistré dans git\u00a0: {count} fichiers diffèrent du dernier commit, le premier est {path}",
    ),
    "REL002": Message(
        "error",
        "the project is not under git: nobody could find again what was released",
        "le projet n’est pas sous git\u00a0: personne ne pourrait retrouver ce qui a été publié",
    ),
    "REL003": Message(
        "error",
        "content/report.yaml says version “{found}”, this is release {wanted}",
        "content/report.yaml dit version «\u00a0{found}\u00a0», ceci est la publication {wanted}",
    ),
    "REL004": Message(
        "error", "a release has a date: set `date`", "une publication a une date\u00a0: donnez `date`"
    ),
    "REL005": Message(
        "error",
        "{path} is there already: a release is never replaced, give it another version",
        "{path} existe déjà\u00a0: une publication n’est jamais remplacée, donnez-lui une autre version",
    ),
    "REL006": Message(
        "warning",
        "waived: {count} × {code} ({reason})",
        "levé\u00a0: {count} × {code} ({reason})",
    ),
    "REL007": Message(
        "error",
        "nothing to waive: no finding has the code {code}",
        "rien à lever\u00a0: aucun constat n’a le code {code}",
    ),
    "REL008": Message(
        "error",
        "an image without alternative text: say in `alt` what it shows, or mark it .decorative",
        "une image sans texte de remplacement\u00a0: dites dans `alt` ce qu’elle montre, ou marquez-la .decorative",
    ),
    "REL009": Message(
        "error",
        "a remark marked blocking is not settled: {id}, {who}: {text}",
        "une remarque marquée bloquante n’est pas réglée\u00a0: {id}, {who}\u00a0: {text}",
    ),
    "REL010": Message("error", "the file is missing", "le fichier manque"),
    "REL011": Message(
        "error",
        "the file is not the one that was released: its SHA-256 differs",
        "le fichier n’est pas celui qui a été publié\u00a0: son SHA-256 diffère",
    ),
    "REL012": Message(
        "error", "the file is not part of the release", "le fichier ne fait pas partie de la publication"
    ),
    "REL013": Message(
        "error",
        "the manifest cannot be read: {reason}",
        "le manifeste ne peut pas être lu\u00a0: {reason}",
    ),
    "REL014": Message(
        "error",
        "built again, the file is not the same",
        "reconstruit, le fichier n’est pas le même",
    ),
    "REL015": Message(
        "warning",
        "the source has changed since the release",
        "la source a changé depuis la publication",
    ),
    "REL016": Message(
        "error",
        "accessibility check failed in {count} place(s): {rule}; first: {place}",
        "contrôle d’accessibilité en échec à {count} endroit(s)\u00a0: {rule}\u00a0; dont\u00a0: {place}",
    ),
    "REL017": Message(
        "error",
        "the first page cannot be drawn: {library} is not installed (pip install 'reportgen[release]')",
        "la première page ne peut pas être dessinée\u00a0: {library} n’est pas installé (pip install 'reportgen[release]')",
    ),
    "REL018": Message("error", "{code} is never waived", "{code} ne peut pas être levé"),
    "REL019": Message(
        "warning",
        "{name} is {here} here, the release was made with {there}: its bytes may differ",
        "{name} est ici {here}, la publication a été faite avec {there}\u00a0: ses octets peuvent différer",
    ),
}
