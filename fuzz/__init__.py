"""Coverage-guided fuzzing of everything that reads a file from outside: one target a module."""
