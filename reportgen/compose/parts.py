"""Parts made by templates: fiches, annexes, dividers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.compose.description import describe_fields
from reportgen.compose.expansion import Expander
from reportgen.compose.facets import facets_of
from reportgen.compose.formats import years
from reportgen.compose.ordering import by_portfolio
from reportgen.compose.scene import Scene
from reportgen.compose.sources import numbered_sources
from reportgen.compose.stale import with_stale_texts
from reportgen.compose.template_head import read_head
from reportgen.compose.uses import Later
from reportgen.diagnostics import Span, suggest
from reportgen.document import nodes as n
from reportgen.document.parse import Parsed
from reportgen.document.whole import PartKind
from reportgen.inventory import LocalFiche

DIVIDER_FICHES: Final = "div-fiches"
DIVIDER_ANNEXES: Final = "div-annexes"


def fiche_part(fiche: LocalFiche, scene: Scene) -> n.Part | None:
    """The page of a fiche, from `fiche.md.j2`; None after a finding in the template."""
    part_id, place = f"fiche-{fiche.id}", scene.place_of_fiche(fiche.id)
    expander = Expander(scene, part_id, f"fiches/{fiche.id}")
    parsed = expander.from_template("fiche.md.j2", {"fiche": fiche, "view": "page"}, place)
    if parsed is None:
        return None
    part = _part(part_id, "fiche", parsed, place)
    part = dataclasses.replace(part, blocks=numbered_sources(part.blocks, fiche, part_id))
    part = with_stale_texts(part, fiche, scene)
    return dataclasses.replace(
        part,
        keywords=tuple(str(word) for word in fiche.keywords),
        short_title=str(fiche.name),
        facets=facets_of(fiche, scene),
        period=(years(fiche.start, first=True), years(fiche.end, first=False)),
    )


def annex_part(name: str, scene: Scene) -> n.Part | None:
    """An annex, from `annex-<name>.md.j2`; None after a finding."""
    template = f"annex-{name}.md.j2"
    scene.uses.templates.add(template)
    if not scene.assets.has(f"templates/{template}"):
        _unknown_annex(name, scene)
        return None
    head = read_head(template, scene)
    parsed = _with_title(template, f"annexes/{name}", f"ann-{name}", scene, _annex_values(scene))
    if head is None or parsed is None:
        return None
    part = _part(f"ann-{name}", "annex", parsed, Span(f"templates/{template}"))
    return dataclasses.replace(part, landscape=head.landscape)


def divider_part(part_id: str, template: str, scene: Scene) -> n.Part | None:
    """A page between two runs of parts, from its template."""
    values = {"groups": _groups(scene), **_annex_values(scene)}
    parsed = _with_title(template, f"dividers/{part_id}", part_id, scene, values)
    return _part(part_id, "divider", parsed, Span(f"templates/{template}")) if parsed else None


def _with_title(
    template: str, container: str, part_id: str, scene: Scene, values: Mapping[str, Any]
) -> Parsed | None:
    """The tree of a template, its title taken from the front matter unless it has a heading of level 1."""
    head = read_head(template, scene)
    expander = Expander(scene, part_id, container)
    parsed = expander.from_template(template, values, Span(f"templates/{template}"))
    if head is None or parsed is None:
        return None
    if parsed.title is not None:
        return parsed
    title = head.title[scene.lang]
    if not title:
        scene.diagnostics.add("CMP006", Span(f"templates/{template}"))
        return None
    unit = scene.units.of(container, scene.lang).make("title", title, head.place)
    return dataclasses.replace(parsed, title=(n.Text(title),), unit=unit, span=head.place)


def _part(part_id: str, kind: PartKind, parsed: Parsed, place: Span) -> n.Part:
    return n.Part(
        part_id,
        kind,
        parsed.title or (n.Text(part_id),),
        parsed.blocks,
        notes=parsed.notes,
        span=parsed.span or place,
        unit=parsed.unit,
        attrs=dataclasses.replace(parsed.attrs, id=""),
    )


def _unknown_annex(name: str, scene: Scene) -> None:
    project = scene.project
    names = project.settings.parts.annexes if project else ()
    known = [item.removeprefix("templates/annex-").removesuffix(".md.j2") for item in _annex_templates(scene)]
    where = Span("content/report.yaml")
    if project and name in names:
        where = project.yaml.span("parts", "annexes", names.index(name))
    scene.diagnostics.add("CMP003", where, suggest(name, known), name=f"templates/annex-{name}.md.j2")


def _annex_templates(scene: Scene) -> Iterator[str]:
    return (name for name in scene.assets.names("templates/annex-") if name.endswith(".md.j2"))


def _annex_values(scene: Scene) -> dict[str, Any]:
    """What every annex and divider can use."""
    shared, settings = scene.shared, scene.project.settings if scene.project else None
    return {
        "fiches": scene.fiches,
        "ministries": shared.portfolios,
        "governments": shared.governments,
        "glossary": shared.glossary,
        "acronyms": shared.acronyms,
        "people": shared.people,
        "bibliography": tuple(shared.bibliography.values()),
        "reference_year": shared.reference_year,
        "fields": Later(lambda: describe_fields(scene)),
        "coverage": Later(lambda: tuple(_coverage(scene))),
        "version": settings.version if settings else "",
    }


def _groups(scene: Scene) -> list[dict[str, Any]]:
    """Fiches by leading portfolio, in the order of the report."""
    return [
        {"portfolio": scene.portfolios[key].name if key in scene.portfolios else key, "fiches": fiches}
        for key, fiches in by_portfolio(scene.fiches).items()
    ]


def _coverage(scene: Scene) -> Iterator[dict[str, Any]]:
    """Each portfolio, core ones first, with the fiches it leads and those it is associated with."""
    tiers = ("core", "delegated", "institution")
    for portfolio in sorted(scene.shared.portfolios, key=lambda p: tiers.index(p.tier)):
        led = [f for f in scene.fiches if f.lead.portfolio == portfolio.id]
        associated = [f for f in scene.fiches if portfolio.id in f.associated]
        yield {"portfolio": portfolio, "tier": portfolio.tier, "led": led, "associated": associated}


def part_of_template(name: str, template: str, scene: Scene, values: Mapping[str, Any]) -> n.Part | None:
    """A part from a template that no setting names; None after a finding."""
    parsed = _with_title(template, f"pages/{name}", name, scene, {**_annex_values(scene), **values})
    return _part(name, "annex", parsed, Span(f"templates/{template}")) if parsed else None
