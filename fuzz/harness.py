"""`python -m fuzz.harness TARGET FOLDER [libFuzzer options]`: one target under libFuzzer, until its time is over.

An input that breaks the target is kept in FOLDER/crashes by the place where it broke, once for each place, and
the run goes on: a run says everything that it found. Needs atheris.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
import traceback
from pathlib import Path

import atheris


def place_of(error: BaseException) -> str:
    """The innermost line of the product (else of the target) that an error went through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/reportgen/" in frame.filename] or frames
    return f"{type(error).__name__}-{Path(own[-1].filename).stem}-{own[-1].name}-{own[-1].lineno}"


def main() -> None:
    name, folder = sys.argv[1], Path(sys.argv[2])
    with atheris.instrument_imports(include=["reportgen", "markdown_it", "mdit_py_plugins"]):
        target = importlib.import_module(f"fuzz.{name}")
    corpus, crashes = folder / "corpus", folder / "crashes"
    for needed in (corpus, crashes):
        needed.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    words = folder / "words.txt"
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in target.TOKENS), encoding="ascii")

    def one(data: bytes) -> None:
        try:
            target.run(data)
        except Exception as error:
            kept = crashes / place_of(error)
            if not kept.exists():
                kept.write_bytes(data)
                kept.with_name(f"{kept.name}.txt").write_text("".join(traceback.format_exception(error)))

    options = ["-print_final_stats=1", "-timeout=20", "-rss_limit_mb=3000", f"-dict={words}", *sys.argv[3:]]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={crashes}/", str(corpus)], one)
    atheris.Fuzz()


def _escaped(token: str) -> str:
    return "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\' else f"\\x{b:02x}" for b in token.encode())


if __name__ == "__main__":
    main()
