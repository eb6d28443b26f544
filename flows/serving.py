"""Starts the dashboard as a server of its own, where only its readers reach it, without telemetry."""

import errno
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from dashboard.sign_on import SignOn, guard_address, read_sign_on
from dashboard.sign_on_parts import SignOnError
from flows.errors import RunError
from flows.settings import REPOSITORY
from spiders.surroundings import without_secrets

APP = REPOSITORY / "dashboard" / "server.py"
LOOPBACK = "127.0.0.1"
FIRST_PORT = 8501
_TRIES = 50
_TAKEN = {errno.EADDRINUSE, errno.EACCES}
SIGTERM_EXIT = 143


def find_door(address: str) -> SignOn | None:
    """How readers sign on, None where only this machine can read; raises RunError where the door would stay open."""
    try:
        sign_on = read_sign_on(os.environ)
        guard_address(address, sign_on)
    except SignOnError as error:
        raise RunError(str(error)) from None
    return sign_on


def free_port(wanted: int | None, address: str = LOOPBACK) -> int:
    """The wanted port, or the first free one from 8501 on. Raises RunError where the wanted one is taken."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + _TRIES):
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as error:
                if error.errno not in _TAKEN:
                    raise RunError(f"{address} is no address of this machine: give another with --address") from None
                continue
            return port
    raise RunError(f"port {wanted or FIRST_PORT} is in use; end the program that has it, or give another with --port")


def serve_dashboard(data: Path, port: int, address: str = LOOPBACK) -> int:
    """Serve the dashboard of a data folder until it is interrupted; its exit code."""
    options = {
        "server.port": port,
        "server.address": address,
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    settings = [f"--{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *settings]
    environment = {**without_secrets(), "HONGBAO_DATA": str(data.absolute())}
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
