"""reportgen: a public report in French and English, in PDF, DOCX and HTML, from Markdown and YAML.

`reportgen.build(BuildRequest(root=…))` is the command `reportgen build` for programs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.pipeline.build import BuildRequest, BuildResult, build
    from reportgen.pipeline.check import check
    from reportgen.pipeline.convert import ConvertResult, convert
    from reportgen.pipeline.inspect import inspect

__version__ = "0.1.0"
__all__ = ["BuildRequest", "BuildResult", "ConvertResult", "build", "check", "convert", "inspect"]


def __getattr__(name: str) -> Any:
    """The pipeline is imported at first use: `import reportgen` alone stays instant."""
    if name in __all__:
        from reportgen import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'reportgen' has no attribute {name!r}")
