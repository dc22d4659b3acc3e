"""The tree of a sheet is the one that the HTML standard gives, however it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tinyhtml5
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.editions.pdf.pages import NOWHERE
from reportgen.editions.pdf.printed import always
from reportgen.editions.pdf.render import markup
from reportgen.editions.pdf.render.styles import HINTS, shareable
from reportgen.editions.pdf.sheets import Book
from reportgen.editions.pdf.shell import Shell
from reportgen.editions.pdf.style import style_of
from reportgen.project import Assets
from tests.editions.sample import sample_document

HEAD = '<!DOCTYPE html>\n<html lang="fr">\n<head>\n<title>x</title>\n</head>\n<body class="y">'
TAIL = "</body>\n</html>\n"


def told(element: Any) -> Any:
    """A tree as plain values."""
    return (
        *(element.tag, dict(element.attrib), element.text or "", element.tail or ""),
        [told(child) for child in element],
    )


def same(html: str) -> bool:
    return bool(told(markup.parsed(html)) == told(tinyhtml5.parse(html, namespace_html_elements=False)))


def is_plain(body: str) -> bool:
    return markup._plain(body) is not None


def test_the_sheets_of_a_report_are_read_as_the_standard_reads_them() -> None:
    document = sample_document("fr")
    book = Book(document, Shell(document, Assets(None)))
    sheets = [book.job(sheet, NOWHERE, always, imprint_alone=False).html for sheet in book.sheets]
    assert all(map(same, sheets))
    plain = [html for html in sheets if is_plain(html[html.index("<body") :].partition(">")[2][:-16])]
    assert len(plain) > len(sheets) // 2


@pytest.mark.parametrize(
    "body",
    [
        "<p>un <b>deux</b> trois</p>\n<hr>\n<p>a<br>b &amp; &#34;c&#34; < d</p>",
        '<dl><div><dt>a</dt><dd title="x &lt; y">b</dd></div></dl>',
        "<table><caption>c</caption><colgroup><col></colgroup>"
        "<thead><tr><th>h</th></tr></thead>\n<tbody><tr><td><p>d</p></td></tr></tbody></table>",
        "<ul><li>a<ul><li>b</li></ul></li></ul><section><h2>c</h2></section>texte",
        "",
    ],
)  # fmt: skip
def test_plain_markup_needs_no_repair(body: str) -> None:
    assert is_plain(body)
    assert same(HEAD + body + TAIL)


@pytest.mark.parametrize(
    "body",
    [
        "<p>un<p>deux",
        "<p><div>bloc</div></p>",
        "<ul><li>a<li>b</ul>",
        "<table><tr><td>sans corps</td></tr></table>",
        "<table>perdu<tbody><tr><td>a</td></tr></tbody></table>",
        "<h2>a<h3>b</h3></h2>",
        '<a href="#a">un <a href="#b">deux</a></a>',
        "<b>un <i>deux</b> trois</i>",
        "<dl><dt>a<dd>b</dl>",
        "<dl><dd><div><dd>b</dd></div></dd></dl>",
        '<p id="a" id="b">deux fois</p>',
        "<span/>ouvert",
        "<!-- note --><p>a</p>",
        "<pre>\nligne</pre>",
        "<svg viewBox='0 0 1 1'><linearGradient/></svg>",
        "<p>&eacute;&copy=1 &notit;</p>",
        "<p>a\r\nb</p>",
        "</p>",
        "<p>fin <b",
        "<p>a</ p>b",
        "<td>seul</td>",
        "<p>un</body><p>deux</p>",
        "<select><option>a<option>b</select>",
        "<dl><div><tbody></tbody></div></dl>",
        "<dl><div><li>a</li></div></dl>",
    ],
)
def test_what_the_standard_repairs_is_left_to_it(body: str) -> None:
    assert not is_plain(body) or "</body>" in body
    assert same(HEAD + body + TAIL)


TAGS = st.sampled_from(
    ["p", "div", "b", "a", "ul", "li", "table", "tbody", "tr", "td", "h2", "dl", "dt", "span", "br", "pre"]
)
TEXTS = st.sampled_from(["mot", " ", "\n", "&amp;", "<", "é", "a < b", "&nbsp;", "\u202f"])
TREES: Any = st.recursive(
    TEXTS,
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}" + ("" if made[0] == "br" else f"</{made[0]}>")
    ),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TREES, max_size=4).map("".join))
def test_any_markup_gives_the_tree_of_the_standard(body: str) -> None:
    assert same(HEAD + body + TAIL)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(TEXTS, TAGS.map("<{}>".format), TAGS.map("</{}>".format)), max_size=12).map("".join)
)
def test_any_broken_markup_gives_the_tree_of_the_standard(body: str) -> None:
    assert same(HEAD + body + TAIL)


# ---- hints that markup itself gives


def test_every_rule_of_the_hints_asks_for_an_attribute_that_is_looked_for() -> None:
    text = (Path(weasyprint.__file__).parent / "css/html5_ph.css").read_text(encoding="utf-8")
    rules = [rule.partition("{")[0] for rule in text.partition("*/")[2].split("}") if "{" in rule]
    assert len(rules) > 40
    for rule in rules:
        for selector in rule.replace(":is(ol, li)", "li").replace("], [", "][").split(", "):
            if "[" in selector:
                assert any(f"[{name}" in selector for name in HINTS), selector
        assert any(f"[{name}" in rule for name in HINTS), rule


def test_an_old_attribute_still_places_text() -> None:
    from reportgen.editions.pdf.jobs import Job
    from reportgen.editions.pdf.render.typeset import Typesetter

    typesetter = Typesetter(style_of(Assets(None), "draft"))
    sheets = [
        typesetter.render(Job("x", f"{HEAD}<p{attribute}>mot</p>{TAIL}", {}, tagged=False)).pdf
        for attribute in ("", ' align="right"', "")
    ]
    assert sheets[0] == sheets[2] != sheets[1]


@pytest.mark.parametrize(
    ("text", "shared"),
    [("p { width: 30vw }", False), ("p { height: 5.5SVH }", False), (".vh { width: 3mm }", True)],
)
def test_styles_that_depend_on_the_page_are_not_shared(text: str, shared: bool) -> None:
    assert shareable(text) is shared
