"""Turns references into words and numbers that lead to their targets (`@fig-x` -> « figure 3 »)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.document import nodes as n
from reportgen.document.walk import transform, walk
from reportgen.resolve import only, ref_words
from reportgen.resolve.context import PassContext
from reportgen.resolve.ref_words import Style
from reportgen.resolve.tree import (
    attrs_of,
    bare_title,
    rewrite_inlines,
)


@dataclass(frozen=True, slots=True)
class _Here:
    """What surrounds a reference: the language of the passage and the editions that show it."""

    lang: str
    editions: only.Editions = ()


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document without `Reference` nodes. An unknown label is reported and stays visible as written."""
    labels = _resolved_titles(document.labels, context)
    resolver = _Resolver(labels, context)
    here = _Here(context.lang)

    def named(part: n.Part) -> tuple[str, ...]:
        nodes = walk(tuple(context.kinds.holders(part, n.Reference)))
        return tuple(t.label for node in nodes if isinstance(node, n.Reference) for t in node.targets)

    def resolved(part: n.Part) -> n.Part:
        return context.kinds.transform(part, (n.Reference,), here, _enter, resolver.leave)

    parts = tuple(
        context.memo.told("references", (part,), resolved, context.diagnostics, _seen(names, labels))
        if (names := context.memo.of("named", (part,), named))
        else part
        for part in document.parts
    )
    imprint = transform(n.Div(document.meta.imprint), here, _enter, resolver.leave).children
    meta = document.meta
    if imprint is not meta.imprint:
        meta = dataclasses.replace(meta, imprint=imprint)
    return dataclasses.replace(document, meta=meta, parts=parts, labels=labels)


def _seen(names: tuple[str, ...], labels: Mapping[str, n.Label]) -> tuple[object, ...]:
    """What references to these labels show of them; of an unknown one, the labels it may be taken for."""
    seen: list[object] = []
    unknown = False
    for name in names:
        label = labels.get(name)
        if label is None:
            unknown = True
            continue
        seen.append((label.kind, label.number, label.title, label.editions))
        if not label.number and not label.title:
            part = labels.get(label.part)
            seen.append(part and part.title)
    return (*seen, *labels) if unknown else tuple(seen)


def nearest(label: str, labels: Mapping[str, n.Label]) -> str:
    """The known label an author most likely meant: the same prefix first, then any."""
    prefix = label.partition("-")[0] + "-"
    return suggest(label, [known for known in labels if known.startswith(prefix)]) or suggest(label, labels)


def _enter(node: Any, here: _Here) -> _Here:
    if isinstance(node, n.Only):
        return dataclasses.replace(here, editions=only.inside(node, here.editions))
    lang = attrs_of(node).lang
    return dataclasses.replace(here, lang=lang) if lang and lang != here.lang else here


def _resolved_titles(labels: Mapping[str, n.Label], context: PassContext) -> dict[str, n.Label]:
    """Labels whose titles hold no reference: a heading may mention `@fig-x`, and be listed or referred to."""
    waiting = {key: label for key, label in labels.items() if context.memo.of("refers", (label,), _refers)}
    if not waiting:
        return dict(labels)
    # A title inside a title would go round in circles, so titles are resolved against bare labels. Findings
    # are thrown away here: the heading itself, in the tree, reports them.
    bare = {
        key: dataclasses.replace(label, title=rewrite_inlines(label.title, _without_reference))
        for key, label in labels.items()
    }
    resolver = _Resolver(bare, dataclasses.replace(context, diagnostics=Diagnostics()))
    here = _Here(context.lang)
    result = dict(labels)
    for key, label in waiting.items():
        title = rewrite_inlines(label.title, lambda node: resolver.leave(node, here))
        result[key] = dataclasses.replace(label, title=bare_title(title))
    return result


def _refers(label: n.Label) -> bool:
    return any(isinstance(node, n.Reference) for node in walk(label.title))


def _without_reference(node: Any) -> Any:
    return None if isinstance(node, n.Reference) else node


class _Resolver:
    def __init__(self, labels: Mapping[str, n.Label], context: PassContext) -> None:
        self.labels = labels
        self.context = context

    def leave(self, node: Any, here: _Here) -> Any:
        if isinstance(node, n.Reference):
            return self.resolve(node, here)
        return node

    def resolve(self, reference: n.Reference, here: _Here) -> n.Inlines:
        """The words of one reference, its targets grouped by kind in the order they were first named."""
        words = self.context.words_in(here.lang)
        groups: dict[str, list[n.Label]] = {}
        unknown: list[n.Inlines] = []
        for target in reference.targets:
            label = self._find(target, here)
            if label is None:
                text = (n.Text(f"@{target.label}"),)
                unknown.append((n.Styled(text, n.Attrs(classes=("unresolved",))),))
            elif label not in groups.setdefault(label.kind, []):
                groups[label.kind].append(label)
        article = reference.article if words["ref.articles"] else ""
        style = Style(reference.form, article)
        content = _phrases(groups, unknown, words, style)
        if reference.capital:
            content = ref_words.capitalised(content)
        return (*_prefix(reference.prefix), *content)

    def _find(self, target: n.RefTarget, here: _Here) -> n.Label | None:
        label = self.labels.get(target.label)
        diagnostics = self.context.diagnostics
        if label is None:
            near = nearest(target.label, self.labels)
            diagnostics.add("REF004", target.span, suggestion=near, id=target.label)
            return None
        if not only.reaches(here.editions, label.editions):
            editions = ", ".join(label.editions)
            diagnostics.add("REF005", target.span, id=label.id, editions=editions)
        return self._shown(label, target.span)

    def _shown(self, label: n.Label, place: Span) -> n.Label:
        """The label, with the title of its part when it has nothing of its own to show."""
        if label.number or label.title:
            return label
        self.context.diagnostics.add("REF006", place, id=label.id)
        part = self.labels.get(label.part)
        title = part.title if part is not None and part.title else (n.Text(label.id),)
        return dataclasses.replace(label, title=title)


def _prefix(prefix: str) -> n.Inlines:
    if not prefix:
        return ()
    return (n.Text(prefix if prefix[-1] in " \u00a0(’'" else prefix + " "),)


def _phrases(
    groups: Mapping[str, list[n.Label]],
    unknown: list[n.Inlines],
    words: Mapping[str, str],
    style: Style,
) -> n.Inlines:
    phrases: list[n.Inlines] = []
    most_items = 1
    for kind, labels in groups.items():
        if style.form == "page":
            phrases.extend(ref_words.paged(kind, label, words) for label in labels)
            continue
        with_number = [label for label in labels if label.number and kind in ref_words.NOUNS]
        if with_number:
            phrase, items = ref_words.numbered(kind, with_number, words, style)
            phrases.append(phrase)
            most_items = max(most_items, items)
        phrases.extend(
            ref_words.titled(kind, label, words, style) for label in labels if label not in with_number
        )
    phrases.extend(unknown)
    # « les figures 2 et 4, et le tableau 1 »: a comma where a bare "and" would read as one list.
    return ref_words.joined(phrases, words, "ref.comma-and" if most_items > 1 else "ref.and")
