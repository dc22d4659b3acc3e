"""A text editor that speaks the Language Server Protocol to `reportgen lsp`, as bytes over a pipe.

Written from the protocol alone (base protocol, section 1): it shares no code with the server.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any

PATIENCE = 90.0


class Editor:
    """One session: opens, types, asks. Positions are zero-based, in UTF-16 units unless agreed otherwise."""

    def __init__(self, root: Path, *, encodings: list[str] | None = None) -> None:
        self.root = root
        self.findings: dict[str, list[dict[str, Any]]] = {}
        self.shown: list[dict[str, Any]] = []
        self._versions: dict[str, int] = {}
        self._texts: dict[str, str] = {}
        self._typed: dict[str, int] = {}
        self._next = 0
        self._answers: Queue[dict[str, Any]] = Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from reportgen.cli import main; main()", "lsp", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "REPORTGEN_MESSAGES": "en"},
        )
        threading.Thread(target=self._listen, daemon=True).start()
        general = {"positionEncodings": encodings} if encodings else {}
        self.capabilities = self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": "report"}],
                "capabilities": {
                    "general": general,
                    "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
                },
            },
        )["capabilities"]
        self.tell("initialized", {})

    def __enter__(self) -> Editor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.ask("shutdown", None)
            self.tell("exit", None)
            self._process.wait(20)
        finally:
            self._process.kill()
            self._process.wait()

    @property
    def exit_code(self) -> int | None:
        return self._process.poll()

    # ---- the wire

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while True:
            size = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.decode().partition(":")
                size = int(value) if name.lower() == "content-length" else size
            if not size:
                return
            message = json.loads(stream.read(size))
            if message.get("method") == "textDocument/publishDiagnostics":
                self.findings[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            elif "id" in message:
                self._answers.put(message)
            else:
                self.shown.append(message)

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> dict[str, Any]:
        """The whole answer: `result`, or `error` with its message."""
        self._next += 1
        self._send({"id": self._next, "method": method, "params": params})
        try:
            answer = self._answers.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError(f"no answer to {method}") from None
        assert answer["id"] == self._next
        return answer

    def ask(self, method: str, params: Any) -> Any:
        answer = self.request(method, params)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    # ---- what a person does

    def uri(self, file: str) -> str:
        return (self.root / file).as_uri()

    def file(self, uri: str) -> str:
        return uri.removeprefix(self.root.as_uri() + "/")

    def text(self, file: str) -> str:
        return self._texts.get(file) or (self.root / file).read_text(encoding="utf-8")

    def open(self, file: str) -> None:
        text = (self.root / file).read_text(encoding="utf-8")
        self._texts[file], self._versions[file] = text, 1
        kind = "yaml" if file.endswith("yaml") else "markdown"
        document = {"uri": self.uri(file), "languageId": kind, "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def type(self, file: str, text: str, after: str = "") -> tuple[int, int]:
        """Type `text` after the first `after` (at the end when none); where the cursor then is."""
        whole = self._texts[file]
        at = whole.index(after) + len(after) if after else len(whole)
        place = _place(whole, at)
        self._texts[file] = whole[:at] + text + whole[at:]
        self._typed[file] = at
        self._versions[file] += 1
        position = {"line": place[0], "character": place[1]}
        self.tell(
            "textDocument/didChange",
            {
                "textDocument": {"uri": self.uri(file), "version": self._versions[file]},
                "contentChanges": [{"range": {"start": position, "end": position}, "text": text}],
            },
        )
        return _place(self._texts[file], at + len(text))

    def undo(self, file: str, text: str) -> None:
        """Take back what was typed last: the editor sends the whole text."""
        at = self._texts[file].rindex(text, 0, self._typed[file] + len(text))
        self._texts[file] = self._texts[file][:at] + self._texts[file][at + len(text) :]
        self._versions[file] += 1
        self.tell(
            "textDocument/didChange",
            {
                "textDocument": {"uri": self.uri(file), "version": self._versions[file]},
                "contentChanges": [{"text": self._texts[file]}],
            },
        )

    def at(self, file: str, text: str, offset: int = 1) -> dict[str, Any]:
        """The parameters of a request about the first `text` of a file."""
        line, character = _place(self.text(file), self.text(file).index(text) + offset)
        return {
            "textDocument": {"uri": self.uri(file)},
            "position": {"line": line, "character": character},
        }

    def complete(self, file: str, place: tuple[int, int]) -> dict[str, dict[str, Any]]:
        """What can be typed at a place, by label."""
        position = {"line": place[0], "character": place[1]}
        found = self.ask(
            "textDocument/completion", {"textDocument": {"uri": self.uri(file)}, "position": position}
        )
        return {item["label"]: item for item in found["items"]}

    def until(self, file: str, true: Any) -> list[dict[str, Any]]:
        """Wait until the findings of a file are as wanted."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = self.findings.get(self.uri(file), [])
            if true(found):
                return found
            time.sleep(0.02)
        raise AssertionError(f"findings of {file}: {self.findings.get(self.uri(file))}")

    def words(self, location: dict[str, Any]) -> str:
        """The file, the line and the words that a location covers."""
        file = self.file(location["uri"])
        start, end = location["range"]["start"], location["range"]["end"]
        row = self.text(file).split("\n")[start["line"]]
        covered = row.encode("utf-16-le")[2 * start["character"] : 2 * end["character"]].decode("utf-16-le")
        return f"{file}:{start['line'] + 1}: {covered}"


def _place(text: str, at: int) -> tuple[int, int]:
    before = text[:at]
    last = before.rpartition("\n")[2]
    return before.count("\n"), len(last.encode("utf-16-le")) // 2


def apply(edit: dict[str, Any], editor: Editor) -> None:
    """Carry out a WorkspaceEdit in the files on disk."""
    for uri, changes in edit["changes"].items():
        path = editor.root / editor.file(uri)
        rows = path.read_text(encoding="utf-8").split("\n")

        def offset(place: dict[str, int], rows: list[str] = rows) -> int:
            row = rows[place["line"]].encode("utf-16-le")[: 2 * place["character"]].decode("utf-16-le")
            return sum(len(r) + 1 for r in rows[: place["line"]]) + len(row)

        text = "\n".join(rows)
        for change in sorted(changes, key=lambda c: offset(c["range"]["start"]), reverse=True):
            start, end = offset(change["range"]["start"]), offset(change["range"]["end"])
            text = text[:start] + change["newText"] + text[end:]
        path.write_text(text, encoding="utf-8")
