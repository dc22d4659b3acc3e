"""The data package of the sample project, on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline.data import export

PROJECT = Path(__file__).parents[1] / "fixtures/project"


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "package"
    paths, diagnostics = export(PROJECT, folder)
    assert diagnostics.errors == 0 and paths
    return folder
