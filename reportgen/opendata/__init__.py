"""The inventory as open data: tables in CSV, XLSX and ODS, JSON, JSON-LD, with schemas and metadata."""

from reportgen.opendata.package import Source, attachments, data_package
from reportgen.opendata.verify import Check, verify_package

__all__ = ["Check", "Source", "attachments", "data_package", "verify_package"]
