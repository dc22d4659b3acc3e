"""The cache is never a reason for another result: after any edit, what comes from it is what is made anew."""

from __future__ import annotations

import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reportgen.cache import DirectoryStore, Ledger, Store, content_key
from reportgen.compose import Memory, compose
from reportgen.diagnostics import Diagnostic, Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.late import LatePart
from reportgen.document.packing import PackingError, pack, unpack
from reportgen.memo import Memo
from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.check import CheckRequest, check
from reportgen.pipeline.documents import load, make_documents, records_of
from reportgen.pipeline.inputs import Inputs
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets
from reportgen.resolve import resolve

FIXTURE = Path(__file__).parents[1] / "fixtures/project"
Result = tuple[dict[str, n.Document], list[Diagnostic]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURE, tmp_path / "project")
    return tmp_path / "project"


@dataclass
class Kept:
    """What a process that goes on keeps between two runs: files as read, parts as composed and resolved."""

    memory: Memory
    memos: dict[str, Memo] = field(default_factory=lambda: {lang: Memo() for lang in ("fr", "en", "es")})
    inputs: Inputs | None = None


def made(root: Path, kept: Kept | Memory | None, langs: tuple[str, ...] = ("fr", "en")) -> Result:
    """The resolved documents and all findings; without anything `kept`, everything is made anew."""
    kept = Kept(kept) if isinstance(kept, Memory) else kept
    diagnostics = Diagnostics()
    inputs = Inputs.read(root, kept.inputs if kept else None)
    loaded = load(root, diagnostics, Timings(), inputs.files)
    if kept:
        kept.inputs = inputs
    if loaded is None:
        return {}, list(diagnostics)
    documents = {}
    for lang in langs:
        memory, memo = (kept.memory, kept.memos[lang]) if kept else (None, Memo())
        memo.turn()
        document = compose(
            loaded.project, loaded.inventory, lang, "draft", loaded.assets, diagnostics, memory
        )
        store = kept.memory.store if kept else None
        documents[lang] = resolve(document, records_of(loaded, lang), diagnostics, memo, store)
    return documents, list(diagnostics)


def edit(root: Path, chance: random.Random) -> str:
    """Change one file of the content as an editor might, well or badly; its name and what was done."""
    files = sorted(p for p in (root / "content").rglob("*") if p.suffix in (".md", ".yaml", ".json"))
    path = chance.choice(files)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = chance.randrange(len(lines)) if lines else 0
    what = chance.choice(("drop", "double", "word", "number", "line", "swap"))
    if what == "drop" and lines:
        del lines[at]
    elif what == "double" and lines:
        lines.insert(at, lines[at])
    elif what == "word" and lines:
        words = lines[at].split(" ")
        words[chance.randrange(len(words))] += "mot"
        lines[at] = " ".join(words).replace("\nmot", "mot\n")
    elif what == "number" and lines:
        lines[at] = lines[at].replace("1", "2")
    elif what == "line":
        lines.insert(
            at, chance.choice(("Une ligne : de plus.\n", "@fiche-inconnue\n", "{{ count(fiches) }}\n"))
        )
    elif lines:
        other = chance.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    path.write_text("".join(lines), encoding="utf-8")
    return f"{path.relative_to(root)}: {what} at {at + 1}"


def test_fifty_random_edits_give_the_same_documents_and_findings_with_and_without_a_cache(
    project: Path, tmp_path: Path
) -> None:
    chance = random.Random(8)
    store = DirectoryStore(tmp_path / "cache")
    lasting = Kept(Memory(store))
    before = {path: path.read_bytes() for path in sorted((project / "content").rglob("*")) if path.is_file()}
    for number in range(50):
        done = edit(project, chance)
        fresh = made(project, None)
        assert made(project, lasting) == fresh, done
        if number % 5 == 4:
            # A new process finds the same on disk; then the content is whole again.
            assert made(project, Memory(store)) == fresh, done
            for path, data in before.items():
                path.write_bytes(data)


def by_a_new_process(root: Path, store: Store | None) -> Result:
    """The same as a build makes them: with a store, what another process knew of parts is believed."""
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    if loaded is None:
        return {}, list(diagnostics)
    memory = Memory(store) if store else None
    documents = make_documents(loaded, ["fr", "en"], "draft", diagnostics, Timings(), memory)
    return documents, list(diagnostics)


def test_after_random_edits_parts_that_are_not_read_are_what_they_would_be(
    project: Path, tmp_path: Path
) -> None:
    chance = random.Random(4)
    store = DirectoryStore(tmp_path / "cache")
    before = {path: path.read_bytes() for path in sorted((project / "content").rglob("*")) if path.is_file()}
    for number in range(30):
        done = edit(project, chance)
        assert by_a_new_process(project, store) == by_a_new_process(project, None), done
        if number % 5 == 4:
            for path, data in before.items():
                path.write_bytes(data)


def test_parts_on_which_nothing_has_changed_are_not_read(project: Path, tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "cache")
    by_a_new_process(project, store)
    chapter = sorted((project / "content/fr/chapters").glob("*.md"))[0]
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    documents, _ = by_a_new_process(project, store)
    read = [part.id for part in documents["fr"].parts if not isinstance(part, LatePart) or part.is_read]
    assert len(documents["fr"].parts) > 5
    assert len(read) == 1


def test_a_part_that_is_lost_in_the_store_is_made_again(project: Path, tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "cache")
    by_a_new_process(project, store)
    ledger = Ledger(store, ("parts", "fr", "draft"))
    kept = store._path(ledger._key)
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file() and path != kept:
            path.unlink()
    assert by_a_new_process(project, store) == by_a_new_process(project, None)


