"""What tests of several rooms share: one browser for the whole process."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a screen. One for all tests: Playwright cannot be started twice in a process."""
    found = (
        os.environ.get("REPORTGEN_BROWSER")
        or shutil.which("chromium-headless-shell")
        or shutil.which("chromium")
    )
    assert found, "no Chromium here: scripts/system-packages test installs one"
    with sync_playwright() as playwright:
        flags = ["--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"]
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()
