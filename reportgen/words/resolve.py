"""Words of the resolve room: key -> (French, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    # the noun of a reference: one, several, gender in French
    "ref.chapter.one": ("chapitre", "chapter"),
    "ref.chapter.many": ("chapitres", "chapters"),
    "ref.chapter.gender": ("m", ""),
    "ref.section.one": ("section", "section"),
    "ref.section.many": ("sections", "sections"),
    "ref.section.gender": ("f", ""),
    "ref.figure.one": ("figure", "figure"),
    "ref.figure.many": ("figures", "figures"),
    "ref.figure.gender": ("f", ""),
    "ref.table.one": ("tableau", "table"),
    "ref.table.many": ("tableaux", "tables"),
    "ref.table.gender": ("m", ""),
    "ref.fiche.one": ("fiche", "record"),
    "ref.fiche.many": ("fiches", "records"),
    "ref.fiche.gender": ("f", ""),
    "ref.annex.one": ("annexe", "Annex"),
    "ref.annex.many": ("annexes", "Annexes"),
    "ref.annex.gender": ("f", ""),
    "ref.recommendation.one": ("recommandation", "recommendation"),
    "ref.recommendation.many": ("recommandations", "recommendations"),
    "ref.recommendation.gender": ("f", ""),
    "ref.paragraph.one": ("paragraphe", "paragraph"),
    "ref.paragraph.many": ("paragraphes", "paragraphs"),
    "ref.paragraph.gender": ("m", ""),
    # `french`: `[la @fig-x]` contracts and elides its article as French does
    "ref.articles": ("french", ""),
    # what stands between and around numbers
    "ref.and": (" et ", " and "),
    "ref.comma": (", ", ", "),
    "ref.comma-and": (", et ", ", and "),
    "ref.to": (" à ", " to "),
    "ref.open": ("«\u00a0", "‘"),
    "ref.close": ("\u00a0»", "’"),
    "backlinks.intro": ("Cité dans\u00a0: ", "Cited in: "),
    "contents.annex": ("Annexe", "Annex"),
    "contents.fiche": ("Fiche", "Record"),
    "contents.figure": ("Figure", "Figure"),
    "contents.table": ("Tableau", "Table"),
    "recommendation.label": ("Recommandation\u00a0{number}.", "Recommendation\u00a0{number}."),
}
