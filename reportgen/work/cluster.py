"""A Dask cluster as an executor (extra `cluster`).

Whoever runs the scheduler or a worker can run code here, and we there: results and calls are pickles.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from reportgen.work.spread import Spread, WorkersError

CONNECT: Final = 15
"""Seconds for a scheduler to answer."""
FIRST_WORKER: Final = 60
"""Seconds for a first worker to come."""
_RETRIES: Final = 2
INSTALL: Final = "pip install 'reportgen[cluster]'"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The executor, how many calls it does at once, what it raises when it is lost, how to leave."""

    executor: Executor
    count: int
    lost: tuple[type[BaseException], ...]
    close: Callable[[], None]


def join_cluster(spread: Spread) -> Cluster:
    """Join the cluster of `spread.scheduler`, or start one on this machine. Raises WorkersError."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise WorkersError(f"--executor dask: {INSTALL}") from error
    with ExitStack() as stack:
        target: Any = spread.scheduler or stack.enter_context(_own_cluster(distributed, spread.workers))
        security = None
        if spread.tls:
            security = distributed.Security(
                tls_ca_file=spread.tls.authority,
                tls_client_cert=spread.tls.certificate,
                tls_client_key=spread.tls.key,
                require_encryption=True,
            )
        try:
            client = stack.enter_context(
                distributed.Client(target, timeout=CONNECT, set_as_default=False, security=security)
            )
            client.wait_for_workers(1, timeout=FIRST_WORKER)
        except (OSError, TimeoutError, ValueError) as error:
            raise WorkersError(f"--scheduler {spread.scheduler}: {error}") from error
        # A call that brings what a worker lacks is large, and that is known.
        warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
        count = max(1, sum(client.nthreads().values()))
        executor = client.get_executor(pure=False, retries=_RETRIES)
        lost = (
            distributed.KilledWorker,
            distributed.client.FutureCancelledError,
            distributed.comm.CommClosedError,
        )
        return Cluster(executor, count, lost, stack.pop_all().close)


def _own_cluster(distributed: Any, workers: int | None) -> Any:
    """A scheduler and workers of this machine, that listen on the loopback address alone."""
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
        silence_logs=50,
    )
