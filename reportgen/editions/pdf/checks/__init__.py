"""Reading a finished PDF back: its structure with its text, and the rules that both must keep.

Knows pikepdf and the standards; knows nothing of how the file was made, so that it can judge any file.
"""
