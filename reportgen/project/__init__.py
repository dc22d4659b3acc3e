"""The project: settings of `content/report.yaml`, safe reading of its files, templates and styles."""

from reportgen.project.assets import Assets, SealedAssets
from reportgen.project.files import MAX_BYTES, Snapshot, read_bytes, read_text
from reportgen.project.loading import SETTINGS, Project, load_project
from reportgen.project.settings import Bilingual, BilingualKeywords, Licence, Parts, Settings

__all__ = [
    "MAX_BYTES",
    "SETTINGS",
    "Assets",
    "Bilingual",
    "BilingualKeywords",
    "Licence",
    "Parts",
    "Project",
    "SealedAssets",
    "Settings",
    "Snapshot",
    "load_project",
    "read_bytes",
    "read_text",
]
