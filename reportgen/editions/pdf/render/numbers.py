"""What goes into content streams as bytes, as pydyf 0.13 writes it, with less work. No byte differs."""

from __future__ import annotations

from typing import Any, Final

import pydyf

REMEMBERED: Final = 20_000
"""Numbers that are remembered at most: the same places and sizes come again and again."""
_to_bytes: Final = pydyf._to_bytes


def install() -> None:
    """Put this in place; doing so again changes nothing."""
    if pydyf._to_bytes is _to_bytes:
        pydyf._to_bytes = _Writer().written


class _Writer:
    def __init__(self) -> None:
        self._known: dict[float, bytes] = {}

    def written(self, item: Any) -> bytes:
        """`pydyf._to_bytes`, which looks first for what is asked for most."""
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is not float:
            return str(item).encode("ascii") if kind is str or kind is int else _to_bytes(item)
        known = self._known.get(item)
        # Zero equals its negative, which is written in another way.
        if known is None or not item:
            known = _to_bytes(item)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[item] = known
        return known
