"""The whole report handed to clients that are not ours, and back: nothing lost, nothing changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from lxml import etree

from reportgen.compose.directives import SYNTAXES
from reportgen.diagnostics import Diagnostics
from reportgen.document.units import normalise
from reportgen.pipeline.exchange import Bench, bench, export, import_files
from reportgen.translation.documents import part_of
from reportgen.translation.exchange.codes import Coded, decode
from reportgen.translation.exchange.formats import FormatName, hand_off_files, read_file
from reportgen.translation.exchange.importing import Desk, judge_files
from reportgen.translation.exchange.tags import with_codes
from reportgen.translation.exchange.units import ExchangeUnit, HandOff, Returned
from reportgen.translation.pieces import pieces_of
from reportgen.translation.states import State
from tests.translation.exchange.clients import CLIENTS, Save
from tests.translation.exchange.desk import X
from tests.translation.exchange.omegat import translated
from tests.translation.exchange.test_schemas import JUDGES, judge

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report-hand-offs")]
# A table of 3,600 rows is much for LibreOffice: it has the small project.
HERE = [case for case in CLIENTS if case[0] != "LibreOffice Writer"]
DONE = frozenset({State.TRANSLATED, State.REVIEWED, State.FINAL})


@dataclass(frozen=True)
class Whole:
    """Every unit of the report."""

    ready: Bench

    def job(self, by_sentence: bool = False) -> HandOff:
        units = tuple(one.unit for one in self.ready.handed)
        return HandOff(units, *self.ready.langs, self.ready.project, by_sentence=by_sentence)

    def hand_out(self, to: FormatName, folder: Path, by_sentence: bool = False) -> Path:
        """The hand-off on disk; the first of its files."""
        files = hand_off_files(to, self.job(by_sentence), self.ready.terms)
        for name, data in files.items():
            is_folder = name.endswith("/")
            (folder / name if is_folder else (folder / name).parent).mkdir(parents=True, exist_ok=True)
            if not is_folder:
                (folder / name).write_bytes(data)
        return folder / next(iter(files))

    def check(self, path: Path, at_least: int, one_each: bool = False) -> None:
        """What came back is the report, to the last placeholder, and taking it changes nothing.

        `one_each`: the tool has one translation a source text, that of one of the places where it stands.
        """
        back = read_file(path.name, path.read_bytes(), *self.ready.langs)
        found = Diagnostics()
        desk = Desk(self.ready.handed, self.ready.langs, self.ready.project, self.ready.terms)
        outcome = judge_files(back, desk, found)
        assert [one.code for one in found] == []
        assert (outcome.taken, outcome.refused) == ([], [])
        assert outcome.unchanged + outcome.untranslated == len(self.ready.handed)
        assert outcome.unchanged >= at_least
        units = {one.unit.name: one.unit for one in self.ready.handed}
        said: dict[str, set[str]] = {}
        for unit in units.values():
            if unit.target is not None:
                said.setdefault(unit.source.skeleton, set()).add(normalise(decode(unit.target)))
        for returned in (one for _, file in back for one in file.units):
            unit = units[returned.name]
            same_text(unit, returned, said.get(unit.source.skeleton, set()) if one_each else set())


def same_text(unit: ExchangeUnit, back: Returned, others: set[str]) -> None:
    assert back.source is not None
    assert rebuilt(back.source, unit.source) == normalise(decode(unit.source))
    if unit.target is not None and unit.state in DONE and back.target.skeleton != unit.source.skeleton:
        known = Coded((), {**unit.source.codes, **unit.target.codes})
        assert rebuilt(back.target, known) in {normalise(decode(unit.target)), *others}


def rebuilt(read: Coded, known: Coded) -> str:
    marked = with_codes(read, known)
    assert all(isinstance(item, str) or item.id for item in marked.items), "a placeholder of no code"
    return normalise(decode(marked))


@pytest.fixture(scope="module")
def whole() -> Iterator[Whole]:
    ready = bench(ROOT, Diagnostics())
    assert ready is not None
    assert len(ready.handed) > 3000
    yield Whole(ready)


@pytest.mark.parametrize(("to", "save"), [case[1:] for case in HERE], ids=[case[0] for case in HERE])
def test_the_whole_report_through_a_client(whole: Whole, to: str, save: Save, tmp_path: Path) -> None:
    path = whole.hand_out(cast("FormatName", to), tmp_path)
    save(path)
    whole.check(path, len(whole.ready.handed) - 20)


@pytest.mark.parametrize("by_sentence", [False, True], ids=["paragraphs", "sentences"])
def test_the_whole_report_through_omegat(whole: Whole, by_sentence: bool, tmp_path: Path) -> None:
    path = whole.hand_out("omegat", tmp_path, by_sentence)
    # Translations without all the placeholders of their source are shown to the translator, not filled in.
    whole.check(translated(path.parent), len(whole.ready.handed) * 9 // 10, one_each=True)


@pytest.mark.parametrize(("to", "schema"), JUDGES, ids=[to for to, _ in JUDGES])
def test_the_whole_report_is_valid(whole: Whole, to: FormatName, schema: str, tmp_path: Path) -> None:
    known = judge(schema)
    for by_sentence in (False, True) if to.startswith("xliff") else (False,):
        path = whole.hand_out(to, tmp_path, by_sentence)
        assert known.validate(etree.parse(path)), [str(error) for error in known.error_log][:5]


def test_every_translation_changed_and_changed_back_leaves_the_same_texts(tmp_path: Path) -> None:
    """All files of the English edition are written twice; their trees are then what they were."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "content", root / "content")
    before = trees(root)
    for word in (" Zz", ""):
        result, found = export(root, tmp_path / "out", "xliff2", numbers=False)
        path = result.paths[0]
        spoil(path, word)
        taken, found = import_files(root, [path])
        assert not [one for one in found if one.code.startswith("TRN1") and str(one.severity) == "error"]
        assert taken.taken > 3000
        assert taken.refused == []
        if word:
            assert trees(root) != before
    assert trees(root) == before


def spoil(path: Path, word: str) -> None:
    """Add a word at the end of every target, or take it away."""
    root: Any = etree.parse(path).getroot()
    for target in root.iter(f"{X}target"):
        node, where = (target[-1], "tail") if len(target) else (target, "text")
        text = getattr(node, where) or ""
        assert word or text.endswith(" Zz")
        setattr(node, where, text + word if word else text.removesuffix(" Zz"))
    etree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def trees(root: Path) -> dict[str, Any]:
    """Each English text: the units of a chapter in order (kind, place, text), the values of an overlay."""
    found: dict[str, Any] = {}
    for path in sorted((root / "content/en").rglob("*")):
        if path.suffix == ".md":
            part = part_of(path.read_text(encoding="utf-8"), path.name, path.stem, "en", SYNTAXES)
            pieces = pieces_of(part)
            found[path.name] = [(one.unit.kind, one.key, normalise(one.unit.text)) for one in pieces]
        elif path.suffix == ".yaml":
            data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
            found[path.name] = json.dumps(plain(data), ensure_ascii=False)
    return found


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return normalise(value) if isinstance(value, str) else value
