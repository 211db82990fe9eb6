"""A client of yaml-language-server as an editor is one: over its standard streams, on a folder with settings."""

import json
import os
import queue
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

VERSION = "1.25.0"
_PATIENCE = 60.0
"""Seconds to wait for an answer, on a machine that has other things to do."""
_INSTALL = ("install", "--ignore-scripts", "--no-audit", "--no-fund")


def install(folder: Path) -> tuple[str, ...]:
    """Install the server into `folder` and return its command. Raises `LookupError` with the reason if it cannot be."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise LookupError("node and npm are not installed")
    done = subprocess.run(
        [npm, *_INSTALL, "--prefix", str(folder), f"yaml-language-server@{VERSION}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    program = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if done.returncode or not program.is_file():
        raise LookupError(f"npm cannot install yaml-language-server {VERSION}: {done.stderr.strip()[-300:]}")
    return (node, str(program), "--stdio")


class Editor:
    """A session on `folder`, whose `.vscode/settings.json` the server is given, if there is one."""

    def __init__(self, command: tuple[str, ...], folder: Path) -> None:
        self.folder = folder
        settings = folder / ".vscode" / "settings.json"
        given = json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else {}
        self._settings = _nested({"yaml.schemaStore.enable": False, **given})
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._texts: dict[str, str] = {}
        self._last = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        folder = {"uri": self.folder.as_uri(), "name": self.folder.name}
        capabilities = {
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
            },
            "workspace": {"configuration": True, "workspaceFolders": True},
        }
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder["uri"],
                "workspaceFolders": [folder],
                "capabilities": capabilities,
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self._settings})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(timeout=_PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def open(self, name: str, text: str) -> None:
        """Open the file `name` of the folder, with a text that may differ from the disk's."""
        uri = self._uri(name)
        self._texts[name] = text
        self._diagnostics.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def line(self, name: str, number: int) -> str:
        """A line of an open file, counted from 0."""
        return self._texts[name].splitlines()[number]

    def diagnostics(self, name: str) -> list[dict[str, Any]]:
        """What the server finds in an open file."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if self._uri(name) in self._diagnostics:
                return self._diagnostics[self._uri(name)]
            time.sleep(0.05)
        raise TimeoutError(f"no diagnostics of {name}")

    def completion(self, name: str, after: str) -> dict[str, dict[str, Any]]:
        """What is offered right after the first place where the text says `after`, by label."""
        answer = self.ask("textDocument/completion", self._position(name, after, len(after)))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: item for item in items}

    def hover(self, name: str, word: str) -> str:
        """What is shown over the first place where the text says `word`; empty if nothing is."""
        answer = self.ask("textDocument/hover", self._position(name, word, 1))
        return answer["contents"]["value"] if answer else ""

    def ask(self, method: str, params: Mapping[str, Any]) -> Any:
        """The server's answer to a request."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=_PATIENCE)
            if answer["id"] == self._last:
                assert "error" not in answer, answer["error"]
                return answer.get("result")

    def tell(self, method: str, params: Mapping[str, Any]) -> None:
        """Notify the server, which does not answer."""
        self._send({"method": method, "params": params})

    def _uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def _position(self, name: str, text: str, within: int) -> dict[str, Any]:
        before = self._texts[name][: self._texts[name].index(text) + within]
        line = before.count("\n")
        position = {"line": line, "character": len(before) - before.rfind("\n") - 1}
        return {"textDocument": {"uri": self._uri(name)}, "position": position}

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._process.stdin.flush()

    def _listen(self) -> None:
        for message in self._messages():
            if "method" not in message:
                self._answers.put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})

    def _messages(self) -> Iterator[dict[str, Any]]:
        stream = self._process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            if not length:
                return
            yield json.loads(stream.read(length))

    def _answer(self, request: Mapping[str, Any]) -> Any:
        if request["method"] == "workspace/configuration":
            return [self._settings.get(item.get("section", ""), {}) for item in request["params"]["items"]]
        return None


def _nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as an editor hands them over: `yaml.schemas` stands as `schemas` in the section `yaml`."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        section, _, key = name.partition(".") if not name.startswith("[") else (name, "", "")
        if key:
            found.setdefault(section, {})
            place = found[section]
            *outer, last = key.split(".")
            for part in outer:
                place = place.setdefault(part, {})
            place[last] = value
        else:
            found[section] = value
    return found
