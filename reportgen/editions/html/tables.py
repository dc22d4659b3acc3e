"""Tables: caption, header cells with scope, joined cells, and a named scrolling region on narrow screens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.html.context import BlockContext, class_names
from reportgen.editions.html.inlines import write_inlines
from reportgen.editions.html.markup import element, escape, hidden, void

_PIECES: Final = re.compile(r"[^\s-]+")

WriteBlocks = Callable[[n.Blocks, BlockContext], str]
Size = Literal["small", "medium", "large"]

# Characters of the narrowest phone (320 px) at the size of table text, and of a column of prose.
_PHONE, _PROSE = 32, 70
# The space around a cell, in characters: roughly, and as our style sheet sets it; a character in rem.
_AROUND, _CELL, _CHARACTER = 3, 3.7, 0.41
# Rows that do not come all at once over a slow line.
_LONG = 40


def write_table(table: n.Table, ctx: BlockContext, write: WriteBlocks) -> str:
    """The table, inside a scrolling region when it cannot be narrow and the medium is a screen."""
    base = table.attrs.id or (f"tbl-{table.number}" if table.number else "")
    joined = any(
        cell.colspan > 1 or cell.rowspan > 1 for row in (*table.head, *table.body) for cell in row.cells
    )
    caption_id = f"{base}-caption" if base and table.caption else None
    headers = _headers(table, base) if joined and base and ctx.screen else {}
    inner = frozenset(id(place.cell) for place in _places(table) if place.column) if joined else frozenset()
    room = ctx.memo.of("table room", (table,), _room_of)
    fixed = room.fixed if ctx.screen else None
    inside = [
        _caption(table, ctx, caption_id, joined),
        _columns(table, ctx, fixed),
        _section("thead", table.head, ctx, write, headers, inner),
        _section("tbody", table.body, ctx, write, headers, inner),
    ]
    markup = element(
        "table",
        "\n".join(piece for piece in inside if piece),
        id=table.attrs.id or None,
        class_=class_names(
            table.attrs, f"table-{room.size if ctx.screen else room.paper}", fixed.names if fixed else ""
        ),
        lang=table.attrs.lang or None,
        data_continued=_continued(table, ctx),
    )
    if not ctx.screen or room.least <= _PHONE:
        return markup
    name = None if caption_id else region_name(table, ctx)
    return element(
        "div",
        markup,
        class_="table-scroll",
        role="region",
        aria_labelledby=caption_id,
        aria_label=name,
        tabindex=0,
    )


def caption_text(kind: Literal["figure", "table"], number: str, caption: str, ctx: BlockContext) -> str:
    """ "Tableau 2 – Titre", as the caption reads."""
    label = f"{ctx.word(f'contents.{kind}')}\u00a0{number}" if number else ""
    return " – ".join(piece for piece in (label, caption) if piece)


def caption_markup(
    kind: Literal["figure", "table"], number: str, caption: n.Inlines, ctx: BlockContext
) -> str:
    """The same as `caption_text`, with its inlines."""
    label = f"{ctx.word(f'contents.{kind}')}\u00a0{number}" if number else ""
    pieces = (
        element("span", escape(label), class_="caption-label") if label else "",
        write_inlines(caption, ctx),
    )
    return " – ".join(piece for piece in pieces if piece)


def region_name(table: n.Table, ctx: BlockContext) -> str:
    heads = [plain_text(cell.children).strip() for row in table.head[:1] for cell in row.cells]
    return f"{ctx.word('contents.table')} ({', '.join(head for head in heads if head)})"


@dataclass(frozen=True, slots=True)
class _Fixed:
    """Columns that are settled before all rows are there: the share of each, and the classes of the table.

    A browser that weighs the columns again as rows come in moves what is being read.
    """

    shares: tuple[int, ...]
    names: str


@dataclass(frozen=True, slots=True)
class _Room:
    """What a table needs: characters at least, its size on a screen and on paper, and settled columns when it
    is long and large.
    """

    least: int
    size: Size
    paper: Size
    fixed: _Fixed | None


def _room_of(table: n.Table) -> _Room:
    words = [min(longest, 24) + _AROUND for longest in _columns_of(table, _longest_word)]
    texts = [min(longest, 30) + _AROUND for longest in _columns_of(table, len)]
    size = _size_of(sum(texts), table.columns)
    long = size == "large" and len(table.body) >= _LONG
    return _Room(sum(words), size, _on_paper(size, table), _fixed(table, texts) if long else None)


def _on_paper(size: Size, table: n.Table) -> Size:
    """Long texts take the width of the page, which has no more of it elsewhere."""
    longest = max(_columns_of(table, len))
    if longest > _PROSE * 2:
        return "large"
    return "medium" if longest > _PROSE and size == "small" else size


def _fixed(table: n.Table, texts: list[int]) -> _Fixed:
    """Room for the longest piece of each column that is not cut, and more where texts are long."""
    pieces = [min(longest, 16) + _CELL for longest in _columns_of(table, _longest_piece)]
    wanted = [max(piece, text / 2) for piece, text in zip(pieces, texts, strict=True)]
    shares = tuple(max(1, round(100 * each / sum(wanted))) for each in wanted)
    least = min(96, max(44, 2 * round(sum(wanted) * _CHARACTER / 2)))
    return _Fixed(shares, f"table-fixed least-{least}")


def _longest_piece(text: str) -> int:
    """Signs of the longest piece of a word between hyphens; figures are wider than letters."""
    return max((round(len(p) + 0.15 * sum(map(str.isdigit, p))) for p in _PIECES.findall(text)), default=0)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _size_of(wanted: int, columns: int) -> Size:
    """How much room a table wants: less than a column of prose, about as much, or more."""
    if wanted <= _PROSE * 0.6:
        return "small"
    return "large" if wanted > _PROSE * 1.4 or columns > 6 else "medium"


def _columns_of(table: n.Table, measure: Callable[[str], int]) -> list[int]:
    widths = [0] * max(1, table.columns)
    for place in _places(table):
        if place.cell.colspan == 1 and place.column < len(widths):
            text = plain_text(place.cell.children).strip()
            widths[place.column] = max(widths[place.column], measure(text))
    return widths


def _continued(table: n.Table, ctx: BlockContext) -> str | None:
    """What stands over the parts of a table on later pages of paper."""
    if ctx.screen:
        return None
    label = ""
    if table.number:
        label = f"{ctx.word('contents.table')}\u00a0{table.number} "
    elif table.caption and isinstance(table.caption[0], n.CrossRef):
        # The data of a figure, whose caption begins with its name.
        label = f"{plain_text(table.caption[:1])} "
    return f"{label}({ctx.word('pdf.continued')})"


def _caption(table: n.Table, ctx: BlockContext, caption_id: str | None, joined: bool) -> str:
    if not table.caption and not table.number:
        return ""
    summary = hidden(f" ({ctx.word('html.table.joined')})") if joined and ctx.screen else ""
    inside = caption_markup("table", table.number, table.caption, ctx) + summary
    if ctx.screen:
        inside = element("span", inside, class_="caption-text")
    return element("caption", inside, id=caption_id)


def _columns(table: n.Table, ctx: BlockContext, fixed: _Fixed | None) -> str:
    if fixed:
        cols = (void("col", class_=f"w{share}") for share in fixed.shares)
    elif not table.widths:
        return ""
    elif ctx.screen:
        cols = (void("col", class_=f"w{max(5, round(width / 5) * 5)}") for width in table.widths)
    else:
        cols = (void("col", style=f"width:{width}%") for width in table.widths)
    return element("colgroup", "".join(cols))


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell and the grid place of its top left corner."""

    cell: n.Cell
    row: int
    column: int

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.cell.rowspan)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.cell.colspan)


