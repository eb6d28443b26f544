"""The Prefect server that schedules need: one of our own on loopback, its state under the data folder."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from flows.errors import RunError
from flows.server_process import end, is_alive, is_server
from flows.serving import free_port
from spiders.surroundings import without_secrets
from warehouse.writer import hold_lock

STATE = "server.json"
STARTING = "starting.lock"
READY_SECONDS = 120
_PAUSE = 0.5
_PATIENCE = 2.0
_REMOTE_PATIENCE = 10.0
_LOG_BYTES = 5 * 2**20
# Runs older than a month are in our own ledger; Prefect's account of them goes.
_ENVIRONMENT = {
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * 24 * 3600),
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}


def running_api(data: Path) -> str | None:
    """The address of this folder's own server if it answers, else None."""
    told = _find_own(data)
    return told[0] if told is not None else None


def is_healthy(api: str, seconds: float = _PATIENCE, headers: Mapping[str, str] | None = None) -> bool:
    """Whether a Prefect server answers at an address such as http://127.0.0.1:4200/api."""
    try:
        request = urllib.request.Request(f"{api.rstrip('/')}/health", headers=dict(headers or {}))  # noqa: S310 - as below
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310 - our own server, or the one set
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False


def ask_server(api: str, path: str, body: Mapping[str, object]) -> Any:
    """What the server answers to a question of its API; raises OSError where it does not answer."""
    headers = {"Content-Type": "application/json"} | _authorization()
    request = urllib.request.Request(f"{api}/{path}", json.dumps(body).encode(), headers)  # noqa: S310 - as above
    with urllib.request.urlopen(request, timeout=_REMOTE_PATIENCE) as answer:  # noqa: S310 - as above
        return json.load(answer)


def check_server(api: str | None) -> None:
    """A server that the settings name has to answer. Raises RunError with what to do."""
    if api is not None and not is_healthy(api, _REMOTE_PATIENCE, _authorization()):
        raise RunError(f"no Prefect server answers at {show(api)}: start it, or correct or unset HONGBAO_PREFECT_API")


def show(api: str) -> str:
    """The address of a server without the name and password that may stand in it."""
    scheme, mark, rest = api.partition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}{mark}{place.rpartition('@')[2]}{slash}{path}"


def _authorization() -> dict[str, str]:
    """What Prefect's own client would send: a server of one's own asks for a name and password, its cloud for a key."""
    password, key = os.environ.get("PREFECT_API_AUTH_STRING"), os.environ.get("PREFECT_API_KEY")
    if password:
        return {"Authorization": f"Basic {b64encode(password.encode()).decode()}"}
    return {"Authorization": f"Bearer {key}"} if key else {}


@contextmanager
def only_starter(home: Path) -> Iterator[None]:
    """Be the one that starts a server on the state in Prefect's `home`: two that make its tables at once break them.

    Held until the server answers. Raises WarehouseBusyError where another one's start takes above two minutes.
    """
    home.mkdir(parents=True, exist_ok=True)
    with hold_lock(home / STARTING, READY_SECONDS, "starting a Prefect server in {folder}"):
        yield


@contextmanager
def own_server(data: Path, port: int) -> Iterator[str]:
    """A server on loopback until we end, its address; one that an earlier scheduler left behind is taken over.

    Raises RunError where it does not answer in two minutes.
    """
    with ExitStack() as served:
        starting = served.enter_context(ExitStack())
        starting.enter_context(only_starter(Path(os.environ.get("PREFECT_HOME", data / "prefect"))))
        api, pid = _find_own(data) or _start(data, _next_free(port))
        served.callback(_end_own, data, pid)
        _await_health(api, pid, data)
        starting.close()
        yield api


def _end_own(data: Path, pid: int) -> None:
    end(pid)
    (data / STATE).unlink(missing_ok=True)


def _start(data: Path, port: int) -> tuple[str, int]:
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    api = f"http://127.0.0.1:{port}/api"
    environment = {**_ENVIRONMENT, **without_secrets(), "PREFECT_API_URL": api, "PREFECT_UI_API_URL": api}
    with _open_log(data / "prefect" / "server.log") as log:
        # A session of its own: Ctrl-C is for us, and we end it when the runs have been told.
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
    fresh = data / f".{STATE}.new"
    fresh.write_text(json.dumps({"url": api, "pid": server.pid}), encoding="utf-8")
    fresh.replace(data / STATE)
    return api, server.pid


def _open_log(path: Path) -> BinaryIO:
    """The log to be appended to; one that has grown long makes way, and the one that did so before it goes."""
    if path.exists() and path.stat().st_size > _LOG_BYTES:
        path.replace(path.with_name(f"{path.name}.1"))
    return path.open("ab")


def _next_free(port: int) -> int:
    for candidate in range(port, port + 50):
        try:
            return free_port(candidate)
        except RunError:
            continue
    raise RunError(f"ports {port} to {port + 49} are in use; give another with HONGBAO_PREFECT_PORT")


def _await_health(api: str, pid: int, data: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not is_healthy(api):
        if time.monotonic() > deadline or not is_alive(pid):
            raise RunError(f"the Prefect server does not start; {data / 'prefect' / 'server.log'} says why")
        time.sleep(_PAUSE)


def _find_own(data: Path) -> tuple[str, int] | None:
    """Address and process of the server that this folder's state tells of, if it is still that and answers."""
    told = _read_state(data)
    return told if told is not None and is_server(told[1]) and is_healthy(told[0]) else None


def _read_state(data: Path) -> tuple[str, int] | None:
    try:
        told = json.loads((data / STATE).read_text(encoding="utf-8"))
        return str(told["url"]), int(told["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
