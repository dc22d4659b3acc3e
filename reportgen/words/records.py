"""Names of the values (`labels.<kind>.<value>`) and fields (`fields.<name>`) of records: (French, English)."""

from __future__ import annotations

from typing import Final

_METHODS: Final = {
    "citizens_assembly": ("convention citoyenne", "citizens’ assembly"),
    "public_debate": ("débat public", "public debate"),
    "online_consultation": ("consultation en ligne", "online consultation"),
    "participatory_budget": ("budget participatif", "participatory budget"),
    "petition": ("pétition", "petition"),
    "citizen_panel": ("panel citoyen", "citizen panel"),
    "co_design": ("conception avec les usagers", "co-design"),
    "workshop": ("ateliers", "workshops"),
    "hybrid": ("dispositif mixte", "mixed process"),
    "standing_body": ("instance permanente", "standing body"),
    "open_data_civic_tech": ("données ouvertes et outils civiques", "open data and civic tech"),
    "other": ("autre méthode", "other method"),
}
_FAMILIES: Final = {
    "deliberate": ("délibérer", "deliberate"),
    "debate": ("débattre", "debate"),
    "consult": ("consulter", "consult"),
    "choose": ("choisir", "choose"),
    "design": ("concevoir", "design"),
    "sit": ("siéger", "sit"),
}
_FORMS: Final = {
    "representative": ("liée à la démocratie représentative", "tied to representative democracy"),
    "participatory": ("participative", "participatory"),
    "deliberative": ("délibérative", "deliberative"),
}
_LEVELS: Final = {
    "national": ("nationale", "national"),
    "territorial": ("territoriale", "territorial"),
    "european": ("européenne", "European"),
}
_REGIONS: Final = {
    "auvergne-rhone-alpes": ("Auvergne-Rhône-Alpes", "Auvergne-Rhône-Alpes"),
    "bourgogne-franche-comte": ("Bourgogne-Franche-Comté", "Bourgogne-Franche-Comté"),
    "bretagne": ("Bretagne", "Brittany"),
    "centre-val-de-loire": ("Centre-Val de Loire", "Centre-Val de Loire"),
    "corse": ("Corse", "Corsica"),
    "grand-est": ("Grand Est", "Grand Est"),
    "guadeloupe": ("Guadeloupe", "Guadeloupe"),
    "guyane": ("Guyane", "French Guiana"),
    "hauts-de-france": ("Hauts-de-France", "Hauts-de-France"),
    "ile-de-france": ("Île-de-France", "Île-de-France"),
    "la-reunion": ("La Réunion", "Réunion"),
    "martinique": ("Martinique", "Martinique"),
    "mayotte": ("Mayotte", "Mayotte"),
    "normandie": ("Normandie", "Normandy"),
    "nouvelle-aquitaine": ("Nouvelle-Aquitaine", "Nouvelle-Aquitaine"),
    "nouvelle-caledonie": ("Nouvelle-Calédonie", "New Caledonia"),
    "occitanie": ("Occitanie", "Occitanie"),
    "pays-de-la-loire": ("Pays de la Loire", "Pays de la Loire"),
    "provence-alpes-cote-d-azur": ("Provence-Alpes-Côte d’Azur", "Provence-Alpes-Côte d’Azur"),
}
_FOLLOW_UP_STATUS: Final = {
    "dated": ("suite connue et datée", "follow-up known and dated"),
    "undated": ("suite connue, sans date", "follow-up known, undated"),
    "none": ("aucune suite trouvée", "no follow-up found"),
}
_SELECTION: Final = {
    "open": ("ouverte à tous", "open to all"),
    "sortition": ("tirage au sort", "sortition"),
    "mixed": ("plusieurs modes", "several modes"),
    "nominated": ("désignation", "nomination"),
    "not_applicable": ("sans objet", "not applicable"),
}
_DEPTH: Final = {"full": ("fiche complète", "full record"), "short": ("fiche courte", "short record")}
_STATUS: Final = {
    "draft": ("brouillon", "draft"),
    "in_review": ("en relecture", "in review"),
    "validated": ("validée", "validated"),
}
_TIERS: Final = {
    "core": ("ministères de plein exercice", "full ministries"),
    "delegated": ("portefeuilles délégués", "delegated portfolios"),
    "institution": ("institutions et autres organismes", "institutions and other bodies"),
}

LABELS: Final[dict[str, tuple[str, str]]] = {
    f"labels.{kind}.{value}": pair
    for kind, values in {
        "method": _METHODS,
        "family": _FAMILIES,
        "form": _FORMS,
        "level": _LEVELS,
        "selection": _SELECTION,
        "depth": _DEPTH,
        "status": _STATUS,
        "tier": _TIERS,
        "region": _REGIONS,
        "follow_up_status": _FOLLOW_UP_STATUS,
    }.items()
    for value, pair in values.items()
}

