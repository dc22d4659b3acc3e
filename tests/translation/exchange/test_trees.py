"""Random chapters go out, come back with placeholders in another order: the tree keeps its shape."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.translation import Lock, pair_part
from reportgen.translation.documents import PairedDocument, part_of
from reportgen.translation.exchange.applying import Texts, apply_document
from reportgen.translation.exchange.codes import Coded, encode
from reportgen.translation.exchange.formats import FormatName, hand_off_files, read_file
from reportgen.translation.exchange.importing import Desk, judge_files
from reportgen.translation.exchange.units import HandOff, ReturnedFile, handed_units
from tests.translation.exchange.test_property import ALONE, PLAIN, groups, wrapped

SENTENCE = st.lists(st.one_of(PLAIN, ALONE, wrapped(PLAIN)), min_size=1, max_size=5).map(
    lambda pieces: f"Le {' '.join(pieces)} suit."
)
BLOCK = st.one_of(
    SENTENCE,
    st.lists(SENTENCE, min_size=2, max_size=3).map(" ".join),
    st.lists(SENTENCE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.tuples(PLAIN, st.integers(0, 10**6)).map(lambda it: f"## Le {it[0]} {{#sec-h{it[1]}}}"),
    st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=3).map(
        lambda rows: "| Le nom | La chose |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
    ),
    SENTENCE.map(lambda text: f"> {text}"),
)
CHAPTER = st.lists(BLOCK, min_size=1, max_size=6, unique=True).map(
    lambda blocks: "# Le titre {#ch-x}\n\n" + "\n\n".join(blocks) + "\n\n[^note]: Le renvoi.\n"
)
FORMATS: list[FormatName] = ["xliff2", "xliff12", "po", "tmx"]
LANGS = ("fr", "en")


def shape(part: n.Part) -> list[str]:
    """The kinds of all blocks, in order."""
    return [type(node).__name__ for node in walk((part.blocks, part.notes)) if isinstance(node, n.Block)]


def signs(part: n.Part) -> Counter[str]:
    """Every code of every unit: references, citations, notes, values, links, emphasis."""
    units = [node.unit for node in walk((part.blocks, part.notes)) if getattr(node, "unit", None)]
    found: Counter[str] = Counter()
    for unit in {unit.id: unit for unit in units}.values():
        found.update(
            code.sign for code in encode(unit.text).codes.values() if code.type not in ("char", "par")
        )
    return found


def reordered(coded: Coded, rng: random.Random) -> Coded:
    parts = groups(coded)
    rng.shuffle(parts)
    items: list[Any] = []
    for part in parts:
        items.extend([*part, " "])
    return Coded(tuple(items), coded.codes)


def there_and_back(to: FormatName, job: HandOff) -> list[tuple[str, ReturnedFile]]:
    """The file as it comes back from a translator who says that every unit is translated."""
    name, data = next(iter(hand_off_files(to, job, ()).items()))
    return [
        (place, replace(file, units=tuple(replace(one, done=True) for one in file.units)))
        for place, file in read_file(name, data, *LANGS)
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHAPTER, st.sampled_from(FORMATS), st.booleans(), st.randoms(use_true_random=False))
def test_a_chapter_keeps_its_tree(text: str, to: FormatName, by_sentence: bool, rng: random.Random) -> None:
    source = part_of(text, "content/fr/chapters/x.md", "x", "fr", {})
    document = PairedDocument(
        "chapters/x",
        "content/en/chapters/x.md",
        "",
        pair_part(source, None, Lock()),
        "content/lock/chapters/x.yaml",
    )
    handed = list(handed_units([document]))
    translated = tuple(
        replace(one.unit, target=reordered(one.unit.source, rng), target_hash="") for one in handed
    )
    job = HandOff(translated, "fr", "en", "essai", by_sentence=by_sentence and to.startswith("xliff"))
    found = Diagnostics()
    outcome = judge_files(there_and_back(to, job), Desk(handed, LANGS, "essai"), found)
    assert outcome.refused == [], [one.message("en") for one in found]
    assert len(outcome.taken) == len(handed)
    written = apply_document(document, outcome.taken, Texts(text, None), LANGS, {}, "2026-01-01", found)
    assert written.lost == []
    target = part_of(written.files["content/en/chapters/x.md"], "content/en/chapters/x.md", "x", "en", {})
    assert shape(target) == shape(source)
    assert signs(target) == signs(source)


def test_the_lines_of_a_chapter_are_where_they_were() -> None:
    """A translation identical to its source gives the same file."""
    text = "# Le titre {#ch-x}\n\nLe **mot** suit.\nDeux phrases [@key].\n\n- Un.\n- Deux.\n"
    source = part_of(text, "content/fr/chapters/x.md", "x", "fr", {})
    document = PairedDocument(
        "chapters/x",
        "content/en/chapters/x.md",
        "",
        pair_part(source, None, Lock()),
        "content/lock/chapters/x.yaml",
    )
    handed = list(handed_units([document]))
    job = HandOff(tuple(replace(one.unit, target=one.unit.source) for one in handed), *LANGS, "essai")
    name, data = next(iter(hand_off_files("xliff2", job, ()).items()))
    back = [
        (name, replace(file, units=tuple(replace(one, done=True) for one in file.units)))
        for name, file in read_file(name, data, *LANGS)
    ]
    outcome = judge_files(back, Desk(handed, LANGS, "essai"), Diagnostics())
    written = apply_document(
        document, outcome.taken, Texts(text, None), LANGS, {}, "2026-01-01", Diagnostics()
    )
    assert written.files["content/en/chapters/x.md"] == text
