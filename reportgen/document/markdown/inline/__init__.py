"""Rules that read inside a paragraph: one module each, in the order of `markdown.INLINE_RULES`."""
