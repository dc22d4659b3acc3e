"""Open data (OPD)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "OPD001": Message(
        "error",
        "{length} characters do not fit in a cell of a spreadsheet, which holds {limit}: shorten the text",
        "{length} caractères ne tiennent pas dans une cellule de tableur, qui en contient {limit}\u00a0: raccourcissez le texte",
    ),
    "OPD002": Message("error", "the file is missing", "le fichier manque"),
    "OPD003": Message(
        "error",
        "row {row}, column {column}: “{found}” instead of “{wanted}”",
        "ligne {row}, colonne {column}\u00a0: «\u00a0{found}\u00a0» au lieu de «\u00a0{wanted}\u00a0»",
    ),
    "OPD004": Message(
        "error",
        "{rows} rows instead of {wanted}",
        "{rows} lignes au lieu de {wanted}",
    ),
    "OPD005": Message("error", "{reader} refuses it: {reason}", "{reader} le refuse\u00a0: {reason}"),
    "OPD006": Message(
        "error",
        "not checked: {reader} is not installed (pip install 'reportgen[verify]')",
        "non vérifié\u00a0: {reader} n’est pas installé (pip install 'reportgen[verify]')",
    ),
    "OPD007": Message(
        "error",
        "the file is not the one that {listing} describes: its SHA-256 differs",
        "le fichier n’est pas celui que décrit {listing}\u00a0: son SHA-256 diffère",
    ),
    "OPD008": Message(
        "error",
        "it says {found} of {what}, the records say {wanted}",
        "il dit {found} pour {what}, les fiches disent {wanted}",
    ),
    "OPD009": Message(
        "error",
        "the file belongs to no package: remove it",
        "le fichier n’appartient à aucun paquet\u00a0: retirez-le",
    ),
}
