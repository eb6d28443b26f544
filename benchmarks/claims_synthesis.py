"""Invents claims by the hundred thousand, in the shape of real ones, for benchmarks of the warehouse.

`benchmarks.claims_plan` says what they say; here that becomes texts, quotes and rows. The same numbers give the same
batch.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import numpy as np
import polars as pl

from benchmarks.claims_plan import make_plan
from warehouse.batch import Batch, take_in_schema

OUTLETS = 300
WORDS = 4000
FETCHED = datetime(2026, 3, 1, tzinfo=UTC)


def make_batch(articles: int, seed: int = 1, offset: int = 0) -> Batch:
    """A batch of so many articles; `offset` keeps the ids of one batch apart from those of another."""
    plan = make_plan(articles, np.random.default_rng(seed))
    claims = _add_quotes(plan.claims)
    told = _add_texts(plan.told, claims, offset, np.random.default_rng(seed + 1))
    claims = claims.join(told.select("article", "article_id", "text_sha256"), on="article", maintain_order="left")
    return Batch(
        rules_version="1",
        articles=_fit("articles", told),
        claims=_fit("claims", _name_claims(claims)),
        pages=_fit("pages", told.with_columns(PAGE)),
    )


def _add_quotes(claims: pl.DataFrame) -> pl.DataFrame:
    """With the value as stated, the quote and where it and its number stand in the article's text."""
    value = pl.when("is_usd").then((pl.col("amount") / 7e5).round() * 1e5).otherwise("amount")
    number = pl.when(kind="event").then(pl.lit("began")).otherwise(pl.col("value").cast(pl.Int64).cast(pl.String))
    opening = "In the {} campaign {} said that its {} was, at the count of that evening {}, "
    claims = claims.with_columns(value=value).with_columns(
        number=number, opening=pl.format(opening, "season", "app", "measure", "source")
    )
    claims = claims.with_columns(quote=pl.col("opening") + pl.col("number") + pl.lit(" by its own account."))
    length = pl.col("quote").str.len_chars()
    claims = claims.with_columns(quote_start=(length + 1).cum_sum().over("article") - length - 1, quote_length=length)
    start = pl.col("quote_start") + pl.col("opening").str.len_chars()
    return claims.with_columns(
        quote_end=pl.col("quote_start") + pl.col("quote_length"),
        number_start=start,
        number_end=start + pl.col("number").str.len_chars(),
    )


def _add_texts(told: pl.DataFrame, claims: pl.DataFrame, offset: int, dice: np.random.Generator) -> pl.DataFrame:
    """The articles with text and address: the quotes, words of no meaning, and in half of them a line of the desk."""
    fillers = [" ".join(sha256(f"{one}-{word}".encode()).hexdigest()[:7] for word in range(40)) for one in range(WORDS)]
    filler = np.array(fillers)[dice.integers(0, WORDS, told.height)[told["lead"].to_numpy()]]
    desk = [f"\nEdited by desk {one}" if one < 25 else "" for one in dice.integers(0, 50, told.height)]
    quotes = claims.group_by("article", maintain_order=True).agg(pl.col("quote").str.join("\n"))["quote"]
    texts = [f"{quote}\n{words}{line}" for quote, words, line in zip(quotes, filler, desk, strict=True)]
    moments = zip(told["season"], told["day_told"], dice.integers(0, 80_000, told.height), strict=True)
    outlets = dice.zipf(1.6, told.height) % OUTLETS
    return told.with_columns(
        article_id=pl.format("a{}", (pl.col("article") + offset).cast(pl.String).str.zfill(8)),
        text=pl.Series(texts),
        text_sha256=pl.Series([sha256(text.encode()).hexdigest() for text in texts]),
        url=pl.format("https://p{}.example/{}", pl.Series(outlets), pl.col("article") + offset),
        publisher=pl.format("outlet {}", pl.Series(outlets)),
        published_at=pl.Series([_say_when(season, day, second) for season, day, second in moments]),
        warc_file=pl.lit(f"w{offset}.warc.gz"),
        warc_offset="article",
    ).with_columns(ARTICLE)


def _say_when(season: int, day: int, second: int) -> datetime:
    return datetime(season, 1, 20, 3, tzinfo=UTC) + timedelta(days=day, seconds=int(second))


def _name_claims(claims: pl.DataFrame) -> pl.DataFrame:
    is_money, is_event = pl.col("kind") == "spend", pl.col("kind") == "event"
    is_yuan = is_money & ~pl.col("is_usd")
    return claims.with_columns(
        claim_id=pl.format("{}-{}", "article_id", "place"),
        value=pl.when(~is_event).then("value"),
        unit=pl.when(~is_money & ~is_event).then("measure"),
        currency=pl.when("is_usd").then(pl.lit("USD")).when(is_money).then(pl.lit("CNY")),
        value_cny=pl.when(is_yuan).then("value"),
        cny_basis=pl.when(is_yuan).then(pl.lit("stated in yuan")),
        bound=pl.when(is_event).then(pl.lit("exact")).otherwise("bound"),
        origin=pl.when(basis="measured").then(pl.lit("QuestMobile")),
        confidence=pl.lit("stated"),
        confidence_reason=pl.lit("said outright"),
        rule=pl.lit("invented"),
    )


def _fit(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that loading takes of `table`; those that nothing was invented for are empty."""
    schema = take_in_schema(table)
    given = [pl.col(name) if name in frame.columns else pl.lit(None).alias(name) for name in schema]
    return frame.select(given).cast(dict(schema))  # type: ignore[arg-type]


ARTICLE = [
    pl.format("News {}", "lead").alias("title"),
    pl.lit("en").alias("lang"),
    pl.lit(FETCHED).alias("fetched_at"),
    pl.col("text_sha256").alias("payload_digest"),
]
PAGE = [
    pl.lit("invented").alias("source_id"),
    pl.lit("article").alias("role"),
    pl.lit("response").alias("record"),
    pl.lit(200).alias("status"),
    pl.lit("text/html").alias("content_type"),
    pl.lit("article").alias("outcome"),
    pl.col("url").alias("asked_url"),
]
