"""The rules found for an element are those that cssselect2 finds, whatever was found for others before."""

from __future__ import annotations

from typing import Any

import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint.html import PH_STYLESHEET, UA_STYLESHEET

from reportgen.editions.pdf.render.matching import Matched, Matching

STYLE = """
p { a: 1 } .a { a: 1 } .a.b { a: 1 } div .a { a: 1 } div > .a { a: 1 } section div > p.b { a: 1 }
p + p { a: 1 } .a ~ .b { a: 1 } p:first-child { a: 1 } p:last-of-type { a: 1 } div:nth-child(2n) { a: 1 }
div:empty { a: 1 } div:has(> .a) { a: 1 } :not(.a) { a: 1 } :is(.a, p) > .b { a: 1 } :root { a: 1 }
#one { a: 1 } div#two p { a: 1 } [lang] { a: 1 } [lang|=fr] { a: 1 } :lang(fr) { a: 1 } [title] { a: 1 }
[data-kind=x] { a: 1 } [data-kind=y] .a { a: 1 } [data-kind^=x] > p { a: 1 } [class~=b] { a: 1 }
a[href] { a: 1 } [href$=pdf] { a: 1 } div:has(+ p) { a: 1 } *|p { a: 1 } P.a { a: 1 } p:only-child { a: 1 }
p::before { a: 1 } .a::after { a: 1 } p + p::before { a: 1 } div > .a::marker { a: 1 }
@layer one, two; @layer two { .a { a: 1 } } @layer one { div .a { a: 1 } }
""".replace("a: 1", "color: red")

names = st.sampled_from(("div", "p", "section", "a", "span"))
attributes = st.fixed_dictionaries(
    {},
    optional={
        "class": st.sampled_from(("a", "b", "a b", "c", "A")),
        "id": st.sampled_from(("one", "two", "three")),
        "lang": st.sampled_from(("fr", "fr-CA", "en")),
        "data-kind": st.sampled_from(("x", "y", "xy")),
        "href": st.sampled_from(("#one", "b.pdf")),
        "title": st.just("t"),
        "style": st.just("color: blue"),
    },
)
leaves = st.builds(lambda name, said: (name, said, ()), names, attributes)
trees = st.recursive(
    leaves,
    lambda inside: st.builds(
        lambda name, said, children: (name, said, children), names, attributes, st.lists(inside, max_size=4)
    ),
    max_leaves=25,
)


def written(tree: Any) -> str:
    name, said, children = tree
    # A paragraph would end where a division begins.
    name = "div" if name == "p" and children else name
    told = "".join(f' {key}="{value}"' for key, value in said.items())
    return f"<{name}{told}>{''.join(map(written, children))}</{name}>"


def sheets() -> list[Any]:
    own = weasyprint.CSS(string=STYLE)
    return [(UA_STYLESHEET, "user agent", None), (PH_STYLESHEET, "author", (0, 0, 0)), (own, "author", None)]


def as_ever(sheet_list: list[Any], wrapper: Any) -> list[tuple[Any, ...]]:
    return [
        (pseudo, id(declarations), origin, own or specificity)
        for sheet, origin, own in sheet_list
        for specificity, _, pseudo, (declarations, _) in sheet.matcher.match(wrapper)
    ]


def told(matched: Matched) -> list[tuple[Any, ...]]:
    rules = [(None, rule) for rule in matched.rules] + list(matched.pseudo)
    return [(name, id(rule.declarations), rule.origin, rule.specificity) for name, rule in rules]


def in_order(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Those of the element, then those of its pseudo-elements."""
    return [one for one in found if one[0] is None] + [one for one in found if one[0] is not None]


SHEETS = sheets()
MATCHING = Matching(SHEETS)


@given(trees, st.sampled_from(("fr", "en")))
@settings(max_examples=200, deadline=None)
def test_the_same_rules_in_the_same_order(tree: Any, lang: str) -> None:
    html = weasyprint.HTML(string=f'<html lang="{lang}"><body>{written(tree)}</body></html>')
    ways: dict[Any, int] = {None: 0}
    for wrapper in html.wrapper_element.iter_subtree():
        above = ways[wrapper.parent.etree_element if wrapper.parent else None]
        way = ways[wrapper.etree_element] = MATCHING.way(wrapper.etree_element, above)
        assert told(MATCHING.of(wrapper, way)) == in_order(as_ever(SHEETS, wrapper))


def test_layers_are_those_of_their_sheet() -> None:
    html = weasyprint.HTML(string='<div><p class="a">x</p></div>')
    wrapper = next(w for w in html.wrapper_element.iter_subtree() if w.local_name == "p")
    found = MATCHING.of(wrapper, MATCHING.way(wrapper.etree_element, -1))
    assert {0, 1} <= {rule.layer for rule in found.rules}


def test_what_is_found_for_one_is_kept_for_those_under_like_ones() -> None:
    matching = Matching(SHEETS)
    plain = '<div><a href="#{0}" id="{0}" title="{0}">x</a></div>'
    html = weasyprint.HTML(
        string=plain.format("r") + plain.format("s") + '<section><a href="#t">x</a></section>'
    )
    ways: dict[Any, int] = {None: 0}
    links = []
    for wrapper in html.wrapper_element.iter_subtree():
        element = wrapper.etree_element
        ways[element] = matching.way(element, ways[wrapper.parent.etree_element if wrapper.parent else None])
        links += [ways[element]] if wrapper.local_name == "a" else []
    assert links[0] == links[1] != links[2]