def test_what_has_not_changed_is_not_made_again(project: Path, tmp_path: Path) -> None:
    memory = Memory(DirectoryStore(tmp_path / "cache"))
    documents, _ = made(project, memory)
    assert memory.made == sum(len(document.parts) for document in documents.values())
    first = memory.made
    made(project, memory)
    assert memory.made == first
    again = Memory(DirectoryStore(tmp_path / "cache"))
    made(project, again)
    assert again.made == 0


def test_an_edit_of_a_chapter_makes_that_chapter_again_in_each_language_and_nothing_else(
    project: Path, tmp_path: Path
) -> None:
    memory = Memory()
    made(project, memory)
    before = memory.made
    chapter = sorted((project / "content/fr/chapters").glob("*.md"))[0]
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    made(project, memory)
    assert memory.made - before == 2


def test_a_chapter_is_made_again_for_a_value_that_changes_and_for_no_other(project: Path) -> None:
    memory = Memory()
    made(project, memory)
    place = ("fr", "draft", "chapter/chapters/01-why")
    fiche = project / "content/fr/fiches/grand-debat-national.yaml"
    for old, new, same in (
        ("Deux mois", "Trois mois", True),
        ("level: national", "level: territorial", False),
    ):
        before, text = memory.latest[place], fiche.read_text(encoding="utf-8")
        assert old in text
        fiche.write_text(text.replace(old, new), encoding="utf-8")
        assert made(project, memory) == made(project, None)
        assert (memory.latest[place] == before) == same


def test_an_edit_of_a_template_makes_the_parts_again_that_use_it(project: Path) -> None:
    memory = Memory()
    documents, _ = made(project, memory)
    (project / "templates").mkdir()
    for name, kinds in (("fiche.md.j2", ("fiche",)), ("html/page.html.j2", ())):
        (project / "templates" / name).parent.mkdir(exist_ok=True)
        text = Assets(None).text(f"templates/{name}")
        (project / "templates" / name).write_text(text, encoding="utf-8")
        made(project, memory)  # the project has a template more: its name alone may matter anywhere
        before = memory.made
        (project / "templates" / name).write_text(f"{text}\n", encoding="utf-8")
        made(project, memory)
        again = sum(part.kind in kinds for document in documents.values() for part in document.parts)
        assert memory.made - before == again


def test_a_damaged_or_foreign_piece_is_made_again(project: Path, tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "cache")
    fresh = made(project, Memory(store))
    for number, path in enumerate(sorted((tmp_path / "cache").glob("??/*"))):
        if number % 2:
            path.write_bytes(b"damaged")
        else:
            store.put(path.name, b"not a tree")
    assert made(project, Memory(store)) == fresh


def test_nothing_but_trees_and_plain_values_is_read_back() -> None:
    assert unpack(pack((n.Paragraph((n.Text("a"),), span=Span("x.md", 2)),))) == (
        n.Paragraph((n.Text("a"),), span=Span("x.md", 2)),
    )
    for foreign in (Path("x"), print, random.Random()):
        with pytest.raises(PackingError):
            unpack(pack(foreign))


def test_two_runs_may_share_a_cache(project: Path) -> None:
    alone = list(check(project))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: list(check(CheckRequest(project, use_cache=True))), range(8)))
    assert all(items == alone for items in found)


def test_a_check_with_a_cache_sees_the_next_edit(project: Path) -> None:
    assert list(check(CheckRequest(project, use_cache=True))) == list(check(project))
    chapter = sorted((project / "content/fr/chapters").glob("*.md"))[0]
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n@fig-inconnue\n", encoding="utf-8")
    found = list(check(CheckRequest(project, use_cache=True)))
    assert found == list(check(project))
    assert any(item.code == "REF004" for item in found)


def test_a_build_with_nothing_to_do_says_the_same_and_writes_nothing(project: Path) -> None:
    request = BuildRequest(project, ("html", "docx"))
    first = build(request)
    assert first.outputs
    times = {p: p.stat().st_mtime_ns for out in first.outputs for p in (out, *out.rglob("*"))}
    second = build(request)
    assert (second.outputs, list(second.diagnostics)) == (first.outputs, list(first.diagnostics))
    assert {p: p.stat().st_mtime_ns for p in times} == times
    assert "compose" not in second.timings.seconds


def test_a_result_that_is_gone_or_changed_is_written_again(project: Path) -> None:
    request = BuildRequest(project, ("html",), ("fr",))
    site = next(path for path in build(request).outputs if path.name == "html")
    page = site / "index.html"
    whole = page.read_bytes()
    for spoil in (lambda: page.unlink(), lambda: page.write_bytes(b"x")):
        spoil()
        build(request)
        assert page.read_bytes() == whole


def test_with_and_without_a_cache_the_files_are_the_same_bytes(project: Path, tmp_path: Path) -> None:
    build(BuildRequest(project, ("html", "docx"), output=tmp_path / "one"))
    chapter = sorted((project / "content/fr/chapters").glob("*.md"))[0]
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    build(BuildRequest(project, ("html", "docx"), output=tmp_path / "one"))
    build(BuildRequest(project, ("html", "docx"), output=tmp_path / "two", use_cache=False))

    def files(folder: Path) -> dict[str, bytes]:
        found = (p for p in folder.rglob("*") if p.is_file() and ".cache" not in p.parts)
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}

    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_cache_keeps_within_its_bound(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path, max_bytes=3000)
    for number in range(10):
        store.put(content_key([str(number)]), bytes(1000))
    store.prune()
    assert sum(path.stat().st_size for path in tmp_path.glob("??/*")) <= 3000
