"""The warehouse is told the days of each Spring Festival."""

from dataclasses import replace
from datetime import date

from extraction.seasons import new_year
from flows.configuration import load_configuration
from flows.ledger import Ledger
from flows.seasons import season_rows
from flows.settings import Settings
from flows.stages import open_run
from spiders.sources import Sources
from warehouse.writer import open_writer


def test_each_season_from_2015_to_two_years_ahead_has_its_days():
    rows = {row["season"]: row for row in season_rows(date(2026, 11, 22)).to_dicts()}
    assert list(rows) == list(range(2015, 2029))
    assert rows[2026] == {
        "season": 2026,
        "eve_on": date(2026, 2, 16),
        "new_year_on": date(2026, 2, 17),
        "lantern_on": date(2026, 3, 3),
    }
    # A year with a leap month has the festival a month later than the one before it.
    assert rows[2015]["new_year_on"] == date(2015, 2, 19)
    assert all((row["lantern_on"] - row["new_year_on"]).days == 14 for row in rows.values())
    assert all(row["new_year_on"] == new_year(season) for season, row in rows.items())


def test_every_run_declares_the_seasons(tmp_path):
    settings = Settings(data=tmp_path)
    with open_writer(settings.data) as connection:
        for _ in range(2):
            open_run(connection, load_configuration(settings), Ledger("ingest"), "live")
        ((first, seasons),) = connection.execute("SELECT min(season), count(*) FROM raw.seasons").fetchall()
    assert first == 2015
    assert seasons == date.today().year + 2 - 2015 + 1  # noqa: DTZ011


def test_a_run_that_collects_nothing_leaves_the_sources_that_another_collects(tmp_path):
    settings = Settings(data=tmp_path)
    configuration = load_configuration(settings)
    fewer = replace(configuration, sources=Sources(configuration.sources.enabled()[:1]))
    with open_writer(settings.data) as connection:
        open_run(connection, fewer, Ledger("refresh"), "sample")
        open_run(connection, configuration, Ledger("ingest"), None)
        assert connection.execute("SELECT count(*) FROM raw.sources").fetchall() == [(1,)]
