"""`hongbao sources`: the table, the check of one source, and the adding of another."""

import io
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from flows import command
from flows.configuration import Configuration, load_configuration
from flows.errors import InputError, RunError
from flows.preflight import check_sources
from flows.settings import REPOSITORY, Settings
from flows.source_adding import entry_for, write_to
from flows.source_check_table import print_check
from flows.source_checking import check_source
from flows.source_editions import sources_of
from flows.source_looking import Looking, find_way
from flows.source_rows import source_frame
from flows.source_table import print_sources
from spiders.errors import SourcesError
from spiders.proposal import Told, write_entry
from spiders.sources import Discovery, Excluded, Sources, load_sources
from tests.spiders.zoo import HOST, NOW, RSS, Answer, OpenRoom, rss, source, wait_until
from warehouse.errors import WarehouseBusyError
from warehouse.writer import hold_lock

ROUTE = Discovery(kind="rsshub", route="/lantern/news")
SOURCES = Sources(
    [
        source(id="lantern", publisher="Lantern Daily of the Whole Wide River Delta", expected_items=20),
        source(id="kite", publisher="纸鸢网", language="zh", enabled=False, confirmed="listed only; not seen to work"),
        source(ROUTE, id="boat"),
        source(id="drum"),
    ],
    [Excluded(name="Gong", reason="Its terms do not allow it.", sites=("gong.example",))],
)
HEALTH = pl.DataFrame(
    [
        {
            "source_id": "lantern",
            "publisher": "Lantern",
            "tier": "newspaper",
            "language": "en",
            "health": "stale",
            "newest_item_at": NOW - timedelta(days=900),
            "listed": 3,
            "pages": 2,
            "checked_at": NOW,
            "message": "its newest item is old\x1b[31m",
        },
        {
            "source_id": "gone_one",
            "publisher": "Gone",
            "tier": "agency",
            "language": "zh",
            "health": "ok",
            "newest_item_at": None,
            "listed": None,
            "pages": 1,
            "checked_at": NOW,
            "message": "",
        },
    ]
)


@pytest.fixture
def room():
    with OpenRoom() as room:
        yield room


@pytest.fixture
def settings(tmp_path):
    config = tmp_path / "config"
    config.mkdir()
    for name in ("watchlist.toml", "fx_rates.toml", "sources.toml"):
        (config / name).write_bytes((REPOSITORY / "config" / name).read_bytes())
    return Settings(data=tmp_path / "data", config=config)


def shown(width, frame):
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    print_sources(frame, "Health is of now", console)
    return console.file.getvalue()


def test_the_table_joins_the_file_with_the_release():
    rows = {row["source_id"] or row["publisher"]: row for row in source_frame(SOURCES, HEALTH).to_dicts()}
    assert [row["health"] for row in rows.values()] == [
        "stale",
        "switched off",
        "not configured",
        "not checked",
        "ok",
        "left out",
    ]
    assert (rows["lantern"]["listed"], rows["lantern"]["expected"], rows["lantern"]["checked_at"]) == (3, 20, NOW)
    assert rows["gone_one"]["confirmed"] == "not in the file"
    assert rows["Gong"]["message"] == "Its terms do not allow it."
    assert source_frame(SOURCES, None)["health"].to_list()[0] == "not checked"


@pytest.mark.parametrize("width", [80, 100, 160, 400])
def test_the_table_fits_its_window_and_says_everything_in_it(width):
    text = shown(width, source_frame(SOURCES, HEALTH))
    lines = text.splitlines()
    assert max(map(cell_len, lines)) <= width
    for word in ("lantern", "纸鸢网", "● stale", "○ switched off", "3 / 20", "2023-09-04", "listed only", "Gong"):
        assert word in text, word
    assert "5 sources: 1 ok, 1 stale, 1 not checked, 1 not configured, 1 switched off." in text
    assert "\x1b" not in text
    assert all(first or second for first, second in pairwise(lines))  # no two blank lines in a row


def test_in_a_window_of_eighty_the_outlets_of_the_real_file_are_not_cut(settings):
    told = HEALTH.with_columns(pl.lit("china_news_service").alias("source_id"), pl.lit("ok").alias("health")).head(1)
    text = shown(80, source_frame(load_sources(settings.config / "sources.toml"), told))
    table = text.partition("Left out")[0].partition("What there")[0]
    assert max(map(cell_len, text.splitlines())) <= 80
    for words in ("china_news_service", "2023-09-04", "2026-02-20", "trade press", "aggregator", "reported working"):
        assert words in table, words
    assert "china_news_service" in shown(100, source_frame(load_sources(settings.config / "sources.toml"), told))
    assert "newest item" in shown(200, source_frame(SOURCES, HEALTH))


