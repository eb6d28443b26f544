"""Starts the dashboard as a server of its own, on loopback, without telemetry."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from flows.errors import RunError
from flows.settings import REPOSITORY

APP = REPOSITORY / "dashboard" / "server.py"
FIRST_PORT = 8501
_TRIES = 50
SIGTERM_EXIT = 143


def free_port(wanted: int | None) -> int:
    """The wanted port, or the first free one from 8501 on. Raises RunError where the wanted one is taken."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + _TRIES):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RunError(f"port {wanted or FIRST_PORT} is in use; end the program that has it, or give another with --port")


def serve_dashboard(data: Path, port: int) -> int:
    """Serve the dashboard of a data folder until it is interrupted; its exit code."""
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    settings = [f"--{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *settings]
    environment = {**os.environ, "HONGBAO_DATA": str(data.absolute())}
    # A service manager ends us with SIGTERM; the server must not outlive us.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(SIGTERM_EXIT))
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment) as server:  # noqa: S603 - our own words only
        try:
            return server.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            server.terminate()
