"""Search without a server: an index made with the pages, asked by a script in the page."""

from reportgen.editions.html.search.index import INDEX, search_files
from reportgen.editions.html.search.stemming import fold, stem, tokens

__all__ = ["INDEX", "fold", "search_files", "stem", "tokens"]
