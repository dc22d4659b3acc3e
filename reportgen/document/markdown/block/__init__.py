"""Rules that read lines: one module each, in the order of `reportgen.document.markdown.BLOCK_RULES`."""
