"""Exchange with translators: units with protected markup, in the formats of their tools, and back."""
