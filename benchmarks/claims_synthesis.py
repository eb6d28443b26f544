"""Invents claims by the hundred thousand, in the shape of real ones, for benchmarks of the warehouse.

Each article makes five claims. Every second one is a copy of an earlier article that other outlets print within days;
a few figures of each season, app and measure are said most, three in a hundred are ten times too large, one in ten is a
little off, every tenth sum is in dollars, and half of what is said has a day. The same numbers give the same batch.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import numpy as np
import polars as pl

from warehouse.batch import Batch, take_in_schema

PER_ARTICLE = 5
SEASONS = tuple(range(2022, 2027))
APPS = ("qwen", "yuanbao", "wenxin", "doubao", "wechat")
MEASURES = (
    *(("spend", name) for name in ("budget", "prize_max", "coupon", "payout", "sponsorship")),
    *(("reach", name) for name in ("dau", "mau", "users", "orders", "interactions", "messages")),
    *(("reach", name) for name in ("downloads", "participants")),
    *(("event", name) for name in ("launch", "outage", "phase_start")),
)
WEIGHTS = (8, 3, 3, 2, 1, 7, 5, 4, 6, 4, 3, 2, 2, 2, 1, 1)
FIGURES = 12
OUTLETS = 300
WORDS = 4000
FETCHED = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is said: `claims` a row per claim, `told` a row per article (lead, season, days after 20 January)."""

    claims: pl.DataFrame
    told: pl.DataFrame


def make_batch(articles: int, seed: int = 1, offset: int = 0) -> Batch:
    """A batch of so many articles; `offset` keeps the ids of one batch apart from those of another."""
    plan = _make_plan(articles, np.random.default_rng(seed))
    claims = _add_quotes(plan.claims)
    told = _add_texts(plan.told, claims, offset, np.random.default_rng(seed + 1))
    claims = claims.join(told.select("article", "article_id", "text_sha256"), on="article", maintain_order="left")
    return Batch(
        rules_version="1",
        articles=_fit("articles", told),
        claims=_fit("claims", _name_claims(claims)),
        pages=_fit("pages", told.with_columns(PAGE)),
    )


def _make_plan(articles: int, dice: np.random.Generator) -> Plan:
    lead = np.arange(articles)
    is_copy = dice.random(articles) < 0.5
    lead[is_copy] = (lead[is_copy] * dice.random(int(is_copy.sum()))).astype(int)
    season = (dice.choice(len(SEASONS), articles, p=(0.05, 0.1, 0.15, 0.2, 0.5)) + SEASONS[0])[lead]
    day = dice.integers(0, 60, articles)[lead]
    told = pl.DataFrame({"article": np.arange(articles), "lead": lead, "season": season, "day": day})
    told = told.with_columns(day_told=np.minimum(day + is_copy * dice.integers(0, 3, articles), 62))
    place = np.tile(np.arange(PER_ARTICLE), articles)
    source = np.repeat(lead, PER_ARTICLE) * PER_ARTICLE + place
    said = pl.DataFrame(_invent(articles * PER_ARTICLE, dice))[source]
    claims = said.with_columns(article=np.repeat(np.arange(articles), PER_ARTICLE), place=place, source=source)
    return Plan(_add_figures(claims.join(told, on="article", maintain_order="left")), told)


def _invent(claims: int, dice: np.random.Generator) -> dict[str, Any]:
    """What claims say, apart from the figure itself; `figure` tells which of the season's figures it is."""
    bounds, bases = ("exact", "at_least", "approx", "at_most"), ("official", "measured", "media", "rumour", "forecast")
    return {
        "pair": dice.choice(len(MEASURES), claims, p=np.array(WEIGHTS) / sum(WEIGHTS)),
        "firm": dice.choice(len(APPS), claims, p=(0.35, 0.25, 0.15, 0.2, 0.05)),
        "figure": np.minimum(dice.geometric(0.45, claims) - 1, FIGURES - 1),
        "factor": np.where(dice.random(claims) < 0.03, 10, 1) * np.where(dice.random(claims) < 0.1, 1.03, 1),
        "is_dated": dice.random(claims) < 0.55,
        "is_foreign": dice.random(claims) < 0.1,
        "bound": dice.choice(bounds, claims, p=(0.55, 0.25, 0.12, 0.08)),
        "basis": dice.choice(bases, claims, p=(0.4, 0.1, 0.43, 0.05, 0.02)),
    }


def _add_figures(claims: pl.DataFrame) -> pl.DataFrame:
    """With app, kind, measure, amount (yuan for money) and day; the true figures are the same for every seed."""
    shape, dice = (len(SEASONS), len(APPS), len(MEASURES), FIGURES), np.random.default_rng(7)
    truths = dice.integers(10, 9999, shape) * 10.0 ** dice.integers(3, 7, shape)
    places = (claims["season"].to_numpy() - SEASONS[0], claims["firm"].to_numpy(), claims["pair"].to_numpy())
    kinds, measures = zip(*MEASURES, strict=True)
    days = pl.duration(days=pl.col("figure") * 4 + pl.col("day") % 4)
    began = pl.datetime(pl.col("season"), 1, 20) + days
    return claims.with_columns(
        app=np.array(APPS)[places[1]],
        kind=np.array(kinds)[places[2]],
        measure=np.array(measures)[places[2]],
        amount=truths[(*places, claims["figure"].to_numpy())] * claims["factor"].to_numpy(),
        as_of=pl.when("is_dated").then(began.dt.strftime("%Y-%m-%d")),
    ).with_columns(is_usd=(pl.col("kind") == "spend") & pl.col("is_foreign"))


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
