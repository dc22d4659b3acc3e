"""Remarks made in Word find their way back to the sources; drafts are compared."""
