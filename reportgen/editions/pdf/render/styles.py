"""The styles of elements, as WeasyPrint 70.0 works them out, with less work. No value differs.

Two things take most of the time there. Six pseudo-elements of every element get a style, though only notes
and items of lists are ever asked for theirs: here a pseudo-element has one when it is asked for. And an
element with an id shares its style with no other, nor do its children, because its anchor is a property:
here all else is taken from the style that it would have without. Elements of other documents that match the
same rules share it too, with all that was worked out of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final

from weasyprint import css
from weasyprint.css import ComputedStyle, InitialStyle, StyleFor
from weasyprint.css.validation import preprocess_declarations
from weasyprint.html import PH_STYLESHEET

from reportgen.editions.pdf.render.matching import Matching, Rule, key_of

_ANCHOR: Final = "anchor"
_LANGUAGE: Final = "lang"
HINTS: Final = frozenset(
    ("align", "border", "clear", "color", "frame", "frameborder", "noshade", "nowrap", "rules", "type")
) | {"valign", "wrap"}
"""The attributes that the style sheet of presentational hints asks for: each of its rules asks for one."""
_VIEWPORT: Final = re.compile(r"\d[dslp]?v(?:w|h|i|b|min|max)\b", re.IGNORECASE)

Cascaded = dict[str, tuple[Any, Any]]
"""The winning value of each property, with its weight (CSS Cascading 4, 6.1)."""


@dataclass(slots=True)
class Shared:
    """Styles of elements of all documents that are set with the same style sheets and fonts."""

    made: dict[Any, Any] = field(default_factory=dict)
    page_sizes: dict[str, Any] = field(default_factory=lambda: {"box": None, "area": None})
    matchings: dict[tuple[int, ...], Matching] = field(default_factory=dict)

    def matching(self, sheets: Sequence[Any]) -> Matching:
        """What finds the rules of these style sheets."""
        key = tuple(id(sheet) for sheet, _, _ in sheets)
        return self.matchings.get(key) or self.matchings.setdefault(key, Matching(sheets))


def shareable(text: str) -> bool:
    """Whether no length in this style sheet depends on the page that is set first."""
    return not _VIEWPORT.search(text)


def install() -> None:
    """Put these styles in place of those of WeasyPrint; doing so again changes nothing."""
    css.StyleFor = Styles


class Styles(StyleFor):  # type: ignore[misc]
    """Gives the computed style of an element or pseudo-element, as `StyleFor` does."""

    def __init__(
        self, html: Any, sheets: Any, presentational_hints: bool, font_config: Any, target_collector: Any
    ) -> None:
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        shared = getattr(font_config, "shared", None)
        # A style sheet of the document itself would speak in styles that others share.
        own = any(origin == "author" and specificity is None for _, origin, specificity in sheets)
        self._shared: Shared = Shared() if shared is None or own else shared
        self.initial_page_sizes = self._shared.page_sizes
        self._sheets = sheets
        self._matching = self._shared.matching(_needed(html, sheets))
        self.font_config = font_config
        self._base_url = html.base_url
        self._pseudo: dict[Any, list[Rule]] = {}
        self._root_style: Any = None
        self._here: dict[Any, Any] = {}
        self._local: set[int] = set()
        self._weigh(html, presentational_hints, target_collector)

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """The style, or None for a pseudo-element that no rule speaks of."""
        rules = self._pseudo.pop((element, pseudo_type), None) if pseudo_type else None
        if rules is not None:
            parent = base_of(self._computed_styles[element, None])
            self._computed_styles[element, pseudo_type] = self._style(
                {}, rules, key_of(rules), parent, pseudo_type
            )
        return super().__call__(element, pseudo_type)

    def set_computed_styles(
        self,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        """Give a page, or a box in its margins, its style: pages of which the same is said share one."""
        cascaded = self._cascaded_styles.get((element, pseudo_type), {})
        above = self._computed_styles[parent, None]
        said = tuple((name, id(value), str(weight)) for name, (value, weight) in cascaded.items())
        made = self._made_under(above)
        self._computed_styles[element, pseudo_type] = self._kept(
            made, (id(above), pseudo_type, said), lambda: self._new(cascaded, above, pseudo_type)
        )

    def _weigh(self, html: Any, hints: bool, target_collector: Any) -> None:
        """Give every element its style, in the order of the tree: parents come before their children."""
        own = _own_declarations(html, hints)
        # The style that the children of an element inherit from: never one that only adds an anchor.
        bases: dict[Any, Any] = {}
        ways: dict[Any, int] = {}
        anchoring: set[Any] = set()
        for wrapper in html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            above = wrapper.parent.etree_element if wrapper.parent else None
            parent = None if above is None else bases[above]
            way = ways[element] = self._matching.way(element, 0 if above is None else ways[above])
            matched = self._matching.of(wrapper, way)
            for name, rule in matched.pseudo:
                # Kept until they are asked for.
                self._pseudo.setdefault((element, name), []).append(rule)
                if any(said == _ANCHOR for said, _, _ in rule.declarations):
                    anchoring.add((element, name))
            cascaded = own.pop(element, {})
            anchor = {_ANCHOR: cascaded.pop(_ANCHOR)} if _ANCHOR in cascaded else {}
            base = self._style(cascaded, matched.rules, matched.key, parent, None, element)
            if parent is None:
                self._root_style = base
            if not anchor and base[_ANCHOR]:
                target_collector.collect_anchor(base[_ANCHOR])
            bases[element] = base
            style = _Anchored(base, anchor) if anchor else base
            if anchor and style[_ANCHOR]:
                target_collector.collect_anchor(style[_ANCHOR])
            self._computed_styles[element, None] = style
        for element, pseudo_type in anchoring:
            if name := self(element, pseudo_type)[_ANCHOR]:
                target_collector.collect_anchor(name)

    def _style(
        self,
        own: Cascaded,
        rules: Sequence[Rule],
        said: tuple[Any, ...],
        parent: Any,
        pseudo_type: str | None,
        element: Any = None,
    ) -> Any:
        """The style under `parent` of what matches these rules, which `said` tells from others.

        `own` is what `element` says of itself.
        """
        # That is said of no other, but for its language.
        alone = element if own.keys() - {_LANGUAGE} else own.get(_LANGUAGE)
        made = self._here if alone is element and own else self._made_under(parent)
        key = (id(parent), pseudo_type, alone, said)
        return self._kept(made, key, lambda: self._new(_cascade(own, rules), parent, pseudo_type))

    def _kept(self, made: dict[Any, Any], key: Any, make: Callable[[], Any]) -> Any:
        """The style under `key`; one of this document alone is known as such, for what is under it."""
        style = made.get(key)
        if style is None:
            style = made[key] = make()
        if made is self._here:
            self._local.add(id(style))
        return style

    def _made_under(self, parent: Any) -> dict[Any, Any]:
        """Where styles under `parent` are kept: with those of all documents, unless it is of this one."""
        return self._here if id(parent) in self._local else self._shared.made

    def _new(self, cascaded: Cascaded, parent: Any, pseudo_type: str | None) -> Any:
        root = InitialStyle(self.font_config) if parent is None else self._root_style
        return ComputedStyle(
            *(parent, cascaded, pseudo_type, root, self._base_url),
            *(self.font_config, self.initial_page_sizes),
        )


class _Anchored(ComputedStyle):  # type: ignore[misc]
    """The style `base` with an anchor besides."""

    def __init__(self, base: Any, anchor: Cascaded) -> None:
        super().__init__(
            *(base.parent_style, {**base.cascaded, **anchor}, base.pseudo_type, base.root_style),
            *(base.base_url, base.font_config, base.initial_page_sizes),
        )
        self.base = base
        self.is_root_element = base.is_root_element
        self.specified = base.specified
        self.update(base)
        self.pop(_ANCHOR, None)

    @property
    def anonymous_style(self) -> Any:
        """The style of anonymous boxes, which have no anchor."""
        return self.base.anonymous_style

    def __missing__(self, key: str) -> Any:
        if key == _ANCHOR:
            return super().__missing__(key)
        value = self[key] = self.base[key]
        return value


def base_of(style: Any) -> Any:
    """`style` without its anchor, if that is all that sets it apart: what is worked out of it is the same."""
    return style.base if type(style) is _Anchored else style


def _needed(html: Any, sheets: Any) -> list[Any]:
    """The style sheets that may speak of the elements of `html`."""
    names = {name for element in html.etree_element.iter() for name in element.attrib}
    return [sheet for sheet in sheets if sheet[0] is not PH_STYLESHEET or names & HINTS]


def _cascade(own: Cascaded, rules: Sequence[Rule]) -> Cascaded:
    """What an element says of itself, and what rules say of it."""
    cascaded = dict(own)
    for rule in rules:
        for name, value, importance in rule.declarations:
            _set(cascaded, name, value, importance, rule)
    return cascaded


def _set(cascaded: Cascaded, name: str, value: Any, importance: bool, rule: Rule) -> None:
    """Let a declaration win unless one of more weight is there."""
    weight = (css.declaration_precedence(rule.origin, importance), rule.layer, rule.specificity)
    known = cascaded.get(name)
    if known is None or known[1] <= weight:
        cascaded[name] = value, weight


def _own_declarations(html: Any, hints: bool) -> dict[Any, Cascaded]:
    """What elements say of themselves: the attribute `style`, ids, languages and older attributes."""
    own: dict[Any, Cascaded] = {}
    for specificity, element, declarations, base_url in css.find_style_attributes(
        html.etree_element, hints, html.base_url
    ):
        rule = Rule(declarations, "author", inf, specificity)
        cascaded = own.setdefault(element, {})
        for name, value, importance in preprocess_declarations(base_url, declarations):
            _set(cascaded, name, value, importance, rule)
    return own
