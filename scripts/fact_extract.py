"""Makes tests/fixtures/fact_base.json: what the fact base says that the fiches must not contradict.

Usage: python scripts/fact_extract.py PRACTICES.yaml
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

TARGET = Path(__file__).parents[1] / "tests/fixtures/fact_base.json"
SAME = ("depth", "form", "method", "level", "portfolio", "start", "end")
FIGURES = {"participants": "participants", "contributions": "contributions", "cost_eur": "budget_eur"}


def extract(practice: dict[str, Any]) -> dict[str, Any]:
    """The closed fields, key figures and sources of one practice."""
    return {
        **{name: practice[name] for name in SAME},
        "selection": practice["selection"].partition(":")[0].strip(),
        "associated": practice["associated_portfolios"],
        "figures": {ours: practice[theirs] for ours, theirs in FIGURES.items()},
        "sources": {
            str(source["n"]): {
                "read": bool(source.get("read")),
                "complete": bool(source.get("url")) and source.get("url_complete") is not False,
                "accessed": source.get("accessed") or "",
                "url": source.get("url") or "",
            }
            for source in practice["sources"]
        },
    }


def main(path: str) -> None:
    practices = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    data = {practice["id"]: extract(practice) for practice in practices}
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
