"""Takes a data folder through its turns: each refresh is started, befallen by what was rolled, and waited for."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress

from sample.server import serve_newsroom
from spiders.job import LONGEST_PATIENCE, Newsroom
from spiders.supervisor import child_environment
from tests.flows.test_demo import HONGBAO

# What hangs, drips or is endless is given up after so many seconds; that may hit a healthy page on a busy machine.
SHORT_PATIENCE = 0.8
LONGEST_SECONDS = 200
SIGNALS = {"killed": signal.SIGKILL, "killed alone": signal.SIGKILL, "told to stop": signal.SIGTERM}


class Soak:
    """Starts the refreshes of folders; what they say goes to `log`."""

    def __init__(self, log):
        self.log = log
        self.port = free_port()

    def take(self, data, turn, length=0.0):
        """Take a turn, whose undisturbed run takes `length` seconds; the exit code."""
        self.log.write(f"{turn}\n")
        self.log.flush()
        if turn.is_command:
            return self.start([HONGBAO, "demo", "--no-serve", "--data", str(data)], turn, length)
        with serve_newsroom(self.port, turn.moment, turn.faults) as served:
            newsroom = Newsroom(address=served.address, hosts=served.hosts)
            patience = SHORT_PATIENCE if turn.faults else LONGEST_PATIENCE
            message = {"data": str(data), "newsroom": newsroom.model_dump(mode="json"), "patience": patience}
            return self.start([sys.executable, "-m", "tests.flows.soak_run", json.dumps(message)], turn, length)

    def start(self, command, turn, length):
        """Run a command in a process group of its own until it ends or is ended; its exit code."""
        process = subprocess.Popen(
            command, env=child_environment(), start_new_session=True, stdout=subprocess.DEVNULL, stderr=self.log
        )
        try:
            befall(turn, process, length)
            return process.wait(LONGEST_SECONDS)
        finally:
            # A command that was killed alone leaves Prefect's server behind, which would run for ever.
            if turn.is_command or process.returncode is None:
                end_group(process)


def befall(turn, process, length):
    """Wait for the turn's moment, if the run lasts so long, and do to it what was rolled."""
    if turn.ending == "calm":
        return
    with suppress(subprocess.TimeoutExpired):
        process.wait(turn.share * length)
    if turn.ending == "killed":
        end_group(process)
    else:
        process.send_signal(SIGNALS[turn.ending])


def end_group(process):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def free_port():
    """A port that no program is given for a connection of its own, so that it stays free between two turns."""
    for port in range(20_000, 30_000):
        with socket.socket() as tried, suppress(OSError):
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
