"""Compresses the object streams and the cross-reference stream of a saved file (ISO 32000-1, 7.5.7, 7.5.8).

They hold the structure tree, and are most of a tagged file. qpdf would compress them as well, but one
compressed stream in 256 ends in a carriage return, which some checkers take for the end of the line; here
such a stream is written another way.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Final

import pikepdf

_OBJECT_STREAM: Final = re.compile(rb"\d+ 0 obj\n<< /Type /ObjStm /Length (\d+)( [^>]*>>)\nstream\n")
_TABLE: Final = re.compile(
    rb"(\d+ 0 obj\n<< /Type /XRef) /Length (\d+) /W \[ 1 (\d) (\d) \]([^\n]*>>)\nstream\n"
)
_END: Final = re.compile(rb"startxref\n(\d+)\n%%EOF\n?\Z")
_SIZE: Final = re.compile(rb"/Size \d+")
_LEVEL: Final = 6
_TOGETHER: Final = 1000
"""Objects in a stream of those that are added."""
_FILTER: Final = b" /Filter /FlateDecode"
_IN_FILE: Final = 1
"""The type of a row of the table for an object that stands in the file itself."""

_IN_STREAM: Final = 2
"""And for one that stands in an object stream."""

Row = tuple[int, int, int]


class NotCompactableError(ValueError):
    """The file is not laid out as qpdf writes one with object streams."""


More = Callable[[bytes, int], tuple[bytes, list[bytes]]]
"""From a saved file and the first number that is free: the file, of the same length, and objects to add."""


def saved(
    pdf: pikepdf.Pdf, *, min_version: str = "", force_version: str = "", more: More | None = None
) -> bytes:
    """The bytes of `pdf`, its objects grouped into streams; versions as in `Pdf.save`.

    `more` gives objects that are added as they are. The same content gives the same bytes.
    """
    output = io.BytesIO()
    pdf.save(
        output,
        min_version=min_version,
        force_version=force_version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=False,
        deterministic_id=True,
    )
    return compact(output.getvalue(), more)


def compact(data: bytes, more: More | None = None) -> bytes:
    """`data`, saved with object streams that are not compressed, with these and the table compressed.

    Raises NotCompactableError.
    """
    end = _END.search(data, max(0, len(data) - 100))
    head = _TABLE.match(data, int(end[1])) if end else None
    if head is None:
        raise NotCompactableError("no table where the file says it is")
    table = head.start()
    rows = _rows(head, data)
    offsets = sorted(place for kind, place, _ in rows if kind == _IN_FILE)
    if offsets[-1] != table:
        raise NotCompactableError("objects after the table")
    data, objects = more(data, len(rows)) if more else (data, [])
    pieces, moved, position = [data[: offsets[0]]], {}, offsets[0]
    for start, following in pairwise(offsets):
        moved[start] = position
        pieces.append(_object(data, start, following))
        position += len(pieces[-1])
    first, streams = len(rows), [objects[i : i + _TOGETHER] for i in range(0, len(objects), _TOGETHER)]
    added = [
        (_IN_STREAM, first + len(objects) + number, index)
        for number, together in enumerate(streams)
        for index in range(len(together))
    ]
    for number, together in enumerate(streams):
        added.append((_IN_FILE, position, 0))
        pieces.append(_stream(first + len(objects) + number, first + number * _TOGETHER, together))
        position += len(pieces[-1])
    moved[table] = position
    rows = [(kind, moved[place] if kind == _IN_FILE else place, third) for kind, place, third in rows]
    rows += added
    return b"".join((*pieces, _table(head, rows), b"startxref\n%d\n%%%%EOF\n" % position))


def _stream(number: int, first: int, objects: Sequence[bytes]) -> bytes:
    """An object stream of `objects`, numbered from `first` on."""
    places = accumulate((len(body) + 1 for body in objects[:-1]), initial=0)
    head = b" ".join(b"%d %d" % (first + index, place) for index, place in enumerate(places))
    content = head + b"\n" + b"\n".join(objects)
    squeezed = zlib.compress(content, _LEVEL)
    if squeezed.endswith(b"\r"):
        squeezed = zlib.compress(content + b" ", _LEVEL)
    return b"%d 0 obj\n<< /Type /ObjStm /Length %d%b /N %d /First %d >>\nstream\n%b\nendstream\nendobj\n" % (
        *(number, len(squeezed), _FILTER),
        *(len(objects), len(head) + 1, squeezed),
    )


def _rows(head: re.Match[bytes], data: bytes) -> list[Row]:
    second, third = int(head[3]), int(head[4])
    size = 1 + second + third
    content = data[head.end() : head.end() + int(head[2])]
    return [
        (
            content[i],
            int.from_bytes(content[i + 1 : i + 1 + second], "big"),
            int.from_bytes(content[i + 1 + second : i + size], "big"),
        )
        for i in range(0, len(content), size)
    ]


def _object(data: bytes, start: int, end: int) -> bytes:
    """An object as it stands; compressed when it is an object stream."""
    head = _OBJECT_STREAM.match(data, start, end)
    if head is None:
        return data[start:end]
    after = head.end() + int(head[1])
    content = data[head.end() : after]
    squeezed = zlib.compress(content, _LEVEL)
    if squeezed.endswith(b"\r"):
        squeezed = zlib.compress(content + b" ", _LEVEL)
    number = data[start : data.index(b"/Length", start)]
    return b"%b/Length %d%b%b\nstream\n%b%b" % (
        *(number, len(squeezed), _FILTER, head[2]),
        *(squeezed, data[after:end]),
    )


def _table(head: re.Match[bytes], rows: Sequence[Row]) -> bytes:
    """The table as differences between its rows (PNG predictor 12), which are nearly all the same."""
    second, third = (max(1, (max(row[i] for row in rows).bit_length() + 7) // 8) for i in (1, 2))
    plain = b"".join(
        bytes((kind,)) + place.to_bytes(second, "big") + rest.to_bytes(third, "big")
        for kind, place, rest in rows
    )
    size = 1 + second + third
    above = bytes(size) + plain
    less = bytes((a - b) & 255 for a, b in zip(plain, above, strict=False))
    differences = b"".join(b"\2" + less[i : i + size] for i in range(0, len(less), size))
    squeezed = zlib.compress(differences, _LEVEL)
    parameters = b" /DecodeParms << /Predictor 12 /Columns %d >>" % size
    if squeezed.endswith(b"\r"):
        squeezed, parameters = zlib.compress(plain, _LEVEL), b""
    rest = _SIZE.sub(b"/Size %d" % len(rows), head[5])
    return b"%b /Length %d%b%b /W [ 1 %d %d ]%b\nstream\n%b\nendstream\nendobj\n" % (
        *(head[1], len(squeezed), _FILTER, parameters),
        *(second, third, rest, squeezed),
    )
