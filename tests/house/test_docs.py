"""The documentation says what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from reportgen.messages import MESSAGES

ROOT = Path(__file__).parents[2]


def prose(page: Path) -> str:
    """The text of a page without its code."""
    text = re.sub(r"^(`{3,}).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"(`+).+?\1", "", text)


def test_the_page_of_diagnostics_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts/diagnostics_page.py"), "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0, "run scripts/diagnostics_page.py"


def test_every_message_has_the_same_names_to_fill_in_both_languages() -> None:
    for code, message in MESSAGES.items():
        names = [set(re.findall(r"\{(\w+)", text)) for text in (message.en, message.fr)]
        assert names[0] == names[1], code


def test_every_link_between_pages_of_the_documentation_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", prose(page)):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
