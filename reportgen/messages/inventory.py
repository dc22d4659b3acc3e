"""Typed records (INV)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "INV001": Message(
        "error",
        "“{value}” is not a date: write 2019, 2019-01 or 2019-01-15 (or {words})",
        "«\u00a0{value}\u00a0» n’est pas une date\u00a0: écrivez 2019, 2019-01 ou 2019-01-15 (ou {words})",
    ),
    "INV002": Message(
        "error",
        "“{value}” is not a date: write 2019, 2019-01 or 2019-01-15",
        "«\u00a0{value}\u00a0» n’est pas une date\u00a0: écrivez 2019, 2019-01 ou 2019-01-15",
    ),
    "INV003": Message(
        "error",
        "“{value}” is not a web address: it must start with http:// or https://, without spaces",
        "«\u00a0{value}\u00a0» n’est pas une adresse web\u00a0: "
        "elle doit commencer par http:// ou https://, sans espaces",
    ),
    "INV004": Message(
        "error",
        "“{value}” is not a figure: write a whole number without spaces, or unknown",
        "«\u00a0{value}\u00a0» n’est pas un chiffre\u00a0: écrivez un nombre entier sans espaces, ou unknown",
    ),
    "INV010": Message(
        "error",
        "the id “{id}” is not the name of the file, “{name}”",
        "l’identifiant «\u00a0{id}\u00a0» n’est pas le nom du fichier, «\u00a0{name}\u00a0»",
    ),
    "INV011": Message(
        "error",
        "“{key}” is a fact: it stands in the French file alone, not in a translation",
        "«\u00a0{key}\u00a0» est un fait\u00a0: il n’est que dans le fichier français, "
        "pas dans une traduction",
    ),
    "INV012": Message(
        "error",
        "there is no fiche “{id}” to translate",
        "il n’y a pas de fiche «\u00a0{id}\u00a0» à traduire",
    ),
    "INV013": Message(
        "error",
        "“{id}” is already taken on line {first}",
        "«\u00a0{id}\u00a0» est déjà pris à la ligne {first}",
    ),
    "INV014": Message(
        "error", "the engine has no word “{key}”", "le moteur n’a pas de mot «\u00a0{key}\u00a0»"
    ),
    "LOC001": Message(
        "error",
        "the engine does not speak “{lang}”: it needs the file content/locales/{lang}.yaml "
        "(“reportgen i18n locale {lang}” makes one to fill)",
        "le moteur ne parle pas «\u00a0{lang}\u00a0»\u00a0: il lui faut le fichier content/locales/{lang}.yaml "
        "(«\u00a0reportgen i18n locale {lang}\u00a0» en fait un à remplir)",
    ),
    "LOC002": Message(
        "warning",
        "the word “{key}” is missing here: the report in “{lang}” says “{english}”",
        "il manque ici le mot «\u00a0{key}\u00a0»\u00a0: le rapport en «\u00a0{lang}\u00a0» dit «\u00a0{english}\u00a0»",
    ),
    "LOC003": Message(
        "error",
        "braces name a value: only {names} can stand here",
        "les accolades nomment une valeur\u00a0: seuls peuvent figurer ici\u00a0: {names}",
    ),
    "LOC004": Message(
        "error",
        "“{value}” cannot be used for “{key}”",
        "«\u00a0{value}\u00a0» ne convient pas pour «\u00a0{key}\u00a0»",
    ),
    "LOC005": Message(
        "warning",
        "the text “{english}” of {template} is missing here: the report in “{lang}” says it in English",
        "il manque ici le texte «\u00a0{english}\u00a0» de {template}\u00a0: le rapport en «\u00a0{lang}\u00a0» le dit en anglais",
    ),
    "LOC006": Message(
        "error",
        "{count} words of “{lang}” are missing: a release prints no English for them",
        "il manque {count} mots de «\u00a0{lang}\u00a0»\u00a0: une version publiée ne les dit pas en anglais",
    ),
    "INV020": Message(
        "error",
        "unknown portfolio “{id}”: the portfolios are in content/shared/ministries.yaml",
        "portefeuille inconnu «\u00a0{id}\u00a0»\u00a0: les portefeuilles sont dans "
        "content/shared/ministries.yaml",
    ),
    "INV021": Message("warning", "“{id}” is named already", "«\u00a0{id}\u00a0» est déjà nommé"),
    "INV022": Message(
        "error",
        "the end, {end}, comes before the start, {start}",
        "la fin, {end}, précède le début, {start}",
    ),
    "INV023": Message(
        "error",
        "a territorial practice names its territory: add `territory`",
        "une pratique territoriale nomme son territoire\u00a0: ajoutez `territory`",
    ),
    "INV024": Message(
        "error",
        "only a territorial practice has a `territory`; this one is {level}",
        "seule une pratique territoriale a un `territory`\u00a0; celle-ci est {level}",
    ),
    "INV025": Message(
        "warning",
        "0 means none at all: write unknown if the figure is not known, or say in `counts` what was counted",
        "0 veut dire aucun\u00a0: écrivez unknown si le chiffre n’est pas connu, "
        "ou dites dans `counts` ce qui a été compté",
    ),
    "INV026": Message(
        "warning",
        "a figure without `counts`: say what it counts and who counted",
        "un chiffre sans `counts`\u00a0: dites ce qu’il compte et qui l’a compté",
    ),
    "INV027": Message("warning", "a figure without `sources`", "un chiffre sans `sources`"),
    "INV028": Message("error", "unknown fiche “{id}”", "fiche inconnue «\u00a0{id}\u00a0»"),
    "INV029": Message("error", "the fiche has no source number {n}", "la fiche n’a pas de source numéro {n}"),
    "INV030": Message("warning", "source {n} is never cited", "la source {n} n’est jamais citée"),
    "INV031": Message(
        "warning",
        "a full fiche has `{field}`: fill it, or make the fiche short",
        "une fiche complète (full) a `{field}`\u00a0: remplissez-le, ou passez la fiche en short",
    ),
    "INV032": Message(
        "warning",
        "a full fiche has at least {least} sources; this one has {found}",
        "une fiche complète (full) a au moins {least} sources\u00a0; celle-ci en a {found}",
    ),
    "INV033": Message(
        "error",
        "the French file has no item “{id}” in `{list}`",
        "le fichier français n’a pas d’élément «\u00a0{id}\u00a0» dans `{list}`",
    ),
    "INV034": Message(
        "error",
        "`{field}` is translated but empty in {file}",
        "`{field}` est traduit mais vide dans {file}",
    ),
    "INV035": Message(
        "error",
        "the bibliography has no “{key}”",
        "la bibliographie n’a pas de «\u00a0{key}\u00a0»",
    ),
    "INV036": Message(
        "error", "the glossary has no term “{id}”", "le glossaire n’a pas de terme «\u00a0{id}\u00a0»"
    ),
    "INV038": Message("warning", "a fiche is not related to itself", "une fiche n’est pas liée à elle-même"),
    "INV037": Message("error", "unknown government “{id}”", "gouvernement inconnu «\u00a0{id}\u00a0»"),
}
