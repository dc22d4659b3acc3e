"""The same layout from WeasyPrint 70.0 with less work: what is found out about styles and texts is kept.

Nothing here may change a result: each function gives what the one that it replaces gives. Written against
that version alone (`Typesetter` refuses any other). Measured on the report of this repository, before and
after: a context was made for each of 165,000 pieces of text, and 43 % of the lines were broken twice or more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, NamedTuple

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import (
    absolute,
    background,
    block,
    column,
    flex,
    grid,
    inline,
    page,
    percent,
    preferred,
    table,
)
from weasyprint.layout import float as float_
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

from reportgen.editions.pdf.render import glyphs, layouts, numbers, styles

REMEMBERED_CHARACTERS: Final = 12_000_000
"""Lines are forgotten when the texts they were broken from add up to more than this."""

_FACE: Final = (
    *("font_style", "font_stretch", "font_weight", "font_size", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
    *("font_variation_settings", "font_language_override", "lang", "direction"),
)
_BREAKING: Final = (
    *("letter_spacing", "word_spacing", "white_space", "overflow_wrap", "word_break", "hyphens", "tab_size"),
    *("hyphenate_limit_chars", "hyphenate_limit_zone", "hyphenate_character"),
)
"""What decides where a text breaks, beside the face."""
_STRUT: Final = line_break._font_style_cache_key


class _Setting(NamedTuple):
    """What Pango needs to set text in a face."""

    context: Any
    description: Any
    language: Any
    features: bytes
    metrics: tuple[float, ...]


@dataclass(slots=True)
class Known:
    """What is known about the styles and the texts of one font configuration."""

    settings: dict[Any, _Setting] = field(default_factory=dict)
    numbers: dict[Any, int] = field(default_factory=dict)
    lines: dict[Any, Any] = field(default_factory=dict)
    characters: int = 0


_SIDES: Final = ("top", "right", "bottom", "left")
_USED: Final = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
"""Attributes of a box that `resolve_percentages` sets."""
_RADII: Final = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_LAYOUT_BOX_BACKGROUNDS: Final = background.layout_box_backgrounds
_LAYOUTS: Final = (absolute, block, column, flex, float_, grid, inline, page, table)


def install() -> None:
    """Put the savings in place, over the repairs; doing so again changes nothing."""
    styles.install()
    layouts.install()
    glyphs.install()
    numbers.install()
    background.layout_box_backgrounds = _layout_box_backgrounds
    for module in _LAYOUTS:
        if hasattr(module, "resolve_percentages"):
            module.resolve_percentages = _resolve_percentages
    line_break.Layout.setup = _setup
    line_break._font_style_cache_key = _strut_key
    if not isinstance(inline.split_first_line, partial):
        inline.split_first_line = partial(_split, inline.split_first_line)
        preferred.split_first_line = partial(_split, preferred.split_first_line)


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """`resolve_percentages`, worked out once for boxes of one style in blocks of one size."""
    style = styles.base_of(box.style)
    if style["border_collapse"] == "collapse":
        # Widths of borders may be those of the table, not of the style.
        percent.resolve_percentages(box, containing_block)
        return
    if isinstance(containing_block, boxes.Box):
        size = (containing_block.width, containing_block.height)
    else:
        size = tuple(containing_block)
    key = (*size, isinstance(box, boxes.PageBox))
    known = getattr(style, "used_values", None)
    if known is None:
        known = style.used_values = {}
    values = known.get(key)
    if values is None:
        percent.resolve_percentages(box, containing_block)
        known[key] = {name: getattr(box, name) for name in _USED}
    else:
        box.__dict__.update(values)


def _layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """`layout_box_backgrounds`, which works nothing out for a box without background or round corners."""
    if style is not None or not layout_children or box is page or not _is_bare(styles.base_of(box.style)):
        _LAYOUT_BOX_BACKGROUNDS(page, box, get_image_from_uri, layout_children, style)
        return
    for name in _RADII:
        setattr(box, name, (0, 0))
    for child in box.all_children():
        _layout_box_backgrounds(page, child, get_image_from_uri)
    box.background = None


def _is_bare(style: Any) -> bool:
    """Whether boxes of this style have no background, shadow, border image or round corner."""
    known = getattr(style, "is_bare", None)
    if known is None:
        shown = style["visibility"] != "hidden"
        known = style.is_bare = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and not style["box_shadow"]
            and all((0, "px") in style[name] for name in _RADII)
            and not (shown and any(kind != "none" for kind, _ in style["background_image"]))
            and not (shown and get_color(style, "background_color").alpha)
        )
    return bool(known)


def _setup(layout: Any, style: Any) -> None:
    """`Layout.setup`, with one Pango context a face where the original makes one a piece of text."""
    layout.style = style
    style = styles.base_of(style)
    layout.first_line_direction = 0
    known = getattr(style, "text_setting", None)
    if known is None:
        known = style.text_setting = _setting(style)
    layout.language = known.language
    layout.layout = ffi.gc(pango.pango_layout_new(known.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, known.description)
    if known.metrics:
        (
            layout.ascent,
            layout.underline_position,
            layout.strikethrough_position,
            layout.underline_thickness,
            layout.strikethrough_thickness,
        ) = known.metrics
    else:
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
    if known.features:
        # A list of its own: what sets the text adds to it.
        attribute = style.font_config.font_features[known.features]
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, attribute)
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _setting(style: Any) -> _Setting:
    known: Known = style.font_config.known
    key = _face(style)
    setting = known.settings.get(key)
    if setting is None:
        setting = known.settings[key] = _new_setting(style)
    return setting


def _face(style: Any) -> str:
    decorated = style["text_decoration_line"] != "none"
    return repr((style["font_family"], decorated, *(style[name] for name in _FACE)))


def _new_setting(style: Any) -> _Setting:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if name:
        pointer, _ = unicode_to_char_p(name)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    description = get_font_description(style)
    names = ("kerning", "variant_ligatures", "variant_position", "variant_caps", "variant_numeric")
    more = ("variant_alternates", "variant_east_asian", "feature_settings")
    wanted = font_features(*(style[f"font_{name}"] for name in (*names, *more)))
    features = ",".join(f"{key} {value}" for key, value in wanted.items()).encode()
    if features and features not in style.font_config.font_features:
        style.font_config.font_features[features] = pango.pango_attr_font_features_new(features)
    decorated = style["text_decoration_line"] != "none"
    metrics = _metrics(context, description, language) if decorated else ()
    return _Setting(context, description, language, features, metrics)


def _metrics(context: Any, description: Any, language: Any) -> tuple[float, ...]:
    metrics = ffi.gc(
        pango.pango_context_get_metrics(context, description, language), pango.pango_font_metrics_unref
    )
    return (
        FROM_UNITS * pango.pango_font_metrics_get_ascent(metrics),
        FROM_UNITS * pango.pango_font_metrics_get_underline_position(metrics),
        FROM_UNITS * pango.pango_font_metrics_get_strikethrough_position(metrics),
        FROM_UNITS * pango.pango_font_metrics_get_underline_thickness(metrics),
        FROM_UNITS * pango.pango_font_metrics_get_strikethrough_thickness(metrics),
    )


def _strut_key(style: Any, include_size: bool = False) -> str:
    """`_font_style_cache_key`, worked out once for a style."""
    if not include_size:
        return str(_STRUT(style))
    style = styles.base_of(style)
    key = getattr(style, "strut_key", None)
    if key is None:
        key = style.strut_key = _STRUT(style, include_size=True)
    return str(key)


def _split(
    split_first_line: Any,
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """`split_first_line`, remembering: the same text in the same width breaks at the same place."""
    known: Known = style.font_config.known
    style = styles.base_of(style)
    number = getattr(style, "breaking_number", None)
    if number is None:
        breaking = _face(style) + repr([style[name] for name in _BREAKING])
        number = style.breaking_number = known.numbers.setdefault(breaking, len(known.numbers))
    key = (split_first_line, number, text, max_width, justification_spacing, is_line_start, minimum)
    line = known.lines.get(key)
    if line is None:
        line = split_first_line(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
        if known.characters > REMEMBERED_CHARACTERS:
            known.lines.clear()
            known.characters = 0
        known.lines[key] = line
        known.characters += len(text)
    # Boxes change their layout as they are drawn: each gets its own.
    layout = object.__new__(line_break.Layout)
    layout.__dict__.update(line[0].__dict__)
    return (layout, *line[1:])
