"""A release is whole or not there: published, replaced, refused, pruned."""

import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, furnish, money, tell_usual
from warehouse.batch import make_frame
from warehouse.errors import NoReleaseError, ReleaseRefusedError
from warehouse.ledger import record
from warehouse.load import load
from warehouse.publish import Publication, build, publish
from warehouse.reads import open_release
from warehouse.shelf import KEPT_RELEASES
from warehouse.writer import open_writer

FULL = """
import resource, sys
from datetime import timedelta
from pathlib import Path
from tests.warehouse.desk import AT, furnish
from tests.warehouse.test_releases import add
from warehouse.errors import ReleaseRefusedError
from warehouse.publish import build, publish, release
from warehouse.writer import open_writer
data = Path(sys.argv[1])
with open_writer(data) as connection:
    furnish(connection)
    add(connection, 1)
    publish(data, connection, AT)
    add(connection, 2)
    built = build(connection, AT + timedelta(hours=1))
    connection.execute("CHECKPOINT")
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    try:
        release(data, connection, built)
    except ReleaseRefusedError as error:
        print(error)
"""


def add(connection: DuckDBPyConnection, number: int) -> None:
    desk = Desk()
    desk.tell(f"outlet-{number}", money("coupon", 100 + number), article_id=f"a{number}")
    desk.pages[0]["warc_offset"] = desk.articles[0]["warc_offset"] = 1000 + number
    load(connection, desk.batch(), AT)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Publication]:
    """A folder with what the desk tells, published; each test has a copy of it."""
    data = tmp_path_factory.mktemp("made")
    with open_writer(data) as connection:
        load(furnish(connection), tell_usual().batch(), AT)
        return data, publish(data, connection, AT)


@pytest.fixture
def first(tmp_path: Path, made: tuple[Path, Publication]) -> Publication:
    """What is published in the test's own folder."""
    data, publication = made
    shutil.copytree(data, tmp_path, symlinks=True, dirs_exist_ok=True)
    return replace(publication, path=tmp_path / publication.path.relative_to(data))


@pytest.fixture
def again(tmp_path: Path, first: Publication) -> Iterator[DuckDBPyConnection]:
    """The writer's connection to the folder in which `first` is published."""
    assert first.is_new
    with open_writer(tmp_path) as connection:
        yield connection


def test_a_release_is_a_read_only_file_behind_the_published_name(
    tmp_path: Path, work: DuckDBPyConnection, desk: Desk
) -> None:
    load(work, desk.batch(), AT)
    publication = publish(tmp_path, work, AT)
    assert publication.is_new
    assert publication.is_changed
    assert (tmp_path / "hongbao.duckdb").resolve() == publication.path
    assert stat.S_IMODE(publication.path.stat().st_mode) == 0o444
    assert sorted(publication.path.parent.iterdir()) == [publication.path, publication.path.with_suffix(".seal")]
    with open_release(tmp_path) as release:
        assert release.version == publication.path
        assert release.released_at == AT


def test_the_writer_goes_on_with_its_connection_after_publishing(
    tmp_path: Path, work: DuckDBPyConnection, desk: Desk
) -> None:
    load(work, desk.batch(), AT)
    publish(tmp_path, work, AT)
    assert load(work, desk.batch(), AT).is_unchanged


@pytest.mark.usefixtures("no_other_days")
def test_an_old_reader_keeps_its_release_and_a_new_one_gets_the_new(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication
) -> None:
    with open_release(tmp_path) as old:
        before = old.facts().height
        add(again, 1)
        second = publish(tmp_path, again, AT + timedelta(hours=1))
        assert second.path != first.path
        assert old.facts().height == before
        with open_release(tmp_path) as new:
            assert new.facts().height == before + 1


def test_publishing_what_is_published_makes_no_new_file(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication, desk: Desk
) -> None:
    load(again, desk.batch(), AT + timedelta(hours=1))
    with open_release(tmp_path):
        second = publish(tmp_path, again, AT + timedelta(hours=1))
    assert (second.path, second.is_new, second.is_changed) == (first.path, False, False)


