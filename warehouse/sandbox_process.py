"""The processes that answer questions: one waits ready, each hears one question, none outlives its time."""

import atexit
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

CHILD = Path(__file__).with_name("sandbox_child.py")
PIECE = 65_536
ERROR_BYTES = 16_384
# Nothing of the server's surroundings: no secret, no proxy, no home.
SURROUNDINGS = {"LANG": "C.UTF-8", "TZ": "UTC"}

Process = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a process said; `why_ended` is "time" or "size" if it was not let finish, else empty."""

    answer: bytes
    error: bytes
    why_ended: str = ""


class Bench:
    """Where the process sits that will hear the next question, so that nobody waits for its imports."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting: Process | None = None

    def call(self) -> Process:
        """The process that waited, or a new one; another one takes its place."""
        with self.lock:
            called, self.waiting = self.waiting or spawn(), None
            if called.poll() is not None:
                end(called)
                called = spawn()
            self.waiting = spawn()
            return called

    def prepare(self) -> None:
        """Have a process wait from now on."""
        with self.lock:
            self.waiting = self.waiting or spawn()

    def clear(self) -> None:
        with self.lock:
            if self.waiting is not None:
                end(self.waiting)
                self.waiting = None


def spawn() -> Process:
    """A process that waits for its question; it ends by itself if this one does."""
    return subprocess.Popen(  # noqa: S603 - our own words only
        [sys.executable, "-I", str(CHILD)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
        env=SURROUNDINGS, cwd="/", start_new_session=True,
    )  # fmt: skip


def hear(process: Process, question: str, seconds: float, most_bytes: int) -> Heard:
    """What `process` answers within `seconds`, at most `most_bytes` of it; the question is one line."""
    until = time.monotonic() + seconds
    tell(process, question)
    assert process.stdout is not None and process.stderr is not None  # noqa: S101, PT018 - both are pipes
    said = {process.stdout.fileno(): bytearray(), process.stderr.fileno(): bytearray()}
    answer, error = said.values()
    with selectors.DefaultSelector() as listening:
        for pipe in said:
            listening.register(pipe, selectors.EVENT_READ)
        while listening.get_map():
            ready = listening.select(max(0.0, until - time.monotonic()))
            if not ready:
                return Heard(b"", bytes(error), "time")
            for key, _ in ready:
                piece = os.read(key.fd, PIECE)
                said[key.fd] += piece
                if not piece:
                    listening.unregister(key.fd)
            if len(answer) > most_bytes or len(error) > ERROR_BYTES:
                return Heard(b"", bytes(error), "size")
    return settle(process, Heard(bytes(answer), bytes(error)), until)


def tell(process: Process, question: str) -> None:
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    try:
        process.stdin.write(question.encode() + b"\n")
        process.stdin.close()
    except BrokenPipeError:
        return  # it is gone, which its exit code tells


def settle(process: Process, heard: Heard, until: float) -> Heard:
    try:
        process.wait(max(0.1, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return Heard(b"", heard.error, "time")
    return heard


def end(process: Process) -> None:
    """End a process and whatever it started, and leave nothing of it behind."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None and not pipe.closed:
            pipe.close()


BENCH = Bench()
atexit.register(BENCH.clear)
