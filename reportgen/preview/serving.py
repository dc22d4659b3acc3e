"""Running the preview: watching the folders of a project, and listening on this machine alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import uvicorn
from watchfiles import DefaultFilter, awatch

from reportgen.messages import Lang
from reportgen.pipeline.inputs import FOLDERS
from reportgen.preview.server import EDITOR, Preview
from reportgen.preview.workshop import Workshop

LOOPBACK: Final = "127.0.0.1"


async def changes_in(root: Path) -> AsyncIterator[object]:
    """Yields after each burst of changes in the folders that a report is made from."""
    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    async for found in awatch(*folders, watch_filter=DefaultFilter(), debounce=60, step=10):
        yield found


def serve(root: Path, port: int, lang: Lang, editor: str = EDITOR, use_cache: bool = True) -> None:
    """Serve the project at `root` until interrupted. Raises OSError when the port is taken."""
    workshop = Workshop(root, use_cache)
    preview = Preview(workshop, lambda: changes_in(workshop.root), lang, editor)
    uvicorn.run(
        preview.app(),
        host=LOOPBACK,
        port=port,
        log_level="warning",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
    )
