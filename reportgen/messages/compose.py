"""Composing (CMP): templates from 001, directives from 010, conditions and values from 020, parts from 050,
images from 060."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    # ---- templates
    "CMP001": Message(
        "error",
        "the template cannot be read: {reason}",
        "le modèle ne peut pas être lu\u00a0: {reason}",
    ),
    "CMP002": Message(
        "error",
        "the template uses “{name}”, which does not exist here",
        "le modèle emploie «\u00a0{name}\u00a0», qui n’existe pas ici",
    ),
    "CMP003": Message(
        "error",
        "there is no template “{name}”",
        "le modèle «\u00a0{name}\u00a0» n’existe pas",
    ),
    "CMP004": Message(
        "error",
        "the template does what templates may not do: {reason}",
        "le modèle fait ce qu’un modèle n’a pas le droit de faire\u00a0: {reason}",
    ),
    "CMP005": Message(
        "error",
        "the template fails on this line: {reason}",
        "le modèle échoue à cette ligne\u00a0: {reason}",
    ),
    "CMP006": Message(
        "error",
        "the template has no title: add “title: {{fr: …, en: …}}” between “---” lines at its start",
        "le modèle n’a pas de titre\u00a0: ajoutez «\u00a0title: {{fr: …, en: …}}\u00a0» "
        "entre deux lignes «\u00a0---\u00a0» au début",
    ),
    "CMP007": Message(
        "error",
        "unknown key “{key}” at the head of this file",
        "clé inconnue «\u00a0{key}\u00a0» en tête de ce fichier",
    ),
    # ---- directives
    "CMP010": Message(
        "error",
        "“{value}” is not possible for “{key}”: {expected}",
        "«\u00a0{value}\u00a0» n’est pas possible pour «\u00a0{key}\u00a0»\u00a0: {expected}",
    ),
    "CMP011": Message(
        "error",
        "unknown fiche “{id}”",
        "fiche inconnue «\u00a0{id}\u00a0»",
    ),
    "CMP012": Message(
        "error",
        "the directive “{name}” needs the option “{key}”",
        "la directive «\u00a0{name}\u00a0» demande l’option «\u00a0{key}\u00a0»",
    ),
    "CMP013": Message(
        "error",
        "the directive “{name}” needs the records of a project: there are none here",
        "la directive «\u00a0{name}\u00a0» a besoin des données d’un projet\u00a0: il n’y en a pas ici",
    ),
    "CMP014": Message(
        "error",
        "“{name}” stands inside itself: directives are followed {limit} levels deep",
        "«\u00a0{name}\u00a0» se contient elle-même\u00a0: les directives sont suivies sur {limit} niveaux",
    ),
    "CMP015": Message(
        "error",
        "{categories} categories but {values} values in “{name}”",
        "{categories} catégories mais {values} valeurs dans «\u00a0{name}\u00a0»",
    ),
    "CMP016": Message(
        "warning",
        "no fiche meets this condition",
        "aucune fiche ne répond à cette condition",
    ),
    # ---- conditions and computed values
    "CMP020": Message(
        "error",
        "too long or too deep (at most {limit} characters)",
        "trop long ou trop imbriqué (au plus {limit} caractères)",
    ),
    "CMP021": Message(
        "error",
        "“{word}” is not expected here: write “and” or “or” between conditions",
        "«\u00a0{word}\u00a0» n’est pas attendu ici\u00a0: écrivez «\u00a0and\u00a0» ou «\u00a0or\u00a0» "
        "entre les conditions",
    ),
    "CMP022": Message("error", "unknown field “{name}”", "champ inconnu «\u00a0{name}\u00a0»"),
    "CMP023": Message(
        "error",
        "“{operator}” does not go with the field “{field}”",
        "«\u00a0{operator}\u00a0» ne convient pas au champ «\u00a0{field}\u00a0»",
    ),
    "CMP024": Message(
        "error",
        "“{value}” is not a value of the field “{field}”",
        "«\u00a0{value}\u00a0» n’est pas une valeur du champ «\u00a0{field}\u00a0»",
    ),
    "CMP025": Message(
        "error",
        "the field “{field}” is a number: “{value}” is not one (nor “known”, “unknown”)",
        "le champ «\u00a0{field}\u00a0» est un nombre\u00a0: «\u00a0{value}\u00a0» n’en est pas un "
        "(ni «\u00a0known\u00a0», «\u00a0unknown\u00a0»)",
    ),
    "CMP026": Message(
        "error",
        "the field “{field}” is a date: write 2019, 2019-06 or 2019-06-15 instead of “{value}”",
        "le champ «\u00a0{field}\u00a0» est une date\u00a0: écrivez 2019, 2019-06 ou 2019-06-15 "
        "au lieu de «\u00a0{value}\u00a0»",
    ),
    "CMP027": Message(
        "error",
        "the condition stops too early: “{wanted}” is missing",
        "la condition s’arrête trop tôt\u00a0: il manque «\u00a0{wanted}\u00a0»",
    ),
    "CMP028": Message(
        "error",
        "“{word}” is not a comparison: write = != < <= > >= contains, or in (…)",
        "«\u00a0{word}\u00a0» n’est pas une comparaison\u00a0: écrivez = != < <= > >= contains, ou in (…)",
    ),
    "CMP029": Message(
        "error",
        "after “in”, write the values in brackets: in (a, b)",
        "après «\u00a0in\u00a0», écrivez les valeurs entre parenthèses\u00a0: in (a, b)",
    ),
    "CMP030": Message("error", "the expression is empty", "l’expression est vide"),
    "CMP031": Message(
        "error",
        "“{expression}” cannot be read: check quotes and brackets",
        "«\u00a0{expression}\u00a0» ne peut pas être lu\u00a0: vérifiez guillemets et parenthèses",
    ),
    "CMP032": Message(
        "error",
        "only numbers, texts in quotes, names, functions and + - * / can stand in an expression",
        "une expression n’admet que des nombres, des textes entre guillemets, des noms, "
        "des fonctions et + - * /",
    ),
    "CMP033": Message("error", "unknown name “{name}”", "nom inconnu «\u00a0{name}\u00a0»"),
    "CMP034": Message("error", "unknown function “{name}”", "fonction inconnue «\u00a0{name}\u00a0»"),
    "CMP035": Message("error", "division by zero", "division par zéro"),
    "CMP036": Message("error", "the number is too large", "le nombre est trop grand"),
    "CMP037": Message(
        "error",
        "“{name}” is a list of records, not a value: count({name}), for instance",
        "«\u00a0{name}\u00a0» est une liste, pas une valeur\u00a0: count({name}), par exemple",
    ),
    "CMP038": Message("error", "a number is expected here", "un nombre est attendu ici"),
    "CMP039": Message(
        "error",
        "“{function}” lacks an argument, such as {wanted}",
        "il manque un argument à «\u00a0{function}\u00a0», par exemple {wanted}",
    ),
    "CMP040": Message(
        "error",
        "“{function}” does not take this argument",
        "«\u00a0{function}\u00a0» ne prend pas cet argument",
    ),
    "CMP041": Message(
        "error",
        "the first argument of “{function}” is a list of records, such as fiches",
        "le premier argument de «\u00a0{function}\u00a0» est une liste, par exemple fiches",
    ),
    "CMP042": Message(
        "error",
        "“{function}” does not work on the field “{field}”",
        "«\u00a0{function}\u00a0» ne s’applique pas au champ «\u00a0{field}\u00a0»",
    ),
    # ---- parts
    "CMP050": Message(
        "error",
        "the chapter has no title: begin it with “# Title {{#ch-…}}”",
        "le chapitre n’a pas de titre\u00a0: commencez-le par «\u00a0# Titre {{#ch-…}}\u00a0»",
    ),
    "CMP051": Message(
        "warning",
        "there is no {lang} text for “{path}”: the source language is printed instead",
        "il n’y a pas de texte en {lang} pour «\u00a0{path}\u00a0»\u00a0: "
        "la langue source est imprimée à la place",
    ),
    "CMP052": Message(
        "error",
        "the label of this part is “{found}”, but “{wanted}” in the source language: labels don’t change",
        "l’étiquette de cette partie est «\u00a0{found}\u00a0», mais «\u00a0{wanted}\u00a0» dans la langue "
        "source\u00a0: les étiquettes ne changent pas",
    ),
    # ---- images
    "CMP060": Message(
        "error",
        "“{path}” is not an image that reports can hold: PNG, JPEG or SVG",
        "«\u00a0{path}\u00a0» n’est pas une image qu’un rapport peut contenir\u00a0: PNG, JPEG ou SVG",
    ),
    "CMP061": Message(
        "error",
        "the SVG image “{path}” holds {what}, which is not allowed",
        "l’image SVG «\u00a0{path}\u00a0» contient {what}, ce qui n’est pas admis",
    ),
    "CMP062": Message(
        "error",
        "the image “{path}” is damaged",
        "l’image «\u00a0{path}\u00a0» est abîmée",
    ),
    "CMP063": Message(
        "error",
        "the image “{path}” has {pixels} million pixels; at most {limit}",
        "l’image «\u00a0{path}\u00a0» a {pixels} millions de pixels\u00a0; au plus {limit}",
    ),
    "CMP064": Message(
        "error",
        "there is no image “{path}”",
        "l’image «\u00a0{path}\u00a0» n’existe pas",
    ),
    "CMP070": Message(
        "warning",
        "an open point is left, and not shown in a release: {text}",
        "un point reste ouvert, et ne paraît pas dans une version publiée\u00a0: {text}",
    ),
}
