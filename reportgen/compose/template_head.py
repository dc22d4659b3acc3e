"""The front matter of a template: `title: {fr, en}` and `landscape`, between `---` lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportgen.compose.scene import Scene
from reportgen.compose.spoken import said
from reportgen.compose.templating.environment import split_front_matter
from reportgen.diagnostics import Span, suggest
from reportgen.project import Bilingual
from reportgen.yamlfile import read_yaml

_KEYS: Final = ("title", "landscape")


@dataclass(frozen=True, slots=True)
class Head:
    """What a template says of its part. `place` is that of the title."""

    title: Bilingual
    landscape: bool
    place: Span


def read_head(template: str, scene: Scene) -> Head | None:
    """The front matter of `templates/<template>`, empty when it has none; None after a finding."""
    file = f"templates/{template}"
    scene.uses.templates.add(template)
    try:
        head, _ = split_front_matter(scene.assets.text(file))
    except FileNotFoundError:
        return Head(Bilingual(), False, Span(file))
    lines = head.strip("\n").split("\n")[1:-1]
    if not lines:
        return Head(Bilingual(), False, Span(file))
    # An empty first line keeps the places of the others.
    yaml = read_yaml(("\n" + "\n".join(lines)).encode(), file, scene.diagnostics)
    if yaml is None or not isinstance(yaml.data, dict):
        return None
    for key in yaml.data:
        if key not in _KEYS:
            scene.diagnostics.add("CMP007", yaml.key_span(key), suggest(str(key), _KEYS), key=key)
    title = yaml.data.get("title", "")
    texts = title if isinstance(title, dict) else {"fr": title, "en": title}
    both = Bilingual.model_validate({str(lang): str(text or "") for lang, text in texts.items()})
    if scene.lang not in texts and both.en:
        both = Bilingual.model_validate({scene.lang: said(scene, both.fr, both.en, file)})
    return Head(both, yaml.data.get("landscape") is True, yaml.span("title", scene.lang))
