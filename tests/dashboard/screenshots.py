"""Takes the pictures of docs/pictures: each page of the sample at a desk in English and on a phone in Chinese.

`python -m tests.dashboard.screenshots [DATA]` serves the data folder, or a sample that it collects for the purpose.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from benchmarks.dashboard_visits import AT_REST, find_browser, serve
from dashboard.pages import PAGES
from tests.dashboard.test_in_browser import QUIET, REPOSITORY

PICTURES = REPOSITORY / "docs" / "pictures"
# Name, width, height at most, language, scheme.
VIEWS = (("desk", 1280, 1500, "en", "light"), ("phone", 390, 1600, "zh", "dark"))
COLOURS = 256
DRAWN_MS = 2500


def take_pictures(data: Path) -> None:
    """One picture for each page and view of the release in `data`."""
    PICTURES.mkdir(exist_ok=True)
    with serve(REPOSITORY / "dashboard" / "server.py", data) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        for name in PAGES:
            for view in VIEWS:
                place = PICTURES / f"{name}-{view[0]}.png"
                place.write_bytes(shrink(take_picture(browser, address, name, view)))
                print(f"{place.relative_to(REPOSITORY)}  {place.stat().st_size // 1000} kB")
        browser.close()


def take_picture(browser: Browser, address: str, name: str, view: tuple[str, int, int, str, str]) -> bytes:
    """The page from its top, as high as it is or as the view allows."""
    _, width, height, lang, scheme = view
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=scheme, base_url=address)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"/{name}?lang={lang}")
    page.wait_for_selector("h1")
    page.wait_for_selector(AT_REST)
    page.wait_for_timeout(DRAWN_MS)
    whole = int(page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').offsetHeight"))
    picture = page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": min(height, whole)})
    context.close()
    return picture


def shrink(picture: bytes) -> bytes:
    """The same with so few colours that a repository can carry it; small dots keep theirs."""
    small = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


@contextmanager
def sample(given: list[str]) -> Iterator[Path]:
    """The folder that was given, or one with a fresh sample."""
    if given:
        yield Path(given[0]).absolute()
        return
    from typer.testing import CliRunner

    from flows.command import app

    with tempfile.TemporaryDirectory() as folder:
        CliRunner().invoke(app, ["demo", "--no-serve", "--data", folder], catch_exceptions=False)
        yield Path(folder)


if __name__ == "__main__":
    with sample(sys.argv[1:]) as data:
        take_pictures(data)
