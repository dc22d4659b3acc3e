"""A comment on a unit that was made on a screen, as a thread of the register of a review."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

from reportgen.document.units import Unit
from reportgen.review.model import UnitRecord
from reportgen.review.register import Register, Thread

DRAFT: Final = "preview"


def noted(before: Register | None, unit: Unit, text: str, who: str, on: str) -> Register:
    """The register with one more open thread: a comment of `who` on `unit`, made at `on` (ISO time)."""
    register = before or Register()
    seed = "\0".join((unit.id, text, who, on))
    name = f"r{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:8]}"
    if any(thread.id == name for thread in register.threads):
        return register
    thread = Thread(
        id=name,
        kind="comment",
        state="open",
        place=f"{unit.origin.file}:{unit.origin.line}",
        field=unit.origin.field,
        number="",
        heading="",
        draft=DRAFT,
        unit=unit.id,
        found="bookmark",
        authors=(who,),
        date=on,
        text=text,
    )
    record = UnitRecord(
        bookmark="",
        id=unit.id,
        kind=unit.kind,
        container=unit.container,
        lang=unit.lang,
        hash=unit.hash,
        file=unit.origin.file,
        line=unit.origin.line,
        end=unit.origin.end_line or unit.origin.line,
        field=unit.origin.field,
        number="",
        source=unit.text,
        printed=unit.text,
        order=0,
    )
    return replace(
        register,
        threads=(*register.threads, thread),
        units={**register.units, unit.id: register.units.get(unit.id, record)},
    )
