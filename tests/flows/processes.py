"""Which processes a command has started, and whether they are gone."""

import subprocess
import time
from collections.abc import Callable

from flows.server_process import is_alive


def processes_under(pid: int) -> dict[int, str]:
    """The processes that a process has started, and those that they have, with their commands."""
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    found: dict[int, str] = {}
    while new := {int(row[0]): row[2] for row in rows if int(row[1]) in {pid, *found}}.items() - found.items():
        found |= dict(new)
    return found


def are_gone(processes: dict[int, str]) -> bool:
    return not any(is_alive(pid) for pid in processes)


def wait_for(look: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)
