"""One self-contained file: style sheet, faces and images inside it."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.navigation import on_this_page
from reportgen.editions.html.parts import part_below, part_markup
from reportgen.editions.html.structure import shown_structure
from reportgen.editions.html.styling import embedded_style_sheet, resource_data_url
from reportgen.editions.html.summaries import full_title
from reportgen.editions.html.templates import Templates
from reportgen.memo import Memo
from reportgen.project import Assets
from reportgen.words.formats import date_in_words

FACES = (
    "ReportSerif-Regular",
    "ReportSerif-Italic",
    "ReportSerif-SemiBold",
    "ReportSans-Regular",
    "ReportSans-SemiBold",
)


def write_single(document: n.Document, assets: Assets, memo: Memo | None = None) -> bytes:
    """The whole document as one HTML file that needs no other; `memo` is that of its site, if it has one."""
    memo = memo or Memo()
    structure = shown_structure(document, memo)
    document = structure.document
    alone = len(document.parts) == 1

    def context(part: n.Part) -> BlockContext:
        return BlockContext(
            document,
            part,
            href=structure.anchor,
            resource_url=lambda name: resource_data_url(document.resources[name]),
            heading_shift=0 if alone else 1,
            memo=memo,
        )

    parts = []
    for part in document.parts:
        titled = part if part.title else replace(part, title=(n.Text(document.meta.title),))
        ctx = context(titled)
        parts.append(
            {
                "id": part.id,
                "kind": part.kind,
                "landscape": part.landscape,
                "title": full_title(part, document.words),
                "content": Markup(part_markup(titled, ctx) if alone else part_below(ctx, structure)),
            }
        )
    first = document.parts[0] if document.parts else None
    title = document.meta.title or (plain_text(first.title) if first else "")
    text = Templates(assets, document.words).render(
        "single.html.j2",
        meta=document.meta,
        lang=document.lang,
        title=title,
        alone=alone,
        parts=parts,
        onpage=Markup(on_this_page(first.blocks, context(first)) if first and alone else ""),
        date=date_in_words(document.meta.date, document.words),
        style=Markup(embedded_style_sheet(assets, FACES)),
    )
    return text.encode()
