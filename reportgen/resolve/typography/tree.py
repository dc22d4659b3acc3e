"""The typography pass: every run of the document, in its own language."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial
from typing import Any, Final, TypeVar

from reportgen.cache import Store
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import child_fields, transform
from reportgen.resolve.context import PassContext
from reportgen.resolve.kept import keep_ahead, kept
from reportgen.resolve.typography.engine import Profile, typeset_text
from reportgen.resolve.typography.general import conventions_of
from reportgen.resolve.typography.inlines import run_text, typeset_inlines
from reportgen.resolve.typography.lint import lint

T = TypeVar("T")
_NAME: Final = "typography"


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document with the typography of its language (and of each block or span in another one).

    Also looks at what no rule can mend, and reports it (TYP1xx, TYP2xx) where it stands in a source.
    """
    lang = context.lang
    house = conventions_of(context.words) or ""
    setter = _Setter(lang, context.diagnostics, house)
    memo = context.memo
    helper = partial(_typeset_ahead, house=house)

    def label_set(label: n.Label) -> n.Label:
        title = typeset_inlines(label.title, lang, house)
        return label if title is label.title else dataclasses.replace(label, title=title)

    return dataclasses.replace(
        document,
        meta=_meta(document.meta, setter),
        parts=kept(context, _NAME, document.parts, setter.inside, repr(house), helper),
        labels={
            key: memo.of("label title", (label,), label_set) if label.title else label
            for key, label in document.labels.items()
        },
    )


def _typeset_ahead(store: Store, lang: str, given: str, packed: Sequence[bytes], *, house: Profile) -> bytes:
    """Typeset parts for another process (see `keep_ahead`)."""
    diagnostics = Diagnostics()
    setter = _Setter(lang, diagnostics, house)
    return keep_ahead(store, _NAME, lang, given, packed, setter.inside, diagnostics)


def _meta(meta: n.Meta, setter: _Setter) -> n.Meta:
    def text(value: str) -> str:
        return typeset_text(value, setter.lang, setter.house)

    return dataclasses.replace(
        meta,
        title=text(meta.title),
        subtitle=text(meta.subtitle),
        description=text(meta.description),
        publisher=text(meta.publisher),
        licence=text(meta.licence),
        notice=text(meta.notice),
        keywords=tuple(map(text, meta.keywords)),
        imprint=tuple(setter.inside(block) for block in meta.imprint),
    )


class _Setter:
    """Typesets nodes and reports what it can't mend; `lang` is the language of the document, `house` its
    conventions when it has no rules of its own."""

    def __init__(self, lang: str, diagnostics: Diagnostics, house: Profile) -> None:
        self.lang = lang
        self.house = house
        self._diagnostics = diagnostics

    def inside(self, node: T) -> T:
        """A part or a block, typeset."""
        whole: T = self._leave_with(transform(node, self.lang, self._enter, self._leave), self.lang)
        return whole

    def _enter(self, node: Any, lang: str) -> str:
        attrs = getattr(node, "attrs", None)
        return (attrs.lang if isinstance(attrs, n.Attrs) else "") or lang

    def _leave(self, node: Any, lang: str) -> Any:
        return node if isinstance(node, n.Inline) else self._leave_with(node, lang)

    def _leave_with(self, node: Any, around: str) -> Any:
        lang = self._enter(node, around)
        changes: dict[str, Any] = {}
        names = child_fields(node)
        for name in (*names, "short_title") if isinstance(node, n.Part) else names:
            value = getattr(node, name)
            new = self._value(node, name, value, lang)
            if new is not value:
                changes[name] = new
        return dataclasses.replace(node, **changes) if changes else node

    def _value(self, node: Any, name: str, value: Any, lang: str) -> Any:
        house = self.house if lang == self.lang else ""
        if isinstance(node, n.Part) and name == "short_title":
            return typeset_text(value, lang, house)
        if isinstance(value, n.Chart):
            return _chart(value, lang, house)
        if isinstance(value, n.Image):
            return typeset_inlines((value,), lang, house)[0]
        if not isinstance(value, tuple) or not value or not isinstance(value[0], n.Inline):
            return value
        if isinstance(node, n.IndexEntry) and name == "refs":
            # References stand side by side in an index: each is its own run.
            return tuple(typeset_inlines((ref,), lang, house)[0] for ref in value)
        result = typeset_inlines(value, lang, house)
        self._look(node, result, lang)
        return result

    def _look(self, node: Any, inlines: n.Inlines, lang: str) -> None:
        span = getattr(node, "span", None)
        if span is None:
            return
        for finding in lint(run_text(inlines, lang), lang):
            self._diagnostics.add(finding.code, span, text=finding.text)


def _chart(chart: n.Chart, lang: str, house: Profile) -> n.Chart:
    def text(value: str) -> str:
        return typeset_text(value, lang, house)

    return dataclasses.replace(
        chart,
        categories=tuple(map(text, chart.categories)),
        series=tuple(dataclasses.replace(series, name=text(series.name)) for series in chart.series),
        unit=text(chart.unit),
        description=text(chart.description),
    )
