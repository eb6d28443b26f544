"""Every button, link and field of a page can be hit with a finger."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from dashboard.pages import PAGES
from tests.dashboard import test_every_page_in_browser as pages
from tests.dashboard import test_in_browser as browser

pytestmark = [*browser.pytestmark, pytest.mark.soak]
chromium, address, chrome, folder = browser.chromium, browser.address, pages.chrome, pages.folder

SMALLEST, FINGER = 24, 44
# What stands in a picture or beside a label, where a larger one would cover its neighbour.
NOT_ALONE = (".point", ".edge", "[data-testid=stTooltipIcon] button", "[data-testid=stDateInput] button")
# From the middle of each target outwards, as far as a click still hits it.
MEASURE = """(notAlone) => [...document.querySelectorAll("a[href], button, summary, input, textarea")].flatMap(target => {
  const own = target.closest("label") ?? target, size = own.getBoundingClientRect();
  if (target.disabled || size.width < 2 || target.closest("[data-testid=stSidebar], [aria-hidden=true]")) return [];
  if (!target.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})) return [];
  own.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
  const box = own.getClientRects()[0], x = box.left + box.width / 2, y = box.top + box.height / 2;
  const isHit = (dx, dy) => own.contains(document.elementFromPoint(x + dx, y + dy));
  const reach = (dx, dy) => { let far = 0; while (far < 60 && isHit(dx * (far + 1), dy * (far + 1))) far++; return far; };
  const [width, height] = [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1];
  return [{name: target.ariaLabel ?? target.innerText, width, height, isAlone: !target.matches(notAlone)}];
})"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_every_target_is_large_enough(chrome: Browser, address: str, name: str, width: int) -> None:
    with pages.look(chrome, address, width=width) as page:
        pages.open_at_rest(page, name)
        targets: list[dict[str, Any]] = page.evaluate(MEASURE, ", ".join(NOT_ALONE))
    assert targets
    small = [
        target
        for target in targets
        if min(target["width"], target["height"]) < SMALLEST
        or (width < 640 and target["isAlone"] and target["height"] < FINGER - 1)
    ]
    assert small == []
