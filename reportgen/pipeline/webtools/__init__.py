"""Checkers that are not ours, run over a built site: axe-core in a browser, and the Nu HTML checker.

Both are npm packages in one folder (`tools/a11y` of the repository); the browser and Java are those of the
machine. Nothing here is needed to build a report.
"""

from reportgen.pipeline.webtools.axe import run_axe
from reportgen.pipeline.webtools.nu import run_nu
from reportgen.pipeline.webtools.package import ToolMissingError

__all__ = ["ToolMissingError", "run_axe", "run_nu"]
