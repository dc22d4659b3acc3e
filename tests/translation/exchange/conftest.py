from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostics
from tests.translation.exchange.desk import Desk


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Desk.at(tmp_path_factory.mktemp("settled") / "project").root


@pytest.fixture
def desk(settled: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(settled, tmp_path / "project")
    yield Desk(tmp_path / "project", Diagnostics())
