"""Page templates: Jinja2 over `templates/html/`, escaping by default and without access to Python objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.project import Assets

FOLDER: Final = "templates/html/"


def templates_key(assets: Assets) -> str:
    """What changes when the text of any page template does."""
    return assets.digest(FOLDER)


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, which need not think long about the fields of our own records: they are asked for most."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if attr in getattr(type(obj), "__dataclass_fields__", ()):
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)


class Templates:
    """The templates of a site. `words` is known to all of them."""

    def __init__(self, assets: Assets, words: Mapping[str, str]) -> None:
        self._environment = _Environment(
            loader=FunctionLoader(lambda name: assets.text(f"{FOLDER}{name}")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["words"] = dict(words)

    def render(self, name: str, **values: object) -> str:
        return self._environment.get_template(name).render(**values)
