"""A short run of each fuzz target over its seeds and their mutants; the long run is in `docs/security.md`."""

from __future__ import annotations

import importlib
import random
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz import TARGETS
from reportgen.translation.exchange.formats import read_file

ROOT = Path(__file__).parents[2]
SEED = 20261126


def mutants(seed: bytes, tokens: tuple[str, ...], chance: random.Random, count: int) -> list[bytes]:
    """The seed with pieces lost, doubled, turned over, and words of the format put in."""
    made: list[bytes] = []
    for _ in range(count):
        data = bytearray(seed[:3000])
        for _ in range(chance.randint(1, 6)):
            at = chance.randint(0, len(data))
            end = min(len(data), at + chance.randint(0, 30))
            what = chance.randrange(4)
            if what == 0:
                del data[at:end]
            elif what == 1:
                data[at:at] = data[at:end] * chance.randint(1, 3)
            elif what == 2 and at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            else:
                data[at:at] = chance.choice(tokens).encode()
        made.append(bytes(data))
    return made


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_of_a_target_and_their_mutants_break_nothing(name: str) -> None:
    target = importlib.import_module(f"fuzz.{name}")
    chance = random.Random(SEED)
    slow = name in ("editions", "word_files", "workbooks")
    for seed in target.seeds():
        if not slow:
            target.run(seed)
        for mutant in mutants(seed, target.TOKENS, chance, 1 if slow else 12):
            target.run(mutant)


def test_a_state_that_xliff_does_not_know_is_that_of_nothing_said() -> None:
    """Found by fuzzing: the state of a segment may be any word."""
    data = (
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr" trgLang="en">'
        b'<file id="f"><unit id="u"><segment state="signed-off"><source>a</source><target>b</target>'
        b"</segment></unit></file></xliff>"
    )
    (unit,) = read_file("a.xlf", data, "fr", "en")[0][1].units
    assert (unit.done, unit.target.items) == (None, ("b",))


def test_the_fuzzer_itself_runs(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="coverage-guided fuzzing needs atheris: pip install -e '.[fuzz]'")
    command = [sys.executable, "-m", "fuzz.harness", "yaml_files", str(tmp_path), "-runs=300"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "Done 300 runs" in done.stderr, done.stderr[-2000:]
    assert len(list((tmp_path / "corpus").iterdir())) >= 3 and not list((tmp_path / "crashes").iterdir())
