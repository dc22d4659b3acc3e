"""Face to face in the preview, unit by unit: the translation is edited and commented in place.

What a page sends is refused unless it comes from a page of this server (its origin and the token it was
given), is small, and passes the checks of an import.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from reportgen.diagnostics import Diagnostics
from reportgen.messages import Lang
from reportgen.pipeline.facing import (
    FacingRow,
    facing_document,
    put_comment,
    put_translation,
)
from reportgen.pipeline.output import OutputError
from reportgen.preview.workshop import Workshop
from reportgen.translation.exchange.codes import Coded, Mark
from reportgen.words import words_for

MAX_BODY: Final = 100_000
_CONTAINER: Final = re.compile(r"(?:chapters|fiches)/[A-Za-z0-9][\w-]*")
_LANG: Final = re.compile(r"[a-z]{2,3}")
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_TAGS: Final = {"b": "strong", "i": "em", "sup": "sup", "sub": "sub", "del": "s"}

Handler = Callable[[Request], Awaitable[Response]]


@dataclass
class Facing:
    """The routes of the pages face to face. `token` is known to them alone, while the server runs."""

    workshop: Workshop
    lang: Lang
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    writing: threading.Lock = field(default_factory=threading.Lock)

    def routes(self) -> list[Route]:
        return [
            Route("/_preview/facing/{lang}/part/{stem}", self.of_part),
            Route("/_preview/facing/{lang}/{container:path}", self.page),
            Route("/_preview/translation", self.translation, methods=["POST"]),
            Route("/_preview/comment", self.comment, methods=["POST"]),
        ]

    # ---- showing

    async def of_part(self, request: Request) -> Response:
        """From the address of a part to that of its document."""
        lang, stem = request.path_params["lang"], request.path_params["stem"]
        name = await run_in_threadpool(self._container, stem)
        if not name or not _LANG.fullmatch(lang):
            return PlainTextResponse("404", status_code=404)
        return RedirectResponse(f"/_preview/facing/{lang}/{quote(name)}")

    def _container(self, stem: str) -> str:
        name = self.workshop.container_of(stem)
        return name if _CONTAINER.fullmatch(name) else ""

    async def page(self, request: Request) -> Response:
        lang, container = request.path_params["lang"], request.path_params["container"]
        if not _CONTAINER.fullmatch(container) or not _LANG.fullmatch(lang):
            return PlainTextResponse("404", status_code=404)
        made = await run_in_threadpool(self._page, lang, container)
        if made is None:
            return PlainTextResponse("404", status_code=404)
        headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }
        return HTMLResponse(made, headers=headers)

    def _page(self, lang: str, container: str) -> str | None:
        ready, rows, _ = facing_document(self.workshop.root, lang, container)
        if ready is None or not rows:
            return None
        words = words_for(self.lang)
        spoken = ready.loaded.inventory.words
        names = [words_for(name, spoken)["language.name"] for name in ready.langs]
        body = Markup("\n").join(_row(row, ready.langs, words) for row in rows)
        return _PAGE.format(
            ui=self.lang,
            title=escape(rows[0].source.plain),
            heading=escape(rows[0].source.plain),
            token=self.token,
            target=escape(lang),
            say=escape(json.dumps({key: words[f"preview.{key}"] for key in _SAID})),
            here=escape(names[0]),
            there=escape(names[1]),
            unit=escape(words["preview.unit"]),
            back=escape(words["preview.back"]),
            rows=body,
        )

    # ---- writing

    async def translation(self, request: Request) -> Response:
        """One translation, typed on a page: written into its file, or refused with every reason."""
        sent = await self._sent(request, ("lang", "unit", "stamp", "text"))
        return sent if isinstance(sent, Response) else await run_in_threadpool(self._put, sent)

    async def comment(self, request: Request) -> Response:
        """A comment on a unit, noted in the register of reviews."""
        sent = await self._sent(request, ("lang", "unit", "text", "who"))
        return sent if isinstance(sent, Response) else await run_in_threadpool(self._note, sent)

    async def _sent(self, request: Request, names: tuple[str, ...]) -> dict[str, str] | Response:
        """What a page of this server sent: texts by name. A response when it may not, or makes no sense."""
        origin = urlsplit(request.headers.get("origin", "")).netloc
        token = request.headers.get("x-reportgen-token", "")
        if not origin or origin != request.headers.get("host"):
            return _refused(403, "origin")
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return _refused(403, "token")
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _refused(415, "type")
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                return _refused(413, "size")
        try:
            data: Any = json.loads(body)
        except (ValueError, RecursionError):
            return _refused(400, "json")
        if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in names):
            return _refused(400, "fields")
        sent = {name: str(data[name]) for name in names}
        known = _LANG.fullmatch(sent["lang"]) and _CONTAINER.fullmatch(sent["unit"].partition("#")[0])
        return sent if known else _refused(400, "unit")

    def _put(self, sent: dict[str, str]) -> Response:
        try:
            with self.writing:
                taken, found = put_translation(
                    self.workshop.root, sent["lang"], sent["unit"], sent["stamp"], sent["text"]
                )
                ready, rows, _ = facing_document(
                    self.workshop.root, sent["lang"], sent["unit"].partition("#")[0]
                )
        except OutputError as error:
            return _refused(500, str(error))
        row = next((row for row in rows if row.name == sent["unit"]), None)
        markup = str(_row(row, ready.langs, words_for(self.lang))) if row is not None and ready else ""
        good = bool(taken.taken or taken.confirmed or taken.unchanged) and not taken.refused
        answer = {"written": good, "findings": _said(found, self.lang), "row": markup if good else ""}
        return JSONResponse(answer, status_code=200 if good else 422)

    def _note(self, sent: dict[str, str]) -> Response:
        try:
            with self.writing:
                path, found = put_comment(
                    self.workshop.root, sent["lang"], sent["unit"], sent["text"], sent["who"][:100]
                )
        except OutputError as error:
            return _refused(500, str(error))
        answer = {"written": path is not None, "findings": _said(found, self.lang)}
        return JSONResponse(answer, status_code=200 if path is not None else 422)


def _refused(status: int, why: str) -> Response:
    return JSONResponse({"written": False, "findings": [why]}, status_code=status)


def _said(found: Diagnostics, lang: Lang) -> list[str]:
    return [f"{item.code}: {item.message(lang)}" for item in list(found)[:20]]


# ---- markup

_SAID: Final = ("edit", "save", "cancel", "comment", "who", "send", "saved", "noted", "refused")


def _row(row: FacingRow, langs: tuple[str, str], words: Any) -> Markup:
    changes = ""
    if row.changes:
        runs = Markup(" ").join(
            Markup("<{0}>{1}</{0}>").format("del" if run.kind == "gone" else "ins", run.text)
            if run.kind != "same"
            else escape(run.text)
            for run in row.changes
        )
        changes = Markup('<p class="rgf-changes"><b>{}</b> {}</p>').format(words["html.facing.changed"], runs)
    state = words[f"preview.state.{row.state}"]
    return Markup(
        '<tr data-unit="{}" data-stamp="{}" data-markdown="{}" data-state="{}" class="rgf-{}">'
        '<th scope="row"><span>{}</span><small>{}</small></th>'
        '<td lang="{}">{}{}</td><td lang="{}" class="rgf-there">{}</td></tr>'
    ).format(
        row.name,
        row.stamp,
        row.markdown,
        row.state,
        row.kind,
        row.name.partition("#")[2],
        state,
        langs[0],
        shown(row.source),
        changes,
        langs[1],
        shown(row.target) if row.target is not None else "",
    )


def shown(text: Coded) -> Markup:
    """A text as a translator sees it: emphasis as such, everything else that is no word as a small label."""
    made = Markup("")
    for item in text.items:
        if not isinstance(item, Mark):
            made += escape(item)
            continue
        code = text.codes[item.id]
        tag = _TAGS.get(code.type)
        if tag:
            made += Markup("<{}>" if item.side == "open" else "</{}>").format(Markup(tag))
        elif item.side == "alone" and code.type in ("br", "par"):
            made += Markup("<br>")
        elif item.side != "close":
            label = code.start if code.end is None else code.type
            made += Markup("<code>{}</code>").format(" ".join(label.split()))
        elif code.type == "index":
            made += Markup("<code>/</code>")
    return made


_PAGE: Final = """<!DOCTYPE html>
<html lang="{ui}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="stylesheet" href="/_preview/facing.css">
<script src="/_preview/facing.js" data-token="{token}" data-lang="{target}" data-words="{say}" defer></script>
</head><body><main><h1>{heading}</h1><p class="rgf-bar"><a href="/">{back}</a></p>
<p id="rgf-said" role="status" aria-live="polite"></p>
<table><thead>
<tr><th scope="col">{unit}</th><th scope="col">{here}</th><th scope="col">{there}</th></tr></thead>
<tbody>
{rows}
</tbody></table></main></body></html>
"""
