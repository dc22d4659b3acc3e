"""The directives that composing expands: one module each, with its syntax, its options and its expansion.

A new directive is a new module and a line in `MODULES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.compose.directives import (
    backlinks,
    bibliography,
    chart,
    crosstab,
    fiche,
    fiche_list,
    fiches,
    figure_data,
    figures,
    index,
    tables,
    toc,
    todo,
)
from reportgen.compose.directives.base import DirectiveModule
from reportgen.document.markdown.syntax import DirectiveSyntax

MODULES: Final[tuple[DirectiveModule, ...]] = (
    fiche,
    fiches,
    chart,
    crosstab,
    toc,
    figures,
    figure_data,
    tables,
    fiche_list,
    index,
    bibliography,
    backlinks,
    todo,
)

BY_NAME: Final[Mapping[str, DirectiveModule]] = {module.SYNTAX.name: module for module in MODULES}
SYNTAXES: Final[Mapping[str, DirectiveSyntax]] = {name: module.SYNTAX for name, module in BY_NAME.items()}
