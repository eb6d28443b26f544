"""Joins the sources file with the health of the release: one row per source, for the table and for scripts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from spiders.sources import Discovery, Excluded, Source, Sources

NOT_CHECKED, SWITCHED_OFF, NOT_CONFIGURED, UNLISTED = "not checked", "switched off", "not configured", "not in the file"
LEFT_OUT = "left out"
SCHEMA: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "source_id": pl.String,
    "publisher": pl.String,
    "tier": pl.String,
    "language": pl.String,
    "ways": pl.String,
    "fetch": pl.String,
    "health": pl.String,
    "newest_item_at": pl.Datetime("us", "UTC"),
    "listed": pl.Int64,
    "expected": pl.Int64,
    "pages": pl.Int64,
    "checked_at": pl.Datetime("us", "UTC"),
    "confirmed": pl.String,
    "message": pl.String,
}


def source_frame(sources: Sources, health: pl.DataFrame | None) -> pl.DataFrame:
    """One row per source in the order of the file, then those that only the release has, then what is left out.

    `health` are rows of marts.source_health, None where nothing is published. Columns: SCHEMA.
    """
    told = {row["source_id"]: row for row in health.to_dicts()} if health is not None else {}
    rows = [_source_row(source, told.get(source.id, {})) for source in sources.values()]
    rows += [_unlisted_row(row) for source_id, row in told.items() if source_id not in sources]
    rows += [_excluded_row(entry) for entry in sources.excluded]
    return pl.DataFrame(rows, schema=dict(SCHEMA))


def _source_row(source: Source, told: Mapping[str, Any]) -> dict[str, Any]:
    return _outcome(told) | {
        "source_id": source.id,
        "publisher": source.publisher,
        "tier": source.tier,
        "language": source.language,
        "ways": _ways(source.discovery),
        "fetch": source.fetch,
        "health": _state(source, told),
        "expected": source.expected_items,
        "confirmed": source.confirmed,
    }


def _state(source: Source, told: Mapping[str, Any]) -> str:
    if not source.enabled:
        return SWITCHED_OFF
    if not source.is_configured:
        return NOT_CONFIGURED
    return str(told.get("health", NOT_CHECKED))


def _unlisted_row(told: Mapping[str, Any]) -> dict[str, Any]:
    return _outcome(told) | {
        "source_id": told["source_id"],
        "publisher": told["publisher"],
        "tier": told["tier"],
        "language": told["language"],
        "health": told["health"],
        "expected": told.get("expected"),
        "confirmed": UNLISTED,
    }


def _outcome(told: Mapping[str, Any]) -> dict[str, Any]:
    """What came of the last collection; a release of an earlier version counts no items."""
    return {name: told.get(name) for name in ("newest_item_at", "listed", "pages", "checked_at", "message")}


def _excluded_row(entry: Excluded) -> dict[str, Any]:
    return {"publisher": entry.name, "health": LEFT_OUT, "message": entry.reason}


def _ways(discovery: Iterable[Discovery]) -> str:
    """The kinds of ways in, counted: "feed, 2 sitemaps"."""
    kinds = Counter(way.kind for way in discovery)
    return ", ".join(kind if count == 1 else f"{count} {kind}s" for kind, count in kinds.items())
