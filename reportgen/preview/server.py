"""The server of the preview: pages of the report, a socket that tells what changed, nothing else.

It listens on the loopback address alone, answers only to names of this machine (so that no page of the web
can reach it under a name of its own), and has no path that leads to a file: it serves what it has made.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from reportgen.diagnostics import Diagnostics
from reportgen.messages import Lang
from reportgen.preview.facing import Facing
from reportgen.preview.workshop import View, Workshop
from reportgen.project import Assets

HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")
EDITOR: Final = "vscode://file/{path}:{line}:{col}"
_STEM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_OWN: Final = {
    "live.js": "text/javascript",
    "live.css": "text/css",
    "facing.js": "text/javascript",
    "facing.css": "text/css",
}

Changes = Callable[[], AsyncIterator[object]]
"""Yields whenever files of the project have changed."""


@dataclass(slots=True)
class _Open:
    """A page that is open in a browser: which one, and what the browser has of it."""

    view: View
    page: bytes | None
    style: bytes | None


class Preview:
    """The application and the pages that are open in browsers."""

    def __init__(self, workshop: Workshop, changes: Changes, lang: Lang, editor: str = EDITOR) -> None:
        self.workshop = workshop
        self.changes = changes
        self.lang: Lang = lang
        self.editor = editor
        self.assets = Assets(None)
        self.facing = Facing(workshop, lang)
        self.sockets: dict[WebSocket, _Open] = {}
        self._saved = asyncio.Event()
        self._waiting = threading.Event()
        """Set, like `_saved`, when something was saved that has not been read; for the working thread."""

    def app(self) -> Starlette:
        """The application, ready to be served."""
        return Starlette(
            routes=[
                Route("/", self.home),
                Route("/_preview/side/{stem}", self.side),
                Route("/_preview/paper/{lang}/{stem}", self.paper),
                Route("/_preview/pdf/{lang}/{stem}.pdf", self.pdf),
                *self.facing.routes(),
                Route("/_preview/{name}", self.own),
                Route("/{lang}/status.html", self.status),
                Route("/{lang}/report.{ending}", self.edition),
                WebSocketRoute("/_preview/live", self.live),
                Route("/{lang}/html/{path:path}", self.page),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)],
            lifespan=self.lifespan,
        )

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(self.workshop.settle)
        tasks = [asyncio.create_task(self.watch()), asyncio.create_task(self.follow())]
        try:
            yield
        finally:
            self._waiting.set()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    # ---- what is shown

    async def home(self, request: Request) -> Response:
        languages = self.workshop.languages
        return RedirectResponse(f"/{languages[0]}/html/index.html") if languages else HTMLResponse(_EMPTY)

    async def page(self, request: Request) -> Response:
        lang, path = request.path_params["lang"], request.path_params["path"]
        data = await run_in_threadpool(self.workshop.file, lang, path)
        if not path.endswith(".html"):
            return _file(data, guess_type(path)[0] or "application/octet-stream")
        stem = path.removesuffix(".html")
        if not _STEM.fullmatch(stem):
            return _file(None, "")
        return _file(data and self._with_tools(data, lang, stem), "text/html; charset=utf-8")

    async def status(self, request: Request) -> Response:
        data = await run_in_threadpool(self.workshop.status, request.path_params["lang"])
        return _file(data, "text/html; charset=utf-8")

    async def edition(self, request: Request) -> Response:
        """The other editions, as they were last built."""
        lang, ending = request.path_params["lang"], request.path_params["ending"]
        data = await run_in_threadpool(self.workshop.built, lang, ending)
        return _file(data, guess_type(f"x.{ending}")[0] or "application/octet-stream")

    async def pdf(self, request: Request) -> Response:
        lang, stem = request.path_params["lang"], request.path_params["stem"]
        return _file(await run_in_threadpool(self.workshop.pdf, lang, stem), "application/pdf")

    async def paper(self, request: Request) -> Response:
        """A part as it looks in the PDF, in a page that follows the file."""
        lang, stem = request.path_params["lang"], request.path_params["stem"]
        if lang not in self.workshop.languages or not _STEM.fullmatch(stem):
            return _file(None, "")
        return HTMLResponse(_PAPER.format(lang=lang, stem=stem, tools=self._tools(lang, stem)))

    async def side(self, request: Request) -> Response:
        stem = request.path_params["stem"]
        if not _STEM.fullmatch(stem):
            return _file(None, "")
        frames = "".join(
            f'<iframe title="{lang}" lang="{lang}" src="/{lang}/html/{stem}.html"></iframe>'
            for lang in self.workshop.languages
        )
        lang = self.workshop.languages[0]
        return HTMLResponse(_SIDE.format(frames=frames, tools=self._tools(lang, stem)))

    async def own(self, request: Request) -> Response:
        name = request.path_params["name"]
        data = self.assets.bytes(f"templates/preview/{name}") if name in _OWN else None
        return _file(data, _OWN.get(name, ""))

    # ---- what changes

    async def live(self, socket: WebSocket) -> None:
        origin = urlsplit(socket.headers.get("origin", "")).netloc
        if origin != socket.headers.get("host"):
            await socket.close(code=1008)
            return
        await socket.accept()
        try:
            place = json.loads(await socket.receive_text())
            lang, stem = str(place["lang"]), str(place["stem"])
            page, style = await run_in_threadpool(self._made, (lang, stem))
            self.sockets[socket] = _Open((lang, stem), page, style)
            await socket.send_json(await self._findings())
            while True:
                await socket.receive_text()
        except (WebSocketDisconnect, ValueError, KeyError, TypeError):
            pass
        finally:
            self.sockets.pop(socket, None)

    async def watch(self) -> None:
        """Take note of each save, also while one is being read."""
        async for _ in self.changes():
            self._waiting.set()
            self._saved.set()

    async def follow(self) -> None:
        """After each save, show the pages in view: first with what was saved, then with all that follows.

        The second look stops as soon as something newer is saved.
        """
        while True:
            await self._saved.wait()
            self._saved.clear()
            self._waiting.clear()
            views = {shown.view for shown in self.sockets.values()}
            await run_in_threadpool(self.workshop.look, views)
            await self._show()
            if not await run_in_threadpool(self.workshop.settle, self._waiting.is_set):
                continue
            await self._show()
            said = await self._findings()
            for socket in list(self.sockets):
                await self._tell(socket, said)

    async def _show(self) -> None:
        """Send the pages in view to the browsers that have them otherwise."""
        for socket, shown in list(self.sockets.items()):
            page, style = await run_in_threadpool(self._made, shown.view)
            if page is not None and page != shown.page:
                shown.page = page
                text = self._with_tools(page, *shown.view).decode()
                await self._tell(socket, {"type": "page", "html": text})
            if style != shown.style:
                shown.style = style
                await self._tell(socket, {"type": "style"})

    def _made(self, view: View) -> tuple[bytes | None, bytes | None]:
        """The page of a view and its style sheet."""
        lang, stem = view
        return self.workshop.page(lang, stem), self.workshop.file(lang, "assets/report.css")

    def _with_tools(self, page: bytes, lang: str, stem: str) -> bytes:
        """The page with the script and style of the preview."""
        # The site asks nobody for anything; its preview asks its own server what has changed.
        page = page.replace(b"default-src 'none';", b"default-src 'none'; connect-src 'self';", 1)
        return page.replace(b"</head>", (_FACES + self._tools(lang, stem)).encode() + b"</head>", 1)

    def _tools(self, lang: str, stem: str) -> str:
        data = f'data-lang="{lang}" data-stem="{stem}" data-words="{self.lang}"'
        return (
            '<link rel="stylesheet" href="/_preview/live.css">'
            f'<script src="/_preview/live.js" {data} defer></script>'
        )

    async def _tell(self, socket: WebSocket, message: Any) -> None:
        try:
            await socket.send_json(message)
        except (RuntimeError, WebSocketDisconnect):
            self.sockets.pop(socket, None)

    async def _findings(self) -> dict[str, Any]:
        findings = await run_in_threadpool(self.workshop.findings)
        return {"type": "findings", "items": _items(findings, self)}


def _items(findings: Diagnostics, preview: Preview) -> list[dict[str, str]]:
    root: Path = preview.workshop.root
    return [
        {
            "severity": str(item.severity),
            "code": item.code,
            "place": f"{item.span.file}:{item.span.line}",
            "message": item.message(preview.lang),
            "href": preview.editor.format(
                path=(root / item.span.file).as_posix().lstrip("/"), line=item.span.line, col=item.span.col
            ),
        }
        for item in list(findings)[:200]
    ]


def _file(data: bytes | None, kind: str) -> Response:
    if data is None:
        return PlainTextResponse("404", status_code=404)
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(data, media_type=kind, headers=headers)


# From this machine our faces come at once: they may be waited for, as with pages read from a disk.
_FACES: Final = '<link rel="stylesheet" href="assets/disk.css">'
_EMPTY: Final = "<!DOCTYPE html><title>reportgen</title><p>content/report.yaml ?</p>"
_PAPER: Final = (
    '<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{stem} – PDF</title>{tools}</head>'
    '<body class="rgp-alone"><iframe class="rgp-paper" title="PDF" src="/_preview/pdf/{lang}/{stem}.pdf">'
    "</iframe></body></html>"
)
_SIDE: Final = (
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>fr | en</title>'
    '{tools}</head><body class="rgp-side">{frames}</body></html>'
)
