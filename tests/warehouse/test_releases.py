"""A release is whole or not there: published, replaced, refused, pruned."""

import json
import re
import resource
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
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
from warehouse.publish import Publication, build, publish, release
from warehouse.reads import open_release
from warehouse.shelf import KEPT_RELEASES
from warehouse.writer import open_writer


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


@pytest.mark.usefixtures("no_other_days")
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


@pytest.mark.usefixtures("no_other_days")
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


@pytest.mark.usefixtures("no_other_days")
def test_publishing_what_is_published_makes_no_new_file(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication, desk: Desk
) -> None:
    load(again, desk.batch(), AT + timedelta(hours=1))
    with open_release(tmp_path):
        second = publish(tmp_path, again, AT + timedelta(hours=1))
    assert (second.path, second.is_new, second.is_changed) == (first.path, False, False)


@pytest.mark.usefixtures("no_other_days")
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


BREACHES = [
    {
        "quote_stands_in_text": "UPDATE raw.claims SET quote = 'never said'",
        "article_has_archive_record": "DELETE FROM raw.pages",
        "edition_is_set": "DELETE FROM raw.edition",
        "fact_words_are_known": "UPDATE raw.claims SET bound = 'roughly'",
    },
    {
        "number_stands_in_quote": "UPDATE raw.claims SET number_end = quote_end + 1",
        "claim_is_current_once claim_has_article": "INSERT INTO raw.claims SELECT * FROM raw.claims LIMIT 1",
    },
    {"claim_has_article": "DELETE FROM raw.articles"},
    {
        "article_is_current_once claim_has_article fact_has_claims": (
            "INSERT INTO raw.articles SELECT * FROM raw.articles LIMIT 1"
        )
    },
]


@pytest.mark.usefixtures("no_other_days")
@pytest.mark.parametrize("damages", BREACHES, ids=" ".join)
def test_broken_checks_refuse_the_release_and_the_last_one_stays(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication, damages: dict[str, str]
) -> None:
    """What is damaged at once breaks checks of its own: exactly those are named."""
    for damage in damages.values():
        again.execute(damage)
    with pytest.raises(ReleaseRefusedError) as refusal:
        publish(tmp_path, again, AT + timedelta(hours=1))
    assert "\n" not in str(refusal.value)
    named = re.findall(r"(\w+) \(\d+ rows, first: ", str(refusal.value))
    assert sorted(named) == sorted(" ".join(damages).split())
    with open_release(tmp_path) as release:
        assert release.version == first.path
        assert release.facts().height > 0


@pytest.mark.usefixtures("no_other_days")
def test_the_last_five_releases_are_kept(tmp_path: Path, again: DuckDBPyConnection, first: Publication) -> None:
    """Those before stand as copies of the first with seals of other facts."""
    paths = [first.path]
    for number in range(1, KEPT_RELEASES):
        paths.append(first.path.with_name(f"hongbao-{AT.timestamp() * 1e9 + number * 1000:019.0f}.duckdb"))
        shutil.copy2(first.path, paths[-1])
        told = json.loads(first.path.with_suffix(".seal").read_text()) | {"facts_digest": f"facts {number}"}
        paths[-1].with_suffix(".seal").write_text(json.dumps(told))
    add(again, 1)
    paths.append(publish(tmp_path, again, AT).path)
    assert len(paths) == KEPT_RELEASES + 1
    assert paths == sorted(paths)
    kept = [path.with_suffix(ending) for path in paths[-KEPT_RELEASES:] for ending in (".duckdb", ".seal")]
    assert sorted((tmp_path / "releases").iterdir()) == kept


@pytest.mark.usefixtures("no_other_days")
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
def test_idle_runs_do_not_push_out_the_releases_whose_facts_differ(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication
) -> None:
    add(again, 1)
    publish(tmp_path, again, AT)
    for number in range(2):
        run_idly(again, number)
        last = publish(tmp_path, again, AT, keep=2).path
    assert sorted((tmp_path / "releases").glob("*.duckdb")) == [first.path, last]


@pytest.mark.usefixtures("no_other_days")
def test_after_an_idle_run_it_still_stands_what_changed_last(tmp_path: Path, again: DuckDBPyConnection) -> None:
    changes = []
    add(again, 100)
    publish(tmp_path, again, AT + timedelta(hours=1))
    for number in range(2):
        with open_release(tmp_path) as release:
            changes.append(release.query("SELECT change, fact_id FROM marts.what_changed", 9).rows())
        if number == 0:
            run_idly(again, number)
            assert publish(tmp_path, again, AT + timedelta(hours=9)).is_new
    assert [change for change, _ in changes[0]] == ["new"]
    assert changes[1:] == changes[:1]


@pytest.mark.usefixtures("no_other_days")
def test_as_many_releases_are_kept_as_are_asked_for(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication
) -> None:
    paths = [first.path]
    for number in range(2):
        add(again, number)
        paths.append(publish(tmp_path, again, AT, keep=2).path)
    assert sorted((tmp_path / "releases").glob("*.duckdb")) == paths[1:]


@pytest.mark.usefixtures("no_other_days")
def test_a_release_knows_the_facts_of_the_one_before_and_every_release_up_to_itself(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication
) -> None:
    facts, releases = [], []
    for hour in range(2):
        if hour:
            add(again, hour)
            publish(tmp_path, again, AT + timedelta(hours=hour))
        with open_release(tmp_path) as release:
            facts.append(sorted(release.facts().select("fact_id", "claims").rows()))
            before = release.query("SELECT fact_id, claims FROM raw.previous_facts ORDER BY ALL", 9).rows()
            known = release.query("SELECT released_at, claims, build_seconds > 0 FROM marts.releases", 9).rows()
        releases.append((AT + timedelta(hours=hour), sum(claims for _, claims in facts[-1]), True))
        assert before == (facts[hour - 1] if hour else [])
        assert known == releases


@pytest.mark.usefixtures("no_other_days")
def test_publishing_again_what_is_published_is_no_release(tmp_path: Path, work: DuckDBPyConnection) -> None:
    add(work, 1)
    for hour in range(2):
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


@pytest.mark.usefixtures("no_other_days")
def test_a_disk_without_room_leaves_the_last_release_and_says_so(
    tmp_path: Path, again: DuckDBPyConnection, first: Publication
) -> None:
    """The limit on file size stands for the disk: the copy is cut off by it."""
    add(again, 2)
    built = build(again, AT + timedelta(hours=1))
    again.execute("CHECKPOINT")
    with files_of_at_most(200_000), pytest.raises(ReleaseRefusedError) as refusal:
        release(tmp_path, again, built)
    assert "nothing was published, the last release stays: File too large" in str(refusal.value)
    with open_release(tmp_path) as opened:
        assert opened.version == first.path
    assert not list((tmp_path / "releases").glob(".*"))


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Python ignores the signal that tells of the limit, so what writes on gets an error."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
