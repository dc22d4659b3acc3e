"""Running commands, and what they took."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.rivals.contents import ROOT


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of wall and of processor time, and the megabytes of the largest process."""

    seconds: float = 0.0
    cpu: float = 0.0
    megabytes: float = 0.0

    def __add__(self, other: Took) -> Took:
        largest = max(self.megabytes, other.megabytes)
        return Took(self.seconds + other.seconds, self.cpu + other.cpu, largest)


class FailedError(Exception):
    """A tool gave up; the message is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command, the folder where it runs, and whether it measures itself: its last line is JSON then."""

    words: tuple[str, ...]
    folder: Path = ROOT
    own_clock: bool = False


def run(commands: Sequence[Command]) -> tuple[Took, dict[str, tuple[float, float]]]:
    """Run commands one after the other. Raises FailedError.

    What a command measures itself is returned beside: seconds of wall and of processor time by case.
    """
    total, told = Took(), dict[str, tuple[float, float]]()
    for command in commands:
        with tempfile.TemporaryFile() as said:
            start = time.perf_counter()
            child = subprocess.Popen(
                command.words, cwd=command.folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
            with Family(child.pid) as family:
                _, status, used = os.wait4(child.pid, 0)
                seconds = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            text = said.read().decode(errors="replace").strip()
        if status:
            raise FailedError(" ".join(text[-300:].split()) or f"exit {child.returncode}")
        # Whoever does not wait for its children, as a browser, does not count them.
        cpu = max(used.ru_utime + used.ru_stime, family.cpu)
        # What the system counts begins with the memory of this process, which held the child for a moment.
        total += Took(seconds, cpu, family.megabytes or used.ru_maxrss / 1024)
        if command.own_clock:
            told.update(json.loads(text.splitlines()[-1]))
    return total, told


class Family:
    """Processor seconds of a process and its descendants, and the megabytes of the largest, by looking."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._cpu: dict[int, float] = {}
        self.megabytes = 0.0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    @property
    def cpu(self) -> float:
        return sum(self._cpu.values())

    def __enter__(self) -> Family:
        self._looking.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._over.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            waiting = [self._process]
            while waiting:
                process = waiting.pop()
                try:
                    waiting += map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())
                    # The name, in brackets, may hold anything.
                    row = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                    self._cpu[process] = (int(row[11]) + int(row[12])) / os.sysconf("SC_CLK_TCK")
                    status = Path(f"/proc/{process}/status").read_text()
                    self.megabytes = max(self.megabytes, int(status.split("VmHWM:")[1].split()[0]) / 1024)
                except (OSError, IndexError):
                    continue


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size
