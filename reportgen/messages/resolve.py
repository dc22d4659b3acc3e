"""References, labels, lists (REF); citations (CIT); typography (TYP)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "REF001": Message(
        "error",
        "the label “{id}” is already used at {first}",
        "l’étiquette «\u00a0{id}\u00a0» est déjà employée à {first}",
    ),
    "REF002": Message(
        "warning",
        "the label “{id}” begins with “{prefix}-”, which is for another kind of thing",
        "l’étiquette «\u00a0{id}\u00a0» commence par «\u00a0{prefix}-\u00a0», "
        "réservé à une autre sorte d’objet",
    ),
    "REF004": Message(
        "error",
        "nothing in the report has the label “{id}”",
        "rien dans le rapport ne porte l’étiquette «\u00a0{id}\u00a0»",
    ),
    "REF005": Message(
        "warning",
        "“{id}” is shown only in {editions}: readers of another edition won’t find it",
        "«\u00a0{id}\u00a0» n’est montré qu’en {editions}\u00a0: "
        "le lecteur d’une autre édition ne le trouvera pas",
    ),
    "REF006": Message(
        "warning",
        "“{id}” has neither number nor title: the reference shows its chapter or fiche",
        "«\u00a0{id}\u00a0» n’a ni numéro ni titre\u00a0: le renvoi montre son chapitre ou sa fiche",
    ),
    "REF007": Message(
        "warning",
        "the footnote “{id}” is never called, so it is left out",
        "la note «\u00a0{id}\u00a0» n’est jamais appelée\u00a0: elle est omise",
    ),
    "REF008": Message(
        "error",
        "no footnote is named “{id}” here",
        "aucune note ne s’appelle «\u00a0{id}\u00a0» ici",
    ),
    "CIT001": Message(
        "error",
        "no work has the key “{key}” in the bibliography",
        "aucun ouvrage de la bibliographie n’a la clé «\u00a0{key}\u00a0»",
    ),
    "CIT003": Message(
        "error",
        "the citation style cannot be read: {reason}",
        "le style de citation ne peut pas être lu\u00a0: {reason}",
    ),
    "CIT004": Message(
        "warning",
        "the work “{key}” cannot be set in the citation style ({reason}): its title stands instead",
        "l’ouvrage «\u00a0{key}\u00a0» ne peut pas être composé dans le style de citation "
        "({reason})\u00a0: son titre le remplace",
    ),
    "CIT005": Message(
        "error",
        "“{key}” is a source of a fiche, and this is not a fiche: cite a work of the bibliography",
        "«\u00a0{key}\u00a0» est une source de fiche, et ceci n’est pas une fiche\u00a0: "
        "citez un ouvrage de la bibliographie",
    ),
    "CIT006": Message(
        "warning",
        "works are cited, but no bibliography is printed: citations lead nowhere",
        "des ouvrages sont cités, mais aucune bibliographie n’est imprimée\u00a0: "
        "les citations ne mènent nulle part",
    ),
    "TYP115": Message(
        "warning",
        "“{text}”: M., Mme in French, not Mr, Mme., Mlle",
        "«\u00a0{text}\u00a0»\u00a0: en français M., Mme (pas Mr, Mme., Mlle)",
    ),
    "TYP121": Message(
        "warning",
        "“{text}”: capitals keep their accents (À, État, Île)",
        "«\u00a0{text}\u00a0»\u00a0: les capitales gardent leurs accents (À, État, Île)",
    ),
    "TYP124": Message(
        "warning",
        "“{text}”: in French, the note call goes before the punctuation",
        "«\u00a0{text}\u00a0»\u00a0: en français, l’appel de note se place avant la ponctuation",
    ),
    "TYP126": Message(
        "info",
        "“{text}”: write both forms in full, or a word that has one form",
        "«\u00a0{text}\u00a0»\u00a0: écrivez les deux formes en entier, ou un mot épicène",
    ),
    "TYP129": Message(
        "warning",
        "“{text}”: months have no capital in French",
        "«\u00a0{text}\u00a0»\u00a0: les mois s’écrivent en minuscules",
    ),
    "TYP132": Message(
        "warning",
        "“{text}”: in French, decimal comma, and € after the figure",
        "«\u00a0{text}\u00a0»\u00a0: en français, virgule décimale et € après le nombre",
    ),
    "TYP207": Message(
        "warning",
        "“{text}”: decimal point in English",
        "«\u00a0{text}\u00a0»\u00a0: en anglais, point décimal",
    ),
    "TYP211": Message(
        "warning",
        "“{text}”: a French ordinal in an English text",
        "«\u00a0{text}\u00a0»\u00a0: ordinal français dans un texte anglais",
    ),
    "TYP216": Message(
        "info",
        "“{text}”: -ise spelling in this report",
        "«\u00a0{text}\u00a0»\u00a0: ce rapport écrit -ise en anglais",
    ),
    "TYP218": Message(
        "warning",
        "“{text}”: in English, the note call goes after the punctuation",
        "«\u00a0{text}\u00a0»\u00a0: en anglais, l’appel de note se place après la ponctuation",
    ),
    "TYP220": Message(
        "warning",
        "“{text}”: million and billion in English, the € before the figure",
        "«\u00a0{text}\u00a0»\u00a0: en anglais, million et billion, et € avant le nombre",
    ),
    "TYP224": Message(
        "info",
        "“{text}”: French names keep their accents in English",
        "«\u00a0{text}\u00a0»\u00a0: les noms français gardent leurs accents en anglais",
    ),
    "TYP226": Message(
        "info",
        "“{text}” looks French: translate it, or mark it `[…]{{lang=fr}}`",
        "«\u00a0{text}\u00a0» semble français\u00a0: traduisez, ou marquez `[…]{{lang=fr}}`",
    ),
    "TYP228": Message(
        "warning",
        "“{text}”: Mr, Ms in English",
        "«\u00a0{text}\u00a0»\u00a0: en anglais Mr, Ms",
    ),
}