def test_the_command_prints_the_table_where_nothing_is_published_yet(tmp_path):
    done = CliRunner().invoke(command.app, ["sources", "--data", str(tmp_path), "--format", "json"])
    rows = json.loads(done.stdout)
    assert done.exit_code == 0
    assert {"source_id": "technode", "health": "not checked"}.items() <= rows[0].items()
    assert "Reuters" in {row["publisher"] for row in rows if row["health"] == "left out"}
    table = CliRunner().invoke(command.app, ["sources", "--data", str(tmp_path)]).stdout
    assert "Their health is not known: nothing is published in" in table


def test_beside_a_release_of_the_sample_its_own_outlets_come_first(settings):
    live, sample = sources_of("live", settings), sources_of("sample", settings)
    assert list(live) == list(load_sources(settings.config / "sources.toml")) == list(sources_of(None, settings))
    assert list(sample)[8:] == list(live)
    assert {"lantern_daily", "yuntai_daily"} < set(list(sample)[:8])
    assert sample.excluded == live.excluded


def test_an_outlet_of_the_sample_is_checked_where_it_is_served_and_on_its_own_day(settings, monkeypatch):
    monkeypatch.delenv("HONGBAO_CONTACT", raising=False)
    environment = {"HONGBAO_CONFIG": str(settings.config), "HONGBAO_DATA": str(settings.data)}
    done = CliRunner().invoke(command.app, ["sources", "check", "lantern_daily"], env=environment)
    assert (done.exit_code, "● ok  lantern_daily  Lantern Daily" in done.stdout) == (0, True), done.output
    assert "10 items  newest 2026-02-27 13:50" in done.stdout
    assert all(line == line.rstrip() or len(line) < 120 for line in done.stdout.splitlines())


def checked(room, settings, *ways, **changes):
    known = load_configuration(settings)
    configuration = Configuration(known.watchlist, Sources([source(*ways, **changes)]), known.fx_rates)
    return check_source("lantern", settings, configuration, room.newsroom)


def test_a_check_tells_each_way_in_and_the_newest_items_and_asks_for_no_article(room, settings):
    items = "".join(
        f"<item><title>{title}</title><link>{HOST}/{n}</link></item>" for n, title in enumerate(["Qwen pays", "Tea"])
    )
    room.put("/feed.xml", Answer(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), content_type=RSS))
    found = checked(room, settings, enabled=False)
    assert found.is_well
    assert not [asked for asked in room.asked if asked in {HOST + "/0", HOST + "/1"}]
    console = Console(width=100, file=io.StringIO())
    print_check(found, console)
    text = console.file.getvalue()
    for words in (
        "● ok",
        "switched off in the sources file",
        "2 items, 1 of them",
        "✓  no date           Qwen pays",
        "   no date           Tea",
    ):
        assert words in text, words
    assert not list(settings.data.rglob("*.warc.gz"))


def test_a_check_of_a_dead_feed_is_not_well(room, settings):
    room.put("/feed.xml", Answer(b"gone", status=410))
    found = checked(room, settings)
    assert not found.is_well
    assert "HTTP 410" in found.report.message


def test_a_check_of_what_is_not_there_or_not_configured_says_what_to_do(room, settings):
    with pytest.raises(RunError, match="HONGBAO_RSSHUB"):
        checked(room, settings, ROUTE)
    with pytest.raises(RunError, match=r"nosuch: no source of that name; sources.toml has technode"):
        check_source("nosuch", settings, load_configuration(settings))


def test_a_refresh_of_a_source_that_is_not_configured_says_what_to_set():
    with pytest.raises(RunError, match="boat: read through RSSHub; set HONGBAO_RSSHUB"):
        check_sources(SOURCES, ["boat"])
    with pytest.raises(RunError, match=r"kite: no enabled source .* enables lantern, drum"):
        check_sources(SOURCES, ["kite"])


@pytest.fixture
def run_under_way(settings):
    """Another process would hold the lock like this; the lock does not tell processes from open files."""
    settings.data.mkdir()
    with hold_lock(settings.data / "writer.lock", 0):
        yield settings.model_copy(update={"wait_seconds": 0.2})


def test_no_host_is_asked_while_a_run_is_under_way(room, run_under_way, capsys):
    for ask in (checked_live, looked):
        with pytest.raises(RunError, match=r"twice the pace.*try again.*HONGBAO_WAIT_SECONDS \(now 0.2\)"):
            ask(room, run_under_way)
        assert "waiting for it, up to 0.2 seconds" in capsys.readouterr().err
    assert room.asked == []


