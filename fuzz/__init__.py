"""Coverage-guided fuzzing of everything that reads a file from outside: one target a module."""

TARGETS = (
    "markdown", "directives", "editions", "yaml_files", "word_files", "workbooks", "exchange", "images", "archives",
)  # fmt: skip
