"""Reading the files of `content/shared/`."""

from __future__ import annotations

import os
from typing import Final, TypeVar

from pydantic import BaseModel

from reportgen.diagnostics import Diagnostics, suggest
from reportgen.inventory.shared import Ministries, Portfolio, UiWord
from reportgen.project import Project
from reportgen.project.texts import check_languages
from reportgen.words import DEFAULTS
from reportgen.yamlfile import Loc, YamlFile, validate

M = TypeVar("M", bound=BaseModel)

SHARED: Final = "content/shared/"
SHARED_FILES: Final = (
    "ministries.yaml", "glossary.yaml", "acronyms.yaml", "milestones.yaml", "people.yaml",
    "bibliography.json", "ui.yaml",
)  # fmt: skip


class SharedFiles:
    """Reads the files of `content/shared/`, all of them optional, and remembers where each record stands."""

    def __init__(self, project: Project, diagnostics: Diagnostics) -> None:
        self.project = project
        self.diagnostics = diagnostics
        self.files: dict[str, YamlFile] = {}
        self.locs: dict[tuple[str, str], tuple[str, Loc]] = {}

    def read(self, name: str) -> YamlFile | None:
        path = SHARED + name
        if not os.path.lexists(self.project.root / path):
            return None
        yaml = self.project.read_yaml(path, self.diagnostics)
        if yaml is not None:
            self.files[name] = yaml
        return yaml

    def valid(self, model: type[M], yaml: YamlFile, at: Loc = ()) -> M | None:
        """A record with the languages of the project, after findings where it has others or lacks some."""
        found = validate(model, yaml, self.diagnostics, at)
        if found is not None:
            project = self.project
            check_languages(found, yaml, at, project.languages, project.source_language, self.diagnostics)
        return found

    def ministries(self) -> Ministries | None:
        """`ministries.yaml`: portfolios with the governments of the reference year, or portfolios alone."""
        yaml = self.read("ministries.yaml")
        if yaml is None:
            return None
        if isinstance(yaml.data, list):
            return Ministries(portfolios=tuple(self.list_of(yaml, "portfolio", Portfolio).values()))
        found = self.valid(Ministries, yaml)
        if found is None:
            return None
        portfolios = self.locate(yaml, "portfolio", [p.id for p in found.portfolios], ("portfolios",))
        governments = self.locate(yaml, "government", [g.id for g in found.governments], ("governments",))
        return found.model_copy(
            update={
                "portfolios": tuple(p for i, p in enumerate(found.portfolios) if i in portfolios),
                "governments": tuple(g for i, g in enumerate(found.governments) if i in governments),
            }
        )

    def records(self, kind: str, name: str, model: type[M], key: str = "id") -> dict[str, M]:
        """The records of a file that holds a list of them (alone, or under the name of the file), by their
        key, in the order of the file."""
        yaml = self.read(name)
        if yaml is None or yaml.data is None:
            return {}
        under = name.split(".")[0]
        if isinstance(yaml.data, dict):
            for other in yaml.data:
                if other != under:
                    self.diagnostics.add("YML031", yaml.key_span(other), key=other)
        at: Loc = (under,) if isinstance(yaml.data, dict) and under in yaml.data else ()
        return self.list_of(yaml, kind, model, key, at)

    def list_of(
        self, yaml: YamlFile, kind: str, model: type[M], key: str = "id", at: Loc = ()
    ) -> dict[str, M]:
        items = yaml.value(at)
        if not isinstance(items, list):
            self.diagnostics.add("YML036", yaml.span(*at), value="{…}" if items else "")
            return {}
        found = [self.valid(model, yaml, (*at, i)) for i in range(len(items))]
        keys = [str(getattr(record, key)) if record else "" for record in found]
        first = self.locate(yaml, kind, keys, at, key)
        return {keys[i]: record for i, record in enumerate(found) if record and i in first}

    def locate(self, yaml: YamlFile, kind: str, keys: list[str], at: Loc, key: str = "id") -> set[int]:
        """Remember where each record stands; the positions of good, new keys."""
        first: set[int] = set()
        name = yaml.file.removeprefix(SHARED)
        for position, value in enumerate(keys):
            if str(yaml.value((*at, position, key))) != value:
                continue
            if (kind, value) in self.locs:
                there = yaml.place(self.locs[kind, value][1])
                self.diagnostics.add("INV013", yaml.span(*at, position, key), id=value, first=there.line)
                continue
            self.locs[kind, value] = (name, (*at, position))
            first.add(position)
        return first

    def words(self) -> dict[str, dict[str, str]]:
        """`ui.yaml`: words of the engine that the project replaces."""
        yaml = self.read("ui.yaml")
        if yaml is None or not isinstance(yaml.data, dict):
            return {}
        words: dict[str, dict[str, str]] = {}
        for key in yaml.data:
            if key not in DEFAULTS:
                self.diagnostics.add("INV014", yaml.key_span(key), suggest(key, DEFAULTS), key=key)
                continue
            word = self.valid(UiWord, yaml, (key,))
            if word:
                words[key] = {lang: word[lang] for lang in word.languages}
        return words
