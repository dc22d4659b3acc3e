"""A project read again and again in one process: what has not changed is neither read nor made again.

The preview and the language server stand on this. The first follows what is saved, the second also holds
texts that are not saved yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.cache import Store
from reportgen.compose import Memory, compose
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.memo import Memo
from reportgen.pipeline.documents import Loaded, load, records_of
from reportgen.pipeline.inputs import ASSET_FOLDERS, Inputs
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets
from reportgen.resolve import resolve

Wanted = Mapping[str, frozenset[str]]
"""The ids of the parts that have to be as they now are, by language; the others may be as they were."""


@dataclass(frozen=True, slots=True)
class Report:
    """The report at one moment: what was loaded, and the documents that were made of it, by language."""

    loaded: Loaded
    documents: Mapping[str, n.Document]


class Reading:
    """The files of a project, and what has been made of them. One thread at a time."""

    def __init__(self, root: Path, store: Store) -> None:
        self.root = root.resolve()
        self.store = store
        self._memory = Memory(store)
        self._memos: dict[str, Memo] = {}
        self._inputs: Inputs | None = None
        self._unsaved: dict[str, bytes] = {}
        self._assets: Assets | None = None
        self._only_furniture = False

    def memo(self, name: str) -> Memo:
        """What has been made under this name; the documents of a language are under its code."""
        return self._memos.setdefault(name, Memo())

    def turn(self) -> None:
        """Forget what has not been asked for since the turn before."""
        files = (self._inputs.files.memo,) if self._inputs else ()
        for memo in (self._memory.memo, *self._memos.values(), *files):
            memo.turn()

    def renew(self, unsaved: Mapping[str, str] | None = None) -> bool:
        """Look at the files again, with the texts of `unsaved` in their place; whether any has changed."""
        before = self._inputs
        inputs = self._inputs = Inputs.read(self.root, before)
        texts = {file: text.encode("utf-8", "surrogatepass") for file, text in (unsaved or {}).items()}
        changed = before is None or inputs.listing != before.listing or texts != self._unsaved
        for file in self._unsaved.keys() - texts.keys():
            inputs.files.forget(file)
        # The same object says that it is the same text: what was made of it stands.
        self._unsaved = {
            file: self._unsaved[file] if self._unsaved.get(file) == data else data
            for file, data in texts.items()
        }
        for file, data in self._unsaved.items():
            inputs.files.put(file, data)
        files = inputs.changed(before) if before else frozenset()
        if self._assets and any(file.startswith(ASSET_FOLDERS) for file in files):
            self._assets = self._assets.renewed(files)
        self._only_furniture = bool(files) and not texts and all(map(_is_furniture, files))
        return changed

    def furnished(self, before: Report) -> Report | None:
        """The same report in other furniture, when the last `renew` found that nothing else has changed."""
        if not self._only_furniture or self._assets is None:
            return None
        return replace(before, loaded=replace(before.loaded, assets=self._assets))

    def read(
        self, found: Diagnostics, wanted: Wanted | None = None, stopped: Callable[[], bool] = bool
    ) -> Report | None:
        """The report as the files stood at the last `renew`, in the languages of `wanted` (None: whole).

        None when its settings cannot be read. Raises `compose.Stopped` when `stopped` said so.
        """
        if self._inputs is None:
            self.renew()
        assert self._inputs is not None
        loaded = load(self.root, found, Timings(), self._inputs.files, self._assets)
        if loaded is None:
            return None
        self._assets = loaded.assets
        self._memory.stopped = stopped
        documents = {}
        for lang in loaded.project.languages:
            if wanted is None or lang in wanted:
                self._memory.wanted = None if wanted is None else wanted[lang]
                documents[lang] = self._document(loaded, lang, found)
        return Report(loaded, documents)

    def _document(self, loaded: Loaded, lang: str, found: Diagnostics) -> n.Document:
        project, inventory, assets = loaded.project, loaded.inventory, loaded.assets
        document = compose(project, inventory, lang, "draft", assets, found, self._memory)
        return resolve(document, records_of(loaded, lang), found, self.memo(lang), self.store)


def _is_furniture(file: str) -> bool:
    """Whether a file says how pages of the site look, and nothing of what they say."""
    return file.startswith("templates/html/") or (file.startswith("styles/") and file.endswith(".css"))
