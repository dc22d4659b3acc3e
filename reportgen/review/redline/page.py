"""The changes between two drafts as one page: figures first, then each change under its heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from reportgen.review.redline.merge import Changed
from reportgen.words import words_for

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
ins { background: #d5f0d5; color: #0b3d0b; text-decoration: underline; }
del { background: #f6d8d8; color: #5c0a0a; text-decoration: line-through; }
.mark { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.kind { font-weight: 600; }
table { border-collapse: collapse; } th, td { border: 1px solid; padding: .2rem .6rem; text-align: left; }
"""
_CONTEXT = 90


def changes_page(
    changes: Sequence[Changed], lang: str, before: str, after: str, words: Mapping[str, str] | None = None
) -> bytes:
    """The page, in `lang`; `before` and `after` name the two drafts."""
    words = words or words_for(lang)
    title = words["diff.title"].format(before=before, after=after)
    counts = {kind: sum(one.kind == kind for one in changes) for kind in ("edit", "ins", "del", "move")}
    rows = "".join(
        f'<tr><th scope="row">{escape(words[f"diff.kind.{kind}"])}</th><td>{count}</td></tr>'
        for kind, count in counts.items()
    )
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<table><caption>{escape(words['diff.summary'])}</caption><tbody>{rows}</tbody></table>",
        "" if changes else f"<p>{escape(words['diff.none'])}</p>",
    ]
    for heading, group in groupby(changes, key=lambda one: one.heading):
        parts.append(f"<h2>{escape(heading) or '–'}</h2>")
        parts += [_change(one, words) for one in group]
    body = "\n".join(part for part in parts if part)
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>"
    )
    start = f'<!doctype html>\n<html lang="{lang}">\n<head>{head}</head>\n<body><main>\n'
    return f"{start}{body}\n</main></body>\n</html>\n".encode()


def _change(one: Changed, words: Mapping[str, str]) -> str:
    label = words[f"diff.kind.{one.kind}"]
    made = [f'<p><span class="kind">{escape(label)}{escape(words["html.colon"])}</span>']
    for index, (kind, text) in enumerate(one.pieces):
        shown = escape(text.replace("\ufffc", "…"))
        if kind in ("ins", "del"):
            start, end = (
                f'<span class="mark">{escape(words[f"diff.{kind}.{x}"])}</span>' for x in ("start", "end")
            )
            made.append(f"<{kind}>{start}{shown}{end}</{kind}>")
        elif kind:
            made.append(shown)
        else:
            made.append(escape(_context(text, first=index == 0, last=index == len(one.pieces) - 1)))
    return "".join([*made, "</p>"])


def _context(text: str, *, first: bool, last: bool) -> str:
    """What stays the same, cut to what is near a change."""
    text = text.replace("\ufffc", "…")
    if first and len(text) > _CONTEXT:
        return "… " + text[-_CONTEXT:].split(" ", 1)[-1]
    if last and len(text) > _CONTEXT:
        return text[:_CONTEXT].rsplit(" ", 1)[0] + " …"
    if len(text) > 2 * _CONTEXT:
        return text[:_CONTEXT].rsplit(" ", 1)[0] + " … " + text[-_CONTEXT:].split(" ", 1)[-1]
    return text
