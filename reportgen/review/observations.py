"""The table of observations that working groups keep: a small report of its own, for the web and for Word."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.document import nodes as n
from reportgen.review.register import Register, Thread
from reportgen.words import words_for

_WIDTHS = (8, 22, 16, 38, 16)


def observations(
    register: Register, name: str, lang: str, date: str, words: Mapping[str, str] | None = None
) -> n.Document:
    """The table as a document: one row a thread in reading order, those without a paragraph apart.

    `words` are those of the project in `lang`, the engine’s by default.
    """
    words = words or words_for(lang)
    mapped = [thread for thread in register.threads if thread.unit]
    unmapped = [thread for thread in register.threads if not thread.unit]
    counts = words["review.counts"].format(
        comments=sum(row.comments for row in register.drafts),
        changes=sum(row.changes for row in register.drafts),
        drafts=len(register.drafts),
        threads=len(register.threads),
        unmapped=len(unmapped),
    )
    blocks: list[n.Block] = [n.Paragraph((n.Text(counts),)), _table(mapped, words)]
    if unmapped:
        heading = n.Heading(2, (n.Text(words["review.unmapped"]),), attrs=n.Attrs(id="unmapped"))
        blocks += [heading, _table(unmapped, words)]
    title = f"{words['review.title']} – {name}"
    attrs = n.Attrs(classes=("unnumbered",))
    part = n.Part("observations", "chapter", (n.Text(title),), tuple(blocks), landscape=True, attrs=attrs)
    meta = n.Meta(id=name, title=title, lang=lang, date=date, profile="release")
    labels = {"observations": n.Label("observations", "chapter", "", part.title, "observations")}
    return n.Document(meta, (part,), labels=labels, words=dict(words))


def _table(threads: list[Thread], words: Mapping[str, str]) -> n.Table:
    columns = ("number", "place", "who", "remark", "state")
    head = n.Row(tuple(_cell((words[f"review.column.{one}"],), "col") for one in columns))
    return n.Table((head,), tuple(_row(one, words) for one in threads), len(columns), widths=_WIDTHS)


def _row(thread: Thread, words: Mapping[str, str]) -> n.Row:
    number = words["review.paragraph"].format(number=thread.number) if thread.number else ""
    place = (number, thread.heading, thread.place, thread.field)
    who = (", ".join(thread.authors), thread.date.replace("T", " ").rstrip("Z"), thread.draft)
    state = [words[f"review.state.{thread.state}"]]
    if thread.proposal and thread.proposal != "none":
        state.append(words[f"review.proposal.{thread.proposal}"])
    state += [f"{event.who}, {event.on}" for event in thread.history]
    return n.Row(
        (
            _cell((thread.id,), "row"),
            _cell(place),
            _cell(who),
            n.Cell(_remark(thread, words)),
            _cell(tuple(state)),
        )
    )


def _remark(thread: Thread, words: Mapping[str, str]) -> n.Blocks:
    kind = words[f"review.kind.{thread.kind}"]
    notes = [words["review.resolved"]] if thread.resolved else []
    if not thread.tracked:
        notes.append(words["review.untracked"])
    label = f"{kind} ({', '.join(notes)})" if notes else kind
    blocks = [n.Paragraph((n.Strong((n.Text(label),)),))]
    if thread.quote:
        blocks.append(n.Paragraph((n.Emph((n.Text(f"[{thread.quote}]"),)),)))
    if thread.kind == "comment":
        blocks += [n.Paragraph((n.Text(line),)) for line in thread.text.split("\n") if line.strip()]
    elif thread.old or thread.new:
        change: list[n.Inline] = [n.Strike((n.Text(thread.old),))] if thread.old else []
        if thread.old and thread.new:
            change.append(n.Text(" → "))
        if thread.new:
            change.append(n.Text(thread.new))
        blocks.append(n.Paragraph(tuple(change)))
    elif thread.looks:
        blocks.append(n.Paragraph((n.Text(thread.looks),)))
    for reply in thread.replies:
        said = f"{reply.author}, {reply.date[:10]}"
        blocks.append(n.Paragraph((n.Emph((n.Text(said),)), n.Text(f" – {reply.text}"))))
    return tuple(blocks)


def _cell(lines: tuple[str, ...], header: str = "") -> n.Cell:
    blocks = tuple(n.Paragraph((n.Text(line),)) for line in lines if line)
    return n.Cell(blocks, header="col" if header == "col" else "row" if header == "row" else "")
