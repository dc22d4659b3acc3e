"""Words of the docx room: key -> (French, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "docx.figures": ("Liste des figures", "List of figures"),
    "docx.tables": ("Liste des tableaux", "List of tables"),
}
