"""Executors and the crew that uses them: the same results wherever work is done, whoever dies over it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from reportgen.cache import DirectoryStore, NoStore, Store
from reportgen.project import Assets
from reportgen.work import Crew, Given, Spread, Tls, WorkersError, crew_for
from reportgen.work.call import Answer, Call, OtherEngineError, perform
from reportgen.work.executors import InlineExecutor
from reportgen.work.processes import ProcessEndedError, ProcessExecutor
from reportgen.work.stores import NearAndFar, UrlStore, open_shared, store_at

ROOT = Path(__file__).parents[2]


def told(store: Store, *parts: Any) -> bytes:
    """A piece of work: says what it was given."""
    return "|".join(map(str, parts)).encode()


def slow(store: Store, seconds: float, name: str) -> bytes:
    time.sleep(seconds)
    return f"{name} by {os.getpid()}".encode()


def failing(store: Store, what: str) -> bytes:
    raise ValueError(what)


def suicidal(store: Store, here: int) -> bytes:
    """Ends any process but one."""
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return b"done"


def word(text: str) -> Given:
    return Given(lambda: text, text.encode, bytes.decode)


@pytest.fixture
def processes() -> Iterator[Crew]:
    with Crew(ProcessExecutor(2), 2, least=0) as crew:
        yield crew


def test_the_same_results_here_in_processes_and_through_any_executor(processes: Crew) -> None:
    arguments = [(number,) for number in range(20)]
    wanted = {number: f"fr|{number}".encode() for number in range(20)}
    for crew in (Crew(), processes, Crew(InlineExecutor(), 3, least=0)):
        assert dict(crew.each(told, (word("fr"),), arguments)) == wanted
        assert crew.do(told, (word("fr"), word("en")), 1) == b"fr|en|1"


# ---- begun ahead, for what it leaves in the store


def leaving(store: Store, name: str, seconds: float = 0) -> bytes:
    time.sleep(seconds)
    store.put(name, f"{os.getpid()}".encode())
    return b""


def found(store: Store, name: str) -> bytes:
    for _ in range(600):
        data = store.get(name)
        if data is not None:
            return data
        time.sleep(0.05)
    raise AssertionError(f"{name} is never there")


@pytest.fixture
def sharing(tmp_path: Path) -> Iterator[Crew]:
    """A crew of processes that see the same store."""
    with crew_for(Spread(workers=3), DirectoryStore(tmp_path)) as crew:
        yield crew


def test_what_is_begun_ahead_is_made_one_after_the_other_by_one_worker(sharing: Crew) -> None:
    for name, seconds in (("a", 0.3), ("b", 0), ("c", 0)):
        sharing.ahead(leaving, name, seconds)
    assert len({found(sharing.store, name) for name in "abc"}) == 1
    assert found(sharing.store, "a") != str(os.getpid()).encode()


def test_what_fails_ahead_is_not_told_and_stops_nothing(
    sharing: Crew, capfd: pytest.CaptureFixture[str]
) -> None:
    sharing.ahead(failing, "no such thing")
    sharing.ahead(leaving, "after")
    found(sharing.store, "after")
    assert sharing.do(told, (), 1) == b"1"
    assert "no such thing" not in "".join(capfd.readouterr())


def test_a_crew_that_ends_begins_nothing_more(sharing: Crew, capfd: pytest.CaptureFixture[str]) -> None:
    sharing.ahead(slow, 0.5, "long")
    sharing.ahead(leaving, "never")
    sharing.close()
    assert sharing.store.get("never") is None
    assert not "".join(capfd.readouterr())


def test_without_a_store_or_workers_nothing_is_begun_ahead(tmp_path: Path, processes: Crew) -> None:
    alone = Crew(store=DirectoryStore(tmp_path))
    alone.ahead(leaving, "a")
    assert alone.store.get("a") is None
    processes.ahead(leaving, "a")
    assert isinstance(processes.executor, ProcessExecutor) and not processes.executor.process_ids


def test_what_a_call_raises_is_raised_here_with_where_it_happened(processes: Crew) -> None:
    with pytest.raises(ValueError, match="no such thing") as caught:
        processes.do(failing, (), "no such thing")
    assert "in failing" in caught.value.__notes__[0]
    assert processes.do(told, (), "still here") == b"still here" and not processes.lost


def test_a_process_killed_in_the_middle_is_replaced() -> None:
    executor = ProcessExecutor(2)
    with Crew(executor, 2, least=0) as crew:
        first = threading.Thread(target=crew.do, args=(slow, (), 0.5, "first"))
        first.start()
        while not executor.process_ids:
            time.sleep(0.01)
        before = executor.process_ids[0]
        time.sleep(0.3)
        os.kill(before, signal.SIGKILL)
        first.join()
        assert crew.do(slow, (), 0, "x").startswith(b"x by ") and not crew.lost
        assert before not in executor.process_ids


def test_work_that_kills_its_processes_is_done_here(processes: Crew) -> None:
    assert processes.do(suicidal, (), os.getpid()) == b"done" and processes.lost
    assert processes.do(slow, (), 0, "here") == f"here by {os.getpid()}".encode()


def test_the_executor_alone_says_that_it_is_broken() -> None:
    executor = ProcessExecutor(1)
    with pytest.raises(BrokenExecutor):
        executor.submit(perform, Call(suicidal, (), (0,))).result()
    executor.shutdown()
    with pytest.raises((RuntimeError, ProcessEndedError)):
        executor.submit(perform, Call(told, (), ())).result()


class Gone(Executor):
    """Takes a call or two, then nobody is there any more."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.left == 0:
            raise RuntimeError("cannot schedule new futures after shutdown")
        self.left -= 1
        return InlineExecutor().submit(function, *args, **kwargs)


