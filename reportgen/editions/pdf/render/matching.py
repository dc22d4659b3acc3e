"""Which rules match an element, found once for all elements that stand under like ones.

Most selectors look at an element and at those that it stands in: at their names, classes and attributes. What
they match is the same for every element with the same names, classes and attributes all the way up, in every
document that is set with the same style sheets: here each way up has a number, under which it is kept. The
others (siblings, positions, content, ids, addresses) are tried on each element as ever.

Selectors are told apart by the names in the code that cssselect2 compiles them to: one that uses anything
that is not known to look upwards is tried on each element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from types import CodeType
from typing import Any, Final, NamedTuple

from cssselect2 import Matcher

_UPWARDS: Final = frozenset(
    ("local_name", "classes", "namespace_url", "parent", "ancestors", "in_html_document", "etree_element")
) | frozenset(("attrib", "get", "tag", "lower", "any", "next", "ascii_lower", "startswith", "endswith"))
"""What the code of a selector may name so that the way up alone decides whether it matches."""
_SINGULAR: Final = frozenset(("id", "href", "src", "alt", "title", "style"))
"""Attributes that differ from one element to the next: selectors that ask for them are tried on each."""


class Rule(NamedTuple):
    """The declarations of a rule that matches an element; `layer` is its place among the layers."""

    declarations: Any
    origin: str
    layer: float
    specificity: Any


class Matched(NamedTuple):
    """The rules for an element, what tells them from others, and the rules for its pseudo-elements."""

    rules: tuple[Rule, ...]
    key: tuple[Any, ...]
    pseudo: tuple[tuple[str, Rule], ...]


class Matching:
    """Finds the rules of `sheets`, each with its origin and, where it has one for all, its specificity."""

    def __init__(self, sheets: Sequence[tuple[Any, str, Any]]) -> None:
        # They stay as long as this does: what is known of them is kept by what they are.
        self._sheets = tuple(sheets)
        self._steady = [Matcher() for _ in sheets]
        self._single = Matcher()
        asked = {"class"}
        for number, (sheet, _, _) in enumerate(sheets):
            for bucket, entries in _buckets(sheet.matcher):
                for entry in entries:
                    names, words = _said(entry[0].__code__)
                    if names <= _UPWARDS and not words & _SINGULAR:
                        _put(self._steady[number], bucket, entry)
                        asked |= words if "attrib" in names or "etree_element" in names else set()
                    else:
                        test, specificity, order, pseudo, payload = entry
                        _put(self._single, bucket, (test, specificity, (number, order), pseudo, payload))
        self._asked = frozenset(asked)
        self._ways: dict[tuple[Any, ...], int] = {}
        self._known: dict[int, Matched] = {}
        self._found: dict[int, list[list[Any]]] = {}

    def way(self, element: Any, above: int) -> int:
        """The number of the way up from `element` (of ElementTree), whose parent has the way `above`."""
        asked = self._asked
        said = tuple([pair for pair in element.attrib.items() if pair[0] in asked])
        return self._ways.setdefault((above, element.tag, said), len(self._ways) + 1)

    def of(self, wrapper: Any, way: int) -> Matched:
        """What matches the element of `wrapper`, whose way up is `way`."""
        single = self._single.match(wrapper)
        known = self._known.get(way)
        if known is not None and not single:
            return known
        found = self._found.get(way)
        if found is None:
            found = self._found[way] = [matcher.match(wrapper) for matcher in self._steady]
        if not single:
            known = self._known[way] = self._matched(found)
            return known
        whole = [list(of_sheet) for of_sheet in found]
        for specificity, (number, order), pseudo, payload in single:
            whole[number].append((specificity, order, pseudo, payload))
        return self._matched([sorted(of_sheet, key=_weight) for of_sheet in whole])

    def _matched(self, found: Sequence[Sequence[Any]]) -> Matched:
        rules: list[Rule] = []
        pseudo: list[tuple[str, Rule]] = []
        for (sheet, origin, own), of_sheet in zip(self._sheets, found, strict=True):
            for specificity, _, name, (declarations, layer) in of_sheet:
                place = inf if layer is None else sheet.layers.index(layer)
                rule = Rule(declarations, origin, place, own or specificity)
                if name is None:
                    rules.append(rule)
                else:
                    pseudo.append((name, rule))
        return Matched(tuple(rules), key_of(rules), tuple(pseudo))


def key_of(rules: Sequence[Rule]) -> tuple[Any, ...]:
    """What tells rules from others, as long as the style sheets are there."""
    return tuple([(id(rule.declarations), *rule[1:]) for rule in rules])


def _weight(entry: Any) -> Any:
    return entry[:2]


def _buckets(matcher: Any) -> Iterator[tuple[tuple[str, str | None], Sequence[Any]]]:
    """The selectors of a matcher by where they stand there: a table, and a name in it."""
    for table in ("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors"):
        for name, entries in getattr(matcher, table).items():
            yield (table, name), entries
    for table in ("lang_attr_selectors", "other_selectors"):
        yield (table, None), getattr(matcher, table)


def _put(matcher: Any, bucket: tuple[str, str | None], entry: Any) -> None:
    table, name = bucket
    place = getattr(matcher, table)
    (place if name is None else place.setdefault(name, [])).append(entry)


def _said(code: CodeType) -> tuple[set[str], set[str]]:
    """The names and the strings in the code of a selector, and in what stands inside it."""
    names, words = set(code.co_names), set()
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            inside = _said(constant)
            names |= inside[0]
            words |= inside[1]
        elif isinstance(constant, str):
            words.add(constant)
    return names, words
