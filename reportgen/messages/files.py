"""Files and project settings (FIL), and YAML as a language (YML)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "FIL001": Message(
        "error", "the file cannot be read: {reason}", "le fichier ne peut pas être lu\u00a0: {reason}"
    ),
    "FIL002": Message(
        "error",
        "the file is not UTF-8 text from here on: save it as UTF-8",
        "à partir d’ici, le fichier n’est pas du texte UTF-8\u00a0: enregistrez-le en UTF-8",
    ),
    "FIL003": Message(
        "error",
        "the file is larger than {limit} bytes",
        "le fichier dépasse {limit} octets",
    ),
    "FIL004": Message(
        "error",
        "“{path}” lies outside the project: only files of the project are read",
        "«\u00a0{path}\u00a0» est hors du projet\u00a0: seuls les fichiers du projet sont lus",
    ),
    "FIL005": Message("error", "there is no file “{path}”", "le fichier «\u00a0{path}\u00a0» n’existe pas"),
    "FIL006": Message(
        "error",
        "there is no chapter file “{path}”",
        "le fichier de chapitre «\u00a0{path}\u00a0» n’existe pas",
    ),
    "FIL007": Message(
        "warning",
        "the chapter “{path}” is on disk but not in the report: add it to `parts`, or delete it",
        "le chapitre «\u00a0{path}\u00a0» existe mais n’est pas dans le rapport\u00a0: "
        "ajoutez-le à `parts`, ou supprimez-le",
    ),
    "FIL008": Message(
        "error",
        "“{name}” is named twice in the report",
        "«\u00a0{name}\u00a0» est nommé deux fois dans le rapport",
    ),
    "FIL009": Message(
        "error",
        "no text in {lang}, a language of the report",
        "pas de texte en «\u00a0{lang}\u00a0», une langue du rapport",
    ),
    "FIL010": Message(
        "error",
        "“{value}” is not a file name: only letters, digits, points, hyphens and underscores",
        "«\u00a0{value}\u00a0» n’est pas un nom de fichier\u00a0: "
        "seuls lettres, chiffres, points, traits d’union et tirets bas",
    ),
    "FIL011": Message(
        "error",
        "the source language must be one of the languages of the report",
        "la langue source doit être l’une des langues du rapport",
    ),
    "FIL015": Message(
        "error",
        "the folder “{path}” lies outside the project: only files of the project are read",
        "le dossier «\u00a0{path}\u00a0» est hors du projet\u00a0: seuls les fichiers du projet sont lus",
    ),
    "FIL012": Message(
        "warning",
        "“{path}” is not read: the name must end in “{ending}”",
        "«\u00a0{path}\u00a0» n’est pas lu\u00a0: le nom doit finir par «\u00a0{ending}\u00a0»",
    ),
    "FIL013": Message(
        "error",
        "“{value}” is not a date: write year-month-day, as in 2026-11-23",
        "«\u00a0{value}\u00a0» n’est pas une date\u00a0: écrivez année-mois-jour, comme 2026-11-23",
    ),
    "FIL014": Message(
        "error",
        "“{value}” is not a web address: it must start with http:// or https://",
        "«\u00a0{value}\u00a0» n’est pas une adresse web\u00a0: elle doit commencer par http:// ou https://",
    ),
    "YML001": Message(
        "error",
        "invisible control character {char}: delete it",
        "caractère de contrôle invisible {char}\u00a0: supprimez-le",
    ),
    "YML002": Message(
        "error",
        "a second document starts here (`---`): one file holds one document",
        "un deuxième document commence ici (`---`)\u00a0: un fichier contient un seul document",
    ),
    "YML003": Message("error", "nested deeper than {limit} levels", "imbrication de plus de {limit} niveaux"),
    "YML004": Message(
        "error",
        "anchors and aliases are not used here (“{name}”): write the value out, or put it in quotes",
        "les ancres et les alias ne sont pas admis («\u00a0{name}\u00a0»)\u00a0: "
        "écrivez la valeur en entier, ou entre guillemets droits",
    ),
    "YML005": Message(
        "error",
        "tags are not used here (“{tag}”): delete it, or put the value in quotes",
        "les étiquettes YAML ne sont pas admises («\u00a0{tag}\u00a0»)\u00a0: "
        "supprimez-la, ou mettez la valeur entre guillemets droits",
    ),
    "YML006": Message("error", "a key must be plain text", "une clé doit être un simple texte"),
    "YML007": Message(
        "error",
        "the key “{key}” is already on line {first}",
        "la clé «\u00a0{key}\u00a0» est déjà à la ligne {first}",
    ),
    "YML008": Message(
        "error",
        "merge keys (`<<`) are not used here: write the fields out",
        "les clés de fusion (`<<`) ne sont pas admises\u00a0: écrivez les champs en entier",
    ),
    "YML010": Message(
        "error",
        "this is not valid YAML ({problem})",
        "ce n’est pas du YAML valide ({problem})",
    ),
    "YML011": Message(
        "error",
        "a value cannot start with this character, and lines are indented with spaces, not tabs: "
        "put the value in quotes",
        "une valeur ne peut pas commencer par ce caractère, et le retrait se fait avec des espaces, pas des "
        "tabulations\u00a0: mettez la valeur entre guillemets droits",
    ),
    "YML012": Message(
        "error",
        "“: ” is not possible here: put the value in quotes, or check the indentation",
        "«\u00a0: \u00a0» n’est pas possible ici\u00a0: mettez la valeur entre guillemets droits, "
        "ou vérifiez le retrait",
    ),
    "YML013": Message(
        "error",
        "a key without “:”, or a line out of place: check the indentation above",
        "clé sans «\u00a0:\u00a0», ou ligne mal placée\u00a0: vérifiez le retrait plus haut",
    ),
    "YML014": Message(
        "error",
        "the quotation mark opened here is never closed",
        "le guillemet ouvert ici n’est jamais fermé",
    ),
    "YML015": Message(
        "error",
        "a list or group in brackets is not closed before this point, or a comma is missing",
        "une liste ou un groupe entre crochets n’est pas fermé avant ce point, ou il manque une virgule",
    ),
    "YML016": Message(
        "error",
        "“\\” starts an escape sequence inside double quotes: write “\\\\”, or use single quotes",
        "«\u00a0\\\u00a0» commence une séquence spéciale entre guillemets doubles\u00a0: écrivez "
        "«\u00a0\\\\\u00a0», ou prenez des guillemets simples",
    ),
    "YML017": Message(
        "error",
        "no key or item can stand here: check the indentation, and the quotes in the lines above",
        "cette ligne n’est pas à la place d’une clé ou d’un élément\u00a0: vérifiez son retrait, et les "
        "guillemets des lignes précédentes",
    ),
    "YML018": Message(
        "error",
        "this is not valid JSON: a comma, a quotation mark or a bracket is missing or too many near here",
        "ce n’est pas du JSON valide\u00a0: près d’ici, une virgule, un guillemet ou un crochet "
        "manque ou est en trop",
    ),
    "YML019": Message(
        "error",
        "this quotation mark ends the value: inside the text write ’, or put the value in double quotes",
        "ce guillemet termine la valeur\u00a0: dans le texte écrivez ’, ou mettez la valeur entre "
        "guillemets doubles",
    ),
    "YML020": Message(
        "error",
        "after `|` or `>`, the text starts on the next line, indented",
        "après `|` ou `>`, le texte commence à la ligne suivante, en retrait",
    ),
    "YML021": Message(
        "error",
        "a list starts on its own line; if this is a text that starts with “- ”, put it in quotes",
        "une liste commence sur sa propre ligne\u00a0; si c’est un texte qui commence par «\u00a0- \u00a0», "
        "mettez-le entre guillemets droits",
    ),
    "YML022": Message(
        "error",
        "more than {limit} findings: the rest of the file is not read",
        "plus de {limit} constats\u00a0: la suite du fichier n’est pas lue",
    ),
    "YML030": Message("error", "the file says nothing", "le fichier ne contient rien"),
    "YML031": Message("error", "unknown key “{key}”", "clé inconnue «\u00a0{key}\u00a0»"),
    "YML032": Message("error", "the key “{key}” is missing", "la clé «\u00a0{key}\u00a0» manque"),
    "YML033": Message(
        "error",
        "text expected, not {value}: put it in quotes if it is text",
        "texte attendu, pas {value}\u00a0: mettez-le entre guillemets droits si c’est un texte",
    ),
    "YML034": Message(
        "error",
        "whole number expected, not “{value}”: digits only, without spaces or quotes",
        "nombre entier attendu, pas «\u00a0{value}\u00a0»\u00a0: des chiffres seulement, "
        "sans espaces ni guillemets",
    ),
    "YML035": Message(
        "error",
        "true or false expected, not “{value}”",
        "true ou false attendu, pas «\u00a0{value}\u00a0»",
    ),
    "YML036": Message(
        "error",
        "list expected, not “{value}”: one item a line, each after “- ”",
        "liste attendue, pas «\u00a0{value}\u00a0»\u00a0: un élément par ligne, "
        "chacun après «\u00a0- \u00a0»",
    ),
    "YML037": Message(
        "error",
        "keys are expected here (`key: value`), not “{value}”",
        "des clés sont attendues ici (`clé: valeur`), pas «\u00a0{value}\u00a0»",
    ),
    "YML038": Message(
        "error",
        "“{value}” is not one of the values known here: {known}",
        "«\u00a0{value}\u00a0» n’est pas l’une des valeurs connues ici\u00a0: {known}",
    ),
    "YML039": Message(
        "error",
        "too long: {length} characters, {limit} at most",
        "trop long\u00a0: {length} caractères, {limit} au plus",
    ),
    "YML040": Message("error", "the text is empty", "le texte est vide"),
    "YML041": Message(
        "error",
        "too many items: {length}, {limit} at most",
        "trop d’éléments\u00a0: {length}, {limit} au plus",
    ),
    "YML042": Message(
        "error",
        "too few items: {length}, {limit} at least",
        "trop peu d’éléments\u00a0: {length}, {limit} au moins",
    ),
    "YML043": Message(
        "error",
        "“{value}” is not an identifier: small letters without accents, digits, and hyphens between words",
        "«\u00a0{value}\u00a0» n’est pas un identifiant\u00a0: minuscules sans accent, chiffres, "
        "et traits d’union entre les mots",
    ),
    "YML044": Message(
        "error",
        "{value} is too small: {limit} at least",
        "{value} est trop petit\u00a0: {limit} au moins",
    ),
    "YML045": Message(
        "error",
        "{value} is too large: {limit} at most",
        "{value} est trop grand\u00a0: {limit} au plus",
    ),
    "YML047": Message("error", "nothing is written here", "rien n’est écrit ici"),
    "YML048": Message(
        "error",
        "and {count} more findings in this file",
        "et {count} autres constats dans ce fichier",
    ),
    "YML046": Message(
        "error",
        "the value “{value}” is not possible here",
        "la valeur «\u00a0{value}\u00a0» n’est pas possible ici",
    ),
}
