"""French rules (FR-01 to FR-37), after the Lexique des règles typographiques of the Imprimerie nationale.

The numbers are those of the rule table; `tests/resolve/typography_cases.txt` shows each rule at work.
Order matters: FR-25 (m²) stands before FR-10 (units), FR-22 comes last to tidy what others leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from reportgen.resolve.typography.pieces import DIGIT, Edit, Rule, rule

NB, NN = "\u00a0", "\u202f"
SP = "[ \u00a0\u202f\u2009]"
LETTER = r"[^\W\d_]"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
UNITS = r"km²|m²|m³|km|cm|mm|kg|ha|kWh|MWh|GWh|TWh|kW|MW|ko|Mo|Go|To|°C|min|h|t|m|l"
NUMBERED = (
    r"[Aa]rticles?|[Tt]ableaux?|[Ff]igures?|[Aa]nnexes?|[Ff]iches?|[Cc]hapitres?|[Ss]ections?"
    r"|[Rr]ecommandations?|[Pp]aragraphes?|[Pp]ages?|[Nn]otes?|[Ee]ncadrés?|[Aa]xes?|[Éé]tapes?"
)

# Words whose oe is a ligature, by their beginning; coefficient, moelle, poêle are not among them.
OE_WORDS: Final = (
    "oeuvr|coeur|soeur|voeu|noeud|oeil|oeuf|boeuf|moeurs|manoeuvr|désoeuvr|foet|choeur|oecum|rancoeur|écoeur"
    "|oesoph|oenolog|oedèm"
)


def _ligature(match: re.Match[str]) -> Iterable[Edit]:
    at = match.start() + match[0].lower().index("oe")
    yield Edit(at, at + 2, "œ" if match.string[at] == "o" else "Œ")


def _groups(match: re.Match[str]) -> Iterable[Edit]:
    for space in re.finditer("[ \u00a0]", match[0]):
        yield Edit(match.start() + space.start(), match.start() + space.end(), NN)


RULES: Final[tuple[Rule, ...]] = (
    rule("FR-01", rf"(?<=[^\s(\[«¿¡!?;]){SP}*([;!?])(?=[\s)\]»”!?.,…\ufffc]|$)", NN + r"\1", needs=";!?"),
    rule("FR-02", rf"(?<=[^\s:]){SP}*:(?=\s|$)", NB + ":", needs=":"),
    rule("FR-03", rf"(«){SP}*(?=\S)", r"\1" + NB, needs="«"),
    rule("FR-03", rf"(?<=\S){SP}*(»)", NB + r"\1", needs="»"),
    rule("FR-05", rf"(?<={LETTER})'(?={LETTER}|[«“\"\ufffc])", "’", needs="'"),
    rule("FR-05", r"(?<=[LlDdJjNnMmSsTtCc])'(?=\d)", "’", needs="'"),
    rule("FR-06", r"\b(etc)(?:\.{2,}|\.?…)", r"\1.", needs=".…"),
    rule("FR-06", rf"{SP}*(?<!\.)\.\.\.(?!\.)", "…", needs="."),
    Rule(
        "FR-07",
        re.compile(r"(?<![\d,.\u202f])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"),
        _groups,
        frozenset(DIGIT),
    ),
    rule("FR-08", rf"(?<=\d){SP}*([%‰])", NB + r"\1", needs="%‰"),
    rule("FR-09", rf"(?<=\d){SP}*((?:k|M|Md)?€)", NB + r"\1", needs="€"),
    rule("FR-09", rf"(?<=\d){SP}+(millions?|milliards?)\b", NB + r"\1", needs=DIGIT),
    rule("FR-25", r"\b(k?m)2\b", r"\1²", needs="2"),
    rule("FR-25", r"(?<=\d )(k?m)3\b", r"\1³", needs="3"),
    rule("FR-25", r"\b(CO)2\b", r"\1₂", needs="2"),
    rule(
        "FR-10",
        rf"(?<![\w.\-])(\d(?:[\d\u202f]*\d)?(?:,\d+)?){SP}?({UNITS})(?![\w²³'’-])",
        r"\1" + NB + r"\2",
        needs=DIGIT,
    ),
    rule("FR-11", r"\b(1)(?:ère|ere)(s?)\b", r"\1re\2", needs="1"),
    rule("FR-11", r"\b(\d+)(?:ième|ieme|ème|eme|è)(s?)\b", r"\1e\2", needs=DIGIT),
    rule("FR-12", rf"\b([IVX]+)(?:ème|ième|e){SP}+(siècles?)\b", r"\1e" + NB + r"\2"),
    rule("FR-13", rf"\b([Nn])(?:°|º|o(?= ?\d)){SP}*(?=\d)", r"\1°" + NB, needs=DIGIT),
    rule(
        "FR-14",
        rf"\b((?:MM?|Mmes?|Mlles?|Drs?|Prs?|Me)\.?){SP}+(?=[A-ZÀÂÇÉÈÊËÎÏÔÛÜŸŒ])",
        r"\1" + NB,
        needs="MDP",
    ),
    rule("FR-16", rf"\b((?:pp?|art|al|fig|tabl|chap|vol|t)\.){SP}*(?=\d)", r"\1" + NB, needs=DIGIT),
    rule("FR-16", rf"(§){SP}*(?=\d)", r"\1" + NB, needs="§"),
    rule("FR-16", rf"\b({NUMBERED}){SP}(?=\d)", r"\1" + NB, needs=DIGIT),
    rule("FR-16", rf"\b([Aa]nnexes?){SP}(?=[A-Z]\b)", r"\1" + NB),
    rule("FR-17", rf"\b(\d{{1,2}}|1er){SP}+(?=(?:{MONTHS})\b)", r"\1" + NB, needs=DIGIT),
    rule("FR-18", rf"{SP}(?:--|–){SP}([^–\n]+?){SP}(?:--|–){SP}", rf" –{NB}\1{NB}– ", needs="-–"),
    rule("FR-18", rf"{SP}--{SP}", rf" –{NB}", needs="-"),
    Rule("FR-20", re.compile(rf"\b(?:{OE_WORDS})\w*", re.IGNORECASE), _ligature),
    rule("FR-23", r"\( +", "(", needs="("),
    rule("FR-23", r" +\)", ")", needs=")"),
    rule("FR-31", rf"\b([01]?\d|2[0-3]){SP}?h{SP}?([0-5]\d)\b", r"\1" + f"{NB}h{NB}" + r"\2", needs=DIGIT),
    rule("FR-37", r"\b(?!0x)(\d+) ?[x*] ?(?=\d)", r"\1" + f"{NB}×{NB}", needs=DIGIT),
    rule("FR-22", r"(?<=\S)  +(?=\S)", " "),
    rule("FR-22", r"(?<=[\w\ufffc)]) +(?=[,.](?:\s|$))", ""),
)
