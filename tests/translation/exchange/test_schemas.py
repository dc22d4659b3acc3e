"""Published schemas judge what we write (`scripts/exchange-schemas` fetches them)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reportgen.translation.exchange.formats import FormatName
from tests.translation.exchange.desk import Desk, X

SCHEMAS = Path(__file__).parents[3] / "build/schemas"
JUDGES: list[tuple[FormatName, str]] = [
    ("xliff2", "xliff-core-2.0.xsd"),
    ("xliff21", "xliff-core-2.0.xsd"),
    ("xliff12", "xliff-core-1.2-strict.xsd"),
    ("tmx", "tmx14.dtd"),
    ("tbx", "tbx.xsd"),
]


def judge(name: str) -> Any:
    path = SCHEMAS / name
    if not path.exists():
        pytest.skip("run scripts/exchange-schemas")
    if path.suffix == ".dtd":
        with path.open("rb") as file:
            return etree.DTD(file)
    tree = etree.parse(path)
    for found in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
        if str(found.get("schemaLocation")).startswith("http"):
            found.set("schemaLocation", "xml.xsd")
    return etree.XMLSchema(etree.fromstring(etree.tostring(tree), base_url=str(path)))


@pytest.mark.parametrize(("to", "schema"), JUDGES, ids=[to for to, _ in JUDGES])
def test_a_hand_off_is_valid(desk: Desk, to: FormatName, schema: str) -> None:
    desk.change("content/fr/chapters/01-why.md", "ne remplace pas", "ne remplace jamais")
    known = judge(schema)
    valid = known.validate(etree.parse(desk.export(to)))
    assert valid, [str(error) for error in known.error_log][:5]


def test_what_a_schema_does_not_see(desk: Desk) -> None:
    """Ids of units, data and codes are unique, and every reference to data leads somewhere."""
    root = etree.parse(desk.export("xliff2")).getroot()
    ids = Counter(unit.get("id") for unit in root.iter(f"{X}unit"))
    assert max(ids.values()) == 1
    for unit in root.iter(f"{X}unit"):
        data = Counter(node.get("id") for node in unit.iter(f"{X}data"))
        assert not data or max(data.values()) == 1
        attributes = [pair for node in unit.iter() for pair in node.attrib.items()]
        used = {value for name, value in attributes if str(name).startswith("dataRef")}
        assert used <= data.keys()
        for text in (*unit.iter(f"{X}source"), *unit.iter(f"{X}target")):
            codes = Counter(node.get("id") for node in text.iter(f"{X}ph", f"{X}pc"))
            assert not codes or max(codes.values()) == 1
