"""Languages made by several processes are those that one makes, of one moment, with all that was found."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from reportgen.cache import DirectoryStore, NoStore
from reportgen.compose import Memory
from reportgen.compose.memory import Maker
from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.document.packing import unpack
from reportgen.pipeline import ahead, languages, status
from reportgen.pipeline.ahead import parts_ahead
from reportgen.pipeline.build import BuildRequest, BuildResult, build
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.inputs import Inputs
from reportgen.pipeline.languages import document_piece, given_project, read_project
from reportgen.pipeline.pieces import web_piece
from reportgen.pipeline.timings import Timings
from reportgen.work import Crew, Spread

FIXTURE = Path(__file__).parents[1] / "fixtures/project"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that counts as a large one."""
    monkeypatch.setattr(ahead, "LARGE", 0)
    shutil.copytree(FIXTURE, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages that this process makes itself."""
    made: list[str] = []
    plain = languages.make_documents

    def making_here(loaded: Any, langs: list[str], *rest: Any) -> dict[str, Document]:
        made.extend(langs)
        return plain(loaded, langs, *rest)

    monkeypatch.setattr(languages, "make_documents", making_here)
    return made


def written(project: Path, output: Path, **more: Any) -> tuple[BuildResult, dict[str, bytes]]:
    result = build(BuildRequest(project, editions=("html", "docx"), output=output, **more))
    files = {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }
    return result, files


@pytest.mark.parametrize("use_cache", [True, False])
def test_another_process_makes_the_second_language_and_changes_no_byte(
    project: Path, tmp_path: Path, here: list[str], use_cache: bool
) -> None:
    alone, files = written(project, tmp_path / "one", use_cache=use_cache, spread=Spread("local"))
    assert here == ["fr", "en"]
    here.clear()
    result, same = written(project, tmp_path / "two", use_cache=use_cache, workers=2)
    assert here == ["fr"]
    assert same == files and len(files) > 20
    assert list(result.diagnostics) == list(alone.diagnostics)


def test_after_an_edit_too_and_still_no_byte_changes(project: Path, tmp_path: Path, here: list[str]) -> None:
    written(project, tmp_path / "two", workers=2)
    chapter = project / "content/fr/chapters/01-why.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    alone, files = written(project, tmp_path / "one", use_cache=False, spread=Spread("local"))
    here.clear()
    result, same = written(project, tmp_path / "two", workers=2)
    assert here == ["fr"]
    assert same == files and list(result.diagnostics) == list(alone.diagnostics)


def test_a_single_edition_is_written_here_and_several_by_others(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    do = Crew.do

    def doing(self: Crew, function: Any, given: Any, *plain: Any, elsewhere: bool = True) -> bytes:
        if function is web_piece:
            asked.append(elsewhere)
        return do(self, function, given, *plain, elsewhere=elsewhere)

    monkeypatch.setattr(Crew, "do", doing)
    for number, langs in enumerate((("en",), ("fr", "en"))):
        assert build(BuildRequest(project, ("html",), langs, output=tmp_path / str(number), workers=2)).ok
    assert asked == [False, True, True]


def test_a_mistake_in_the_other_language_is_told_and_nothing_is_written(
    project: Path, tmp_path: Path, here: list[str]
) -> None:
    chapter = project / "content/en/chapters/01-why.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nSee @fig-absent.\n", encoding="utf-8")
    result, files = written(project, tmp_path / "out", workers=2)
    assert here == ["fr"] and not result.ok and not files
    assert any(found.span.file == "content/en/chapters/01-why.md" for found in result.diagnostics)


def test_files_that_changed_in_the_meantime_are_left_to_the_first_process(
    project: Path, tmp_path: Path
) -> None:
    data = given_project(Inputs.read(project)).data
    loaded = read_project(data)
    assert unpack(document_piece(NoStore(), loaded, "en", "draft"))[0].lang == "en"
    (project / "content/shared/note.txt").write_text("new", encoding="utf-8")
    assert read_project(data) is None
    assert unpack(document_piece(NoStore(), None, "en", "draft")) == (None, ())


def test_how_far_translations_are_is_looked_at_once_while_another_process_is_busy(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[str]
) -> None:
    looked: list[int] = []
    plain = status.translated_of
    monkeypatch.setattr(status, "translated_of", lambda *given: looked.append(len(here)) or plain(*given))
    assert written(project, tmp_path / "out", workers=2)[0].ok
    assert looked == [1], "after the first language, before the second is there"


# ---- one language, its parts composed from both ends


def one_language(project: Path, output: Path, **more: Any) -> tuple[BuildResult, dict[str, bytes]]:
    result = build(BuildRequest(project, editions=("docx",), langs=("fr",), output=output, **more))
    assert result.ok
    return result, {path.name: path.read_bytes() for path in result.outputs}


def test_another_process_composes_the_last_parts_and_changes_no_byte(project: Path, tmp_path: Path) -> None:
    alone, files = one_language(project, tmp_path / "one", spread=Spread("local"))
    result, same = one_language(project, tmp_path / "two", workers=2)
    assert same == files
    assert list(result.diagnostics) == list(alone.diagnostics)


def test_the_last_parts_are_composed_until_one_is_there(project: Path, tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "store")
    inputs = Inputs.read(project)
    root = str(inputs.files.root)
    made: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        plain = Maker.part
        patched.setattr(
            Maker, "part", lambda self, name, *rest: made.append(name) or plain(self, name, *rest)
        )
        assert parts_ahead(store, root, inputs.key, "fr", "draft") == b""
        everything, made[:] = list(made), []
        parts_ahead(store, root, inputs.key, "fr", "draft")
        assert made == [], "all of it is there"
        assert parts_ahead(store, root, "of another moment", "en", "draft") == b"" and not made
        assert parts_ahead(store, root, inputs.key, "xx", "draft") == b"" and not made
    assert everything[0].startswith("annexes/") and everything[-1].startswith("front/")
    loaded = load(project, Diagnostics(), Timings())
    assert loaded is not None
    memory = Memory(store)
    make_documents(loaded, ["fr"], "draft", Diagnostics(), Timings(), memory)
    assert memory.made == 0


def test_the_sheets_of_files_that_somebody_edits_are_set_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(
        "reportgen.editions.pdf.make_ready", lambda *told: asked.append(told[2:]), raising=False
    )

    def built() -> Any:
        build(BuildRequest(project, ("pdf",), ("fr",), output=tmp_path / "out", workers=1))
        return asked.pop()

    assert built() == ("draft", [])
    chapters = sorted((project / "content/fr/chapters").glob("0*.md"))
    touched = chapters[1]
    touched.write_text(touched.read_text(encoding="utf-8") + "\nDe plus.\n", encoding="utf-8")
    (profile, [(lang, name)]) = built()
    assert (profile, lang) == ("draft", "fr") and name in touched.read_text(encoding="utf-8")
    for path in chapters[:3]:
        path.write_text(path.read_text(encoding="utf-8") + "\nEncore.\n", encoding="utf-8")
    assert built() == ("draft", []), "whoever changes many files is not writing one"


def test_no_one_is_asked_for_parts_that_were_made_before(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(Crew, "ahead", lambda self, function, *rest: asked.append(function))
    one_language(project, tmp_path / "out", workers=2)
    assert asked.count(parts_ahead) == 1
    chapter = project / "content/fr/chapters/01-why.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    one_language(project, tmp_path / "out", workers=2)
    one_language(project, tmp_path / "out", use_cache=False)
    assert asked.count(parts_ahead) == 1
