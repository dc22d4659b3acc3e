"""Asking the records: fields, conditions (`method = petition`), expressions (`{{ count(fiches) }}`)."""

from reportgen.compose.query.conditions import Condition, parse_condition, parse_sort
from reportgen.compose.query.errors import QueryError
from reportgen.compose.query.expressions import evaluate
from reportgen.compose.query.fields import Collection, Field
from reportgen.compose.query.frame import Frame

__all__ = [
    "Collection",
    "Condition",
    "Field",
    "Frame",
    "QueryError",
    "evaluate",
    "parse_condition",
    "parse_sort",
]
