"""`[@fig-x; @fig-y]`, `[la @fig-x]`, `[p. @fig-x]`, `[-@fig-x]`: references; `[@key, p. 12]`: citations."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from markdown_it.rules_inline import StateInline

from reportgen.document.markdown.inline.labels import KEY, begins_word, is_label
from reportgen.document.markdown.places import push, push_problem

_GROUP: Final = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_MEANT: Final = re.compile(r"(?:^|;)\s*-?@")
_FORMS: Final = {"p.": "page", "p": "page", "pp.": "page", "page": "page", "pages": "page"}
_ARTICLES: Final = {
    **dict.fromkeys(("le", "la", "les", "l’", "l'"), "le"),
    **dict.fromkeys(("de", "du", "des", "de la", "de l’", "de l'"), "de"),
    **dict.fromkeys(("à", "au", "aux", "à la", "à l’", "à l'"), "à"),
}
_LAST_WORDS: Final = re.compile(r"(?:^|(?<=\s))((?:de|à)\s+(?:la|l['’])|\S+)$", re.IGNORECASE)


class Part(NamedTuple):
    """One of the parts that `;` separates: text, sign and key, and what follows the key."""

    before: str
    at: int
    minus: bool
    key: str
    after: str


def rule(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "[":
        return False
    found = _GROUP.match(state.src, state.pos, state.posMax)
    if found is None or "@" not in found[1]:
        return False
    parts = _split(state.src, found.start(1), found.end(1))
    if parts is None:
        if not _MEANT.search(found[1]):
            return False
        push_problem(state, found.start(), found.end(), "MD040", text=found[0])
    elif not _MEANT.search(found[1]) and any(is_label(p.key) and p.after.strip() for p in parts):
        # Words in plain brackets, with a reference among them.
        return False
    else:
        _push_parts(state, found, parts)
    state.pos = found.end()
    return True


def _split(text: str, start: int, stop: int) -> list[Part] | None:
    """The parts between two offsets; None when one of them names nothing."""
    parts: list[Part] = []
    for piece in re.finditer(r"(?:\\.|[^;\\])+|(?<=;)(?=;)", text[start:stop], re.DOTALL):
        part = _part(text, start + piece.start(), start + piece.end())
        if part is None:
            return None
        parts.append(part)
    closed = not text[start:stop].rstrip().endswith(";") and not text[start:stop].lstrip().startswith(";")
    return parts if parts and closed else None


def _part(text: str, start: int, stop: int) -> Part | None:
    at = start - 1
    while (at := text.find("@", at + 1, stop)) >= 0:
        if (at == start or text[at - 1] != "\\") and begins_word(text, at):
            key = KEY.match(text, at + 1, stop)
            if key:
                minus = at > start and text[at - 1] == "-" and (at - 1 == start or text[at - 2].isspace())
                before = text[start : at - minus]
                return Part(_plain(before), at, minus, key[0], text[key.end() : stop])
    return None


def _plain(text: str) -> str:
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def _push_parts(state: StateInline, found: re.Match[str], parts: list[Part]) -> None:
    at, end = found.span()
    labels = [is_label(part.key) for part in parts]
    if not any(labels):
        items = [(part.at, part.key, _locator(part.after), part.before, part.minus) for part in parts]
        push(state, "citation", at, end, items=items).content = found[0]
        return
    first, rest = parts[0], parts[1:]
    if not all(labels):
        push_problem(state, at, end, "MD042", text=found[0])
    elif any(part.after.strip() for part in parts) or any(p.before or p.minus for p in rest):
        push_problem(state, at, end, "MD040", text=found[0])
    else:
        prefix, form, article, capital = _lead(first.before)
        if first.minus:
            form = "number"
        token = push(state, "reference", at, end, parts=tuple((part.at, part.key) for part in parts))
        token.meta.update(form=form, article=article, prefix=prefix, capital=capital)
        token.content = found[0]


def _locator(after: str) -> str:
    return _plain(after.strip().lstrip(",.: "))


def _lead(text: str) -> tuple[str, str, str, bool]:
    """What stands before the first target: prefix, form, article, and whether the article has a capital."""
    last = _LAST_WORDS.search(text)
    if last is None:
        return text, "full", "", False
    word = " ".join(last[1].split())
    prefix = text[: last.start()].rstrip()
    if form := _FORMS.get(word.lower()):
        return prefix, form, "", False
    if article := _ARTICLES.get(word.lower()):
        return prefix, "full", article, word[:1].isupper() and not prefix
    return text, "full", "", False
