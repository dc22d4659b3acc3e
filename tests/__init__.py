"""Tests are a package of this name: a library that ships one as well may not stand in its place."""
