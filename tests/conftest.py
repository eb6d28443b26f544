"""What every test may use: the project's own watchlist and a way to make an article of a sentence."""

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from extraction.parsing import SHANGHAI
from extraction.records import Article
from extraction.watchlist import Watchlist, build_watchlist
from warehouse import models

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session", autouse=True)
def one_thread_for_each_warehouse() -> Iterator[None]:
    """Tests share the cores out among themselves, and a few rows are read faster by one thread than by many.

    Files have small blocks: of a few rows a tenth of what is written, copied and hashed otherwise. Processes that a
    test starts write blocks of the usual size.
    """
    connect, usual = duckdb.connect, {"threads": 1, "default_block_size": 16384}

    def connect_with_one(
        database: str | Path = ":memory:", read_only: bool = False, config: dict[str, object] | None = None
    ) -> DuckDBPyConnection:
        return connect(database, read_only=read_only, config=usual | (config or {}))  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(duckdb, "connect", connect_with_one)
        yield


@pytest.fixture
def no_other_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds make no macros for the facts of other days: a quarter of a small build, for tests that ask for none.

    What a fixture of a wider scope builds has them.
    """
    monkeypatch.setattr(models, "create_time_travel", lambda *_: None)


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
