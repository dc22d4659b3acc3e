"""What the rules can't mend by themselves: findings for a person, by language.

Findings carry the codes TYP1xx (French, rule FR-xx) and TYP2xx (English, rule EN-xx).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MONTHS_FR = "Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre"
_IZE_WORDS: Final = ("siz", "priz", "seiz", "capsiz", "resiz", "downsiz", "oversiz", "assiz")
_FRENCH = "le|la|les|des|du|de|une|dans|pour|avec|sont|cette|aux|sur|par"
_SHIELD = re.compile(r"https?://\S+|\bwww\.\S+|\b[\w.+-]+@[\w-]+\.[\w.]+|`[^`]*`")


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names the sentence in `reportgen.messages`; `text` is what was found."""

    code: str
    text: str


_FR: Final = (
    ("TYP115", r"\bMr\b\.?(?=[ \u00a0][A-ZÀ-Ý])|\bMme\.|\bMlles?\b"),
    ("TYP121", r"(?:^|(?<=[.!?…][\s\u00a0]))A(?= [a-zà-ÿ])"),
    (
        "TYP121",
        r"\b(?:Etats?|Ecoles?|Etudes?|Evaluations?|Egalité|Ile-de-France|Elus?|Elues?|Epargne|Equipe\w*"
        r"|Etablissements?|Elections?|Elysée|Edition|Energie|Ecologi\w+|ETAT|EVALUATION|RESUME)\b",
    ),
    ("TYP124", r"[.,;:!?…]\[\^[\w-]+\]"),
    ("TYP126", r"\w+[·•]\w+|\w+\.e\.s?\b|\w{3,}-e-s\b|\w+\(e\)(?:s|\(s\))?"),
    ("TYP129", rf"(?:(?<=\d )|(?<=\d\u00a0)|(?<=\ben ))(?:{MONTHS_FR})\b"),
    (
        "TYP132",
        r"(?<![\d.])\d+\.\d{1,2}(?=[ \u00a0\u202f]?(?:%|€|M€|Md€|k€|millions?\b|milliards?\b|km\b|kg\b))",
    ),
    ("TYP132", r"€ ?\d+"),
)
_EN: Final = (
    ("TYP207", r"(?<![\d,])\d+,\d{1,2}(?![\d,])|\d+,\d+(?= (?:million|billion)\b)"),
    ("TYP211", r"\b\d+(?:er|re|ère|ème|e)\b|\b[IVX]{2,}e\b"),
    ("TYP216", r"\b[a-z]\w*iz(?:e|es|ed|ing|ation|ations)\b"),
    ("TYP218", r"\[\^[\w-]+\][.,;:!?]"),
    ("TYP220", r"\bmilliards?\b|(?:\bMd|\bM)€"),
    ("TYP224", r"\bIle-de-France\b|\bRhone\b|\bCote d['’]Azur\b"),
    (
        "TYP226",
        # Three in a row, nearly: a French name has two.
        rf"\b(?:{_FRENCH})\b(?:[\s,’'-]+(?:\w+[\s,’'-]+){{0,2}}?(?:{_FRENCH})\b){{2,}}",
    ),
    ("TYP228", r"\b(?:M\.|Mme|MM\.)[ \u00a0]?[A-ZÀ-Ý]\w+"),
)
_RULES: Final = {
    "fr": tuple((code, re.compile(pattern, re.MULTILINE)) for code, pattern in _FR),
    "en": tuple((code, re.compile(pattern, re.MULTILINE)) for code, pattern in _EN),
}


def lint(text: str, lang: str) -> Iterator[Finding]:
    """What a person should look at in a text; note calls stand in it as `[^x]`."""
    shielded = _SHIELD.sub("\ufffc", text)
    for code, pattern in _RULES.get(lang.split("-")[0], ()):
        for match in pattern.finditer(shielded):
            if code == "TYP216" and _is_ize_word(match[0]):
                continue
            yield Finding(code, match[0])


def _is_ize_word(word: str) -> bool:
    return word.startswith(_IZE_WORDS)
