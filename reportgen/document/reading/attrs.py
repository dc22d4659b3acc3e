"""Attributes as the tree may hold them: known keys, a language that exists, nothing that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from reportgen.document.attributes import KNOWN_KEYS
from reportgen.document.inlines import Attrs
from reportgen.document.reading.context import Context

_LANG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ID: Final = re.compile(r"[^\W_][\w-]*")
_CLASS: Final = re.compile(r"-?[^\W\d][\w-]*")
_REFUSED: Final = re.compile(r"on\w*|style|srcdoc|href|src|xlink:href|formaction|action", re.IGNORECASE)


def checked(attrs: Attrs, offset: int, context: Context) -> Attrs:
    """`attrs` without what is refused, every fault reported at `offset`."""
    if attrs.lang and not is_language(attrs.lang):
        context.report("MD034", offset, lang=attrs.lang)
        attrs = replace(attrs, lang="")
    if attrs.id and not _ID.fullmatch(attrs.id):
        context.report("MD035", offset, id=attrs.id)
        attrs = replace(attrs, id="")
    if bad := [name for name in attrs.classes if not _CLASS.fullmatch(name)]:
        context.report("MD030", offset, text=f".{bad[0]}")
        attrs = replace(attrs, classes=tuple(name for name in attrs.classes if name not in bad))
    if not attrs.values:
        return attrs
    kept = []
    for key, value in attrs.values:
        if _REFUSED.fullmatch(key):
            context.report("MD033", offset, key=key)
            continue
        if key not in KNOWN_KEYS and not key.startswith("data-"):
            context.report("MD032", offset, context.suggest(key, KNOWN_KEYS), key=key)
        kept.append((key, value))
    return replace(attrs, values=tuple(kept))


def without(attrs: Attrs, *keys: str) -> Attrs:
    """`attrs` without the values of these keys."""
    return replace(attrs, values=tuple(pair for pair in attrs.values if pair[0] not in keys))


def is_language(code: str) -> bool:
    """Whether `code` is formed like a language tag (RFC 5646, section 2.1)."""
    return _LANG.fullmatch(code) is not None
