"""Reading XML from elsewhere: no entities, no network, bounded size; and small helpers to write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from lxml import etree

from reportgen.archive import ArchiveError, TooLargeError, read_zip

MAX_BYTES: Final = 64 * 1024 * 1024
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE\s+(\w+)(?:\s+(?:SYSTEM|PUBLIC)[^\[>]*)?(\[)?", re.IGNORECASE)
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class UnreadableError(Exception):
    """A file that can't be read as what it claims to be; the message is the reason, for a person.

    `code` is that of the finding.
    """

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(reason)
        self.code = code


def parse_xml(data: bytes) -> Any:
    """The root of an XML file. Raises UnreadableError: too large, entities declared, not well-formed."""
    if len(data) > MAX_BYTES:
        raise UnreadableError("TRN102", f"{len(data) // (1024 * 1024)} MB")
    if declares_types(data, plain=True):
        raise UnreadableError("TRN103")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("TRN101", str(error)) from error
    if root is None:
        raise UnreadableError("TRN101", "empty")
    return root


def declares_types(data: bytes, plain: bool = False) -> bool:
    """Whether an XML file declares entities or a document type; if `plain`, it may name its DTD all the same.

    Whatever the encoding, and wherever in the file: what stands before the root element has no bound.
    """
    text = data.replace(b"\0", b"")
    if b"<!ENTITY" in text:
        return True
    found = _DOCTYPE.search(text)
    return found is not None and (not plain or found[2] is not None)


def unpacked(data: bytes, wanted: Callable[[str], bool] | None = None) -> dict[str, bytes]:
    """The entries of an archive by name. Raises UnreadableError: not a zip, damaged, too large unpacked."""
    try:
        return read_zip(data, wanted, MAX_BYTES)
    except TooLargeError as error:
        raise UnreadableError("TRN102", str(error)) from error
    except ArchiveError as error:
        raise UnreadableError("TRN101", str(error)) from error


def clean(text: str) -> str:
    """Text without the characters that XML can't hold."""
    return _NOT_XML.sub("\ufffd", text)


def append_text(parent: Any, text: str) -> None:
    """Add text at the end of what `parent` holds already."""
    text = clean(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def local(node: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def written(root: Any, inline: frozenset[str], doctype: str = "") -> bytes:
    """The file of a tree, one element a line; nothing is added inside the elements named `inline`."""
    _lines(root, inline)
    options: dict[str, Any] = {"doctype": doctype} if doctype else {}
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", **options)
    return data + b"\n"


def _lines(node: Any, inline: frozenset[str]) -> None:
    if local(node) in inline or not len(node):
        return
    node.text = node.text or "\n"
    for child in node:
        child.tail = "\n"
        _lines(child, inline)
