"""The archive read again with other rules: what changes is told, and what was known before is not forgotten."""

import shutil
from dataclasses import replace

import pytest

from extraction.reading import read_article
from flows import batches, rereading_pieces
from flows.configuration import load_configuration
from flows.errors import InputError
from flows.ingest import Told, ingest
from flows.reread_command import describe
from flows.rereading import reread
from flows.settings import Settings
from warehouse.reads import open_release
from warehouse.writer import open_writer

BUDGET = "Alibaba's Qwen gives away 3 billion yuan in red packets this Spring Festival, the company said on Monday.\n"
USERS = "Tencent's Yuanbao counted 50 million daily active users on 10 February 2026, according to the company.\n"
CURRENT = "SELECT app, measure, value FROM raw.claims WHERE superseded_at IS NULL ORDER BY ALL"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory):
    """A published folder with two articles in it, read by today's rules."""
    place = tmp_path_factory.mktemp("ingested")
    settings = Settings(data=place / "data")
    for name, text in (("budget", BUDGET), ("users", USERS)):
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
        told = Told(url=f"http://lantern.example/{name}", published="2026-02-10", publisher="Lantern")
        ingest([str(place / f"{name}.txt")], told, settings, load_configuration(settings))
    return settings.data


@pytest.fixture
def settings(ingested, tmp_path):
    """A folder of each test's own, like the one that was ingested."""
    return Settings(data=shutil.copytree(ingested, tmp_path / "data", symlinks=True))


@pytest.fixture
def other_rules(monkeypatch):
    """Rules that read the budget as ten times as much, and lose the daily users."""

    def read(article, watchlist):
        reading = read_article(article, watchlist)
        claims = [replace(one, value=one.value * 10, value_cny=None) for one in reading.claims if one.kind == "spend"]
        return replace(reading, claims=tuple(claims))

    monkeypatch.setattr(batches, "read_article", read)
    monkeypatch.setattr(batches, "RULES_VERSION", "other-rules")


def ask(settings, query, *parameters):
    with open_writer(settings.data) as connection:
        return connection.execute(query, parameters).fetchall()


def test_the_same_rules_change_nothing(settings):
    before = ask(settings, "SELECT count(*) FROM raw.loads")
    done = reread(settings, load_configuration(settings))
    assert done.load.is_unchanged
    assert done.changes.is_empty()
    assert ask(settings, "SELECT count(*) FROM raw.loads") == before


def test_a_rehearsal_tells_what_other_rules_would_change_and_keeps_nothing(settings, other_rules):
    before = ask(settings, CURRENT)
    done = reread(settings, load_configuration(settings), dry_run=True)
    assert {(row["app"], row["change"]) for row in done.changes.to_dicts()} >= {("yuanbao", "lost")}
    assert done.publication is None
    assert ask(settings, CURRENT) == before


def test_other_rules_supersede_what_they_do_not_read_and_a_second_time_nothing(settings, other_rules):
    ((day,),) = ask(settings, "SELECT max(loaded_at) FROM raw.loads")
    before = ask(settings, "SELECT fact_id, value FROM facts_as_of(?) ORDER BY ALL", day)
    done = reread(settings, load_configuration(settings))
    assert done.load.claims_superseded >= 2
    assert {value for _, _, value in ask(settings, CURRENT)} == {30e9}
    assert reread(settings, load_configuration(settings)).load.is_unchanged
    assert ask(settings, "SELECT fact_id, value FROM facts_as_of(?) ORDER BY ALL", day) == before
    assert ask(settings, "SELECT rules_version FROM raw.loads WHERE flow = 'reread'") == [("other-rules",)]


def test_a_page_that_is_no_article_any_more_is_out_of_force_with_its_claims(settings, monkeypatch):
    read_page = batches.read_page
    monkeypatch.setattr(
        batches,
        "read_page",
        lambda page, watchlist: "irrelevant" if "Yuanbao" in page.body.decode() else read_page(page, watchlist),
    )
    done = reread(settings, load_configuration(settings))
    assert done.articles_gone == 1
    with open_release(settings.data) as release:
        assert release.query("SELECT DISTINCT app FROM marts.facts", 10)["app"].to_list() == ["qwen"]
    monkeypatch.setattr(batches, "read_page", read_page)
    assert reread(settings, load_configuration(settings)).load.claims_new > 0


@pytest.mark.parametrize("dry_run", [pytest.param(True, marks=pytest.mark.soak), False])
def test_an_archive_read_in_pieces_gives_the_same_report(settings, tmp_path, other_rules, monkeypatch, dry_run):
    for name, text in (("budget", BUDGET + "It began on 6 February.\n"), ("trains", USERS + "Trains were late.\n")):
        path = tmp_path / f"{name}-later.txt"
        path.write_text(text, encoding="utf-8")
        told = Told(url=f"http://lantern.example/{name}", published="2026-02-11", publisher="Lantern")
        ingest([str(path)], told, settings, load_configuration(settings))
    monkeypatch.setattr(batches, "RULES_VERSION", "still-others")
    whole = reread(settings, load_configuration(settings), dry_run=True)
    monkeypatch.setattr(rereading_pieces, "PIECE", 1)
    done = reread(settings, load_configuration(settings), dry_run=dry_run)
    assert (done.load, done.outcomes, done.articles_gone) == (whole.load, whole.outcomes, whole.articles_gone)
    assert done.changes.equals(whole.changes)
    loads = ask(settings, "SELECT count(*) FROM raw.loads WHERE flow = 'reread'")
    assert loads == [(0 if dry_run or whole.load.is_unchanged else 1,)]


def test_a_rereading_that_breaks_off_keeps_nothing(settings, other_rules, monkeypatch):
    before = ask(settings, CURRENT)
    monkeypatch.setattr(rereading_pieces, "PIECE", 1)
    monkeypatch.setattr(rereading_pieces.Rereading, "_list_gone", lambda self, connection: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        reread(settings, load_configuration(settings))
    assert ask(settings, CURRENT) == before


def test_an_empty_folder_has_nothing_to_read_again(tmp_path):
    settings = Settings(data=tmp_path / "none")
    with pytest.raises(InputError, match="no archive to read again"):
        reread(settings, load_configuration(settings))


def test_articles_of_a_source_that_is_not_named_any_more_keep_who_published_them(settings):
    with open_writer(settings.data) as connection:
        connection.execute("UPDATE raw.articles SET source_id = 'lantern', publisher = 'Lantern Daily', tier = 'trade'")
    done = reread(settings, load_configuration(settings))
    assert done.unnamed_sources == ("lantern",)
    assert done.load.is_unchanged
    told = ask(settings, "SELECT DISTINCT source_id, publisher, tier FROM raw.articles")
    assert told == [("lantern", "Lantern Daily", "trade")]
    assert list(describe(done)) == [
        "2 records read again: 0 new claims, 0 superseded, 0 articles told otherwise, 0 that are none any more",
        "not in the sources file: lantern; their articles keep publisher and tier",
        f"published {done.publication.path.name}",
    ]
