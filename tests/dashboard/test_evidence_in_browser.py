"""Evidence in a real browser: addresses and Back, filters on a phone, the archived page, the way to the publisher."""

import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from dashboard.links import link_sentence
from tests.dashboard import test_in_browser as browser
from tests.dashboard.newsroom import open_room
from tests.dashboard.test_in_browser import Witness

pytestmark = [*browser.pytestmark, pytest.mark.soak]
chromium, address, witness = browser.chromium, browser.address, browser.witness

FILLER = "".join(f"<p>Line {line} of nothing at all.</p>" for line in range(200))
TWICE = "The first day: over 5 million came.\nThe second day: over 5 million came.\nThat was all."
BEYOND = "千问日活达到7352万，一年前这个数字还不到一半，而它的对手们那时已经走了很远的路。" * 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    open_room().publish_to(folder)
    return folder


def count_rows(page: Page, rows: int) -> None:
    expect(page.locator(".found li")).to_have_count(rows)


def test_back_undoes_each_step_on_the_way_to_a_sentence(witness: Witness) -> None:
    page = witness.page
    page.goto("/evidence?apps=qwen")
    count_rows(page, 4)
    steps = [(page.url, 4)]
    page.get_by_role("radio", name="Sentences").click()
    count_rows(page, 6)
    steps.append((page.url, 6))
    page.locator(".st-key-q input").fill("3 BILLION")
    page.locator(".st-key-q input").press("Enter")
    count_rows(page, 2)
    steps.append((page.url, 2))
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="证据")).to_be_visible()
    steps.append((page.url, 2))
    page.locator(".found button").first.click()
    expect(page.get_by_role("heading", name="所选原句")).to_be_visible()
    expect(page).to_have_url(re.compile("fact="))
    for step, rows in reversed(steps):
        page.go_back()
        page.wait_for_url(re.compile(re.escape(step) + "$"))
        count_rows(page, rows)
    expect(page).to_have_url(re.compile(r"/evidence\?apps=qwen&lang=en&season=2026$"))


def test_back_pressed_faster_than_the_page_is_drawn_goes_all_the_way(witness: Witness) -> None:
    page = witness.page
    page.goto("/evidence?apps=qwen")
    count_rows(page, 4)
    page.get_by_role("radio", name="Sentences").click()
    count_rows(page, 6)
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="证据")).to_be_visible()
    page.locator(".found button").first.click()
    page.wait_for_url("**fact=**")
    expect(page.locator(".fact-value")).to_be_visible()
    for _ in range(3):
        address = page.url
        page.evaluate("history.back()")
        page.wait_for_function("address => location.href !== address", arg=address)
    count_rows(page, 4)
    expect(page.get_by_role("heading", name="Evidence")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/evidence\?apps=qwen&lang=en&season=2026$"))


def test_back_from_a_figure_of_another_page_is_that_page_with_its_filters(witness: Witness) -> None:
    page = witness.page
    page.goto("/disputed?measure=budget&apps=qwen")
    page.get_by_role("button", name="¥30 bn").click()
    page.wait_for_url("**/evidence?**fact=**")
    expect(page.get_by_role("heading", name="Announced budget, 2026")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/disputed?**measure=budget**")
    expect(page).not_to_have_url(re.compile("fact="))
    expect(page.get_by_role("button", name="¥30 bn")).to_be_visible()


def test_the_menu_leads_from_a_figure_to_the_list_and_back_to_the_figure(witness: Witness) -> None:
    page = witness.page
    page.goto("/evidence?apps=qwen&measure=budget")
    count_rows(page, 2)
    page.locator(".found button").first.click()
    page.wait_for_url("**fact=**")
    expect(page.locator(".fact-value")).to_be_visible()
    page.get_by_role("link", name="Evidence", exact=True).click()
    count_rows(page, 4)
    expect(page).not_to_have_url(re.compile("fact="))
    expect(page).to_have_url(re.compile("apps=qwen"))
    page.go_back()
    expect(page.locator(".fact-value")).to_be_visible()


def test_a_page_opened_from_the_menu_is_one_step_and_forgets_the_filters(witness: Witness) -> None:
    page = witness.page
    page.goto("/evidence?measure=budget&apps=qwen")
    count_rows(page, 2)
    steps = page.evaluate("history.length")
    page.get_by_role("link", name="Disputed").click()
    expect(page.get_by_role("heading", name="do not agree")).to_be_visible()
    page.wait_for_url("**/disputed?**apps=qwen**")
    expect(page).not_to_have_url(re.compile("measure"))
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    page.wait_for_url("**/evidence?**measure=budget**")
    count_rows(page, 2)


def test_a_switch_of_language_keeps_the_filters_and_writes_no_words_into_the_address(witness: Witness) -> None:
    page = witness.page
    page.goto("/evidence?measure=budget&status=suspect&basis=media")
    count_rows(page, 1)
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="证据")).to_be_visible()
    expect(page.locator(".st-key-measure input")).to_have_value("宣布的预算 · 1")
    for kept in ("measure=budget", "status=suspect", "basis=media", "lang=zh"):
        expect(page).to_have_url(re.compile(kept))
    count_rows(page, 1)


