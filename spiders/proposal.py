"""Proposes an entry of the sources file for a way in that was found, and writes it as TOML that nothing can escape."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response

from spiders.finding import Found
from spiders.items import Item
from spiders.prefilter import fold
from spiders.report import Health
from spiders.sites import site_of
from spiders.sources import Discovery, Language, Source, Tier

PACES = (1, 2, 3, 6, 12, 24, 48, 72, 168)  # hours
UNKNOWN_PACE = 24
MANY = 100  # items without a title: so many are not fetched on the chance that one is about the watchlist
SITEMAP_DAYS = 21
LONGEST_NAME = 80
CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Told:
    """What only a person can say of an outlet."""

    tier: Tier
    terms: str


def propose(page: Response, found: Found, told: Told, taken: Collection[str], now: datetime) -> Source:
    """An entry for the outlet of `page`, read by the way that was found; `taken` are the ids in use."""
    items = found.listing.items
    home = urljoin(page.url, "/")
    is_sitemap = found.way.kind == "sitemap"
    untitled = sum(not item.text for item in items)
    is_alive = found.health in {Health.OK, Health.MOVED}
    return Source(
        id=free_id(home, taken),
        publisher=publisher_of(page, found) or site_of(home),
        home=home,
        language=language_of(page, found),
        tier=told.tier,
        discovery=(found.way,),
        fetch="matching",
        terms=plain_words(told.terms, None),
        cadence_hours=pace_of(items),
        confirmed=f"checked by hongbao sources add on {now:%Y-%m-%d}: {found.health}, {len(items)} items",
        enabled=is_alive,
        expected_items=max(1, len(items) * 3 // 4),
        max_age_days=SITEMAP_DAYS if is_sitemap else None,
        untitled="skip" if untitled > MANY else "fetch",
    )


def free_id(home: str, taken: Collection[str]) -> str:
    """A name from the outlet's domain that is not in use: "lantern-daily.com.cn" gives lantern_daily."""
    words = re.findall(r"[a-z0-9]+", site_of(home).split(".")[0].lower()) or ["source"]
    stem = "_".join(words if words[0][0].isalpha() else ["site", *words])[:36].rstrip("_")
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (stem, *numbered) if name not in taken)


def publisher_of(page: Response, found: Found) -> str:
    """The outlet's name as its page, else its feed says it."""
    names = page.css('meta[property="og:site_name"]::attr(content)').getall() if isinstance(page, HtmlResponse) else []
    return next(filter(None, map(plain_words, [*names, found.title])), "")


def language_of(page: Response, found: Found) -> Language:
    """By the script of its titles; by what feed and page say only where there are none, for that is often wrong."""
    titles = " ".join(item.text.partition("\n")[0] for item in found.listing.items)
    chinese = CHINESE.findall(titles)
    if titles:
        if len(chinese) * 10 < len(titles):
            return "en"
        changed = sum(one != other for one, other in zip("".join(chinese), fold("".join(chinese)), strict=False))
        return "zh-Hant" if changed * 20 > len(chinese) else "zh"
    said = page.css("html::attr(lang)").get("") if isinstance(page, HtmlResponse) else ""
    code = (found.language or said).lower()
    if not code.startswith("zh"):
        return "en"
    return "zh-Hant" if code.endswith(("hant", "tw", "hk", "mo")) else "zh"


def pace_of(items: Sequence[Item]) -> float:
    """The usual gap between two items in hours, rounded up to a pace that people speak of."""
    dates = sorted(item.published_at for item in items if item.published_at)
    gaps = [(later - earlier) / timedelta(hours=1) for earlier, later in pairwise(dates)]
    return next((pace for pace in PACES if median(gaps) <= pace), PACES[-1]) if gaps else UNKNOWN_PACE


def write_entry(source: Source) -> str:
    """The entry as TOML, in the order of the file's other entries; what goes without saying is left out."""
    shown = source.model_dump(exclude_defaults=True, exclude={"discovery"})
    head = ("id", "publisher", "home", "language", "tier")
    lines = [f"{name} = {value_of(shown.pop(name))}" for name in head]
    lines.append(f"discovery = [{', '.join(map(write_way, source.discovery))}]")
    lines += [f"{name} = {value_of(value)}" for name, value in shown.items()]
    return "\n".join(["[[source]]", *lines, ""])


def write_way(way: Discovery) -> str:
    told = way.model_dump(exclude_none=True).items()
    return "{ " + ", ".join(f"{name} = {value_of(value)}" for name, value in told) + " }"


def value_of(value: object) -> str:
    """A TOML value. JSON's strings are TOML's, once what cannot be printed is gone."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.10g}"
    return json.dumps(plain_words(str(value), None), ensure_ascii=False)


def plain_words(text: str, longest: int | None = LONGEST_NAME) -> str:
    """Printable words in one line: a page's title may hold line breaks, signs that turn the text, anything."""
    printable: Iterable[str] = (char if char.isprintable() else " " for char in text)
    return " ".join("".join(printable).split())[:longest]
