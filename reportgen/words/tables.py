"""Words for the columns of data tables and forms: `columns.<table>.<column>` and what each holds, `….about`."""

from __future__ import annotations

from typing import Final

from reportgen.words.records import FIELDS

_FIGURES: Final = {
    "participants": ("Participants", "Participants"),
    "contributions": ("Contributions", "Contributions"),
    "cost_eur": ("Coût en euros", "Cost in euros"),
}
_PARTS: Final = {
    "value": ("nombre", "number", "Un nombre entier, sans espace ni unité. Vide\u00a0: inconnu. 0\u00a0: aucun.", "A whole number, without spaces or unit. Empty: unknown. 0: none."),
    "counts": ("ce qu’il compte", "what it counts", "Ce que compte le nombre, et qui l’a compté.", "What the number counts, and who counted."),
    "date": ("date", "date", "Quand il a été compté\u00a0: 2019, 2019-01 ou 2019-01-15.", "When it was counted: 2019, 2019-01 or 2019-01-15."),
    "sources": ("sources", "sources", "Les numéros des sources qui le donnent, séparés par des points-virgules.", "The numbers of the sources that give it, separated by semicolons."),
}  # fmt: skip
_OWN: Final[dict[str, tuple[str, str, str, str]]] = {
    "fiches.lead_portfolio": ("Portefeuille pilote", "Lead portfolio", "Le ministère ou l’institution qui pilote la pratique.", "The ministry or institution that leads the practice."),
    "fiches.lead_name": ("Organisateur", "Organiser", "Le service qui organise, comme les sources le nomment.", "The service that organises it, as the sources name it."),
    "fiches.associated": ("Portefeuilles associés", "Associated portfolios", "Les autres portefeuilles qui demandent, accueillent, garantissent ou répondent, séparés par des points-virgules.", "Other portfolios that request, host, guarantee or answer, separated by semicolons."),
    "fiches.related": ("Pratiques voisines", "Related practices", "Identifiants de fiches à lire avec celle-ci, séparés par des points-virgules.", "Ids of records to read with this one, separated by semicolons."),
    "fiches.start": ("Début", "Start", "Premier jour, aussi précis qu’il est connu\u00a0: 2019, 2019-01 ou 2019-01-15\u00a0; ou unknown.", "First day, as precise as known: 2019, 2019-01 or 2019-01-15; or unknown."),
    "fiches.end": ("Fin", "End", "Dernier jour, de même\u00a0; ou ongoing (en cours), ou unknown (inconnu).", "Last day, in the same way; or ongoing, or unknown."),
    "fiches.selection_kind": ("Choix des participants", "Selection of participants", "Comment on devient participant.", "How people come to take part."),
    "fiches.selection_detail": ("Choix des participants, en clair", "Selection of participants, in words", "Qui, sur quelle liste, selon quels critères.", "Who, from which list, by which criteria."),
    "fiches.untranslated": ("Champs non traduits", "Untranslated fields", "Les champs donnés dans la langue d’origine faute de traduction, séparés par des points-virgules.", "The fields given in the source language for want of a translation, separated by semicolons."),
    "follow_up.id": ("Repère", "Mark", "Nom court de la suite dans sa fiche.", "Short name of the item in its record."),
    "follow_up.text": ("Ce qui s’est passé", "What happened", "Une suite, avec ses sources\u00a0: [@s2].", "One follow-up, with its sources: [@s2]."),
    "follow_up.date": ("Date", "Date", "Aussi précise qu’elle est connue\u00a0: 2019, 2019-01 ou 2019-01-15.", "As precise as known: 2019, 2019-01 or 2019-01-15."),
    "follow_up.link": ("Lien", "Link", "Une page qui en parle.", "A page about it."),
    "pitfalls.id": ("Repère", "Mark", "Nom court de la difficulté dans sa fiche.", "Short name of the problem in its record."),
    "pitfalls.text": ("Difficulté", "Problem", "Une seule difficulté, avec ses sources\u00a0: [@s2].", "One problem, with its sources: [@s2]."),
    "gaps.id": ("Repère", "Mark", "Nom court de la lacune dans sa fiche.", "Short name of the gap in its record."),
    "gaps.text": ("Ce que l’on ignore", "What is not known", "Un point qui n’a pas pu être établi.", "One point that could not be found out."),
    "keywords.keyword": ("Mot-clé", "Keyword", "Une entrée de l’index.", "An entry of the index."),
    "sources.n": ("Numéro", "Number", "Le numéro que citent les textes\u00a0: [@s2] est la source 2.", "The number that texts cite: [@s2] is source 2."),
    "sources.title": ("Titre", "Title", "Titre de la page ou du document, dans sa langue.", "Title of the page or document, in its own language."),
    "sources.publisher": ("Éditeur", "Publisher", "Qui la publie.", "Who publishes it."),
    "sources.url": ("Adresse", "Address", "L’adresse complète, avec https://.", "The whole address, with https://."),
    "sources.accessed": ("Lue le", "Read on", "Le jour de la consultation.", "The day on which it was read."),
    "sources.date": ("Date", "Date", "La date de la source elle-même.", "Its own date."),
    "sources.lang": ("Langue", "Language", "Code de sa langue\u00a0: fr, en…", "Code of its language: fr, en…"),
    "portfolios.id": ("Identifiant", "Identifier", "Nom stable du portefeuille.", "Stable name of the portfolio."),
    "portfolios.name": ("Nom", "Name", "Nom du portefeuille ou de l’institution.", "Name of the portfolio or institution."),
    "portfolios.tier": ("Rang", "Tier", "Plein exercice, délégué ou institution.", "Full, delegated or institution."),
    "fiche": ("Fiche", "Record", "Identifiant de la fiche à laquelle appartient la ligne.", "Id of the record that the row belongs to."),
    "position": ("Rang", "Position", "Place de la ligne dans sa fiche, à partir de 1.", "Place of the row in its record, from 1."),
}  # fmt: skip