@pytest.mark.parametrize("calls", [0, 1, 4])
def test_when_all_are_lost_the_rest_is_done_here(calls: int) -> None:
    crew = Crew(Gone(calls), 2, least=0)
    done = dict(crew.each(told, (word("fr"),), [(number,) for number in range(9)]))
    assert done == {number: f"fr|{number}".encode() for number in range(9)} and crew.lost


def test_from_a_program_on_standard_input() -> None:
    """Which `multiprocessing` cannot start again."""
    program = (
        "from reportgen.work.processes import ProcessExecutor\n"
        "executor = ProcessExecutor(2)\n"
        "print(sum(executor.map(abs, range(-9, 1))))\n"
        "executor.shutdown()\n"
    )
    done = subprocess.run(
        [sys.executable, "-"],
        input=program,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "45\n", done.stderr


def test_large_things_are_sent_once_or_found_in_the_store(tmp_path: Path) -> None:
    """Each executor below starts without any of them: what it lacks, it says."""
    thing = Given(lambda: "x", lambda: f"{tmp_path}".encode(), bytes.decode)
    call = Call(told, ((thing.key, thing.read),), (1,))
    assert perform(call) == Answer(lacking=(thing.key,))
    store = DirectoryStore(tmp_path)
    store.put(thing.key, b"not those bytes")
    assert perform(Call(told, call.given, (1,), str(tmp_path))).lacking, "a poisoned store was believed"
    store.put(thing.key, thing.data)
    assert perform(Call(told, call.given, (1,), str(tmp_path))).data == f"{tmp_path}|1".encode()
    assert perform(call).data, "it was not kept"


def test_a_worker_of_another_version_is_refused() -> None:
    with pytest.raises(OtherEngineError):
        perform(Call(told, (), (), engine="another"))
    crew = Crew(InlineExecutor(), 1, engine="another", least=0)
    with pytest.raises(WorkersError, match="another version"):
        crew.do(told, ())


def test_a_worker_made_ready_takes_small_work_too() -> None:
    with Crew(ProcessExecutor(2), 2) as crew:
        assert not crew.spreads(1)
        crew.make_ready(told, (word("fr"),))
        assert crew.ready and crew.spreads(1)
        assert crew.do(slow, (), 0, "x").decode() != f"x by {os.getpid()}"
        assert crew.do(told, (word("fr"),), 1) == b"fr|1"
    alone = Crew()
    alone.make_ready(failing, ())
    assert not alone.ready and alone.do(told, (), 1) == b"1"


def test_one_call_alone_waits_for_the_worker_that_is_made_ready() -> None:
    executor = ProcessExecutor(2)
    with Crew(executor, 2) as crew:
        crew.make_ready(slow, (), 0.5, "ready")
        seen: list[int] = []
        calls = crew.each(told, (), [(1,)], alone=True, meanwhile=lambda: seen.append(1))
        assert list(calls) == [(0, b"1")] and seen == [1]
        assert len(executor.process_ids) == 1
        crew.make_ready(failing, (), "no matter")
        assert list(crew.each(told, (), [(2,)], alone=True)) == [(0, b"2")]
        with pytest.raises(ValueError, match="said to who asked"):
            list(crew.each(failing, (), [("said to who asked",)], alone=True))


def test_a_worker_that_dies_while_made_ready_is_replaced() -> None:
    with Crew(ProcessExecutor(2), 2) as crew:
        crew.make_ready(suicidal, (), os.getpid())
        assert list(crew.each(told, (), [(1,)], alone=True)) == [(0, b"1")]


def test_a_crew_that_ends_keeps_no_call_waiting() -> None:
    crew = Crew(ProcessExecutor(2), 2)
    crew.make_ready(slow, (), 30, "never")
    waiting = threading.Thread(target=suppressed_each, args=(crew.each(told, (), [(1,)], alone=True),))
    waiting.start()
    time.sleep(0.2)
    crew.close()
    waiting.join(20)
    assert not waiting.is_alive()


def suppressed_each(calls: Iterator[tuple[int, bytes]]) -> None:
    with suppress(CancelledError):
        list(calls)


def test_what_is_made_ahead_is_in_the_store_even_of_a_project_never_built(tmp_path: Path) -> None:
    near = DirectoryStore(tmp_path / "build/.cache")
    with crew_for(Spread(workers=2), near) as crew:
        crew.ahead(leaving, "ab12")
        assert found(near, "ab12") != str(os.getpid()).encode()


def test_a_call_that_is_cancelled_before_its_turn_keeps_nobody_waiting(tmp_path: Path) -> None:
    crew = crew_for(Spread(workers=2), DirectoryStore(tmp_path))
    crew.executor = ProcessExecutor(1)
    running = threading.Thread(target=suppressed, args=(crew, slow, 30, "long"))
    queued = threading.Thread(target=suppressed, args=(crew, told, 1))
    running.start()
    while not crew.executor.process_ids:
        time.sleep(0.01)
    queued.start()
    time.sleep(0.2)
    crew.close()
    for thread in (running, queued):
        thread.join(20)
        assert not thread.is_alive()


def suppressed(crew: Crew, function: Callable[..., bytes], *arguments: Any) -> None:
    with suppress(CancelledError):
        crew.do(function, (), *arguments)


def test_small_work_stays_here() -> None:
    with crew_for(Spread(workers=2)) as crew:
        assert not crew.spreads(10) and crew.spreads(1_000_000)
    assert not crew_for(Spread("local")).spreads(1_000_000)
    assert not crew_for(Spread(workers=1)).spreads(1_000_000)


def test_sealed_assets_are_the_same_without_a_disk(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/screen.css").write_text("p { color: red }")
    assets = Assets(tmp_path)
    sealed = pickle.loads(pickle.dumps(assets.sealed()))
    assert sealed.names() == assets.names() and sealed.names("styles/") == assets.names("styles/")
    for name in assets.names():
        assert (sealed.bytes(name), sealed.is_own(name)) == (assets.bytes(name), assets.is_own(name)), name
    assert sealed.is_own("styles/screen.css") and not sealed.is_own("styles/print.css")
    with pytest.raises(FileNotFoundError):
        sealed.bytes("styles/none.css")


@pytest.mark.parametrize("where", ["memory://a/b", "{folder}", "file://{folder}"])
def test_a_shared_store_gives_back_what_was_put(where: str, tmp_path: Path) -> None:
    where = where.format(folder=tmp_path / "new")
    store = open_shared(where)
    assert store.get("ab12") is None
    store.put("ab12", b"some bytes")
    assert store.get("ab12") == b"some bytes"
    assert store_at(where).get("ab12") == b"some bytes"


def test_a_damaged_piece_and_a_store_that_is_gone_only_mean_that_it_is_made_again() -> None:
    store = UrlStore("memory://damaged")
    store.put("cd34", b"some bytes")
    store._files.pipe_file("/damaged/cd/cd34", b"x" * 50)
    assert store.get("cd34") is None
    gone = UrlStore("http://127.0.0.1:9/x") if _has("aiohttp") else UrlStore("memory://never")
    gone.put("ef56", b"")
    assert store_at("nosuch://place").get("ef56") is None
    assert isinstance(store_at(str(ROOT / "no such folder")), NoStore)


def _has(name: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(name) is not None


def test_what_is_near_is_used_first_and_what_is_far_is_kept_near() -> None:
    near, far = UrlStore("memory://near"), UrlStore("memory://far")
    both = NearAndFar(near, far)
    far.put("aa", b"far")
    assert both.get("aa") == b"far" and near.get("aa") == b"far"
    both.put("bb", b"new")
    assert near.get("bb") == far.get("bb") == b"new"


@pytest.mark.parametrize(
    ("spread", "said"),
    [
        (Spread("local", scheduler="tcp://127.0.0.1:8786"), "--executor dask"),
        (Spread("dask", scheduler="127.0.0.1:8786"), "tcp://HOST:PORT"),
        (Spread("dask", scheduler="ftp://127.0.0.1:8786"), "tcp://HOST:PORT"),
        (Spread("dask", scheduler="tls://10.0.0.1:8786"), "--tls-ca"),
        (Spread("dask", scheduler="tcp://10.0.0.1:8786", tls=Tls("a", "b", "c")), "tls://HOST:PORT"),
        (Spread("dask", tls=Tls("a", "b", "c")), "--scheduler"),
    ],
)
def test_what_cannot_be_right_is_said_before_any_work(spread: Spread, said: str) -> None:
    with pytest.raises(WorkersError, match=said):
        spread.check()


def test_an_open_way_over_a_network_is_known() -> None:
    assert Spread("dask", scheduler="tcp://10.0.0.1:8786").is_open
    assert not Spread("dask", scheduler="tcp://127.0.0.1:8786").is_open
    assert not Spread("dask", scheduler="tls://10.0.0.1:8786", tls=Tls("a", "b", "c")).is_open
    assert not Spread("dask", scheduler="tcp://[::1]:8786").is_open


def test_a_kind_of_store_that_nothing_here_can_reach_is_said() -> None:
    with pytest.raises(WorkersError, match="--store nosuch"):
        open_shared("nosuch://place")