def test_a_new_run_with_the_same_facts_is_published_and_says_so(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication
) -> None:
    run = {"run_id": "r1", "flow": "refresh", "started_at": AT, "finished_at": AT, "outcome": "ok"}
    record(again, "runs", make_frame("runs", [run | {"message": None}]))
    second = publish(tmp_path, again, AT)
    assert (second.is_new, second.is_changed) == (True, False)
    assert second.facts_digest == first.facts_digest
    with open_release(tmp_path) as release:
        last = release.last_run()
        assert last is not None
        assert last.run_id == "r1"


@pytest.mark.usefixtures("no_other_days")
def test_the_same_news_fetched_at_another_time_has_the_same_facts_digest(tmp_path: Path) -> None:
    digests = []
    for folder, fetched in ((tmp_path / "one", 0), (tmp_path / "two", 9)):
        desk = Desk()
        desk.tell("lantern", money("budget", 3e9), fetched=fetched)
        with open_writer(folder) as connection:
            load(furnish(connection), desk.batch(), AT + timedelta(hours=fetched))
            digests.append(publish(folder, connection, AT).facts_digest)
    assert digests[0] == digests[1]


@pytest.mark.usefixtures("no_other_days")
@pytest.mark.parametrize(
    ("check", "damage"),
    [
        ("quote_stands_in_text", "UPDATE raw.claims SET quote = 'never said'"),
        ("number_stands_in_quote", "UPDATE raw.claims SET number_end = quote_end + 1"),
        ("article_has_archive_record", "DELETE FROM raw.pages"),
        ("claim_has_article", "DELETE FROM raw.articles"),
        ("article_is_current_once", "INSERT INTO raw.articles SELECT * FROM raw.articles LIMIT 1"),
        ("claim_is_current_once", "INSERT INTO raw.claims SELECT * FROM raw.claims LIMIT 1"),
        ("edition_is_set", "DELETE FROM raw.edition"),
        ("fact_words_are_known", "UPDATE raw.claims SET bound = 'roughly'"),
    ],
)
def test_a_broken_check_refuses_the_release_and_the_last_one_stays(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication, check: str, damage: str
) -> None:
    again.execute(damage)
    with pytest.raises(ReleaseRefusedError, match=check) as refusal:
        publish(tmp_path, again, AT + timedelta(hours=1))
    assert "\n" not in str(refusal.value)
    with open_release(tmp_path) as release:
        assert release.version == first.path
        assert release.facts().height > 0


@pytest.mark.usefixtures("no_other_days")
def test_the_last_five_releases_are_kept(tmp_path: Path, work: DuckDBPyConnection) -> None:
    paths = []
    for number in range(KEPT_RELEASES + 1):
        add(work, number)
        paths.append(publish(tmp_path, work, AT).path)
    assert paths == sorted(paths)
    kept = [path.with_suffix(ending) for path in paths[-KEPT_RELEASES:] for ending in (".duckdb", ".seal")]
    assert sorted((tmp_path / "releases").iterdir()) == kept


def test_what_a_killed_run_left_half_copied_is_swept_away(tmp_path: Path, work: DuckDBPyConnection, desk: Desk) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / ".hongbao-1.duckdb").write_bytes(b"half")
    load(work, desk.batch(), AT)
    path = publish(tmp_path, work, AT).path
    assert sorted((tmp_path / "releases").iterdir()) == [path, path.with_suffix(".seal")]


