"""Reviews and comparisons (REV)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "REV001": Message("error", "not a Word file that can be read", "ce n’est pas un fichier Word lisible"),
    "REV002": Message(
        "error",
        "the file is too large, or unpacks to far more than it holds: it is not opened",
        "le fichier est trop gros, ou se décompresse bien au-delà de son contenu\u00a0: il n’est pas ouvert",
    ),
    "REV003": Message(
        "error",
        "this file carries no list of paragraphs: it is not a draft made by reportgen, or a program has removed it",
        "ce fichier ne porte pas la liste des paragraphes\u00a0: ce n’est pas une version produite par reportgen, ou un logiciel l’a retirée",
    ),
    "REV004": Message(
        "error",
        "{missing} of {total} remarks and changes would be lost: nothing is written",
        "{missing} remarques ou modifications sur {total} seraient perdues\u00a0: rien n’est écrit",
    ),
    "REV005": Message(
        "warning",
        "not tied to a paragraph of the report, after “{heading}”: {text}",
        "rattaché à aucun paragraphe du rapport, après «\u00a0{heading}\u00a0»\u00a0: {text}",
    ),
    "REV006": Message(
        "warning",
        "conflict, nothing changed. Draft: {base} — now: {now} — {who}: {wanted}",
        "conflit, rien n’est changé. Version relue\u00a0: {base} — aujourd’hui\u00a0: {now} — {who}\u00a0: {wanted}",
    ),
    "REV007": Message(
        "warning",
        "to be done by hand ({reason}): {text}",
        "à faire à la main ({reason})\u00a0: {text}",
    ),
    "REV008": Message(
        "error", "no remark is called “{id}”", "aucune remarque ne s’appelle «\u00a0{id}\u00a0»"
    ),
    "REV010": Message(
        "error",
        "“{name}” is no project, no Word file of ours, and no version in git",
        "«\u00a0{name}\u00a0» n’est ni un projet, ni un fichier Word de reportgen, ni une version dans git",
    ),
    "REV012": Message(
        "warning",
        "the table for Excel is not written: it needs openpyxl (pip install 'reportgen[data]')",
        "le tableau pour Excel n’est pas écrit : il faut openpyxl (pip install 'reportgen[data]')",
    ),
    "REV009": Message(
        "error", "this review cannot be read: {reason}", "cette relecture est illisible\u00a0: {reason}"
    ),
}
