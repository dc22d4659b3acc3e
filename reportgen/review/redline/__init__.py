"""Two drafts as one Word file with tracked changes, and the changes as a page."""

from reportgen.review.redline.merge import Redline, redline
from reportgen.review.redline.page import changes_page

__all__ = ["Redline", "changes_page", "redline"]
