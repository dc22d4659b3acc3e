"""Whatever is done to the French text, no edited unit keeps its state, and nothing unedited is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.document.units import text_hash
from reportgen.translation import Lock, Piece, State, confirmed, pair_pieces, pieces_of
from tests.translation.build import EN, FR, part

FRENCH = [Piece(piece.unit, piece.key) for piece in pieces_of(part(FR, "fr"))]
ENGLISH = [Piece(piece.unit, piece.key) for piece in pieces_of(part(EN, "en"))]
SURE = pair_pieces(pieces_of(part(FR, "fr")), pieces_of(part(EN, "en")), Lock())
LOCK = confirmed(SURE, SURE.units)

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["keep", "keep", "keep", "edit", "delete", "insert", "move"]), st.integers(0, 99)
    ),
    min_size=len(FRENCH),
    max_size=len(FRENCH),
)
WORDS = ["suivi", "région", "avis", "méthode", "réponse"]


def edited(piece: Piece, seed: int) -> Piece:
    """The same unit with about one word in five replaced."""
    words = piece.unit.text.split()
    for step in range(max(1, len(words) // 5)):
        words[(seed + 7 * step) % len(words)] = WORDS[(seed + step) % len(WORDS)]
    text = " ".join(words)
    unit = replace(piece.unit, id=f"{piece.unit.id}e", text=text, hash=text_hash(text))
    return Piece(unit, piece.key)


@settings(max_examples=120, deadline=None)
@given(EDITS)
def test_no_edited_unit_keeps_its_state(edits: list[tuple[str, int]]) -> None:
    text: list[Piece] = []
    moved: list[tuple[Piece, int]] = []
    truth: dict[str, str] = {}
    for number, (piece, (what, seed)) in enumerate(zip(FRENCH, edits, strict=True)):
        if what == "delete":
            continue
        made = edited(piece, seed) if what == "edit" else piece
        changed = made.unit.hash != piece.unit.hash
        truth[made.unit.id] = "edited" if changed else "same"
        if what == "move":
            moved.append((made, seed))
        else:
            text.append(made)
        if what == "insert":
            new = replace(
                piece.unit,
                id=f"new{number}",
                text=f"Neuf {number} {seed}.",
                hash=text_hash(f"{number}-{seed}"),
            )
            truth[new.id] = "new"
            text.append(Piece(new, "~new"))
    for piece, seed in moved:
        text.insert(seed % (len(text) + 1), piece)

    paired = pair_pieces(text, ENGLISH, LOCK)

    seen = [piece.unit.id for unit in paired.units for piece in unit.source]
    assert sorted(seen) == sorted(truth), "every French unit is in one pair"
    targets = [piece.unit.id for unit in paired.units for piece in unit.target]
    assert sorted(targets) == sorted(piece.unit.id for piece in ENGLISH), "and every English one"
    for unit in paired.units:
        for piece in unit.source:
            if truth[piece.unit.id] == "same":
                assert unit.state is State.TRANSLATED
            else:
                assert unit.state is not State.TRANSLATED
