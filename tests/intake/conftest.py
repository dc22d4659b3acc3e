"""A project to collect fiches for, and its closed lists."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.intake import Lists
from reportgen.pipeline.documents import load
from reportgen.pipeline.timings import Timings

PROJECT = Path(__file__).parents[1] / "fixtures/project"


@pytest.fixture(scope="session")
def lists() -> Lists:
    loaded = load(PROJECT, Diagnostics(), Timings())
    assert loaded
    return Lists(loaded.inventory)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT, tmp_path / "project"))
