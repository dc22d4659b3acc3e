"""What an editor may ask, one handler a request, between the words of the protocol and those of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from reportgen.lsp.answers import definitions, references, told
from reportgen.lsp.offers import Kind, offers
from reportgen.lsp.renaming import RefusedError, may_rename, renamed
from reportgen.lsp.server import PAUSE, Server
from reportgen.messages import Lang

_KINDS: Final[dict[Kind, lsp.CompletionItemKind]] = {
    "label": lsp.CompletionItemKind.Reference,
    "work": lsp.CompletionItemKind.Reference,
    "directive": lsp.CompletionItemKind.Snippet,
    "option": lsp.CompletionItemKind.Property,
    "value": lsp.CompletionItemKind.EnumMember,
    "key": lsp.CompletionItemKind.Property,
}
_REQUEST_FAILED: Final = -32803


@contextmanager
def _refusals() -> Iterator[None]:
    """What cannot be renamed is said to the editor, which shows it."""
    try:
        yield
    except RefusedError as refused:
        raise JsonRpcException(str(refused), code=_REQUEST_FAILED) from refused


def make_server(lang: Lang, use_cache: bool = True, pause: float = PAUSE) -> Server:
    """A server, ready to be started."""
    server = Server(lang, use_cache, pause)

    @server.feature(lsp.INITIALIZED)
    async def initialized(params: lsp.InitializedParams) -> None:
        folders = [folder.uri for folder in server.workspace.folders.values()]
        server.begin(folders or [uri for uri in [server.workspace.root_uri] if uri])
        if server.desk is not None:
            server.changed("", now=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        _take(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def typed(params: lsp.DidChangeTextDocumentParams) -> None:
        _take(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        if server.file_of(params.text_document.uri):
            server.changed("", now=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        if (file := server.file_of(params.text_document.uri)) and server.desk is not None:
            server.desk.close(file)
            server.changed("", now=True)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def moved(params: lsp.DidChangeWatchedFilesParams) -> None:
        if any(server.file_of(change.uri) for change in params.changes):
            server.changed("", now=True)

    def _take(uri: str) -> None:
        if (file := server.file_of(uri)) and server.desk is not None:
            server.desk.open(file, server.workspace.get_text_document(uri).source)
            server.changed(file)

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION,
        lsp.CompletionOptions(trigger_characters=["@", "{", " ", ":", "-"]),
    )
    def complete(params: lsp.CompletionParams) -> lsp.CompletionList:
        file = server.file_of(params.text_document.uri)
        if not file or server.desk is None:
            return lsp.CompletionList(is_incomplete=False, items=[])
        line, character = server.here(file, params.position)
        items = []
        for rank, offer in enumerate(offers(server.desk, file, line, character)):
            text = offer.snippet or offer.text
            items.append(
                lsp.CompletionItem(
                    label=offer.text,
                    kind=_KINDS[offer.kind],
                    detail=offer.detail or None,
                    # What the editor compares with what is typed: the same characters that are replaced.
                    filter_text=f"@{offer.text}" if offer.snippet.startswith("[@") else offer.text,
                    sort_text=f"{rank:05d}",
                    insert_text_format=lsp.InsertTextFormat.Snippet
                    if offer.snippet
                    else lsp.InsertTextFormat.PlainText,
                    text_edit=lsp.TextEdit(
                        server.range(file, line, character - offer.replaces, character), text
                    ),
                )
            )
        return lsp.CompletionList(is_incomplete=False, items=items)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        file = server.file_of(params.text_document.uri)
        if not file or server.desk is None:
            return None
        said = told(server.desk, file, *server.here(file, params.position), server.lang)
        if said is None:
            return None
        where = server.range_of(file, said.about) if said.about else None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said.text), where)

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def define(params: lsp.DefinitionParams) -> list[lsp.Location]:
        file = server.file_of(params.text_document.uri)
        if not file or server.desk is None:
            return []
        found = definitions(server.desk, file, *server.here(file, params.position))
        return [server.location(place) for place in found]

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def refer(params: lsp.ReferenceParams) -> list[lsp.Location]:
        file = server.file_of(params.text_document.uri)
        if not file or server.desk is None:
            return []
        wanted = params.context.include_declaration
        found = references(server.desk, file, *server.here(file, params.position), wanted)
        return [server.location(place) for place in found]

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: lsp.PrepareRenameParams) -> lsp.Range:
        file = server.file_of(params.text_document.uri)
        with _refusals():
            assert server.desk is not None
            here = server.here(file, params.position)
            return server.range_of(file, may_rename(server.desk, file, *here, server.lang))

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit:
        file = server.file_of(params.text_document.uri)
        with _refusals():
            assert server.desk is not None
            here = server.here(file, params.position)
            return server.edits(renamed(server.desk, file, *here, params.new_name, server.lang))

    return server
