"""Editions (EDN)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    # Word: the style map and images
    "DOC001": Message("error", "unknown font “{name}”", "police inconnue «\u00a0{name}\u00a0»"),
    "DOC002": Message("error", "unknown colour “{name}”", "couleur inconnue «\u00a0{name}\u00a0»"),
    "DOC003": Message("error", "unknown style “{name}”", "style inconnu «\u00a0{name}\u00a0»"),
    "DOC004": Message(
        "warning",
        "Word cannot show the image “{name}”: its alternative text stands in its place",
        "Word ne sait pas afficher l’image «\u00a0{name}\u00a0»\u00a0: son texte de remplacement est affiché",
    ),
    # PDF: what the layout lost or could not do
    "PDF001": Message(
        "warning",
        "no font has the character “{character}” (U+{code}): an empty box is printed",
        "aucune police n’a le caractère «\u00a0{character}\u00a0» (U+{code})\u00a0: une case vide est imprimée",
    ),
    "PDF002": Message(
        "error",
        "the footnote “{note}” does not come out whole in the PDF: move its call, or cut the note in two",
        "la note «\u00a0{note}\u00a0» ne sort pas entière dans le PDF\u00a0: déplacez son appel, ou coupez-la en deux",
    ),
    "PDF003": Message(
        "error",
        "the page numbers did not settle after {rounds} rounds of layout",
        "les numéros de page ne sont pas stables après {rounds} mises en page",
    ),
    "PDF004": Message(
        "warning",
        "“{address}” is not a file of the report and was left out of the PDF",
        "«\u00a0{address}\u00a0» n’est pas un fichier du rapport\u00a0: absent du PDF",
    ),
    "PDF005": Message(
        "error",
        "a link of the PDF leads to “{target}”, which stands nowhere in it",
        "un lien du PDF mène à «\u00a0{target}\u00a0», qui ne s’y trouve nulle part",
    ),
    "PDF006": Message(
        "error",
        "the file “{name}” that the PDF needs is missing",
        "il manque le fichier «\u00a0{name}\u00a0», nécessaire au PDF",
    ),
    "PDF007": Message(
        "error",
        "the style sheets of the PDF load no font: name one with @font-face",
        "les feuilles de style du PDF ne chargent aucune police\u00a0: nommez-en une avec @font-face",
    ),
    "PDF008": Message(
        "error",
        "the PDF does not conform to {standard}: rule {rule}, {count} place(s): {detail}",
        "le PDF n’est pas conforme à {standard}\u00a0: règle {rule}, {count} endroit(s)\u00a0: {detail}",
    ),
    "PDF009": Message(
        "error",
        "the PDF breaks the rule {rule} ({says}) in {count} place(s), first: {place}",
        "le PDF enfreint la règle {rule} ({says}) à {count} endroit(s), dont\u00a0: {place}",
    ),
    "PDF010": Message(
        "error",
        "{count} word(s) of the text are missing from the PDF: {words}",
        "{count} mot(s) du texte manquent dans le PDF\u00a0: {words}",
    ),
    "PDF011": Message(
        "error",
        "no font has the character “{character}” (U+{code}): a release may not print an empty box",
        "aucune police n’a le caractère «\u00a0{character}\u00a0» (U+{code})\u00a0: une version publiée ne peut pas imprimer de case vide",
    ),
    "PDF012": Message(
        "warning",
        "“{text}” stands alone at the foot of a page: {what}",
        "«\u00a0{text}\u00a0» est seul au bas d’une page\u00a0: {what}",
    ),
    "PDF013": Message(
        "warning",
        "the page map {name} cannot be read and is not used: {reason}",
        "la carte des pages {name} est illisible et n’est pas utilisée\u00a0: {reason}",
    ),
    "PDF014": Message(
        "warning",
        "the picture {name} has {density} pixels an inch on page {page}: under {least}, it is printed soft",
        "l’image {name} a {density} pixels par pouce à la page {page}\u00a0: au-dessous de {least}, elle est imprimée floue",
    ),
    "PDF015": Message(
        "error",
        "{name} is not the ICC profile of a press with four inks: {reason}",
        "{name} n’est pas le profil ICC d’une presse à quatre encres\u00a0: {reason}",
    ),
    "PDF016": Message(
        "error",
        "the file for the printer breaks the rule {rule} ({says}) in {count} place(s), first: {place}",
        "le fichier pour l’imprimeur enfreint la règle {rule} ({says}) à {count} endroit(s), dont\u00a0: {place}",
    ),
}
