"""What runs in a process of its own: it reads a style, then jobs, and answers each with its render.

Messages are framed by their length. The parent writes pickles of our own types into a private pipe; answers
are a mark and the bytes of a `Rendered`, or the text of an error.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from typing import IO, Final

DONE: Final = b"+"
FAILED: Final = b"-"


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message. Raises BrokenPipeError when nobody reads any more."""
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read one message. Raises EOFError when there is none, or not all of it."""
    size = int.from_bytes(_exactly(stream, 8), "big")
    return _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def main() -> None:
    """Serve renders until the input ends."""
    from reportgen.editions.pdf.jobs import NoFontError
    from reportgen.editions.pdf.render.typeset import Typesetter

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Answers have the output for themselves: whatever a library prints goes to the errors.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Layout makes many short-lived objects and few cycles; collecting less often saves a tenth of the time.
    gc.set_threshold(200_000, 50, 1000)
    jobs = sys.stdin.buffer
    try:
        typesetter = Typesetter(pickle.loads(receive(jobs)))
        while True:
            job = pickle.loads(receive(jobs))
            try:
                send(answers, DONE + typesetter.render(job).to_bytes())
            except Exception:
                send(answers, FAILED + traceback.format_exc().encode())
    except (EOFError, BrokenPipeError, NoFontError):
        # The parent has left, or will meet the same style itself and say so.
        return
