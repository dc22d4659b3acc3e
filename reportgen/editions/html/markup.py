"""Putting HTML together: every value that enters passes through one escape."""

from __future__ import annotations

from markupsafe import escape as _escape

Value = str | int | None


def escape(text: str) -> str:
    """`text` with `& < > " '` replaced, fit for content and for attribute values."""
    return str(_escape(text))


def element(name: str, content: str = "", /, **attributes: Value) -> str:
    """`<name …>content</name>`; `content` is markup, attribute values are text.

    An attribute that is None is left out. `class_` is `class`, `aria_label` is `aria-label`.
    """
    return f"{void(name, **attributes)}{content}</{name}>"


def void(name: str, /, **attributes: Value) -> str:
    """`<name …>` without an end."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{pairs}>"


def hidden(text: str) -> str:
    """Text for people who listen; `text` is plain text."""
    return f'<span class="vh">{escape(text)}</span>' if text else ""


def classes(*names: str) -> str | None:
    """The value of `class`, or None when there is nothing to say."""
    return " ".join(name for name in names if name) or None
