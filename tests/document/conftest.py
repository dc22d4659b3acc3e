"""Properties are not judged by the clock: the machine may be busy."""

from hypothesis import settings

settings.register_profile("document", deadline=None)
settings.load_profile("document")
