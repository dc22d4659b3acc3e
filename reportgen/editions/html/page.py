"""A page of the site before the shell is put around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportgen.editions.html.navigation import NavLink


@dataclass(frozen=True, slots=True)
class Page:
    """What the shell says around the body of a page.

    `trail` are the pages above it, the first page excepted, and `crumb` its own name there when that is not
    its title; `scripts` are those that it needs besides those of every page; `cited` says whether it tells
    how to cite it; `facts` is what JSON-LD says of it besides its trail.
    """

    stem: str
    title: str
    description: str
    kind: str
    body: str
    onpage: str = ""
    wide: bool = False
    trail: tuple[NavLink, ...] = ()
    scripts: tuple[str, ...] = ()
    cited: bool = False
    facing: str = ""
    crumb: str = ""
    facts: tuple[dict[str, Any], ...] = field(default_factory=tuple)
