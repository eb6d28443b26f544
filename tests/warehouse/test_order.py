"""The order in which articles come in, and how they are cut into batches, makes no difference to what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from tests.examples import given_some
from tests.warehouse.desk import AT, Desk, borrow_memory, build_for, money, reach
from warehouse.batch import Batch
from warehouse.load import load

TEXTS = ("lantern says three billion", "lantern says five billion")
TOLD = "SELECT article_id, text_sha256, published_at, publisher, title, byline, url, warc_offset, fetched_at"


@dataclass(frozen=True)
class Fetch:
    """One fetch of one of two pages: which text it had, and what it told of itself."""

    page: int
    text: int
    hour: int
    is_dated: bool
    publisher: str | None
    title: str | None


fetches = st.lists(
    st.builds(
        Fetch,
        page=st.integers(0, 1),
        text=st.integers(0, 1),
        hour=st.integers(0, 20),
        is_dated=st.booleans(),
        publisher=st.sampled_from([None, "lantern", "Lantern Daily"]),
        title=st.sampled_from([None, "Old title", "New title"]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda fetch: (fetch.page, fetch.hour),
)


def make_batch(told: Sequence[Fetch]) -> Batch:
    """The fetches as one batch; of a version that was fetched twice the claims are there once."""
    desk = Desk()
    for fetch in told:
        said = (money("budget", (3e9, 5e9)[fetch.text]), reach("dau", 5e7))
        text, day = TEXTS[fetch.text], f"2026-02-{3 + fetch.hour:02d}" if fetch.is_dated else None
        kept = len(desk.claims)
        desk.tell(
            "lantern", *said, day=day, text=text, sentence=text, article_id=f"page-{fetch.page}", fetched=fetch.hour
        )
        desk.articles[-1] |= {"publisher": fetch.publisher, "title": fetch.title, "warc_offset": fetch.hour}
        desk.articles[-1]["url"] = f"http://lantern.example/{fetch.page}"
        if desk.claims[kept] in desk.claims[:kept]:
            del desk.claims[kept:]
    desk.pages.clear()
    return desk.batch()


IN_FORCE = (
    f"{TOLD}, last_fetched_at FROM raw.articles WHERE superseded_at IS NULL ORDER BY ALL",
    "SELECT claim_id, text_sha256 FROM raw.claims WHERE superseded_at IS NULL ORDER BY ALL",
)
FACTS = ("SELECT * EXCLUDE (first_seen_at, last_seen_at) FROM marts.facts ORDER BY fact_id",)


def know(batches: Sequence[Batch], queries: Sequence[str]) -> list[list[dict[str, Any]]]:
    """What `queries` answer after the batches were loaded one after the other, an hour apart."""
    with borrow_memory() as connection:
        for place, batch in enumerate(batches):
            load(connection, batch, AT + timedelta(hours=place))
        if queries is FACTS:
            build_for(connection, *FACTS)
        return [connection.sql(query).pl().to_dicts() for query in queries]


@given_some(few=4, many=40, told=fetches, data=st.data())
def test_any_order_and_any_cut_of_the_fetches_gives_the_same_articles_and_claims(
    told: list[Fetch], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(told))
    cut = data.draw(st.integers(0, len(mixed)))
    cuts = [piece for piece in (mixed[:cut], mixed[cut:]) if piece]
    whole = know([make_batch(told)], IN_FORCE)
    assert know([make_batch(piece) for piece in cuts], IN_FORCE) == whole
    assert know([make_batch([fetch]) for fetch in mixed], IN_FORCE) == whole


@given_some(few=2, many=20, told=fetches, data=st.data())
def test_any_order_of_the_fetches_gives_the_same_facts(told: list[Fetch], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(told))
    assert know([make_batch([fetch]) for fetch in mixed], FACTS) == know([make_batch(told)], FACTS)


def load_two(first: dict[str, object], second: dict[str, object]) -> dict[str, Any]:
    """What is told of one article after two fetches of one text; `fetched` and `day` as Desk.tell takes them."""
    with borrow_memory() as connection:
        for told in (first, second):
            desk = Desk()
            desk.tell("lantern", money("budget", 3e9), text="x", sentence="x", article_id="page", **told)  # type: ignore[arg-type]
            load(connection, desk.batch(), AT)
        (row,) = connection.sql("SELECT * FROM raw.articles WHERE superseded_at IS NULL").pl().to_dicts()
        return row


def test_an_earlier_fetch_that_is_loaded_later_fills_in_what_it_knows() -> None:
    row = load_two({"day": None, "fetched": 8}, {"day": "2026-02-02", "fetched": 3})
    assert row["published_at"] == datetime.fromisoformat("2026-02-02T09:00:00+08:00")
    assert row["fetched_at"] == datetime.fromisoformat("2026-02-28T03:00:00Z")
    assert row["last_fetched_at"] == datetime.fromisoformat("2026-02-28T08:00:00Z")


def test_the_same_fetch_read_again_with_better_rules_tells_its_day() -> None:
    row = load_two({"day": None, "fetched": 3}, {"day": "2026-02-02", "fetched": 3})
    assert row["published_at"] == datetime.fromisoformat("2026-02-02T09:00:00+08:00")


def test_what_a_later_fetch_tells_stands_whatever_came_in_last() -> None:
    early, late = {"day": "2026-02-02", "fetched": 3}, {"day": "2026-02-03", "fetched": 8}
    assert load_two(early, late) == load_two(late, early)
    assert load_two(early, late)["published_at"] == datetime.fromisoformat("2026-02-03T09:00:00+08:00")


def test_a_batch_that_names_a_claim_twice_has_it_once() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    batch = desk.batch()
    twice = Batch(rules_version="r", articles=pl.concat([batch.articles] * 2), claims=pl.concat([batch.claims] * 2))
    with borrow_memory() as connection:
        report = load(connection, twice, AT)
        assert (report.articles_new, report.claims_new) == (1, 1)
        assert connection.sql("SELECT count(*) FROM raw.claims").fetchall() == [(1,)]
