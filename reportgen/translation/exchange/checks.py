"""Whether a translation that came back can be taken: every reason against it, by code of finding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reportgen.document.units import normalise
from reportgen.translation.exchange.codes import Code, Coded, Item, Mark, decode, encode
from reportgen.translation.exchange.tags import with_codes
from reportgen.translation.exchange.units import ExchangeUnit
from reportgen.translation.figures import Words, figure_faults, negations
from reportgen.translation.states import OUT_OF_DATE
from reportgen.translation.terms import Term, term_faults
from reportgen.words import LANGUAGES

_ARTICLE: Final = re.compile(
    r"^\[(?:de\s+(?:la|l[’'])|à\s+(?:la|l[’'])|les?|la|l[’']|du|des|de|aux?|à)\s*(?=@)", re.IGNORECASE
)
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\ufffd\ufffe\uffff\u2028\u2029\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]"
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\[\]()]*[^\s<>\[\]().,;:!?'\"’»]|[\w.+-]+@[\w-]+\.[\w.]*\w")
_FIGURE_CODES: Final = {
    "date": "TRN121",
    "amount": "TRN122",
    "law": "TRN123",
    "time": "TRN120",
    "number": "TRN120",
}
_FUNCTION_WORDS: Final = {
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "une",
            "dans",
            "pour",
            "avec",
            "sont",
            "cette",
            "aux",
            "est",
            "et",
            "que",
            "qui",
            "par",
            "sur",
            "au",
            "il",
            "elle",
            "ce",
            "ne",
            "pas",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "is",
            "are",
            "for",
            "with",
            "by",
            "on",
            "that",
            "this",
            "it",
            "as",
            "at",
            "from",
            "be",
            "an",
            "was",
            "were",
            "or",
            "not",
        ]
    ),
}
_LEAST_LENGTH: Final = 60
_RATIO: Final = (0.4, 1.9)


class Fault(NamedTuple):
    """One reason. `params` fill its message. An error keeps the unit out; a warning doesn't."""

    code: str
    params: dict[str, str]
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """A translation as it would be written, and what is wrong with it."""

    markdown: str
    faults: tuple[Fault, ...]

    @property
    def is_good(self) -> bool:
        return not any(fault.is_error for fault in self.faults)


def judge(
    unit: ExchangeUnit,
    read: Coded,
    langs: tuple[str, str],
    terms: Sequence[Term],
    plain: bool = False,
    words: Words | None = None,
) -> Judged:
    """The translation `read` of `unit` as Markdown, with its faults. `plain`: a field that is no Markdown.
    `words` are those of languages that the engine does not speak by itself.

    Codes are those of the source, and those that the present translation has of its own.
    """
    known = _known(unit)
    target = with_codes(read, Coded(unit.source.items, known))
    faults = list(_code_faults(unit, target, known))
    if faults and any(fault.is_error for fault in faults):
        return Judged("", tuple(faults))
    target = Coded(_tidied(target.items), known)
    markdown = decode(target)
    if not plain:
        markdown, more = _as_markdown(markdown, target, known)
        faults.extend(more)
    faults.extend(_text_faults(unit, target, langs, terms, words or {}))
    return Judged(markdown, tuple(faults))


def _known(unit: ExchangeUnit) -> dict[int, Code]:
    """The codes that a translation may use, with the Markdown they have in its language."""
    codes = {
        number: code
        if code.type != "ref"
        else Code(number, "ref", _ARTICLE.sub("[", code.start), None, code.sign)
        for number, code in unit.source.codes.items()
    }
    if unit.target is not None:
        codes.update(unit.target.codes)
    return codes


def _code_faults(unit: ExchangeUnit, target: Coded, known: dict[int, Code]) -> Iterator[Fault]:
    opened: list[int] = []
    counts: Counter[int] = Counter()
    for item in target.items:
        if isinstance(item, str):
            continue
        if item.id == 0:
            yield Fault("TRN111", {"tag": item.raw})
        elif item.side == "open":
            opened.append(item.id)
            counts[item.id] += 1
        elif item.side == "close":
            code = known[item.id]
            if code.end is None or not opened or opened.pop() != item.id:
                yield Fault("TRN113", {"tag": code.name})
                return
        else:
            counts[item.id] += 1
    for number in opened:
        yield Fault("TRN113", {"tag": known[number].name})
    excused = (
        set()
        if unit.target is None or unit.state in OUT_OF_DATE
        else set(unit.source.codes) - set(unit.target.codes)
    )
    for number, code in known.items():
        shown = {"tag": code.name, "text": _shown(code)}
        if counts[number] > 1:
            yield Fault("TRN112", shown)
        elif not counts[number] and number in unit.source.codes:
            yield Fault("TRN110", shown, not (code.optional or number in excused))
    yield from _index_faults(target, known)


def _index_faults(target: Coded, known: dict[int, Code]) -> Iterator[Fault]:
    """An index entry belongs right after the words that it marks."""
    marks = [item for item in target.items if (item.strip() if isinstance(item, str) else item.id in known)]
    for position, item in enumerate(marks):
        if isinstance(item, Mark) and item.side == "open" and _type(item, known) == "index":
            before = marks[position - 1] if position else ""
            ends = isinstance(before, Mark) and before.side == "close" and _type(before, known) == "style"
            if not ends:
                yield Fault("TRN114", {"tag": known[item.id].name})


