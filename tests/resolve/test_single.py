"""A part resolved by itself is what it is in the whole: the preview shows the page that a build writes."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.editions.html import write_page, write_site
from reportgen.pipeline.documents import load, records_of
from reportgen.pipeline.timings import Timings
from reportgen.resolve import resolve
from reportgen.resolve.single import Outlines, around
from tests.compose.reports import FIXTURE, composed


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_part_alone_is_the_part_in_the_whole(lang: str) -> None:
    loaded = load(FIXTURE, Diagnostics(), Timings())
    assert loaded is not None
    records = records_of(loaded, lang)
    document, _ = composed(lang)
    whole = resolve(document, records, Diagnostics())
    site = write_site(whole, loaded.assets, None, ())
    outlines = Outlines()
    for part in whole.parts:
        alone = resolve(around(document, part.id, outlines), records, Diagnostics(), only=part.id)
        assert next(p for p in alone.parts if p.id == part.id) == part
        assert alone.labels == whole.labels
        if part.kind != "divider":
            assert write_page(alone, loaded.assets, part.id) == site[f"{part.id}.html"]
