"""Markdown (MD)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "MD001": Message(
        "error",
        "HTML is not read here: “{text}” is kept as text",
        "le HTML n’est pas lu ici\u202f: «\u00a0{text}\u00a0» est gardé comme texte",
    ),
    "MD002": Message(
        "warning",
        "a text has one title of level 1 (“#”), at its start: this one becomes a heading of level 2",
        "un texte a un seul titre de niveau 1 («\u00a0#\u00a0»), au début\u202f: "
        "celui-ci devient un intertitre de niveau 2",
    ),
    "MD003": Message(
        "warning",
        "a heading of level {level} follows one of level {before}: a level is skipped",
        "un intertitre de niveau {level} suit un niveau {before}\u202f: un niveau est sauté",
    ),
    "MD004": Message("warning", "this heading is empty", "cet intertitre est vide"),
    "MD005": Message(
        "warning",
        "this code block is never closed: what follows is code to the end",
        "ce bloc de code n’est jamais refermé\u202f: tout ce qui suit est du code",
    ),
    "MD006": Message(
        "warning",
        "this line looks like a definition: leave an empty line above the line of its term",
        "cette ligne ressemble à une définition\u202f: laissez une ligne vide avant celle du terme",
    ),
    "MD010": Message(
        "error",
        "“{text}” is never closed: add a line of as many colons after its content",
        "«\u00a0{text}\u00a0» n’est jamais refermé\u202f: "
        "ajoutez après son contenu une ligne d’autant de deux-points",
    ),
    "MD011": Message(
        "warning",
        "an invisible character ({char}) stands here: it can change what readers see",
        "un caractère invisible ({char}) se trouve ici\u202f: il peut changer ce que le lecteur voit",
    ),
    "MD012": Message(
        "warning",
        "a control character ({char}) stands here: it is replaced",
        "un caractère de commande ({char}) se trouve ici\u202f: il est remplacé",
    ),
    "MD013": Message(
        "error",
        "nested deeper than {limit} levels: the rest is kept as text",
        "imbriqué sur plus de {limit} niveaux\u202f: la suite est gardée comme texte",
    ),
    "MD014": Message(
        "error",
        "unknown edition “{name}”: the editions are {known}",
        "édition inconnue «\u00a0{name}\u00a0»\u202f: les éditions sont {known}",
    ),
    "MD015": Message(
        "error",
        "this line closes nothing: no “:::” with as many colons or fewer is open here",
        "cette ligne ne referme rien\u202f: aucun «\u00a0:::\u00a0» d’autant de deux-points ou moins "
        "n’est ouvert ici",
    ),
    "MD016": Message(
        "error",
        "“{text}”: write attributes or the name of a directive in braces",
        "«\u00a0{text}\u00a0»\u202f: écrivez entre accolades des attributs ou le nom d’une directive",
    ),
    "MD017": Message("error", "unknown directive “{name}”", "directive inconnue «\u00a0{name}\u00a0»"),
    "MD018": Message(
        "error",
        "the directive “{name}” needs an argument after its braces",
        "la directive «\u00a0{name}\u00a0» demande un argument après les accolades",
    ),
    "MD019": Message(
        "error",
        "the directive “{name}” takes no argument: “{argument}” is not used",
        "la directive «\u00a0{name}\u00a0» ne prend pas d’argument\u202f: "
        "«\u00a0{argument}\u00a0» ne sert pas",
    ),
    "MD020": Message(
        "warning",
        "not a table: the header has {header} cells and the line of dashes below it {dashes}",
        "pas de tableau ici\u202f: l’en-tête a {header} cellules et la ligne de tirets {dashes}",
    ),
    "MD021": Message(
        "error",
        "the table has {columns} columns: “{text}” stands beyond the last one and is not printed",
        "le tableau a {columns} colonnes\u202f: «\u00a0{text}\u00a0» dépasse la dernière "
        "et n’est pas imprimé",
    ),
    "MD022": Message(
        "warning",
        "this row has {cells} of {columns} cells: the last ones are left empty",
        "cette ligne a {cells} cellules sur {columns}\u202f: les dernières restent vides",
    ),
    "MD023": Message(
        "error",
        "“{text}” joins this cell to nothing: no cell of the same part of the table is there",
        "«\u00a0{text}\u00a0» ne joint cette cellule à rien\u202f: "
        "il n’y a pas de cellule de la même partie du tableau à cet endroit",
    ),
    "MD024": Message(
        "error",
        "“{text}”: the cells joined here don’t form a rectangle, so they stay apart",
        "«\u00a0{text}\u00a0»\u202f: les cellules jointes ici ne forment pas un rectangle, "
        "elles restent séparées",
    ),
    "MD025": Message(
        "error",
        "widths “{widths}”: write {columns} numbers above zero, one for each column",
        "largeurs «\u00a0{widths}\u00a0»\u202f: écrivez {columns} nombres positifs, un par colonne",
    ),
    "MD026": Message(
        "error",
        "the directive “{name}” has no option “{key}”",
        "la directive «\u00a0{name}\u00a0» n’a pas d’option «\u00a0{key}\u00a0»",
    ),
    "MD027": Message(
        "error",
        "the option “{key}” is already given on line {first}",
        "l’option «\u00a0{key}\u00a0» est déjà donnée ligne {first}",
    ),
    "MD028": Message(
        "error",
        "the directive “{name}” takes lines “option: value” only: “{text}” is not used",
        "la directive «\u00a0{name}\u00a0» ne prend que des lignes «\u00a0option: valeur\u00a0»\u202f: "
        "«\u00a0{text}\u00a0» ne sert pas",
    ),
    "MD029": Message(
        "warning",
        "“Table:” starts a caption, but no table stands directly before or after it",
        "«\u00a0Table:\u00a0» commence une légende, mais aucun tableau ne la précède ni ne la suit",
    ),
    "MD030": Message(
        "error",
        '“{text}” is not an attribute: write #id, .class, key=word or key="several words"',
        "«\u00a0{text}\u00a0» n’est pas un attribut\u202f: "
        'écrivez #id, .classe, clé=mot ou clé="plusieurs mots"',
    ),
    "MD031": Message(
        "error",
        "“{{{{” is never closed by “}}}}” in this paragraph: it stays text",
        "«\u00a0{{{{\u00a0» n’est pas refermé par «\u00a0}}}}\u00a0» dans ce paragraphe\u202f: "
        "il reste du texte",
    ),
    "MD032": Message("warning", "unknown attribute “{key}”", "attribut inconnu «\u00a0{key}\u00a0»"),
    "MD033": Message(
        "error",
        "the attribute “{key}” is refused: it can run code or break the layout",
        "l’attribut «\u00a0{key}\u00a0» est refusé\u202f: il peut exécuter du code ou casser la mise en page",
    ),
    "MD034": Message(
        "error",
        "“{lang}” is not a language code: write fr, en, de, …",
        "«\u00a0{lang}\u00a0» n’est pas un code de langue\u202f: écrivez fr, en, de…",
    ),
    "MD035": Message(
        "error",
        "the label “{id}” can hold letters, digits, “-” and “_” only",
        "l’étiquette «\u00a0{id}\u00a0» ne peut contenir que des lettres, des chiffres, "
        "«\u00a0-\u00a0» et «\u00a0_\u00a0»",
    ),
    "MD036": Message(
        "warning",
        "a paragraph takes no attributes: they stay text",
        "un paragraphe n’a pas d’attributs\u202f: ils restent du texte",
    ),
    "MD040": Message(
        "error",
        "“{text}” is neither a reference nor a citation: write [@fig-x; @fig-y], [@key, p. 12], "
        "or \\[ for a plain bracket",
        "«\u00a0{text}\u00a0» n’est ni un renvoi ni une citation\u202f: "
        "écrivez [@fig-x; @fig-y], [@cle, p. 12], ou \\[ pour un simple crochet",
    ),
    "MD041": Message(
        "warning",
        "“@{label}” looks like a reference, but no label starts like this: it stays text",
        "«\u00a0@{label}\u00a0» ressemble à un renvoi, mais aucune étiquette ne commence ainsi\u202f: "
        "il reste du texte",
    ),
    "MD042": Message(
        "error",
        "“{text}” mixes references to the report with citations: use two pairs of brackets",
        "«\u00a0{text}\u00a0» mêle des renvois au rapport et des citations\u202f: "
        "séparez-les en deux paires de crochets",
    ),
    "MD043": Message(
        "error",
        "no reference, citation or note can stand inside a link or the text of an image: it stays text",
        "ni renvoi, ni citation, ni note dans un lien ou le texte d’une image\u202f: il reste du texte",
    ),
    "MD050": Message(
        "warning",
        'this image says nothing to those who cannot see it: add alt="…", or .decorative',
        'cette image ne dit rien à qui ne la voit pas\u202f: ajoutez alt="…", ou .decorative',
    ),
    "MD060": Message(
        "error",
        "this link has no address: its text is kept",
        "ce lien n’a pas d’adresse\u202f: son texte est gardé",
    ),
    "MD061": Message(
        "error",
        "a link to “{url}” is refused (http, https, mailto and tel are accepted): its text is kept",
        "un lien vers «\u00a0{url}\u00a0» est refusé (http, https, mailto et tel sont acceptés)\u202f: "
        "son texte est gardé",
    ),
    "MD062": Message(
        "error",
        "“{url}” is no full address: write https://…, or @label for a place in the report",
        "«\u00a0{url}\u00a0» n’est pas une adresse complète\u202f: "
        "écrivez https://…, ou @etiquette pour un endroit du rapport",
    ),
    "MD063": Message(
        "error", "the address “{url}” names no site", "l’adresse «\u00a0{url}\u00a0» ne nomme aucun site"
    ),
    "MD064": Message(
        "warning",
        "this link has no text: its address is shown",
        "ce lien n’a pas de texte\u202f: son adresse est montrée",
    ),
    "MD070": Message(
        "error",
        "this image has no path: its text is kept",
        "cette image n’a pas de chemin\u202f: son texte est gardé",
    ),
    "MD071": Message(
        "error",
        "the image “{path}” is refused: give a path inside the project, such as figures/name.png",
        "l’image «\u00a0{path}\u00a0» est refusée\u202f: "
        "donnez un chemin dans le projet, comme figures/nom.png",
    ),
    "MD072": Message(
        "error",
        "the image “{path}” is refused: its path leaves the project or cannot be one",
        "l’image «\u00a0{path}\u00a0» est refusée\u202f: son chemin sort du projet ou n’en est pas un",
    ),
    "MD080": Message(
        "error",
        "no note “[^{label}]: …” is written in this text: the call stays text",
        "aucune note «\u00a0[^{label}]: …\u00a0» n’est écrite dans ce texte\u202f: l’appel reste du texte",
    ),
    "MD081": Message(
        "warning",
        "the note “{label}” is never called and is not printed",
        "la note «\u00a0{label}\u00a0» n’est jamais appelée et n’est pas imprimée",
    ),
    "MD082": Message(
        "error",
        "the note “{label}” is already written on line {line}: this one is not printed",
        "la note «\u00a0{label}\u00a0» est déjà écrite ligne {line}\u202f: celle-ci n’est pas imprimée",
    ),
    "MD083": Message(
        "error",
        "no note can be called in this field: the call stays text",
        "aucune note ne peut être appelée dans ce champ\u202f: l’appel reste du texte",
    ),
    "MD084": Message(
        "error",
        "a note cannot call another note: the call stays text",
        "une note ne peut pas en appeler une autre\u202f: l’appel reste du texte",
    ),
    "MD090": Message(
        "error",
        "the lines of metadata that start this file are never closed by “---”",
        "les lignes de métadonnées en tête du fichier ne sont pas refermées par «\u00a0---\u00a0»",
    ),
    "MD091": Message("error", "unknown metadata “{key}”", "métadonnée inconnue «\u00a0{key}\u00a0»"),
    "MD092": Message(
        "error",
        "the metadata “{key}” has the wrong kind of value",
        "la métadonnée «\u00a0{key}\u00a0» n’a pas la bonne sorte de valeur",
    ),
}
