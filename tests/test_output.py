"""Folders are swapped whole, and what has not changed stays the same file."""

from __future__ import annotations

from pathlib import Path

from reportgen.pipeline.output import write_folder


def test_an_unchanged_file_is_the_same_file_and_a_removed_one_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "html"
    write_folder(folder, {"a.html": b"one", "assets/b.css": b"two", "c.html": b"three"})
    before = {name: (folder / name).stat() for name in ("a.html", "assets/b.css")}
    write_folder(folder, {"a.html": b"changed", "assets/b.css": b"two"})
    assert (folder / "a.html").read_bytes() == b"changed"
    assert (folder / "assets/b.css").stat().st_ino == before["assets/b.css"].st_ino
    assert (folder / "assets/b.css").stat().st_mtime_ns == before["assets/b.css"].st_mtime_ns
    assert not (folder / "c.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["html"]
