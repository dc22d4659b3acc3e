"""Every page number that a finished PDF prints, against the page where the thing really stands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from bench.finished import FinishedPdf, Link, bare

_PAGE = re.compile(r"\(?\bp\.\s?(\w+)\)?")
_NUMBER = re.compile(r"\b([A-Z]|[A-Z]?\d+(?:\.\d+)*)\Z")


@dataclass(slots=True)
class Numbers:
    """How many printed numbers were read, by kind, and a line for each that is wrong."""

    read: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def say(self, kind: str, good: bool, link: Link) -> None:
        self.read[kind] += 1
        if not good:
            self.wrong.append(f"{kind}, page {link.page + 1}: “{link.text}” leads to {link.target}")


def check_numbers(pdf: FinishedPdf) -> Numbers:
    """Read the numbers of references, contents, lists and index, and look for the thing on its page.

    A number is right when it is the label of the page that its link leads to, and when what it names is
    there: the title of a line of the contents, the number of a figure, table, section or fiche.
    """
    found = Numbers()
    for link in pdf.links:
        page = pdf.destinations.get(link.target)
        if page is None or not link.text:
            found.say("link with nothing to see or nowhere to go", False, link)
            continue
        label = pdf.labels[page]
        if link.inside == "TOCI":
            words = link.text.split()
            found.say("contents", words[-1] == label, link)
            numbered = len(words) > 3 and words[1].isdigit()  # "Fiche 12 ..."
            title = [bare(word) for word in words[2 if numbered else 0 : -1] if not word[:1].isdigit()]
            found.say("title on its page", all(word in pdf.letters[page] for word in title), link)
        elif link.inside == "Index":
            # The words under a link of the index may carry the comma that follows it.
            last = link.text.split()[-1].strip(",.")
            found.say("index", last.split("–")[0] == label, link)
        else:
            for number in _PAGE.findall(link.text):
                found.say("reference", number == label, link)
                named = _NUMBER.search(_PAGE.sub("", link.text).strip(" .,;:"))
                if named:
                    there = named[1] in pdf.tokens[page] or bare(named[1]) in pdf.tokens[page]
                    found.say("thing on its page", there, link)
    _say_unlinked(pdf, found)
    return found


def _say_unlinked(pdf: FinishedPdf, found: Numbers) -> None:
    """A "(p. 12)" that no link carries could not be checked: it counts as wrong."""
    printed = sum(
        len(re.findall(r"\(p\.\s?\w+\)", " ".join(word.text for word in page))) for page in pdf.words
    )
    linked = sum(len(re.findall(r"\(p\.\s?\w+\)", link.text)) for link in pdf.links)
    if printed > linked:
        found.wrong.append(f"{printed - linked} page numbers stand under no link")
