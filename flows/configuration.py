"""Reads what people edit: the watchlist, the sources and the rates, each fault told in one line."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from extraction.errors import WatchlistError
from extraction.watchlist import Watchlist, build_watchlist
from flows.settings import Settings
from spiders.rsshub import place_routes
from spiders.sources import Source, Sources, load_sources
from warehouse.batch import make_frame
from warehouse.fx_rates import load_fx_rates


@dataclass(frozen=True, slots=True)
class Configuration:
    """All that is edited by hand, read and checked."""

    watchlist: Watchlist
    sources: Sources
    fx_rates: pl.DataFrame


def load_configuration(settings: Settings, sources_file: Path | None = None) -> Configuration:
    """The configuration in `settings.config`; `sources_file` (the sample has its own) replaces its sources.toml.

    Raises WatchlistError, SourcesError or ReferenceFileError: one line with the file, the place and what to write.
    """
    return Configuration(
        watchlist=load_watchlist(settings.config / "watchlist.toml"),
        sources=load_sources_in(settings, sources_file),
        fx_rates=load_fx_rates(settings.config / "fx_rates.toml"),
    )


def load_sources_in(settings: Settings, sources_file: Path | None = None) -> Sources:
    """The sources in `settings.config` or in the given file, RSSHub's routes under its address.

    Raises SourcesError.
    """
    return place_routes(load_sources(sources_file or settings.config / "sources.toml"), settings.rsshub)


def load_watchlist(path: Path) -> Watchlist:
    """The watchlist in a TOML file; raises WatchlistError with one line on what is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); give the folder with watchlist.toml as HONGBAO_CONFIG"
        raise WatchlistError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path}: is not valid TOML: {error}; correct that line"
        raise WatchlistError(message) from error
    return build_watchlist(data, str(path))


def watch_terms(watchlist: Watchlist) -> tuple[str, ...]:
    """The names by which a feed item is known to be worth fetching."""
    return tuple(
        name for app in watchlist.app for name in (*app.app, *app.company, *app.unit, *app.campaign) if len(name) > 1
    )


def app_rows(watchlist: Watchlist) -> pl.DataFrame:
    """The watched apps as rows of raw.apps."""
    return make_frame(
        "apps",
        (
            {"id": app.id, "role": app.role, "name_en": app.name.en, "name_zh": app.name.zh, "colour": app.colour}
            for app in watchlist.app
        ),
    )


def voice_rows(watchlist: Watchlist) -> pl.DataFrame:
    """Every name of every tracker, in lower case, as rows of raw.voices."""
    named = {name.lower(): tracker.names[0] for tracker in watchlist.tracker for name in tracker.names}
    return make_frame("voices", ({"name": name, "voice": voice} for name, voice in named.items()))


def source_rows(sources: tuple[Source, ...]) -> pl.DataFrame:
    """Sources as rows of raw.sources."""
    told = ("id", "publisher", "language", "tier", "home", "cadence_hours", "enabled")
    return make_frame("sources", ({name: getattr(one, name) for name in told} for one in sources))
