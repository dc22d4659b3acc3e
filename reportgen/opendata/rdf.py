"""A few RDF statements written as Turtle and as JSON-LD, from the same list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Iri(str):
    """The address of a thing, absolute or relative to the document."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in a language, or a value of a type (the local name in XML Schema)."""

    value: str
    lang: str = ""
    type: str = ""


class Statement(NamedTuple):
    subject: Iri
    predicate: Iri
    object: Iri | Literal


def turtle(statements: Sequence[Statement]) -> bytes:
    """The statements as Turtle (RDF 1.1 Turtle), grouped by subject in the order given."""
    blocks: dict[Iri, list[str]] = {}
    for subject, predicate, value in statements:
        verb = "a" if predicate == TYPE else _iri(predicate)
        blocks.setdefault(subject, []).append(f"  {verb} {_term(value)}")
    return "".join(_block(subject, lines) for subject, lines in blocks.items()).encode()


def _block(subject: Iri, lines: Sequence[str]) -> str:
    return f"{_iri(subject)}\n" + " ;\n".join(lines) + " .\n\n"


def json_ld(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """The statements as expanded JSON-LD 1.1: one object a subject."""
    nodes: dict[Iri, dict[str, Any]] = {}
    for subject, predicate, value in statements:
        node = nodes.setdefault(subject, {"@id": str(subject)})
        if predicate == TYPE:
            node.setdefault("@type", []).append(str(value))
        else:
            node.setdefault(str(predicate), []).append(_object(value))
    return list(nodes.values())


def _object(value: Iri | Literal) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": str(value)}
    if value.lang:
        return {"@value": value.value, "@language": value.lang}
    return {"@value": value.value, "@type": XSD + value.type} if value.type else {"@value": value.value}


def _term(value: Iri | Literal) -> str:
    if isinstance(value, Iri):
        return _iri(value)
    # Turtle's short strings take the escapes of JSON, with characters beyond the plane written as they are.
    text = json.dumps(value.value, ensure_ascii=False)
    if value.lang:
        return f"{text}@{value.lang}"
    return f"{text}^^<{XSD}{value.type}>" if value.type else text


def _iri(iri: Iri) -> str:
    return f"<{encoded(iri)}>"


def encoded(address: str) -> str:
    """An address with the characters that IRIREF forbids percent-encoded (RDF 1.1 Turtle, section 6.5)."""
    return "".join(f"%{ord(c):02X}" if c in '<>"{}|^`\\' or ord(c) <= 32 else c for c in address)
