"""Putting translations into their files, touching nothing else in them."""

from reportgen.translation.writing.chapter import NotPlacedError, put_text
from reportgen.translation.writing.insertion import inserted
from reportgen.translation.writing.overlay import set_fields

__all__ = ["NotPlacedError", "inserted", "put_text", "set_fields"]