def test_a_figure_keeps_its_place_when_the_language_changes(witness: Witness) -> None:
    page = witness.page
    page.goto("/evidence?apps=yuanbao")
    page.get_by_role("button", name="¥1 bn").click()
    expect(page.get_by_role("heading", name="Tencent Yuanbao: Announced budget, 2026")).to_be_visible()
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="腾讯元宝：宣布的预算，2026年春节")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("query", ["view=figures", "view=sentences", "claim=c-a9"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_no_wider_than_the_window_and_nothing_in_it_runs(
    witness: Witness, width: int, query: str, lang: str
) -> None:
    page = witness.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/evidence?{query}&lang={lang}")
    expect(page.locator(".found li, .passage").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.hurt") is None
    assert page.locator("a[href^='javascript'], img[src='x']").count() == 0


def test_on_a_phone_a_switch_brings_the_filters_out(witness: Witness) -> None:
    page = witness.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/evidence?measure=budget")
    expect(page.locator(".st-key-measure")).to_be_hidden()
    page.get_by_text("Filters (1)").click()
    expect(page.locator(".st-key-measure")).to_be_visible()


@pytest.fixture
def publish(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Serves an article far down on a page of its own; its address."""
    served: dict[str, bytes] = {}

    class Publisher(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = served["page"]
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    def publish(text: str) -> str:
        lines = "".join(f"<p>{line}</p>{FILLER}" for line in text.split("\n"))
        served["page"] = f"<!doctype html><meta charset=utf-8>{FILLER}{lines}".encode()
        return f"http://127.0.0.1:{server.server_port}/news"

    with ThreadingHTTPServer(("127.0.0.1", 0), Publisher) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield publish
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("text", "sentence", "last"),
    [
        (TWICE, "over 5 million came.", True),
        (TWICE, "over 5 million came.", False),
        ("“Plan” – 3,000 m & more, it's said-so.", "“Plan” – 3,000 m & more, it's said-so.", True),
        (BEYOND, BEYOND, True),
    ],
)
def test_a_browser_finds_the_sentence_at_the_publisher(
    witness: Witness, publish: Callable[[str], str], text: str, sentence: str, *, last: bool
) -> None:
    page = witness.page
    start = text.rindex(sentence) if last else text.index(sentence)
    page.goto(link_sentence(publish(text), sentence, text, start))
    line = text[:start].rpartition("\n")[2] + text[start:].partition("\n")[0]
    expect(page.get_by_text(line, exact=True)).to_be_in_viewport()
    # What the publisher's server does when it is asked for an icon is not ours to answer for.
    page.close()
    witness.errors.clear()
