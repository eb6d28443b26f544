"""Measures how long the dashboard keeps a reader waiting, beside an empty Streamlit page on the same machine.

First the time until a page is usable in a fresh browser, with nothing in its cache; then what a reader does on the
pages: another language, another page, another app, a sentence opened, back to the list. Both servers are there all the
time and are asked by turns, so that a busy machine slows both.
"""

import math
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Playwright, sync_playwright
from rich.progress import track

from benchmarks.dashboard_visits import REPOSITORY, Step, open_page, serve, take, visit
from benchmarks.outcome import PROGRESS, Goal, Outcome
from benchmarks.warehouse_folder import AT, add_folder, filled
from warehouse.publish import publish
from warehouse.releases import find_current
from warehouse.writer import open_writer

FIRST, LATER = 2.0, 300.0
EMPTY = """
import streamlit as st

st.title("Empty")
st.session_state.turns = st.session_state.get("turns", 0)
if st.button("Turn"):
    st.session_state.turns += 1
st.html(f"<p id='turns'>{st.session_state.turns}</p>")
"""
PAGES = ("timeline", "disputed", "evidence", "changes", "sources", "compare")


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks dashboard`."""
    add_folder(parser)
    parser.add_argument("--visits", type=int, default=5, metavar="N", help="fresh browsers for each page [5]")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="times each step is taken [3]")


def run(options: Namespace) -> Outcome:
    """Publishes the warehouse, if that was not done, serves it, and visits both."""
    with filled(options) as folder, TemporaryDirectory() as kept:
        if find_current(folder) is None:
            with open_writer(folder) as connection:
                publish(folder, connection, AT + timedelta(days=1))
        empty = Path(kept) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        server = REPOSITORY / "dashboard" / "server.py"
        with serve(server, folder) as ours, serve(empty, folder) as bare, sync_playwright() as playwright:
            opened = _open_by_turns(playwright, ours, bare, options.visits)
            steps = _walk(playwright, ours, bare, options.rounds)
    return report(opened, steps)


def _open_by_turns(playwright: Playwright, ours: str, bare: str, visits: int) -> dict[str, list[float]]:
    """Seconds until usable, of both, one after the other; the first of each warms the server up and does not count."""
    taken: dict[str, list[float]] = {"ours": [], "empty": []}
    for _ in track(range(visits + 1), "fresh browsers", console=PROGRESS):
        for name, address in (("ours", ours), ("empty", bare)):
            with visit(playwright, address) as page:
                taken[name].append(open_page(page))
    return {name: seconds[1:] for name, seconds in taken.items()}


def _walk(playwright: Playwright, ours: str, bare: str, rounds: int) -> dict[str, list[float]]:
    """Seconds of each step, and of a click on the empty page beside each; the first round is not counted."""
    taken: dict[str, list[float]] = {}
    with visit(playwright, ours) as page, visit(playwright, bare) as beside:
        open_page(page)
        open_page(beside)
        for number in track(range(rounds + 1), "steps", console=PROGRESS):
            for step in _list_steps():
                seconds, idle = take(page, step), take(beside, _turn(beside))
                if number:
                    taken.setdefault(step.name, []).append(seconds)
                    taken.setdefault("empty", []).append(idle)
    return taken


def _list_steps() -> Iterable[Step]:
    """A round through all pages: both languages on each, one app alone, from a figure to its sentences and back."""
    for name in PAGES:
        yield _go_to(name)
        yield _say(name, "zh")
        yield _say(name, "en")
        if name == "evidence":
            yield Step(
                "evidence: open a figure",
                lambda page: page.locator(".found button").first.click(),
                "location.search.includes('fact=')",
            )
            yield Step(
                "evidence: back to the list",
                lambda page: page.locator("[data-testid=stPageLink] a").first.click(),
                "!location.search.includes('fact=')",
            )
        if name in {"timeline", "disputed", "compare"}:
            yield _choose_app(name, "apps=")
            yield _choose_app(name, "")


def _go_to(name: str) -> Step:
    path = "/" if name == "compare" else f"/{name}"
    link = f"[data-testid=stTopNavLinkContainer] a[href$='{path}']"
    return Step(f"open {name}", lambda page: page.locator(link).first.click(), f"location.pathname === '{path}'")


def _say(name: str, lang: str) -> Step:
    place = {"en": 0, "zh": 1}[lang]
    return Step(
        f"{name}: language",
        lambda page: page.locator(".st-key-lang [role=radio]").nth(place).click(),
        f"location.search.includes('lang={lang}')",
    )


def _choose_app(name: str, said: str) -> Step:
    done = "location.search.includes('apps=')" if said else "!location.search.includes('apps=')"
    return Step(f"{name}: app", lambda page: page.locator(".st-key-apps button").first.click(), done)


def _turn(beside: Page) -> Step:
    turns = int(beside.locator("#turns").inner_text()) + 1
    done = f"document.querySelector('#turns').innerText === '{turns}'"
    return Step("empty", lambda page: page.get_by_role("button", name="Turn").click(), done)


def report(opened: dict[str, list[float]], steps: dict[str, list[float]]) -> Outcome:
    """What the seconds say: those of the first pages, `ours` and `empty`, and of each step by name, with `empty`'s."""
    empty = steps["empty"]
    steps = {name: some for name, some in steps.items() if name != "empty"}
    ours = [seconds for some in steps.values() for seconds in some]
    first = {name: median(seconds) for name, seconds in opened.items()}
    slow, slow_empty = 1000 * _percentile(ours), 1000 * _percentile(empty)
    lines = (
        f"usable in a fresh browser: {first['ours']:.2f} s, the empty page {first['empty']:.2f} s",
        *(f"{name:28} {1000 * median(some):6.0f} ms" for name, some in steps.items()),
        f"95 % of {len(ours)} steps within {slow:.0f} ms, of the empty page's within {slow_empty:.0f} ms",
    )
    figures = {"first_usable_s": first, "steps_ms": {name: 1000 * median(some) for name, some in steps.items()}}
    later = Goal(
        what="95th percentile over the empty page's", value=slow - slow_empty, target=LATER, sense="<=", unit=" ms"
    )
    ratio = Goal(what="first usable page", value=first["ours"] / first["empty"], target=FIRST, sense="<=", unit="x")
    return Outcome(benchmark="dashboard", lines=lines, figures=figures, goals=(later, ratio))


def _percentile(seconds: Sequence[float]) -> float:
    return sorted(seconds)[max(0, math.ceil(0.95 * len(seconds)) - 1)]
