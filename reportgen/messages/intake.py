"""Collection of fiches (INT)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "INT001": Message(
        "error",
        "the file cannot be read: {reason}",
        "le fichier ne peut pas être lu\u00a0: {reason}",
    ),
    "INT002": Message(
        "error",
        "{ending} is not a form: give .xlsx, .docx, .json or .csv files",
        "{ending} n’est pas un formulaire\u00a0: donnez des fichiers .xlsx, .docx, .json ou .csv",
    ),
    "INT003": Message(
        "error",
        "the file is larger than {limit} bytes",
        "le fichier dépasse {limit} octets",
    ),
    "INT004": Message(
        "error",
        "no practice is found: is it the form that `reportgen intake form` makes, or does it need --mapping?",
        "aucune pratique trouvée\u00a0: est-ce le formulaire de `reportgen intake form`, ou faut-il --mapping\u00a0?",
    ),
    "INT005": Message(
        "error",
        "the file declares an XML document type, which no form has: refused",
        "le fichier déclare un type de document XML, ce qu’aucun formulaire ne fait\u00a0: refusé",
    ),
    "INT006": Message(
        "error",
        "a formula: replace it by its value (copy, paste values)",
        "une formule\u00a0: remplacez-la par sa valeur (copier, coller les valeurs)",
    ),
    "INT007": Message("error", "an error value, {value}", "une valeur d’erreur, {value}"),
    "INT008": Message(
        "error",
        "{length} characters: a cell holds at most {limit}",
        "{length} caractères\u00a0: une cellule en contient au plus {limit}",
    ),
    "INT009": Message(
        "warning",
        "“{name}” is no field of the form: what stands there is not taken",
        "«\u00a0{name}\u00a0» n’est pas un champ du formulaire\u00a0: ce qui s’y trouve n’est pas repris",
    ),
    "INT010": Message(
        "error",
        "“{value}” is not in the list",
        "«\u00a0{value}\u00a0» n’est pas dans la liste",
    ),
    "INT011": Message(
        "error",
        "“{value}” is not the number of a practice of this file",
        "«\u00a0{value}\u00a0» n’est pas le numéro d’une pratique de ce fichier",
    ),
    "INT012": Message(
        "error",
        "only the first {limit} {what} are read: split the file",
        "seuls les {limit} premiers ({what}) sont lus\u00a0: partagez le fichier",
    ),
    "INT013": Message(
        "error",
        "“{value}” is no text, number or date",
        "«\u00a0{value}\u00a0» n’est ni un texte, ni un nombre, ni une date",
    ),
    "INT014": Message(
        "error",
        "the field {name} is given twice",
        "le champ {name} est donné deux fois",
    ),
    "INT020": Message(
        "error",
        "there is a fiche “{id}” already, and it differs: --update {id} replaces it, --as-new {id} makes another",
        "il y a déjà une fiche «\u00a0{id}\u00a0», et elle diffère\u00a0: --update {id} la remplace, "
        "--as-new {id} en fait une autre",
    ),
    "INT021": Message(
        "error",
        "it looks like “{other}” ({score} %): --as-new {id} if it is another practice, --update {other} if it is the same",
        "cela ressemble à «\u00a0{other}\u00a0» ({score}\u00a0%)\u00a0: --as-new {id} si c’est une autre pratique, "
        "--update {other} si c’est la même",
    ),
    "INT022": Message(
        "error",
        "the practice “{id}” comes twice, also in {other}",
        "la pratique «\u00a0{id}\u00a0» vient deux fois, aussi dans {other}",
    ),
    "INT023": Message(
        "warning",
        "no practice of these files is “{id}”, named by {option}",
        "aucune pratique de ces fichiers n’est «\u00a0{id}\u00a0», nommée par {option}",
    ),
    "INT030": Message(
        "error",
        "the mapping names “{name}”, which is no field: see the column “Code” of the form",
        "la correspondance nomme «\u00a0{name}\u00a0», qui n’est pas un champ\u00a0: voir la colonne «\u00a0Code\u00a0» du formulaire",
    ),
    "INT031": Message(
        "warning",
        "the file has no column “{name}”, which the mapping names",
        "le fichier n’a pas de colonne «\u00a0{name}\u00a0», que la correspondance nomme",
    ),
}
