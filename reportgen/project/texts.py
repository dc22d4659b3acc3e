"""Texts in the languages of a report: `{fr: …, en: …}`, and any other language that the project has.

The models know French and English by name, for text editors; further languages are further keys. What a model
cannot know, which languages the project has, is checked here once everything is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, StringConstraints

from reportgen.diagnostics import Diagnostics, suggest
from reportgen.yamlfile import Loc, YamlFile
from reportgen.yamlfile.shape import Placeholder

LanguageCode = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$"), Placeholder("fr")]
FIRST: Final = ("fr", "en")
"""The languages that models name; also what stands in for a text that is missing, in this order."""

Needs = Literal["all", "source", "none"]
"""The languages that a record must have: all those of the report, the source language, none."""


def languages_in(record: BaseModel) -> list[str]:
    """The languages in which a record has a text."""
    extra = record.__pydantic_extra__ or {}
    return [lang for lang in (*FIRST, *extra) if getattr(record, lang, None) or extra.get(lang)]


def text_in(record: BaseModel, lang: str, *then: str) -> Any:
    """The text of a record in `lang`, else in the first of `then` and of any language that it has."""
    here = languages_in(record)
    chosen = next((one for one in (lang, *then, *here) if one in here), "")
    if not chosen:
        return ""
    extra = record.__pydantic_extra__ or {}
    return extra[chosen] if chosen in extra else getattr(record, chosen)


def check_languages(
    record: BaseModel, yaml: YamlFile, at: Loc, languages: Sequence[str], source: str, found: Diagnostics
) -> None:
    """YML031 for a key that is no language of the report, YML032 for one that is missing, below `at`."""
    for loc, texts in _texts(record, at):
        extra = texts.__pydantic_extra__ or {}
        known = [*type(texts).model_fields, *languages]
        for key in extra:
            if key not in languages:
                near = suggest(key, (*known, *FIRST))
                found.add("YML031", yaml.key_span(*loc, key), near, key=key)
        needs: Needs = getattr(type(texts), "needs", "none")
        wanted = languages if needs == "all" else [source] if needs == "source" else []
        here = languages_in(texts)
        for lang in wanted:
            if lang not in here:
                empty = lang in yaml.place(loc).keys
                span = yaml.key_span(*loc, lang) if empty else yaml.span(*loc)
                found.add("YML032", span, key=lang)


def _texts(value: object, at: Loc) -> Iterator[tuple[Loc, BaseModel]]:
    """The records with languages in a record, with their places."""
    if isinstance(value, BaseModel):
        if hasattr(type(value), "needs"):
            yield at, value
        fields: Iterable[tuple[str | int, object]] = [
            (name, getattr(value, name)) for name in type(value).model_fields
        ]
    elif isinstance(value, tuple):
        fields = enumerate(value)
    else:
        return
    for step, inner in fields:
        if isinstance(inner, BaseModel | tuple):
            yield from _texts(inner, (*at, step))
