"""`python -m bench`: how fast the editions are made, and against what."""

from bench.build_report import main

main()
