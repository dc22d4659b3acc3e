"""Measuring the editions: `make bench`, or `python -m bench --help`."""
