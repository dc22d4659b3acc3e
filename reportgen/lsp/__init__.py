"""The language server: what an editor asks while a text is being typed, answered from buffers and project."""
