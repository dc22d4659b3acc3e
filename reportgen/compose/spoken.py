"""Texts of templates in the language of the report: French and English stand in the template, others in the
locale file under their English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reportgen.compose.templating.escaping import Markdown
from reportgen.words import LANGUAGES, TEXT

if TYPE_CHECKING:
    from reportgen.compose.scene import Scene


def said(scene: Scene, french: str, english: str, template: str = "") -> str:
    """A text of a template in the language of the report, English (and LOC005) where a locale lacks it."""
    if scene.lang in LANGUAGES:
        return french if scene.lang == "fr" else english
    known = scene.words.get(TEXT + english)
    if known is not None:
        return known
    locale = scene.inventory.locales.get(scene.lang)
    if locale is not None and locale.place is not None:
        scene.diagnostics.add(
            "LOC005", locale.place, lang=scene.lang, english=english, template=template or "templates/"
        )
    return english


def said_with(scene: Scene, french: str, english: str, **values: Any) -> Markdown:
    """The same as Markdown, its `{names}` filled with values, which stay text."""
    shown = {name: Markdown.escape(value) for name, value in values.items()}
    return Markdown(said(scene, french, english).format(**shown))


def language_name(code: str, words: Mapping[str, str]) -> str:
    """The name of a language in that of the report, by CLDR: anglais, French, inglés."""
    from babel import Locale, UnknownLocaleError  # slow to load, and seldom asked for

    tag = words["language.tag"].replace("-", "_")
    try:
        name = Locale.parse(code).get_display_name(tag) or Locale.parse(code).get_display_name(tag[:2])
    except (UnknownLocaleError, ValueError):
        name = None
    return name or code


def report_missing_words(scene: Scene) -> None:
    """LOC006 for a release: English words stand for what the locale lacks."""
    locale = scene.inventory.locales.get(scene.lang)
    if locale and locale.place and locale.missing and scene.profile == "release":
        scene.diagnostics.add("LOC006", locale.place, lang=scene.lang, count=len(locale.missing))
