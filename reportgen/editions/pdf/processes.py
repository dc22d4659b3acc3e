"""Rendering in several processes, each fed by a thread.

Not `multiprocessing`: that runs the caller's main program again in each child (or forks its threads), and
waits for ever when a child dies while it is being fed.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from reportgen.editions.pdf.jobs import Job, Style
from reportgen.editions.pdf.rendered import Rendered
from reportgen.editions.pdf.worker import DONE, receive, send

_PROGRAM: Final = "from reportgen.editions.pdf.worker import main; main()"
_ROOT: Final = Path(__file__).parents[3]


class ProcessEndedError(RuntimeError):
    """A process did not answer: it was killed, or could not start."""


class RenderError(RuntimeError):
    """A render failed in a process; the message is the traceback there."""


class Processes:
    """A number of render processes. They end with `close`."""

    def __init__(self, style: Style, count: int) -> None:
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._all = [_Process(style) for _ in range(count)]
        for process in self._all:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(count)

    def render(self, jobs: Sequence[Job], done: Callable[[Job, int], None]) -> list[Rendered]:
        """The renders of `jobs`, in their order, the longest begun first.

        `done` is called before each wait. Raises ProcessEndedError and RenderError.
        """
        order = sorted(range(len(jobs)), key=lambda i: -len(jobs[i].html))
        futures = {i: self._threads.submit(self._one, jobs[i]) for i in order}
        made: dict[int, Rendered] = {}
        for count, i in enumerate(order):
            done(jobs[i], count)
            made[i] = futures[i].result()
        return [made[i] for i in range(len(jobs))]

    def _one(self, job: Job) -> Rendered:
        process = self._idle.get()
        try:
            return process.render(job)
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.close()
        self._threads.shutdown()


class _Process:
    def __init__(self, style: Style) -> None:
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._style: Style | None = style
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )

    def render(self, job: Job) -> Rendered:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        to, back = self._process.stdin, self._process.stdout
        try:
            if self._style is not None:
                send(to, pickle.dumps(self._style))
                self._style = None
            send(to, pickle.dumps(job))
            answer = receive(back)
        except (OSError, ValueError, EOFError) as error:
            raise ProcessEndedError(str(self._process.poll())) from error
        if answer[:1] != DONE:
            raise RenderError(answer[1:].decode(errors="replace"))
        return Rendered.from_bytes(answer[1:])

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
