"""A file of Markdown as it was parsed before, maybe by another process: each language reads the source."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.cache import NoStore, Store, content_key, engine_digest
from reportgen.diagnostics import Diagnostics
from reportgen.document.markdown.syntax import DirectiveSyntax
from reportgen.document.packing import pack, recalled
from reportgen.document.parse import Parsed, parse_markdown
from reportgen.document.units import UnitFactory


def parse_file(
    text: str,
    file: str,
    *,
    container: str,
    lang: str,
    directives: Mapping[str, DirectiveSyntax],
    diagnostics: Diagnostics,
    store: Store | None = None,
    units: UnitFactory | None = None,
) -> Parsed:
    """What `parse_markdown` makes of the text of `file`, from `store` when it was made before."""
    units = units or UnitFactory(container, lang)

    def parse() -> Parsed:
        return parse_markdown(
            text,
            origin=file,
            container=container,
            lang=lang,
            directives=directives,
            diagnostics=diagnostics,
            units=units,
        )

    # Units are counted: those of a text that others come before are its own.
    if store is None or isinstance(store, NoStore) or units.counts:
        return parse()
    key = content_key([engine_digest(), "parsed", file, container, lang, *sorted(directives), text])
    try:
        values, findings, counts = recalled(store, key)
        known = Parsed(*values)
    except (TypeError, ValueError):
        pass
    else:
        diagnostics.extend(findings)
        units.counts.update(counts)
        return known
    with diagnostics.captured() as told:
        made = parse()
    values = made.title, made.attrs, made.blocks, made.notes, made.front_matter, made.span, made.unit
    store.put(key, pack((values, tuple(told), units.counts)))
    return made
