"""What a directive may look like, and the directives that the dialect itself knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class DirectiveSyntax:
    """How `:::{name} argument` is written: its argument, what stands inside, and its option keys."""

    name: str
    argument: Literal["none", "optional", "required"] = "none"
    body: Literal["markdown", "options", "none"] = "none"
    options: tuple[str, ...] = ()


CALLOUTS: Final = ("note", "warning", "example", "pitfall")
EDITIONS: Final = ("pdf", "html", "docx")

BUILT_IN: Final[Mapping[str, DirectiveSyntax]] = {
    **{name: DirectiveSyntax(name, "optional", "markdown") for name in CALLOUTS},
    "only": DirectiveSyntax("only", "required", "markdown"),
    "lang": DirectiveSyntax("lang", "required", "markdown"),
}