def test_without_a_release_the_reader_is_told_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="run `hongbao demo`"):
        open_release(tmp_path)
    (tmp_path / "hongbao.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(NoReleaseError, match="is not a release that can be read"):
        open_release(tmp_path)


def run_idly(connection: DuckDBPyConnection, number: int) -> None:
    """A run that finds nothing new: it is all that differs."""
    run = {"run_id": f"r{number}", "flow": "refresh", "started_at": AT, "finished_at": AT, "outcome": "completed"}
    record(connection, "runs", make_frame("runs", [run | {"message": None}]))


@pytest.mark.usefixtures("no_other_days")
def test_idle_runs_do_not_push_out_the_releases_whose_facts_differ(tmp_path: Path, work: DuckDBPyConnection) -> None:
    different = []
    for number in range(2):
        add(work, number)
        different.append(publish(tmp_path, work, AT).path)
    for number in range(3):
        run_idly(work, number)
        last = publish(tmp_path, work, AT, keep=2).path
    assert sorted((tmp_path / "releases").glob("*.duckdb")) == [different[0], last]


@pytest.mark.usefixtures("no_other_days")
def test_after_an_idle_run_it_still_stands_what_changed_last(tmp_path: Path, work: DuckDBPyConnection) -> None:
    changes = []
    for number in range(2):
        add(work, number * 100)
        publish(tmp_path, work, AT + timedelta(hours=number))
    for number in range(2):
        with open_release(tmp_path) as release:
            changes.append(release.query("SELECT change, fact_id FROM marts.what_changed", 9).rows())
        run_idly(work, number)
        assert publish(tmp_path, work, AT + timedelta(hours=9 + number)).is_new
    assert [change for change, _ in changes[0]] == ["new"]
    assert changes[1:] == changes[:1]


@pytest.mark.usefixtures("no_other_days")
def test_as_many_releases_are_kept_as_are_asked_for(tmp_path: Path, work: DuckDBPyConnection) -> None:
    for number in range(3):
        add(work, number)
        publish(tmp_path, work, AT, keep=2)
    assert len(list((tmp_path / "releases").glob("*.duckdb"))) == 2


@pytest.mark.usefixtures("no_other_days")
def test_a_release_knows_the_facts_of_the_one_before_and_every_release_up_to_itself(
    tmp_path: Path, work: DuckDBPyConnection
) -> None:
    facts = []
    for number in range(3):
        add(work, number)
        publish(tmp_path, work, AT + timedelta(hours=number))
        with open_release(tmp_path) as release:
            facts.append(sorted(release.facts().select("fact_id", "claims").rows()))
            before = release.query("SELECT fact_id, claims FROM raw.previous_facts ORDER BY ALL", 9).rows()
            known = release.query("SELECT released_at, claims, build_seconds > 0 FROM marts.releases", 9).rows()
        assert before == (facts[number - 1] if number else [])
        assert known == [(AT + timedelta(hours=hour), hour + 1, True) for hour in range(number + 1)]


@pytest.mark.usefixtures("no_other_days")
def test_publishing_again_what_is_published_is_no_release(tmp_path: Path, work: DuckDBPyConnection) -> None:
    add(work, 1)
    for hour in range(3):
        publish(tmp_path, work, AT + timedelta(hours=hour))
    assert work.execute("SELECT released_at FROM raw.releases").fetchall() == [(AT,)]


@pytest.mark.usefixtures("no_other_days")
def test_a_release_that_never_got_out_is_not_remembered(tmp_path: Path, again: DuckDBPyConnection) -> None:
    add(again, 1)
    build(again, AT + timedelta(hours=1))
    publish(tmp_path, again, AT + timedelta(hours=2))
    with open_release(tmp_path) as release:
        assert release.query("SELECT count(*) FROM raw.releases", 9).item() == 2


def test_a_release_has_no_table_that_its_readers_cannot_ask_for(
    tmp_path: Path, work: DuckDBPyConnection, desk: Desk
) -> None:
    load(work, desk.batch(), AT)
    publish(tmp_path, work, AT)
    tables = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'staging' OR temporary"
    with open_release(tmp_path) as release:
        kept = release.query(tables, 99)["table_name"].to_list()
        assert "stories" in kept
        assert not {"claims", "votes", "values", "ranked_values"} & set(kept)
        assert release.query("SELECT count(*) FROM facts_as_of(now())", 9).item() == release.facts().height
    assert {table for (table,) in work.execute(tables).fetchall() if table.startswith("staging_")} == set()


def test_a_disk_without_room_leaves_the_last_release_and_says_so(tmp_path: Path) -> None:
    """The limit on file size of the child stands for the disk: the copy is cut off by it."""
    child = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert child.stderr == ""
    assert "nothing was published, the last release stays: File too large" in child.stdout
    with open_release(tmp_path) as release:
        assert release.edition().articles == 1
    assert not list((tmp_path / "releases").glob(".*"))
