"""Search without a server: an index made with the pages, asked by a script in the page."""

from reportgen.editions.html.search.index import INDEX, search_files
from reportgen.editions.html.search.stemming import fold, habits_of, stem, tokens

__all__ = ["INDEX", "fold", "habits_of", "search_files", "stem", "tokens"]
