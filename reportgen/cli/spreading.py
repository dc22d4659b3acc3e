"""The options that say who does the work of a build."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reportgen.work import Spread, Tls


class ExecutorChoice(StrEnum):
    local = "local"
    processes = "processes"
    dask = "dask"


Executor = Annotated[
    ExecutorChoice, typer.Option("--executor", help="This process, several of this machine, or a cluster.")
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, max=512, help="Processes; one a processor by default.")
]
Scheduler = Annotated[
    str, typer.Option(help="Of a Dask cluster that you trust: tcp://HOST:PORT or tls://HOST:PORT.")
]
SharedStore = Annotated[
    str, typer.Option("--store", help="Folder or fsspec URL (s3://…) that all workers reach.")
]
TlsCa = Annotated[str, typer.Option("--tls-ca", help="PEM: the authority of the cluster.")]
TlsCert = Annotated[str, typer.Option("--tls-cert", help="PEM: our certificate.")]
TlsKey = Annotated[str, typer.Option("--tls-key", help="PEM: its key.")]


def spread_of(
    executor: ExecutorChoice, workers: int | None, scheduler: str, store: str, tls: tuple[str, str, str]
) -> Spread:
    """What the options mean. Raises BadParameter for TLS files of which one is missing."""
    if any(tls) and not all(tls):
        raise typer.BadParameter("all three, or none", param_hint="--tls-ca, --tls-cert, --tls-key")
    return Spread(executor.value, workers, scheduler, store, Tls(*tls) if all(tls) else None)
