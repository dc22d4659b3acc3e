"""The Nu HTML checker, which RGAA 8.2 names, finds no error."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.editions.html.conftest import TOOLS, pages

# The checker's CSS side knows neither container queries and their units (css-contain-3) nor paint-order.
NEW_CSS = ("container-type", "@container", "Unknown dimension", "paint-order")


def test_the_nu_checker_finds_no_error(site: Path) -> None:
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    assert jar.exists(), "npm ci --prefix tools/a11y --ignore-scripts"
    java = shutil.which("java")
    assert java, "the Nu checker needs Java"
    files = [*pages(site), *site.glob("*/single.html")]
    command = [java, "-jar", str(jar), "--errors-only", "--format", "json", *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(result.stderr)["messages"]
    errors = [f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in messages]
    assert [e for e in errors if not any(name in e for name in NEW_CSS)] == []
