"""The dashboard in a real browser: what a strategist sees and clicks, without an error and without the internet."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.dashboard.newsroom import QWEN_BUDGET, open_room, yuan

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180), pytest.mark.xdist_group("browser")]

REPOSITORY = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WAIT_SECONDS = 60
APPS = ("Alibaba Qwen", "Tencent Yuanbao", "Baidu Wenxin", "ByteDance Doubao")


@dataclass
class Witness:
    """What the page did that a person does not see."""

    page: Page
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "request", lambda request: self.hosts.add(urlsplit(request.url.removeprefix("blob:")).hostname or "")
        )


@pytest.fixture(scope="module")
def chromium() -> str:
    if CHROMIUM:
        return CHROMIUM
    reason = "no Chromium on this machine: install the package chromium"
    if os.environ.get("HONGBAO_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason} (HONGBAO_REQUIRE_BROWSER=1)")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    open_room().publish_to(folder)
    return folder


@pytest.fixture(scope="module")
def address(chromium: str, folder: Path) -> Iterator[str]:
    """The dashboard's own server on a free port, on the release in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/server.py", "--server.port", str(port)]
    environment = os.environ | {"HONGBAO_DATA": str(folder)}
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(url, timeout=5).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the dashboard did not start within {WAIT_SECONDS} s (exit code {server.poll()})")


@pytest.fixture
def witness(chromium: str, address: str) -> Iterator[Witness]:
    """An empty page of a fresh browser; afterwards it must have met no error and asked nobody else."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
        page.set_default_timeout(WAIT_SECONDS * 1000)
        expect.set_options(timeout=WAIT_SECONDS * 1000)
        witness = Witness(page)
        yield witness
        browser.close()
    assert witness.errors == []
    assert witness.hosts == {"127.0.0.1"}


def test_two_clicks_lead_from_a_figure_to_its_sentence_and_all_the_evidence(witness: Witness) -> None:
    page = witness.page
    page.goto("/")
    for name in APPS:
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("invented outlets")).to_be_visible()
    page.locator(".card.app-qwen .number").first.click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text(QWEN_BUDGET)
    page.get_by_role("link", name="All the evidence").click()
    expect(page.get_by_role("heading", name="Alibaba Qwen: Announced budget, 2026")).to_be_visible()
    expect(page.locator("mark", has_text=QWEN_BUDGET)).to_be_visible()
    expect(page).to_have_url(re.compile("fact="))


def test_the_address_restores_language_in_a_new_browser(witness: Witness) -> None:
    page = witness.page
    page.goto("/?lang=zh&season=2026")
    expect(page.get_by_role("heading", name="阿里千问")).to_be_visible()
    expect(page.get_by_role("button", name="30亿元").first).to_be_visible()
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Alibaba Qwen")).to_be_visible()
    page.wait_for_url("**/?lang=en&season=2026")


def test_hostile_text_stays_inert(witness: Witness) -> None:
    page = witness.page
    page.goto("/")
    page.get_by_role("button", name="¥25").click()
    expect(page.get_by_role("dialog").locator("mark")).to_contain_text("<script>window.hurt=1</script>")
    page.get_by_role("link", name="All the evidence").click()
    expect(page.locator("mark", has_text="<script>").first).to_be_visible()
    assert page.evaluate("window.hurt") is None
    assert page.locator("a[href^='javascript'], img[src='x']").count() == 0


@pytest.mark.soak
def test_a_board_is_worked_by_the_keyboard_and_hands_out_its_tables(witness: Witness) -> None:
    page = witness.page
    page.goto("/")
    number = page.locator(".rows .number", has_text="¥3 bn").first
    number.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator("mark")).to_have_text(QWEN_BUDGET)
    expect(page.get_by_role("dialog", name="Alibaba Qwen")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(number).to_be_focused()
    card = page.locator(".panel", has=page.get_by_role("heading", name="Announced budget"))
    card.get_by_text("Table", exact=True).click()
    expect(card.get_by_role("cell", name="CNY 3,000,000,000")).to_be_visible()
    card.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "hongbao-budget.csv"
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(APPS)


def test_a_release_published_while_the_page_is_open_appears(witness: Witness, folder: Path) -> None:
    page = witness.page
    page.goto("/")
    expect(page.get_by_role("button", name="¥1 bn").first).to_be_visible()
    room = open_room()
    room.tell("Late Post", "Wenxin offers 500 million yuan.", "500 million yuan", **yuan("budget", 5e8, "wenxin"))
    room.publish_to(folder)
    expect(page.get_by_role("button", name="¥500 m").first).to_be_visible()
