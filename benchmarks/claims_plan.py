"""Invents who says what of which campaign: figures, slips, copies and days, before any of it is put into words.

Each article makes five claims. Every second one is a copy of an earlier article that other outlets print within days;
a few figures of each season, app and measure are said most, three in a hundred are ten times too large, one in ten is a
little off, every tenth sum is in dollars, and half of what is said has a day.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

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


@dataclass(frozen=True, slots=True)
class Plan:
    """What is said: `claims` a row per claim, `told` a row per article (lead, season, days after 20 January)."""

    claims: pl.DataFrame
    told: pl.DataFrame


def make_plan(articles: int, dice: np.random.Generator) -> Plan:
    """What so many articles say; the same dice give the same plan."""
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
