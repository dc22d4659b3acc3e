"""The document tree: nodes, units, spans, the Markdown syntax, and walking. Knows no format but Markdown."""
