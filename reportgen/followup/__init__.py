"""Following the work: what is covered, how complete it is, what is translated, what is due, what blocks."""

from reportgen.followup.status import FollowUpData, ReviewState, Status, status_of

__all__ = ["FollowUpData", "ReviewState", "Status", "status_of"]
