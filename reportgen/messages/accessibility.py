"""What Microsoft's accessibility checker would say of a Word file (ACC): errors, warnings and tips."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "ACC001": Message("error", "no alternative text: {text}", "pas de texte de remplacement\u00a0: {text}"),
    "ACC002": Message(
        "error", "a table without a header row: {text}", "un tableau sans ligne d’en-tête\u00a0: {text}"
    ),
    "ACC003": Message(
        "error",
        "the file is protected: assistive technology may be shut out",
        "le fichier est protégé\u00a0: les technologies d’assistance peuvent être bloquées",
    ),
    "ACC004": Message(
        "warning",
        "a table with merged, split or nested cells: {text}",
        "un tableau aux cellules fusionnées, fractionnées ou imbriquées\u00a0: {text}",
    ),
    "ACC005": Message(
        "warning",
        "a picture or an object that is not in line with the text: {text}",
        "une image ou un objet qui n’est pas aligné sur le texte\u00a0: {text}",
    ),
    "ACC006": Message(
        "warning",
        "text that is hard to read: contrast {ratio}, {least} needed: {text}",
        "un texte difficile à lire\u00a0: contraste {ratio}, il faut {least}\u00a0: {text}",
    ),
    "ACC007": Message(
        "warning",
        "repeated blanks used for layout: {text}",
        "des blancs répétés pour la mise en page\u00a0: {text}",
    ),
    "ACC008": Message(
        "info",
        "a link whose text does not say where it leads: {text}",
        "un lien dont le texte ne dit pas où il mène\u00a0: {text}",
    ),
    "ACC009": Message(
        "info",
        "a heading of level {level} after one of level {before}: {text}",
        "un titre de niveau {level} après un titre de niveau {before}\u00a0: {text}",
    ),
    "ACC010": Message(
        "info", "the file has no title in its properties", "le fichier n’a pas de titre dans ses propriétés"
    ),
    "ACC011": Message("info", "no heading in the whole document", "aucun titre dans tout le document"),
    "ACC012": Message(
        "info",
        "an empty row or column in a table: {text}",
        "une ligne ou une colonne vide dans un tableau\u00a0: {text}",
    ),
}