def checked_live(_, settings):
    known = load_configuration(settings)
    configuration = Configuration(known.watchlist, Sources([source()]), known.fx_rates)
    return check_source("lantern", settings.model_copy(update={"contact": "us@paper.example"}), configuration)


def test_a_check_of_the_newsroom_on_this_machine_waits_for_no_run(room, run_under_way):
    room.put_feed(HOST + "/1")
    assert checked(room, run_under_way).report.ways[0].listed == 1


def test_who_asks_waits_for_a_run_that_ends_and_a_run_that_begins_would_wait_for_it(room, settings):
    room.put("/", front("<link rel=alternate type=application/rss+xml href=/news.rss>"))
    room.put_feed(HOST + "/1", path="/news.rss")
    settings.data.mkdir()
    with ThreadPoolExecutor() as pool:
        with hold_lock(settings.data / "writer.lock", 0):
            waiting = pool.submit(looked, room, settings)
            time.sleep(0.2)
            assert room.asked == []
        wait_until(lambda: room.asked)
        with pytest.raises(WarehouseBusyError), hold_lock(settings.data / "writer.lock", 0):
            pass
        assert len(waiting.result()[1].listing.items) == 1


def looked(room, settings, url=HOST + "/"):
    return find_way(
        url, load_sources(settings.config / "sources.toml"), Looking(settings=settings, newsroom=room.newsroom, now=NOW)
    )


def front(head=""):
    return Answer(f"<!doctype html><html><head>{head}</head><body><p>Front page".encode())


def test_a_feed_that_the_page_announces_is_proposed_and_written_and_the_rest_of_the_file_stays(room, settings):
    room.put("/", front("<link rel=alternate type=application/rss+xml href=/news.rss>"))
    room.put_feed(HOST + "/1", HOST + "/2", path="/news.rss")
    page, found = looked(room, settings)
    path = settings.config / "sources.toml"
    before = path.read_text(encoding="utf-8")
    entry = entry_for(page, found, Told("newspaper", "Read by all."), load_sources(path), NOW)
    write_to(path, entry)
    assert path.read_text(encoding="utf-8") == f"{before}\n{entry}"
    added = load_sources(path)["lantern"]
    assert (added.discovery[0].url, added.publisher, added.enabled) == (HOST + "/news.rss", "Lantern", True)
    assert not [asked for asked in room.asked if asked in {HOST + "/1", HOST + "/feed"}]
    assert [file.name for file in settings.config.iterdir() if file.name.startswith(".")] == []


def test_a_page_that_announces_nothing_is_asked_for_a_sitemap(room, settings):
    room.put("/", front())
    room.put("/robots.txt", Answer(f"Sitemap: {HOST}/map.xml".encode(), content_type="text/plain"))
    room.put("/map.xml", Answer(f"<urlset><url><loc>{HOST}/1</loc></url></urlset>".encode(), content_type="text/xml"))
    _, found = looked(room, settings)
    assert (found.way.kind, found.way.url) == ("sitemap", HOST + "/map.xml")


def test_a_feed_in_one_of_the_usual_places_is_found(room, settings):
    room.put("/", front())
    room.put("/rss", Answer(rss(HOST + "/1"), content_type=RSS))
    assert looked(room, settings)[1].way.url == HOST + "/rss"


def test_the_address_of_a_feed_is_taken_as_it_is(room, settings):
    room.put_feed(HOST + "/1")
    assert looked(room, settings, HOST + "/feed.xml")[1].way.url == HOST + "/feed.xml"


def test_a_page_without_any_feed_is_said_to_have_none(room, settings):
    room.put("/", front())
    with pytest.raises(InputError, match=r"announces no feed.*docs/adding-a-source.md"):
        looked(room, settings)


def test_what_is_left_out_or_read_already_is_not_added(room, settings):
    path = settings.config / "sources.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write('\n[[excluded]]\nname = "Kite"\nreason = "its terms."\nsites = ["kite.example"]\n')
    with pytest.raises(InputError, match=r"Kite is left out on purpose: its terms"):
        looked(room, settings, "http://kite.example/")
    room.put_feed(HOST + "/1")
    page, found = looked(room, settings, HOST + "/feed.xml")
    write_to(path, entry_for(page, found, Told("agency", "All may."), load_sources(path), NOW))
    with pytest.raises(InputError, match="is in the sources file as lantern"):
        looked(room, settings, HOST + "/feed.xml")


