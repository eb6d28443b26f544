"""The sources file of the sample agrees with the outlets it describes and with the clock of the edition."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from sample import EDITION_NOW
from sample.manuscripts import load_outlets
from sample.server import SOURCES_FILE
from spiders.sources import load_sources

OUTLETS = {outlet.id: outlet for outlet in load_outlets()}
SOURCES = load_sources(Path(SOURCES_FILE))


def test_every_outlet_is_a_source_and_every_source_an_outlet():
    assert set(SOURCES) == set(OUTLETS)


@pytest.mark.parametrize("outlet", OUTLETS.values(), ids=lambda outlet: outlet.id)
def test_a_source_says_of_an_outlet_what_the_outlet_says_of_itself(outlet):
    source = SOURCES[outlet.id]
    assert (source.publisher, source.home, source.language, source.tier, source.cadence_hours) == (
        outlet.name,
        outlet.home,
        outlet.language,
        outlet.tier,
        outlet.cadence_hours,
    )
    (way_in,) = source.discovery
    assert way_in.kind == {"rss": "feed", "atom": "feed"}.get(outlet.discovery, outlet.discovery)
    assert way_in.url.startswith(outlet.home)
    assert source.enabled
    assert source.fetch == "all"


@pytest.mark.parametrize("outlet", OUTLETS.values(), ids=lambda outlet: outlet.id)
def test_every_outlet_is_fresh_on_the_morning_of_the_edition(outlet):
    newest = outlet.articles[0].published
    assert EDITION_NOW - timedelta(hours=outlet.cadence_hours) <= newest <= EDITION_NOW


def test_the_sources_file_is_plain_toml():
    assert list(tomllib.loads(SOURCES_FILE.read_text(encoding="utf-8"))) == ["source"]
