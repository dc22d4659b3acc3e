"""Markdown templates: Jinja2 in a sandbox, where every value is escaped for Markdown and keeps its place."""

from reportgen.compose.templating.environment import Compiled, MarkdownEnvironment
from reportgen.compose.templating.marks import PlacedText
from reportgen.compose.templating.render import Rendered, render

__all__ = ["Compiled", "MarkdownEnvironment", "PlacedText", "Rendered", "render"]
