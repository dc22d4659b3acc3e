"""What `reportgen check` finds beside errors (CHK)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "CHK001": Message(
        "info", "nothing refers to the label “{id}”", "rien ne renvoie à l’étiquette «\u00a0{id}\u00a0»"
    ),
    "CHK002": Message("info", "no text refers to this fiche", "aucun texte ne renvoie à cette fiche"),
    "CHK003": Message(
        "info",
        "the term “{term}” of the glossary is used nowhere",
        "le terme «\u00a0{term}\u00a0» du glossaire n’est employé nulle part",
    ),
    "CHK004": Message(
        "info",
        "the acronym “{term}” is used nowhere",
        "le sigle «\u00a0{term}\u00a0» n’est employé nulle part",
    ),
    "CHK005": Message(
        "warning",
        "the figure at {first} shows the same data",
        "la figure de {first} montre les mêmes données",
    ),
    "CHK010": Message(
        "warning",
        "this heading is {skipped} level(s) below the one before it: levels go down one at a time",
        "ce titre est {skipped} niveau(x) trop bas après le précédent\u00a0: on descend d’un niveau à la fois",
    ),
    "CHK011": Message(
        "warning",
        "the image “{src}” has no alternative text",
        "l’image «\u00a0{src}\u00a0» n’a pas de texte de remplacement",
    ),
    "CHK012": Message(
        "warning",
        "the alternative text “{alt}” does not say what the image shows",
        "le texte de remplacement «\u00a0{alt}\u00a0» ne dit pas ce que montre l’image",
    ),
    "CHK013": Message(
        "warning",
        "the link text “{text}” says nothing out of its sentence",
        "le texte du lien «\u00a0{text}\u00a0» ne dit rien hors de sa phrase",
    ),
    "CHK020": Message(
        "info", "a sentence of {words} words: {text}", "une phrase de {words} mots\u00a0: {text}"
    ),
    "CHK021": Message(
        "warning", "the word “{word}” stands twice", "le mot «\u00a0{word}\u00a0» est écrit deux fois"
    ),
    "CHK030": Message(
        "warning",
        "typography: “{old}” should be “{new}” (`check --fix` does it)",
        "typographie\u00a0: «\u00a0{old}\u00a0» devrait être «\u00a0{new}\u00a0» (`check --fix` s’en charge)",
    ),
    "CHK040": Message(
        "warning",
        "“{word}” is in no dictionary and no word list",
        "«\u00a0{word}\u00a0» n’est dans aucun dictionnaire ni liste de mots",
    ),
    "CHK041": Message(
        "warning",
        "spelling needs the dictionaries: install `reportgen[check]`",
        "l’orthographe demande les dictionnaires\u00a0: installez `reportgen[check]`",
    ),
    "CHK050": Message(
        "warning",
        "“{text}”: the report has chosen another form of inclusive writing ({choice})",
        "«\u00a0{text}\u00a0»\u00a0: le rapport a choisi une autre écriture inclusive ({choice})",
    ),
    "CHK060": Message("warning", "{url} does not answer: {reason}", "{url} ne répond pas\u00a0: {reason}"),
    "CHK090": Message(
        "warning",
        "say why {code} is accepted here: `check: accept {code} because …`",
        "dites pourquoi {code} est accepté ici\u00a0: `check: accept {code} car…`",
    ),
    "CHK092": Message(
        "error", "no finding has the code “{code}”", "aucun constat n’a le code «\u00a0{code}\u00a0»"
    ),
}
