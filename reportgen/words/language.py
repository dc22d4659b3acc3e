"""What a language is to the engine beside its words: how it writes numbers, dates and quotation marks, sorts
and searches; key -> (French, English).

Everything that differs between languages stands here, so that a third one is a file of the project
(`content/locales/<lang>.yaml`) and no code. A list in one text is parted by spaces or by `|`, as said at its key.
"""

from __future__ import annotations

from typing import Final

NEUTRAL: Final[dict[str, str]] = {
    "language.lcid": "1033",
    "language.bibtex": "",
    "language.list": ";",
    "format.group.from": "4",
    "format.date.first": "1",
    **dict.fromkeys(
        (
            "typography.after-number", "typography.before-word", "sorting.articles", "sorting.letters",
            "search.endings", "search.ignored", "plural.endings", "translation.numbers", "translation.negations",
            "translation.usual", "translation.scales", "spelling.dictionary",
            "ref.articles", "pdf.state.release",
        ),
        "",
    ),
}  # fmt: skip
"""What a locale file may leave out, and what stands then."""

WORDS: Final[dict[str, tuple[str, str]]] = {
    # its own name, and how programs name it: BCP 47 with a region, CSL, Word (LCID), BibTeX
    "language.name": ("Français", "English"),
    "language.tag": ("fr-FR", "en-GB"),
    "language.csl": ("fr-FR", "en-GB"),
    "language.lcid": ("1036", "2057"),
    "language.bibtex": ("french", "english"),
    "language.list": (";", ","),
    # numbers: the decimal sign, what parts thousands, from how many digits on; a unit and a currency sign
    "format.decimal": (",", "."),
    "format.group": ("\u202f", ","),
    "format.group.from": ("4", "4"),
    "format.unit": ("{number}\u00a0{unit}", "{number}{unit}"),
    "format.currency": ("{number}\u00a0{unit}", "{unit}{number}"),
    # dates: to the day, to the month, without their year, the first of a month, in a table
    "format.date": ("{day}\u00a0{month} {year}", "{day}\u00a0{month} {year}"),
    "format.date.month": ("{month} {year}", "{month} {year}"),
    "format.date.yearless": ("{day}\u00a0{month}", "{day}\u00a0{month}"),
    "format.date.first": ("1er", "1"),
    "format.date.short": ("{day}/{month}/{year}", "{year}-{month}-{day}"),
    "format.date.short.month": ("{month}/{year}", "{year}-{month}"),
    # typography: a set of rules (`french`, `english`, `general`, `none`), and for `general`: the quotation marks
    # outside and inside (four, parted by `|`), what clings to the number before it, and what to the word after it
    "typography.rules": ("french", "english"),
    "typography.quotes": ("«\u00a0|\u00a0»|“|”", "‘|’|“|”"),
    "typography.after-number": ("", ""),
    "typography.before-word": ("", ""),
    # sorting: articles that do not count, letters of the alphabet that follow another (`nñ`: ñ after n)
    "sorting.articles": ("l’ le la les the", "l’ le la les the"),
    "sorting.letters": ("", ""),
    # search: endings that are cut, the longest that leaves enough letters (`ación->ac:3`), steps parted by `|`; words that say nothing
    "search.endings": ("", ""),
    "search.ignored": ("", ""),
    # a plural in running text, for terms of the glossary: endings and what they become (`z->ces`), the first that fits
    "plural.endings": ("", ""),
    # translation: numbers in words (`3=tres`), words that deny, words by which the language is told, scales (`mil=3`)
    "translation.numbers": ("", ""),
    "translation.negations": ("", ""),
    "translation.usual": ("", ""),
    "translation.scales": ("", ""),
    # the dictionary of `check: spelling` (Hunspell)
    "spelling.dictionary": ("fr_FR", "en_GB"),
}

SOURCE_ELSEWHERE: Final[dict[str, tuple[str, str]]] = {
    "html.untranslated": (
        "Pas encore traduit\u00a0: texte dans la langue d’origine",
        "Not translated yet: text in the source language",
    ),
    "notice.missing": (
        "{count} passages ne sont pas encore traduits et paraissent dans la langue d’origine.",
        "{count} passages are not translated yet and appear in the source language.",
    ),
    "notice.missing.one": (
        "Un passage n’est pas encore traduit et paraît dans la langue d’origine.",
        "One passage is not translated yet and appears in the source language.",
    ),
    "notice.stale": (
        "{count} passages ont changé dans la langue d’origine depuis leur traduction.",
        "{count} passages have changed in the source language since they were translated.",
    ),
    "notice.stale.one": (
        "Un passage a changé dans la langue d’origine depuis sa traduction.",
        "One passage has changed in the source language since it was translated.",
    ),
}
"""What French and English say of a source language that is neither."""
PAIR_ELSEWHERE: Final[dict[str, tuple[str, str]]] = {
    "html.facing": ("deux langues face à face", "two languages face to face"),
    "html.facing.go": ("Lire dans deux langues, face à face", "Read in two languages, face to face"),
}
"""What they say of two languages face to face that are not French and English."""
