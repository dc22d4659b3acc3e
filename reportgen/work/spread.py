"""What a person chooses: who does the work, and where pieces are shared."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final, Literal

ExecutorName = Literal["local", "processes", "dask"]

_ADDRESS: Final = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:.]+\]|[\w.-]+):(\d{1,5})")


class WorkersError(Exception):
    """The work cannot be spread as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Tls:
    """Files (PEM) for an encrypted cluster: the authority that both sides trust, our certificate, its key."""

    authority: str
    certificate: str
    key: str


@dataclass(frozen=True, slots=True)
class Spread:
    """`workers` None: one a processor. `scheduler` is the address of a Dask scheduler; without one, a cluster
    of this machine is started, on the loopback address. `store` is a folder or a URL of fsspec (`s3://…`)
    that the workers reach too.
    """

    executor: ExecutorName = "processes"
    workers: int | None = None
    scheduler: str = ""
    store: str = ""
    tls: Tls | None = None

    def check(self) -> None:
        """Raises WorkersError for what cannot be right, before any work is done."""
        if self.executor != "dask" and (self.scheduler or self.tls):
            raise WorkersError("--scheduler and --tls-… belong to --executor dask")
        if not self.scheduler:
            if self.tls:
                raise WorkersError("--tls-… belong to a --scheduler")
            return
        match = _ADDRESS.fullmatch(self.scheduler)
        if match is None:
            raise WorkersError(f"{self.scheduler}: a scheduler is tcp://HOST:PORT or tls://HOST:PORT")
        if match[1] == "tls" and not self.tls:
            raise WorkersError(f"{self.scheduler}: needs --tls-ca, --tls-cert and --tls-key")
        if match[1] == "tcp" and self.tls:
            raise WorkersError(f"{self.scheduler}: not encrypted; with --tls-… it is tls://HOST:PORT")

    @property
    def is_open(self) -> bool:
        """Whether work would cross a network without encryption."""
        match = _ADDRESS.fullmatch(self.scheduler)
        return match is not None and match[1] == "tcp" and not _is_loopback(match[2].strip("[]"))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
