"""What a release asks beside sound content, and how a refusal is waived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reportgen.diagnostics import Diagnostic, Diagnostics, Severity, Span
from reportgen.document.nodes import Document, Image
from reportgen.document.walk import walk
from reportgen.pipeline.documents import Loaded, file_stem
from reportgen.pipeline.manifest import uncommitted
from reportgen.pipeline.reviews import reviews_of
from reportgen.project import SETTINGS
from reportgen.review.blocking import holding_back

NEVER: Final = frozenset({"REL005", "REL017", "OPD001"})
"""Never waived: a release that is there already, and what cannot be made at all."""
_LATE: Final = ("PDF", "DOC", "ACC", "OPD", "REL016")
"""Codes, or how they begin, of what is only known once the editions are made."""
_SHOWN: Final = 120


def check_version(loaded: Loaded, version: str, target: Path, diagnostics: Diagnostics) -> None:
    """The version asked for is the one of the settings, and not released yet."""
    settings, yaml = loaded.project.settings, loaded.project.yaml
    if settings.version != version:
        where = yaml.span("version") if settings.version else Span(SETTINGS)
        diagnostics.add("REL003", where, found=settings.version, wanted=version)
    if target.exists():
        diagnostics.add("REL005", Span(SETTINGS), path=f"{target.parent.name}/{target.name}")


def check_project(loaded: Loaded, documents: Mapping[str, Document], diagnostics: Diagnostics) -> None:
    """A date, everything committed, no blocking remark left, every image told in words."""
    project = loaded.project
    if not project.settings.date:
        diagnostics.add("REL004", Span(SETTINGS))
    changed = uncommitted(project.root)
    if changed is None:
        diagnostics.add("REL002", Span(SETTINGS))
    elif changed:
        diagnostics.add("REL001", Span(changed[0]), count=len(changed), path=changed[0])
    check_remarks(project.root, diagnostics)
    for document in documents.values():
        _images(document, diagnostics)


def check_remarks(root: Path, diagnostics: Diagnostics) -> None:
    """No remark of a review that is marked blocking is left unsettled (REL009)."""
    for name, register in reviews_of(root, diagnostics).items():
        for thread in holding_back(register):
            text = " ".join((thread.text or thread.new or thread.old or thread.quote).split())[:_SHOWN]
            who = ", ".join(thread.authors) or thread.draft
            diagnostics.add("REL009", _place(thread.place, name), id=thread.id, who=who, text=text)


def _place(place: str, register: str) -> Span:
    """Where the remark stands in the sources today, else the register that holds it."""
    file, _, line = place.rpartition(":")
    return Span(file, int(line)) if file and line.isdecimal() else Span(register)


def _images(document: Document, diagnostics: Diagnostics) -> None:
    """Images that say nothing to those who cannot see them (WCAG 2.2, 1.1.1)."""
    for part in document.parts:
        place = part.span or Span(SETTINGS)
        for node in walk(part):
            place = getattr(node, "span", None) or place
            if isinstance(node, Image) and not node.alt.strip() and "decorative" not in node.attrs.classes:
                diagnostics.add("REL008", place)


def check_editions(
    files: Mapping[str, bytes], documents: Mapping[str, Document], diagnostics: Diagnostics
) -> None:
    """Every automated check of accessibility on the pages and files of a release: REL016 by rule, and what
    Microsoft's checker says of the Word file (ACC). The PDF was judged when it was made (PDF008, PDF009)."""
    # Loaded late: a draft asks other gates, and does without what reads editions back.
    from reportgen.a11y import examine
    from reportgen.review.accessibility import check_accessibility

    for lang, document in documents.items():
        inside = f"{lang}/html/"
        site = {name.removeprefix(inside): data for name, data in files.items() if name.startswith(inside)}
        stem = f"{lang}/{file_stem(document.meta)}"
        others = {k: files[f"{stem}.{k}"] for k in ("pdf", "docx", "epub") if f"{stem}.{k}" in files}
        found = examine(lang, site, others, document.meta.version)
        for rule, places in found.findings.items():
            if places:
                page, place = places[0]
                diagnostics.add(
                    "REL016", Span(f"{lang}/html/{page}.html"), rule=rule, count=len(places), place=place
                )
        for kind, rules in found.files.items():
            for rule, where in rules.items():
                if where:
                    at = Span(f"{stem}.{kind}")
                    diagnostics.add("REL016", at, rule=rule, count=len(where), place=where[0])
        if "docx" in others:
            word = Diagnostics()
            check_accessibility(others["docx"], f"{stem}.docx", word)
            diagnostics.extend(d for d in word if d.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A kind of finding that was let through: why, and how many there were."""

    code: str
    reason: str
    count: int


@dataclass(slots=True)
class Waivers:
    """What was asked to be let through, and what has been.

    A waiver names a code, or one finding: a code, a colon, and the key of its unit (`TRN002:~sec-who/p2`).
    """

    asked: Mapping[str, str]
    used: list[Waiver] = field(default_factory=list)

    def apply(self, diagnostics: Diagnostics, last: bool) -> None:
        """Take the errors that are waived away, and say so (REL006). One that has nothing to waive is an
        error (REL007): at once when nothing that comes later could have its code, else when `last`."""
        for name, reason in self.asked.items():
            code, _, key = name.partition(":")
            found = [
                d
                for d in diagnostics
                if d.code == code and d.severity is Severity.ERROR and key in ("", dict(d.params).get("key"))
            ]
            if code in NEVER:
                diagnostics.add("REL018", Span(SETTINGS), code=name)
            elif found:
                self._let_through(name, reason, found, diagnostics)
            elif (last or not code.startswith(_LATE)) and not any(w.code == name for w in self.used):
                diagnostics.add("REL007", Span(SETTINGS), code=name)

    def _let_through(self, code: str, reason: str, found: list[Diagnostic], diagnostics: Diagnostics) -> None:
        for finding in found:
            del diagnostics.items[finding]
        before = next((w for w in self.used if w.code == code), None)
        if before is not None:
            self.used.remove(before)
        self.used.append(Waiver(code, reason, len(found) + (before.count if before else 0)))
        diagnostics.add("REL006", found[0].span, code=code, count=len(found), reason=reason)
