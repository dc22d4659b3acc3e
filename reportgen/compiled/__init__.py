"""The busiest modules as machine code: optional, made on the machine that runs them, same results."""

from __future__ import annotations

from reportgen.compiled.finding import home, use_compiled

__all__ = ["home", "use_compiled"]
