"""The process of a Prefect server of ours, known by its number: whether it lives, whether it is still that, its end."""

import os
import signal
import subprocess
import time
from pathlib import Path

END_SECONDS = 15
_PROCESSES = Path("/proc")


def is_alive(pid: int) -> bool:
    """Whether there is a process of that number; a child of ours that has ended is no more."""
    try:
        if os.waitpid(pid, os.WNOHANG) != (0, 0):
            return False
    except ChildProcessError:
        pass  # it was another scheduler's child
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def is_server(pid: int) -> bool:
    """Whether a process is a Prefect server: after a restart of the machine its number may be another program's."""
    return "prefect server start" in _command_of(pid)


def _command_of(pid: int) -> str:
    """The words of a process's command, empty where there is none."""
    if (_PROCESSES / "self").exists():
        # Small containers have no ps.
        try:
            return (_PROCESSES / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout  # noqa: S603 - our own words only


def end(pid: int) -> None:
    """Ask a process to end, and end it if it has not after a while."""
    if not is_alive(pid):
        return
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + END_SECONDS
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    if is_alive(pid):
        os.kill(pid, signal.SIGKILL)
