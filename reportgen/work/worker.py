"""What runs in a process of its own: it reads calls and answers each with its result.

Messages are framed by their length: pickles of our own types, in private pipes to a process of ours.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from typing import IO, Final

from reportgen.compiled import use_compiled

DONE: Final = b"+"
FAILED: Final = b"-"


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message. Raises BrokenPipeError when nobody reads any more."""
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
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
    """Serve calls until the input ends."""
    use_compiled()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Answers have the output for themselves: whatever a library prints goes to the errors.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    calls = sys.stdin.buffer
    try:
        while True:
            function, args, kwargs = pickle.loads(receive(calls))
            try:
                answer = DONE + pickle.dumps(function(*args, **kwargs), protocol=5)
            except Exception as error:
                answer = FAILED + _told(error)
            send(answers, answer)
    except (EOFError, BrokenPipeError):
        # The parent has left.
        return


def _told(error: Exception) -> bytes:
    """The error as it is, with the traceback as a note; its traceback alone when it cannot be sent."""
    text = traceback.format_exc()
    error.add_note(text)
    try:
        data = pickle.dumps(error)
        pickle.loads(data)
    except Exception:
        return pickle.dumps(RuntimeError(text))
    return data
