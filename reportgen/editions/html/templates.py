"""Page templates: Jinja2 over `templates/html/`, escaping by default and without access to Python objects."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.project import Assets


class Templates:
    """The templates of a site. `words` is known to all of them."""

    def __init__(self, assets: Assets, words: Mapping[str, str]) -> None:
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(lambda name: assets.text(f"templates/html/{name}")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["words"] = dict(words)

    def render(self, name: str, **values: object) -> str:
        return self._environment.get_template(name).render(**values)
