"""Compiles the busiest modules with Cython and the C compiler of this machine (`reportgen compile`)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from reportgen.compiled.finding import home, read_manifest, source_digest, write_manifest
from reportgen.compiled.modules import MODULES

_FLAGS: Final = ("-O1", "-g0", "-w")
"""Most of the time is spent in calls to Python's own library: to optimise more takes twice as long."""
_DIRECTIVES: Final = {
    # Annotations are for readers: Cython would take `float` for a C double, and refuse an int.
    "annotation_typing": False,
    "infer_types": False,
    "binding": True,
    "language_level": 3,
}


class CompileError(Exception):
    """The modules cannot be compiled here; the text says what is missing or what the compiler said."""


@dataclass(frozen=True, slots=True)
class Source:
    """A module by its name, its source, and the name of its extension module."""

    name: str
    path: Path
    data: bytes

    @property
    def extension(self) -> str:
        return f"{self.name}.__init__" if self.path.name == "__init__.py" else self.name

    @property
    def file(self) -> str:
        return self.extension.replace(".", "/") + str(sysconfig.get_config_var("EXT_SUFFIX"))


def lacking() -> str:
    """What this machine lacks to compile, in words; empty when it has all."""
    if find_spec("Cython") is None or find_spec("setuptools") is None:
        return "Cython: pip install 'reportgen[compile]'"
    compiler = str(sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return f"a C compiler ({compiler}): on Debian, apt-get install gcc libc6-dev"
    header = Path(sysconfig.get_paths()["include"]) / "Python.h"
    if not header.is_file():
        wanted = f"python{sys.version_info.major}.{sys.version_info.minor}-dev"
        return f"the headers of Python ({header}): on Debian, apt-get install {wanted}"
    return ""


def compile_modules(
    names: Sequence[str] = MODULES, folder: Path | None = None, processes: int = 2
) -> tuple[Path, int]:
    """Compile `names` into `folder` (that of this Python); the folder, and how many had to be compiled.

    What was made there of the same sources with the same tools is kept. Raises CompileError.
    """
    folder = folder or home()
    missing = lacking()
    if missing:
        raise CompileError(f"nothing to compile with: {missing}")
    sources = [source_of(name) for name in names]
    known = read_manifest(folder, made_with())
    kept = [s for s in sources if known.get(s.name) == (source_digest(s.data), folder / s.file)]
    kept = [s for s in kept if (folder / s.file).is_file()]
    if len(kept) == len(sources) == len(known):
        return folder, 0
    wanted = [s for s in sources if s not in kept]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="compiling-") as work:
            made = Path(work) / "made"
            made.mkdir()
            for source in kept:
                (made / source.file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(folder / source.file, made / source.file)
            if wanted:
                _compile(wanted, Path(work), made, processes)
            write_manifest(made, made_with(), {s.name: (source_digest(s.data), s.file) for s in sources})
            if folder.is_dir():
                folder.replace(Path(work) / "old")
            made.replace(folder)
    except OSError as error:
        raise CompileError(f"cannot write {folder}: {error.strerror or error}") from error
    return folder, len(wanted)


def made_with() -> str:
    """What decides on the machine code of a source."""
    try:
        cython = version("Cython")
    except PackageNotFoundError:
        cython = "none"
    return f"Cython {cython}, Python {sys.version}, {' '.join(_FLAGS)}, {json.dumps(_DIRECTIVES)}"


def remove(folder: Path | None = None) -> bool:
    """Remove compiled modules; whether there were any."""
    folder = folder or home()
    there = folder.is_dir()
    shutil.rmtree(folder, ignore_errors=True)
    return there


def source_of(name: str) -> Source:
    """The source that Python would load for a module, found without loading anything. Raises CompileError."""
    top, *inside = name.split(".")
    package = PathFinder.find_spec(top)
    places = list(package.submodule_search_locations or ()) if package else []
    for place in places:
        below = Path(place, *inside)
        for path in (below / "__init__.py", below.with_suffix(".py")):
            if path.is_file():
                return Source(name, path, path.read_bytes())
    raise CompileError(f"no source of the module {name}")


def _compile(sources: Sequence[Source], work: Path, made: Path, processes: int) -> None:
    """Extension modules of `sources` in `made`, by way of C in `work`. Raises CompileError."""
    plan: list[tuple[str, str]] = []
    for source in sources:
        copy = (work / "source" / source.extension.replace(".", "/")).with_suffix(".py")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.data)
        plan.append((source.extension, str(copy)))
    # In a process of its own: what compiles changes folders, prints, and ends the process when it fails.
    said = subprocess.run(
        [sys.executable, "-m", "reportgen.compiled.making"],
        input=json.dumps([plan, str(work), str(made), processes]),
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode:
        words = f"{said.stdout}{said.stderr}".replace(f"{work}/source/", "").strip()
        before, _, trace = words.partition("Traceback (most recent call last):")
        raise CompileError(before.strip() or trace.splitlines()[-1])


def main() -> None:
    """Make the extension modules that the input tells of."""
    cythonize: Any = import_module("Cython.Build").cythonize
    setuptools: Any = import_module("setuptools")
    plan, work, made, processes = json.load(sys.stdin)
    extensions = cythonize(
        [setuptools.Extension(name, [source], extra_compile_args=list(_FLAGS)) for name, source in plan],
        nthreads=processes,
        build_dir=f"{work}/c",
        compiler_directives=_DIRECTIVES,
        quiet=True,
    )
    command = setuptools.Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
    command.build_lib, command.build_temp, command.parallel = made, f"{work}/objects", processes
    command.ensure_finalized()
    command.run()


if __name__ == "__main__":
    main()
