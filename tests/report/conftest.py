"""The committed report, built once for all the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.pipeline.build import BuildRequest, BuildResult, build

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, BuildResult]]:
    """The folder with both languages in three editions, and what the build said."""
    output = tmp_path_factory.mktemp("report")
    result = build(BuildRequest(root=ROOT, output=output, workers=2))
    yield output, result
