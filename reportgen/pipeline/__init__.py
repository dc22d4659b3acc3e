"""What runs, in what order, and how results reach the disk: load, compose, resolve, write."""

from reportgen.pipeline.build import BuildRequest, BuildResult, build
from reportgen.pipeline.check import check
from reportgen.pipeline.convert import ConvertResult, convert
from reportgen.pipeline.inspect import inspect
from reportgen.pipeline.word import check_word

__all__ = [
    "BuildRequest",
    "BuildResult",
    "ConvertResult",
    "build",
    "check",
    "check_word",
    "convert",
    "inspect",
]
