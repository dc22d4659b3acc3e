"""Those who do the work: calls are handed to an executor, and done here when it is lost."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from reportgen.cache import DirectoryStore, NoStore, Store
from reportgen.work.call import Answer, Call, Given, OtherEngineError, Work, perform, perform_here
from reportgen.work.environment import environment
from reportgen.work.executors import InlineExecutor
from reportgen.work.processes import ProcessExecutor
from reportgen.work.spread import Spread, WorkersError
from reportgen.work.stores import NearAndFar, open_shared, place_of

T = TypeVar("T")

ALONE: Final = 60_000
"""Below this many characters, starting processes costs more than it saves."""
OTHER_ENGINE: Final = (
    "a worker runs another version of reportgen, Python, Pango or one of their libraries:"
    " install the same on all machines"
)
_LOOK: Final = 1.0
"""Seconds after which calls are looked at again, whether one has ended or not."""
_UNDER_WAY: Final = 3
"""Calls that wait or run for each worker: enough to keep it busy, few enough to keep little in memory."""


class Crew:
    """Does calls through `executor`, `count` at once. `store` is where this process finds and keeps pieces.

    `where` is how workers find that store; `engine` the environment that they must have. `least` is the
    amount of text from which others are asked at all. `lost`: the executor could not finish its work;
    `ready`: a worker has what it needs.
    """

    def __init__(
        self,
        executor: Executor | None = None,
        count: int = 1,
        store: Store | None = None,
        *,
        where: str = "",
        engine: str = "",
        least: int = ALONE,
        losses: tuple[type[BaseException], ...] = (),
        close: Callable[[], None] | None = None,
    ) -> None:
        self.executor = executor or InlineExecutor()
        self.count = count if executor else 1
        self.store = store or NoStore()
        self.lost = False
        self.ready = False
        self._ended = False
        self._elsewhere = executor is not None
        self._where = where
        self._engine = engine
        self._least = least
        self._losses: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError, *losses)
        self._close = close
        self._placed: set[str] = set()
        self._ahead = _InTurn(self._begin)

    def spreads(self, amount: int) -> bool:
        """Whether work of this many characters is done elsewhere."""
        return self._elsewhere and not self.lost and (self.ready or amount >= self._least)

    @property
    def same_files(self) -> bool:
        """Whether there are workers that see the files of this machine."""
        return isinstance(self.executor, ProcessExecutor) and not self.lost

    def make_ready(self, function: Work, given: Sequence[Given], *arguments: Any) -> None:
        """Begin `function` in a worker of this machine, so that what it is given is at hand there later.

        One processor is left to what this process does in the meantime.
        """
        if not self.same_files:
            return
        for thing in given:
            self._place(thing)
        keys = tuple((thing.key, thing.read) for thing in given)
        brought = {} if self._where else {thing.key: thing.data for thing in given}
        told = Call(function, keys, arguments, self._where, self._engine, brought)
        if self.count > 1:
            self._ahead.add(told)
        for _ in range(self.count - 2):
            self._begin(told)
        self.ready = True

    def ahead(self, function: Work, *arguments: Any) -> None:
        """Begin `function` in a worker of this machine for what it leaves in the store; nobody waits for it.

        One such call is made after the other. What it fails to do is done by whoever looks for it in vain.
        """
        if self.same_files and self._where:
            self._ahead.add(Call(function, (), arguments, self._where, self._engine))

    def do(self, function: Work, given: Sequence[Given], *arguments: Any, elsewhere: bool = True) -> bytes:
        """The result of one call, which does not depend on where it is made."""
        return next(self.each(function, given, [arguments], elsewhere=elsewhere))[1]

    def each(
        self,
        function: Work,
        given: Sequence[Given],
        arguments: Iterable[Sequence[Any]],
        *,
        elsewhere: bool = True,
        meanwhile: Callable[[], None] | None = None,
        alone: bool = False,
    ) -> Iterator[tuple[int, bytes]]:
        """The result of a call for each of `arguments`, with its index, as they come; begun in their order.

        `meanwhile` is called once, when others are at work. One call `alone` waits for the worker that is
        being made ready: to start another one takes longer.

        Raises WorkersError when a worker is of another version, and what `function` raises.
        """
        waiting = enumerate(arguments)
        if not elsewhere or not self._elsewhere or self.lost:
            for index, plain in waiting:
                yield index, perform_here(function, self.store, given, plain)
            return
        for thing in given:
            self._place(thing)
        keys = tuple((thing.key, thing.read) for thing in given)
        begun: dict[Future[Answer], tuple[int, Sequence[Any]]] = {}
        while True:
            for index, plain in islice(waiting, _UNDER_WAY * self.count - len(begun)):
                told = Call(function, keys, tuple(plain), self._where, self._engine)
                begun[self._ahead.add(told) if alone and self.ready else self._begin(told)] = index, plain
            if not begun:
                return
            if meanwhile is not None:
                meanwhile()
                meanwhile = None
            for future in _first_done(begun):
                index, plain = begun.pop(future)
                answer = self._answer(future)
                if answer is not None and answer.lacking:
                    brought = {thing.key: thing.data for thing in given if thing.key in answer.lacking}
                    told = Call(function, keys, tuple(plain), self._where, self._engine, brought)
                    begun[self._begin(told)] = index, plain
                elif answer is not None:
                    yield index, answer.data
                else:
                    yield index, perform_here(function, self.store, given, plain)

    def _begin(self, told: Call) -> Future[Answer]:
        """The future of a call; one without an answer when nobody takes calls any more."""
        # An executor that has ended says RuntimeError.
        refusals: tuple[type[BaseException], ...] = (*self._losses, RuntimeError)
        if not self.lost:
            try:
                return self.executor.submit(perform, told)
            except refusals:
                self._lose()
        future: Future[Answer] = Future()
        future.set_exception(CancelledError())
        return future

    def _answer(self, future: Future[Answer]) -> Answer | None:
        """What a worker answered; None when it is lost. Raises WorkersError, or what the call raised."""
        try:
            return future.result()
        except OtherEngineError as error:
            raise WorkersError(OTHER_ENGINE) from error
        except self._losses:
            self._lose()
            return None

    def _place(self, thing: Given) -> None:
        """Put a thing where workers find it."""
        if self._where and thing.key not in self._placed:
            self._placed.add(thing.key)
            self.store.put(thing.key, thing.data)

    def _lose(self) -> None:
        """The executor is of no use any more. Raises CancelledError when that was meant."""
        if self._ended:
            raise CancelledError
        self.lost = True

    @contextmanager
    def together(self, steps: int, amount: int) -> Iterator[Callable[[Callable[[], T]], Callable[[], T]]]:
        """What starts a step of the work and gives what waits for its result.

        Steps that hand calls to others run at the same time; otherwise each begins when it is waited for.
        """
        if not self.spreads(amount):
            yield _later
            return
        with ThreadPoolExecutor(max(1, steps), "step") as threads:
            try:
                yield lambda step: threads.submit(step).result
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def close(self) -> None:
        """End the workers, or leave them."""
        self._ended = True
        self._ahead.end()
        if self._close is not None:
            close, self._close = self._close, None
            close()
        elif self._elsewhere:
            self.executor.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


class _InTurn:
    """Begins a call when the one before has ended, however it has."""

    def __init__(self, begin: Callable[[Call], Future[Answer]]) -> None:
        self._begin = begin
        self._waiting: deque[tuple[Call, Future[Answer]]] = deque()
        self._busy = False
        self._ended = False
        self._lock = threading.Lock()

    def add(self, told: Call) -> Future[Answer]:
        """Begin a call in its turn; returns its future, cancelled when `end` comes first."""
        promised: Future[Answer] = Future()
        with self._lock:
            if self._ended:
                promised.cancel()
                return promised
            self._waiting.append((told, promised))
            free, self._busy = not self._busy, True
        if free:
            self._next()
        return promised

    def end(self) -> None:
        """Begin nothing more."""
        with self._lock:
            self._ended = True
            left, self._waiting = self._waiting, deque()
        for _, promised in left:
            promised.cancel()

    def _next(self) -> None:
        with self._lock:
            self._busy = bool(self._waiting)
            if not self._busy:
                return
            told, promised = self._waiting.popleft()
        try:
            self._begin(told).add_done_callback(partial(self._ended_with, promised))
        except CancelledError:
            # The executor ends just now: nobody who waits is forgotten.
            promised.cancel()
            self._next()

    def _ended_with(self, promised: Future[Answer], done: Future[Answer]) -> None:
        if done.cancelled():
            promised.cancel()
        elif (error := done.exception()) is not None:
            promised.set_exception(error)
        else:
            promised.set_result(done.result())
        self._next()


def _first_done(begun: Collection[Future[Answer]]) -> list[Future[Answer]]:
    """Those that have ended, as soon as there are any."""
    while not (done := [future for future in begun if future.done()]):
        # A call that is cancelled before its turn wakes nobody.
        wait(begun, timeout=_LOOK, return_when=FIRST_COMPLETED)
    return done


def _later(step: Callable[[], T]) -> Callable[[], T]:
    made: list[T] = []

    def result() -> T:
        if not made:
            made.append(step())
        return made[0]

    return result


def crew_for(spread: Spread, near: Store | None = None) -> Crew:
    """The crew that a person asked for; `near` is the store of this machine. Raises WorkersError."""
    spread.check()
    near = near or NoStore()
    store, where = near, place_of(near)
    if spread.store and not isinstance(near, NoStore):
        store, where = NearAndFar(near, open_shared(spread.store)), spread.store
        if "://" not in where:
            where = str(Path(where).resolve())
    if spread.executor == "dask":
        from reportgen.work.cluster import join_cluster

        cluster = join_cluster(spread)
        engine = environment()
        return Crew(
            *(cluster.executor, cluster.count, store),
            where=where, engine=engine, least=0, losses=cluster.lost, close=cluster.close,
        )  # fmt: skip
    count = processors() if spread.workers is None else spread.workers
    if spread.executor == "local" or count < 2:
        return Crew(store=store)
    if isinstance(near, DirectoryStore):
        # A worker that finds no folder has no store: it would leave nothing there, and find nothing.
        with suppress(OSError):
            near.root.mkdir(parents=True, exist_ok=True)
    return Crew(ProcessExecutor(count), count, store, where=where)


def processors() -> int:
    """The processors that this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
