"""The words of references: « la figure 3 », « du tableau 2 », « les fiches 4 et 7 à 9 », “Annexes A to C”.

Everything here turns labels of one kind into inline nodes; nouns and joining words come from the words of
the language, so that a project can change them. Ranges are written from three consecutive numbers on.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.document import nodes as n

NOUNS = frozenset(("chapter", "section", "figure", "table", "fiche", "annex", "recommendation", "paragraph"))
NBSP = "\u00a0"

Words = Mapping[str, str]

_ARTICLES = {
    # article: (masculine, feminine, before a vowel, plural, before a title without a noun)
    "le": ("le ", "la ", "l’", "les ", ""),
    "de": ("du ", "de la ", "de l’", "des ", "de "),
    "à": ("au ", "à la ", "à l’", "aux ", "à "),
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a reference is asked for: its form, and its article in French ("", "le", "de" or "à")."""

    form: n.RefForm = "full"
    article: str = ""
    ranges: bool = True


def article_text(article: str, noun: str, gender: str, plural: bool) -> str:
    """The French article before `noun`, contracted and elided, with its space: `du `, `de l’`, `aux `."""
    if article not in _ARTICLES:
        return ""
    masculine, feminine, elided, many, alone = _ARTICLES[article]
    if not noun:
        return alone
    if plural:
        return many
    if noun[0].lower() in "aeiouyéèêâîœ":
        return elided
    return feminine if gender == "f" else masculine


def number_key(number: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts 2.10 after 2.9, figures before letters, AA after Z."""
    pieces = re.findall(r"\d+|[^\d.]+", number)
    return tuple((0, int(p), "") if p.isdigit() else (1, len(p), p) for p in pieces)


def follows(before: str, after: str) -> bool:
    """Whether `after` is the number just after `before`: 7 and 8, 2.3 and 2.4, A and B."""
    head, dot, last = before.rpartition(".")
    head_after, dot_after, last_after = after.rpartition(".")
    if (head, dot) != (head_after, dot_after):
        return False
    if last.isdigit() and last_after.isdigit():
        return int(last_after) == int(last) + 1
    return len(last) == len(last_after) == 1 and ord(last_after) == ord(last) + 1


def runs(labels: Sequence[n.Label]) -> list[list[n.Label]]:
    """Labels in the order of their numbers, consecutive ones together."""
    result: list[list[n.Label]] = []
    for label in sorted(labels, key=lambda each: number_key(each.number)):
        if result and follows(result[-1][-1].number, label.number):
            result[-1].append(label)
        else:
            result.append([label])
    return result


def numbered(kind: str, labels: Sequence[n.Label], words: Words, style: Style) -> tuple[n.Inlines, int]:
    """« les fiches 4 et 7 à 9 » for labels of one kind that have numbers, and how many items that makes."""
    plural = len(labels) > 1
    noun = words[f"ref.{kind}.{'many' if plural else 'one'}"] if style.form != "number" else ""
    start = article_text(style.article, noun, words[f"ref.{kind}.gender"], plural) if noun else ""
    items: list[n.Inlines] = []
    for run in runs(labels):
        if len(run) >= 3 and style.ranges:
            covers = tuple(label.id for label in run[1:-1])
            last = dataclasses.replace(_link(run[-1], style), covers=covers)
            items.append((_link(run[0], style), n.Text(words["ref.to"]), last))
        else:
            items.extend((_link(label, style),) for label in run)
    first = items[0][0]
    assert isinstance(first, n.CrossRef)
    if noun:
        items[0] = (dataclasses.replace(first, before=noun + NBSP), *items[0][1:])
    return (*_text(start), *joined(items, words)), len(items)


def titled(kind: str, label: n.Label, words: Words, style: Style) -> n.Inlines:
    """« la section “Sources” », or the title alone for what has no noun, such as a foreword."""
    noun = words[f"ref.{kind}.one"] if kind in NOUNS and style.form != "number" else ""
    gender = words[f"ref.{kind}.gender"] if noun else ""
    start = article_text(style.article, noun, gender, False) + (f"{noun} " if noun else "")
    link = n.CrossRef(label.id, title=label.title)
    return (*_text(start), n.Text(words["ref.open"]), link, n.Text(words["ref.close"]))


def paged(kind: str, label: n.Label, words: Words) -> n.Inlines:
    """A page reference; its `before` and `number` read « la figure 3 » in editions that have no pages."""
    if not label.number or kind not in NOUNS:
        return (n.CrossRef(label.id, title=label.title, form="page"),)
    noun = words[f"ref.{kind}.one"]
    article = article_text("le", noun, words[f"ref.{kind}.gender"], False) if words["ref.articles"] else ""
    return (n.CrossRef(label.id, f"{article}{noun}{NBSP}", label.number, form="page"),)


def joined(items: Sequence[n.Inlines], words: Words, last: str = "ref.and") -> n.Inlines:
    """`a`, `a and b`, `a, b and c`."""
    result: list[n.Inline] = []
    for position, item in enumerate(items):
        if position:
            result.append(n.Text(words[last if position == len(items) - 1 else "ref.comma"]))
        result.extend(item)
    return tuple(result)


def capitalised(content: n.Inlines) -> n.Inlines:
    """`content` with its first letter a capital."""
    if not content:
        return content
    first = content[0]
    if isinstance(first, n.Text):
        first = n.Text(first.text[:1].upper() + first.text[1:])
    elif isinstance(first, n.CrossRef) and first.before:
        first = dataclasses.replace(first, before=first.before[:1].upper() + first.before[1:])
    return (first, *content[1:])


def _link(label: n.Label, style: Style) -> n.CrossRef:
    return n.CrossRef(label.id, number=label.number, form=style.form)


def _text(text: str) -> n.Inlines:
    return (n.Text(text),) if text else ()