def _type(mark: Mark, known: dict[int, Code]) -> str:
    return known[mark.id].type if mark.id in known else ""


def _tidied(items: Sequence[Item]) -> tuple[Item, ...]:
    """Without the line ends and spaces that tools add at both ends and around index entries."""
    tidy: list[Item] = []
    for item in items:
        if isinstance(item, str):
            item = re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", item)
        tidy.append(item)
    if tidy and isinstance(tidy[0], str):
        tidy[0] = tidy[0].lstrip(" \t")
    if tidy and isinstance(tidy[-1], str):
        tidy[-1] = tidy[-1].rstrip(" \t")
    return tuple(item for item in tidy if item != "")


def _as_markdown(markdown: str, target: Coded, known: dict[int, Code]) -> tuple[str, list[Fault]]:
    """The Markdown, when it reads as the codes that were meant; else with its special characters escaped."""
    meant = _signs(
        code for code in (known[i.id] for i in target.items if isinstance(i, Mark) and i.side != "close")
    )
    if _signs(encode(markdown).codes.values()) == meant:
        return markdown, []
    escaped = decode(
        Coded(
            tuple(
                re.sub(r"([\\`*_{}\[\]<>^~@#|&])", r"\\\1", i) if isinstance(i, str) else i
                for i in target.items
            ),
            known,
        )
    )
    if _signs(encode(escaped).codes.values()) == meant:
        return escaped, []
    found = _signs(encode(markdown).codes.values()) - meant
    text = ", ".join(sign.strip() for sign in found) or markdown[:40]
    return markdown, [Fault("TRN115", {"text": text})]


def _signs(codes: Iterable[Code]) -> Counter[str]:
    return Counter(code.sign for code in codes if code.type not in ("char", "url"))


def _shown(code: Code) -> str:
    return " ".join(f"{code.start}{'…' + code.end if code.end else ''}".split())


def _text_faults(
    unit: ExchangeUnit, target: Coded, langs: tuple[str, str], terms: Sequence[Term], words: Words
) -> Iterator[Fault]:
    source, text = unit.source.plain, target.plain
    if bad := _CONTROL.search(text):
        yield Fault("TRN116", {"char": f"U+{ord(bad[0]):04X}"})
    known: set[tuple[str, str, str]] = set()
    if _excuses(unit) and unit.target:
        known.update(figure_faults(source, unit.target.plain, langs, words))
    for fault in figure_faults(source, text, langs, words):
        if fault not in known:
            kind, gone, new = fault
            yield Fault(_FIGURE_CODES[kind], {"source": gone or "∅", "target": new or "∅"})
    ours, theirs = Counter(_ADDRESS.findall(text)), Counter(_ADDRESS.findall(source))
    for address in (ours - theirs) + (theirs - ours):
        yield Fault("TRN124", {"url": address})
    if (
        normalise(source) == normalise(text)
        and unit.kind not in ("term", "cell", "title")
        and len(source.split()) > 3
    ):
        yield Fault("TRN130", {}, False)
    elif _language(text, langs, words) == langs[0] and len(text.split()) > 6:
        yield Fault("TRN131", {"lang": langs[0]}, False)
    if len(source) > _LEAST_LENGTH and not _RATIO[0] < len(text) / len(source) < _RATIO[1]:
        yield Fault("TRN132", {"percent": str(round(100 * len(text) / len(source)))}, False)
    denied = negations(source, langs[0], words) and not negations(text, langs[1], words)
    if denied and _denies(source, langs[0]):
        yield Fault("TRN133", {}, False)
    for term, forbidden in term_faults(source, text, terms):
        params = {"term": term.source, "target": term.target, "forbidden": forbidden}
        yield Fault("TRN135" if forbidden else "TRN134", params, bool(forbidden))


def _denies(source: str, lang: str) -> bool:
    """Whether a text surely denies: French has words that deny only beside others."""
    return lang not in LANGUAGES or bool(
        re.search(r"\bn[e’']\s?(?:\w+\W+){0,3}(?:pas|jamais|plus|rien|aucun)", source.lower())
    )


def _excuses(unit: ExchangeUnit) -> bool:
    """Whether what the present translation does with the figures has been confirmed."""
    return unit.target is not None and unit.state not in OUT_OF_DATE and unit.is_done


def _language(text: str, langs: tuple[str, str], words: Words) -> str:
    """The one of `langs` that a text is in, by the words that are usual there; empty when it is not clear."""
    said = re.findall(r"[^\W\d_]+", text.lower())
    usual = {
        lang: _FUNCTION_WORDS.get(lang) or frozenset(words.get(lang, {}).get("translation.usual", "").split())
        for lang in langs
    }
    votes = {lang: sum(word in known for word in said) for lang, known in usual.items()}
    best = max(votes, key=lambda lang: votes[lang])
    return best if votes[best] > 2 * min(votes.values()) and votes[best] > 2 else ""
