"""Pairing and translation states (TRN)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "TRN001": Message("error", "not translated: {text}", "pas traduit\u00a0: {text}"),
    "TRN002": Message(
        "error",
        "the French text has changed since this was translated: {text}",
        "le texte français a changé depuis cette traduction\u00a0: {text}",
    ),
    "TRN003": Message(
        "error",
        "this translation has been edited since it was confirmed: {text}",
        "cette traduction a été modifiée depuis sa confirmation\u00a0: {text}",
    ),
    "TRN004": Message(
        "error",
        "the French text and this translation have both changed: {text}",
        "le texte français et cette traduction ont tous deux changé\u00a0: {text}",
    ),
    "TRN005": Message(
        "error",
        "nobody has confirmed that this is the translation: {text}",
        "personne n’a confirmé que ceci est la traduction\u00a0: {text}",
    ),
    "TRN006": Message(
        "error",
        "this translates nothing that is in the French text: {text}",
        "ceci ne traduit rien qui soit dans le texte français\u00a0: {text}",
    ),
    "TRN007": Message(
        "warning",
        "this translates nothing that is in the French text: delete it, or declare it as an addition: {text}",
        "ceci ne traduit rien qui soit dans le texte français\u00a0: supprimez-le, ou déclarez-le comme "
        "ajout\u00a0: {text}",
    ),
    "TRN010": Message(
        "error",
        "no unit or document to confirm is called “{id}”",
        "aucune unité ni aucun document à confirmer ne s’appelle «\u00a0{id}\u00a0»",
    ),
    "TRN011": Message(
        "error",
        "{key} stands in one language alone: say why, or write the other text first",
        "{key} n’existe que dans une langue\u00a0: dites pourquoi, ou écrivez d’abord l’autre texte",
    ),
    "TRN012": Message(
        "error",
        "“{lang}” is no language that this report is translated into",
        "«\u00a0{lang}\u00a0» n’est pas une langue dans laquelle ce rapport est traduit",
    ),
    "TRN020": Message(
        "error",
        "this lock was written by another version ({version}, this one knows {known}): it is not followed",
        "ce verrou vient d’une autre version ({version}, celle-ci connaît {known})\u00a0: il n’est pas suivi",
    ),
    "TRN101": Message(
        "error",
        "this file can’t be read: {reason}",
        "ce fichier est illisible\u00a0: {reason}",
    ),
    "TRN102": Message(
        "error",
        "this file is too large to be read safely: {reason}",
        "ce fichier est trop grand pour être lu sans risque\u00a0: {reason}",
    ),
    "TRN103": Message(
        "error",
        "this file declares entities, which are never expanded: it is refused",
        "ce fichier déclare des entités, qui ne sont jamais développées\u00a0: il est refusé",
    ),
    "TRN104": Message(
        "error",
        "files like this can’t be read back (known: {known})",
        "les fichiers de ce type ne peuvent pas être relus (connus\u00a0: {known})",
    ),
    "TRN105": Message(
        "error",
        "this file is for other languages ({found}, here {expected}): nothing of it is taken",
        "ce fichier est pour d’autres langues ({found}, ici {expected})\u00a0: rien n’en est pris",
    ),
    "TRN106": Message(
        "error",
        "this file comes from another project ({found}, here {expected}): nothing of it is taken",
        "ce fichier vient d’un autre projet ({found}, ici {expected})\u00a0: rien n’en est pris",
    ),
    "TRN107": Message(
        "error",
        "{unit} ({at}): there is no such unit",
        "{unit} ({at})\u00a0: cette unité n’existe pas",
    ),
    "TRN108": Message(
        "error",
        "{unit} ({at}): the source text was changed in this file",
        "{unit} ({at})\u00a0: le texte source a été modifié dans ce fichier",
    ),
    "TRN109": Message(
        "error",
        "{unit} ({at}): the source text is another one now; translate the new one",
        "{unit} ({at})\u00a0: le texte source est désormais un autre\u202f; traduisez le nouveau",
    ),
    "TRN110": Message(
        "error",
        "{unit} ({at}): the placeholder {tag} is lost: {text}",
        "{unit} ({at})\u00a0: le repère {tag} est perdu\u00a0: {text}",
    ),
    "TRN111": Message(
        "error",
        "{unit} ({at}): no placeholder is called “{tag}” here",
        "{unit} ({at})\u00a0: aucun repère ne s’appelle «\u00a0{tag}\u00a0» ici",
    ),
    "TRN112": Message(
        "error",
        "{unit} ({at}): the placeholder {tag} stands there twice: {text}",
        "{unit} ({at})\u00a0: le repère {tag} y est deux fois\u00a0: {text}",
    ),
    "TRN113": Message(
        "error",
        "{unit} ({at}): the placeholder {tag} is not opened and closed in order",
        "{unit} ({at})\u00a0: le repère {tag} n’est pas ouvert et fermé dans l’ordre",
    ),
    "TRN114": Message(
        "error",
        "{unit} ({at}): the index entry {tag} must follow the words it marks",
        "{unit} ({at})\u00a0: l’entrée d’index {tag} doit suivre les mots qu’elle marque",
    ),
    "TRN115": Message(
        "error",
        "{unit} ({at}): this would read as markup: {text}",
        "{unit} ({at})\u00a0: ceci se lirait comme du balisage\u00a0: {text}",
    ),
    "TRN116": Message(
        "error",
        "{unit} ({at}): the character {char} can’t be printed",
        "{unit} ({at})\u00a0: le caractère {char} ne peut pas s’imprimer",
    ),
    "TRN117": Message(
        "error",
        "{unit} ({at}): this unit comes back twice, with different translations",
        "{unit} ({at})\u00a0: cette unité revient deux fois, avec des traductions différentes",
    ),
    "TRN118": Message(
        "error",
        "{unit} ({at}): the translation has been emptied",
        "{unit} ({at})\u00a0: la traduction a été vidée",
    ),
    "TRN119": Message(
        "error",
        "{unit} ({at}): the translation has also been edited in the project since it was handed out",
        "{unit} ({at})\u00a0: la traduction a aussi été modifiée dans le projet depuis sa remise",
    ),
    "TRN120": Message(
        "error",
        "{unit} ({at}): the number {source} has become {target}",
        "{unit} ({at})\u00a0: le nombre {source} est devenu {target}",
    ),
    "TRN121": Message(
        "error",
        "{unit} ({at}): the date {source} has become {target}",
        "{unit} ({at})\u00a0: la date {source} est devenue {target}",
    ),
    "TRN122": Message(
        "error",
        "{unit} ({at}): the amount {source} has become {target}",
        "{unit} ({at})\u00a0: le montant {source} est devenu {target}",
    ),
    "TRN123": Message(
        "error",
        "{unit} ({at}): the number of a law or article {source} has become {target}",
        "{unit} ({at})\u00a0: le numéro de loi ou d’article {source} est devenu {target}",
    ),
    "TRN124": Message(
        "error",
        "{unit} ({at}): the address is not the same in both languages: {url}",
        "{unit} ({at})\u00a0: l’adresse n’est pas la même dans les deux langues\u00a0: {url}",
    ),
    "TRN125": Message(
        "error",
        "{unit} ({at}): a sentence is not translated: {text}",
        "{unit} ({at})\u00a0: une phrase n’est pas traduite\u00a0: {text}",
    ),
    "TRN130": Message(
        "warning",
        "{unit} ({at}): the translation is the source text",
        "{unit} ({at})\u00a0: la traduction est le texte source",
    ),
    "TRN131": Message(
        "warning",
        "{unit} ({at}): this looks like a text in “{lang}”",
        "{unit} ({at})\u00a0: ceci ressemble à un texte en «\u00a0{lang}\u00a0»",
    ),
    "TRN132": Message(
        "warning",
        "{unit} ({at}): the translation is {percent} % as long as the source: is something left out?",
        "{unit} ({at})\u00a0: la traduction fait {percent}\u00a0% de la longueur du texte source\u00a0: manque-t-il quelque chose\u202f?",
    ),
    "TRN133": Message(
        "warning",
        "{unit} ({at}): the source denies something, the translation does not",
        "{unit} ({at})\u00a0: le texte source nie quelque chose, pas la traduction",
    ),
    "TRN134": Message(
        "warning",
        "{unit} ({at}): “{term}” is “{target}” in the glossary",
        "{unit} ({at})\u00a0: «\u00a0{term}\u00a0» se dit «\u00a0{target}\u00a0» dans le glossaire",
    ),
    "TRN135": Message(
        "error",
        "{unit} ({at}): “{term}” is “{target}” in the glossary, never “{forbidden}”",
        "{unit} ({at})\u00a0: «\u00a0{term}\u00a0» se dit «\u00a0{target}\u00a0» dans le glossaire, jamais «\u00a0{forbidden}\u00a0»",
    ),
    "TRN140": Message(
        "warning",
        "{unit} ({at}): made from an older source text: taken, and stale",
        "{unit} ({at})\u00a0: faite sur un texte source plus ancien\u00a0: prise, et périmée",
    ),
    "TRN141": Message(
        "warning",
        "{unit} ({at}): the placeholder {tag} is not used: {text}",
        "{unit} ({at})\u00a0: le repère {tag} n’est pas employé\u00a0: {text}",
    ),
    "TRN142": Message(
        "error",
        "{unit} ({at}): there is no place to write this to: translate the whole block that holds it, or write it in the file",
        "{unit} ({at})\u00a0: il n’y a pas de place où l’écrire\u00a0: traduisez tout le bloc qui le contient, ou écrivez-le dans le fichier",
    ),
    "TRN150": Message(
        "error",
        "{key}: the change touches {what}: it must be translated",
        "{key}\u00a0: la modification touche {what}\u00a0: elle doit être traduite",
    ),
    "TRN151": Message(
        "error",
        "{key} is not stale: there is nothing to declare trivial",
        "{key} n’est pas périmée\u00a0: il n’y a rien à déclarer sans portée",
    ),
}
