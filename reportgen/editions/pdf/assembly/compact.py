"""Groups the objects of a saved file into compressed streams, with a cross-reference stream (ISO 32000-1,
7.5.7, 7.5.8).

They hold the structure tree, and are most of a tagged file. qpdf would group and compress them as well; but
it orders them as they were made, not as they are used, and one compressed stream in 256 ends in a carriage
return, which some checkers take for the end of the line. Here such a stream is written another way.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import accumulate, islice
from typing import Final

import pikepdf

from reportgen.editions.pdf.assembly.table import Table

_END: Final = re.compile(rb"startxref\n(\d+)\n%%EOF\n?\Z")
_ROWS: Final = re.compile(rb"xref\n0 (\d+)\n")
_ROW: Final = 20
"""Bytes of a row of the table of a saved file (7.5.4)."""
_DIGITS: Final = 10
"""Those at its start that say where the object stands."""
_TRAILER: Final = re.compile(rb"trailer <<(.*)>>\nstartxref", re.DOTALL)
_SIZE: Final = re.compile(rb" /Size \d+")
_STREAM_ENDS: Final = b"\nendstream\nendobj\n"
_OBJECT_ENDS: Final = b"\nendobj\n"
_LEVEL: Final = 5
"""Takes two thirds of the time of the usual 6, for two bytes more in a hundred."""
_TOGETHER: Final = 1000
"""Objects in a stream."""
_COMPRESSORS: Final = 2
_WAITING: Final = 4
"""Streams that wait for being compressed."""
_FILTER: Final = b" /Filter /FlateDecode"


class NotCompactableError(ValueError):
    """The file is not laid out as qpdf writes one without object streams."""


Added = tuple[int, Iterable[bytes]]
"""How many objects are added, and these."""

More = Callable[[memoryview, int], Added]
"""From a saved file, which it may change where nothing moves, and the first number that is free."""


def saved(pdf: pikepdf.Pdf, *, min_version: str = "", force_version: str = "") -> io.BytesIO:
    """`pdf` as `compact` takes it; versions as in `Pdf.save`.

    The same content gives the same bytes, in whatever order its objects were made.
    """
    output = io.BytesIO()
    pdf.save(
        output,
        min_version=min_version,
        force_version=force_version,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        deterministic_id=True,
    )
    return output


def compact(plain: io.BytesIO, more: More | None = None) -> bytes:
    """The file `plain`, as `saved` gives it, with all objects but streams in compressed object streams.

    `more` gives objects that are added after the others: as many as it says, or ValueError is raised. Raises
    NotCompactableError.
    """
    data = plain.getbuffer()
    places, trailer = _read_end(data)
    first = len(places) - 1
    count, added = more(data, first) if more else (0, ())
    output, table, loose = io.BytesIO(), Table(first + count), list[int]()
    output.write(data[: places[1]])
    for number in range(1, first):
        start, end = places[number], places[number + 1]
        if bytes(data[end - len(_STREAM_ENDS) : end]) == _STREAM_ENDS:
            table.put_in_file(number, output.tell())
            output.write(data[start:end])
        else:
            loose.append(number)
    objects = _numbered(data, places, loose, zip(range(first, first + count), added, strict=True))
    for stream, (numbers, written) in enumerate(_streams(objects, first + count), first + count):
        table.put_in_stream(numbers, stream)
        table.add_in_file(output.tell())
        output.write(written)
    place = output.tell()
    table.add_in_file(place)
    output.write(_table(trailer, table))
    output.write(b"startxref\n%d\n%%%%EOF\n" % place)
    return output.getvalue()


def _read_end(data: memoryview) -> tuple[Sequence[int], bytes]:
    """Where each object of a saved file starts, by its number, then where the last one ends; and the entries
    of the trailer. Raises NotCompactableError."""
    # What is matched is copied: a match would hold the buffer.
    end = _END.search(bytes(data[-100:]))
    place = int(end[1]) if end else len(data)
    rest = bytes(data[place:])
    head, trailer = _ROWS.match(rest), _TRAILER.search(rest)
    if head is None or trailer is None:
        raise NotCompactableError("no table where the file says it is")
    rows = range(head.end() + _ROW, head.end() + _ROW * int(head[1]), _ROW)
    places = [0, *(int(rest[row : row + _DIGITS]) for row in rows), place]
    if places != sorted(places) or len(places) < 3:
        raise NotCompactableError("objects that do not follow each other")
    return places, _SIZE.sub(b"", trailer[1])


def _numbered(
    data: memoryview, places: Sequence[int], loose: Iterable[int], added: Iterable[tuple[int, bytes]]
) -> Iterator[tuple[int, bytes]]:
    """The objects of a saved file that have these numbers, then those that are added."""
    for number in loose:
        start = places[number] + len(b"%d 0 obj\n" % number)
        yield number, bytes(data[start : places[number + 1] - len(_OBJECT_ENDS)])
    yield from added


def _streams(objects: Iterable[tuple[int, bytes]], first: int) -> Iterator[tuple[Sequence[int], bytes]]:
    """The object streams of `objects`, themselves numbered from `first` on, and the numbers in each.

    They are compressed while the following ones are made: zlib works without the lock of Python.
    """
    with ThreadPoolExecutor(_COMPRESSORS) as threads:
        waiting: deque[tuple[Sequence[int], Future[bytes]]] = deque()
        for stream, together in enumerate(_groups(objects), first):
            waiting.append(([number for number, _ in together], threads.submit(_stream, stream, together)))
            if len(waiting) > _WAITING:
                numbers, begun = waiting.popleft()
                yield numbers, begun.result()
        yield from ((numbers, begun.result()) for numbers, begun in waiting)


def _groups(objects: Iterable[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    waiting = iter(objects)
    while group := list(islice(waiting, _TOGETHER)):
        yield group


def _stream(number: int, objects: Sequence[tuple[int, bytes]]) -> bytes:
    """An object stream of `objects`, each with its number."""
    places = accumulate((len(body) + 1 for _, body in objects[:-1]), initial=0)
    head = b" ".join(b"%d %d" % (own, place) for (own, _), place in zip(objects, places, strict=True))
    content = head + b"\n" + b"\n".join([body for _, body in objects])
    squeezed = zlib.compress(content, _LEVEL)
    if squeezed.endswith(b"\r"):
        squeezed = zlib.compress(content + b" ", _LEVEL)
    return b"%d 0 obj\n<< /Type /ObjStm /Length %d%b /N %d /First %d >>\nstream\n%b\nendstream\nendobj\n" % (
        *(number, len(squeezed), _FILTER),
        *(len(objects), len(head) + 1, squeezed),
    )


def _table(trailer: bytes, table: Table) -> bytes:
    """The table, which is the last object, as differences between its rows (PNG predictor 12), which are
    nearly all the same."""
    widths, plain = table.packed()
    size = 1 + sum(widths)
    squeezed = zlib.compress(_differences(plain, size), _LEVEL)
    parameters = b" /DecodeParms << /Predictor 12 /Columns %d >>" % size
    if squeezed.endswith(b"\r"):
        squeezed, parameters = zlib.compress(plain, _LEVEL), b""
    return b"%d 0 obj\n<< /Type /XRef /Length %d%b%b /W [ 1 %d %d ]%b>>\nstream\n%b\nendstream\nendobj\n" % (
        *(len(table) - 1, len(squeezed), _FILTER, parameters),
        *(*widths, b" /Size %d%b" % (len(table), trailer), squeezed),
    )


def _differences(plain: bytes, size: int) -> bytearray:
    """Rows of `size` bytes, each less the one above it, and each after the number of its predictor."""
    found = bytearray(len(plain) // size * (size + 1))
    found[0 :: size + 1] = b"\2" * (len(plain) // size)
    for at in range(size):
        column = plain[at::size]
        found[at + 1 :: size + 1] = _less(column, b"\0" + column[:-1])
    return found


def _less(these: bytes, those: bytes) -> bytes:
    """Each of `these` bytes less that of `those` in its place, modulo 256: as one subtraction, in which every
    byte has a lane of two, and the upper one lends."""
    upper, lower = (bytearray(2 * len(these)) for _ in range(2))
    upper[::2], upper[1::2], lower[::2] = these, b"\1" * len(these), those
    left = int.from_bytes(upper, "little") - int.from_bytes(lower, "little")
    return left.to_bytes(len(upper), "little")[::2]
