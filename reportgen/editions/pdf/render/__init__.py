"""The WeasyPrint side: HTML of a sheet in, `Rendered` out. Uses the internals of WeasyPrint 70.0."""
