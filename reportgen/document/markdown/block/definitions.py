"""Definition lists, a term and `: definition` below it: the rule of the deflist plugin."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin

from reportgen.document.markdown.places import BlockRule


def _rule_of_plugin() -> BlockRule:
    parser = MarkdownIt("zero").use(deflist_plugin)
    rules: Any = parser.block.ruler.__rules__
    found: BlockRule = next(rule.fn for rule in rules if rule.name == "deflist")
    return found


_deflist = _rule_of_plugin()


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return _deflist(state, start, end, silent)
