"""Processes that need not load what they run: each is forked from one that has.

Two thirds of the time of a small crawl, and more of that of a `hongbao extract`, go into Python's, Scrapy's and Polars'
start. `python -m tests.warm crawl|hongbao|sandbox SOCKET` loads them once and answers each request with a fork that runs
the main function of `spiders.crawl`, `flows.command` or `warehouse.sandbox_child` as a child of its own would: with its
own process id, environment, folder, arguments, standard streams and exit code.
"""

import atexit
import gc
import io
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import IO, Any

import pytest

from spiders import supervisor
from spiders.supervisor import PACKAGES, PARENT
from warehouse.sandbox_process import SURROUNDINGS

CRAWL = [sys.executable, "-m", "spiders.crawl"]
NUMBER = struct.Struct("i")
# What the tested commands import when they are called. Prefect is not among it: it reads its settings at import.
COMMANDS = (
    "flows.command", "flows.explaining", "flows.extracting", "flows.formats", "flows.ingest", "flows.preflight",
    "flows.tables", "warehouse.export_formats", "warehouse.exports", "warehouse.reads",
)  # fmt: skip


class Server:
    """The process that has loaded what it forks; it lives until its owner closes it or is gone."""

    def __init__(self, what: str) -> None:
        # Not below pytest's folder: the name of a socket has at most 107 bytes.
        self.folder = tempfile.TemporaryDirectory(prefix="warm")
        self.path = str(Path(self.folder.name) / what)
        environment = {**os.environ, "PYTHONPATH": str(PACKAGES)}
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(self.path)
            listening.listen(16)
            command = [sys.executable, "-m", "tests.warm", what, str(listening.fileno())]
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(command, stdin=pipe, pass_fds=[listening.fileno()], env=environment)

    def close(self) -> None:
        self.process.communicate()
        self.folder.cleanup()


class Forked:
    """A process that `server` forked; it has `streams` as its standard ones. Close it when it has ended."""

    def __init__(self, server: Server, streams: list[int], started: Mapping[str, object]) -> None:
        self.code: int | None = None
        told = json.dumps(started).encode()
        self.talk = socket.socket(socket.AF_UNIX)
        self.talk.connect(server.path)
        socket.send_fds(self.talk, [NUMBER.pack(len(told))], streams)
        self.talk.sendall(told)
        (self.pid,) = NUMBER.unpack(receive(self.talk, NUMBER.size))

    def wait(self, timeout: float | None = None) -> int:
        if self.code is None:
            self.talk.settimeout(timeout)
            try:
                (self.code,) = NUMBER.unpack(receive(self.talk, NUMBER.size))
            except TimeoutError:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0) from None
            self.talk.close()
        return self.code


class Awaited:
    """What is waited for as one waits for a `subprocess.Popen`."""

    forked: Forked
    returncode: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        self.returncode = self.forked.wait(timeout)
        return self.returncode

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            return self.wait(0.001)
        return None


class Crawl(Awaited):
    """As much of a `subprocess.Popen` of `spiders.crawl` as the supervisor uses."""

    def __init__(self, server: Server, *, stdin: int, stdout: int, stderr: IO[bytes], env: Mapping[str, str]) -> None:
        self.message, self.output = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115
        streams = [self.message.fileno(), self.output.fileno(), stderr.fileno()]
        self.start = lambda: Forked(server, streams, {"folder": str(Path.cwd()), "environment": dict(env), "words": []})

    def __enter__(self) -> "Crawl":
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()
        self.message.close()
        self.output.close()

    def communicate(self, message: bytes, timeout: float) -> tuple[bytes, None]:
        self.message.write(message)
        self.message.seek(0)
        self.forked = self.start()
        self.wait(timeout)
        self.output.seek(0)
        return self.output.read(), None

    def terminate(self) -> None:
        os.kill(self.forked.pid, signal.SIGTERM)

    def kill(self) -> None:
        os.kill(self.forked.pid, signal.SIGKILL)


