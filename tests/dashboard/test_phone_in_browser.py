"""On a phone the top of the page is short, and the menu says that it is one."""

from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.dashboard import test_in_browser as browser
from tests.dashboard.season import note_sources, open_season
from tests.dashboard.test_in_browser import Witness

pytestmark = [*browser.pytestmark, pytest.mark.soak]
chromium, address, witness = browser.chromium, browser.address, browser.witness

PHONE: ViewportSize = {"width": 390, "height": 844}
# The heading stands below what every page has: it may take a fifth of the screen.
MOST = PHONE["height"] / 4
SHOWN = "button => getComputedStyle(button, '::after').content"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("phone")
    open_season().publish_to(folder)
    note_sources(folder)
    return folder


def test_the_menu_is_named_in_the_language_of_the_page(witness: Witness) -> None:
    page = witness.page
    page.set_viewport_size(PHONE)
    page.goto("/timeline?season=2026")
    menu = page.get_by_role("button", name="Menu", exact=True)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert menu.evaluate(SHOWN) == '"Menu"'
    page.get_by_role("radio", name="中文").click()
    page.get_by_role("button", name="菜单", exact=True).click()
    expect(page.get_by_role("link", name="争议")).to_be_visible()
    page.get_by_role("button", name="关闭菜单").click()
    expect(page.get_by_role("button", name="菜单", exact=True)).to_be_visible()
    assert not witness.errors


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_heading_is_in_sight_at_once(witness: Witness, lang: str) -> None:
    page = witness.page
    page.set_viewport_size(PHONE)
    page.goto(f"/?season=2026&lang={lang}")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    expect(page.locator(".fresh.lead")).to_be_visible()
    box = heading.bounding_box()
    assert box is not None
    assert box["y"] < MOST


def test_what_is_well_is_behind_more_and_what_is_not_stays(witness: Witness) -> None:
    page = witness.page
    page.set_viewport_size(PHONE)
    page.goto("/?season=2026")
    plain = page.locator(".fresh:not(.lead, .doubt, .more)")
    doubts = page.locator(".fresh.doubt")
    expect(doubts.first).to_be_visible()
    for hidden in plain.all():
        expect(hidden).to_be_hidden()
    page.locator(".fresh.more").click()
    for shown in [*plain.all(), *doubts.all()]:
        expect(shown).to_be_visible()
