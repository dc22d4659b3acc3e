"""Two drafts as one Word file with tracked changes, and the changes as a page and on paper."""

from reportgen.review.redline.merge import Redline, redline
from reportgen.review.redline.page import changes_page
from reportgen.review.redline.paper import paper

__all__ = ["Redline", "changes_page", "paper", "redline"]
