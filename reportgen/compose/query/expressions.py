"""Computed values in prose: `{{ count(fiches, method="petition") }}`.

The text is read with Python's own grammar and walked node by node; only numbers, texts, lists, known names,
calls of known functions and + - * / mean something. Nothing is executed.
"""

from __future__ import annotations

import ast
import warnings
from typing import Any, Final

from reportgen.compose.query.errors import QueryError
from reportgen.compose.query.fields import Collection
from reportgen.compose.query.frame import Frame
from reportgen.compose.query.functions import FUNCTIONS, Argument, Call, shown
from reportgen.diagnostics import suggest
from reportgen.inventory import Unknown

MAX_LENGTH: Final = 500
MAX_NUMBER: Final = 10**15
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " "})


def evaluate(text: str, frame: Frame) -> str:
    """The value of the expression as it is printed in the language of the frame. Raises QueryError."""
    if len(text) > MAX_LENGTH:
        raise QueryError("CMP020", 0, limit=MAX_LENGTH)
    # Positions must stay as they are: each character is replaced by one character.
    source = text.translate(_QUOTES)
    lead = len(source) - len(source.lstrip())
    if not source.strip():
        raise QueryError("CMP030", 0)
    try:
        with warnings.catch_warnings():
            # What Python warns about (`"a"(1)`) is refused below.
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            tree = ast.parse(source.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        offset = (getattr(error, "offset", None) or 1) - 1
        raise QueryError("CMP031", lead + min(offset, len(source.strip())), expression=text.strip()) from None
    evaluator = _Evaluator(source.strip(), lead, frame)
    return shown(evaluator.value(tree.body), frame, lead)


class _Evaluator:
    def __init__(self, source: str, lead: int, frame: Frame) -> None:
        self.lines = source.splitlines(keepends=True)
        self.lead = lead
        self.frame = frame

    def offset(self, node: Any) -> int:
        """Where the node starts; ast counts columns in UTF-8 bytes."""
        before = sum(len(line) for line in self.lines[: node.lineno - 1])
        return self.lead + before + len(self.lines[node.lineno - 1].encode()[: node.col_offset].decode())

    def value(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=bool()):
                raise QueryError("CMP032", self.offset(node))
            case ast.Constant(value=int() | float() | str() as value):
                return value
            case ast.Name(id=name):
                return self.name(name, self.offset(node))
            case ast.Call(func=ast.Name(id=name)):
                return self.call(node, name)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                return [self.value(item) for item in items]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.number(operand)
            case ast.BinOp(left=left, op=operation, right=right):
                return self.arithmetic(left, operation, right)
        raise QueryError("CMP032", self.offset(node))

    def name(self, name: str, offset: int) -> Any:
        if name in self.frame.collections:
            return self.frame.collections[name]
        if name in self.frame.values:
            return self.frame.values[name]
        known = (*self.frame.collections, *self.frame.values, *FUNCTIONS)
        raise QueryError("CMP033", offset, suggest(name, known), name=name)

    def call(self, node: ast.Call, name: str) -> Any:
        if name not in FUNCTIONS:
            raise QueryError("CMP034", self.offset(node), suggest(name, FUNCTIONS), name=name)
        positional = [Argument(self.value(item), self.offset(item)) for item in node.args]
        named: dict[str, Argument] = {}
        for keyword in node.keywords:
            if keyword.arg is None:
                raise QueryError("CMP032", self.offset(keyword.value))
            named[keyword.arg] = Argument(
                self.value(keyword.value), self.offset(keyword.value), self.offset(keyword)
            )
        return FUNCTIONS[name](Call(name, self.offset(node), positional, named, self.frame))

    def arithmetic(self, left: ast.expr, operation: ast.operator, right: ast.expr) -> Any:
        first, second = self.number(left), self.number(right)
        if isinstance(first, Unknown) or isinstance(second, Unknown):
            return Unknown()
        match operation:
            case ast.Add():
                result = first + second
            case ast.Sub():
                result = first - second
            case ast.Mult():
                result = first * second
            case ast.Div():
                if not second:
                    raise QueryError("CMP035", self.offset(right))
                result = first / second
            case _:
                raise QueryError("CMP032", self.offset(left))
        if abs(result) > MAX_NUMBER:
            raise QueryError("CMP036", self.offset(left))
        return result

    def number(self, node: ast.expr) -> Any:
        value = self.value(node)
        if isinstance(value, Collection):
            raise QueryError("CMP037", self.offset(node), name=value.name)
        if not isinstance(value, int | float | Unknown):
            raise QueryError("CMP038", self.offset(node))
        return value