@pytest.fixture(scope="session", autouse=True)
def warm_crawls() -> Iterator[None]:
    """The supervisor's crawls are forked, from a process that is started with the first of them.

    What a test starts itself, and the crawls of a process that it starts, begin as they do outside tests.
    """
    lock, servers = Lock(), list[Server]()

    def start(command: list[str], **given: Any) -> Crawl | subprocess.Popen[bytes]:
        if command != CRAWL:
            return subprocess.Popen(command, **given)
        with lock:
            if not servers:
                servers.append(Server("crawl"))
        return Crawl(servers[0], **given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(supervisor, "subprocess", SimpleNamespace(**vars(subprocess) | {"Popen": start}))
        yield
    for server in servers:
        server.close()


class Sandbox(Awaited):
    """As much of a `subprocess.Popen` of the sandbox's child as `warehouse.sandbox_process` uses."""

    def __init__(self, server: Server) -> None:
        pipes = [os.pipe() for _ in range(3)]
        theirs = [pipes[0][0], pipes[1][1], pipes[2][1]]
        self.stdin = io.FileIO(pipes[0][1], "w")
        self.stdout, self.stderr = io.FileIO(pipes[1][0]), io.FileIO(pipes[2][0])
        started = {"folder": "/", "environment": SURROUNDINGS, "words": [], "is_leader": True}
        self.forked = Forked(server, theirs, started)
        for place in theirs:
            os.close(place)
        self.pid = self.forked.pid


@pytest.fixture(scope="module")
def warm_sandbox() -> Iterator[Callable[[], Sandbox]]:
    """What stands in for `sandbox_process.spawn`: the child's own code, in a fork of a process that has DuckDB."""
    server = Server("sandbox")
    yield lambda: Sandbox(server)
    server.close()


Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def hongbao() -> Iterator[Run]:
    """The command in a process of its own, with no `HONGBAO_*` but those that are given; its output is bytes."""
    server = Server("hongbao")
    known = {name: value for name, value in os.environ.items() if not name.startswith("HONGBAO_")}

    def run(
        *words: object, text: bytes = b"", folder: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        told = {"folder": str(folder or Path.cwd()), "environment": known | environment, "words": [*map(str, words)]}
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(text)
            given.seek(0)
            code = Forked(server, [given.fileno(), out.fileno(), err.fileno()], told).wait(120)
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(words, code, out.read(), err.read())

    yield run
    server.close()


def receive(talk: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = talk.recv(size - len(data))
        if not part:
            raise ConnectionError("the process that forks others is gone")
        data += part
    return data


def load_crawl() -> Callable[[], int]:
    """Import all that a crawl imports, Scrapy's own parts included, but the reactor, which starts once a process."""
    from scrapy.settings import default_settings
    from scrapy.utils.misc import load_object

    from spiders.crawl import main
    from spiders.settings import MIDDLEWARES
    from spiders.sites import site_of

    values = [value for name, value in vars(default_settings).items() if name.isupper()]
    parts = {name for value in values if isinstance(value, dict) for pair in value.items() for name in pair}
    named = {value for value in values if isinstance(value, str)}
    for name in {*parts, *named, *MIDDLEWARES, "spiders.resolver.GuardedResolver"}:
        if isinstance(name, str) and name.startswith(("scrapy.", "spiders.")):
            load_object(name)
    site_of("http://lantern.example/")  # reads the list of public suffixes
    assert "twisted.internet.reactor" not in sys.modules
    return main


def load_hongbao() -> Callable[[], None]:
    from importlib import import_module

    for module in COMMANDS:
        import_module(module)
    assert "prefect" not in sys.modules
    return import_module("flows.command").main  # type: ignore[no-any-return]


def load_sandbox() -> Callable[[], None]:
    from warehouse.sandbox_child import main

    def answer_and_end() -> None:
        os._exit(main())  # as the child's own last line does

    return answer_and_end


def serve(listening: socket.socket, main: Callable[[], int | None]) -> None:
    """Fork an answer to each request until the owner's end of standard input is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who answer
    gc.freeze()  # else a fork copies all of this when it collects garbage
    while True:
        ready, _, _ = select.select([listening, sys.stdin], [], [])
        if sys.stdin in ready:
            return
        talk, _ = listening.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listening.close()
            with suppress(ConnectionError):
                answer(talk, main)
            os._exit(0)
        talk.close()


def answer(talk: socket.socket, main: Callable[[], int | None]) -> None:
    """Fork the process that is asked for, and tell its process id at once and its exit code at its end."""
    size, streams, _, _ = socket.recv_fds(talk, NUMBER.size, 3)
    told = json.loads(receive(talk, *NUMBER.unpack(size)))
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        if told.get("is_leader"):
            os.setsid()
        talk.close()
        os.environ.clear()
        os.environ.update(told["environment"] | {PARENT: str(parent)})
        os.chdir(told["folder"])
        sys.argv = ["hongbao", *told["words"]]
        become(main, streams)
    if told.get("is_leader"):
        wait_for_leader(child)
    talk.sendall(NUMBER.pack(child))
    _, status = os.waitpid(child, 0)
    talk.sendall(NUMBER.pack(os.waitstatus_to_exitcode(status)))


def wait_for_leader(child: int) -> None:
    """Whoever is told of the process may end its group at once, so it has to be one."""
    while os.getsid(child) != child:
        time.sleep(0.0005)


def become(main: Callable[[], int | None], streams: list[int]) -> None:
    """Run `main` and end as Python does, but for the taking down of every module, which takes as long as a crawl."""
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    time.tzset()
    code: object = 1
    try:
        code = main() or 0
    except SystemExit as end:
        code = end.code or 0
    except BaseException:  # noqa: BLE001 - whatever it is, it must not go on in the process that forks
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    loaders = {"crawl": load_crawl, "hongbao": load_hongbao, "sandbox": load_sandbox}
    serve(socket.socket(fileno=int(sys.argv[2])), loaders[sys.argv[1]]())
