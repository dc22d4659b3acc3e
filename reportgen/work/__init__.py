"""Spreading work: in this process, over processes of this machine, or over a Dask cluster.

A piece of work is a call of a function of ours (`call.py`); it runs through a `concurrent.futures.Executor`
(`executors.py`, `processes.py`, `cluster.py`). Nothing depends on where it ran: `crew.py` does itself what
others could not finish.
"""

from reportgen.work.call import Given, Work
from reportgen.work.crew import Crew, crew_for
from reportgen.work.spread import ExecutorName, Spread, Tls, WorkersError

__all__ = [
    "Crew",
    "ExecutorName",
    "Given",
    "Spread",
    "Tls",
    "Work",
    "WorkersError",
    "crew_for",
]
