"""Which server is ours, what it is told of us, how long its log grows, and that none outlives the command it serves."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from flows import prefect_server
from flows.server_process import is_server
from tests.flows.processes import are_gone, processes_under, wait_for


def test_a_number_that_is_another_programs_today_is_no_server() -> None:
    assert not is_server(os.getpid())
    assert not is_server(1 << 30)


def test_no_server_is_known_where_none_answers(tmp_path: Path) -> None:
    assert prefect_server.running_api(tmp_path) is None
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        (tmp_path / "server.json").write_text(f'{{"url": "http://127.0.0.1:{port}/api", "pid": 1}}')
        assert prefect_server.running_api(tmp_path) is None
    (tmp_path / "server.json").write_text("{")
    assert prefect_server.running_api(tmp_path) is None


class Told(BaseHTTPRequestHandler):
    """A program that answers well whatever it is asked, and keeps what it was told of who asks."""

    authorizations: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        self.authorizations.append(self.headers["Authorization"])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    Told.authorizations.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Told) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()


def test_a_program_that_has_the_port_of_a_server_of_before_is_no_server(tmp_path: Path, address: str) -> None:
    (tmp_path / "server.json").write_text(f'{{"url": "{address}", "pid": {os.getpid()}}}')
    assert prefect_server.running_api(tmp_path) is None
    assert not Told.authorizations


def test_a_process_is_known_as_a_server_by_its_command() -> None:
    words = ["-c", "input()", "-m", "prefect", "server", "start"]
    with subprocess.Popen([sys.executable, *words], stdin=subprocess.PIPE) as process:
        try:
            wait_for(lambda: is_server(process.pid), 5)
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, None),
        ({"PREFECT_API_KEY": "k"}, "Bearer k"),
        ({"PREFECT_API_AUTH_STRING": "desk:lantern"}, "Basic ZGVzazpsYW50ZXJu"),
        ({"PREFECT_API_KEY": "k", "PREFECT_API_AUTH_STRING": "desk:lantern"}, "Basic ZGVzazpsYW50ZXJu"),
    ],
)
def test_a_server_is_told_the_key_or_the_password_as_by_prefects_own_client(
    address: str, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], told: str | None
) -> None:
    for name in ("PREFECT_API_KEY", "PREFECT_API_AUTH_STRING"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    prefect_server.check_server(address)
    assert Told.authorizations == [told]


def test_the_log_of_a_server_makes_way_once_it_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefect_server, "_LOG_BYTES", 10)
    for line in (b"first, long\n", b"short\n", b"second\n", b"third\n"):
        with prefect_server._open_log(tmp_path / "server.log") as log:
            log.write(line)
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert kept == {"server.log": b"third\n", "server.log.1": b"short\nsecond\n"}


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_a_command_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("hongbao")), "demo", "--no-serve", "--data", str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as demo:
        try:
            wait_for(lambda: any("spiders.crawl" in words for words in processes_under(demo.pid).values()), 200)
            under = processes_under(demo.pid)
        finally:
            demo.send_signal(signal.SIGKILL)
    assert any("flows.watched_server" in words for words in under.values())
    wait_for(lambda: are_gone(under), 10)
