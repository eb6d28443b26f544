"""A local server that takes messages as the services do, or answers as told, and a mailbox that takes mail."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Hook:
    """`answer` is status and body of the next answers; `taken` are the paths, headers and bodies that came.

    Nobody is answered while `gate` is not set; `came` is set once something came.
    """

    address: str = ""
    answer: tuple[int, object] = (200, {"ok": True})
    taken: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    came: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")

    @property
    def bodies(self) -> list[str]:
        return [body for _, _, body in self.taken]

    def texts(self, *path: str) -> list[str]:
        """What stands at a path in each JSON body."""
        found = []
        for body in self.bodies:
            said = json.loads(body)
            for name in path:
                said = said[name]
            found.append(said)
        return found


@contextmanager
def open_hook() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            hook.taken.append((self.path, dict(self.headers), body))
            hook.came.set()
            hook.gate.wait(60)
            status, said = hook.answer
            sent = said.encode() if isinstance(said, str) else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            with suppress(ConnectionError):  # who asked may have been killed
                self.end_headers()
                self.wfile.write(sent)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield hook
        finally:
            hook.gate.set()
            server.shutdown()
            thread.join()


@dataclass
class Mailbox:
    port: int = 0
    mails: list[object] = field(default_factory=list)


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    box = Mailbox()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 box\r\n")
            while line := self.rfile.readline().strip().upper():
                if line == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    box.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
                self.wfile.write({b"QUIT": b"221 bye\r\n"}.get(line, b"250 fine\r\n"))
                if line == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()


# Where the services take messages, as their plugins name it, and where the local server takes them instead.
SERVICES = {
    "dingtalk.NotifyDingTalk.notify_url": "/ding?access_token={token}",
    "feishu.NotifyFeishu.notify_url": "/feishu/{token}",
    "lark.NotifyLark.notify_url": "/lark/",
    "wecombot.NotifyWeComBot.notify_url": "/wecom?key={key}",
    "slack.NotifySlack.webhook_url": "/slack",
}


@contextmanager
def open_services(monkeypatch: pytest.MonkeyPatch, patience: int) -> Iterator[Hook]:
    """The local server in the place of every service, each waited for so many seconds and asked without a pause."""
    with open_hook() as hook:
        for name, path in SERVICES.items():
            monkeypatch.setattr(f"apprise.plugins.{name}", hook.address + path)
        monkeypatch.setattr("flows.channels._PATIENCE", f"retry=1&wait=0&cto={patience}&rto={patience}")
        monkeypatch.setattr("apprise.plugins.base.NotifyBase.throttle", lambda *_, **__: None)
        yield hook
