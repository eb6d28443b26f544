"""The SQL page in a real browser: what is refused, what is kept while somebody types, where a fact leads."""

import time
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.dashboard import test_in_browser as browser
from tests.dashboard.newsroom import FORMULA, open_room, yuan
from tests.dashboard.test_in_browser import Witness

pytestmark = [*browser.pytestmark, pytest.mark.soak]
chromium, folder, address, witness = browser.chromium, browser.folder, browser.address, browser.witness

ENDLESS = "SELECT sum(a.range * b.range) FROM range(100000000) AS a, range(100000) AS b"
FACT = "SELECT fact_id FROM marts.facts WHERE app = 'qwen' AND measure = 'budget' AND rank = 'preferred'"


def open_editor(page: Page, lang: str = "en") -> Locator:
    page.goto(f"/sql?lang={lang}")
    return page.locator(".st-key-sql-text textarea")


@pytest.mark.parametrize(
    ("sql", "lang", "words"),
    [
        ("COPY marts.facts TO '/tmp/facts.csv'", "en", "Nothing can be changed"),
        ("FROM read_text('/etc/passwd')", "en", "not available here"),
        ("FROM read_csv('http://127.0.0.1/facts.csv')", "zh", "文件、网址和设置"),
        ("SELECT unnest(range(200000000))", "zh", "内存超过上限"),
    ],
)
def test_what_is_more_than_a_question_is_refused_in_words(witness: Witness, sql: str, lang: str, words: str) -> None:
    editor = open_editor(witness.page, lang)
    editor.fill(sql)
    editor.press("Control+Enter")
    expect(witness.page.locator(".notice")).to_contain_text(words)


def test_a_ten_minute_query_is_ended_and_others_read_on_meanwhile(witness: Witness) -> None:
    page = witness.page
    editor = open_editor(page)
    editor.fill(ENDLESS)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_text("Running …")).to_be_visible()
    asked_at = time.monotonic()
    assert page.context.browser is not None
    other = page.context.browser.new_page()
    other.goto(page.url.partition("/sql")[0])
    expect(other.get_by_role("heading", name="Alibaba Qwen")).to_be_visible()
    expect(page.locator(".notice")).to_contain_text("took longer than 5 seconds")
    assert time.monotonic() - asked_at < 60


def test_a_release_that_appears_wipes_nothing_that_is_being_typed(witness: Witness, folder: Path) -> None:
    page = witness.page
    editor = open_editor(page)
    editor.fill("SELECT count(*) FROM marts.facts")
    editor.press("Control+Enter")
    expect(page.locator("[data-testid=stDataFrame]")).to_be_visible()
    editor.focus()
    page.keyboard.press("End")
    page.keyboard.type(" -- half a thought")
    room = open_room()
    room.tell("Late Post", "Wenxin offers 500 million yuan.", "500 million yuan", **yuan("budget", 5e8, "wenxin"))
    room.publish_to(folder)
    expect(page.get_by_text("a newer one has been published")).to_be_visible()
    expect(editor).to_have_value("SELECT count(*) FROM marts.facts -- half a thought")


def test_a_fact_in_an_answer_leads_to_its_sentence(witness: Witness) -> None:
    page = witness.page
    editor = open_editor(page)
    editor.fill(FACT)
    editor.press("Control+Enter")
    expect(page.get_by_text("Open a fact_id")).to_be_visible()
    grid = page.locator("[data-testid=stDataFrame]").bounding_box()
    assert grid is not None
    page.mouse.move(grid["x"] + 60, grid["y"] + 60)
    page.wait_for_timeout(500)
    with page.context.expect_page() as opened:
        page.mouse.click(grid["x"] + 50, grid["y"] + 52)
    expect(opened.value.get_by_role("heading", name="Alibaba Qwen: Announced budget, 2026")).to_be_visible()


def test_an_answer_is_downloaded_and_runs_nothing(witness: Witness) -> None:
    page = witness.page
    editor = open_editor(page)
    quoted = FORMULA.replace("'", "''")
    editor.fill(f"SELECT '{quoted}' AS told")
    editor.press("Control+Enter")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as loaded:
        page.get_by_role("button", name="CSV").click()
    assert loaded.value.suggested_filename == "hongbao-sql.csv"
    assert pl.read_csv(loaded.value.path())["told"].to_list() == [f"'{FORMULA}"]
