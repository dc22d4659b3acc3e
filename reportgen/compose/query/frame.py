"""What an expression can see: a language, its words, the collections, and a few values of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.compose.query.fields import Collection


@dataclass(frozen=True, slots=True)
class Frame:
    """The surroundings of one question, in one language. `values`: names that stand for a text."""

    lang: str
    words: Mapping[str, str]
    collections: Mapping[str, Collection]
    values: Mapping[str, str] = field(default_factory=dict)
