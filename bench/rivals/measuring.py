"""Running commands, and what they took."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
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
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            seconds = time.perf_counter() - start
            said.seek(0)
            text = said.read().decode(errors="replace").strip()
        if status:
            raise FailedError(" ".join(text[-300:].split()) or f"exit {child.returncode}")
        total += Took(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
        if command.own_clock:
            told.update(json.loads(text.splitlines()[-1]))
    return total, told


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size