def _places(table: n.Table) -> Iterator[_Place]:
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate((*table.head, *table.body)):
        c = 0
        for cell in row.cells:
            while (r, c) in taken:
                c += 1
            place = _Place(cell, r, c)
            taken.update((i, j) for i in place.rows for j in place.columns)
            yield place
            c += cell.colspan


@dataclass(frozen=True, slots=True)
class _Address:
    id: str | None
    headers: str | None


def _headers(table: n.Table, base: str) -> dict[int, _Address]:
    """For a table with joined cells: the id of each header cell and the headers of others, by identity."""
    places = list(_places(table))
    ids = {id(p.cell): f"{base}-h{i}" for i, p in enumerate(places) if p.cell.header and p.cell.children}
    heads = [p for p in places if id(p.cell) in ids]
    found: dict[int, _Address] = {}
    for place in places:
        above = [
            h
            for h in heads
            if h.cell.header == "col" and h.row < place.row and _meet(h.columns, place.columns)
        ]
        beside = [
            h
            for h in heads
            if h.cell.header == "row" and h.column < place.column and _meet(h.rows, place.rows)
        ]
        named = " ".join(ids[id(h.cell)] for h in (*above, *beside))
        found[id(place.cell)] = _Address(ids.get(id(place.cell)), named or None)
    return found


def _meet(a: range, b: range) -> bool:
    return a.start < b.stop and b.start < a.stop


def _section(
    tag: str,
    rows: tuple[n.Row, ...],
    ctx: BlockContext,
    write: WriteBlocks,
    headers: dict[int, _Address],
    inner: frozenset[int],
) -> str:
    """`inner`: by identity, the cells of a table with joined cells that do not stand at its edge."""
    if not rows:
        return ""
    lines = "\n".join(
        element(
            "tr",
            "".join(
                _cell(cell, ctx, write, headers, "inner" if not i and id(cell) in inner else "")
                for i, cell in enumerate(row.cells)
            ),
        )
        for row in rows
    )
    return element(tag, f"\n{lines}\n")


def _cell(
    cell: n.Cell, ctx: BlockContext, write: WriteBlocks, headers: dict[int, _Address], place: str
) -> str:
    only = cell.children[0] if len(cell.children) == 1 else None
    inside = write_inlines(only.children, ctx) if isinstance(only, n.Paragraph) else write(cell.children, ctx)
    head = bool(cell.header and inside)
    address = headers.get(id(cell), _Address(None, None))
    lang = cell.attrs.lang or (only.attrs.lang if isinstance(only, n.Paragraph) else "")
    return element(
        "th" if head else "td",
        inside,
        scope=_scope(cell) if head else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        class_=class_names(
            cell.attrs, f"align-{cell.align}" if cell.align in ("right", "center") else "", place
        ),
        lang=lang or None,
        id=address.id,
        headers=address.headers,
    )


def _scope(cell: n.Cell) -> str:
    joined = cell.colspan > 1 if cell.header == "col" else cell.rowspan > 1
    return f"{cell.header}group" if joined else cell.header
