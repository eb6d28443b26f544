"""The Prefect server of one command by hand: one that Prefect itself starts would outlive a command that is killed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from prefect.settings import PREFECT_API_URL, PREFECT_HOME, get_current_settings, temporary_settings

from flows.errors import RunError
from flows.prefect_server import READY_SECONDS, is_healthy, only_starter
from flows.settings import REPOSITORY
from spiders.surroundings import without_secrets

_END_SECONDS = 5
_PAUSE = 0.1
# What Prefect tells the server that it starts itself: no pages, and the only one in its process.
_ENVIRONMENT = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}


@contextmanager
def temporary_server() -> Iterator[None]:
    """A server for the flows called within, on a free port of loopback; nothing where Prefect's settings name one.

    Raises RunError where it does not answer in two minutes.
    """
    if PREFECT_API_URL.value():
        yield
        return
    with ExitStack() as ended:
        starting = ended.enter_context(ExitStack())
        starting.enter_context(only_starter(PREFECT_HOME.value()))
        with socket.create_server(("127.0.0.1", 0)) as listener:
            api = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
            server = _start(listener)
        # One that does not come up is ended before the next may start.
        # Who is told to stop has no time for a server that is still starting.
        ended.push(lambda kind, *_: _end(server, 0 if kind is SystemExit else _END_SECONDS))
        _await_health(api, server)
        starting.close()
        ended.enter_context(temporary_settings({PREFECT_API_URL: api}))
        yield


def _start(listener: socket.socket) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "flows.watched_server", str(listener.fileno())]
    paths = os.pathsep.join(filter(None, (str(REPOSITORY), os.environ.get("PYTHONPATH"))))
    settings = get_current_settings().to_environment_variables(exclude_unset=True)
    # Its input is the pipe that tells it of our end; a session of its own, for Ctrl-C is for us.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.PIPE,
        env={**without_secrets(), **_ENVIRONMENT, **settings, "PYTHONPATH": paths},
        pass_fds=[listener.fileno()],
        start_new_session=True,
    )


def _await_health(api: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not is_healthy(api):
        if time.monotonic() > deadline or server.poll() is not None:
            raise RunError("the Prefect server of this run does not start; PREFECT_LOGGING_SERVER_LEVEL=INFO says why")
        time.sleep(_PAUSE)


def _end(server: subprocess.Popen[bytes], patience: float) -> None:
    server.terminate()
    try:
        server.wait(patience)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    finally:
        if server.stdin is not None:
            server.stdin.close()