_TABLES: Final = {
    "fiches": ("Les pratiques, une par ligne", "The practices, one a row"),
    "follow_up": ("Les suites données", "What came afterwards"),
    "pitfalls": ("Les difficultés et écueils", "Problems and pitfalls"),
    "gaps": ("Ce que l’on ignore", "What is not known"),
    "keywords": ("Les mots-clés", "Keywords"),
    "sources": ("Les sources", "Sources"),
    "portfolios": ("Les portefeuilles et institutions", "Portfolios and institutions"),
    "codebook": ("Le dictionnaire des champs et des codes", "The codebook: fields and codes"),
}


def _columns() -> dict[str, tuple[str, str, str, str]]:
    plain = {
        f"fiches.{name.removeprefix('fields.')}": (
            *pair,
            *FIELDS.get(f"about.{name.removeprefix('fields.')}", ("", "")),
        )
        for name, pair in FIELDS.items()
        if name.startswith("fields.")
    }
    figures = {
        f"fiches.{figure}_{part}": (f"{fr}\u00a0: {row[0]}", f"{en}: {row[1]}", row[2], row[3])
        for figure, (fr, en) in _FIGURES.items()
        for part, row in _PARTS.items()
    }
    return {**plain, **figures, **_OWN}


WORDS: Final[dict[str, tuple[str, str]]] = {
    **{f"columns.{name}": (row[0], row[1]) for name, row in _columns().items()},
    **{f"columns.{name}.about": (row[2], row[3]) for name, row in _columns().items()},
    **{f"tables.{name}": pair for name, pair in _TABLES.items()},
    "codebook.table": ("Table", "Table"),
    "codebook.column": ("Colonne", "Column"),
    "codebook.name": ("Nom", "Name"),
    "codebook.about": ("Ce qu’elle contient", "What it holds"),
    "codebook.kind": ("Type", "Type"),
    "codebook.value": ("Code", "Code"),
    "codebook.meaning": ("Sens du code", "Meaning of the code"),
    "data.title": ("Données\u00a0: {title}", "Data: {title}"),
}
