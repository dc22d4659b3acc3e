"""Words of the compose room: key -> (French, English)."""

from __future__ import annotations

from typing import Final

from reportgen.words.records import FIELDS, LABELS

_MONTHS: Final = {
    f"month.{number}": pair
    for number, pair in enumerate(
        (
            ("janvier", "January"), ("février", "February"), ("mars", "March"), ("avril", "April"),
            ("mai", "May"), ("juin", "June"), ("juillet", "July"), ("août", "August"),
            ("septembre", "September"), ("octobre", "October"), ("novembre", "November"),
            ("décembre", "December"),
        ),
        start=1,
    )
}  # fmt: skip

_NUMBERS: Final = {
    f"number.{number}": pair
    for number, pair in enumerate(
        (
            ("zéro", "zero"), ("un", "one"), ("deux", "two"), ("trois", "three"), ("quatre", "four"),
            ("cinq", "five"), ("six", "six"), ("sept", "seven"), ("huit", "eight"), ("neuf", "nine"),
            ("dix", "ten"), ("onze", "eleven"), ("douze", "twelve"), ("treize", "thirteen"),
            ("quatorze", "fourteen"), ("quinze", "fifteen"), ("seize", "sixteen"),
        )
    )
}  # fmt: skip

WORDS: Final[dict[str, tuple[str, str]]] = {
    **LABELS,
    **FIELDS,
    **_MONTHS,
    **_NUMBERS,
    # values
    "unknown": ("inconnu", "unknown"),
    "unknown.many": ("non connus", "not known"),
    "unknown.date": ("date inconnue", "date unknown"),
    "ongoing": ("en cours", "ongoing"),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "none": ("aucun", "none"),
    "total": ("Total", "Total"),
    "colon": ("\u00a0: ", ": "),
    "list.semicolon": ("\u00a0; ", "; "),
    "list.and": (" et ", " and "),
    "list.comma": (", ", ", "),
    # periods: how a first and a last date are said, to the day or less precisely
    "period.start": ("du {date}", "{date}"),
    "period.start.month": ("de {date}", "{date}"),
    "period.start.vowel": ("d’{date}", "{date}"),
    "period.end": ("au {date}", "to {date}"),
    "period.end.month": ("à {date}", "to {date}"),
    "period.since": ("depuis le {date}, en cours", "since {date}, ongoing"),
    "period.since.month": ("depuis {date}, en cours", "since {date}, ongoing"),
    "period.from": ("commencée le {date}, fin inconnue", "began on {date}, end unknown"),
    "period.from.month": ("commencée en {date}, fin inconnue", "began in {date}, end unknown"),
    "period.until": ("terminée le {date}, début inconnu", "ended on {date}, start unknown"),
    "period.until.month": ("terminée en {date}, début inconnu", "ended in {date}, start unknown"),
    "period.on": ("le {date}", "{date}"),
    "period.on.month": ("{date}", "{date}"),
    "period.ongoing": ("en cours, début inconnu", "ongoing, start unknown"),
    "period.unknown": ("dates inconnues", "dates unknown"),
    # the fiche
    "fiche.short": ("Fiche courte", "Short record"),
    "fiche.short.why": (
        "Les sources réunies ne permettent pas encore une fiche complète.",
        "The sources gathered so far are not enough for a full record.",
    ),
    "fiche.status.notice": ("État de cette fiche\u00a0: {status}.", "State of this record: {status}."),
    "fiche.facts": ("Repères", "Key facts"),
    "fiche.organiser": ("Organisateur", "Organiser"),
    "fiche.counts": ("Ce que compte ce chiffre", "What this figure counts"),
    "fiche.dated": ("chiffre de {date}", "figure of {date}"),
    "fiche.backlinks": ("Cité dans ce rapport", "Cited in this report"),
    "fiche.accessed": ("consulté le {date}", "accessed on {date}"),
    "fiche.accessed.month": ("consulté en {date}", "accessed in {date}"),
    "fiche.all-accessed": ("Consultation des sources\u00a0: {date}.", "Sources accessed on {date}."),
    "fiche.all-accessed.month": ("Consultation des sources\u00a0: {date}.", "Sources accessed in {date}."),
    "fiche.no-address": ("adresse incomplète", "incomplete address"),
    "fiche.link": ("lien", "link"),
    "fiche.read": ("Lire la fiche", "Read the record"),
    "fiche.nothing": ("Rien n’est connu.", "Nothing is known."),
    # dividers, annexes
    "divider.fiches": ("Les fiches", "The records"),
    "divider.annexes": ("Annexes", "Annexes"),
    "coverage.none": ("aucune pratique recensée", "no practice found"),
    "coverage.leads": ("Pilote", "Leads"),
    "coverage.associated": ("Associé", "Associated"),
    "crosstab.corner": ("{rows} / {columns}", "{rows} / {columns}"),
    "chart.practices": ("Pratiques", "Practices"),
    "chart.count": ("nombre de pratiques", "number of practices"),
    "chart.category": ("Catégorie", "Category"),
    "chart.value": ("Valeur", "Value"),
    "chart.by": ("Nombre de pratiques par {field}", "Number of practices by {field}"),
    "chart.in-year": ("{value} en {year}", "{value} in {year}"),
    "chart.none": ("–", "–"),
    "chart.unknown": ("non connu", "not known"),
    "glossary.in": ("en {language}", "in {language}"),
    "fiches.empty": ("Aucune fiche ne répond à ce choix.", "No record matches this choice."),
    "todo.list": ("Points ouverts", "Open points"),
    # notices
    "notice.draft": ("Version de travail, à ne pas diffuser.", "Draft, not for circulation."),
    "notice.proof": ("Épreuve de relecture, à ne pas diffuser.", "Proof copy, not for circulation."),
    "notice.since": (
        "Un trait en marge marque les paragraphes nouveaux ou changés depuis {since} ({count}).",
        "A bar in the margin marks paragraphs that are new or changed since {since} ({count}).",
    ),
    "notice.missing": (
        "{count} passages ne sont pas encore traduits et paraissent en français.",
        "{count} passages are not translated yet and appear in French.",
    ),
    "notice.missing.one": (
        "Un passage n’est pas encore traduit et paraît en français.",
        "One passage is not translated yet and appears in French.",
    ),
    "notice.stale": (
        "{count} passages ont changé en français depuis leur traduction.",
        "{count} passages have changed in French since they were translated.",
    ),
    "notice.stale.one": (
        "Un passage a changé en français depuis sa traduction.",
        "One passage has changed in French since it was translated.",
    ),
}
