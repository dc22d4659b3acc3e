"""What pure functions have made of parts before, in another process: nothing is made twice of the same part.

A result is kept under the mark of its part, the name of what makes it and what else was given; the parts in
it are late ones, and their marks derive from that. So a part on which nothing has changed goes through all
passes without being read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.cache import Ledger
from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.document.late import LatePart, head_of
from reportgen.document.packing import Codec, PackingError
from reportgen.document.whole import Part
from reportgen.memo import Kept, Memo, made_with_findings

_SAME: Final = "same"
"""Stands for the part itself in what was made of it."""


@dataclass(slots=True)
class LastingMemo(Memo):
    """A memo whose results for late parts are also in `ledger`.

    A result is plain, or of the classes that `codec` knows, and holds one new part at most: it is that part,
    or has it as `part`. What else counts is given as plain values and nodes, without sets.
    """

    ledger: Ledger = field(kw_only=True)
    codec: Codec = field(kw_only=True)
    _root: str = ""
    _marks: dict[int, tuple[object, str]] = field(default_factory=dict)

    def rest_on(self, base: object) -> None:
        Memo.rest_on(self, base)
        self._root = self._mark(base)

    def _kept(
        self,
        name: str,
        subjects: tuple[Any, ...],
        make: Callable[..., Any],
        diagnostics: Diagnostics | None,
        given: object,
    ) -> Kept:
        part = subjects[0] if len(subjects) == 1 else None
        if not isinstance(part, LatePart):
            return Memo._kept(self, name, subjects, make, diagnostics, given)
        return self._lasting(name, part, make, diagnostics, given)

    def knows(self, name: str, subject: object, given: object = None) -> bool:
        if isinstance(subject, LatePart) and self.ledger.get(self._key(name, subject, given)) is not None:
            return True
        return Memo.knows(self, name, subject, given)

    def _lasting(
        self,
        name: str,
        part: LatePart,
        make: Callable[..., Any],
        diagnostics: Diagnostics | None,
        given: object,
    ) -> Kept:
        here = (name, id(part))
        known = self._known(here, given)
        if known is not None:
            return known
        mark = self._key(name, part, given)

        def again() -> Part:
            if diagnostics is None:
                return _part_of(make(part))
            with diagnostics.unheard():
                return _part_of(make(part))

        data = self.ledger.get(mark)
        found = None if data is None else self._read(data, part, mark, again)
        if found is None:
            found = self._made(part, mark, make, diagnostics)
        known = self._now[here] = Kept((part,), given, *found)
        return known

    def _made(
        self, part: LatePart, mark: str, make: Callable[..., Any], diagnostics: Diagnostics | None
    ) -> tuple[Any, tuple[Diagnostic, ...]]:
        made, findings = made_with_findings(make, (part,), diagnostics)

        def apart(thing: Any) -> Any:
            if thing is part:
                return _SAME
            return head_of(thing) if isinstance(thing, Part) else None

        data = self.codec.pack((made, findings), apart)
        self.ledger.put(mark, data)
        # As it will be read: with late parts, which bear a mark.
        found = self._read(data, part, mark, lambda: _part_of(made))
        assert found is not None
        return found

    def _read(
        self, data: bytes, part: LatePart, mark: str, load: Callable[[], Part]
    ) -> tuple[Any, tuple[Diagnostic, ...]] | None:
        """A result and its findings; None when the bytes are not those of one."""
        late: list[LatePart] = []

        def put(thing: Any) -> Any:
            if thing == _SAME:
                return part
            if not late:
                late.append(LatePart.of(thing, mark, load))
            return late[0]

        try:
            result, findings = self.codec.unpack(data, put)
        except (PackingError, TypeError, ValueError):
            return None
        return result, findings

    def _key(self, name: str, part: LatePart, given: object) -> str:
        told = "\0".join((self._root, name, part.mark, self._mark(given)))
        return hashlib.sha256(told.encode()).hexdigest()

    def _mark(self, given: object) -> str:
        """A digest of what is given: many parts are often given the same."""
        if given is None:
            return ""
        known = self._marks.get(id(given))
        if known is None:
            digest = hashlib.sha256(self.codec.pack(given, alike=True)).hexdigest()
            # Kept beside its digest, so that nothing else comes to have its identity.
            known = self._marks[id(given)] = given, digest
        return known[1]


def _part_of(made: Any) -> Part:
    part = made if isinstance(made, Part) else made.part
    assert isinstance(part, Part)
    return part.whole if isinstance(part, LatePart) else part
