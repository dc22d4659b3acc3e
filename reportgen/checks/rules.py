"""The rules, in one list, and their severities as the project has set them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Final

from reportgen.checks import inclusive, prose, spelling, structure, typography, unused
from reportgen.checks.context import CheckContext
from reportgen.diagnostics import Diagnostic, Diagnostics, suggest
from reportgen.messages import MESSAGES

Rule = Callable[[CheckContext], None]

RULES: Final[tuple[tuple[tuple[str, ...], Rule], ...]] = (
    (("CHK001",), unused.labels),
    (("CHK002",), unused.fiches),
    (("CHK003",), unused.terms),
    (("CHK004",), unused.acronyms),
    (("CHK005",), structure.same_figures),
    (("CHK010",), structure.headings),
    (("CHK011", "CHK012"), structure.alternative_texts),
    (("CHK013",), structure.link_texts),
    (("CHK020",), prose.sentences),
    (("CHK021",), prose.repeated_words),
    (("CHK030",), typography.as_typed),
    (("CHK040", "CHK041"), spelling.words),
    (("CHK050",), inclusive.forms),
)
"""Each rule with the codes of its findings: one that is off altogether is not run."""


def run_rules(context: CheckContext) -> None:
    """Add what the rules find to the diagnostics of `context`."""
    off = {code for code, level in context.project.settings.check.rules.items() if level == "off"}
    for codes, rule in RULES:
        if not off.issuperset(codes):
            rule(context)
    for code in context.project.settings.check.rules:
        if code not in MESSAGES:
            place = context.project.yaml.key_span("check", "rules", code)
            context.diagnostics.add("CHK092", place, suggest(code, MESSAGES), code=code)


def with_levels(diagnostics: Diagnostics, levels: dict[str, str]) -> Diagnostics:
    """The findings with the severities that the project has chosen. What stops a build still does: an error
    keeps its severity."""
    found = Diagnostics()
    found.extend(kept for item in diagnostics if (kept := _with_level(item, levels)) is not None)
    return found


def _with_level(item: Diagnostic, levels: dict[str, str]) -> Diagnostic | None:
    level = levels.get(item.code, "")
    if not level or MESSAGES[item.code].severity == "error":
        return item
    return None if level == "off" else dataclasses.replace(item, level=level)
