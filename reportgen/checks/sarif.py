"""Findings as SARIF 2.1.0 (OASIS, sections 3.14 run, 3.27 result, 3.49 reportingDescriptor)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.messages import MESSAGES, Lang

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_log(findings: Iterable[Diagnostic], version: str, lang: Lang = "en") -> dict[str, Any]:
    """The log of one run, as data for JSON. Rules are listed once each, results name them by index."""
    items = list(findings)
    codes = sorted({item.code for item in items})
    driver = {"name": "reportgen", "semanticVersion": version, "rules": [_rule(code, lang) for code in codes]}
    results = [_result(item, codes.index(item.code), lang) for item in items]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, lang: Lang) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": getattr(MESSAGES[code], lang)},
        "defaultConfiguration": {"level": _LEVELS[Severity(MESSAGES[code].severity)]},
    }


def _result(item: Diagnostic, index: int, lang: Lang) -> dict[str, Any]:
    span = item.span
    region: dict[str, int] = {"startLine": max(span.line, 1), "startColumn": max(span.col, 1)}
    if span.end_line > span.line:
        region["endLine"] = span.end_line
    place = {"artifactLocation": {"uri": quote(span.file), "uriBaseId": "%SRCROOT%"}, "region": region}
    return {
        "ruleId": item.code,
        "ruleIndex": index,
        "level": _LEVELS[item.severity],
        "message": {"text": item.message(lang)},
        "locations": [{"physicalLocation": place}],
    }
