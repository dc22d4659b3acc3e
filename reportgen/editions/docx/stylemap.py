"""The style map `styles/docx.yaml`: what each Word style looks like, checked key by key."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.editions.docx.ooxml import TWIPS_PER_MM
from reportgen.project import Assets
from reportgen.yamlfile import YamlFile, read_yaml, validate

NAME: Final = "styles/docx.yaml"

Points = Annotated[float, Field(ge=-500, le=500)]
Size = Annotated[float, Field(ge=1, le=200)]
Millimetres = Annotated[float, Field(ge=0, le=2000)]
Hex = Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{6}$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Face = Literal["regular", "bold", "italic", "bold_italic"]


class Font(_Model):
    """A font by name, the one Word takes where it is missing, and its kind for other substitutions.

    `embed` are its faces to put into the file (names of assets); their licence must allow it.
    """

    name: str
    fallback: str
    family: Literal["roman", "swiss", "modern"] = "swiss"
    embed: dict[Face, str] = Field(default_factory=dict)


class Border(_Model):
    width: Points = 0.5
    colour: str = "rule"
    space: Points = 4


class RunStyle(_Model):
    """What characters look like; None leaves what the style it is based on says."""

    font: str | None = None
    size: Size | None = None
    bold: bool | None = None
    italic: bool | None = None
    small_caps: bool | None = None
    underline: bool | None = None
    superscript: bool | None = None
    colour: str | None = None
    fill: str | None = None


class ParagraphStyle(RunStyle):
    """What paragraphs look like. `line` is a multiple of single spacing; `outline` the heading level.

    `leader`: dots to a page number at the right edge. `run_in`: definitions stand on the line
    of their terms. `plain_items`: items of lists have no bullets. `frame`: placed in the margin
    beside the next paragraph, or at the foot of the cover.
    """

    based: str | None = None
    next: str | None = None
    line: Annotated[float, Field(gt=0, le=5)] | None = None
    before: Points | None = None
    after: Points | None = None
    left: Points | None = None
    right: Points | None = None
    first_line: Points | None = None
    align: Literal["left", "justify", "center", "right"] | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None
    contextual: bool | None = None
    hyphenate: bool | None = None
    outline: Annotated[int, Field(ge=1, le=9)] | None = None
    border_left: Border | None = None
    border_top: Border | None = None
    border_bottom: Border | None = None
    tabs: tuple[Points, ...] = ()
    leader: bool = False
    run_in: bool = False
    plain_items: bool = False
    frame: Literal["margin", "foot"] | None = None
    quick: bool = False


class Page(_Model):
    """The page in millimetres."""

    width: Millimetres = 210
    height: Millimetres = 297
    top: Millimetres = 25
    bottom: Millimetres = 25
    left: Millimetres = 25
    right: Millimetres = 25
    header: Millimetres = 12
    footer: Millimetres = 12

    def margin_left(self, landscape: bool = False) -> float:
        """The left margin: on a turned page as wide as the right one, for nothing hangs there."""
        return self.right if landscape else self.left

    def text_width(self, landscape: bool = False) -> int:
        """The width between the margins, in twips."""
        across = self.height if landscape else self.width
        return round((across - self.margin_left(landscape) - self.right) * TWIPS_PER_MM)

    def text_height(self, landscape: bool = False) -> int:
        down = self.width if landscape else self.height
        return round((down - self.top - self.bottom) * TWIPS_PER_MM)


class Cover(_Model):
    """The cover in millimetres: a block of colour from the top, its text, and the lines that stand below."""

    fill: str = "brand"
    block: Millimetres = 190
    foot: Millimetres = 216
    left: Millimetres = 28
    right: Millimetres = 24
    top: Millimetres = 24


class Headings(_Model):
    """How far numbers of sections hang into the margin, in points, and their colour."""

    hang: Points = 37
    number_colour: str = "accent"


class TextDefaults(_Model):
    font: str = "serif"
    size: Size = 10.5
    line: Annotated[float, Field(gt=0, le=5)] = 1.25
    colour: str = "ink"


class Lists(_Model):
    """Bullets by depth, and the step of each depth in points."""

    bullets: tuple[str, ...] = ("•", "–", "▪")
    indent: Points = 18
    hanging: Points = 18


class TableLook(_Model):
    font: str = "sans"
    size: Size = 9
    header_fill: str = "wash"
    header_colour: str = "ink"
    rule: str = "rule"
    strong_rule: str = "accent"
    padding: Points = 3


NOTES_ROOM: Final = 10
"""Millimetres more in the right margin of a proof."""


class StyleMap(_Model):
    """The whole look. Style names are those that Word shows in English (`Heading 1`)."""

    fonts: dict[str, Font] = Field(default_factory=dict)
    colours: dict[str, Hex] = Field(default_factory=dict)
    page: Page = Page()
    cover: Cover = Cover()
    text: TextDefaults = TextDefaults()
    headings: Headings = Headings()
    lists: Lists = Lists()
    table: TableLook = TableLook()
    paragraphs: dict[str, ParagraphStyle] = Field(default_factory=dict)
    characters: dict[str, RunStyle] = Field(default_factory=dict)
    classes: dict[str, str] = Field(default_factory=dict)

    def for_notes(self) -> StyleMap:
        """The same column further left on the page: a proof leaves room for notes at the right."""
        page = self.page.model_copy(
            update={"left": self.page.left - NOTES_ROOM, "right": self.page.right + NOTES_ROOM}
        )
        return self.model_copy(update={"page": page})

    def colour(self, name: str) -> str:
        """Six hexadecimal digits for a colour of the map; `auto` for an unknown one."""
        return self.colours[name].upper() if name in self.colours else "auto"

    def paragraph(self, name: str) -> ParagraphStyle:
        return self.paragraphs.get(name, ParagraphStyle())

    def class_style(self, classes: tuple[str, ...]) -> str:
        """The style of the first class that has one, "" when none has."""
        return next((self.classes[name] for name in classes if name in self.classes), "")

    def inherited(self, name: str) -> ParagraphStyle:
        """A paragraph style with what it takes from those it is based on."""
        chain: list[ParagraphStyle] = []
        seen: set[str] = set()
        current: str | None = name
        while current and current in self.paragraphs and current not in seen:
            seen.add(current)
            chain.append(self.paragraphs[current])
            current = self.paragraphs[current].based
        values: dict[str, object] = {}
        for style in reversed(chain):
            values.update({key: value for key, value in style if value not in (None, ())})
        return ParagraphStyle.model_validate(values)


def load_style_map(assets: Assets, diagnostics: Diagnostics) -> StyleMap:
    """The engine's style map, with what the project's own says put over it, key by key.

    Mistakes of the project's map are reported and left out.
    """
    styles, yaml = _read(Assets(None), diagnostics)
    if assets.is_own(NAME):
        own, yaml = _read(assets, diagnostics)
        data = _over(styles.model_dump(exclude_unset=True), own.model_dump(exclude_unset=True))
        styles = StyleMap.model_validate(data)
    if yaml is not None:
        _check_names(styles, yaml, diagnostics)
    return styles


def _read(assets: Assets, diagnostics: Diagnostics) -> tuple[StyleMap, YamlFile | None]:
    yaml = read_yaml(assets.bytes(NAME), NAME, diagnostics)
    made = validate(StyleMap, yaml, diagnostics) if yaml is not None else None
    return made or StyleMap(), yaml


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """`base` with the values of `own`, mappings inside merged in the same way."""
    merged = dict(base)
    for key, value in own.items():
        inside = merged.get(key)
        merged[key] = _over(inside, value) if isinstance(inside, dict) and isinstance(value, dict) else value
    return merged


def _check_names(styles: StyleMap, yaml: YamlFile, diagnostics: Diagnostics) -> None:
    """Every font, colour and style named in the map must be in it."""

    def check(code: str, name: str | None, known: dict[str, object], span: Span) -> None:
        if name is not None and name not in known:
            diagnostics.add(code, span, suggest(name, known), name=name)

    known_fonts, known_colours = dict[str, object](styles.fonts), dict[str, object](styles.colours)
    known_styles = dict[str, object](styles.paragraphs)
    for group, members in (("paragraphs", styles.paragraphs), ("characters", styles.characters)):
        for name, style in members.items():
            check("DOC001", style.font, known_fonts, yaml.span(group, name, "font"))
            for key in ("colour", "fill"):
                check("DOC002", getattr(style, key), known_colours, yaml.span(group, name, key))
    for name, style_name in styles.classes.items():
        check("DOC003", style_name, known_styles, yaml.span("classes", name))
    for name, paragraph in styles.paragraphs.items():
        for key in ("based", "next"):
            check("DOC003", getattr(paragraph, key), known_styles, yaml.span("paragraphs", name, key))
        for key in ("border_left", "border_top", "border_bottom"):
            side: Border | None = getattr(paragraph, key)
            if side is not None:
                span = yaml.span("paragraphs", name, key, "colour")
                check("DOC002", side.colour, known_colours, span)
