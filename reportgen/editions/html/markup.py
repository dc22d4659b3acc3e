"""Putting HTML together: every value that enters passes through one escape."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

Value = str | int | None

_SIGNS: Final = re.compile("[&<>\"']")
_WRITTEN: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})


def escape(text: str) -> str:
    """`text` with `& < > " '` replaced, fit for content and for attribute values."""
    # Few texts hold a sign, and looking is much cheaper than writing anew.
    return text.translate(_WRITTEN) if _SIGNS.search(text) else text


def element(name: str, content: str = "", /, **attributes: Value) -> str:
    """`<name …>content</name>`; `content` is markup, attribute values are text.

    An attribute that is None is left out. `class_` is `class`, `aria_label` is `aria-label`.
    """
    return f"{void(name, **attributes)}{content}</{name}>"


def void(name: str, /, **attributes: Value) -> str:
    """`<name …>` without an end."""
    tag = f"<{name}"
    for key, value in attributes.items():
        if value is not None:
            tag += f' {_attribute(key)}="{escape(str(value))}"'
    return tag + ">"


@cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def hidden(text: str) -> str:
    """Text for people who listen; `text` is plain text."""
    return f'<span class="vh">{escape(text)}</span>' if text else ""


def classes(*names: str) -> str | None:
    """The value of `class`, or None when there is nothing to say."""
    return " ".join(name for name in names if name) or None
