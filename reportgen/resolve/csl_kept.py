"""What a CSL style made of works before: setting them is slow, and a style always says the same of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.cache import NoStore, Store, content_key, engine_digest
from reportgen.document import nodes as n
from reportgen.document.packing import pack, recalled
from reportgen.resolve.csl import CslProcessor, Work, processor_for

Said = tuple[str, str, bool]
"""A work as cited: its key, the locator, and whether without its author."""


@dataclass(slots=True)
class KeptProcessor:
    """Stands for a `CslProcessor` that is only made when something is asked that it has not said before."""

    store: Store
    style: str
    lang: str
    works: Mapping[str, Work]
    locale: str = ""
    prefix: str = ""
    delimiter: str = ""
    suffix: str = ""
    steady: bool = True
    _entries: dict[str, n.Inlines] = field(default_factory=dict)
    _cites: dict[Said, n.Inlines] = field(default_factory=dict)
    _more: bool = False
    _made: CslProcessor | None = None

    def __post_init__(self) -> None:
        """Raises CslError when the style can't be read."""
        if not self._remember():
            made = self._processor()
            self.prefix, self.delimiter, self.suffix = made.prefix, made.delimiter, made.suffix
            self.steady = made.steady

    def cite(self, key: str, locator: str = "", suppress_author: bool = False) -> n.Inlines:
        """As `CslProcessor.cite`."""
        said = (key, locator, suppress_author)
        if said not in self._cites or not self.steady:
            self._cites[said], self._more = self._processor().cite(*said), True
        return self._cites[said]

    def entry(self, key: str) -> n.Inlines:
        """As `CslProcessor.entry`."""
        if key not in self._entries or not self.steady:
            self._entries[key], self._more = self._processor().entry(key), True
        return self._entries[key]

    def keep(self) -> None:
        """Leave what has been said to the next process."""
        if self._more and self.steady and not isinstance(self.store, NoStore):
            said = (self.prefix, self.delimiter, self.suffix, self._entries, self._cites)
            self.store.put(self._key(), pack(said))
            self._more = False

    def _remember(self) -> bool:
        if isinstance(self.store, NoStore):
            return False
        try:
            self.prefix, self.delimiter, self.suffix, self._entries, self._cites = recalled(
                self.store, self._key()
            )
        except (TypeError, ValueError):
            return False
        return True

    def _key(self) -> str:
        works = json.dumps(list(self.works.items()), ensure_ascii=True, default=repr)
        return content_key([engine_digest(), "csl", self.style, self.lang, self.locale, works])

    def _processor(self) -> CslProcessor:
        if self._made is None:
            self._made = processor_for(self.style, self.lang, self.works, self.locale)
        return self._made
