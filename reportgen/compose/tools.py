"""What templates can use beside the safe filters of Jinja2: `docs/template-authors.md` shows each of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from markupsafe import Markup

from reportgen.compose import formats
from reportgen.compose.display import display
from reportgen.compose.ordering import alphabetical
from reportgen.compose.query import parse_condition, parse_sort
from reportgen.compose.query.fields import sort_key
from reportgen.compose.spoken import language_name, said, said_with
from reportgen.compose.templating.escaping import Markdown, plain
from reportgen.compose.uses import is_fiche
from reportgen.inventory import LocalAcronym, LocalFiche, LocalTerm, PartialDate

if TYPE_CHECKING:
    from reportgen.compose.scene import Scene

_ID: Final = re.compile(r"[A-Za-z0-9_-]+\Z")
_ATTRIBUTE: Final = re.compile(r'[\\"{}|`<>&*_\[\]@!]')
MAX_INDENT: Final = 40


def tools_for(scene: Scene) -> dict[str, Callable[..., Any]]:
    """The filters of templates."""
    lang, words = scene.lang, scene.words

    def ministry(portfolio_id: str) -> Any:
        found = scene.portfolios.get(portfolio_id)
        return found.name if found else portfolio_id

    def where(fiches: Iterable[LocalFiche], condition: str) -> list[LocalFiche]:
        holds = parse_condition(condition, scene.fields)
        return [fiche for fiche in fiches if holds(fiche)]

    def order(fiches: Iterable[LocalFiche], keys: str) -> list[LocalFiche]:
        return ordered(fiches, keys, scene)

    def by_letters(text: str) -> tuple[str, str]:
        return alphabetical(text, words)

    def printed(value: Any) -> Markdown:
        return Markdown(scene.environment.printed(value))

    return {
        "date": lambda value: formats.date(_date(value), lang, words),
        "short_date": lambda value: formats.short_date(_date(value), lang, words),
        "number": lambda value: formats.number(value, lang, words),
        "euros": lambda value: formats.euros(value, lang, words),
        "percent": lambda value: formats.percent(value, lang, words),
        "in_words": lambda value: formats.in_words(value, lang, words),
        "capital": formats.capital,
        "label": lambda value, kind: words[f"labels.{kind}.{value}"],
        "field": lambda name: words.get(f"fields.{name}", name),
        "ministry": ministry,
        "show": lambda fiche, name: display(fiche, name, scene),
        "where": where,
        "order": order,
        "ref": lambda target, capital=False: Markdown(f"@{reference_of(target, capital)}"),
        "refnumber": lambda target: Markdown(f"[-@{label_of(target)}]"),
        "link": lambda target: _link(target, printed),
        "titled": lambda fiche: titled(fiche, scene),
        "target": lambda target: Markdown(label_of(target)),
        "known_fiches": lambda ids: [scene.fiches_by_id[i] for i in ids if i in scene.fiches_by_id],
        "known_terms": lambda ids: [term for i in ids for term in scene.shared.glossary if term.id == i],
        "cited": lambda key: bool(key) and key in scene.shared.bibliography and bool(_ID.match(key)),
        "by_date": lambda items: sorted(items, key=lambda item: (not item.date.known, item.date.first_day)),
        "alphabetical": lambda items, name: sorted(items, key=lambda item: by_letters(getattr(item, name))),
        "language": lambda code: language_name(code, words),
        "in_language": lambda text, other: in_language(printed(text), other, lang),
        "id": identifier,
        "slug": slug,
        "attr": attribute,
        "url": address,
        "indent": lambda value, width: indented(printed(value), width),
    }


def functions_for(scene: Scene) -> dict[str, Any]:
    """The functions and values that every template sees."""
    return {
        "lang": scene.lang,
        "other_lang": "en" if scene.lang == "fr" else "fr",
        "text": partial(said_with, scene),
        "profile": scene.profile,
        "t": lambda fr, en: said(scene, fr, en),
        "accessed": lambda date: accessed(date, scene),
        "all_accessed": lambda date: accessed(date, scene, "fiche.all-accessed"),
        "words": dict(scene.words),
        "period": lambda start, end: formats.period(start, end, scene.lang, scene.words),
        "value": scene.value,
    }


def ordered(fiches: Iterable[LocalFiche], keys: str, scene: Scene) -> list[LocalFiche]:
    """`fiches` by the sort keys of a text such as `-start, name`."""
    found = list(fiches)
    for field, falling in reversed(parse_sort(keys, scene.fields)):
        known = [f for f in found if sort_key(field.get(f))[0] == 0]
        unknown = [f for f in found if sort_key(field.get(f))[0] == 1]
        known.sort(key=lambda f, field=field: sort_key(field.get(f)), reverse=falling)  # type: ignore[misc]
        found = known + unknown
    return found


def label_of(target: Any) -> str:
    """The label of a record, or a label given as text."""
    if is_fiche(target):
        return f"fiche-{target.id}"
    if isinstance(target, LocalTerm):
        return f"term-{target.id}"
    if isinstance(target, LocalAcronym):
        return f"acr-{slug(target.acronym)}"
    return str(identifier(str(target)))


def reference_of(target: Any, capital: bool) -> str:
    """The label as a reference names it: `Fiche-x` begins a sentence."""
    label = label_of(target)
    return formats.capital(label) if capital else label


def titled(fiche: LocalFiche, scene: Scene) -> Markdown:
    """The number and name of a fiche, leading to it. A link, not a reference: it makes no back-link."""
    name = scene.environment.printed(fiche.name)
    return Markdown(f"[{scene.numbers[fiche.id]}. {name}](#fiche-{fiche.id})")


def accessed(date: PartialDate, scene: Scene, word: str = "fiche.accessed") -> str:
    """When a source was read: consulté le 23 novembre 2026, consulté en novembre 2026."""
    key = word if date.precision == "day" else f"{word}.month"
    return scene.words[key].format(date=formats.date(date, scene.lang, scene.words))


def in_language(text: Markdown, lang: str, around: str) -> Markdown:
    """A text marked as being in another language than the one around it."""
    return Markdown(f"[{text}]{{lang={lang}}}") if lang and lang != around and text else text


def _link(target: Any, printed: Callable[[Any], Markdown]) -> Markdown:
    shown = next(getattr(target, name) for name in ("name", "term", "acronym") if hasattr(target, name))
    return Markdown(f"[{printed(shown)}](#{label_of(target)})")


def identifier(value: str) -> Markdown:
    """A value that is an id, as it is. Raises ValueError for another text."""
    if not _ID.match(str(value)):
        raise ValueError(f"“{value}” is not an id")
    return Markdown(str(value))


def slug(value: str) -> Markdown:
    """An id made of any text: lower-case ASCII letters, digits, hyphens."""
    text = str(value).replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return Markdown(re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60].rstrip("-") or "x")


def attribute(value: Any) -> Markdown:
    """A value between double quotes in `{key="…"}`."""
    return Markdown(plain(str(value)))


def address(value: str) -> Markdown:
    """A web address as the destination of a link, `<…>`, whatever characters it has."""
    safe = quote(str(value), safe="!#$&'()*+,/:;=?@[]~%-._")
    for character, code in (("&", "&amp;"), ("|", "%7C"), ("{", "%7B"), ("}", "%7D")):
        safe = safe.replace(character, code)
    return Markdown(f"<{safe}>")


def indented(text: Markup, width: int) -> Markdown:
    """Every line but the first moved to the right, to stay inside a list item."""
    pad = " " * min(int(width), MAX_INDENT)
    lines = str(text).split("\n")
    return Markdown("\n".join([lines[0], *(pad + line if line.strip() else line for line in lines[1:])]))


def _date(value: Any) -> PartialDate:
    if not isinstance(value, PartialDate):
        raise TypeError(f"“{value}” is not a date")
    return value


__all__ = ["address", "functions_for", "indented", "label_of", "ordered", "slug", "tools_for"]
