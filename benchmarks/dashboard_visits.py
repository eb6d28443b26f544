"""Visits a Streamlit page as a reader does: a browser of its own, clicks, and the time until all is drawn."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, Playwright

from benchmarks.errors import BenchmarkError, PeerMissingError

REPOSITORY = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
START_SECONDS = 120
STEP_SECONDS, POLL_SECONDS = 60, 0.005
# Streamlit says on the root of its page whether the script behind it still runs.
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a reader does: `act` begins it, and `is_done` is true in the page once its effect is there."""

    name: str
    act: Callable[[Page], None]
    is_done: str


@contextmanager
def serve(script: Path, folder: Path) -> Iterator[str]:
    """The address of a Streamlit server of its own for `script`, on the data folder `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    environment = os.environ | {"HONGBAO_DATA": str(folder)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=quiet, stderr=quiet) as server:  # noqa: S603
        try:
            _await_start(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _await_start(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(f"{address}/_stcore/health", timeout=5).close()  # noqa: S310 - our own server
        except URLError:
            time.sleep(0.1)
        else:
            return
    message = f"the server at {address} did not start within {START_SECONDS} s"
    raise BenchmarkError(message)


@contextmanager
def visit(playwright: Playwright, address: str) -> Iterator[Page]:
    """An empty page of a fresh browser, so that nothing is in its cache."""
    browser = playwright.chromium.launch(executable_path=find_browser(), args=list(QUIET))
    try:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
        page.set_default_timeout(START_SECONDS * 1000)
        yield page
    finally:
        browser.close()


def find_browser() -> str:
    """The Chromium of this machine. Raises PeerMissingError where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        message = "no Chromium on this machine: install the package chromium"
        raise PeerMissingError(message)
    return found


def open_page(page: Page, path: str = "/") -> float:
    """Seconds until the page has its title and its script has come to an end."""
    started = time.perf_counter()
    page.goto(path, wait_until="commit")
    page.wait_for_selector("h1")
    page.wait_for_selector(AT_REST)
    return time.perf_counter() - started


def take(page: Page, step: Step) -> float:
    """Seconds from the click until its effect is there and the script has come to an end."""
    started = time.perf_counter()
    step.act(page)
    # Playwright's own way to wait for it evaluates text in the page, which our content policy forbids.
    while not page.evaluate(step.is_done):
        if time.perf_counter() - started > STEP_SECONDS:
            message = f"{step.name}: no effect within {STEP_SECONDS} s"
            raise BenchmarkError(message)
        time.sleep(POLL_SECONDS)
    page.wait_for_selector(AT_REST)
    return time.perf_counter() - started
