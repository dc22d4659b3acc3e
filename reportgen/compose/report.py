"""The whole report in one language: chapters, fiches, annexes, and what cover and metadata say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from reportgen.compose.chapters import ChapterKind, chapter_part
from reportgen.compose.images import load_images, without_missing
from reportgen.compose.memory import Maker, Memory
from reportgen.compose.open_points import with_open_points
from reportgen.compose.parts import DIVIDER_ANNEXES, DIVIDER_FICHES, annex_part, divider_part, fiche_part
from reportgen.compose.scene import Scene
from reportgen.compose.spoken import report_missing_words
from reportgen.compose.uses import WHOLE
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.linemap import LineMap
from reportgen.document.parse import parse_markdown
from reportgen.inventory import Inventory, LocalFiche
from reportgen.memo import Memo
from reportgen.project import Assets, Project
from reportgen.translation import OUT_OF_DATE, State, lock_path

Profile = Literal["draft", "proof", "release"]


def compose(
    project: Project,
    inventory: Inventory,
    lang: str,
    profile: Profile,
    assets: Assets,
    diagnostics: Diagnostics,
    memory: Memory | None = None,
) -> n.Document:
    """The tree of the report in `lang`, before numbers and references.

    Anything wrong with the content or the templates is a finding; what can be kept is kept. Parts made before
    from the same input are taken from `memory`.
    """
    memo = memory.memo if memory else Memo()
    scene = _scene(project, inventory, lang, profile, assets, diagnostics, memory)
    report_missing_words(scene)
    parts = with_open_points(_parts(Maker(scene, memory), _recipes(project, scene)), scene)

    def read(src: str, place: Span) -> bytes | None:
        path = f"content/{src}"
        if not project.exists(path):
            diagnostics.add("CMP064", place, path=path)
            return None
        return project.read_bytes(path, diagnostics, place)

    resources = load_images(parts, read, diagnostics, memo)
    parts = tuple(without_missing(part, resources, memo) for part in parts)
    return n.Document(
        _meta(project, scene), parts, resources=resources, words=dict(scene.words), pairs=scene.pairs
    )


def compose_written(
    project: Project,
    inventory: Inventory,
    lang: str,
    assets: Assets,
    diagnostics: Diagnostics,
    memory: Memory | None = None,
) -> n.Document:
    """The front parts, chapters and fiches of a draft: what people write, without what is made of it."""
    scene = _scene(project, inventory, lang, "draft", assets, diagnostics, memory)
    parts = _parts(Maker(scene, memory), _recipes(project, scene, made_of_it=False))
    return n.Document(_meta(project, scene), parts, words=dict(scene.words), pairs=scene.pairs)


def compose_ahead(
    project: Project, inventory: Inventory, lang: str, profile: Profile, assets: Assets, memory: Memory
) -> None:
    """Make the parts from the last one on and keep them in `memory`, until one is there that another made.

    For someone who helps the one who composes, and has the same store.
    """
    scene = _scene(project, inventory, lang, profile, assets, Diagnostics(), memory)
    maker = Maker(scene, memory)
    for recipe in reversed(list(_recipes(project, scene))):
        if maker.knows(recipe.name, recipe.files):
            return
        maker.part(*recipe)


def _scene(
    project: Project,
    inventory: Inventory,
    lang: str,
    profile: Profile,
    assets: Assets,
    diagnostics: Diagnostics,
    memory: Memory | None,
) -> Scene:
    known = (memory.compiled, memory.store) if memory else ()
    return Scene(project, inventory, lang, profile, assets, diagnostics, *known)


class _Recipe(NamedTuple):
    """A part by its name, the files that belong to it, and what makes it: None after a finding."""

    name: str
    files: Sequence[str]
    make: Callable[[], n.Part | None]


def _parts(maker: Maker, recipes: Iterable[_Recipe]) -> tuple[n.Part, ...]:
    """The parts in the order of their recipes; those that cannot be made are left out."""
    made = [maker.part(*recipe) for recipe in recipes]
    return tuple(part for part in made if part is not None)


def _recipes(project: Project, scene: Scene, made_of_it: bool = True) -> Iterator[_Recipe]:
    """What makes the parts, in reading order. Without `made_of_it`, no dividers and annexes."""
    plan = project.settings.parts
    yield from (_chapter(project, name, "front", scene) for name in plan.front)
    yield from (_chapter(project, name, "chapter", scene) for name in plan.chapters)
    if plan.fiches is not None and scene.report_fiches:
        if made_of_it:
            yield _divider(DIVIDER_FICHES, "divider-fiches.md.j2", scene)
        yield from (_fiche(fiche, scene) for fiche in scene.report_fiches)
    if plan.annexes and made_of_it:
        yield _divider(DIVIDER_ANNEXES, "divider-annexes.md.j2", scene)
        yield from (_Recipe(f"annexes/{name}", (), partial(annex_part, name, scene)) for name in plan.annexes)


def _chapter(project: Project, name: str, kind: ChapterKind, scene: Scene) -> _Recipe:
    source = project.source_language
    files = [project.chapter_path(name, lang) for lang in dict.fromkeys((source, scene.lang))]
    files += _lock(scene, f"chapters/{name}")
    return _Recipe(f"{kind}/chapters/{name}", files, partial(chapter_part, name, kind, scene))


def _lock(scene: Scene, container: str) -> list[str]:
    """The lock of a document in the language of the scene; none for the source language."""
    source = scene.project.source_language if scene.project else scene.lang
    return [] if scene.lang == source else [lock_path(container, source, scene.lang)]


def _fiche(fiche: LocalFiche, scene: Scene) -> _Recipe:
    def make() -> n.Part | None:
        scene.uses.fields.add((scene.lang, fiche.id, WHOLE))
        return fiche_part(fiche, scene)

    return _Recipe(f"fiches/{fiche.id}", _lock(scene, f"fiches/{fiche.id}"), make)


def _divider(part_id: str, template: str, scene: Scene) -> _Recipe:
    return _Recipe(f"dividers/{part_id}", (), partial(divider_part, part_id, template, scene))


def _meta(project: Project, scene: Scene) -> n.Meta:
    settings, lang = project.settings, scene.lang
    return n.Meta(
        id=settings.id,
        title=settings.title[lang],
        lang=lang,
        subtitle=settings.subtitle[lang],
        version=settings.version,
        date=settings.date,
        publisher=settings.publisher[lang],
        authors=tuple(author[lang] for author in settings.authors),
        licence=settings.licence.name[lang],
        licence_url=settings.licence.url,
        identifier=settings.identifier,
        keywords=settings.keywords[lang],
        description=settings.description[lang],
        notice=_notice(scene),
        profile=scene.profile,
        page_references=settings.page_references,
        imprint=_imprint(project, scene),
        base_url=f"{settings.base_url.rstrip('/')}/" if settings.base_url else "",
        contact=settings.contact,
        releases=tuple(n.Release(r.version, r.date, r.note[lang]) for r in settings.releases),
    )


def _imprint(project: Project, scene: Scene) -> n.Blocks:
    text = project.settings.imprint[scene.lang]
    if not text:
        return ()
    places = project.yaml.text_map("imprint", scene.lang)
    parsed = parse_markdown(
        text,
        origin=LineMap.field(places.at),
        container="settings/imprint",
        lang=scene.lang,
        diagnostics=scene.diagnostics,
    )
    return parsed.blocks


def _notice(scene: Scene) -> str:
    """What the cover of a draft or proof says: not for circulation, and how much is left to translate."""
    if scene.profile == "release":
        return ""
    counts = scene.translation
    sentences = [scene.words[f"notice.{scene.profile}"]]
    for kind, count in (
        ("missing", counts[State.MISSING]),
        ("stale", sum(counts[state] for state in OUT_OF_DATE)),
    ):
        if count:
            key = f"notice.{kind}.one" if count == 1 else f"notice.{kind}"
            sentences.append(scene.words[key].format(count=count))
    return " ".join(sentences)
