"""Languages that the engine does not speak by itself: the words and texts of `content/locales/<lang>.yaml`.

A word that is missing is told where it belongs, after the word that comes before it; English stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, Final

from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.project import Project
from reportgen.project.loading import LOCALES
from reportgen.words import DEFAULTS, LANGUAGES, TEXT
from reportgen.words.language import NEUTRAL, PAIR_ELSEWHERE, SOURCE_ELSEWHERE
from reportgen.yamlfile import YamlFile

SECTIONS: Final = ("words", "texts")
MAX_LENGTH: Final = 2_000
_FREE: Final = re.compile(r"(?:html\.language|review\.facing)\.(?:fr|en)\Z|preview\.|labels\.region\.")
"""What a locale need not say: the names of French and English, what editors alone see, regions of France."""
_RULES: Final = {
    "language.tag": r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?",
    "language.lcid": r"[0-9]{4,5}",
    "format.group.from": r"[1-9]",
    "typography.rules": r"french|english|general|none",
    "typography.quotes": r"[^|]+\|[^|]+\|[^|]+\|[^|]+",
}
"""What a setting of a language must look like."""


@dataclass(frozen=True, slots=True)
class Locale:
    """What a locale file says. `missing`: words that it lacks; `texts_place`: where its texts stand."""

    lang: str
    words: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    place: Span | None = None


def paths_of(project: Project) -> tuple[str, ...]:
    """The locale files that the languages of the project need."""
    return tuple(f"{LOCALES}/{lang}.yaml" for lang in project.languages if lang not in LANGUAGES)


def read_locales(project: Project, diagnostics: Diagnostics) -> dict[str, Locale]:
    """The locales of the languages that the project adds, by language."""
    langs = [lang for lang in project.languages if lang not in LANGUAGES]
    read = {lang: read_locale(project, lang, diagnostics) for lang in langs}
    return {lang: locale for lang, locale in read.items() if locale is not None}


def read_locale(project: Project, lang: str, diagnostics: Diagnostics) -> Locale | None:
    """The locale of one language; None when it has no file that can be read."""
    path = f"{LOCALES}/{lang}.yaml"
    yaml = project.read_yaml(path, diagnostics) if project.exists(path) else None
    return None if yaml is None else _read(lang, yaml, diagnostics)


def overrides_of(
    locales: dict[str, Locale], languages: tuple[str, ...], own: dict[str, dict[str, str]], source: str = "fr"
) -> dict[str, dict[str, str]]:
    """The words of the locales as a project replaces words: by key, by language. `own` go first."""
    words: dict[str, dict[str, str]] = {}
    for lang, locale in locales.items():
        for key, text in locale.words.items():
            words.setdefault(key, {})[lang] = text
        name = locale.words.get("language.name", lang)
        for key in (f"html.language.{lang}", f"review.facing.{lang}"):
            words[key] = dict.fromkeys((*languages, *LANGUAGES), name)
    for key, said in _elsewhere(languages, source).items():
        words[key] = {**words.get(key, {}), **dict(zip(LANGUAGES, said, strict=True))}
    for key, pair in own.items():
        words[key] = {**words.get(key, {}), **pair}
    return words


def _elsewhere(languages: tuple[str, ...], source: str) -> dict[str, tuple[str, str]]:
    """What French and English say otherwise when the source, or the other language, is neither of them."""
    further = any(lang not in LANGUAGES for lang in languages[:2])
    return {
        **(SOURCE_ELSEWHERE if source not in LANGUAGES else {}),
        **(PAIR_ELSEWHERE if further else {}),
    }


def _read(lang: str, yaml: YamlFile, diagnostics: Diagnostics) -> Locale:
    data = yaml.data if isinstance(yaml.data, dict) else {}
    for section in data:
        if section not in SECTIONS:
            diagnostics.add("YML031", yaml.key_span(section), suggest(str(section), SECTIONS), key=section)
    words = dict(_words(yaml, data.get("words"), diagnostics))
    given = data.get("words")
    written = frozenset(map(str, given)) if isinstance(given, dict) else frozenset[str]()
    words = {**_said_alike(words), **words}
    place = yaml.key_span("texts") if "texts" in data else yaml.span()
    here = {*words, *written, *NEUTRAL}
    missing = tuple(key for key in DEFAULTS if key not in here and not is_free(key))
    for key, before in _neighbours(missing, written):
        at = yaml.key_span("words", before) if before else yaml.span()
        diagnostics.add("LOC002", at, key=key, english=DEFAULTS[key][1].replace("\u00a0", " "), lang=lang)
    words = {**NEUTRAL, "language.csl": words.get("language.tag", lang), **words}
    texts = data.get("texts")
    for english, text in texts.items() if isinstance(texts, dict) else ():
        loc = ("texts", str(english))
        good = _is_text(text, yaml, loc, diagnostics)
        if good and _same_fields(str(english), text, yaml.span(*loc), diagnostics):
            words[TEXT + str(english)] = text
    return Locale(lang, words, missing, place)


def _words(yaml: YamlFile, data: Any, diagnostics: Diagnostics) -> Iterator[tuple[str, str]]:
    for key, text in data.items() if isinstance(data, dict) else ():
        if key not in DEFAULTS:
            diagnostics.add("INV014", yaml.key_span("words", key), suggest(str(key), DEFAULTS), key=key)
        elif _is_text("" if text is None else text, yaml, ("words", key), diagnostics):
            text = text or ""
            if is_wrong(key, text):
                diagnostics.add("LOC004", yaml.span("words", key), key=key, value=text[:60])
                continue
            if _same_fields(DEFAULTS[key][1], text, yaml.span("words", key), diagnostics):
                yield key, text


def _said_alike(words: dict[str, str]) -> dict[str, str]:
    """The words that French and English both say like a word that is there, said like it too."""
    known = {DEFAULTS[key]: text for key, text in reversed(words.items())}
    return {key: known[pair] for key, pair in DEFAULTS.items() if key not in words and pair in known}


def is_free(key: str) -> bool:
    """Whether a locale need not say a word."""
    return _FREE.match(key) is not None


def is_wrong(key: str, text: str) -> bool:
    """Whether a setting of a language cannot be used."""
    return key in _RULES and re.fullmatch(_RULES[key], text) is None


def _is_text(text: Any, yaml: YamlFile, loc: tuple[str, str], diagnostics: Diagnostics) -> bool:
    if not isinstance(text, str):
        diagnostics.add("YML033", yaml.span(*loc), value=str(text)[:60])
        return False
    if len(text) > MAX_LENGTH:
        diagnostics.add("YML039", yaml.span(*loc), limit=MAX_LENGTH, length=len(text))
        return False
    return True


def _neighbours(missing: tuple[str, ...], words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each missing word with the word of the file that comes before it in the order of the engine."""
    gone, before = frozenset(missing), ""
    for key in DEFAULTS:
        if key in words:
            before = key
        elif key in gone:
            yield key, before


def fields_of(text: str) -> frozenset[str] | None:
    """The `{names}` of a text; None when its braces do not match, or ask for a width or a conversion."""
    try:
        found = [row for row in Formatter().parse(text) if row[1] is not None]
    except ValueError:
        return None
    if any(spec or conversion for _, _, spec, conversion in found):
        return None
    return frozenset(str(name) for _, name, _, _ in found)


def _same_fields(english: str, text: str, place: Span, diagnostics: Diagnostics) -> bool:
    """Whether the `{names}` of a translation are among those of the English; LOC003 when they are not."""
    wanted, there = fields_of(english), fields_of(text)
    if there is not None and (wanted is None or there <= wanted):
        return True
    names = ", ".join(f"{{{name}}}" for name in sorted(wanted or ())) or "–"
    diagnostics.add("LOC003", place, names=names)
    return False
