"""Compresses the object streams and the cross-reference stream of a saved file (ISO 32000-1, 7.5.7, 7.5.8).

They hold the structure tree, and are most of a tagged file. qpdf would compress them as well, but one
compressed stream in 256 ends in a carriage return, which some checkers take for the end of the line; here
such a stream is written another way.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import accumulate, islice, pairwise
from typing import Final

import pikepdf

from reportgen.editions.pdf.assembly.table import Table

_OBJECT_STREAM: Final = re.compile(rb"\d+ 0 obj\n<< /Type /ObjStm /Length (\d+)( [^>]*>>)\nstream\n")
_TABLE: Final = re.compile(
    rb"(\d+ 0 obj\n<< /Type /XRef) /Length (\d+) /W \[ 1 (\d) (\d) \]([^\n]*>>)\nstream\n"
)
_END: Final = re.compile(rb"startxref\n(\d+)\n%%EOF\n?\Z")
_SIZE: Final = re.compile(rb"/Size \d+")
_LEVEL: Final = 6
_TOGETHER: Final = 1000
"""Objects in a stream of those that are added."""
_COMPRESSORS: Final = 2
_WAITING: Final = 4
"""Streams that wait for being compressed."""
_FILTER: Final = b" /Filter /FlateDecode"
_LONGEST: Final = 1000
"""Bytes in which the dictionary of an object stream, or of the table, ends."""


class NotCompactableError(ValueError):
    """The file is not laid out as qpdf writes one with object streams."""


Added = tuple[int, Iterable[bytes]]
"""How many objects are added, and these."""

More = Callable[[memoryview, int], Added]
"""From a saved file, which it may change where nothing moves, and the first number that is free."""


def saved(pdf: pikepdf.Pdf, *, min_version: str = "", force_version: str = "") -> io.BytesIO:
    """`pdf` as `compact` takes it, its objects grouped into streams; versions as in `Pdf.save`.

    The same content gives the same bytes.
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
    return output


def compact(plain: io.BytesIO, more: More | None = None) -> bytes:
    """The file `plain`, saved with object streams that are not compressed, with these and the table
    compressed. `more` gives objects that are added as they are.

    Raises NotCompactableError.
    """
    data = plain.getbuffer()
    # What is matched is copied: a match would hold the buffer.
    end = _END.search(bytes(data[-100:]))
    place = int(end[1]) if end else len(data)
    head = _TABLE.match(bytes(data[place : place + _LONGEST]))
    if head is None:
        raise NotCompactableError("no table where the file says it is")
    table = Table.of(data[place + head.end() :], int(head[2]), (int(head[3]), int(head[4])))
    offsets = table.in_file()
    if offsets[-1] != place:
        raise NotCompactableError("objects after the table")
    first = len(table)
    count, objects = more(data, first) if more else (0, ())
    output, moved = io.BytesIO(), dict[int, int]()
    output.write(data[: offsets[0]])
    for start, following in pairwise(offsets):
        moved[start] = output.tell()
        output.writelines(_object(data[start:following]))
    streams: list[tuple[int, int]] = []
    for written, length in _streams(objects, first, count):
        streams.append((output.tell(), length))
        output.write(written)
    moved[place] = output.tell()
    table.move(moved)
    for number, (_, length) in enumerate(streams):
        table.add_in_stream(first + count + number, length)
    for position, _ in streams:
        table.add_in_file(position)
    output.write(_table(head, table))
    output.write(b"startxref\n%d\n%%%%EOF\n" % moved[place])
    return output.getvalue()


def _streams(objects: Iterable[bytes], first: int, count: int) -> Iterator[tuple[bytes, int]]:
    """The object streams of the `count` objects from number `first` on, and how many are in each.

    They are compressed while the following ones are made: zlib works without the lock of Python.
    """
    with ThreadPoolExecutor(_COMPRESSORS) as threads:
        waiting: deque[tuple[Future[bytes], int]] = deque()
        for number, together in enumerate(_groups(objects)):
            begun = threads.submit(_stream, first + count + number, first + number * _TOGETHER, together)
            waiting.append((begun, len(together)))
            if len(waiting) > _WAITING:
                stream, length = waiting.popleft()
                yield stream.result(), length
        for stream, length in waiting:
            yield stream.result(), length


def _groups(objects: Iterable[bytes]) -> Iterator[list[bytes]]:
    waiting = iter(objects)
    while group := list(islice(waiting, _TOGETHER)):
        yield group


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


def _object(data: memoryview) -> Iterator[bytes | memoryview]:
    """An object as it stands; compressed when it is an object stream."""
    head = _OBJECT_STREAM.match(bytes(data[:_LONGEST]))
    if head is None:
        yield data
        return
    after = head.end() + int(head[1])
    content = bytes(data[head.end() : after])
    squeezed = zlib.compress(content, _LEVEL)
    if squeezed.endswith(b"\r"):
        squeezed = zlib.compress(content + b" ", _LEVEL)
    number = head[0][: head[0].index(b"/Length")]
    yield b"%b/Length %d%b%b\nstream\n%b" % (number, len(squeezed), _FILTER, head[2], squeezed)
    yield data[after:]


def _table(head: re.Match[bytes], table: Table) -> bytes:
    """The table as differences between its rows (PNG predictor 12), which are nearly all the same."""
    widths, plain = table.packed()
    size = 1 + sum(widths)
    squeezed = zlib.compress(_differences(plain, size), _LEVEL)
    parameters = b" /DecodeParms << /Predictor 12 /Columns %d >>" % size
    if squeezed.endswith(b"\r"):
        squeezed, parameters = zlib.compress(plain, _LEVEL), b""
    rest = _SIZE.sub(b"/Size %d" % len(table), head[5])
    return b"%b /Length %d%b%b /W [ 1 %d %d ]%b\nstream\n%b\nendstream\nendobj\n" % (
        *(head[1], len(squeezed), _FILTER, parameters),
        *(*widths, rest, squeezed),
    )


def _differences(plain: bytes, size: int) -> bytearray:
    """Rows of `size` bytes, each less the one above it, and each after the number of its predictor."""
    found = bytearray(len(plain) // size * (size + 1))
    found[0 :: size + 1] = b"\2" * (len(plain) // size)
    for at in range(size):
        column = plain[at::size]
        above = b"\0" + column[:-1]
        found[at + 1 :: size + 1] = bytes((a - b) & 255 for a, b in zip(column, above, strict=True))
    return found
