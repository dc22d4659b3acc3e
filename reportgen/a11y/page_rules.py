"""What can be checked in a page by itself: each rule lists the places that break it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

Tree = Any  # lxml.html.HtmlElement
Check = Callable[[Tree], Iterator[str]]

_VAGUE: Final = frozenset(
    {"ici", "cliquez ici", "lire la suite", "en savoir plus", "here", "click here", "more"}
)
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_PRESENTATIONAL: Final = ("align", "bgcolor", "border", "cellpadding", "valign", "background")


@dataclass(frozen=True, slots=True)
class Rule:
    """A check, the RGAA criteria that it serves and the WCAG success criteria behind them."""

    id: str
    rgaa: tuple[str, ...]
    wcag: tuple[str, ...]
    check: Check


def _cut(element: Tree) -> str:
    text = " ".join(element.text_content().split())[:60]
    return f"<{element.tag}{' #' + element.get('id') if element.get('id') else ''}> {text}".strip()


def _language(tree: Tree) -> Iterator[str]:
    if not _TAG.fullmatch(tree.get("lang") or ""):
        yield f"lang={tree.get('lang')!r}"


def _parts_language(tree: Tree) -> Iterator[str]:
    for element in tree.xpath("//*[@lang]"):
        if not _TAG.fullmatch(element.get("lang")):
            yield _cut(element)


def _title(tree: Tree) -> Iterator[str]:
    title, h1 = (tree.findtext(".//title") or "").strip(), tree.find(".//h1")
    if not title or h1 is None or not title.startswith(h1.text_content().strip()):
        yield title


def _headings(tree: Tree) -> Iterator[str]:
    found = tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
    if [h.tag for h in found].count("h1") != 1:
        yield "h1"
    for heading in found:
        if not heading.text_content().strip():
            yield _cut(heading)
    for before, after in pairwise(found):
        if int(after.tag[1]) > int(before.tag[1]) + 1:
            yield _cut(after)


def _landmarks(tree: Tree) -> Iterator[str]:
    for tag, path in (
        ("header", "//header[not(ancestor::main)]"),
        ("main", "//main"),
        ("footer", "//footer"),
    ):
        if len(tree.xpath(path)) != 1:
            yield f"<{tag}>"
    names = Counter(nav.get("aria-label") or nav.get("aria-labelledby") for nav in tree.iter("nav"))
    yield from (f"<nav> {name}" for name, count in names.items() if count > 1 or not name)


def _skip_link(tree: Tree) -> Iterator[str]:
    first = next(iter(tree.find("body").iter("a")), None)
    target = tree.xpath("//main[@id and @tabindex='-1']")
    if first is None or not target or first.get("href") != f"#{target[0].get('id')}":
        yield "<main>"


def _images(tree: Tree) -> Iterator[str]:
    for image in tree.iter("img"):
        alt = image.get("alt")
        if alt is None or re.search(r"\.(png|jpe?g|svg|gif)$", alt, re.I):
            yield image.get("src", "")


def _drawings(tree: Tree) -> Iterator[str]:
    for svg in tree.iter("svg"):
        named = svg.get("role") == "img" and len(svg.get("aria-label", "")) >= 15
        if not named and svg.get("aria-hidden") != "true":
            yield _cut(svg)


def _figures(tree: Tree) -> Iterator[str]:
    for figure in tree.iter("figure"):
        caption = figure.find("figcaption")
        notes = "".join(caption.xpath(".//*[@class='noteref']//text()")) if caption is not None else ""
        said = caption.text_content().strip().removesuffix(notes) if caption is not None else ""
        if figure.get("role") != "figure" or figure.get("aria-label", "").strip() != said:
            yield _cut(figure)


def _chart_data(tree: Tree) -> Iterator[str]:
    for figure in tree.xpath("//figure[.//svg]"):
        following = figure.getnext()
        if following is None or not following.xpath("descendant-or-self::table"):
            yield _cut(figure)


def _captions(tree: Tree) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for table in tree.iter("table"):
        caption = table.find("caption")
        text = caption.text_content().strip() if caption is not None else ""
        seen[text] += 1
        if not text or seen[text] > 1:
            yield _cut(table)


def _headers(tree: Tree) -> Iterator[str]:
    for table in tree.iter("table"):
        heads = table.xpath(".//th")
        if not heads or any(not th.get("scope") for th in heads):
            yield _cut(table)


def _links(tree: Tree) -> Iterator[str]:
    for link in tree.iter("a"):
        name = (link.get("aria-label") or link.text_content()).strip()
        if link.get("href") is not None and (not name or name.lower() in _VAGUE):
            yield link.get("href")


def _same_name(tree: Tree) -> Iterator[str]:
    # What a link is about may follow from its paragraph, item or cell (WCAG 2.2, 2.4.4).
    for around in tree.xpath("//main//*[self::p or self::li or self::td or self::th or self::dd]"):
        places: dict[str, set[str]] = {}
        for link in around.iter("a"):
            places.setdefault(link.text_content().strip(), set()).add(link.get("href", ""))
        yield from (name for name, found in places.items() if len(found) > 1)


def _ids(tree: Tree) -> Iterator[str]:
    yield from (id_ for id_, count in Counter(tree.xpath("//@id")).items() if count > 1)


def _lists(tree: Tree) -> Iterator[str]:
    for element in tree.xpath("//ul/*[not(self::li)] | //ol/*[not(self::li)]"):
        yield _cut(element)
    for p in tree.iter("p"):
        if re.match(r"\s*[-•–]\s", p.text or ""):
            yield _cut(p)


def _presentation(tree: Tree) -> Iterator[str]:
    for element in tree.xpath("//font | //center | //big | //tt | //*[@style]"):
        yield _cut(element)
    for name in _PRESENTATIONAL:
        yield from (
            _cut(element) for element in tree.xpath(f"//body//*[not(ancestor-or-self::svg)][@{name}]")
        )


def _labels(tree: Tree) -> Iterator[str]:
    for field in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        named = any(field.get(name) for name in ("aria-label", "aria-labelledby", "title"))
        if not named and not tree.xpath("//label[@for=$id]", id=field.get("id", "")):
            yield _cut(field)
    for fieldset in tree.iter("fieldset"):
        if fieldset.find("legend") is None:
            yield _cut(fieldset)
    for button in tree.iter("button"):
        if not button.text_content().strip():
            yield _cut(button)


def _absent(tree: Tree) -> Iterator[str]:
    found = "//iframe | //frame | //video | //audio | //object | //embed | //meta[@http-equiv='refresh']"
    yield from (f"<{element.tag}>" for element in tree.xpath(found))


def _keyboard(tree: Tree) -> Iterator[str]:
    for element in tree.xpath("//*[@accesskey] | //*[@tabindex and number(@tabindex) > 0] | //div[@onclick]"):
        yield _cut(element)


def _notes(tree: Tree) -> Iterator[str]:
    backs = {link.get("href") for link in tree.xpath("//a[@role='doc-backlink']")}
    for call in tree.xpath("//a[@role='doc-noteref']"):
        if f"#{call.get('id')}" not in backs or not tree.xpath("//*[@id=$id]", id=call.get("href")[1:]):
            yield _cut(call)


def _switch(tree: Tree) -> Iterator[str]:
    for link in tree.xpath("//header//a[@hreflang]"):
        if link.get("lang") != link.get("hreflang"):
            yield _cut(link)


def _ways(tree: Tree) -> Iterator[str]:
    # The page that servers show where there is none has whole addresses.
    homes = tree.xpath("//nav[@aria-label]//a/@href")
    if not any(address == "index.html" or address.endswith("/index.html") for address in homes):
        yield "<nav>"
    if not tree.xpath("//a[contains(@href, 'search.html')]"):
        yield "search.html"


def _statement(tree: Tree) -> Iterator[str]:
    if not tree.xpath("//footer//a[contains(@href, 'accessibility.html')]"):
        yield "<footer>"


def _zoom(tree: Tree) -> Iterator[str]:
    for meta in tree.xpath("//meta[@name='viewport']"):
        if re.search(r"user-scalable\s*=\s*no|maximum-scale", meta.get("content", "")):
            yield meta.get("content")


RULES: Final = (
    Rule("language", ("8.3", "8.4"), ("3.1.1",), _language),
    Rule("language-of-parts", ("8.7", "8.8"), ("3.1.2",), _parts_language),
    Rule("title", ("8.5", "8.6"), ("2.4.2",), _title),
    Rule("headings", ("9.1",), ("1.3.1", "2.4.6"), _headings),
    Rule("landmarks", ("9.2", "12.6"), ("1.3.1",), _landmarks),
    Rule("skip-link", ("12.7",), ("2.4.1",), _skip_link),
    Rule("images", ("1.1", "1.2"), ("1.1.1",), _images),
    Rule("drawings", ("1.1", "1.2"), ("1.1.1",), _drawings),
    Rule("figures", ("1.9",), ("1.1.1",), _figures),
    Rule("chart-data", ("1.6", "1.7"), ("1.1.1",), _chart_data),
    Rule("captions", ("5.4",), ("1.3.1",), _captions),
    Rule("headers", ("5.6", "5.7"), ("1.3.1",), _headers),
    Rule("links", ("6.2",), ("2.4.4",), _links),
    Rule("same-name", ("6.1",), ("2.4.4",), _same_name),
    Rule("ids", ("8.2",), ("4.1.2",), _ids),
    Rule("lists", ("9.3",), ("1.3.1",), _lists),
    Rule("presentation", ("8.9", "10.1"), ("1.3.1",), _presentation),
    Rule("labels", ("11.1", "11.6", "11.9"), ("3.3.2", "4.1.2"), _labels),
    Rule("absent", ("2.1", "4.10", "13.1", "13.8"), ("2.2.1", "2.2.2"), _absent),
    Rule("keyboard", ("12.8", "12.10"), ("2.1.1", "2.1.4"), _keyboard),
    Rule("notes", ("6.1",), ("2.4.4",), _notes),
    Rule("switch", ("8.7",), ("3.1.2",), _switch),
    Rule("ways", ("12.1",), ("2.4.5",), _ways),
    Rule("zoom", ("10.4",), ("1.4.4",), _zoom),
    Rule("statement", (), (), _statement),
)
