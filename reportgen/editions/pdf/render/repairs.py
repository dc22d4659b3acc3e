"""Repairs to WeasyPrint 70.0. Each is put in place once for the process and changes nothing else.

Written against that version alone: `Typesetter` refuses any other.
"""

from __future__ import annotations

from typing import Any, Final

import weasyprint.layout.inline as inline
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import split_first_line

_WRAPS: Final = frozenset({"normal"})
_split_text_box = inline.split_text_box
_remove_last_whitespace = inline.remove_last_whitespace
_HANGING: Final = " \u00a0\u202f"
_KEPT: Final = "\u00a0\u202f"
"""Spaces that break no line: what follows them stays with the word before."""
_LESS: Final = 0.01
"""Less than a text is wide: enough to break it, in CSS pixels."""
_NARROWEST: Final = 0.3
"""No face has letters that are narrower on average, in em."""


def install() -> None:
    """Put the repairs in place; doing so again changes nothing."""
    inline.split_first_line = _split_first_line
    inline.split_text_box = _remembering_space_before
    inline.remove_last_whitespace = _remembering_space_after


def _split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """`split_first_line`, where a last space hanging over the edge breaks no line, and no text ends with a
    part of a word alone.

    When a run of text ends with a space, fits without it and does not with it, the original
    keeps the first word alone on its line. A space that breaks no line does not hang: the last word goes to
    the next line, with what follows it.
    """
    rest = (context, max_width, justification_spacing, is_line_start, minimum)
    split = split_first_line(text, style, *rest)
    if max_width is None or (split[2] is None and split[3] <= max_width):
        return split
    if not minimum and split[2] is not None and _leaves_a_part(text, style, split):
        calm = style.copy()
        calm["hyphens"] = "manual"
        whole = split_first_line(text, calm, *rest)
        return whole if whole[3] <= max_width else split
    if not _may_fit(text, style, max_width):
        return split
    bare = split_first_line(text.rstrip(_HANGING), style, *rest)
    if bare[2] is not None or bare[3] > max_width:
        return split
    if text[-1] in _KEPT:
        return _split_first_line(text, style, context, bare[3] - _LESS, *rest[2:])
    return split_first_line(text, style, context, None, *rest[2:])


def _may_fit(text: str, style: Any, max_width: float) -> bool:
    return (
        text[-1] in _HANGING
        and style["white_space"] in _WRAPS
        and len(text) * style["font_size"] * _NARROWEST < max_width
    )


def _leaves_a_part(text: str, style: Any, split: Any) -> bool:
    """Whether a text that fills more than a word is cut within its last one."""
    hyphen = style["hyphenate_character"]
    if style["hyphens"] != "auto" or not split[0].text.endswith(hyphen) or " " not in split[0].text:
        return False
    return " " not in text.encode()[split[2] :].decode()


def _remembering_space_before(
    context: Any, box: Any, available_width: float | None, skip: int | None, is_line_start: bool = True
) -> Any:
    """`split_text_box`, where the parts of a text around a space know it (see `render.spaces`)."""
    made = _split_text_box(context, box, available_width, skip, is_line_start)
    part, resume, _ = made
    if part is not None:
        text = box.text.encode()
        start, end = skip or 0, resume or len(text)
        part.space_before = start > 0 and text[start - 1 : start].isspace()
        # A space that did not fit is no part of the text any more.
        part.space_after = text[end - 1 : end].isspace() and not part.text[-1:].isspace()
    return made


def _remembering_space_after(context: Any, line: Any) -> None:
    """`remove_last_whitespace`, where the text that ended with a space knows it."""
    box = line
    while isinstance(box, boxes.LineBox | boxes.InlineBox) and box.children:
        box = box.children[-1]
    before = box.text if isinstance(box, boxes.TextBox) else ""
    _remove_last_whitespace(context, line)
    if before and box.text != before:
        box.space_after = True