# Each field of the fiche: its name in print, and what it holds.
_FIELDS: Final[dict[str, tuple[str, str, str, str]]] = {
    "id": ("Identifiant", "Identifier", "Nom stable de la fiche, le même dans les deux langues.", "Stable name of the record, the same in both languages."),
    "name": ("Nom", "Name", "Nom de la pratique.", "Name of the practice."),
    "summary": ("Résumé", "Summary", "La pratique en une ou deux phrases.", "The practice in a sentence or two."),
    "depth": ("Type de fiche", "Kind of record", "Complète, ou courte quand les sources manquent.", "Full, or short where sources are lacking."),
    "status": ("État de la fiche", "State of the record", "Brouillon, en relecture ou validée.", "Draft, in review or validated."),
    "lead": ("Pilote", "Lead", "Portefeuille responsable, et nom de l’organisateur.", "Responsible portfolio, and name of the organiser."),
    "associated": ("Associés", "Associated", "Autres portefeuilles qui demandent, accueillent, garantissent ou répondent.", "Other portfolios that request, host, guarantee or answer."),
    "form": ("Forme", "Form", "Représentative, participative ou délibérative.", "Representative, participatory or deliberative."),
    "method": ("Méthode", "Method", "Ce qui est fait\u00a0: consultation, convention, budget participatif…", "What is done: consultation, assembly, participatory budget…"),
    "level": ("Échelle", "Level", "Nationale, territoriale ou européenne.", "National, territorial or European."),
    "territory": ("Territoire", "Territory", "Le territoire d’une pratique territoriale.", "The territory of a territorial practice."),
    "region": ("Région", "Region", "La région où se trouve le territoire.", "The region that holds the territory."),
    "start": ("Début", "Start", "Date de début, aussi précise qu’elle est connue.", "First date, as precise as it is known."),
    "end": ("Fin", "End", "Date de fin, «\u00a0en cours\u00a0» ou «\u00a0inconnue\u00a0».", "Last date, ‘ongoing’ or ‘unknown’."),
    "duration": ("Durée", "Duration", "La durée en toutes lettres.", "The duration in words."),
    "selection": ("Choix des participants", "Selection of participants", "Comment on devient participant.", "How people come to take part."),
    "participants": ("Participants", "Participants", "Nombre de personnes, avec ce qu’il compte.", "Number of people, with what it counts."),
    "contributions": ("Contributions", "Contributions", "Nombre de contributions, avec ce qu’il compte.", "Number of contributions, with what it counts."),
    "cost_eur": ("Coût", "Cost", "Coût en euros, avec ce qu’il comprend.", "Cost in euros, with what it includes."),
    "asked": ("Ce qui était demandé", "What was asked", "La question posée, et pourquoi.", "The question asked, and why."),
    "how": ("Comment cela s’est passé", "How it worked", "Le déroulement.", "How it went."),
    "who": ("Qui a participé", "Who took part", "Le public, et la façon dont il a été choisi.", "The public, and how it was chosen."),
    "outcome": ("Ce que c’est devenu", "What became of it", "Ce qui a été décidé ensuite.", "What was decided afterwards."),
    "follow_up": ("Suites datées", "Dated follow-up", "Chaque suite, avec sa date et sa source.", "Each follow-up, with its date and source."),
    "inspires": ("Ce qui inspire", "What inspires", "Ce qu’il y a à reprendre.", "What is worth taking up."),
    "pitfalls": ("Difficultés et écueils", "Problems and pitfalls", "Ce qui n’a pas marché.", "What did not work."),
    "reuse": ("Conditions pour s’en inspirer", "Conditions for reuse", "Ce qu’il faut pour le faire ailleurs.", "What it takes to do it elsewhere."),
    "evaluation": ("Évaluation", "Evaluation", "Qui a évalué la pratique, et ce qui en ressort.", "Who evaluated the practice, and with what result."),
    "gaps": ("Ce que l’on ignore", "What is not known", "Ce que les sources ne disent pas.", "What the sources do not say."),
    "keywords": ("Mots-clés", "Keywords", "Les entrées de l’index.", "Entries of the index."),
    "related": ("Pratiques voisines", "Related practices", "Les fiches à lire avec celle-ci.", "Records to read with this one."),
    "sources": ("Sources", "Sources", "Les sources numérotées, citées phrase par phrase.", "Numbered sources, cited sentence by sentence."),
}  # fmt: skip

FIELDS: Final[dict[str, tuple[str, str]]] = {
    **{f"fields.{name}": (row[0], row[1]) for name, row in _FIELDS.items()},
    **{f"about.{name}": (row[2], row[3]) for name, row in _FIELDS.items()},
    # What can be counted and sorted besides the fields themselves.
    "fields.number": ("N°", "No"),
    "fields.fiche": ("Fiche", "Record"),
    "fields.portfolio": ("Portefeuille", "Portfolio"),
    "fields.ministry": ("Portefeuille", "Portfolio"),
    "fields.involved": ("Portefeuille concerné", "Portfolio involved"),
    "fields.tier": ("Rang du portefeuille", "Tier of the portfolio"),
    "fields.organiser": ("Organisateur", "Organiser"),
    "fields.year": ("Année de début", "Year of start"),
    "fields.end_year": ("Année de fin", "Year of end"),
    "fields.dates": ("Dates", "Dates"),
    "fields.family": ("Famille de méthodes", "Family of methods"),
    "fields.follow_up_status": ("Suites", "Follow-up"),
}
