"""Live preview: the web edition of the content as it now stands, on this machine alone."""
