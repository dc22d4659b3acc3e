"""reportgen: a public report in French and English, in PDF, DOCX and HTML, from Markdown and YAML.

`reportgen.build(BuildRequest(root=…))` is the command `reportgen build` for programs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from reportgen.pipeline.build import BuildRequest, BuildResult, build
    from reportgen.pipeline.check import check
    from reportgen.pipeline.convert import ConvertResult, convert
    from reportgen.pipeline.inspect import inspect

__version__ = "0.1.0"
__all__ = ["BuildRequest", "BuildResult", "ConvertResult", "build", "check", "convert", "inspect"]
_HOMES: Final = {"BuildRequest": "build", "BuildResult": "build", "ConvertResult": "convert"}


def __getattr__(name: str) -> Any:
    """The pipeline is imported at first use: `import reportgen` alone stays instant."""
    if name in __all__:
        home = _HOMES.get(name, name)
        return getattr(import_module(f"reportgen.pipeline.{home}"), name)
    raise AttributeError(f"module 'reportgen' has no attribute {name!r}")