def test_a_page_that_cannot_be_read_is_told_with_its_reason(room, settings):
    with pytest.raises(InputError, match="HTTP 404"):
        looked(room, settings, HOST + "/nothing")
    with pytest.raises(InputError, match="no web address"):
        looked(room, settings, "lantern.example")


def test_a_private_address_is_not_looked_at(settings):
    live = settings.model_copy(update={"contact": "desk@lantern.example"})
    with pytest.raises(InputError, match="address is not public"):
        find_way("http://127.0.0.1/feed", SOURCES, Looking(settings=live))


def test_an_entry_that_would_break_the_file_leaves_it_as_it_is(settings):
    path = settings.config / "sources.toml"
    before = path.read_bytes()
    with pytest.raises(SourcesError, match="left as it is"):
        write_to(path, '[[source]]\nid = "technode"\n')
    assert path.read_bytes() == before
    assert not Path(settings.config / ".sources.toml.new").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "technode"], "HONGBAO_CONTACT"),
        (["add", "https://paper.example/"], "HONGBAO_CONTACT"),
        (["add", "paper"], "no web address"),
        (["add", "https://paper.example/", "--tier", "king"], "king is none of official"),
        (["add", "https://paper.example/", "--terms", " "], "write a sentence"),
        (["--format", "xml"], "'table', 'csv'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(tmp_path, monkeypatch, capsys, arguments, says):
    monkeypatch.delenv("HONGBAO_CONTACT", raising=False)
    data = [] if arguments[0] == "--format" else ["--data", str(tmp_path)]
    monkeypatch.setattr("sys.argv", ["hongbao", "sources", *arguments, *data])
    with pytest.raises(SystemExit) as ended:
        command.main()
    error = capsys.readouterr().err
    assert ended.value.code in {1, 2}
    assert says in error
    assert "Traceback" not in error


def run_add(room, settings, monkeypatch, *arguments, typed=""):
    looking = Looking(settings=settings, newsroom=room.newsroom, now=NOW)
    monkeypatch.setattr("flows.source_looking.Looking", lambda settings: looking)
    environment = {"HONGBAO_CONFIG": str(settings.config), "HONGBAO_DATA": str(settings.data)}
    return CliRunner().invoke(
        command.app, ["sources", "add", HOST + "/feed.xml", *arguments], input=typed, env=environment
    )


@pytest.mark.parametrize("answer", ["y", "n"])
def test_the_entry_is_shown_and_written_once_a_person_agrees(room, settings, monkeypatch, answer):
    room.put_feed(HOST + "/1")
    done = run_add(room, settings, monkeypatch, typed=f"\nking\nagency\nAll may read.\n{answer}\n")
    assert 'tier = "agency"' in done.stdout
    assert 'terms = "All may read."' in done.stdout
    assert ("lantern" in load_sources(settings.config / "sources.toml")) == (answer == "y")
    assert done.exit_code == (0 if answer == "y" else 1)


def test_with_yes_nothing_is_asked_and_all_must_be_said_before_anything_is_fetched(room, settings, monkeypatch):
    room.put_feed(HOST + "/1")
    refused = run_add(room, settings, monkeypatch, "--yes", "--tier", "agency")
    assert (refused.exit_code, room.asked) == (2, [])
    assert "--terms" in refused.stderr
    assert run_add(room, settings, monkeypatch, "--yes", "--tier", "agency", "--terms", "All may.").exit_code == 0
    assert load_sources(settings.config / "sources.toml")["lantern"].terms == "All may."


def test_entries_that_are_added_at_the_same_time_are_all_kept(settings):
    path = settings.config / "sources.toml"
    whole = path.read_text(encoding="utf-8")
    first = whole[whole.index("[[source]]") :].split("[[source]]")[1]
    name = load_sources(path)[next(iter(load_sources(path)))].id
    entries = ["[[source]]" + first.replace(f'"{name}"', f'"{name}_{number}"') for number in range(6)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda entry: write_to(path, entry), entries))
    assert {f"{name}_{number}" for number in range(6)} <= set(load_sources(path))


def test_an_entry_is_on_the_disk_before_it_takes_the_place_of_the_file(settings, monkeypatch):
    path, calls = settings.config / "sources.toml", []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda descriptor: (calls.append("sync"), sync(descriptor)))
    monkeypatch.setattr(os, "replace", lambda *names: (calls.append("replace"), replace(*names)))
    write_to(path, write_entry(source(id="kite", home="https://kite.example/")))
    assert calls == ["sync", "replace", "sync"]
    assert "kite" in load_sources(path)
