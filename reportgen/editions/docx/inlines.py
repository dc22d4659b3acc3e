"""Inlines as runs, fields, links and bookmarks, one function a node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.docx import fields
from reportgen.editions.docx.links import safe_uri
from reportgen.editions.docx.ooxml import Pieces, RunFormat, hyperlink, run, text_run, w
from reportgen.editions.docx.state import Here, language_tag
from reportgen.editions.docx.styles import style_id

_CLASS_STYLES: Final = {"mark": "RG Mark", "muted": "RG Muted", "unknown": "RG Muted", "badge": "RG Badge"}
_COLOURED_ROLES: Final = ("glossary",)
_SPACES: Final = str.maketrans({" ": "\u00a0"})


def write_inlines(inlines: n.Inlines, here: Here, form: RunFormat) -> Pieces:
    """The content of a paragraph. Raises TypeError for a node that a pass should have replaced."""
    made: Pieces = []
    for inline in inlines:
        writer = _WRITERS.get(type(inline))
        if writer is None:
            raise TypeError(f"{type(inline).__name__} should not reach an edition")
        made.extend(writer(inline, here, form))
    return made


def _text(node: n.Text, here: Here, form: RunFormat) -> Pieces:
    return [text_run(node.text.replace("\n", " "), form)] if node.text else []


def _changed(**change: Any) -> Callable[[Any, Here, RunFormat], Pieces]:
    return lambda node, here, form: write_inlines(node.children, here, replace(form, **change))


def _code(node: n.Code, here: Here, form: RunFormat) -> Pieces:
    return [text_run(node.text, replace(form, style=style_id("RG Code Character"), no_proof=True))]


def _link(node: n.Link, here: Here, form: RunFormat) -> Pieces:
    uri = safe_uri(node.url) if here.linking else ""
    inside = here.unlinked() if uri else here
    content = write_inlines(node.children, inside, replace(form, style="Hyperlink") if uri else form)
    if not uri or not content:
        return content
    return [hyperlink(content, relation=here.work.package.link(here.story, uri), tip=node.title)]


def _image(node: n.Image, here: Here, form: RunFormat) -> Pieces:
    return here.work.pictures.inline(node, here, form)


def _styled(node: n.Styled, here: Here, form: RunFormat) -> Pieces:
    classes = node.attrs.classes
    if node.attrs.lang:
        form = replace(form, lang=language_tag(node.attrs.lang))
    if "smallcaps" in classes:
        form = replace(form, small_caps=True)
    style = next((_CLASS_STYLES[name] for name in classes if name in _CLASS_STYLES), "")
    if style:
        form = replace(form, style=style_id(style))
    children = node.children
    if "nowrap" in classes:
        children = tuple(
            replace(child, text=child.text.translate(_SPACES)) if isinstance(child, n.Text) else child
            for child in children
        )
    content = write_inlines(children, here, form)
    return _bookmarked(node.attrs.id, content, here)


def _bookmarked(label: str, content: Pieces, here: Here) -> Pieces:
    if not label or not here.linking:
        return content
    return here.work.bookmarks.around(here.work.names(label), content)


def _note_ref(node: n.NoteRef, here: Here, form: RunFormat) -> Pieces:
    return here.work.notes.call(node, here, form) if here.linking else []


def _cross_ref(node: n.CrossRef, here: Here, form: RunFormat) -> Pieces:
    work = here.work
    anchor = work.target(node.target) if here.linking else ""
    if anchor and not form.style:
        form = replace(form, style=style_id("RG Cross Reference"))
    page = work.pages.get(node.target, "") if anchor else ""
    quiet = here.quiet or node.form != "full" or not work.document.meta.page_references
    if node.form == "page" and page:
        shown = [text_run(work.word("html.page"), form), *fields.page_of(anchor, page, form)]
    else:
        shown = _shown(node, anchor, here, form)
        if page and not quiet and page != work.page:
            before = text_run(f" ({work.word('html.page')}", form)
            shown += [before, *fields.page_of(anchor, page, form), text_run(")", form)]
    return [hyperlink(shown, anchor=anchor)] if anchor and shown else shown


def _shown(node: n.CrossRef, anchor: str, here: Here, form: RunFormat) -> Pieces:
    """« figure » and a field for the number; the title, in a field when it is the target's own."""
    before = [text_run(node.before, form)] if node.before else []
    plan = here.work.plan
    reading = plan.readings.get(node.target) if anchor else None
    if node.number:
        number = [text_run(node.number, form)]
        if reading in ("list", "text"):
            return [*before, *fields.reference(anchor, reading, number, form)]
        return [*before, *number]
    title = write_inlines(node.title, here.unlinked(), form)
    label = here.work.document.labels.get(node.target)
    same = label is not None and plain_text(label.title) == plain_text(node.title)
    if reading == "title" and same and title:
        return [*before, *fields.reference(anchor, reading, title, form)]
    return [*before, *title]


def _internal_link(node: n.InternalLink, here: Here, form: RunFormat) -> Pieces:
    anchor = here.work.target(node.target) if here.linking else ""
    if not anchor:
        return write_inlines(node.children, here, form)
    if not form.style and node.role in _COLOURED_ROLES:
        form = replace(form, style=style_id("RG Cross Reference"))
    content = write_inlines(node.children, here.unlinked(), form)
    return [hyperlink(content, anchor=anchor)] if content else []


def _anchor(node: n.Anchor, here: Here, form: RunFormat) -> Pieces:
    if not here.linking:
        return []
    return [
        *here.work.bookmarks.around(here.work.names(node.id), ()),
        *fields.index_marks(node.id, here.work),
    ]


def _abbreviation(node: n.Abbreviation, here: Here, form: RunFormat) -> Pieces:
    content = [text_run(node.text, form)]
    anchor = here.work.target(node.target) if here.linking and node.target else ""
    return [hyperlink(content, anchor=anchor, tip=node.expansion)] if anchor else content


_WRITERS: Final[dict[type[n.Inline], Callable[[Any, Here, RunFormat], Pieces]]] = {
    n.Text: _text,
    n.Emph: _changed(italic=True),
    n.Strong: _changed(bold=True),
    n.Strike: _changed(strike=True),
    n.Superscript: _changed(vertical="superscript"),
    n.Subscript: _changed(vertical="subscript"),
    n.Code: _code,
    n.SoftBreak: lambda node, here, form: [text_run(" ", form)],
    n.LineBreak: lambda node, here, form: [run(form, w("br"))],
    n.Link: _link,
    n.Image: _image,
    n.Styled: _styled,
    n.NoteRef: _note_ref,
    n.CrossRef: _cross_ref,
    n.InternalLink: _internal_link,
    n.Anchor: _anchor,
    n.Abbreviation: _abbreviation,
}
