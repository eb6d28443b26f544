"""Every page in a real browser: both languages, three widths, light and dark, without an error and without the internet."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dashboard.pages import PAGES
from dashboard.wording import load_wording
from tests.dashboard import test_in_browser as browser
from tests.dashboard.newsroom import open_room
from tests.dashboard.season import note_sources, open_season
from tests.dashboard.test_changes import correct, publish_later
from tests.dashboard.test_in_browser import Witness

pytestmark = [*browser.pytestmark, pytest.mark.soak]
chromium, address = browser.chromium, browser.address
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
ALL_DRAWN = """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart]")]
  .every(chart => chart.querySelector(".vega-embed svg"))"""
# Headings that stand more than one level below the one before them.
SKIPPED_LEVELS = """() => [...document.querySelectorAll("[data-testid=stMain] :is(h1,h2,h3,h4,h5,h6)")]
  .map(head => [Number(head.ariaLevel ?? head.tagName[1]), head.innerText])
  .filter(([level], place, all) => level > (all[place - 1]?.[0] ?? 0) + 1)"""
# What a reader chose on each page; the address alone has to bring it back.
CHOSEN = {
    "compare": {"apps": "qwen,doubao"},
    "timeline": {"axis": "calendar", "events": "launch,end", "apps": "qwen"},
    "evidence": {"apps": "qwen", "measure": "budget", "status": "corroborated"},
    "disputed": {"measure": "dau", "apps": "qwen"},
    "changes": {"change": "new", "apps": "qwen"},
    "sources": {"health": "ok"},
    "sql": {},
}


def name_title(name: str, lang: str) -> str:
    key = "explorer.heading" if name == "evidence" else f"{name}.heading"
    return load_wording(lang).words[key].replace("{season}", "2026")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases with something hostile in each, two seasons, and sources of every kind."""
    folder = tmp_path_factory.mktemp("served")
    room = open_season(open_room())
    room.publish_to(folder)
    publish_later(correct(room), folder)
    note_sources(folder)
    return folder


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser_now = playwright.chromium.launch(executable_path=chromium, args=browser.QUIET)
        yield browser_now
        browser_now.close()


@contextmanager
def look(chrome: Browser, address: str, *, width: int = 1280, scheme: str = "light") -> Iterator[Page]:
    """A page of a fresh visitor; afterwards it must have met no error, asked nobody else and run nothing hostile."""
    size = {"width": width, "height": 900}
    context = chrome.new_context(viewport=size, color_scheme=scheme, base_url=address)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(browser.WAIT_SECONDS * 1000)
    expect.set_options(timeout=browser.WAIT_SECONDS * 1000)
    witness = Witness(page)
    yield page
    assert page.evaluate("window.hurt") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("[data-testid=stException]").count() == 0
    context.close()
    assert witness.errors == []
    assert witness.hosts <= {"127.0.0.1", ""}


def open_at_rest(page: Page, name: str, **query: str) -> None:
    page.goto(f"/{name}?{urlencode(query)}")
    page.wait_for_selector("h1")
    page.wait_for_selector(AT_REST)
    # Charts come after the script's end.
    page.wait_for_function(ALL_DRAWN)
    page.wait_for_timeout(500)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_in_both_languages_and_widths(
    chrome: Browser, address: str, name: str, width: int, lang: str
) -> None:
    with look(chrome, address, width=width) as page:
        open_at_rest(page, name, lang=lang)
        expect(page.locator("h1").first).to_have_text(name_title(name, lang))
        expect(page.locator("html")).to_have_attribute("lang", {"en": "en", "zh": "zh-CN"}[lang])
        assert page.evaluate(SKIPPED_LEVELS) == []


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_readable_in_the_dark_and_on_a_large_screen(chrome: Browser, address: str, name: str) -> None:
    with look(chrome, address, width=1920, scheme="dark") as page:
        open_at_rest(page, name)
        paper = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
        assert paper == "rgb(21, 19, 17)"


@pytest.mark.parametrize("name", PAGES)
def test_the_address_restores_the_view_in_a_new_browser(chrome: Browser, address: str, name: str) -> None:
    query = CHOSEN[name] | {"lang": "zh", "season": "2026"}
    with look(chrome, address) as page, look(chrome, address) as other:
        open_at_rest(page, name, **query)
        assert {key: value for key, (value,) in parse_qs(urlsplit(page.url).query).items()} == query
        other.goto(page.url)
        other.wait_for_selector("h1")
        seen, restored = read_both(page, other)
        assert restored == seen


def read_both(one: Page, other: Page) -> tuple[str, str]:
    """The words of two pages as soon as they have agreed for a second, else as they are in the end.

    A page is at rest before all parts of it are drawn: those come as scripts of their own.
    """
    until = time.monotonic() + browser.WAIT_SECONDS
    before: tuple[str, str] | None = None
    while True:
        first, second = (page.locator("[data-testid=stMain]").inner_text() for page in (one, other))
        if (first == second and before == (first, second)) or time.monotonic() > until:
            return first, second
        before = first, second
        one.wait_for_timeout(1000)


def test_every_page_is_reached_from_the_menu_and_keeps_language_and_apps(chrome: Browser, address: str) -> None:
    with look(chrome, address) as page:
        open_at_rest(page, "compare", lang="zh", apps="qwen")
        for name in PAGES[1:]:
            page.locator(f"[data-testid=stTopNavLinkContainer] a[href$='/{name}']").click()
            expect(page.locator("h1").first).to_have_text(name_title(name, "zh"))
            page.wait_for_url(f"**/{name}?*apps=qwen*")
