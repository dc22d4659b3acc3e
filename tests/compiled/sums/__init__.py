"""A package with a data file beside its source."""

from importlib.resources import files

UNIT = (files(__package__) / "unit.txt").read_text(encoding="utf-8").strip()
