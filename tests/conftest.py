"""What every test may use: the project's own watchlist and a way to make an article of a sentence."""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from extraction.parsing import SHANGHAI
from extraction.records import Article
from extraction.watchlist import Watchlist, build_watchlist

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def watchlist() -> Watchlist:
    path = REPOSITORY / "config" / "watchlist.toml"
    return build_watchlist(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def make_article(text: str, published: str | None = "2026-02-10", article_id: str = "a1") -> Article:
    """An article of this text, published on this day in Shanghai."""
    instant = datetime.fromisoformat(published).replace(tzinfo=SHANGHAI) if published else None
    return Article(
        article_id=article_id,
        text_sha256="",
        url=None,
        publisher=None,
        title=None,
        byline=None,
        lang="zh" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en",
        published_at=instant,
        text=text,
    )
