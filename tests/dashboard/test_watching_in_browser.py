"""What happens while a page is open: a run that fails is told, and nothing is taken from under a typing hand."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from flows.ledger import Ledger
from tests.dashboard import test_in_browser as browser
from tests.dashboard.newsroom import open_room, yuan
from tests.dashboard.test_in_browser import Witness
from warehouse.ledger import record
from warehouse.run_status import write_status
from warehouse.writer import open_writer

pytestmark = [*browser.pytestmark, pytest.mark.soak]
chromium, folder, address, witness = browser.chromium, browser.folder, browser.address, browser.witness

PROMISED_SECONDS = 5
# What the page takes to be drawn on a machine that does other things as well.
DRAWING_SECONDS = 5


def fail(folder: Path, message: str) -> None:
    """A run that published nothing."""
    with open_writer(folder) as connection:
        ledger = Ledger("refresh", started_at=datetime.now(UTC))
        record(connection, "runs", ledger.run_rows("failed", message))
        write_status(connection, ledger.run_id)


def test_a_run_that_fails_while_the_page_is_open_is_told_in_both_languages(witness: Witness, folder: Path) -> None:
    page = witness.page
    for lang, words in (
        ("en", "The last run published nothing: the disk is full ("),
        ("zh", "未发布任何内容：the disk"),
    ):
        page.goto(f"/sources?lang={lang}")
        expect(page.locator(".freshness")).to_be_visible()
        told = page.locator(".freshness", has_text=f"{words}")
        fail(folder, f"the disk is full ({lang})")
        expect(told).to_be_visible(timeout=(PROMISED_SECONDS + DRAWING_SECONDS) * 1000)


def test_typing_goes_on_over_a_release_and_a_failed_run(witness: Witness, folder: Path) -> None:
    page = witness.page
    page.goto("/sql?lang=en")
    editor = page.locator(".st-key-sql-text textarea")
    editor.fill("")
    editor.press_sequentially("SELECT ")
    room = open_room()
    room.tell("Late Post", "Wenxin offers 500 million yuan.", "500 million yuan", **yuan("budget", 5e8, "wenxin"))
    room.publish_to(folder)
    fail(folder, "no room left")
    typed, told = "SELECT ", page.locator(".freshness", has_text="no room left")
    # The keyboard goes on as it would: nobody gives the focus back to the editor in between.
    deadline = time.monotonic() + browser.WAIT_SECONDS
    while not told.is_visible() and time.monotonic() < deadline:
        page.keyboard.type("1, ")
        typed += "1, "
        page.wait_for_timeout(100)
    page.keyboard.type("2")
    expect(told).to_be_visible()
    page.wait_for_timeout(1000)
    expect(editor).to_have_value(f"{typed}2")
    expect(editor).to_be_focused()
