"""The Timeline and Sources in a real browser: pictures are drawn under one another, and a mark leads to its sentence."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.dashboard import test_in_browser as browser
from tests.dashboard.season import note_sources, open_season
from tests.dashboard.test_in_browser import Witness

pytestmark = [*browser.pytestmark, pytest.mark.soak]
chromium, address, witness = browser.chromium, browser.address, browser.witness


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    open_season().publish_to(folder)
    note_sources(folder)
    return folder


def find_marks(page: Page, picture: str, words: str) -> Locator:
    return page.locator(f".st-key-{picture} .vega-embed path[aria-roledescription=point][aria-label*='{words}']")


@pytest.mark.parametrize(("picture", "words"), [("lanes", "Alibaba Qwen: Launch"), ("curves", "Alibaba Qwen: 58.48 m")])
def test_a_click_on_a_mark_leads_to_its_sentence(witness: Witness, picture: str, words: str) -> None:
    page = witness.page
    page.goto("/timeline?season=2026")
    find_marks(page, picture, words).first.click()
    expect(page.get_by_role("heading", name="Who says so")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/evidence\?"))
    expect(page).to_have_url(re.compile("fact="))


def test_a_line_of_the_list_leads_to_its_sentence(witness: Witness) -> None:
    page = witness.page
    page.goto("/timeline?season=2026")
    line = page.locator(".chronicle").get_by_role("button", name="Service down")
    line.press("Enter")
    expect(page.locator("mark", has_text="qwen had its outage then")).to_be_visible()
    page.go_back()
    expect(line).to_be_visible()


def test_the_table_is_built_when_it_is_opened_and_the_pictures_stay(witness: Witness) -> None:
    page = witness.page
    page.goto("/timeline?season=2026")
    picture = find_marks(page, "lanes", "Alibaba Qwen: Launch").first.element_handle()
    expect(page.locator("table")).to_have_count(0)
    page.get_by_text("Table", exact=True).click()
    expect(page.locator("table")).to_be_visible()
    assert picture.evaluate("mark => mark.isConnected")


def test_a_day_lies_under_the_same_day(witness: Witness) -> None:
    page = witness.page
    page.goto("/timeline?season=2026")
    launch = find_marks(page, "lanes", "Alibaba Qwen: Launch").first
    users = find_marks(page, "curves", "Alibaba Qwen: 58.48 m").first
    expect(users).to_be_visible()
    centres = [box["x"] + box["width"] / 2 for mark in (launch, users) if (box := mark.bounding_box())]
    # The triangle of a launch has its weight left of its middle.
    assert abs(centres[0] - centres[1]) < 5


def test_a_switch_of_language_keeps_the_choices(witness: Witness) -> None:
    page = witness.page
    page.goto("/timeline?season=2026&measure=orders&axis=calendar&events=launch,end")
    expect(page.get_by_role("heading", name="Orders")).to_be_visible()
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="订单")).to_be_visible()
    for kept in ("measure=orders", "axis=calendar", "events=launch%2Cend"):
        expect(page).to_have_url(re.compile(kept))


def test_who_listens_is_told_the_language_of_the_words_on_the_page(witness: Witness) -> None:
    page = witness.page
    page.goto("/timeline?season=2026")
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="何时发生了什么")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.go_back()
    expect(page.get_by_role("heading", name="what happened when")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("name", ["timeline", "sources"])
def test_the_page_is_no_wider_than_the_window(witness: Witness, name: str, width: int, lang: str) -> None:
    page = witness.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/{name}?season=2026&lang={lang}")
    expect(page.locator(".vega-embed svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.hurt") is None
