"""Signing on with a provider of our own: readers come in where they wanted to go, everybody else sees no figure."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Page, WebSocket, expect, sync_playwright

from dashboard.sign_on import WANTED
from tests.dashboard import test_in_browser as browser
from tests.dashboard.oidc_provider import CLIENT, Provider, serve_provider

pytestmark = [*browser.pytestmark, pytest.mark.soak]
chromium = browser.chromium

CLIENT_SECRET, COOKIE_SECRET = "client-" + "c" * 32, "cookie-" + "k" * 32
ANN = {"email": "ann@example.com", "email_verified": True}
# A name that every page with figures has, and the door has not.
FIGURES = b"Qwen"
FORBIDDEN, NOT_FOUND = 403, 404


@dataclass
class Dashboard:
    address: str
    provider: Provider
    log: Path


@dataclass
class Visitor:
    """Somebody with a browser, and all that the server has sent them."""

    page: Page
    frames: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("websocket", self.listen)

    def listen(self, connection: WebSocket) -> None:
        connection.on(
            "framereceived", lambda sent: self.frames.append(sent if isinstance(sent, bytes) else sent.encode())
        )

    def sign_in(self) -> None:
        self.page.get_by_role("button", name="Sign in").click()

    @property
    def was_sent(self) -> bytes:
        return b"".join(self.frames)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def dashboard(chromium: str, room_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A server with a door, and the provider it asks."""
    assert chromium
    folder, port = tmp_path_factory.mktemp("door"), free_port()
    provider = Provider(free_port())
    secrets = {"client": CLIENT_SECRET, "cookie": COOKIE_SECRET}
    for name, secret in secrets.items():
        (folder / name).write_text(secret, "utf-8")
    address = f"http://127.0.0.1:{port}"
    files = [str(folder / name) for name in secrets]
    values = (provider.issuer, CLIENT, *files, f"{address}/oauth2callback", "@example.com")
    door = dict(zip(WANTED, values, strict=True))
    environment = os.environ | {"HONGBAO_DATA": str(room_folder), "NO_PROXY": "127.0.0.1"} | door
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/server.py", "--server.port", str(port)]
    log = folder / "log"
    with (
        serve_provider(provider),
        log.open("w") as told,
        subprocess.Popen(command, cwd=browser.REPOSITORY, env=environment, stdout=told, stderr=told) as server,
    ):
        try:
            browser.wait_for(f"{address}/_stcore/health", server)
            yield Dashboard(address, provider, log)
        finally:
            server.terminate()


@pytest.fixture
def visitor(chromium: str, dashboard: Dashboard) -> Iterator[Visitor]:
    dashboard.provider.claims, dashboard.provider.spoilt, dashboard.provider.signing = dict(ANN), {}, None
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=browser.QUIET)
        expect.set_options(timeout=browser.WAIT_SECONDS * 1000)
        visitor = Visitor(opened.new_page(base_url=dashboard.address))
        yield visitor
        sent = visitor.was_sent + dashboard.log.read_bytes()
        opened.close()
    assert CLIENT_SECRET.encode() not in sent
    assert COOKIE_SECRET.encode() not in sent


def test_a_reader_signs_in_comes_to_the_page_they_opened_and_signs_out(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/sources?lang=en&season=2026")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert FIGURES not in visitor.was_sent
    assert page.request.get("/media/none.csv").status == FORBIDDEN
    visitor.sign_in()
    expect(page.get_by_role("heading", name="Sources: how far today's figures can be trusted")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/sources\?lang=en&season=2026"))
    expect(page.get_by_text(FIGURES.decode()).first).to_be_visible()
    assert FIGURES in visitor.was_sent
    assert page.request.get("/media/none.csv").status == NOT_FOUND
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


@pytest.mark.parametrize(
    "claims",
    [{"email": "eve@evil.example"}, {"email_verified": False}, {"email": None}],
    ids=["another domain", "an address nobody verified", "no address"],
)
def test_somebody_who_is_no_reader_is_told_so_and_sees_no_figure(
    visitor: Visitor, dashboard: Dashboard, claims: dict[str, object]
) -> None:
    dashboard.provider.claims |= claims
    visitor.page.goto("/sources?lang=en")
    visitor.sign_in()
    expect(visitor.page.get_by_text("not among the readers of this dashboard")).to_be_visible()
    assert FIGURES not in visitor.was_sent
    visitor.page.get_by_role("button", name="Sign out").click()
    expect(visitor.page.get_by_role("button", name="Sign in")).to_be_visible()


@pytest.mark.parametrize(
    "spoilt",
    [{"nonce": "of another visit"}, {"aud": "another dashboard"}, {"iss": "http://evil.example"}, {"exp": 1}, {}],
    ids=["nonce", "audience", "issuer", "expired", "signature"],
)
def test_a_token_that_is_not_right_signs_nobody_in(
    visitor: Visitor, dashboard: Dashboard, spoilt: dict[str, object]
) -> None:
    dashboard.provider.spoilt = spoilt
    dashboard.provider.signing = None if spoilt else RSAKey.generate_key(2048, {"kid": "one"})
    visitor.page.goto("/sources?lang=en")
    with visitor.page.expect_websocket():  # that of the page which comes after the provider
        visitor.sign_in()
    expect(visitor.page.get_by_role("button", name="Sign in")).to_be_visible()
    assert FIGURES not in visitor.was_sent


def test_a_forged_cookie_opens_nothing(visitor: Visitor, dashboard: Dashboard) -> None:
    visitor.page.context.add_cookies(
        [{"name": "_streamlit_user", "value": "eyJlbWFpbCI6ICJhIn0.x.y", "url": dashboard.address}]
    )
    visitor.page.goto("/sources?lang=en")
    expect(visitor.page.get_by_role("button", name="Sign in")).to_be_visible()
    assert FIGURES not in visitor.was_sent
