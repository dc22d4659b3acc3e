"""The EPUB 3 edition: a book for reading programs, from the same tree, with the pages of the PDF."""

from reportgen.editions.epub.writer import write_epub

__all__ = ["write_epub"]
