"""The Nu HTML checker, which RGAA 8.2 names, has nothing to say of any page of the sample."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from reportgen.pipeline.webtools import run_nu
from tests.editions.html.conftest import LANGS, ROOT, TOOLS, pages

# The checker's CSS side knows neither container queries and their units (css-contain-3) nor paint-order.
NEW_CSS = ("container-type", "@container", "Unknown dimension", "paint-order", "size-adjust")


def test_no_page_has_an_error_or_a_warning(site: Path) -> None:
    judged = run_nu(ROOT / "tools/a11y", site, {lang: pages(site, lang) for lang in LANGS})
    assert {one.lang: one.findings for one in judged} == {"fr": (), "en": ()}
    assert all(len(one.pages) > 20 for one in judged)


def test_the_single_file_has_no_error(site: Path) -> None:
    jar, java = TOOLS / "vnu-jar/build/dist/vnu.jar", shutil.which("java")
    assert java, "the Nu checker needs Java"
    command = [java, "-jar", str(jar), "--errors-only", "--format", "json", str(site / "fr/single.html")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = [message["message"] for message in json.loads(result.stderr)["messages"]]
    assert [m for m in messages if not any(name in m for name in NEW_CSS)] == []
