"""An executor of processes of this machine, each fed by a thread.

Not `ProcessPoolExecutor`: it runs the caller's main program again in each child (or forks its threads), and
one child that dies takes the whole pool with it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Final, ParamSpec, TypeVar

from reportgen.work.worker import DONE, receive, send

P = ParamSpec("P")
T = TypeVar("T")

_PROGRAM: Final = "from reportgen.work.worker import main; main()"
_ROOT: Final = Path(__file__).parents[2]
_TRIES: Final = 2
"""How many processes may die over one call: what killed two would kill a third."""


class ProcessEndedError(BrokenExecutor):
    """A process did not answer: it was killed, or could not start."""


class ProcessExecutor(Executor):
    """At most `count` processes, started when there is work for them. They end with `shutdown`."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._all: list[_Process] = []
        self._lock = threading.Lock()
        self._closed = False
        self._threads = ThreadPoolExecutor(count, "work")

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A call whose process ends is made again in another. Its future raises ProcessEndedError then."""
        return self._threads.submit(self._run, function, args, kwargs)

    def _run(self, function: Callable[..., T], args: Any, kwargs: Any) -> T:
        asked = pickle.dumps((function, args, kwargs), protocol=5)
        for tried in range(1, _TRIES + 1):
            process = self._take()
            try:
                good, answer = process.ask(asked)
            except ProcessEndedError:
                self._bury(process)
                if self._closed or tried == _TRIES:
                    raise
                continue
            self._idle.put(process)
            if not good:
                raise answer
            return answer  # type: ignore[no-any-return]
        raise AssertionError

    def _take(self) -> _Process:
        with contextlib.suppress(Empty):
            return self._idle.get_nowait()
        with self._lock:
            if self._closed:
                raise ProcessEndedError("closed")
            # There are as many threads as processes: one that finds none idle may start one.
            try:
                self._all.append(_Process())
            except OSError as error:
                raise ProcessEndedError(str(error)) from error
            return self._all[-1]

    def _bury(self, process: _Process) -> None:
        with self._lock:
            if process in self._all:
                self._all.remove(process)
        process.close()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The processes that are there now."""
        with self._lock:
            return tuple(process.id for process in self._all)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes: when their work is done, or at once with `cancel_futures`."""
        self._threads.shutdown(wait=wait and not cancel_futures, cancel_futures=cancel_futures)
        with self._lock:
            self._closed = True
            ending = tuple(self._all)
        for process in ending:
            process.close()
        self._threads.shutdown(wait=True)


class _Process:
    def __init__(self) -> None:
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self.id = self._process.pid

    def ask(self, asked: bytes) -> tuple[bool, Any]:
        """Whether it went well, and the result or the error. Raises ProcessEndedError."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            send(self._process.stdin, asked)
            answer = receive(self._process.stdout)
        except (OSError, ValueError, EOFError) as error:
            raise ProcessEndedError(str(self._process.poll())) from error
        return answer[:1] == DONE, pickle.loads(answer[1:])

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
